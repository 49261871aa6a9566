"""Outline: what every format shows, most severe first, and strangers' text made harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.batches import FilePlace
from factcheck.reporters.batch import outline
from factcheck.text import BIDI_CONTROLS
from tests.reporters.batch.build import make_conflict, make_entry, make_report
from tests.reporters.batch.sample import FULL
from tests.reporters.sample_findings import AGREEMENTS, DISPUTES, UPDATES


def test_the_most_severe_comes_first_and_what_is_resolved_last() -> None:
    entries = (
        make_entry(make_conflict("gone"), state="resolved"),
        make_entry(UPDATES[0]),
        make_entry(DISPUTES[0]),
        make_entry(make_conflict("first")),
        make_entry(make_conflict("second")),
    )
    shown = outline.outline_findings(make_report(*entries))
    assert [o.finding.topic for o in shown][:2] == ["first", "second"]
    assert [o.entry.severity for o in shown] == ["error", "error", "warning", "note", "error"]
    assert shown[-1].is_resolved


def test_agreements_are_not_shown() -> None:
    assert outline.outline_findings(make_report(make_entry(AGREEMENTS[0]))) == ()


def test_a_finding_without_places_stands_in_its_articles_files() -> None:
    entry = make_entry(make_conflict(), places=())
    (shown,) = outline.outline_findings(make_report(entry))
    assert [s.place for s in shown.statements] == [
        FilePlace(path="articles/daily-1.txt"),
        FilePlace(path="articles/times-1.txt"),
    ]


def test_an_article_that_is_gone_is_called_by_its_id() -> None:
    entry = make_entry(make_conflict(), places=())
    (shown,) = outline.outline_findings(make_report(entry, stories=()))
    assert [side.outlets for side in shown.sides] == [("daily-1",), ("times-1",)]
    assert shown.title == "fire"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (FilePlace(path="a/b.txt", line=12, column=5), "a/b.txt:12:5"),
        (FilePlace(path="batch.jsonl", line=7), "batch.jsonl:7"),
        (FilePlace(path="أخبار.txt", line=1, column=1), "أخبار.txt:1:1"),
        (FilePlace(path="::error::x", line=1), "./::error::x:1"),
        (FilePlace(path="a\n::error::x", line=1), "a ::error::x:1"),
    ],
)
def test_a_place_is_said_as_terminals_link_it(place: FilePlace, said: str) -> None:
    assert outline.say_place(place) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("نص", "\u2068نص\u2069"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\ud800b\uffff", "a[U+D800]b[U+FFFF]"),
        ("##[error]x", "## [error]x"),
        ("##\n[error]x", "## [error]x"),
        (" a\nb ", "a b"),
        ("x" * 301, "x" * 299 + "…"),
        ("x" * 300, "x" * 300),
    ],
)
def test_words_are_shown_harmless(text: str, shown: str) -> None:
    assert outline.show(text) == shown


@given(st.text(st.characters(exclude_categories=[])))
def test_shown_words_hold_one_line_and_no_control(text: str) -> None:
    shown = outline.show(text)
    assert len(shown.splitlines()) <= 1
    assert "##[" not in shown
    assert not set(outline.reveal(text)) & BIDI_CONTROLS
    shown.encode()


def test_what_is_open_known_and_resolved_is_counted_apart() -> None:
    assert outline.say_outcome(FULL) == "2 errors, 3 warnings, 1 note"
    assert outline.say_rest(FULL) == (
        "1 resolved, 1 known to the baseline, 2 failing, exit code 1"
    )
    assert outline.say_outcome(make_report()) == "no finding is open"


def test_a_known_finding_that_is_resolved_counts_as_resolved_only() -> None:
    entry = make_entry(make_conflict(), state="resolved", is_known=True)
    assert outline.say_rest(make_report(entry)).startswith("1 resolved, 0 known")


def test_the_batch_is_tallied_in_words() -> None:
    assert outline.say_tally(FULL) == (
        "3 new articles, 1 revised, 2 unchanged, 1 unreadable; 61 claims; 3 stories"
    )
