"""Units: what a number is measured in, and how one unit turns into another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.tokens import Phrase, PhraseTable, Token

CURRENCY_SIGNS = {"usd": "$", "eur": "€", "gbp": "£"}
_SIGNS = frozenset(["$", "€", "£", "¥", "₹"])
_DOLLAR_PREFIXES = {"us": "usd", "c": "cad", "ca": "cad", "a": "aud", "au": "aud"}


class Unit(NamedTuple):
    """A unit: (number - offset) * factor is the value in its dimension's base unit."""

    name: str
    dimension: str
    factor: float
    offset: float


@cache
def load_units() -> dict[str, Unit]:
    """The units by name."""
    rows = (*load_lexicon("units.en"), *load_lexicon("units.ar"))
    return {row["unit"]: _read_unit(row) for row in rows}


@cache
def _load_words() -> PhraseTable[Unit]:
    rows = (*load_lexicon("units.en"), *load_lexicon("units.ar"))
    return PhraseTable((row["word"], _read_unit(row)) for row in rows if not row.get("number"))


@cache
def _load_duals() -> PhraseTable[Unit]:
    rows = load_lexicon("units.ar")
    return PhraseTable((row["word"], _read_unit(row)) for row in rows if row["number"])


def _read_unit(row: dict[str, str]) -> Unit:
    return Unit(row["unit"], row["dimension"], float(row["factor"]), float(row["offset"] or 0))


def find_dual_unit(tokens: Sequence[Token], at: int) -> Phrase[Unit] | None:
    """Find an Arabic unit whose ending says that there are two ("عامين", "كيلومترين")."""
    return _load_duals().find_at(tokens, at)


def find_unit(tokens: Sequence[Token], at: int) -> Phrase[Unit] | None:
    """Find the unit at `at`, after a hyphen or a closing bracket too ("86-yard", "(19) %")."""
    start = at
    if at < len(tokens) and tokens[at].text in ("-", ")"):
        start = at + 1
    found = _load_words().find_at(tokens, start)
    return found._replace(start=at) if found else None


def find_currency_before(tokens: Sequence[Token], at: int) -> Phrase[Unit] | None:
    """Find the currency sign or code right before `at` ("$", "US$", "USD")."""
    if at == 0 or tokens[at - 1].text not in _SIGNS:
        return None
    found = _load_words().find_at(tokens, at - 1)
    if found is None:
        return None
    prefix = tokens[at - 2].text if at > 1 and tokens[at - 1].is_joined else ""
    if tokens[at - 1].text == "$" and prefix in _DOLLAR_PREFIXES:
        return Phrase(at - 2, at, load_units()[_DOLLAR_PREFIXES[prefix]])
    return Phrase(at - 1, at, found.row)
