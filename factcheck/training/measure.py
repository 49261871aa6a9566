"""Measure the embedded models: accuracy, false contradictions, calibration.

    python -m factcheck.training.measure DATA_FOLDER [--json FILE] [--fit] [--name NAME]

Reads DATA_FOLDER/nli/*.jsonl.gz, none of which but `train` is ever trained on. The SNLI
figures are on a seeded sample of 2,000 rows. The news sets are made by rule (see `contrast`)
from DATA_FOLDER/news/polnear_*.jsonl.gz, less every sentence of the articles trained on.

With `--fit`, one temperature is fitted first on every second row of XNLI and SNLI and
written into the model's card; calibration error is only ever reported on the other rows.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.models import LABELS, Embedder, NliModel, load_embedder, load_nli
from factcheck.training.contrast import Article, news_rows, read_articles

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
Pairs = list[tuple[str, str]]

SAMPLED, SAMPLE = ("snli.dev",), 2_000
SEED = 1
THREE_WAY = {
    "XNLI English dev": "xnli_en.dev",
    "SNLI dev": "snli.dev",
    "SufficientFacts FEVER": "sufficient_fever.test",
    "GLUE diagnostic": "glue_diagnostic_full.test",
}
TRUE_OR_FALSE = {"FEVER-symmetric v0.2 dev": "fever_symmetric.v0.2_dev"}
ENTAILED_OR_NOT = {"AWPNLI": "equate_AWPNLI.test", "RTE-Quant": "equate_RTE_Quant.test"}


@dataclass(frozen=True)
class Score:
    """How a model did on one set; shares are 0 to 1."""

    set: str
    task: str
    rows: int
    accuracy: float
    majority: float  # accuracy of always saying the commonest label
    false_contradictions: float | None  # rows of other labels with at least 0.5 contradiction


def read_pairs(data: Path, file: str) -> tuple[Pairs, Labels]:
    """Read pairs and their labels (0 entailment, 1 neutral, 2 contradiction)."""
    with gzip.open(data / "nli" / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if file in SAMPLED:
        rows = random.Random(SEED).sample(rows, SAMPLE)
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    return pairs, np.array([LABELS.index(row["label"]) for row in rows])


def score_three_way(name: str, shares: Floats, labels: Labels) -> Score:
    """Score the likeliest of three labels."""
    return _score(name, "three labels", shares, labels, shares.argmax(axis=1), labels)


def score_true_or_false(name: str, shares: Floats, labels: Labels) -> Score:
    """Score a set without neutral rows: entailment against contradiction."""
    guesses = np.where(shares[:, 0] >= shares[:, 2], 0, 2)
    return _score(name, "true or false", shares, labels, guesses, labels)


def score_entailed_or_not(name: str, shares: Floats, labels: Labels) -> Score:
    """Score whether entailment is the likeliest of the three labels."""
    is_entailed = shares.argmax(axis=1) == 0
    return _score(name, "entailed or not", shares, labels, is_entailed, labels == 0)


def _score(
    name: str,
    task: str,
    shares: Floats,
    labels: Labels,
    guesses: NDArray[np.generic],
    truth: NDArray[np.generic],
) -> Score:
    counts = np.unique(truth, return_counts=True)[1]
    others = shares[labels != LABELS.index("contradiction"), 2] >= 0.5
    return Score(
        set=name,
        task=task,
        rows=len(labels),
        accuracy=float((guesses == truth).mean()),
        majority=float(counts.max() / counts.sum()),
        false_contradictions=float(others.mean()) if len(others) else None,
    )


def calibration_error(shares: Floats, labels: Labels, bins: int = 15) -> float:
    """Return the expected calibration error of the likeliest label, 0 to 1.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", ICML, section 2.
    """
    sure = shares.max(axis=1)
    right = shares.argmax(axis=1) == labels
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(right[bin_of == b].mean() - sure[bin_of == b].mean()) * (bin_of == b).mean()
        for b in np.unique(bin_of)
    ]
    return float(sum(gaps))


def fit_temperature(shares: Floats, labels: Labels) -> float:
    """Return what to multiply the present temperature by for the least log loss.

    Source: Guo et al. 2017, section 4.2.
    """
    logs = np.log(np.maximum(shares, 1e-12))
    candidates = np.exp(np.linspace(np.log(0.3), np.log(3.0), 231))
    return float(min(candidates, key=lambda t: _log_loss(logs / t, labels)))


def _log_loss(logits: Floats, labels: Labels) -> float:
    total = np.log(np.exp(logits).sum(axis=1))
    return float((total - logits[np.arange(len(labels)), labels]).mean())


def measure_nli(model: NliModel, data: Path) -> list[Score]:
    """Score `model` on every set."""
    tasks = [
        (THREE_WAY, score_three_way),
        (TRUE_OR_FALSE, score_true_or_false),
        (ENTAILED_OR_NOT, score_entailed_or_not),
    ]
    scores = []
    for file_by_set, score in tasks:
        for name, file in file_by_set.items():
            pairs, labels = read_pairs(data, file)
            scores.append(score(name, _shares(model, pairs), labels))
    return scores


def measure_news(model: NliModel, data: Path) -> list[Score]:
    """Score `model` on pairs made from news that it was not trained on, a kind at a time."""
    news = data / "news"
    known = {s for a in read_articles(news / "articles.jsonl.gz") for s in a.sentences}
    articles = [
        Article(article.published, tuple(s for s in article.sentences if s not in known))
        for file in ("polnear_dev", "polnear_train")
        for article in read_articles(news / f"{file}.jsonl.gz")
    ]
    rows = news_rows(articles, SAMPLE, random.Random(SEED))
    scores = []
    for source in sorted({row.source for row in rows}):
        kind = [row for row in rows if row.source == source]
        shares = _shares(model, [(row.premise, row.hypothesis) for row in kind])
        labels = np.array([row.label for row in kind])
        name = f"{source}, all {LABELS[labels[0]]}"
        scores.append(score_three_way(name, shares, labels))
    return scores


def measure_calibration(model: NliModel, data: Path) -> float:
    """Return the calibration error on the half of XNLI dev that `--fit` does not see."""
    pairs, labels = read_pairs(data, "xnli_en.dev")
    return calibration_error(_shares(model, pairs[1::2]), labels[1::2])


def fit_on_halves(model: NliModel, data: Path) -> float:
    """Fit the temperature on every second row of XNLI dev and of the SNLI dev sample."""
    shares, labels = [], []
    for file in ("xnli_en.dev", "snli.dev"):
        pairs, truth = read_pairs(data, file)
        shares.append(_shares(model, pairs[::2]))
        labels.append(truth[::2])
    return fit_temperature(np.concatenate(shares), np.concatenate(labels))


def measure_retrieval(model: Embedder, data: Path) -> float:
    """Return how often an entailed hypothesis of XNLI dev lies closest to its own premise."""
    pairs, labels = read_pairs(data, "xnli_en.dev")
    entailed = [pair for pair, label in zip(pairs, labels, strict=True) if label == 0]
    premises = model.embed([premise for premise, _ in entailed])
    hypotheses = model.embed([hypothesis for _, hypothesis in entailed])
    nearest = (hypotheses @ premises.T).argmax(axis=1)
    hits = [entailed[n][0] == entailed[i][0] for i, n in enumerate(nearest)]
    return float(np.mean(hits))


def _shares(model: NliModel, pairs: Pairs) -> Floats:
    return model.probabilities(pairs).astype(np.float64)


def format_table(scores: Sequence[Score]) -> str:
    """Lay scores out as a Markdown table."""
    lines = [
        "| set | task | rows | accuracy | majority | false contradictions |",
        "|---|---|--:|--:|--:|--:|",
    ]
    return "\n".join(lines + [_format_line(score) for score in scores])


def _format_line(s: Score) -> str:
    false = "" if s.false_contradictions is None else f"{s.false_contradictions:.3f}"
    return (
        f"| {s.set} | {s.task} | {s.rows:,} | {s.accuracy:.3f} | {s.majority:.3f} | {false} |"
    )


def _store_temperature(factor: float) -> float:
    """Multiply the temperature in the embedded NLI model's card; return the new one."""
    from factcheck.models.embedded import WEIGHTS

    path = WEIGHTS / "nli" / "model.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["temperature"] = round(card["temperature"] * factor, 4)
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    return float(card["temperature"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the command line asks; print a table, and JSON to a file if asked."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.measure")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--fit", action="store_true", help="fit and store the temperature")
    parser.add_argument("--name", default="embedded", help="NLI model to measure")
    chosen = parser.parse_args(arguments)
    if chosen.fit:
        factor = fit_on_halves(load_nli("embedded"), chosen.data)
        print(f"temperature: {_store_temperature(factor)}")
    nli, embedder = load_nli(chosen.name), load_embedder()
    scores = measure_nli(nli, chosen.data) + measure_news(nli, chosen.data)
    error = measure_calibration(nli, chosen.data)
    found = measure_retrieval(embedder, chosen.data)
    print(format_table(scores))
    print(f"\n{nli.name}: calibration error on the held-out half of XNLI dev: {error:.3f}")
    print(f"{embedder.name}: own premise found first, XNLI dev entailments: {found:.3f}")
    if chosen.json:
        result = {
            "nli": nli.name,
            "scores": [asdict(score) for score in scores],
            "calibration_error": error,
            "embedder": embedder.name,
            "retrieval": found,
        }
        chosen.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
