"""Formations: what an ordinal number names: "5th Fleet", "9th Circuit", "الفوج 46"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.codes.makers import Formation, load_formations
from factcheck.numbers.numerals import read_numeral
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Phrase, Token


class FormationPlace(NamedTuple):
    """A formation at `tokens[start:end]`."""

    start: int
    end: int
    family: str
    number: str
    kind: str


_LONGEST_NUMBER = 4


def read_formation(tokens: Sequence[Token], at: int) -> FormationPlace | None:
    """Read a formation at `at`."""
    return _read_arabic(tokens, at) if tokens[at].is_arabic else _read_english(tokens, at)


def _read_english(tokens: Sequence[Token], at: int) -> FormationPlace | None:
    numeral = read_numeral(tokens, at)
    if numeral is None or numeral.form != "ordinal":
        return None
    is_hyphened = text_at(tokens, numeral.end) == "-"
    found = load_formations().find_at(tokens, numeral.end + is_hyphened)
    if found is None or not _is_name(tokens, at, found, is_hyphened=is_hyphened):
        return None
    return _place(at, found.end, found.row, str(int(numeral.value)))


def _is_name(
    tokens: Sequence[Token], at: int, found: Phrase[Formation], *, is_hyphened: bool
) -> bool:
    """Tell a formation from common words: "first division", "third degree"."""
    if found.row.family == "degree":
        return is_hyphened or found.end > found.start + 1
    return tokens[at].is_number or tokens[found.end - 1].has_capital


def _read_arabic(tokens: Sequence[Token], at: int) -> FormationPlace | None:
    found = load_formations().find_at(tokens, at)
    if found is None or found.end >= len(tokens):
        return None
    number = text_at(tokens, found.end)
    if number.isdigit() and len(number) <= _LONGEST_NUMBER:
        is_sure = tokens[at].text.startswith(("ال", "وال", "بال", "لل"))
        return _place(at, found.end + 1, found.row, number) if is_sure else None
    numeral = read_numeral(tokens, found.end)
    if numeral is None or numeral.form != "ordinal":
        return None
    return _place(at, numeral.end, found.row, str(int(numeral.value)))


def _place(start: int, end: int, row: Formation, number: str) -> FormationPlace:
    return FormationPlace(start, end, row.family, number, row.kind)
