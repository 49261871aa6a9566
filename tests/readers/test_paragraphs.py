"""Paragraphs are lines, or blocks where lines were wrapped to a width."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers.paragraphs import split_paragraphs

LONG = (
    "Police closed the coastal road for two hours after a bus carrying school children left it "
    "near the old market and came to a halt against a wall, the mayor said in a statement."
)
ARABIC = (
    "أغلقت الشرطة الطريق الساحلي ساعتين بعد أن خرجت عنه حافلة تقل تلاميذ مدرسة قرب السوق "
    "القديم واصطدمت بجدار، كما قال رئيس البلدية في بيان صدر مساء يوم الثلاثاء عن مكتبه."
)


def texts(text: str, start: int = 0) -> list[str]:
    return [text[span.start : span.end] for span in split_paragraphs(text, start)]


@pytest.mark.parametrize(
    "newline", ["\n", "\n\n", "\r\n", "\r\n \t\r\n", "\r", "\u2028", "\x0b"]
)
def test_each_line_is_a_paragraph(newline: str) -> None:
    assert texts(newline.join([LONG, ARABIC, "Short."])) == [LONG, ARABIC, "Short."]


@pytest.mark.parametrize("width", [50, 64, 72, 80])
@pytest.mark.parametrize("paragraph", [LONG, ARABIC])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_wrapped_lines_are_joined_to_blocks(width: int, paragraph: str, newline: str) -> None:
    block = textwrap.fill(paragraph, width)
    text = f"A bus crash\n\n{block}\n\n{block}\n".replace("\n", newline)
    wrapped = block.replace("\n", newline)
    assert texts(text) == ["A bus crash", wrapped, wrapped]


def test_short_lines_are_not_taken_for_wrapped_ones() -> None:
    lines = [
        "The mayor spoke of three people.",
        "Police closed the road near the market.",
        "Nobody was in the second bus.",
        "The driver is being questioned today.",
        "Repairs begin on Monday morning.",
    ]
    assert texts("\n".join(lines)) == lines
    assert texts("Title\n\n" + "\n".join(lines)) == ["Title", *lines]


def test_lines_of_one_width_without_blank_lines_stay_lines() -> None:
    lines = [
        f"line {number} of a table that is as wide as all others" for number in range(10, 30)
    ]
    assert texts("\n".join(lines)) == lines


def test_white_space_is_not_part_of_a_paragraph() -> None:
    assert texts("  one \u00a0\n\t two\u3000 \n \n") == ["one", "two"]


def test_splitting_starts_where_it_is_told() -> None:
    assert texts("Outlet: A\n\nBody.", 10) == ["Body."]


@given(st.text(alphabet="ab .\n\r\t\u00a0ح", max_size=200))
def test_paragraphs_are_trimmed_in_order_and_lose_nothing(text: str) -> None:
    spans = split_paragraphs(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
