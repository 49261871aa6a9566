"""Suffixes: what follows the number of a designation: "M3", "-200ER", "C", "Plus"."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.codes.makers import load_letters
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Token

SUFFIX_WORDS = frozenset(
    ["max", "plus", "pro", "mini", "air", "ultra", "lite", "neo", "er", "lr", "edge", "xl"]
)
_LONGEST_LETTERS = 3
_MOST_PARTS = 4


def read_suffix(tokens: Sequence[Token], at: int, *, is_known: bool) -> tuple[str, int]:
    """Read the suffix at `at`: (suffix in lower case, where it ends), "" when there is none.

    Parts joined to the number always belong to it; after a space only what a
    known maker's number can have ("Tu-22 M3", "737 MAX 8", "22 إم 3").
    """
    suffix, end = "", at
    while end < len(tokens) and end - at < _MOST_PARTS:
        part, after = _read_part(tokens, end, is_known=is_known)
        suffix, end = suffix + part, after
        if not part:
            break
    return suffix, end


def _read_part(tokens: Sequence[Token], at: int, *, is_known: bool) -> tuple[str, int]:
    token = tokens[at]
    if token.is_joined and _is_code_part(token):
        is_plural = token.text == "s" and not token.is_upper
        return ("" if is_plural else token.text), at + 1
    if token.text == "-" and token.is_joined and at + 1 < len(tokens):
        after = tokens[at + 1]
        is_number = (
            after.is_number and after.text.isdigit() and len(after.text) <= _LONGEST_LETTERS
        )
        if after.is_joined and is_known and (is_number or after.is_upper):
            return after.text, at + 2
    letter = _read_spelled_letter(tokens, at)
    if letter:
        return letter
    return _read_spaced(tokens, at) if is_known else ("", at)


def _is_code_part(token: Token) -> bool:
    if token.is_number:
        return token.text.isdigit()
    return token.kind == "latin" and len(token.text) <= _LONGEST_LETTERS


def _read_spelled_letter(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """Read the letter of "22 إم 3": joined to the number, or with digits after it."""
    token = tokens[at]
    found = load_letters().get(token.text) if token.is_arabic else None
    if found is None:
        return None
    has_digits = text_at(tokens, at + 1).isdigit()
    if has_digits:
        return found[0] + tokens[at + 1].text, at + 2
    return (found[0], at + 1) if token.is_joined else None


def _read_spaced(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Read "M3" after a space, and the words of a series ("MAX 8", "Plus")."""
    token = tokens[at]
    if token.text in SUFFIX_WORDS and token.has_capital:
        number = text_at(tokens, at + 1)
        is_numbered = token.text == "max" and number.isdigit() and len(number) <= 2
        return (token.text + number, at + 2) if is_numbered else (token.text, at + 1)
    number = text_at(tokens, at + 1)
    is_letter = token.is_upper and len(token.text) == 1
    if is_letter and number.isdigit() and tokens[at + 1].is_joined:
        return token.text + number, at + 2
    return "", at
