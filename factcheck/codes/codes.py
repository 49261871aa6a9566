"""Codes: the grammar of designations: letters, number, suffix.

    "Tu-22M3", "TU-22 M3", "Tupolev-22M3", "توبوليف-22 إم 3"   tu 22 m3
    "F-16C", "اف 16"                                          f 16 c, f 16
    "9M729"                                                   9m 729
    "Boeing 777-200ER", "iPhone 6 Plus"                       a maker or series and a number
    "Resolution 2254", "القرار رقم 2254", "Flight 370"        a named thing and a number

It is a grammar, not a list: capitals and a number are a designation whatever
they designate. The lexicon only knows that Tupolev and Tu are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.codes.formations import read_formation
from factcheck.codes.makers import (
    NAMING_KINDS,
    Maker,
    find_airline,
    find_maker,
    load_airline_codes,
    load_families,
    load_letters,
    load_plain_codes,
)
from factcheck.codes.suffixes import read_suffix
from factcheck.numbers.nouns import find_noun
from factcheck.numbers.sums import ordinal_words, text_at, word_at
from factcheck.numbers.tokens import Phrase, Token, spell_without_prefix
from factcheck.numbers.units import find_unit

_LONGEST_LETTERS, _LONGEST_KNOWN = 4, 6
_LONGEST_NUMBER, _LONGEST_NAMED = 4, 6
_MOST_LETTERS = 4
_FLIGHT_DIGITS = 2
_LETTER_JOINTS = frozenset([".", "-", "/"])
_NUMBER_MARKS = frozenset(["no", "number", "رقم", "#"])
_SPELLED_KINDS = frozenset(["law", "phase", "category"])
_HIGHEST_SPELLED = 20
_YEARS = range(1900, 2100)


class Code(NamedTuple):
    """A designation in a row of tokens: `tokens[start:end]`."""

    start: int
    end: int
    family: str
    number: str
    suffix: str
    kind: str


def find_codes(tokens: Sequence[Token]) -> tuple[Code, ...]:
    """Find the designations in a row of tokens, in order, none overlapping another."""
    found: list[Code] = []
    index = 0
    while index < len(tokens):
        code = _read_code(tokens, index)
        if code:
            found.append(code)
        index = code.end if code else index + 1
    return tuple(found)


def _read_code(tokens: Sequence[Token], at: int) -> Code | None:
    formation = read_formation(tokens, at)
    if formation:
        start, end, family, number, kind = formation
        return Code(start, end, family, number, "", kind)
    token = tokens[at]
    if token.is_number:
        return _read_digits_first(tokens, at)
    if not token.is_word:
        return None
    maker = find_maker(tokens, at)
    named = _read_named(tokens, maker) if maker else None
    if named:
        return named
    return _read_bare_code(tokens, at)


def _read_named(tokens: Sequence[Token], maker: Phrase[Maker]) -> Code | None:
    """Read a maker's or thing's name and its number; of "flight MH370" the code."""
    at = maker.end
    if text_at(tokens, at) in _NUMBER_MARKS:
        at += 1 + (text_at(tokens, at + 1) == ".")
    if maker.row.kind == "flight":
        inner = _read_bare_code(tokens, at)
        if inner:
            return inner._replace(start=maker.start, kind="flight")
    is_hyphened = text_at(tokens, at) == "-"
    at += is_hyphened
    is_joined = at < len(tokens) and tokens[at].is_joined
    if (maker.row.needs == "hyphen" and not is_hyphened) or (
        maker.row.needs == "joined" and not is_joined
    ):
        return None
    return _read_number_of(tokens, maker, at)


def _read_bare_code(tokens: Sequence[Token], at: int) -> Code | None:
    if at >= len(tokens) or not tokens[at].is_word:
        return None
    return _read_spelled(tokens, at) if tokens[at].is_arabic else _read_letters(tokens, at)


def _read_number_of(tokens: Sequence[Token], maker: Phrase[Maker], at: int) -> Code | None:
    row = maker.row
    if row.kind in _SPELLED_KINDS:
        spelled = _read_spelled_number(tokens, maker.start, at)
        if spelled:
            return Code(maker.start, at + 1, row.family, spelled, "", row.kind)
    number = text_at(tokens, at)
    if not (number.isdigit() and len(number) <= _LONGEST_NAMED):
        return None
    suffix, end = read_suffix(tokens, at + 1, is_known=row.kind not in NAMING_KINDS)
    if row.kind in NAMING_KINDS and _counts_something(tokens, end):
        return None
    family = row.family
    if row.kind == "flight":
        family = find_airline(tokens, maker.start, end)
    return Code(maker.start, end, family, number, suffix, row.kind)


def _read_spelled_number(tokens: Sequence[Token], start: int, at: int) -> str:
    """Read the number of "Phase Two" and "المرحلة الثانية"."""
    if at >= len(tokens) or text_at(tokens, start).isdigit():
        return ""
    row = word_at(tokens, at)
    if row and row.role in ("unit", "teen") and tokens[at].has_capital:
        return str(int(row.value))
    if not tokens[at].is_arabic or not tokens[at].text.startswith("ال"):
        return ""
    value = ordinal_words().get(tokens[at].text[2:], 0)
    return str(value) if 0 < value <= _HIGHEST_SPELLED else ""


def _counts_something(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether the number counts what follows ("by resolution 15 members ...")."""
    noun = find_noun(tokens, end)
    is_plural = noun is not None and noun.row.is_plural and tokens[end].text[:2] != "ال"
    return is_plural or find_unit(tokens, end) is not None or text_at(tokens, end) == "%"


def _read_digits_first(tokens: Sequence[Token], at: int) -> Code | None:
    """Read "9M729"."""
    letters, number = text_at(tokens, at + 1), text_at(tokens, at + 2)
    if tokens[at].is_joined or not number.isdigit() or len(tokens[at].text) > 2:
        return None
    middle = tokens[at + 1]
    is_code = middle.is_upper and middle.is_joined and tokens[at + 2].is_joined
    if not is_code or len(letters) > 2 or len(number) < 2:
        return None
    suffix, end = read_suffix(tokens, at + 3, is_known=False)
    return Code(at, end, tokens[at].text + letters, number, suffix, "other")


def _read_letters(tokens: Sequence[Token], at: int) -> Code | None:
    """Read capitals with a number joined to them ("MH370") or after a hyphen ("F-16")."""
    token = tokens[at]
    if _reads_slashed(tokens, at):
        return _read_slashed(tokens, at)
    known = load_families().get(token.text)
    longest = _LONGEST_KNOWN if known else _LONGEST_LETTERS
    if not (token.is_upper or known) or len(token.text) > longest or _goes_on(tokens, at):
        return None
    if token.text in load_plain_codes("word") and not known:
        return None
    joint = text_at(tokens, at + 1)
    is_hyphened = joint == "-" and tokens[at + 1].is_joined
    number_at = at + 1 + is_hyphened
    number = text_at(tokens, number_at)
    if not (
        number.isdigit() and tokens[number_at].is_joined and len(number) <= _LONGEST_NUMBER
    ):
        return _read_spaced(tokens, at)
    if known is None and _is_no_code(tokens, at, number_at):
        return None
    suffix, end = read_suffix(tokens, number_at + 1, is_known=known is not None)
    code = token.text + number + suffix
    if code in load_plain_codes("always") or (
        code in load_plain_codes("code") and not is_hyphened
    ):
        return None
    kind = _tell_kind(token.text, number, known, is_hyphened=is_hyphened)
    return Code(at, end, token.text, number, suffix, kind)


def _reads_slashed(tokens: Sequence[Token], at: int) -> bool:
    joint = text_at(tokens, at + 1) == "/" and at + 2 < len(tokens) and not _goes_on(tokens, at)
    return (
        joint and tokens[at].is_upper and tokens[at + 2].is_upper and tokens[at + 2].is_joined
    )


def _read_slashed(tokens: Sequence[Token], at: int) -> Code | None:
    """Read "F/A-18" as FA-18."""
    inner = _read_hyphened(tokens, at + 2)
    if inner is None or len(tokens[at].text + inner.family) > _LONGEST_LETTERS:
        return None
    return inner._replace(start=at, family=tokens[at].text + inner.family)


def _read_hyphened(tokens: Sequence[Token], at: int) -> Code | None:
    number = text_at(tokens, at + 2)
    if text_at(tokens, at + 1) != "-" or not number.isdigit() or len(number) > 2:
        return None
    suffix, end = read_suffix(tokens, at + 3, is_known=True)
    return Code(at, end, tokens[at].text, number, suffix, "other")


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the letters are the tail of a longer token ("4G", "x-B52")."""
    if at == 0 or not tokens[at].is_joined:
        return False
    before = tokens[at - 1]
    return (
        before.is_number or before.kind == "latin" or before.text in ("-", "$", "_", "/", "&")
    )


def _is_no_code(tokens: Sequence[Token], at: int, number_at: int) -> bool:
    """Tell whether capitals and a number are money, a measure or an event's year."""
    number = tokens[number_at].text
    is_year = len(number) == _LONGEST_NUMBER and int(number) in _YEARS
    unit = find_unit(tokens, at)
    is_money = unit is not None and unit.row.dimension == "money"
    return is_year or is_money or text_at(tokens, number_at + 1) == "%"


def _tell_kind(letters: str, number: str, known: Maker | None, *, is_hyphened: bool) -> str:
    if known:
        return known.kind
    is_flight = letters in load_airline_codes() and not is_hyphened
    return "flight" if is_flight and len(number) >= _FLIGHT_DIGITS else "other"


def _read_spaced(tokens: Sequence[Token], at: int) -> Code | None:
    """Read "GT 560m": capitals, a space, and a number that has a letter of its own."""
    number = text_at(tokens, at + 1)
    if not tokens[at].is_upper or len(tokens[at].text) < 2 or not number.isdigit():
        return None
    suffix, end = read_suffix(tokens, at + 2, is_known=False)
    is_unit = find_unit(tokens, at + 2) is not None and suffix not in ("m", "c")
    if not suffix or is_unit or len(number) > _LONGEST_NUMBER:
        return None
    return Code(at, end, tokens[at].text, number, suffix, "other")


def _read_spelled(tokens: Sequence[Token], at: int) -> Code | None:
    """Read Latin letters that are spelled in Arabic ("إم.إتش 370", "اف 16", "سي فور")."""
    letters, end, is_sure = _gather_letters(tokens, at)
    if not letters:
        return None
    if letters[-1].isdigit():
        family, number, number_at = letters[:-1], letters[-1], end - 1
    else:
        family, number_at = letters, end + (text_at(tokens, end) == "-")
        number = text_at(tokens, number_at)
        is_sure = is_sure or number_at > end
    if not (family and number.isdigit() and len(number) <= _LONGEST_NUMBER and is_sure):
        return None
    known = load_families().get(family)
    suffix, end = read_suffix(tokens, number_at + 1, is_known=True)
    kind = _tell_kind(family, number, known, is_hyphened=False)
    return Code(at, end, family, number, suffix, kind)


def _gather_letters(tokens: Sequence[Token], at: int) -> tuple[str, int, bool]:
    """Gather spelled letters: (letters, where they end, whether they can be nothing else)."""
    letters, end, is_sure = "", at, False
    while len(letters) < _MOST_LETTERS:
        joint = bool(letters) and text_at(tokens, end) in _LETTER_JOINTS
        index = end + joint
        spelled = _spell_letter(tokens, index, is_first=not letters)
        if not spelled:
            break
        letter, is_word = spelled
        letters, end = letters + letter, index + 1
        is_sure = is_sure or not is_word or len(letters) > 1
    return letters, end, is_sure


def _spell_letter(
    tokens: Sequence[Token], at: int, *, is_first: bool
) -> tuple[str, bool] | None:
    if at >= len(tokens) or not tokens[at].is_arabic:
        return None
    spellings = (
        spell_without_prefix(tokens[at], ("ال", "و")) if is_first else (tokens[at].text,)
    )
    found = (load_letters().get(text) for text in spellings)
    return next((row for row in found if row), None)
