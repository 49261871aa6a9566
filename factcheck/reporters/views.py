"""Views: what a page shows beside the findings, computed once.

The grid of outlets and facts, each value's days, and the blind spots: what one
outlet or one language alone reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from factcheck.records import ArticleHead, FacetName, Finding, Language, Report
from factcheck.reporters import layout
from factcheck.reporters.layout import Matrix, MatrixRow

MOST_COLUMNS = 40  # articles of the grid: as many as a landscape A4 page holds
MOST_ROWS = 200
MOST_DAYS = 12
MOST_NAMES = 6  # outlets in one line
_WIDEST_WITH_VALUES = 7  # columns; a wider grid shows marks only, its rows' heads the values
_COUNTED_IN_TIME: frozenset[FacetName] = frozenset({"quantity", "date"})


class Grid(NamedTuple):
    """The part of a matrix that a page shows, and how much it leaves out."""

    columns: tuple[ArticleHead, ...]
    rows: tuple[MatrixRow, ...]
    is_dense: bool
    columns_left_out: int
    rows_left_out: int


def fit_grid(matrix: Matrix) -> Grid:
    """Fit a matrix to a page: the articles that tell most of it, in the report's order."""
    told = Counter(
        head.id
        for row in matrix.rows
        for head, cells in zip(matrix.columns, row.cells, strict=True)
        if cells
    )
    by_told = sorted(range(len(matrix.columns)), key=lambda n: -told[matrix.columns[n].id])
    kept = sorted(by_told[:MOST_COLUMNS])
    rows = [
        row._replace(cells=tuple(row.cells[n] for n in kept)) for row in matrix.rows[:MOST_ROWS]
    ]
    return Grid(
        columns=tuple(matrix.columns[n] for n in kept),
        rows=tuple(rows),
        is_dense=len(kept) > _WIDEST_WITH_VALUES,
        columns_left_out=len(matrix.columns) - len(kept),
        rows_left_out=len(matrix.rows) - len(rows),
    )


class TimedValue(NamedTuple):
    """A value as stated on one day: the side's mark, the value and who published it."""

    mark: str
    value: str
    outlets: tuple[str, ...]


class Moment(NamedTuple):
    """What was published on one day; undated articles share a moment without one."""

    day: date | None
    values: tuple[TimedValue, ...]
    days_before: int = 0  # days since the moment before; 0 for the first and the undated


def build_timeline(
    finding: Finding, head_by_id: Mapping[str, ArticleHead]
) -> tuple[Moment, ...]:
    """Set a finding's values in the order of publication, what has no day last.

    Only updates, and disagreements on quantities and dates, have a timeline; one
    whose articles tell fewer than two days has none.
    """
    is_timed = finding.verdict == "update" or (
        finding.verdict in ("conflict", "dispute") and finding.facet in _COUNTED_IN_TIME
    )
    if not is_timed:
        return ()
    values_by_day: dict[date | None, dict[tuple[str, str], dict[str, None]]] = {}
    for mark, side in zip(layout.mark_sides(finding), finding.sides, strict=True):
        for claim in side.claims:
            head = head_by_id[claim.article]
            values = values_by_day.setdefault(head.published, {})
            values.setdefault((mark, side.value), {})[head.outlet] = None
    days = sorted(day for day in values_by_day if day)
    if len(days) < 2:
        return ()
    gaps = [0, *((late - early).days for early, late in pairwise(days))]
    moments = [
        Moment(day, _list_values(values_by_day[day]), gap)
        for day, gap in zip(days, gaps, strict=True)
    ]
    if None in values_by_day:
        moments.append(Moment(None, _list_values(values_by_day[None])))
    return tuple(moments)


def _list_values(
    values: Mapping[tuple[str, str], Mapping[str, None]],
) -> tuple[TimedValue, ...]:
    return tuple(TimedValue(*key, tuple(outlets)) for key, outlets in values.items())


class Coverage(NamedTuple):
    """How much of a story one outlet tells.

    `alone` counts the facts that no other outlet has, `shared` those that another
    has too, and `missed` those that two others or more have and this one has not.
    """

    outlet: str
    languages: tuple[Language, ...]
    articles: int
    alone: int
    shared: int
    missed: int


class LanguageSpot(NamedTuple):
    """What one language alone reports: facts of one outlet alone, and all others."""

    language: Language
    alone: tuple[Finding, ...]
    told: tuple[Finding, ...]


def list_coverage(report: Report) -> tuple[Coverage, ...]:
    """List each outlet's share of the facts, in the order of the report's articles."""
    head_by_id = layout.index_heads(report)
    alone, shared = Counter[str](), Counter[str]()
    shared_facts = 0
    for finding in report.findings:
        outlets = layout.list_finding_outlets(finding, head_by_id)
        if finding.verdict == "single":
            alone.update(outlets)
        elif len(outlets) > 1:
            shared.update(outlets)
            shared_facts += 1
    heads_by_outlet: dict[str, list[ArticleHead]] = {}
    for head in report.articles:
        heads_by_outlet.setdefault(head.outlet, []).append(head)
    return tuple(
        Coverage(
            outlet,
            tuple(sorted({head.language for head in heads})),
            len(heads),
            alone[outlet],
            shared[outlet],
            shared_facts - shared[outlet],
        )
        for outlet, heads in heads_by_outlet.items()
    )


def list_language_spots(report: Report) -> tuple[LanguageSpot, ...]:
    """List what each language alone reports; nothing where all articles have one language."""
    languages = sorted({head.language for head in report.articles})
    if len(languages) < 2:
        return ()
    head_by_id = layout.index_heads(report)
    only: dict[Language, list[Finding]] = {language: [] for language in languages}
    for finding in report.findings:
        spoken = list_languages(finding, head_by_id)
        if len(spoken) == 1:
            only[spoken[0]].append(finding)
    return tuple(
        LanguageSpot(
            language,
            tuple(finding for finding in findings if finding.verdict == "single"),
            tuple(finding for finding in findings if finding.verdict != "single"),
        )
        for language, findings in only.items()
    )


def list_languages(
    finding: Finding, head_by_id: Mapping[str, ArticleHead]
) -> tuple[Language, ...]:
    """List the languages of the articles that take part in a finding."""
    claims = (claim for side in finding.sides for claim in side.claims)
    return tuple(sorted({head_by_id[claim.article].language for claim in claims}))


def take_first(names: tuple[str, ...], most: int = MOST_NAMES) -> tuple[tuple[str, ...], int]:
    """Take as many names as one line holds, and count the others."""
    return (names[:most], len(names) - most) if len(names) > most + 1 else (names, 0)
