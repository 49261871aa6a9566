"""Sets: the rows that models are measured on.

Development sets of inference are read as they are. Contrast pairs are made by rule (see
`factcheck.training.contrast`) from translations and news held back from all training.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from factcheck.models import LABELS
from factcheck.records import Language
from factcheck.training.contrast import (
    Article,
    Rosters,
    Row,
    choose_evenly,
    contrast_news,
    contrast_translations,
    read_articles,
    related_rows,
)
from factcheck.training.measure.scores import Labels
from factcheck.training.parallel import HELD_BACK, MODERN, NAMES, Translation, read_sources
from factcheck.training.rosters import build_rosters

Pairs = list[tuple[str, str]]
SAMPLED, SAMPLE = ("snli.dev",), 2_000  # long sets, and how many of their rows are used
SEED = 1
PER_MIX = 800  # contrast pairs of one language; twice as many of two
MIXES: tuple[tuple[Language, Language], ...] = (("en", "en"), ("ar", "ar"), ("ar", "en"))


def read_pairs(data: Path, file: str) -> tuple[Pairs, Labels]:
    """Read pairs and their labels (0 entailment, 1 neutral, 2 contradiction).

    A label other than these three reads as neutral.
    """
    with gzip.open(data / "nli" / f"{file}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if file in SAMPLED:
        rows = random.Random(SEED).sample(rows, min(SAMPLE, len(rows)))
    pairs = [(row["premise"], row["hypothesis"]) for row in rows]
    found = [LABELS.index(row["label"]) if row["label"] in LABELS else 1 for row in rows]
    return pairs, np.array(found)


def held_back_contrast(data: Path) -> list[Row]:
    """Make contrast pairs of translations held back, in every mix of the two languages.

    The source of a row names mix, facet and change: "ar-en.quantity.changed".
    """
    rng = random.Random(SEED)
    rosters = _read_rosters(data)
    rows = read_sources(data, HELD_BACK, held_back=True)
    made: list[Row] = []
    for mix in MIXES:
        copies = chain.from_iterable(rng.sample(rows, len(rows)) for _ in range(6))
        pairs = _make_pairs(copies, mix, rosters, rng)
        made += choose_evenly(pairs, PER_MIX * len(set(mix)))
    return made


def _make_pairs(
    rows: Iterable[Translation],
    mix: tuple[Language, Language],
    rosters: Rosters,
    rng: random.Random,
) -> Iterator[Row]:
    if mix[0] != mix[1]:
        return contrast_translations(rows, [mix], rosters, rng)
    sides = (row.arabic if mix[0] == "ar" else row.english for row in rows)
    return contrast_news(sides, mix[0], rosters, rng)


def held_back_news(data: Path) -> list[Row]:
    """Make contrast pairs and related pairs of English news that was not trained on."""
    news = data / "news"
    known = {s for a in read_articles(news / "articles.jsonl.gz") for s in a.sentences}
    articles = [
        Article(article.published, tuple(s for s in article.sentences if s not in known))
        for file in ("polnear_dev", "polnear_train")
        for article in read_articles(news / f"{file}.jsonl.gz")
    ]
    rng = random.Random(SEED)
    sentences = [sentence for article in articles for sentence in article.sentences]
    rng.shuffle(sentences)
    made = contrast_news(sentences, "en", _read_rosters(data), rng)
    return choose_evenly(made, PER_MIX) + related_rows(articles, PER_MIX, rng)


def same_day_pairs(data: Path, count: int) -> Pairs:
    """Draw pairs of news sentences of different articles of one day, some more than once."""
    rng = random.Random(SEED)
    by_day: dict[str, list[list[str]]] = {}
    for article in read_articles(data / "news" / "articles.jsonl.gz"):
        if article.published and article.sentences:
            by_day.setdefault(article.published, []).append(list(article.sentences))
    days = sorted(day for day, articles in by_day.items() if len(articles) > 1)
    pairs = []
    for _ in range(count):
        left, right = rng.sample(by_day[rng.choice(days)], 2)
        pairs.append((rng.choice(left), rng.choice(right)))
    return pairs


def _read_rosters(data: Path) -> Rosters:
    articles = read_articles(data / "news" / "articles.jsonl.gz")
    return build_rosters(articles, read_sources(data, MODERN), read_sources(data, NAMES))
