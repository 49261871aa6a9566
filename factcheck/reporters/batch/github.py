"""GitHub: workflow commands, which Actions shows as annotations beside the lines.

Actions keeps ten annotations of a level a step and drops the rest silently; so
only the ten most severe are written, and a line says how many are left.
Source: GitHub Docs, "Workflow commands for GitHub Actions"; actions/toolkit,
packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.batches import SEVERITIES, BatchReport, FilePlace, Severity
from factcheck.reporters import layout
from factcheck.reporters.batch.outline import (
    Outline,
    name_no_characters,
    outline_findings,
    say_kind,
    say_outcome,
    say_rest,
    say_values,
    show,
)

name = "github"

AT_MOST = 10
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def render(report: BatchReport) -> str:
    """Write a command for each open finding, ten of a level at most, then the counts."""
    outlines = [outline for outline in outline_findings(report) if outline.is_open]
    return "".join(f"{line}\n" for line in _write_lines(report, outlines))


def escape_message(text: str) -> str:
    """Escape a command's message, so that it ends where its line ends."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape a command's property, which a colon or a comma would end."""
    return escape_message(text).replace(":", "%3A").replace(",", "%2C")


def _write_lines(report: BatchReport, outlines: list[Outline]) -> Iterator[str]:
    left_out: list[str] = []
    for severity in SEVERITIES:
        graded = [outline for outline in outlines if outline.entry.severity == severity]
        yield from map(_write_command, graded[:AT_MOST])
        if more := len(graded[AT_MOST:]):
            left_out.append(f"{more} more {layout.say_noun(more, severity)}")
    if left_out:
        yield f"and {', '.join(left_out)}: the job summary and the other outputs list them"
    yield f"{say_outcome(report)}; {say_rest(report)}"


def _write_command(outline: Outline) -> str:
    properties = _list_properties(outline.statements[0].place, say_kind(outline.finding))
    written = ",".join(f"{key}={escape_property(value)}" for key, value in properties)
    message = f"{show(outline.finding.topic)}: {say_values(outline)} [{show(outline.title)}]"
    return f"::{_COMMANDS[outline.entry.severity]} {written}::{escape_message(message)}"


def _list_properties(place: FilePlace, title: str) -> list[tuple[str, str]]:
    column = [] if place.column is None else [("col", str(place.column))]
    file = _reveal_path(place.path)
    return [("file", file), ("line", str(place.line)), *column, ("title", title)]


def _reveal_path(path: str) -> str:
    """Write control characters out; white space stays, since GitHub looks the path up."""
    pieces = layout.split_controls(name_no_characters(path))
    pieces[1::2] = [f"[{layout.name_control(control)}]" for control in pieces[1::2]]
    return "".join(pieces)
