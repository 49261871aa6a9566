"""The mixture: which rows the NLI model learns from, and in what order.

First English alone, the cleanest rows first chosen; then a bilingual part, in which English
rows come back, many of them glossed into Arabic, beside contrast pairs in every mix of the
two languages. Shares are of the part's size.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.models import LABELS
from factcheck.records import Language
from factcheck.training.contrast import (
    ENTAILMENT,
    NEUTRAL,
    Article,
    Rosters,
    Row,
    choose_evenly,
    contrast_news,
    contrast_translations,
    overlapping_pairs,
    read_articles,
    related_rows,
    related_translations,
    remove_detail,
)
from factcheck.training.gloss import Glossary, learn_glossary
from factcheck.training.parallel import MODERN, NAMES, Translation, read_sources
from factcheck.training.roles import role_rows
from factcheck.training.rosters import build_rosters
from factcheck.training.sums import sum_rows

Item = TypeVar("Item")
Judge = Callable[[Sequence[tuple[str, str]]], NDArray[np.float32]]  # (pairs, labels)
# Across languages a pair shares no words: that takes far more rows to learn than within one.
MIXES: tuple[tuple[Language, Language], ...] = (("ar", "ar"), *6 * (("ar", "en"),))
ONE_SIDED = ("cannot_wikifactcheck.train", "wikifactcheck_claim_refuted.dev")
BEST_FIRST = ("A", "B", "cad_snli.train", "equate_StressTest.test", "snli_sub.train")
NOISY_LAST = ("mpe.train", "disco_cf.train")
AT_MOST = {  # rows of long, narrow or one-sided sources in the bilingual part
    **{"infotabs.train": 5_000, "climate_fever.all": 2_500, "covidfact_full.all": 1_500},
    **{"cannot_wikifactcheck.train": 4_000, "mpe.train": 0, "disco_cf.train": 0},
    **{"conjnli.train": 8_000, "wikifactcheck_claim_refuted.dev": 1_500},
}
SHARES = {  # of the bilingual part; what is left goes to English rows
    "news": 0.05,
    "related": 0.03,
    "translations": 0.40,
    "across": 0.02,
    "related translations": 0.03,
    "judged": 0.03,
    "headlines": 0.06,
    "headline edits": 0.01,
    "details": 0.015,
    "sums": 0.05,
    "roles": 0.03,
}
GLOSSED = 0.35  # share of the English rows that are glossed, on one side or both
SURE = 0.8  # probability from which the English model's judgement becomes a label


@dataclass(frozen=True)
class Texts:
    """What rows are made of, read once."""

    tiered: list[tuple[Row, str]]  # English rows and their tiers
    articles: list[Article]
    translations: list[Translation]
    headlines: list[Row]
    rosters: Rosters
    glossary: Glossary


def read_texts(data: Path) -> Texts:
    """Read everything that rows are made of; nothing held back is among it."""
    articles = list(read_articles(data / "news" / "articles.jsonl.gz"))
    translations, names = read_sources(data, MODERN), read_sources(data, NAMES)
    return Texts(
        tiered=list(read_rows(data / "nli" / "train.jsonl.gz")),
        articles=articles,
        translations=translations,
        headlines=[row for row, _ in read_rows(data / "nli" / "ans_stance_ar.train.jsonl.gz")],
        rosters=build_rosters(articles, translations, names),
        glossary=learn_glossary(translations, names),
    )


def read_rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Read (row, tier) from a gzip file of JSON lines with the label as a word.

    A row that names no source has its file's name for one.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            label = LABELS.index(fields["label"])
            source = fields.get("source", path.name.removesuffix(".jsonl.gz"))
            row = Row(fields["premise"], fields["hypothesis"], label, source)
            yield row, fields.get("tier", "")


def english_part(texts: Texts, count: int, seed: int) -> list[Row]:
    """Choose `count` English rows, the cleanest first, in a seeded order.

    More than a sixth of them are made by rule. Gives fewer rows where the data hold fewer.
    """
    rng = random.Random(seed)
    sentences = _shuffled([s for a in texts.articles for s in a.sentences], rng)
    made = choose_evenly(contrast_news(sentences, "en", texts.rosters, rng), count // 12)
    made += related_rows(texts.articles, count // 18, rng)
    tiered = _shuffled(texts.tiered, rng)
    premises = dict.fromkeys(row.premise for row, _ in tiered if row.source in ONE_SIDED)
    made += choose_evenly(contrast_news(premises, "en", texts.rosters, rng), count // 25)
    tiered.sort(key=_worth)
    rows = made + [row for row, _ in tiered[: max(0, count - len(made))]]
    return _shuffled(rows, rng)[:count]


def bilingual_part(texts: Texts, count: int, seed: int, judge: Judge) -> list[Row]:
    """Choose `count` rows in both languages, in a seeded order.

    `judge` is the English model trained so far; what it is sure of (see `SURE`) becomes the
    label of a pair of translations. Gives fewer rows where the data hold fewer.
    """
    rng = random.Random(seed + 1)
    size = {kind: int(share * count) for kind, share in SHARES.items()}
    made = _contrast_part(texts, size, rng)
    made += _judged_rows(texts.translations, size["judged"], rng, judge)
    made += _repeat(_turned(texts.headlines), size["headlines"], rng)
    made += _across(texts.translations, size["across"], rng)
    made += [*sum_rows(size["sums"], rng), *role_rows(size["roles"], rng)]
    made += _detail_rows(texts, size["details"], rng)
    plain = _thin(_shuffled([row for row, _ in texts.tiered], rng))[: max(0, count - len(made))]
    made += [_maybe_gloss(row, texts.glossary, rng) for row in plain]
    return _shuffled(made, rng)[:count]


def _contrast_part(texts: Texts, size: dict[str, int], rng: random.Random) -> list[Row]:
    sentences = _shuffled([s for a in texts.articles for s in a.sentences], rng)
    made = choose_evenly(contrast_news(sentences, "en", texts.rosters, rng), size["news"])
    made += related_rows(texts.articles, size["related"], rng)
    copies = chain.from_iterable(_shuffled(texts.translations, rng) for _ in range(9))
    across = contrast_translations(copies, MIXES, texts.rosters, rng)
    made += choose_evenly(across, size["translations"])
    made += related_translations(texts.translations, size["related translations"], rng)
    headlines = dict.fromkeys(row.premise for row in texts.headlines)
    edited = contrast_news(headlines, "ar", texts.rosters, rng)
    return made + choose_evenly(edited, size["headline edits"])


def _judged_rows(
    rows: Sequence[Translation], count: int, rng: random.Random, judge: Judge
) -> list[Row]:
    """Let the English model judge pairs of English sides; their Arabic has the same label."""
    arabic = {row.english: row.arabic for row in rows}
    pairs = overlapping_pairs(list(arabic), 3 * count // 2, rng, at_most=0.95)
    made = []
    for (left, right), shares in zip(pairs, judge(pairs), strict=True):
        if shares.max() >= SURE:
            both = (arabic[left], arabic[right])
            mixed = (arabic[left], right), (left, arabic[right])
            premise, hypothesis = rng.choice((both, *mixed))
            made.append(Row(premise, hypothesis, int(shares.argmax()), "translations.judged"))
    return _shuffled(made, rng)[:count]


def _across(rows: Sequence[Translation], count: int, rng: random.Random) -> list[Row]:
    """Pair a sentence with its translation, in either order: entailment."""
    chosen = rng.sample(rows, min(count, len(rows)))
    pairs = [rng.sample((row.english, row.arabic), 2) for row in chosen]
    return [Row(left, right, ENTAILMENT, "translations.same") for left, right in pairs]


def _detail_rows(texts: Texts, count: int, rng: random.Random) -> list[Row]:
    """Cut what an entailed claim rests on out of its evidence: neutral."""
    rows = [r for r, tier in texts.tiered if tier == "B" and r.label == ENTAILMENT]
    made = []
    for row in _shuffled(rows, rng):
        if shorter := remove_detail(row.premise, row.hypothesis, rng):
            made.append(Row(shorter, row.hypothesis, NEUTRAL, "detail_removed"))
    return made[:count]


def _turned(rows: Iterable[Row]) -> list[Row]:
    """Return the rows and the same the other way round: they agree or disagree either way."""
    return [
        one
        for row in rows
        for one in (row, row._replace(premise=row.hypothesis, hypothesis=row.premise))
    ]


def _maybe_gloss(row: Row, glossary: Glossary, rng: random.Random) -> Row:
    """Gloss both sides, or one, of `GLOSSED` of the rows."""
    if rng.random() >= GLOSSED:
        return row
    which = rng.choice(("both", "both", "premise", "hypothesis"))
    premise = row.premise if which == "hypothesis" else glossary.gloss(row.premise, rng)
    hypothesis = row.hypothesis if which == "premise" else glossary.gloss(row.hypothesis, rng)
    return Row(premise, hypothesis, row.label, f"gloss.{row.source}")


def _thin(rows: Iterable[Row]) -> list[Row]:
    """Keep at most so many rows of a source as `AT_MOST` says."""
    left = dict(AT_MOST)
    kept = []
    for row in rows:
        if row.source in left:
            left[row.source] -= 1
            if left[row.source] < 0:
                continue
        kept.append(row)
    return kept


def _repeat(rows: Sequence[Row], count: int, rng: random.Random) -> list[Row]:
    """Return `count` rows, each as often as any other, or once more."""
    copies = -(-count // max(1, len(rows)))
    return [row for _ in range(copies) for row in _shuffled(rows, rng)][:count]


def _shuffled(items: Iterable[Item], rng: random.Random) -> list[Item]:
    shuffled = list(items)
    rng.shuffle(shuffled)
    return shuffled


def _worth(tiered: tuple[Row, str]) -> int:
    """Return the rank of a row: 0 is the cleanest."""
    row, tier = tiered
    for rank, name in enumerate(BEST_FIRST):
        if name in (tier, row.source):
            return rank
    return len(BEST_FIRST) + 1 + (row.source in NOISY_LAST)
