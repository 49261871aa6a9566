"""Figures: what is known of a model, measured here or published by its makers.

`weights/figures.json` holds what the measuring command found for the embedded models, and
`recommended.json` the larger models worth having, with the figures of their own cards, which
nobody measured here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from factcheck.records import Language, Record

MEASURED = Path(__file__).parent / "weights" / "figures.json"
PUBLISHED = Path(__file__).parent / "recommended.json"


class Figure(Record):
    """One figure: `metric` of `model` on `set`; `command` measured it, none was published."""

    model: str  # as reports name it, or a hub id
    set: str
    task: str
    rows: int | None = None
    metric: str
    value: float
    command: str | None = None


class Recommendation(Record):
    """A model of the hub that is worth having."""

    id: str
    job: Literal["nli", "embedder"]
    languages: tuple[Language, ...]
    license: str
    note: str
    prompt: str | None = None  # what its card asks for before every text
    figures: tuple[Figure, ...] = ()


def read_figures(path: Path = MEASURED) -> tuple[Figure, ...]:
    """Read the measured figures, in the order of the file; () when none were written."""
    if not path.is_file():
        return ()
    return TypeAdapter(tuple[Figure, ...]).validate_json(path.read_bytes())


@cache
def list_recommended() -> tuple[Recommendation, ...]:
    """List the larger models worth having, the first of a job by default."""
    return TypeAdapter(tuple[Recommendation, ...]).validate_json(PUBLISHED.read_bytes())


def find_recommended(model_id: str | None) -> Recommendation | None:
    """Find a recommended model by its id."""
    return next((row for row in list_recommended() if row.id == model_id), None)


def find_prompt(model_id: str | None) -> str | None:
    """Find what a recommended model's card asks for before every text."""
    row = find_recommended(model_id)
    return row.prompt if row else None
