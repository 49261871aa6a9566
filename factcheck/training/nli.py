"""NLI training: a small cross-encoder, first English, then bilingual; seeded and resumable.

    python -m factcheck.training.nli DATA_FOLDER --embedder WORK_FOLDER --output WORK_FOLDER

The base learns inference from English rows; then rows in both languages follow (see
`mixture`), read through the Arabic pieces that the embedder's training has placed. The
learning rate falls linearly to zero at the end of the plan, so a run stopped early is worse
than a shorter run planned so. Started again with the same settings it continues from its
last checkpoint; started again with `--end-at`, it brings the rate down to zero sooner, which
saves a run that turns out too slow.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

from factcheck.models import LABELS
from factcheck.models.embedded import (
    Card,
    Encoded,
    batch_by_length,
    encode_pair,
    mark_ids,
    token_ids,
)
from factcheck.training.contrast import Row
from factcheck.training.mixture import bilingual_part, english_part, read_texts
from factcheck.training.trainer import (
    Model,
    Trainer,
    base_folder,
    find_checkpoint,
    grow_words,
    name_of_words,
    run_batches,
    without_dropout,
    word_embeddings,
)

if TYPE_CHECKING:
    from transformers import PreTrainedModel

CHUNK = 2048  # pairs sorted by length together: little padding, still well mixed
LIMITS = Card(name="", sha256="", window=128, positions=512, width=len(LABELS))


@dataclass(frozen=True)
class Settings:
    """What decides the weights; the parts are counted in chunks of `CHUNK` pairs."""

    english: int = 146
    bilingual: int = 122
    batch: int = 32
    rate: float = 1.2e-4
    warmup: int = 300
    seed: int = 1

    @property
    def batches(self) -> int:
        """The number of batches in all."""
        return (self.english + self.bilingual) * (CHUNK // self.batch)


class Part(NamedTuple):
    """Every so many-th of the bilingual rows: what one of several processes learns."""

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Part:
        """Read "1/2"; raises ValueError for anything else."""
        number, of = (int(one) for one in text.split("/"))
        if not 1 <= number <= of:
            raise ValueError(text)
        return cls(number, of)


WHOLE = Part(1, 1)


class Classifier(Model):
    """A sequence classifier whose output is its logits alone."""

    def __init__(self, model: PreTrainedModel) -> None:
        super().__init__()
        self.model = model
        self.config = model.config

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        """Classify a batch: (pairs, tokens) -> (pairs, labels)."""
        logits: torch.Tensor = self.model(**inputs).logits
        return logits


def start_trainer(base: Path, embedder: Path, settings: Settings) -> Trainer:
    """Build the classifier on `base`, with the Arabic pieces of `embedder`'s checkpoint.

    A folder without a checkpoint raises SystemExit.
    """
    from transformers import AutoModelForSequenceClassification

    checkpoint = find_checkpoint(embedder)
    if checkpoint is None:
        raise SystemExit(f"{embedder} holds no checkpoint of an embedder; train one first")
    torch.manual_seed(settings.seed)
    model = AutoModelForSequenceClassification.from_pretrained(
        base,
        num_labels=len(LABELS),
        attn_implementation="eager",  # its backward pass is half the price of sdpa here
        id2label=dict(enumerate(LABELS)),
        label2id={label: i for i, label in enumerate(LABELS)},
    )
    stored = load_file(checkpoint / "model.safetensors")
    words = stored[name_of_words(stored)]
    grow_words(model.bert, words[len(word_embeddings(model.bert)) :])
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    return Trainer(
        without_dropout(Classifier(model)), tokenizer, asdict(settings), learned_rate=3.0
    )


def encode(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]) -> list[Encoded]:
    """Turn (premise, hypothesis) pairs into token ids just as the runtime does."""
    start, end = mark_ids(tokenizer)
    premises = token_ids(tokenizer, [premise for premise, _ in pairs])
    hypotheses = token_ids(tokenizer, [hypothesis for _, hypothesis in pairs])
    return [
        encode_pair(premise, hypothesis, LIMITS, start, end)
        for premise, hypothesis in zip(premises, hypotheses, strict=True)
    ]


def judge_pairs(trainer: Trainer, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Return the probabilities that the model as it stands gives, (pairs, labels)."""
    encoded = encode(trainer.tokenizer, pairs)
    shares = np.zeros((len(pairs), len(LABELS)), np.float32)
    trainer.model.eval()
    with torch.no_grad(), trainer.autocast():
        for pick in batch_by_length([len(one.ids) for one in encoded], 64):
            logits = trainer.model(**trainer.tensors([encoded[i] for i in pick]))
            shares[pick] = logits.float().softmax(1).cpu().numpy()
    trainer.model.train()
    return shares


def losses(
    trainer: Trainer, data: Path, output: Path, settings: Settings, part: Part = WHOLE
) -> Iterator[torch.Tensor]:
    """Yield the loss of each batch that is not yet learned, in an order fixed by the seed.

    Within a chunk, pairs of like length share a batch and the batches are shuffled.
    """
    each = CHUNK // settings.batch
    for number, chunk in _chunks(trainer, settings, data, output, part):
        encoded = encode(trainer.tokenizer, [(row.premise, row.hypothesis) for row in chunk])
        picks = batch_by_length([len(one.ids) for one in encoded], settings.batch)
        random.Random(settings.seed + number).shuffle(picks)
        for pick in picks[max(0, trainer.step - number * each) :]:
            labels = torch.tensor([chunk[i].label for i in pick], device=trainer.device)
            with trainer.autocast():
                logits = trainer.model(**trainer.tensors([encoded[i] for i in pick]))
            yield nn.functional.cross_entropy(logits.float(), labels)


def _chunks(
    trainer: Trainer, settings: Settings, data: Path, output: Path, part: Part
) -> Iterator[tuple[int, list[Row]]]:
    """Yield each chunk that is not wholly learned, with its number.

    The bilingual part is kept in `output`: a run resumed within it could not make it anew,
    since some of its labels are of the model as it stood at the end of the English part.
    """
    begun = trainer.step // (CHUNK // settings.batch)
    if begun < settings.english:
        rows = english_part(read_texts(data), settings.english * CHUNK, settings.seed)
        _require_rows(rows, settings.english, "--english")
        write_counts(rows, output / "english.json")
        yield from _cut(rows, 0, begun)
    kept = output / "bilingual.jsonl.gz"
    if not kept.exists():
        judge = partial(judge_pairs, trainer)
        count = settings.bilingual * CHUNK
        rows = bilingual_part(read_texts(data), count, settings.seed, judge)
        _require_rows(rows, settings.bilingual, "--bilingual")
        write_counts(rows, output / "bilingual.json")
        _write_rows(rows, kept)
    rows = _read_kept(kept)[part.number - 1 :: part.of]
    yield from _cut(rows, settings.english, max(begun, settings.english))


def _require_rows(rows: Sequence[Row], chunks: int, option: str) -> None:
    """Raise SystemExit where a part came out short: batches are counted by whole chunks."""
    if len(rows) < chunks * CHUNK:
        raise SystemExit(
            f"the data give {len(rows):,} of {chunks * CHUNK:,} rows; "
            f"ask for {option} {len(rows) // CHUNK}"
        )


def _cut(rows: Sequence[Row], number: int, begun: int) -> Iterator[tuple[int, list[Row]]]:
    """Cut rows into chunks numbered from `number`; yield those numbered `begun` and later."""
    for first in range((begun - number) * CHUNK, len(rows), CHUNK):
        yield number + first // CHUNK, list(rows[first : first + CHUNK])


def write_counts(rows: Sequence[Row], path: Path) -> None:
    """Note how many rows of each source a part has."""
    counts = Counter(row.source for row in rows)
    path.write_text(json.dumps(dict(sorted(counts.items())), indent=2) + "\n", encoding="utf-8")


def _write_rows(rows: Sequence[Row], path: Path) -> None:
    fresh = path.with_suffix(".fresh")
    with gzip.open(fresh, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    fresh.rename(path)


def _read_kept(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [Row(*json.loads(line)) for line in file]


def train(
    data: Path,
    base: Path,
    embedder: Path,
    output: Path,
    settings: Settings,
    *,
    every: int = 200,
    end_at: int | None = None,
    share: float | None = None,
    part: Part = WHOLE,
    stop_after: int | None = None,
) -> Path:
    """Train, resuming if `output` holds a checkpoint; return the checkpoint's folder.

    `end_at` plans to end after so many batches, from `share` of the full rate if it is
    given; `part` takes some of the bilingual rows only; see `run_batches` for the others.
    """
    output.mkdir(parents=True, exist_ok=True)
    trainer = start_trainer(base, embedder, settings)  # as begun; a checkpoint then replaces it
    trainer.resume(output)
    if end_at is not None or not trainer.plan:
        trainer.plan_steps(end_at or settings.batches, share)
    stream = losses(trainer, data, output, settings, part)
    return run_batches(trainer, stream, output, every=every, stop_after=stop_after)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.nli")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--embedder", type=Path, required=True, metavar="WORK_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="WORK_FOLDER")
    parser.add_argument("--english", type=int, default=Settings.english, help="chunks")
    parser.add_argument("--bilingual", type=int, default=Settings.bilingual, help="chunks")
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--every", type=int, default=200, help="batches between checkpoints")
    parser.add_argument("--end-at", type=int, help="batches after which the rate is zero")
    parser.add_argument("--share", type=float, help="share of the full rate to fall from")
    parser.add_argument(
        "--part",
        type=Part.parse,
        default=WHOLE,
        metavar="N/COUNT",
        help="of the bilingual rows",
    )
    chosen = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    settings = Settings(chosen.english, chosen.bilingual, seed=chosen.seed)
    train(
        chosen.data,
        base_folder(),
        chosen.embedder,
        chosen.output,
        settings,
        every=chosen.every,
        end_at=chosen.end_at,
        share=chosen.share,
        part=chosen.part,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
