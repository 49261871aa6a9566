"""A base model of a few thousand random weights, and a data folder of a few rows."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path

WORDS = (
    *("police", "held", "arrested", "two", "three", "men", "women"),
    *("in", "Cairo", "Aleppo", "on", "Monday", "Friday", "not"),
)
LABELS = ("entailment", "neutral", "contradiction")


def write_base(folder: Path) -> Path:
    """Write config, weights and tokenizer of a two-layer encoder with random weights."""
    import torch
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary()),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    write_tokenizer(folder)
    return folder


def write_tokenizer(folder: Path) -> None:
    """Write a tokenizer that knows `WORDS` and splits nothing."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.WordPiece(vocabulary(), unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder)


def vocabulary() -> dict[str, int]:
    """Return the id of every token."""
    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    return {word: i for i, word in enumerate([*marks, *(w.lower() for w in WORDS)])}


def nli_rows(count: int) -> list[dict[str, str]]:
    """Return rows as the training file holds them."""
    rng = random.Random(5)
    return [
        {
            "premise": " ".join(rng.choices(WORDS, k=rng.randint(4, 12))),
            "hypothesis": " ".join(rng.choices(WORDS, k=rng.randint(3, 8))),
            "label": rng.choice(LABELS),
            "source": "wanli_15k.train",
            "tier": "A",
        }
        for _ in range(count)
    ]


def write_lines(path: Path, rows: Iterable[object]) -> None:
    """Write rows as gzip JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
