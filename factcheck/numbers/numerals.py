"""Numerals: the numbers that words and digits of either language spell.

    "1,204", "١٬٢٠٤"               1204
    "1.2bn", "1.2 مليار"           1200000000, spelled to a tenth of a billion
    "3ر1 مليون"                    1.3 million (Gulf agencies write the fraction first)
    "fifty nine", "تسعة وخمسين"    59
    "dozens", "عشرات"              24 .. 99, a lexicon row
    "half a million", "ربع مليون"  500000, 250000
    "39th", "الثالث"               an ordinal

What a number counts, and whether it is a date or a name, is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.numbers.spelled import read_arabic, read_english
from factcheck.numbers.sums import (
    Numeral,
    Sum,
    add_scales,
    find_last_place,
    number_words,
    text_at,
    word_at,
)
from factcheck.numbers.tokens import Token

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000")
_DECIMAL = re.compile(r"\d+\.\d+|\d+,(?:\d{1,2}|\d{4,})")
_WHOLE = re.compile(r"0|[1-9]\d*")
_LONGEST_NUMBER = 15
_GROUP_LENGTH = 3
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_FRACTION_FIRST = "ر"
_SLASH_OF_FRACTION = "\u2044"


def find_numerals(tokens: Sequence[Token]) -> tuple[Numeral, ...]:
    """Find the numbers in a row of tokens, in order, none overlapping another."""
    found: list[Numeral] = []
    index = 0
    while index < len(tokens):
        numeral = read_numeral(tokens, index)
        if numeral:
            found.append(numeral)
        index = numeral.end if numeral else index + 1
    return tuple(found)


def read_numeral(tokens: Sequence[Token], start: int) -> Numeral | None:
    """Read the longest number that begins at `start`."""
    token = tokens[start]
    if token.is_number:
        return _read_digits(tokens, start, start)
    if token.text == "(" and text_at(tokens, start + 2) == ")" and tokens[start + 1].is_number:
        return _read_digits(tokens, start, start + 1)
    if token.is_arabic:
        return read_arabic(tokens, start)
    return read_english(tokens, start) if token.is_word else None


def parse_digits(text: str) -> tuple[float, float] | None:
    """Read "1,204.5", "61,3" or "1.204.500" as (value, last place spelled).

    Times ("12:08"), codes ("0800") and longer rows of digits than any count has
    are no numbers.
    """
    if len(text) > 2 * _LONGEST_NUMBER or sum(map(str.isdigit, text)) > _LONGEST_NUMBER:
        return None
    if _GROUPED.fullmatch(text):
        plain = text.replace(",", "")
    elif _DOTTED.fullmatch(text):
        plain = text.replace(".", "")
    elif _DECIMAL.fullmatch(text):
        plain = text.replace(",", ".")
    elif _WHOLE.fullmatch(text):
        plain = text
    else:
        return None
    decimals = len(plain.partition(".")[2])
    value = float(plain)
    return value, 10.0**-decimals if decimals else max(find_last_place(value), 1.0)


def _read_digits(tokens: Sequence[Token], start: int, at: int) -> Numeral | None:
    """Read the digits at `at`; `start` is one before them when they stand in brackets."""
    spaced = _read_fraction_first(tokens, at) or _read_spaced_groups(tokens, at)
    parsed, end = spaced or (parse_digits(tokens[at].text), at + 1)
    if parsed is None or _SLASH_OF_FRACTION in (text_at(tokens, at - 1), text_at(tokens, end)):
        return None
    if text_at(tokens, end) in _ORDINAL_ENDINGS and tokens[end].is_joined:
        return Numeral(start, end + 1, *(parsed[0],) * 3, 1.0, "ordinal")
    number = Sum(*parsed)
    first_end = end + (at - start)
    end = add_scales(tokens, first_end, number)
    end = _add_linked(tokens, end, number) if end > first_end else end
    is_plain = end == at + 1 and tokens[at].text.isdigit()
    return number.to_numeral(start, end, "digits", is_plain=is_plain)


def _read_fraction_first(
    tokens: Sequence[Token], at: int
) -> tuple[tuple[float, float] | None, int] | None:
    """Read "3ر1" as 1.3; a zero is the whole part wherever it stands ("0ر5")."""
    if text_at(tokens, at + 1) != _FRACTION_FIRST or at + 2 >= len(tokens):
        return None
    fraction, whole = tokens[at].text, tokens[at + 2].text
    is_joined = tokens[at + 1].is_joined and tokens[at + 2].is_joined
    if not (is_joined and fraction.isdigit() and whole.isdigit()):
        return None
    if fraction == "0":
        fraction, whole = whole, fraction
    parsed = parse_digits(f"{whole}.{fraction}")
    return (parsed, at + 3) if parsed else None


def _read_spaced_groups(
    tokens: Sequence[Token], at: int
) -> tuple[tuple[float, float] | None, int] | None:
    """Read "100 000"; a group that begins with zero can only go on the number before it."""
    end = at + 1
    while (
        text_at(tokens, end).isdigit()
        and len(tokens[end].text) == _GROUP_LENGTH
        and tokens[end].start == tokens[end - 1].end + 1
    ):
        end += 1
    groups = [token.text for token in tokens[at:end]]
    if end == at + 1 or len(groups[0]) > _GROUP_LENGTH or not groups[1].startswith("0"):
        return None
    return parse_digits("".join(groups)), end


def _add_linked(tokens: Sequence[Token], end: int, number: Sum) -> int:
    """Add what Arabic joins with "و" ("3 ملايين و500 ألف", "3 ملايين ونصف")."""
    text = text_at(tokens, end)
    half = number_words().get(text[1:]) if text.startswith("و") else None
    if half and half.role == "fraction" and number.add_share_of_last(half.value):
        return end + 1
    if text != "و" or end + 1 >= len(tokens) or not tokens[end + 1].is_joined:
        return end
    parsed = parse_digits(tokens[end + 1].text)
    if parsed is None or not 1 <= parsed[0] < number.floor:
        return end
    scale = word_at(tokens, end + 2)
    if scale and scale.role in ("scale", "scales"):
        return _add_scaled(parsed, scale.value, number, end)
    return end + 2 if number.add(parsed[0]) else end


def _add_scaled(parsed: tuple[float, float], scale: float, number: Sum, end: int) -> int:
    if scale >= number.scale_floor:
        return end
    number.group, number.grain = parsed
    number.multiply(scale)
    return end + 3
