"""Readers: file -> articles, one module for each format.

Reading never fails for what a file holds. Whatever cannot be read is a fault
that says where it is and how to mend it, and everything else is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, count
from pathlib import Path

from factcheck.readers.batch import read_batch
from factcheck.readers.folder import Found, find_sources, find_sources_among
from factcheck.readers.registry import READERS, AnyPath, Reader, read_file
from factcheck.readers.source import Reading
from factcheck.records import Article, Fault, Record

__all__ = [
    "READERS",
    "AnyPath",
    "Reader",
    "Reading",
    "StoryArticles",
    "read_articles",
    "read_batch",
    "read_story",
]


class StoryArticles(Record):
    """The articles of one story, sorted by id, and what could not be read of it."""

    name: str
    articles: tuple[Article, ...]
    faults: tuple[Fault, ...] = ()


def read_story(path: AnyPath) -> StoryArticles:
    """Read the story at `path`: a file, a folder of articles, or a folder holding `articles/`.

    The story is called like the folder, or like the file without its ending. A
    path that is not there is a fault like any other.
    """
    return _read_found(find_sources(Path(path), READERS))


def read_articles(paths: Iterable[AnyPath], *, name: str | None = None) -> StoryArticles:
    """Read files that belong to one story; their order changes nothing.

    Without a name the story is called like the folder that holds them all.
    """
    found = find_sources_among(Path(path) for path in paths)
    return _read_found(found._replace(story=name or found.story))


def _read_found(found: Found) -> StoryArticles:
    readings = [read_file(source) for source in found.sources]
    articles = _make_ids_unique(
        [article for reading in readings for article in reading.articles]
    )
    faults = [*found.faults, *(fault for reading in readings for fault in reading.faults)]
    return StoryArticles(name=found.story, articles=tuple(articles), faults=tuple(faults))


def _make_ids_unique(articles: Sequence[Article]) -> list[Article]:
    """Sort by id; ids that clash get their file's ending, then a number in the files' order."""
    uses = Counter(article.id for article in articles)
    taken = {article_id for article_id, count in uses.items() if count == 1}
    unique: list[Article] = []
    for article in sorted(articles, key=lambda article: (article.id, article.path)):
        article_id = article.id
        if uses[article_id] > 1:
            ending = Path(article.path).suffix.lstrip(".").lower()
            article_id = _find_free(f"{article_id}-{ending}", taken)
            taken.add(article_id)
        unique.append(article.model_copy(update={"id": article_id}))
    return sorted(unique, key=lambda article: article.id)


def _find_free(wanted: str, taken: set[str]) -> str:
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain((wanted,), numbered) if name not in taken)
