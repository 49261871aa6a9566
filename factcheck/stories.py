"""Stories: which articles tell of one event.

An article joins the story whose articles it is nearest to on the whole, or starts one.
Nearness is half the cosine of title and lead, half the share of rare keys - names by
their consonants, numbers, concepts and word stems, which meet across scripts - less a
little for each day between the two. The mean over *all* of a story's articles counts,
those outside the window as nothing, so that a war does not swallow its events one by one:

    story: strike on a convoy, 19th-21st (5 articles)
    strike on a convoy, 21st        near to all five             joins
    talks on the convoy, 21st       near to one, far from four   starts a story
    strike on a convoy, 8 weeks on  outside the window           starts a story
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.models import Embedder
from factcheck.names import find_names, name_key
from factcheck.records import Article, Language
from factcheck.words import find_content_words, name_concept

LEAD = 800  # characters of the body that a sketch is drawn from
JOIN = 0.33  # the mean nearness from which an article joins a story
WINDOW = 7  # days; articles further apart are of two stories
DAY_COST = 0.03  # nearness lost for a day between two articles
UNDATED_DAYS = 2  # days thought to lie between an article with a date and one without
# Articles thought to have been read before the first: else a batch of one story, in which
# every article holds the same names, would find none of them rare.
BACKGROUND = 1000


class Sketch(NamedTuple):
    """What grouping sees of an article.

    `keys` are sorted, each once, and equal in any script where they are names, numbers or
    concepts; `vector` is of length 1. An article without words has no keys.
    """

    id: str
    published: date | None
    vector: NDArray[np.float32]
    keys: tuple[str, ...]


class _Table(NamedTuple):
    """Sketches as arrays: a row an article, sorted by date, those without one last.

    The rows that hold key k are `holders[starts[k]:starts[k + 1]]`; `weights` are squared
    rarities by key, `lengths` the Euclidean lengths of the rows' keys.
    """

    vectors: NDArray[np.float32]
    days: NDArray[np.float64]
    dated: int
    keys: list[NDArray[np.int64]]
    holders: NDArray[np.int64]
    starts: NDArray[np.int64]
    weights: NDArray[np.float64]
    lengths: NDArray[np.float64]


def sketch_articles(articles: Sequence[Article], embedder: Embedder) -> list[Sketch]:
    """Sketch articles by title and lead, one text embedded for each; order is kept."""
    leads = [_find_lead(article) for article in articles]
    vectors = embedder.embed(leads) if leads else ()
    return [
        Sketch(article.id, article.published, vector, find_keys(lead, article.language))
        for article, lead, vector in zip(articles, leads, vectors, strict=True)
    ]


def _find_lead(article: Article) -> str:
    """The title, and the start of what is neither title nor set aside."""
    body = "\n".join(
        article.text[paragraph.start : paragraph.end]
        for paragraph in article.paragraphs
        if paragraph.set_aside is None and not paragraph.is_title
    )
    return f"{(article.title or '')[:LEAD]}\n{body[:LEAD]}".strip()


def find_keys(text: str, language: Language) -> tuple[str, ...]:
    """Find the keys of a text: names, also possible ones, numbers, and concepts or stems."""
    names = {
        f"name:{key}"
        for name in find_names(text, language)
        if (key := name.key if ":" in name.key else name_key(name.key))
    }
    words = {
        f"number:{word.text}"
        if word.text[0].isdigit()
        else f"word:{name_concept(word, language)}"
        for word in find_content_words(text, language)
    }
    return tuple(sorted(names | words))


def assign_stories(
    new: Iterable[Sketch], known: Mapping[str, Sequence[Sketch]]
) -> dict[str, str]:
    """Give each new article a story, known or its own: story ids by article ids.

    Goes by date, then id, so the order of `new` changes nothing; those without a date come
    last and may join a story of any time. Known stories are never merged or split, so their
    ids last; a story's id is made from the id of the article that starts it. No article of
    `new` may be among `known`. A key is the rarer the fewer of all these articles hold it.
    """
    waiting = sorted(new, key=_by_date)
    if not waiting:
        return {}
    ids = sorted(known)
    rows = sorted([*chain.from_iterable(known.values()), *waiting], key=_by_date)
    row_by_id = {sketch.id: row for row, sketch in enumerate(rows)}
    stories = np.full(len(rows), -1)
    for number, story in enumerate(ids):
        stories[[row_by_id[sketch.id] for sketch in known[story]]] = number
    table = _lay_out(rows)
    for sketch in waiting:
        row = row_by_id[sketch.id]
        chosen = _choose_story(_measure_nearness(table, row), stories) if sketch.keys else None
        stories[row] = len(ids) if chosen is None else chosen
        if chosen is None:
            ids.append(_name_story(sketch.id, known))
    return {sketch.id: ids[stories[row_by_id[sketch.id]]] for sketch in waiting}


def _by_date(sketch: Sketch) -> tuple[bool, date, str]:
    return sketch.published is None, sketch.published or date.min, sketch.id


def _choose_story(nearness: NDArray[np.float64], stories: NDArray[np.int64]) -> int | None:
    """The nearest story by the mean over its articles; of two as near the first."""
    placed = stories >= 0
    if not placed.any():
        return None
    sums = np.bincount(stories[placed], nearness[placed])
    means = sums / np.maximum(np.bincount(stories[placed]), 1)
    best = int(np.argmax(means))
    return best if means[best] >= JOIN else None


def _name_story(article_id: str, taken: Container[str]) -> str:
    """Name a story by its first article; one that starts a second story gets a number."""
    name = hashlib.sha256(article_id.encode()).hexdigest()[:16]
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def _lay_out(rows: Sequence[Sketch]) -> _Table:
    number_by_key: dict[str, int] = {}
    keys = [
        np.array(
            [number_by_key.setdefault(key, len(number_by_key)) for key in sketch.keys], np.int64
        )
        for sketch in rows
    ]
    flat = np.concatenate(keys) if keys else np.zeros(0, np.int64)
    owners = np.repeat(np.arange(len(rows)), [len(one) for one in keys])
    counts = np.bincount(flat, minlength=len(number_by_key))
    weights = np.log((len(rows) + BACKGROUND) / np.maximum(counts, 1)) ** 2
    days = [sketch.published.toordinal() for sketch in rows if sketch.published]
    return _Table(
        vectors=np.array([sketch.vector for sketch in rows], np.float32),
        days=np.array(days, np.float64),
        dated=len(days),
        keys=keys,
        holders=owners[np.argsort(flat, kind="stable")],
        starts=np.concatenate(([0], np.cumsum(counts))),
        weights=weights,
        lengths=np.sqrt(np.bincount(owners, weights[flat], minlength=len(rows))),
    )


def _measure_nearness(table: _Table, row: int) -> NDArray[np.float64]:
    """The nearness of one row to every row; 0 outside the window."""
    shared = _weigh_shared_keys(table, row)
    lengths = np.maximum(table.lengths * table.lengths[row], 1e-9)
    nearness = np.zeros(len(table.keys))
    for near in _find_near(table, row):
        cosines = table.vectors[near] @ table.vectors[row]
        nearness[near] = (cosines + shared[near] / lengths[near]) / 2
    return nearness - DAY_COST * _count_days(table, row)


def _weigh_shared_keys(table: _Table, row: int) -> NDArray[np.float64]:
    """The dot product of one row's keys with every row's, by the keys they share."""
    keys = table.keys[row]
    holders = [table.holders[table.starts[key] : table.starts[key + 1]] for key in keys]
    if not holders:
        return np.zeros(len(table.keys))
    weights = np.repeat(table.weights[keys], [len(rows) for rows in holders])
    products = np.bincount(np.concatenate(holders), weights, minlength=len(table.keys))
    return products.astype(np.float64)  # typed as int in numpy's stubs, and a float already


def _find_near(table: _Table, row: int) -> Iterator[slice]:
    """The rows that lie in one row's window, in two stretches: dated, and without a date."""
    first, last = 0, table.dated
    if row < table.dated:
        day = table.days[row]
        first = int(np.searchsorted(table.days, day - WINDOW, side="left"))
        last = int(np.searchsorted(table.days, day + WINDOW, side="right"))
    yield slice(first, last)
    yield slice(table.dated, len(table.keys))


def _count_days(table: _Table, row: int) -> NDArray[np.float64]:
    """Days between one row and every row; none to those outside the window."""
    days = np.full(len(table.keys), float(UNDATED_DAYS))
    if row < table.dated:
        days[: table.dated] = np.abs(table.days - table.days[row])
        days[days > WINDOW] = 0.0
    else:
        days[table.dated :] = 0.0
    return days
