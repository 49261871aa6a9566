"""Text: one line a finding, for a console or a build's log.

A line begins with the place of the finding's first claim, which terminals and
editors open with a click.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.batches import BatchReport
from factcheck.reporters import layout
from factcheck.reporters.batch.outline import (
    Outline,
    OutlinedSide,
    list_baseline_faults,
    outline_findings,
    say_kind,
    say_outcome,
    say_place,
    say_rest,
    say_side,
    say_tally,
    show,
)

name = "text"

_SHORT_FINGERPRINT = 8


def render(report: BatchReport) -> str:
    """Write open and known findings, then resolved ones, then what was counted."""
    lines = [_write_finding(outline) for outline in outline_findings(report)]
    return "".join(f"{line}\n" for line in [*lines, *_write_counts(report)])


def _write_finding(outline: Outline) -> str:
    finding = outline.finding
    between = " → " if finding.verdict == "update" else " | "
    first, *others = outline.sides
    values = between.join([say_side(first), *map(_say_placed_side, others)])
    return (
        f"{say_place(first.statements[0].place)}: {_say_state(outline)}: {say_kind(finding)}: "
        f"{show(finding.topic)}: {values} [{show(outline.title)}] "
        f"{finding.fingerprint[:_SHORT_FINGERPRINT]}"
    )


def _say_state(outline: Outline) -> str:
    if outline.is_resolved:
        return "resolved"
    notes = [
        *(["joined"] if outline.entry.state == "joined" else []),
        *(["known"] if outline.entry.is_known else []),
        *([outline.entry.standing] if outline.entry.standing != "pending" else []),
        *(["stale"] if outline.entry.is_stale else []),
    ]
    return " ".join([outline.entry.severity, *(f"({note})" for note in notes)])


def _say_placed_side(side: OutlinedSide) -> str:
    return f"{say_side(side)[:-1]}, {say_place(side.statements[0].place)})"


def _write_counts(report: BatchReport) -> Iterator[str]:
    yield f"{say_outcome(report)}; {say_rest(report)}"
    yield say_tally(report)
    if report.faults:
        yield f"{layout.say_count(len(report.faults), 'place')} could not be read"
    yield from list_baseline_faults(report)
