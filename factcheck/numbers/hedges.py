"""Hedges: how far a number reaches that is not given as exact.

    "at least 40"     40 .. 50, on to the next number as round: who knows of 60 writes 60
    "at least 43"     43 .. 47.3
    "about 5,000"     4500 .. 5500
    "about 48.3"      47.8 .. 48.8, at most five of the last place that is spelled
    "up to 80"        72 .. 80

The shares are rows of the lexicon, found pragmatically: what an outlet that knew
more would have written.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.sums import find_last_place, text_at, word_at
from factcheck.numbers.tokens import PhraseTable, Token

_SKIPPED = frozenset(["a", "an", "the", "(", ":"])
_MOST_HEDGES = 2
_PREFIXES = ("و", "ف", "ب")
_ROUND_FROM = 10
_BOUNDS = frozenset(["at least", "more than"])
_MOST_PLACES = 5
_SHORT_OF_NEXT = 0.99


class Hedge(NamedTuple):
    """A row of the lexicon: how far a hedged number N reaches, as shares of N.

    A bound on a round N reaches on to the next number as round, at most to `cap`.
    """

    name: str
    low: float
    high: float
    cap: float


@cache
def _load_hedges(side: Literal["before", "after"]) -> PhraseTable[Hedge]:
    rows = (*load_lexicon("hedges.en"), *load_lexicon("hedges.ar"))
    found = ((row["word"], _read_row(row)) for row in rows if row["side"] == side)
    return PhraseTable(found, prefixes=_PREFIXES)


def _read_row(row: dict[str, str]) -> Hedge:
    return Hedge(row["hedge"], float(row["low"]), float(row["high"]), float(row["cap"]))


def find_hedges_before(tokens: Sequence[Token], start: int) -> tuple[int, Hedge | None]:
    """Find the hedge before `start`; of two ("at least about 40") the first counts.

    Returns where the hedged words begin, and the hedge.
    """
    hedge = None
    for _ in range(_MOST_HEDGES):
        at = start - 1 if start > 0 and tokens[start - 1].text in _SKIPPED else start
        found = _load_hedges("before").find_before(tokens, at)
        if found is None or _is_no_hedge(tokens, found.start, found.end):
            return start, hedge
        start, hedge = found.start, found.row
    return start, hedge


def _is_no_hedge(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the words go with what stands before them ("the over 65s", "وقف حتى")."""
    words = " ".join(token.text for token in tokens[start:end])
    return words == "most of the" or (words == "some" and text_at(tokens, start - 1) == "and")


def find_hedge_after(tokens: Sequence[Token], end: int) -> tuple[int, Hedge | None]:
    """Find the hedge that follows the number ("or so", "على الأقل") and where it ends."""
    found = _load_hedges("after").find_at(tokens, end)
    if found is None or _begins_number(tokens, found.end):
        return end, None
    return found.end, found.row


def _begins_number(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a number stands there, so that the hedge before it is its own."""
    return at < len(tokens) and (tokens[at].is_number or word_at(tokens, at) is not None)


def stretch(number: float, grain: float, hedge: Hedge) -> tuple[float, float]:
    """Stretch a number as far as its hedge reaches: (low, high)."""
    low, high = number * hedge.low, number * hedge.high
    place = max(find_last_place(number), grain) if number == int(number) else grain
    if hedge.name == "fewer than":
        return max(low, min(number * hedge.high, number - place)), number
    if hedge.name in _BOUNDS:
        step = place * _SHORT_OF_NEXT if number >= _ROUND_FROM else 0.0
        return low, min(max(high, number + step), number * hedge.cap)
    reach = _MOST_PLACES * place
    return max(low, number - reach), min(high, number + reach)
