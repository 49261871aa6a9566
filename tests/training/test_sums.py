"""Sums: right where they are called right, checked by adding up anew."""

from __future__ import annotations

import random
import re

from factcheck.training.contrast import CONTRADICTION, ENTAILMENT, Row
from factcheck.training.sums import sum_rows

ROWS = list(sum_rows(600, random.Random(2)))
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")
TAKEN = re.compile(r"\bgave\b|\bwere lost\b|\btook\b|\bhave been sold\b")


def work_out(row: Row) -> float:
    """Return what the hypothesis should say, by the words of both sentences."""
    numbers = [float(one) for one in NUMBER.findall(row.premise)]
    if TAKEN.search(row.premise) or re.search(r"\bmore \w+ than\b", row.hypothesis):
        return numbers[0] - numbers[1]
    return sum(numbers)


def test_a_sum_is_entailed_exactly_where_it_is_right() -> None:
    for row in ROWS:
        (said,) = (float(one) for one in NUMBER.findall(row.hypothesis))
        assert row.label == (ENTAILMENT if said == work_out(row) else CONTRADICTION), row


def test_half_of_the_sums_are_right() -> None:
    assert [row.label for row in ROWS].count(ENTAILMENT) == 300
    assert {row.source for row in ROWS} == {"sums"}


def test_totals_rests_and_differences_are_all_made() -> None:
    premises, hypotheses = (
        " ".join(getattr(row, side) for row in ROWS) for side in ("premise", "hypothesis")
    )
    for words in ("later another", "gave", "sold", "officials said", "in the store"):
        assert words in premises
    for words in ("in total", "remain", "more", "people", " now"):
        assert words in hypotheses


def test_some_numbers_are_written_with_a_decimal_on_both_sides() -> None:
    decimal = [row for row in ROWS if ".0" in row.premise]
    assert 0.3 < len(decimal) / len(ROWS) < 0.5
    for row in ROWS:
        found = NUMBER.findall(row.premise) + NUMBER.findall(row.hypothesis)
        assert len({one.endswith(".0") for one in found}) == 1


def test_no_wrong_answer_is_below_zero() -> None:
    assert not any("-" in row.hypothesis for row in ROWS)


def test_one_seed_makes_the_same_sums() -> None:
    assert list(sum_rows(20, random.Random(2))) == ROWS[:20]
    assert list(sum_rows(20, random.Random(3))) != ROWS[:20]
