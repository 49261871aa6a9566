"""Grouping: which story each article that a batch brought belongs to."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from factcheck.store.articles import load_sketches
from factcheck.stories import Sketch, assign_stories


def group_batch(connection: Connection, batch: int) -> dict[str, str]:
    """Choose a story for each article of a batch, known or new; nothing is written yet."""
    new = [sketch for _, sketch in load_sketches(connection, batch=batch)]
    replaced = {sketch.id for sketch in new}
    known: dict[str, list[Sketch]] = defaultdict(list)
    for story, sketch in load_sketches(connection):
        if story is not None and sketch.id not in replaced:
            known[story].append(sketch)
    return assign_stories(new, known)
