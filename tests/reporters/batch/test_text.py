"""Text: one line a finding, that a click opens and no article can break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factcheck.reporters.batch.text import render
from tests.reporters.batch.build import make_conflict, make_entry, make_report
from tests.reporters.batch.sample import FULL
from tests.reporters.sample_findings import UPDATES


def test_a_line_begins_with_its_place_and_tells_values_by_outlet_and_story() -> None:
    first = render(make_report(make_entry(make_conflict()))).splitlines()[0]
    assert first.startswith(
        "articles/daily-1.txt:10:5: error: quantity conflict: people rescued: "
        "12 (Daily) | 14 (Times, articles/times-1.txt:10:5) [Fire at sea] "
    )


def test_a_state_is_named_where_it_is_not_plainly_new() -> None:
    entries = [
        make_entry(make_conflict(), state="joined", is_known=True),
        make_entry(make_conflict(), state="resolved", is_known=True),
    ]
    lines = render(make_report(*entries)).splitlines()
    assert ": error (joined) (known): " in lines[0]
    assert ": resolved: " in lines[1]


def test_an_update_shows_its_values_in_order_of_time() -> None:
    line = render(make_report(make_entry(UPDATES[0]))).splitlines()[0]
    assert ") → at least 7 (" in line
    assert " | " not in line


def test_counts_faults_and_the_baseline_close_the_text() -> None:
    assert render(FULL).splitlines()[-5:] == [
        "2 errors, 3 warnings, 1 note; 1 resolved, 1 known to the baseline, 2 failing, "
        "exit code 1",
        "3 new articles, 1 revised, 2 unchanged, 1 unreadable; 61 claims; 3 stories",
        "2 places could not be read",
        "baseline: 00ff00ff00ff00ff matches no finding",
        "baseline: 11ee11ee11ee11ee has expired",
    ]


@given(st.text(min_size=1))
def test_a_finding_is_one_line_whatever_it_holds(words: str) -> None:
    entry = make_entry(make_conflict(words, values=(words, words), words=words))
    lines = render(make_report(entry)).splitlines()
    assert len(lines) == 3
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in lines)
