"""Embedder training: Arabic sentences learn to lie where their translations lie.

    python -m factcheck.training.embedder DATA_FOLDER --output WORK_FOLDER

The base embeds English well and stays the teacher (Reimers and Gurevych 2020). The student
is the base with Arabic pieces (see `vocabulary`); it learns to put an Arabic sentence where
the teacher puts the English one, and to tell it from the other sentences of its chunk.
Every fourth batch is English, most of it news, and keeps English where it was.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import Tokenizer
from torch import nn

from factcheck.models.embedded import Encoded, batch_by_length, encode_text, token_ids
from factcheck.training.contrast import read_articles
from factcheck.training.parallel import (
    CLASSICAL,
    NAMES,
    SENTENCES,
    Translation,
    read_sources,
)
from factcheck.training.trainer import (
    Model,
    Trainer,
    base_folder,
    find_checkpoint,
    grow_words,
    run_batches,
    without_dropout,
    word_embeddings,
)
from factcheck.training.vocabulary import build_tokenizer, start_values

if TYPE_CHECKING:
    from transformers import PreTrainedModel

CHUNK = 2048  # rows sorted by length together, and told from one another
WINDOW = 96  # tokens a text is cut to
COPIES = {  # of a row in one pass; news and its like count most
    "ud_pud": 3.0,
    "fignews2024_news_mt": 2.0,
    "tico19_tmx": 2.0,
    "mt_geneval_wiki": 2.0,
    "xquad_sentences_equalsplit": 2.0,
    "tatoeba_anki": 0.7,
    "tatoeba_challenge_test": 0.7,
    "bible_svd": 0.08,
    "quran_sahih": 0.08,
}
NAME_LINES = 10_000  # in one pass, of one to three names each
NEWS, OTHERS = 40_000, 10_000  # English sentences at most


@dataclass(frozen=True)
class Settings:
    """What decides the weights."""

    batches: int = 4_000
    batch: int = 64
    rate: float = 2e-4
    warmup: int = 200
    temperature: float = 0.05
    telling: float = 0.3  # weight of telling a sentence from the others of its chunk
    seed: int = 1


class Sentences(Model):
    """An encoder whose output is the mean of its tokens, brought to length 1."""

    def __init__(self, encoder: PreTrainedModel) -> None:
        super().__init__()
        self.encoder = encoder
        self.config = encoder.config

    def forward(self, **inputs: torch.Tensor) -> torch.Tensor:
        """Embed a batch: (texts, tokens) -> (texts, width), rows of length 1."""
        states = self.encoder(**inputs).last_hidden_state.float()
        mask = inputs["attention_mask"][..., None].float()
        return nn.functional.normalize((states * mask).sum(1), dim=1)


class Teacher:
    """The base's own embeddings of English texts; each is computed once."""

    def __init__(self, trainer: Trainer, base: Path) -> None:
        self.trainer = trainer
        self.model = Sentences(_load_base(base)).to(trainer.device).eval()
        self.row_by_text: dict[str, torch.Tensor] = {}

    @torch.no_grad()
    def embed(self, texts: Sequence[str]) -> torch.Tensor:
        """Return (texts, width), rows of length 1."""
        new = sorted({t for t in texts if t not in self.row_by_text}, key=lambda t: (len(t), t))
        for first in range(0, len(new), 64):
            part = new[first : first + 64]
            with self.trainer.autocast():
                rows = self.model(**self.trainer.tensors(encode(self.trainer, part)))
            self.row_by_text.update(zip(part, rows.float(), strict=True))
        return torch.stack([self.row_by_text[text] for text in texts])


def encode(trainer: Trainer, texts: Sequence[str]) -> list[Encoded]:
    """Turn texts into token ids just as the runtime does, cut to `WINDOW`."""
    found = token_ids(trainer.tokenizer, texts)
    return [encode_text(ids, WINDOW, trainer.start, trainer.end) for ids in found]


def passes(data: Path, seed: int) -> Iterator[list[Translation]]:
    """Yield the rows of each pass without end, in a seeded order."""
    rows, names = read_sources(data, SENTENCES), read_sources(data, NAMES)
    for number in count():
        rng = random.Random(seed * 1000 + number)
        chosen = [
            row for row in rows for _ in range(int(COPIES.get(row.source, 1.0) + rng.random()))
        ]
        chosen += [_join_names(rng.sample(names, rng.randint(1, 3))) for _ in range(NAME_LINES)]
        rng.shuffle(chosen)
        yield chosen


def _join_names(names: Sequence[Translation]) -> Translation:
    """Make a list of names: "Sami, Nour and Dana", "سامي، نور ودانا"."""
    *others, last = names
    english, arabic = last.english, last.arabic
    if others:
        english = f"{', '.join(name.english for name in others)} and {english}"
        arabic = f"{'، '.join(name.arabic for name in others)} و{arabic}"
    return Translation(english, arabic, "names")


def read_english(data: Path, seed: int) -> list[str]:
    """Read the English sentences that keep English in place, most of them news."""
    news = chain.from_iterable(
        article.sentences[:8] for article in read_articles(data / "news" / "articles.jsonl.gz")
    )
    sentences = list(dict.fromkeys(news))
    random.Random(seed).shuffle(sentences)
    others = [row.english for row in read_sources(data, SENTENCES[:7])]
    return sentences[:NEWS] + others[:OTHERS]


def losses(
    trainer: Trainer, teacher: Teacher, data: Path, settings: Settings
) -> Iterator[torch.Tensor]:
    """Yield the loss of each batch that is not yet learned, in an order fixed by the seed.

    Three Arabic batches, then an English one of half the size; without end.
    """
    english = read_english(data, settings.seed)
    start, numbers = trainer.step, count()
    for chunk_number, chunk in enumerate(_chunks(passes(data, settings.seed))):
        picks = batch_by_length([len(row.arabic) for row in chunk], settings.batch)
        random.Random(settings.seed + chunk_number).shuffle(picks)
        bank: torch.Tensor | None = None
        for number_in_chunk, pick in enumerate(picks):
            if next(numbers) >= start:
                bank = teacher.embed([row.english for row in chunk]) if bank is None else bank
                yield _arabic_loss(trainer, chunk, pick, bank, settings)
            if number_in_chunk % 3 == 2 and next(numbers) >= start:
                rng = random.Random(f"{settings.seed} {chunk_number} {number_in_chunk}")
                yield _english_loss(trainer, teacher, _alike(english, rng, settings.batch // 2))


def _chunks(passes: Iterator[list[Translation]]) -> Iterator[list[Translation]]:
    rows = chain.from_iterable(passes)
    while True:
        yield list(islice(rows, CHUNK))


def _alike(texts: Sequence[str], rng: random.Random, size: int) -> list[str]:
    """Choose `size` texts of like length."""
    drawn = sorted(rng.sample(texts, min(len(texts), 8 * size)), key=len)
    first = rng.randrange(max(1, len(drawn) - size + 1))
    return drawn[first : first + size]


def _arabic_loss(
    trainer: Trainer,
    chunk: Sequence[Translation],
    pick: Sequence[int],
    bank: torch.Tensor,
    settings: Settings,
) -> torch.Tensor:
    """Squared distance to the translation, and how surely it is told from the chunk.

    `bank` is where the teacher puts the chunk's English, (rows of the chunk, width). Rows of
    the same English are not told from one another.
    """
    rows = _embed(trainer, [chunk[i].arabic for i in pick])
    target = bank[list(pick)]
    likeness = rows @ bank.T / settings.temperature
    same = torch.tensor([[chunk[i].english == row.english for row in chunk] for i in pick])
    same[torch.arange(len(pick)), torch.tensor(pick)] = False
    likeness = likeness.masked_fill(same.to(likeness.device), -1e4)
    told = nn.functional.cross_entropy(likeness, torch.tensor(pick, device=likeness.device))
    return (rows - target).square().sum(1).mean() + settings.telling * told


def _english_loss(trainer: Trainer, teacher: Teacher, texts: Sequence[str]) -> torch.Tensor:
    """Squared distance to where the teacher puts the same English."""
    rows = _embed(trainer, texts)
    return 2 * (rows - teacher.embed(texts)).square().sum(1).mean()


def _embed(trainer: Trainer, texts: Sequence[str]) -> torch.Tensor:
    with trainer.autocast():
        rows: torch.Tensor = trainer.model(**trainer.tensors(encode(trainer, texts)))
    return rows.float()


def _load_base(base: Path) -> PreTrainedModel:
    from transformers import AutoModel

    model: PreTrainedModel = AutoModel.from_pretrained(base, attn_implementation="eager")
    return model


def start_trainer(data: Path, base: Path, settings: Settings) -> Trainer:
    """Build the student: the base with Arabic pieces at their start values."""
    rows = read_sources(data, (*SENTENCES, *NAMES))
    modern = [row.arabic for row in rows if row.source not in CLASSICAL]
    tokenizer = build_tokenizer(base / "tokenizer.json", modern)
    encoder = _load_base(base)
    words = word_embeddings(encoder).numpy()
    learned = torch.from_numpy(start_values(words, tokenizer, rows))
    return _build_trainer(encoder, tokenizer, learned, settings)


def resume_trainer(base: Path, checkpoint: Path, settings: Settings) -> Trainer:
    """Build the student as `checkpoint` has it, with the pieces learned then."""
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    encoder = _load_base(base)
    known, width = word_embeddings(encoder).shape
    learned = torch.zeros(tokenizer.get_vocab_size() - known, width)
    trainer = _build_trainer(encoder, tokenizer, learned, settings)
    trainer.resume(checkpoint.parent)
    return trainer


def _build_trainer(
    encoder: PreTrainedModel, tokenizer: Tokenizer, learned: torch.Tensor, settings: Settings
) -> Trainer:
    torch.manual_seed(settings.seed)
    grow_words(encoder, learned)
    student = without_dropout(Sentences(encoder))
    return Trainer(student, tokenizer, asdict(settings), learned_rate=5.0)


def train(
    data: Path,
    base: Path,
    output: Path,
    settings: Settings,
    *,
    every: int = 200,
    end_at: int | None = None,
    stop_after: int | None = None,
) -> Path:
    """Train, resuming if `output` holds a checkpoint; return the checkpoint's folder.

    `end_at` plans to end after so many batches; see `run_batches` for the others.
    """
    checkpoint = find_checkpoint(output)
    if checkpoint is None:
        trainer = start_trainer(data, base, settings)
    else:
        trainer = resume_trainer(base, checkpoint, settings)
    if end_at is not None or not trainer.plan:
        trainer.plan_steps(end_at or settings.batches)
    stream = losses(trainer, Teacher(trainer, base), data, settings)
    return run_batches(trainer, stream, output, every=every, stop_after=stop_after)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.embedder")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="WORK_FOLDER")
    parser.add_argument("--batches", type=int, default=Settings.batches)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--every", type=int, default=200, help="batches between checkpoints")
    parser.add_argument("--end-at", type=int, help="batches after which the rate is zero")
    chosen = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    settings = Settings(batches=chosen.batches, seed=chosen.seed)
    train(
        chosen.data,
        base_folder(),
        chosen.output,
        settings,
        every=chosen.every,
        end_at=chosen.end_at,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
