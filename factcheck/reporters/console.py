"""Console: the conflicts, disputes and updates of a report as a table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from factcheck.records import ArticleHead, Finding, Report, Verdict
from factcheck.reporters import layout

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STYLES: dict[Verdict, str] = {"conflict": "bold red", "dispute": "yellow", "update": "cyan"}
_SHORT_FINGERPRINT = 8


class _Row(NamedTuple):
    verdict: Verdict
    facet: str
    topic: str
    values: tuple[str, ...]
    fingerprint: str


def print_summary(report: Report, console: Console, *, max_rows: int = 20) -> None:
    """Print what came out, then a row for each conflict, dispute and update.

    A terminal gets a table, anything else one line a finding, never wrapped.
    After `max_rows` rows a line says how many more report.html holds. Control
    characters of the articles are written out, so none reaches the terminal.
    """
    findings = [
        f for section in layout.SECTIONS[:3] for f in report.with_verdict(section.verdict)
    ]
    head_by_id = layout.index_heads(report)
    rows = [_lay_row(finding, head_by_id) for finding in findings[:max_rows]]
    _print_line(console, f"{_show(report.story)}: {layout.say_outcome(report)}")
    if rows and console.is_terminal:
        console.print(_build_table(rows))
    else:
        _print_rows(console, rows)
    if len(findings) > max_rows:
        _print_line(console, f"… and {len(findings) - max_rows} more in report.html")
    _print_line(console, _say_rest(report))


def _lay_row(finding: Finding, head_by_id: dict[str, ArticleHead]) -> _Row:
    values = (
        f"{_show(side.value)} ({', '.join(map(_show, layout.list_outlets(side, head_by_id)))})"
        for side in finding.sides
    )
    return _Row(
        verdict=finding.verdict,
        facet=finding.facet,
        topic=_show(finding.topic),
        values=tuple(values),
        fingerprint=finding.fingerprint[:_SHORT_FINGERPRINT],
    )


def _show(text: str) -> str:
    return layout.isolate(layout.reveal_controls(text).strip())


def _build_table(rows: Iterable[_Row]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("verdict", no_wrap=True)
    table.add_column("facet", no_wrap=True)
    table.add_column("topic", overflow="fold")
    table.add_column("values by outlet", overflow="fold")
    table.add_column("fingerprint", no_wrap=True, style="dim")
    for row in rows:
        verdict = Text(row.verdict, style=_STYLES[row.verdict])
        cells = (row.facet, row.topic, "\n".join(row.values), row.fingerprint)
        table.add_row(verdict, *map(Text, cells))
    return table


def _print_rows(console: Console, rows: Iterable[_Row]) -> None:
    for row in rows:
        between = " → " if row.verdict == "update" else " | "
        values = between.join(row.values)
        _print_line(
            console, "  ".join([row.verdict, row.facet, row.topic, values, row.fingerprint])
        )


def _say_rest(report: Report) -> str:
    counts = layout.count_verdicts(report)
    rest = [layout.say_count(counts[s.verdict], s.noun) for s in layout.SECTIONS[3:]]
    if report.faults:
        rest.append(f"{layout.say_count(len(report.faults), 'place')} could not be read")
    return ", ".join(rest)


def _print_line(console: Console, line: str) -> None:
    from rich.text import Text

    console.print(Text(line), soft_wrap=True)
