from __future__ import annotations

import pytest

from factcheck.clauses import split_clauses, trim, trim_fragment
from factcheck.records import Span


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "The dam held all night; the road below it was flooded",
            ["The dam held all night", "the road below it was flooded"],
        ),
        (
            "The dam held all night, but the road below was flooded",
            ["The dam held all night", "but the road below was flooded"],
        ),
        ("It was old, but sound", ["It was old, but sound"]),
    ],
)
def test_clauses_of_some_length_are_cut(text: str, pieces: list[str]) -> None:
    spans = split_clauses(text, Span(0, len(text)), "en")
    assert [text[span.start : span.end] for span in spans] == pieces


@pytest.mark.parametrize(
    ("text", "trimmed"),
    [
        (' "the bridge is safe," ', "the bridge is safe"),
        ("“safe” and “sound”", "“safe” and “sound”"),
        ("(all of it)", "all of it"),
        ('he called it "safe"', 'he called it "safe"'),
        ("، العبارة آمنة؛", "العبارة آمنة"),
        ("...", ""),
    ],
)
def test_marks_at_the_ends_are_dropped_unless_their_partner_stands_inside(
    text: str, trimmed: str
) -> None:
    span = trim(text, Span(0, len(text)))
    assert text[span.start : span.end] == trimmed


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "A bomb went off in the market, killing 12 people",
            ["A bomb went off in the market", "killing 12 people"],
        ),
        (
            "Police searched the harbour using two boats",
            ["Police searched the harbour", "using two boats"],
        ),
        (
            "The ferry sank in the storm, including all its lorries",
            ["The ferry sank in the storm, including all its lorries"],
        ),
        (
            "Two ferries, carrying lorries, sank",  # no verb before the participle
            ["Two ferries, carrying lorries, sank"],
        ),
    ],
)
def test_a_participle_that_adds_what_followed_is_a_clause(text: str, pieces: list[str]) -> None:
    spans = split_clauses(text, Span(0, len(text)), "en")
    assert [text[span.start : span.end] for span in spans] == pieces


def test_an_arabic_consequence_is_a_clause() -> None:
    text = "انفجرت قنبلة في السوق، مما أدى إلى مقتل 12 شخصا"
    spans = split_clauses(text, Span(0, len(text)), "ar")
    assert [text[span.start : span.end] for span in spans] == [
        "انفجرت قنبلة في السوق",
        "مما أدى إلى مقتل 12 شخصا",
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("the ferry had sunk, though", "the ferry had sunk"), ("and that of the", "")],
)
def test_a_fragment_loses_its_linking_words(text: str, kept: str) -> None:
    span = trim_fragment(text, Span(0, len(text)), "en")
    assert text[span.start : span.end] == kept
