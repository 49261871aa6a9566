"""What is measured of an embedder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from factcheck.models import Embedder
from factcheck.training.measure.scores import Floats, Score, found_first, rank_correlation
from factcheck.training.measure.sets import read_pairs, same_day_pairs
from factcheck.training.parallel import HELD_BACK, read_translations

DRIFT_PAIRS = 2_000


def measure_embedder(model: Embedder, data: Path, base: Path) -> list[Score]:
    """Score how often a translation is found, and whether English lies as `base` puts it."""
    return [
        *_find_translations(model, data),
        _find_premises(model, data),
        _measure_drift(model, data, base),
    ]


def _find_translations(model: Embedder, data: Path) -> list[Score]:
    scores = []
    for source in HELD_BACK:
        rows = read_translations(data, source, held_back=True)
        arabic = _embed(model, [row.arabic for row in rows])
        english = _embed(model, [row.english for row in rows])
        for task, value in (
            ("Arabic to English", found_first(arabic, english)),
            ("English to Arabic", found_first(english, arabic)),
        ):
            scores.append(Score(f"{source}, held back", task, len(rows), "found first", value))
    return scores


def _find_premises(model: Embedder, data: Path) -> Score:
    """Score how often an entailed hypothesis of XNLI lies closest to its own premise."""
    pairs, labels = read_pairs(data, "xnli_en.dev")
    entailed = [pair for pair, label in zip(pairs, labels, strict=True) if label == 0]
    unique = dict.fromkeys(premise for premise, _ in entailed)
    first = dict(reversed(entailed))
    value = found_first(
        _embed(model, [first[premise] for premise in unique]), _embed(model, list(unique))
    )
    return Score("XNLI English dev", "entailed to premise", len(unique), "found first", value)


def _measure_drift(model: Embedder, data: Path, base: Path) -> Score:
    """Compare cosines of news sentences of one day with those of the model at `base`."""
    pairs = same_day_pairs(data, DRIFT_PAIRS)
    lefts, rights = (list(side) for side in zip(*pairs, strict=True))
    own = (_embed(model, lefts) * _embed(model, rights)).sum(axis=1)
    before = (_embed_in_full(base, lefts) * _embed_in_full(base, rights)).sum(axis=1)
    value = rank_correlation(own, before)
    return Score("English news of one day", "as the base", len(pairs), "Spearman", value)


def _embed(model: Embedder, texts: Sequence[str]) -> Floats:
    return model.embed(texts).astype(np.float64)


def _embed_in_full(base: Path, texts: Sequence[str]) -> Floats:
    """Embed texts with the model stored at `base`, in fp32."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModel.from_pretrained(base).eval()
    rows = []
    for first in range(0, len(texts), 32):
        part = list(texts[first : first + 32])
        inputs = tokenizer(
            part, padding=True, truncation=True, max_length=128, return_tensors="pt"
        )
        with torch.inference_mode():
            states = model(**inputs).last_hidden_state
        mask = inputs["attention_mask"][..., None]
        rows.append(torch.nn.functional.normalize((states * mask).sum(1), dim=1).numpy())
    return np.concatenate(rows).astype(np.float64)
