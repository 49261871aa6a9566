"""Folding makes spellings one and never loses the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.text import fold, fold_text, is_arabic

LETTERS = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.sampled_from("\u200f\u202b\u2066\ufeff\u00adﷺﻻǅß½①\n\t"),
    ),
    max_size=60,
)

#   one spelling          another
SAME = [
    ("Tu\u201122M3", "TU-22m3"),
    ("«سوريا»", '"سوريا"'),
    ("\u2018quoted\u2019", "'quoted'"),
    ("إيران", "ايران"),
    ("آب", "اب"),
    ("مُدَرِّسَة", "مدرسه"),
    ("على", "علي"),
    ("مـــدينة", "مدينة"),
    ("١٬٢٠٤٫٥", "1,204.5"),
    ("۱۲", "١٢"),
    ("ایران و کابل", "إيران و كابل"),
    ("Besançon", "besancon"),
    ("10\u00a0000", "10 000"),
    ("؟ ، ؛", "? , ;"),
    ("\u202babc\u202c", "abc"),
]

DIFFERENT = [("22", "23"), ("ب", "ت"), ("a b", "ab"), ("a\nb", "a b"), ("-", "_")]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_thing_fold_alike(left: str, right: str) -> None:
    assert fold_text(left) == fold_text(right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_different_things_fold_apart(left: str, right: str) -> None:
    assert fold_text(left) != fold_text(right)


@given(LETTERS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(LETTERS)
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)


@given(LETTERS, st.data())
def test_a_folded_span_maps_back_to_words_that_fold_to_it(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    assert folded.text[start:end] in fold_text(text[span.start : span.end])


def test_a_span_keeps_what_was_dropped_inside_it() -> None:
    text = "قال مُحَمَّد أمس"
    folded = fold(text)
    start = folded.text.index("محمد")
    assert text[slice(*folded.span(start, start + 4))].startswith("مُحَمَّ")


def test_an_empty_span_stays_empty() -> None:
    assert fold("abc").span(1, 1) == (1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("حافلة", True),
        ("bus", False),
        ("حافلة bus", True),
        ("حا bus", False),
        ("12", False),
        ("", False),
    ],
)
def test_most_letters_decide_whether_a_text_is_arabic(text: str, expected: bool) -> None:
    assert is_arabic(text) is expected
