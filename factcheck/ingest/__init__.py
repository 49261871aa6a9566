"""Ingest: newly arrived articles meet what the store knows, in four steps.

    gather    the articles of the batch, each once, in an order of their own
    read      their claims and vectors, kept as they come: a killed run goes on from there
    group     every article into its story; from here on the batch is in
    compare   each story that gained or lost an article, one transaction a story

The batch's content has a digest. Given again, the store answers with what came out then.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine

from factcheck.batches import BatchReport
from factcheck.errors import InputError, UserError
from factcheck.ingest.compare import compare_stories
from factcheck.ingest.gather import Inbox, gather
from factcheck.ingest.group import group_batch
from factcheck.ingest.means import Means, Observer
from factcheck.ingest.outcome import add_finished, complete_report, draft_report, with_faults
from factcheck.ingest.read import read_inbox
from factcheck.readers.source import Reading
from factcheck.store import batches as stored
from factcheck.store import begin_writing
from factcheck.store.articles import enter_stories
from factcheck.store.batches import StoredBatch

__all__ = ["Means", "Observer", "check_batch"]


def check_batch(engine: Engine, readings: Iterable[Reading], means: Means) -> BatchReport:
    """Take a batch into the store and report what it brought; the caller holds the store.

    Interrupted at any moment, the next run goes on: nothing that was written is done twice,
    and a batch that is in already is finished first, whichever batch is given, and what it
    brought reported with this one's. A batch of which not every article was read yet is
    forgotten when another is given. What was unreadable is always told as it is now. Raises
    InputError when there is no article, and UserError when the store's vectors are of
    another embedder.
    """
    inbox = gather(readings, means.outlets)
    if not inbox.waiting:
        raise InputError(inbox.faults)
    digest = inbox.digest()
    _refuse_other_embedder(engine, means)
    finished = _finish_earlier(engine, digest, means)
    with begin_writing(engine) as connection:
        batch = stored.find_batch(connection, digest)
        batch = batch or stored.start_batch(connection, digest, means.models)
    if batch.state == "reading":
        _take_in(engine, inbox, batch, means)
    is_done = batch.state == "done" and batch.report
    report = batch.report if is_done else _finish(engine, batch.number, means)
    assert report is not None
    return add_finished(with_faults(report, inbox), finished)


def _refuse_other_embedder(engine: Engine, means: Means) -> None:
    with engine.connect() as connection:
        name = stored.find_embedder(connection)
    if name not in (None, means.embedder.name):
        raise UserError(
            f"the store was made with the embedder '{name}', this run has "
            f"'{means.embedder.name}'",
            cure="Name that one with --embedder, or start a new store with --store.",
        )


def _finish_earlier(engine: Engine, digest: str, means: Means) -> list[BatchReport]:
    """Finish what a killed run left: what was not wholly read is forgotten, the rest done."""
    with begin_writing(engine) as connection:
        left = [one for one in stored.find_unfinished(connection) if one.digest != digest]
        for batch in left:
            if batch.state == "reading":
                stored.drop_reading(connection, batch.number)
    return [_finish(engine, one.number, means) for one in left if one.state == "comparing"]


def _take_in(engine: Engine, inbox: Inbox, batch: StoredBatch, means: Means) -> None:
    read_inbox(engine, inbox, batch.number, means)
    with engine.connect() as connection:
        story_by_article = group_batch(connection, batch.number)
    with begin_writing(engine) as connection:
        enter_stories(connection, story_by_article, batch.number)
        draft = draft_report(connection, batch, inbox)
        stored.begin_comparing(connection, batch.number, draft)


def _finish(engine: Engine, number: int, means: Means) -> BatchReport:
    compare_stories(engine, number, means)
    with engine.connect() as connection:
        report = complete_report(connection, number)
    with begin_writing(engine) as connection:
        stored.finish_batch(connection, number, report)
    return report
