"""A repeat says the same; what could be another fact is no repeat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers.repeats import find_repeats

BUS = (
    "The mayor of Harlow said on Tuesday that 43 people, most of them children of the coastal "
    "school, were hurt when a bus left the road near the old market and hit a garden wall."
)
HAFILA = (
    "قال رئيس البلدية يوم الثلاثاء إن 43 شخصا معظمهم من تلاميذ المدرسة الساحلية أصيبوا عندما "
    "خرجت حافلة عن الطريق قرب السوق القديم واصطدمت بجدار حديقة في طرف المدينة."
)

#   paragraph, changed words, is a repeat
CHANGES = [
    (BUS, ("", ""), True),
    (BUS, ("the old market", "“the old market”"), True),
    (BUS, ("said on", "said, on"), True),
    (BUS, ("that 43", "43"), True),
    (BUS, ("children", "childern"), False),
    (BUS, ("Tuesday", "Tuesdays"), True),
    (BUS, ("43", "44"), False),
    (BUS, ("43", "forty-three"), False),
    (BUS, ("were hurt", "were not hurt"), False),
    (BUS, ("near", "far from"), False),
    (BUS, ("coastal", "postal"), False),
    (BUS, ("mayor", "major"), False),
    (HAFILA, ("", ""), True),
    (HAFILA, ("شخصا", "شخصاً"), True),
    (HAFILA, ("43", "٤٣"), True),
    (HAFILA, ("43", "34"), False),
    (HAFILA, ("أصيبوا", "لم يصابوا"), False),
]


@pytest.mark.parametrize(("text", "change", "is_repeat"), CHANGES)
def test_a_repeat_differs_by_a_slip_at_most(
    text: str, change: tuple[str, str], is_repeat: bool
) -> None:
    assert find_repeats([text, text.replace(*change)]) == [None, 0 if is_repeat else None]


def test_short_paragraphs_must_be_the_same() -> None:
    assert find_repeats(["The mayors spoke.", "The mayor spoke.", "the MAYOR spoke"]) == [
        None,
        None,
        1,
    ]


def test_the_first_of_many_is_named() -> None:
    assert find_repeats([BUS, "x", BUS, BUS]) == [None, None, 0, 0]


def test_paragraphs_without_words_repeat_nothing() -> None:
    assert find_repeats(["***", "***", "", ""]) == [None] * 4


@given(
    st.lists(
        st.sampled_from([BUS, BUS.replace("43", "44"), HAFILA, "Short.", "***"]), max_size=8
    )
)
def test_a_repeat_points_to_an_earlier_paragraph(paragraphs: list[str]) -> None:
    for index, earlier in enumerate(find_repeats(paragraphs)):
        if earlier is not None:
            assert earlier < index
            assert paragraphs[earlier] == paragraphs[index]
