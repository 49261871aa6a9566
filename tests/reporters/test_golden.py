"""Whole reports, byte for byte.

`FACTCHECK_ACCEPT_GOLDEN=1 pytest tests/reporters` accepts what has changed;
read the difference before it is committed.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from rich.console import Console

from factcheck.records import Report
from factcheck.reporters import REPORTERS
from factcheck.reporters.console import print_summary
from tests.reporters.sample import AGREED, EMPTY, SAMPLE

GOLDEN = Path(__file__).parents[1] / "golden" / "reporters"
REPORTS = {"full": SAMPLE, "agreed": AGREED, "empty": EMPTY}


@pytest.mark.parametrize("story", REPORTS)
@pytest.mark.parametrize("name", ["html", "markdown", "json", "csv"])
def test_a_report_is_written_as_accepted(name: str, story: str) -> None:
    reporter = REPORTERS[name]
    expect_golden(f"{story}-{reporter.file_name}", reporter.render(REPORTS[story]))


@pytest.mark.parametrize("story", REPORTS)
@pytest.mark.parametrize("is_terminal", [True, False], ids=["terminal", "plain"])
def test_a_summary_is_printed_as_accepted(is_terminal: bool, story: str) -> None:
    kind = "terminal" if is_terminal else "plain"
    expect_golden(f"{story}-{kind}.txt", print_to_text(REPORTS[story], is_terminal))


def print_to_text(report: Report, is_terminal: bool) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream, force_terminal=is_terminal, width=100, no_color=True, legacy_windows=False
    )
    print_summary(report, console)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def expect_golden(file_name: str, text: str) -> None:
    path = GOLDEN / file_name
    if os.environ.get("FACTCHECK_ACCEPT_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"{path} is missing: run with FACTCHECK_ACCEPT_GOLDEN=1"
    assert text == path.read_bytes().decode()
