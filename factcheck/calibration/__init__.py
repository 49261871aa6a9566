"""Calibration: how high a score must be before it counts, and how often it was then right.

The thresholds are numbers in `thresholds.json`, one row for each facet and pair
of languages, with the figures they were fitted on beside them; `python -m
factcheck.training.calibrate` writes that file. Stages ask here and keep no
thresholds of their own.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationError

from factcheck.errors import UserError
from factcheck.records import FacetName, Language, ModelNames, Record, RelationKind

LanguagePair = Literal["en-en", "ar-ar", "ar-en"]
Origin = Literal["kept", "fitted", "pooled"]
Share = Annotated[float, Field(ge=0, le=1)]

LANGUAGE_PAIRS: tuple[LanguagePair, ...] = get_args(LanguagePair)
FILE = "thresholds.json"


class Floors(Record):
    """What two mentions need to fill one slot; see `judge.support_slot`."""

    agree: Share = Field(description="least support for an agreement")
    conflict: Share = Field(description="least support for a conflict")
    bare: Share = Field(default=0.0, description="added to both in a bare slot")
    words: Share = Field(default=0.0, description="least share of the slot's words")


class StatementFloors(Record):
    """What two statements need, each by the similarity of the claims or by NLI."""

    denial: Share = Field(description="least similarity when one denies")
    contrast: Share = Field(description="least similarity when an article opposes them")
    paraphrase: Share = Field(description="least similarity for the model's answer to count")
    contradiction: Share = Field(description="least in both directions, for a conflict")
    entailment: Share = Field(description="least in either direction, for an agreement")
    doubt: Share = Field(description="contradiction in either that forbids an agreement")


class Figures(Record):
    """What a row's thresholds did on the development stories.

    `held_out_right` and `held_out_wrong` count the same relations when each
    story is judged by thresholds fitted on the other stories.
    """

    gold: int = Field(description="gold lines of this facet and language pair")
    found: int = Field(description="gold lines that a relation reaches")
    right: int = Field(description="relations at a gold line, same values counted once")
    wrong: int = Field(description="relations at none, same values counted once")
    unlisted: int = Field(default=0, description="agreements of which gold says nothing")
    held_out_found: int = 0
    held_out_right: int = 0
    held_out_wrong: int = 0

    @property
    def precision(self) -> float | None:
        """The share of relations that are right; None without any."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """The share of gold lines found; None without any."""
        return _share(self.found, self.gold)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


class Row(Record):
    """The thresholds of one facet and language pair and what they were fitted on.

    `origin` is "pooled" where a pair has too few gold lines of its own, so that
    the facet's thresholds over all pairs stand in, and "kept" where fitted ones
    did no better on stories held out than those in force before.
    """

    facet: FacetName
    languages: LanguagePair
    floors: Floors | StatementFloors
    origin: Origin = "kept"
    agree: Figures | None = None
    conflict: Figures | None = None

    def figures(self, kind: RelationKind) -> Figures | None:
        """The figures of one kind of relation; None where none were measured."""
        return {"agree": self.agree, "conflict": self.conflict}.get(kind)


class Thresholds(Record):
    """All rows, the models whose scores they are about, and the development sets."""

    format: Literal[1] = 1
    models: ModelNames
    stories: dict[str, int] = Field(description="development set -> number of stories")
    rows: tuple[Row, ...]

    def row(self, facet: FacetName, languages: LanguagePair) -> Row:
        """The row of one facet and language pair; raises UserError where there is none."""
        for row in self.rows:
            if (row.facet, row.languages) == (facet, languages):
                return row
        raise UserError(f"no thresholds for {facet}, {languages}", place=FILE, cure=_CURE)

    def floors(self, facet: FacetName, languages: LanguagePair) -> Floors:
        """The floors of a facet that compares values."""
        floors = self.row(facet, languages).floors
        assert isinstance(floors, Floors), facet
        return floors

    def statement_floors(self, languages: LanguagePair) -> StatementFloors:
        """The floors of the statement facet."""
        floors = self.row("statement", languages).floors
        assert isinstance(floors, StatementFloors), languages
        return floors


_CURE = "Make it anew with `python -m factcheck.training.calibrate`."


def pair_languages(one: Language, other: Language) -> LanguagePair:
    """Name the pair of two claims' languages, in either order."""
    if one == other:
        return "en-en" if one == "en" else "ar-ar"
    return "ar-en"


@cache
def load_thresholds() -> Thresholds:
    """Read the thresholds of the package, once."""
    return read_thresholds(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


def read_thresholds(text: str) -> Thresholds:
    """Read thresholds from JSON; raises UserError that names each cell at fault."""
    try:
        return Thresholds.model_validate_json(text)
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(step) for step in fault['loc'])}: {fault['msg'].lower()}"
            for fault in error.errors()
        )
        raise UserError(faults, place=FILE, cure=_CURE) from error


def format_thresholds(thresholds: Thresholds) -> str:
    """Write thresholds as JSON, sorted by facet and pair; reading it gives them back."""
    rows = sorted(thresholds.rows, key=lambda row: (row.facet, row.languages))
    ordered = thresholds.model_copy(update={"rows": tuple(rows)})
    return ordered.model_dump_json(indent=2, exclude_none=True) + "\n"
