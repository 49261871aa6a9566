"""Batches in the store: which were read, how far, and what came out."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from factcheck.batches import BatchReport
from factcheck.records import ModelNames
from factcheck.store.packing import pack_record, unpack_record
from factcheck.store.schema import articles, batches, comparisons, readings

BatchState = Literal["reading", "comparing", "done"]


class StoredBatch(NamedTuple):
    """A batch that the store knows; its report is there once it is in, whole when done."""

    number: int
    digest: str
    state: BatchState
    models: ModelNames
    report: BatchReport | None


def find_batch(connection: Connection, digest: str) -> StoredBatch | None:
    """Find the batch of a digest."""
    row = connection.execute(select(batches).where(batches.c.digest == digest)).one_or_none()
    return _read_batch(row) if row else None


def find_unfinished(connection: Connection) -> list[StoredBatch]:
    """List the batches that a killed run left unfinished, oldest first."""
    asked = select(batches).where(batches.c.state != "done").order_by(batches.c.number)
    return [_read_batch(row) for row in connection.execute(asked)]


def _read_batch(row: object) -> StoredBatch:
    report = row.report  # type: ignore[attr-defined]
    return StoredBatch(
        number=row.number,  # type: ignore[attr-defined]
        digest=row.digest,  # type: ignore[attr-defined]
        state=row.state,  # type: ignore[attr-defined]
        models=ModelNames(embedder=row.embedder, nli=row.nli),  # type: ignore[attr-defined]
        report=unpack_record(report, BatchReport) if report else None,
    )


def start_batch(connection: Connection, digest: str, models: ModelNames) -> StoredBatch:
    """Begin a batch, numbered one after the last."""
    last = connection.execute(select(func.max(batches.c.number))).scalar()
    number = (last or 0) + 1
    connection.execute(
        insert(batches).values(
            number=number,
            digest=digest,
            state="reading",
            embedder=models.embedder,
            nli=models.nli,
        )
    )
    return StoredBatch(number, digest, "reading", models, None)


def drop_reading(connection: Connection, number: int) -> None:
    """Forget a batch that was not yet wholly read; it can be given again."""
    mine = select(articles.c.id, articles.c.version).where(articles.c.batch == number)
    for article, version in connection.execute(mine).all():
        connection.execute(
            delete(readings).where(readings.c.article == article, readings.c.version == version)
        )
    connection.execute(delete(articles).where(articles.c.batch == number))
    connection.execute(delete(batches).where(batches.c.number == number))


def begin_comparing(connection: Connection, number: int, draft: BatchReport) -> None:
    """Note that a batch is in, all articles in their stories, and the draft of its report."""
    _keep_report(connection, number, draft, "comparing")


def finish_batch(connection: Connection, number: int, report: BatchReport) -> None:
    """Keep what came out of a batch: the same batch given again is answered with it."""
    _keep_report(connection, number, report, "done")


def _keep_report(
    connection: Connection, number: int, report: BatchReport, state: BatchState
) -> None:
    changed = update(batches).where(batches.c.number == number)
    connection.execute(changed.values(state=state, report=pack_record(report)))


def load_report(connection: Connection, number: int) -> BatchReport:
    """Load the report of a batch that is in, as far as it is known."""
    asked = select(batches.c.report).where(batches.c.number == number)
    return unpack_record(connection.execute(asked).scalar_one(), BatchReport)


def find_embedder(connection: Connection) -> str | None:
    """Name the embedder of the store's vectors; None while it is empty."""
    return connection.execute(select(batches.c.embedder).limit(1)).scalar()


def count_claims(connection: Connection, names: Collection[str], before: int) -> int:
    """Count the claims of those of some articles that batches before one brought."""
    asked = select(articles.c.id, articles.c.claims).where(
        articles.c.retired.is_(None), articles.c.batch < before
    )
    return sum(claims for name, claims in connection.execute(asked) if name in names)


def list_articles(connection: Connection, number: int) -> list[tuple[int, int]]:
    """List (version, claims) of the articles that a batch brought."""
    asked = select(articles.c.version, articles.c.claims).where(articles.c.batch == number)
    return list(connection.execute(asked))


def list_comparisons(connection: Connection, number: int, *, is_done: bool) -> list[str]:
    """List the stories that a batch touches, those compared or those still to be, sorted."""
    asked = select(comparisons.c.story).where(
        comparisons.c.batch == number, comparisons.c.is_done == is_done
    )
    return sorted(connection.execute(asked).scalars())


def note_compared(connection: Connection, number: int, story: str) -> None:
    """Note that a story's comparison for a batch is written."""
    connection.execute(
        update(comparisons)
        .where(comparisons.c.batch == number, comparisons.c.story == story)
        .values(is_done=True)
    )
