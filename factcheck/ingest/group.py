"""Grouping: every article that a batch brought enters its story."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from factcheck.store.articles import enter_stories, load_sketches
from factcheck.stories import Sketch, assign_stories


def group_batch(connection: Connection, batch: int) -> None:
    """Put the articles of a batch in stories; the versions that they replace leave theirs."""
    new = [sketch for _, sketch in load_sketches(connection, batch=batch)]
    replaced = {sketch.id for sketch in new}
    known: dict[str, list[Sketch]] = defaultdict(list)
    for story, sketch in load_sketches(connection):
        if story is not None and sketch.id not in replaced:
            known[story].append(sketch)
    enter_stories(connection, assign_stories(new, known), batch)
