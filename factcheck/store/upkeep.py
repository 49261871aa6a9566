"""Upkeep: check that a store is whole, write it out, drop what is old."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select

from factcheck.profiles import read_profiles
from factcheck.store.packing import unpack_text, unpack_vectors
from factcheck.store.schema import (
    articles,
    batches,
    comparisons,
    findings,
    history,
    metadata,
    readings,
    relations,
    stories,
)

_PACKED_TEXTS = ("report", "text", "profiles", "sketch", "body")


def count_rows(connection: Connection) -> dict[str, int]:
    """Count the rows of every table, by its name."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def verify_store(connection: Connection) -> list[str]:
    """List what is wrong with the store, a line each; nothing when it is whole."""
    checks = (_check_readings, _check_current, _check_references, _check_bodies)
    return [fault for check in checks for fault in check(connection)]


def _check_readings(connection: Connection) -> Iterator[str]:
    """Every version has what was read in it, and as many vectors as claims."""
    asked = select(
        articles.c.id,
        articles.c.version,
        articles.c.claims,
        articles.c.text,
        readings.c.profiles,
        readings.c.vectors,
    ).outerjoin(
        readings,
        (readings.c.article == articles.c.id) & (readings.c.version == articles.c.version),
    )
    for row in connection.execute(asked):
        if row.profiles is None:
            yield f"articles: {row.id} version {row.version}: its claims are missing"
        elif fault := _find_fault(partial(_count_claims, row)):
            yield f"readings: {row.id} version {row.version}: {fault}"


def _count_claims(row: Any) -> None:
    unpack_text(row.text)
    profiles = read_profiles(unpack_text(row.profiles))
    if len(profiles) != row.claims:
        raise ValueError(f"{len(profiles)} claims of {row.claims}")
    if profiles:
        unpack_vectors(row.vectors, len(profiles))


def _check_current(connection: Connection) -> Iterator[str]:
    """An article has one version at most that no later one has replaced."""
    asked = (
        select(articles.c.id, func.count())
        .where(articles.c.retired.is_(None), articles.c.story.is_not(None))
        .group_by(articles.c.id)
        .having(func.count() > 1)
    )
    for name, count in connection.execute(asked):
        yield f"articles: {name} has {count} versions at once"


def _check_references(connection: Connection) -> Iterator[str]:
    for table, column in ((articles, "story"), (findings, "story"), (relations, "story")):
        named = table.c[column]
        asked = select(named).where(named.is_not(None), named.not_in(select(stories.c.id)))
        for story in sorted(set(connection.execute(asked).scalars())):
            yield f"{table.name}: there is no story {story}"


def _check_bodies(connection: Connection) -> Iterator[str]:
    for table in (batches, findings, relations):
        column = table.c.report if table is batches else table.c.body
        keys = list(table.primary_key.columns)
        for *key, packed in connection.execute(select(*keys, column)):
            if packed is not None and (fault := _find_fault(partial(_parse, packed))):
                yield f"{table.name}: {' '.join(map(str, key))}: {fault}"


def _parse(packed: bytes) -> None:
    json.loads(unpack_text(packed))


def _find_fault(attempt: Callable[[], object]) -> str | None:
    try:
        attempt()
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        return str(error)
    return None


def export_store(connection: Connection) -> Iterator[str]:
    """Write every row as a line of JSON, sorted by table and key.

    Two stores that hold the same give the same lines, whatever their database. Vectors
    are given by their hash.
    """
    for table in metadata.sorted_tables:
        keys = list(table.primary_key.columns)
        for row in connection.execute(select(table).order_by(*keys)).mappings():
            fields = {name: _show(name, value) for name, value in row.items()}
            yield json.dumps({"table": table.name, **fields}, ensure_ascii=False) + "\n"


def _show(name: str, value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    if name not in _PACKED_TEXTS:
        return hashlib.sha256(value).hexdigest()
    text = unpack_text(value)
    return text if name == "text" else json.loads(text)


def prune_store(connection: Connection, before: date) -> dict[str, int]:
    """Drop the stories of which every article was published before a day, and all about them.

    A story with an undated article stays. Returns how many rows each table lost.
    """
    last = func.max(func.coalesce(articles.c.published, "9999"))
    old = [
        story
        for story, day in connection.execute(
            select(articles.c.story, last)
            .where(articles.c.story.is_not(None))
            .group_by(articles.c.story)
        )
        if day < before.isoformat()
    ]
    lost: dict[str, int] = {}
    for story in old:
        _drop_readings(connection, story, lost)
        for table in (relations, history, findings, comparisons, articles):
            _drop(connection, table, table.c.story == story, lost)
        _drop(connection, stories, stories.c.id == story, lost)
    _drop_empty_batches(connection, lost)
    return lost


def _drop_empty_batches(connection: Connection, lost: dict[str, int]) -> None:
    """Forget the batches of which nothing is left: given again, they are read anew."""
    referring = [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if column.references(batches.c.number)
    ]
    used = {number for one in referring for number in connection.execute(select(one)).scalars()}
    done = select(batches.c.number).where(batches.c.state == "done")
    for number in sorted(set(connection.execute(done).scalars()) - used):
        _drop(connection, batches, batches.c.number == number, lost)


def _drop_readings(connection: Connection, story: str, lost: dict[str, int]) -> None:
    mine = select(articles.c.id, articles.c.version).where(articles.c.story == story)
    for name, number in connection.execute(mine).all():
        where = (readings.c.article == name) & (readings.c.version == number)
        _drop(connection, readings, where, lost)


def _drop(connection: Connection, table: Table, where: Any, lost: dict[str, int]) -> None:
    count = connection.execute(delete(table).where(where)).rowcount
    lost[table.name] = lost.get(table.name, 0) + count
