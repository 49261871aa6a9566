"""Compare the NLI model of the package, in 8 bits, with itself in fp32 through transformers.

    python benchmarks/nli_speed.py WORK_FOLDER DATA_FOLDER [--pairs 1000] [--rounds 5]

WORK_FOLDER is where the model was trained (see docs/training.md), DATA_FOLDER holds
`nli/xnli_en.dev.jsonl.gz`. Both judge the same pairs on all cores, in turns, round by round,
so that whatever else the machine does falls on both. Pairs are sorted by length and run in
batches of 32 in fp32, which is its best case.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig, BertForSequenceClassification

from factcheck.models import LABELS, load_nli
from factcheck.models.embedded import pad_batch
from factcheck.training.nli import encode

Pairs = list[tuple[str, str]]
Judge = Callable[[Pairs], np.ndarray]


def load_full(work: Path) -> Judge:
    """Load the checkpoint in fp32; the judge returns logits of shape (pairs, 3)."""
    latest = work / "latest"
    config = BertConfig(**json.loads((latest / "config.json").read_text()))
    model = BertForSequenceClassification(config).eval()
    weights = load_file(latest / "model.safetensors")
    model.load_state_dict({n.removeprefix("model."): value for n, value in weights.items()})
    tokenizer = Tokenizer.from_file(str(latest / "tokenizer.json"))

    def judge(pairs: Pairs) -> np.ndarray:
        encoded = encode(tokenizer, pairs)
        order = sorted(range(len(pairs)), key=lambda i: len(encoded[i].ids))
        logits = np.zeros((len(pairs), len(LABELS)), np.float32)
        with torch.inference_mode():
            for first in range(0, len(order), 32):
                pick = order[first : first + 32]
                inputs = pad_batch([encoded[i] for i in pick])
                tensors = {name: torch.from_numpy(a).long() for name, a in inputs.items()}
                logits[pick] = model(**tensors).logits.numpy()
        return logits

    return judge


def main(arguments: Sequence[str] | None = None) -> None:
    """Time both and compare their labels."""
    parser = argparse.ArgumentParser()
    parser.add_argument("work", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args(arguments)
    with gzip.open(
        chosen.data / "nli" / "xnli_en.dev.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        rows = [json.loads(line) for line in file]
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    labels = np.array([LABELS.index(row["label"]) for row in rows])
    judges: dict[str, Judge] = {
        "transformers, fp32": load_full(chosen.work),
        "package, 8 bits": load_nli().probabilities,
    }
    guesses = {name: judge(pairs).argmax(axis=1) for name, judge in judges.items()}
    speeds: dict[str, list[float]] = {name: [] for name in judges}
    for _ in range(chosen.rounds):
        for name, judge in judges.items():
            begin = time.perf_counter()
            judge(pairs[: chosen.pairs])
            speeds[name].append(chosen.pairs / (time.perf_counter() - begin))
    for name in judges:
        accuracy = (guesses[name] == labels).mean()
        print(f"{name}: {statistics.median(speeds[name]):.0f} pairs/s, accuracy {accuracy:.4f}")
    full, small = judges
    ratio = statistics.median(b / a for a, b in zip(speeds[full], speeds[small], strict=True))
    print(f"ratio of speeds, median of {chosen.rounds} rounds: {ratio:.2f}")
    print(f"same label: {(guesses[full] == guesses[small]).mean():.4f} of {len(pairs)}")


if __name__ == "__main__":
    main()
