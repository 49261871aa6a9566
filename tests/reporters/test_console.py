"""The console: a table for terminals, a line a finding for everything else."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from factcheck.records import Report
from factcheck.reporters.console import print_summary
from tests.reporters.sample import AGREED, SAMPLE
from tests.reporters.sample_findings import CONFLICTS


def print_to(report: Report, *, is_terminal: bool, max_rows: int = 20) -> str:
    stream = io.StringIO()
    console = Console(file=stream, force_terminal=is_terminal, width=100, legacy_windows=False)
    print_summary(report, console, max_rows=max_rows)
    return stream.getvalue()


def test_anything_but_a_terminal_gets_one_plain_line_a_finding() -> None:
    lines = print_to(SAMPLE, is_terminal=False).splitlines()
    assert lines[0] == "ferry-fire: 4 conflicts and 1 dispute among 6 articles."
    assert len(lines) == 1 + 6 + 1
    assert lines[2] == (
        "conflict  designation  patrol ship that reached the ferry first  "
        f"P-51 (Harbour Courier) | P-15 (Harbour Courier)  {CONFLICTS[1].fingerprint[:8]}"
    )
    assert " → at least 7 (Northern Dispatch) → " in lines[6]


def test_a_terminal_gets_colour_unless_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[1;31mconflict" in print_to(SAMPLE, is_terminal=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in print_to(SAMPLE, is_terminal=True)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_rows_beyond_the_limit_are_counted(is_terminal: bool) -> None:
    text = print_to(SAMPLE, is_terminal=is_terminal, max_rows=2)
    assert "… and 4 more in report.html" in text
    assert "patrol ship" in text
    assert "where the fire began" not in text
    assert "… and 1 more" in print_to(SAMPLE, is_terminal=is_terminal, max_rows=5)
    assert "more in report.html" not in print_to(SAMPLE, is_terminal=is_terminal, max_rows=6)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_an_article_cannot_write_to_the_terminal(is_terminal: bool) -> None:
    topic = "a\x1b[2J\x07\x9b31m [bold]b[/bold] \u202ec"
    finding = CONFLICTS[0].model_copy(update={"topic": topic})
    report = AGREED.model_copy(update={"findings": (finding,), "story": topic})
    text = print_to(report, is_terminal=is_terminal)
    assert not {"\x07", "\x9b", "\u202e"} & set(text)
    assert "\x1b[2J" not in text
    assert "[bold]b[/bold]" in text


def test_what_could_not_be_read_is_counted() -> None:
    last = print_to(SAMPLE, is_terminal=False).splitlines()[-1]
    assert last == "2 agreements, 3 facts in one outlet only, 1 place could not be read"
    assert "could not be read" not in print_to(AGREED, is_terminal=False)
