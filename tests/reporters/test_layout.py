"""What several formats show: pieces, marks, counts, the matrix, safe text and links."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records import Span
from factcheck.reporters import layout
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import AGREED, EMPTY, SAMPLE
from tests.reporters.sample_findings import CONFLICTS, UPDATES

CUTS = [
    #  text           highlights in the article  marked
    ("43 people", [(100, 102)], ["43"]),
    ("43 people", [(103, 109), (100, 102)], ["43", "people"]),
    ("43 people", [(100, 103), (102, 109)], ["43 people"]),
    ("43 people", [(100, 109), (102, 104)], ["43 people"]),
    ("43 people", [(100, 102), (102, 103)], ["43 "]),
    ("43 people", [(90, 102)], ["43"]),
    ("43 people", [(103, 200)], ["people"]),
    ("43 people", [(10, 20), (300, 310)], []),
    ("43 people", [(104, 104)], []),
    ("43 people", [], []),
    ("٤٣ شخصا", [(100, 102)], ["٤٣"]),
]


@pytest.mark.parametrize(("text", "highlights", "marked"), CUTS)
def test_a_claim_is_cut_at_its_highlights(
    text: str, highlights: list[tuple[int, int]], marked: list[str]
) -> None:
    claim = make_side_claim("a", text, highlights=tuple(Span(*h) for h in highlights))
    pieces = layout.cut_claim(claim)
    assert [piece.text for piece in pieces if piece.is_marked] == marked


def test_an_empty_highlight_cuts_nothing() -> None:
    claim = make_side_claim("a", "43 people", highlights=(Span(104, 104),))
    assert layout.cut_claim(claim) == (layout.Piece("43 people", False),)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(80, 150), st.integers(80, 150))))
def test_the_pieces_joined_are_the_claim(text: str, spans: list[tuple[int, int]]) -> None:
    claim = make_side_claim("a", "x", text=text, end=100 + len(text))
    claim = claim.model_copy(update={"highlights": tuple(Span(*sorted(s)) for s in spans)})
    pieces = layout.cut_claim(claim)
    assert "".join(piece.text for piece in pieces) == text
    assert all(left.is_marked != right.is_marked for left, right in pairwise(pieces))


def test_verdicts_are_counted_zeros_included() -> None:
    assert layout.count_verdicts(SAMPLE) == {
        "conflict": 4,
        "dispute": 1,
        "update": 1,
        "agreement": 2,
        "single": 3,
    }
    assert set(layout.count_verdicts(EMPTY).values()) == {0}


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "claim", "0 claims"),
        (1, "claim", "1 claim"),
        (2, "claim", "2 claims"),
        (1, "fact in one outlet only", "1 fact in one outlet only"),
        (2, "fact in one outlet only", "2 facts in one outlet only"),
    ],
)
def test_a_noun_takes_its_number(count: int, noun: str, said: str) -> None:
    assert layout.say_count(count, noun) == said


def test_a_day_is_said_in_words() -> None:
    assert layout.say_date(date(2021, 5, 4)) == "4 May 2021"
    assert layout.say_date(date(2021, 12, 31)) == "31 December 2021"
    assert layout.say_date(None) == "no date"


def test_the_scope_counts_outlets_once_and_tells_first_and_last_day() -> None:
    assert layout.say_scope(SAMPLE) == (
        "6 articles from 5 outlets, 61 claims, 4 May 2021 to 6 May 2021"
    )
    one = SAMPLE.model_copy(update={"articles": SAMPLE.articles[:1]})
    assert layout.say_scope(one) == "1 article from 1 outlet, 14 claims, 4 May 2021"
    assert layout.say_scope(EMPTY) == "0 articles from 0 outlets, 0 claims"


def test_the_outcome_names_what_was_found() -> None:
    assert layout.say_outcome(SAMPLE) == "4 conflicts and 1 dispute among 6 articles."
    assert layout.say_outcome(AGREED) == "No disagreement found among 4 articles."
    assert layout.say_outcome(EMPTY) == "Nothing was compared: no claim could be read."


def test_silence_is_explained_and_findings_are_not() -> None:
    one = AGREED.model_copy(update={"articles": AGREED.articles[:1], "findings": ()})
    assert layout.explain_silence(SAMPLE) == ""
    assert layout.explain_silence(AGREED).startswith("2 facts told by two articles or more, 3 ")
    assert layout.explain_silence(one).startswith("One article alone")
    assert layout.explain_silence(EMPTY).startswith("factcheck reads articles in English")


def test_an_outlet_that_repeats_itself_is_listed_once() -> None:
    heads = layout.index_heads(SAMPLE)
    assert layout.list_outlets(CONFLICTS[0].sides[0], heads) == (
        "Harbour Courier",
        "صوت الميناء",
    )
    assert layout.list_finding_outlets(CONFLICTS[1], heads) == ("Harbour Courier",)


def test_a_value_is_as_old_as_its_first_dated_article() -> None:
    heads = layout.index_heads(SAMPLE)
    days = [layout.find_first_day(side, heads) for side in UPDATES[0].sides]
    assert days == [date(2021, 5, 4), date(2021, 5, 5), date(2021, 5, 6)]
    undated = make_finding("update", "date", "t", ("1", [make_side_claim("sahel-1", "x")]))
    assert layout.find_first_day(undated.sides[0], heads) is None


@pytest.mark.parametrize(
    ("verdict", "marks"),
    [
        ("conflict", ("A", "B", "C")),
        ("dispute", ("A", "B", "C")),
        ("update", ("1", "2", "3")),
        ("agreement", ("", "", "")),
    ],
)
def test_opposed_sides_get_letters_and_steps_get_numbers(
    verdict: layout.Verdict, marks: tuple[str, ...]
) -> None:
    sides = [(value, [make_side_claim("a", value)]) for value in "xyz"]
    assert layout.mark_sides(make_finding(verdict, "place", "t", *sides)) == marks


def test_after_z_the_marks_are_numbers() -> None:
    sides = [(str(n), [make_side_claim("a", "x")]) for n in range(28)]
    assert layout.mark_sides(make_finding("conflict", "place", "t", *sides))[25:] == (
        *("Z", "27", "28"),
    )


def test_singles_are_grouped_by_outlet() -> None:
    grouped = layout.group_singles(SAMPLE)
    assert {outlet: len(findings) for outlet, findings in grouped.items()} == {
        "Northern Dispatch": 2,
        "صوت الميناء": 1,
    }


def test_the_matrix_sets_topics_against_the_articles_that_tell_them() -> None:
    matrix = layout.build_matrix(AGREED.model_copy(update={"findings": UPDATES}))
    assert [head.id for head in matrix.columns] == [
        *("courier-1", "courier-2", "dispatch-1", "sawt-1")
    ]
    assert [cells[0] for cells in matrix.rows[0].cells] == [
        *(("1", "3"), ("3", "11"), ("2", "at least 7"), ("1", "3"))
    ]


def test_an_article_at_odds_with_itself_has_two_values_in_one_cell() -> None:
    matrix = layout.build_matrix(SAMPLE.model_copy(update={"findings": (CONFLICTS[1],)}))
    assert matrix.rows[0].cells == ((("A", "P-51"), ("B", "P-15")),)


def test_the_matrix_leaves_out_what_one_outlet_tells_alone() -> None:
    verdicts = [row.finding.verdict for row in layout.build_matrix(SAMPLE).rows]
    assert verdicts == ["conflict"] * 4 + ["dispute", "update", "agreement", "agreement"]


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example.org/x?y=1&z=2#w",
        "HTTP://a.example.org",
        "https://a.example.org/خبر",
    ],
)
def test_a_web_address_is_linked(url: str) -> None:
    assert layout.find_web_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        " https://a.example.org",
        "java\nscript:https://a.example.org",
        "data:text/html,x",
        "//a.example.org/x",
        "https:///x",
        "https://a.example.org/a b",
        "https://a.example.org/\u202ecod.exe",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_plain_web_address_is_not_linked(url: str | None) -> None:
    assert layout.find_web_link(url) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("نص عربي", "نص عربي"),
        ("a\u202eb\u2069", "a[U+202E]b[U+2069]"),
        ("red \x1b[31m\x07", "red [U+001B][31m[U+0007]"),
        ("two\nlines\t here", "two lines here"),
        ("nel\x85csi\x9b", "nel[U+0085]csi[U+009B]"),
    ],
)
def test_control_characters_are_written_out(text: str, shown: str) -> None:
    assert layout.reveal_controls(text) == shown


@given(st.text())
def test_text_split_at_controls_is_whole_again_when_joined(text: str) -> None:
    pieces = layout.split_controls(text)
    assert "".join(pieces) == text
    assert all(len(control) == 1 for control in pieces[1::2])


@pytest.mark.parametrize(
    ("sentence", "isolated"),
    [
        ("The Daily says 43", "The Daily says 43"),
        ("صوت says 43", "\u2068صوت\u2069 says 43"),
        ("صوت البحر says 12 شخصا", "\u2068صوت البحر\u2069 says 12 \u2068شخصا\u2069"),
        ("مات 12 شخصا says A", "\u2068مات 12 شخصا\u2069 says A"),
        ("صوت; أمل", "\u2068صوت\u2069; \u2068أمل\u2069"),
    ],
)
def test_arabic_names_in_an_english_sentence_are_isolated(sentence: str, isolated: str) -> None:
    assert layout.isolate_names(sentence) == isolated


def test_only_right_to_left_text_is_isolated() -> None:
    assert layout.isolate("Tu-22M3") == "Tu-22M3"
    assert layout.isolate("12 شخصا") == "\u206812 شخصا\u2069"
