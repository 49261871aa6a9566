"""Sums: how the parts of one number add up, alike for digits and words of both languages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.tokens import Token
from factcheck.text import fold_text

NumeralForm = Literal["digits", "words", "vague", "fraction", "ordinal"]

_ANY = float("inf")
_FIRST_TENS, _FIRST_THOUSAND = 20, 1000


class Numeral(NamedTuple):
    """A number in a row of tokens: `tokens[start:end]`.

    `low` and `high` differ for vague words only; `value` is what is spelled, for
    a vague word its low end. `grain` is the last place that is spelled: 100000 for
    "1.2 million". `slack` is the share by which a vague word may be stretched.
    `is_plain` marks digits without separator or scale, which may be a year; `name`
    is a vague word's English name ("dozens").
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    grain: float
    form: NumeralForm
    slack: float = 0.0
    is_plain: bool = False
    name: str = ""


class NumberWord(NamedTuple):
    """A row of the lexicon of number words."""

    role: str
    value: float
    low: float
    high: float
    slack: float
    name: str = ""


@cache
def number_words() -> dict[str, NumberWord]:
    """The number words of both languages by folded word."""
    rows = (*load_lexicon("numerals.en"), *load_lexicon("numerals.ar"))
    return {fold_text(row["word"]): _read_row(row) for row in rows}


def _read_row(row: dict[str, str]) -> NumberWord:
    value, low, high, slack = (float(row[c] or 0) for c in ("value", "low", "high", "slack"))
    return NumberWord(row["role"], value, low, high, slack, row["name"])


@cache
def ordinal_words() -> dict[str, int]:
    """The ordinals of both languages by folded words."""
    rows = (*load_lexicon("ranks.en"), *load_lexicon("ranks.ar"))
    return {fold_text(row["word"]): int(row["value"]) for row in rows}


def text_at(tokens: Sequence[Token], index: int) -> str:
    """The token's text, or nothing outside the row."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def word_at(tokens: Sequence[Token], index: int) -> NumberWord | None:
    """The number word that stands at `index`, if one does."""
    return number_words().get(text_at(tokens, index))


def find_last_place(value: float) -> float:
    """The place of the last digit that is not a filling zero: 100 for 1200, 1 for 12."""
    if value <= 0:
        return 0.0
    place = 1.0
    while value % (place * 10) == 0:
        place *= 10
    return place


class Sum:
    """Adds up the parts of one number and refuses a part that cannot belong to it.

    `group` collects what stands before the next scale word ("three hundred" in
    "three hundred thousand"); only parts below `floor` may still be added.
    """

    def __init__(self, group: float | None = None, grain: float = 1.0) -> None:
        self.total = 0.0
        self.group = group
        self.floor = _ANY if group is None else min(grain, 1.0)
        self.scale_floor = _ANY
        self.grain = grain

    @property
    def value(self) -> float:
        """What the parts come to."""
        return self.total + (self.group or 0.0)

    @property
    def is_empty(self) -> bool:
        """Tell whether no part was taken yet."""
        return self.group is None and self.total == 0

    def add(self, value: float) -> bool:
        """Add a part smaller than all before it ("two hundred" + "five")."""
        if value >= self.floor:
            return False
        self.group = (self.group or 0.0) + value
        self.floor = self.grain = 1.0 if value < _FIRST_TENS else find_last_place(value)
        return True

    def add_ten_to_unit(self, value: float) -> bool:
        """Add the tens that Arabic says after the unit ("خمسة" + "وعشرون", "ثلاثة" + "عشر")."""
        rest = (self.group or 0.0) % 100
        if self.floor != 1 or not 1 <= rest <= 9:
            return False
        self.group = (self.group or 0.0) + value
        self.floor = 0.0
        return True

    def multiply_hundred(self) -> bool:
        """Turn "two" into "two hundred"; alone it is 100."""
        if self.group is None:
            return self.add(100)
        if not 1 <= self.group <= 99:
            return False
        self.group *= 100
        self.floor = self.grain = 100.0
        return True

    def multiply(self, scale: float, times: float = 1.0) -> bool:
        """Turn "two" into "two million"; alone it is `times` the scale."""
        if scale >= self.scale_floor or (self.group is None and scale >= self.floor):
            return False
        self.total += scale * (times if self.group is None else self.group)
        self.grain = scale * (1.0 if self.group is None else self.grain)
        self.group = None
        self.floor = self.scale_floor = scale
        return True

    def add_share_of_last(self, share: float) -> bool:
        """Add a share of the last scale ("two million" + "and a half")."""
        if self.is_empty or self.floor == 0:
            return False
        unit = self.scale_floor if self.group is None else 1.0
        self.group = (self.group or 0.0) + share * unit
        self.grain = share * unit
        self.floor = 0.0
        return True

    def add_decimals(self, digits: float) -> None:
        """Add what follows the spoken point ("43 point 8")."""
        places = len(str(int(digits)))
        self.group = (self.group or 0.0) + digits / 10**places
        self.grain = 10.0**-places
        self.floor = 0.0

    def to_numeral(
        self, start: int, end: int, form: NumeralForm, *, is_plain: bool = False
    ) -> Numeral:
        """Close the sum."""
        value = self.value
        return Numeral(start, end, value, value, value, self.grain, form, is_plain=is_plain)


def add_scales(tokens: Sequence[Token], end: int, number: Sum) -> int:
    """Multiply by the scale words that follow ("1.2 million", "5-million", "2 dozen")."""
    while True:
        is_hyphened = text_at(tokens, end) == "-" and end + 1 < len(tokens)
        at = end + 1 if is_hyphened else end
        row = word_at(tokens, at)
        if row is None or not _scale_up(row, number, is_arabic=tokens[at].is_arabic):
            return end
        end = at + 1


def _scale_up(row: NumberWord, number: Sum, *, is_arabic: bool) -> bool:
    """Scale a number; a plural scales only in Arabic ("5 آلاف"): "in 2016 dozens" are two."""
    if row.role == "hundred":
        return number.multiply_hundred()
    is_plural = row.role == "scales" and is_arabic and number.value < _FIRST_THOUSAND
    if is_plural or row.role in ("scale", "dozen"):
        return number.multiply(row.value)
    return False
