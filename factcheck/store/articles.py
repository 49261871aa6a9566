"""Articles in the store: their versions, what was read in them, and their stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, func, insert, select, update

from factcheck.profiles import format_profiles, read_profiles
from factcheck.records import Article, ArticleHead, Profile
from factcheck.store.packing import (
    pack_sketch,
    pack_text,
    pack_vectors,
    unpack_sketch,
    unpack_text,
    unpack_vectors,
)
from factcheck.store.schema import articles, comparisons, readings, stories
from factcheck.stories import Sketch


class Version(NamedTuple):
    """One text of an article: its number counts from 1, `published` is a day or UTC time."""

    article: str
    number: int
    digest: str
    published: str


class ReadArticle(NamedTuple):
    """An article as the first half of a batch leaves it: read, not yet in a story."""

    version: Version
    article: Article
    profiles: Sequence[Profile]
    vectors: NDArray[np.float32]
    sketch: Sketch


class Member(NamedTuple):
    """An article of a story; `line` and `text` tell where its claims stand in its file."""

    head: ArticleHead
    batch: int
    line: int
    text: str


class StoryReading(NamedTuple):
    """What comparison needs of a story: profiles by claim id and vectors by topic text."""

    profiles: dict[str, Profile]
    vector_by_text: dict[str, NDArray[np.float32]]


def list_versions(connection: Connection, *, batch: int | None = None) -> dict[str, Version]:
    """The newest version of each article that no later one has replaced, by article id.

    Given `batch`, of the articles that it brought; without, of those that are in a story.
    """
    when = func.coalesce(articles.c.published_at, articles.c.published, "")
    asked = select(articles.c.id, articles.c.version, articles.c.digest, when).where(
        articles.c.retired.is_(None),
        articles.c.story.is_not(None) if batch is None else articles.c.batch == batch,
    )
    return {row.id: Version(*row) for row in connection.execute(asked)}


def list_last_numbers(connection: Connection, *, before: int) -> dict[str, int]:
    """The number of the last version of each article of the batches before one."""
    asked = (
        select(articles.c.id, func.max(articles.c.version).label("last"))
        .where(articles.c.batch < before)
        .group_by(articles.c.id)
    )
    return {row.id: row.last for row in connection.execute(asked)}


def add_articles(connection: Connection, read: Iterable[ReadArticle], batch: int) -> None:
    """Keep articles that were just read, outside any story."""
    for one in read:
        connection.execute(insert(articles).values(**_article_row(one), batch=batch))
        connection.execute(
            insert(readings).values(
                article=one.version.article,
                version=one.version.number,
                profiles=pack_text(format_profiles(one.profiles)),
                vectors=pack_vectors(one.vectors),
                sketch=pack_sketch(one.sketch),
            )
        )


def _article_row(one: ReadArticle) -> dict[str, Any]:
    article = one.article
    return {
        "id": one.version.article,
        "version": one.version.number,
        "digest": one.version.digest,
        "outlet": _without_nul(article.outlet),
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "published_at": one.version.published if article.published_at else None,
        "url": _without_nul(article.url),
        "title": _without_nul(article.title),
        "path": _without_nul(article.path),
        "line": article.line,
        "text": pack_text(article.text),
        "claims": len(one.profiles),
    }


def _without_nul(text: str | None) -> str | None:
    """Postgres keeps no U+0000 in a text; U+FFFD stands for it."""
    return text and text.replace("\0", "\ufffd")


def load_sketches(
    connection: Connection, *, batch: int | None = None
) -> list[tuple[str | None, Sketch]]:
    """List (story, sketch) of the articles in stories, or of those of a batch."""
    asked = (
        select(articles.c.story, readings.c.sketch)
        .join(
            readings,
            (readings.c.article == articles.c.id) & (readings.c.version == articles.c.version),
        )
        .where(
            articles.c.retired.is_(None),
            articles.c.story.is_not(None) if batch is None else articles.c.batch == batch,
        )
        .order_by(articles.c.id)
    )
    return [(row.story, unpack_sketch(row.sketch)) for row in connection.execute(asked)]


def enter_stories(
    connection: Connection, story_by_article: Mapping[str, str], batch: int
) -> None:
    """Put the articles of a batch in their stories, retire the versions they replace.

    Every story that gains or loses an article is noted as to be compared.
    """
    replaced = _retire_earlier(connection, list(story_by_article), batch)
    known = set(connection.execute(select(stories.c.id)).scalars())
    titles = _list_titles(connection, batch)
    for article, story in sorted(story_by_article.items()):
        if story not in known:
            known.add(story)
            connection.execute(
                insert(stories).values(id=story, title=titles.get(article) or "", batch=batch)
            )
        connection.execute(
            update(articles)
            .where(articles.c.id == article, articles.c.batch == batch)
            .values(story=story)
        )
    touched = set(story_by_article.values()) | replaced
    rows = [{"batch": batch, "story": story, "is_done": False} for story in sorted(touched)]
    if rows:
        connection.execute(insert(comparisons), rows)


def _retire_earlier(connection: Connection, ids: Sequence[str], batch: int) -> set[str]:
    """Retire what an article was before this batch; returns the stories that it was in."""
    left = set()
    for article in ids:
        earlier = (
            (articles.c.id == article)
            & (articles.c.batch < batch)
            & articles.c.retired.is_(None)
        )
        left |= set(connection.execute(select(articles.c.story).where(earlier)).scalars())
        connection.execute(update(articles).where(earlier).values(retired=batch))
    return left


def _list_titles(connection: Connection, batch: int) -> dict[str, str | None]:
    asked = select(articles.c.id, articles.c.title).where(articles.c.batch == batch)
    return {row.id: row.title for row in connection.execute(asked)}


def load_members(connection: Connection, story: str) -> list[Member]:
    """The articles of a story that no later version has replaced, sorted by id."""
    asked = (
        select(articles)
        .where(articles.c.story == story, articles.c.retired.is_(None))
        .order_by(articles.c.id)
    )
    return [
        Member(_read_head(row), row.batch, row.line, unpack_text(row.text))
        for row in connection.execute(asked)
    ]


def _read_head(row: Any) -> ArticleHead:
    return ArticleHead(
        id=row.id,
        path=row.path,
        outlet=row.outlet,
        language=row.language,
        published=date.fromisoformat(row.published) if row.published else None,
        title=row.title,
        url=row.url,
        claims=row.claims,
    )


def load_reading(connection: Connection, story: str) -> StoryReading:
    """The profiles and vectors of all claims of a story, in the order of its articles."""
    asked = (
        select(readings.c.profiles, readings.c.vectors)
        .join(
            articles,
            (readings.c.article == articles.c.id) & (readings.c.version == articles.c.version),
        )
        .where(articles.c.story == story, articles.c.retired.is_(None))
        .order_by(articles.c.id)
    )
    reading = StoryReading({}, {})
    for row in connection.execute(asked):
        profiles = read_profiles(unpack_text(row.profiles))
        rows = unpack_vectors(row.vectors, len(profiles)) if profiles else ()
        for profile, vector in zip(profiles, rows, strict=True):
            reading.profiles[profile.claim.id] = profile
            reading.vector_by_text[profile.topic_text] = vector
    return reading
