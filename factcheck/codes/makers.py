"""Makers: names that a number follows, in both languages, and the letters they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.tokens import Phrase, PhraseTable, Token
from factcheck.text import fold_text

NAMING_KINDS = frozenset(["law", "flight", "road", "phase", "category", "reference"])
_AIRLINE_REACH = 10
_PREFIXES = ("وال", "بال", "لل", "ال", "و", "ب", "ل")


class Maker(NamedTuple):
    """A maker, a series or a named thing ("Resolution").

    `separator` stands between `label` and number; `needs` says how the number
    must be written ("hyphen") where the name is also a word.
    """

    family: str
    label: str
    separator: str
    kind: str
    needs: str = ""


class Formation(NamedTuple):
    """What an ordinal number names ("Fleet")."""

    family: str
    label: str
    kind: str


_SEPARATORS = {"-": "-", "space": " ", "none": ""}


def _read_row(row: dict[str, str]) -> Maker:
    separator = _SEPARATORS[row["sep"]]
    return Maker(row["family"], row["label"], separator, row["kind"], row["needs"])


@cache
def _load_makers() -> PhraseTable[Maker]:
    rows = (*load_lexicon("makers.en"), *load_lexicon("makers.ar"))
    return PhraseTable(((row["name"], _read_row(row)) for row in rows), prefixes=_PREFIXES)


@cache
def load_families() -> dict[str, Maker]:
    """The makers by family; a family with several names has one label and kind."""
    rows = (*load_lexicon("makers.ar"), *load_lexicon("makers.en"))
    return {row["family"]: _read_row(row) for row in rows}


def find_maker(tokens: Sequence[Token], at: int) -> Phrase[Maker] | None:
    """Find the maker's name at `at`; a name that is no common noun begins with a capital."""
    found = _load_makers().find_at(tokens, at)
    if found is None or tokens[at].is_arabic or found.row.kind in NAMING_KINDS:
        return found
    is_lower = not any(token.has_capital for token in tokens[at : found.end])
    return None if is_lower and not tokens[at].text.startswith("i") else found


@cache
def _load_airlines() -> PhraseTable[str]:
    rows = (*load_lexicon("airlines.en"), *load_lexicon("airlines.ar"))
    return PhraseTable((row["name"], row["code"]) for row in rows)


@cache
def load_airline_codes() -> frozenset[str]:
    """The airlines' codes ("mh")."""
    return frozenset(row["code"] for row in load_lexicon("airlines.en"))


def find_airline(tokens: Sequence[Token], start: int, end: int) -> str:
    """The code of the airline named near `tokens[start:end]`, "" where none is."""
    table = _load_airlines()
    window = range(max(0, start - _AIRLINE_REACH), min(len(tokens), end + _AIRLINE_REACH))
    for index in sorted(window, key=lambda i: abs(i - start)):
        found = table.find_at(tokens, index)
        if found:
            return found.row
    return ""


@cache
def load_formations() -> PhraseTable[Formation]:
    """The formations of both languages."""
    rows = (*load_lexicon("formations.en"), *load_lexicon("formations.ar"))
    return PhraseTable(
        (row["name"], Formation(row["family"], row["label"], row["kind"])) for row in rows
    )


@cache
def load_formations_by_family() -> dict[str, str]:
    """The formations' labels by family."""
    return {row["family"]: row["label"] for row in load_lexicon("formations.en")}


@cache
def load_letters() -> dict[str, tuple[str, bool]]:
    """Latin letters by their Arabic spelling, and whether that is also a word."""
    return {
        fold_text(row["word"]): (row["letter"], bool(row["is_word"]))
        for row in load_lexicon("letters.ar")
    }


@cache
def load_plain_codes(kind: str) -> frozenset[str]:
    """Codes that designate nothing ("g20"), or words that are no letters of a code ("us")."""
    return frozenset(
        row["word"] for row in load_lexicon("plain_codes.en") if row["kind"] == kind
    )
