"""Happening: what happened to the things that a number counts.

The deed stands before the number ("killed 43", "مقتل 43"), after the noun ("43
dead", "43 people were killed", "٤٣ شخصا لقوا مصرعهم"), or further off in the clause
("a death toll that officials put at 43"). The nearest one wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.numbers.deeds import Form, Forms, choose_form, find_deed, find_deed_before
from factcheck.numbers.hedges import find_hedges_before
from factcheck.numbers.nouns import find_noun
from factcheck.numbers.sums import text_at, word_at
from factcheck.numbers.tokens import Phrase, Token

_RIGHT_ROLES = ("state", "finite", "after", "past")
_LEFT_ROLES = ("active", "past", "noun", "toll", "phrase", "before")
_BE = frozenset(["was", "were", "is", "are", "be", "been", "being", "got", "get"])
_CLOSERS = frozenset([".", ";", "?", "!"])
_BREAKS = frozenset(
    ["and", "but", "while", "as", "when", "after", "before", "since", "because"]
)
_RELATIVES = frozenset(["who", "which", "that", "whom", "whose"])
_LISTING = frozenset(
    [
        "and",
        ",",
        "including",
        "among",
        "of",
        "the",
        "-",
        "a",
        "under",
        "aged",
        "from",
        "to",
        "one",
        "or",
    ]
)
_OBJECT_MARKS = frozenset(["the", "a", "an", "his", "its", "their", "at", "more", "some", "up"])
_RIGHT_REACH, _LEFT_REACH = 24, 24
_NEAR = 2
_BE_REACH = 5
_ARTICLES = frozenset(["the", "a", "an", "this", "that", "its", "his", "their", "in"])
_COMMA_COST, _BREAK_COST, _NUMBER_COST = 2, 3, 2


class Happening(NamedTuple):
    """A deed, where its words stand, and how far from the number (0 is next to it)."""

    deed: str
    start: int
    end: int
    cost: int


def find_happening(
    tokens: Sequence[Token], start: int, end: int, group: str
) -> Happening | None:
    """Find what happened to the things counted at `tokens[start:end]`, noun included.

    `group` is the group of the thing, "" for an unknown one.
    """
    after = _scan_right(tokens, end, group)
    before = _scan_left(tokens, start, group)
    if after and before:
        return after if after.cost < before.cost else before
    return after or before


def _scan_right(tokens: Sequence[Token], at: int, group: str) -> Happening | None:
    cost, last_be, index = 0, -_BE_REACH, at
    while index < min(at + _RIGHT_REACH, len(tokens)):
        token = tokens[index]
        if token.text in _CLOSERS or _begins_other_count(tokens, index, at):
            return None
        found = find_deed(tokens, index)
        roles = (*_RIGHT_ROLES, "noun") if group == "money" else _RIGHT_ROLES
        form = choose_form(found, group, roles)
        has_be = index - last_be < _BE_REACH
        if found and form:
            if _begins_clause(tokens, found, form, has_be=has_be):
                return None
            if has_be or cost <= _NEAR or form.role in ("after", "finite"):
                return Happening(form.deed, index, found.end, -1 if has_be else cost)
        elif found and choose_form(found, group, ("active",)):
            return None
        last_be = index if token.text in _BE else last_be
        cost += _weigh(token)
        index += 1
    return None


def _begins_other_count(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Tell whether another number's clause begins ("20 came where 3 were killed")."""
    if index == first or not (tokens[index].is_number or word_at(tokens, index)):
        return False
    start = find_hedges_before(tokens, index)[0]
    return text_at(tokens, start - 1) not in _LISTING and not tokens[index].is_arabic


def _begins_clause(
    tokens: Sequence[Token], found: Phrase[Forms], form: Form, *, has_be: bool
) -> bool:
    """Tell whether the verb has another thing as its object ("three bombers killed two")."""
    first = tokens[found.start]
    if first.is_arabic:
        return first.text.startswith("و") and form.role == "after"
    if form.role != "past" or has_be:
        return False
    after = text_at(tokens, found.end)
    is_number = after[:1].isdigit() or word_at(tokens, found.end) is not None
    return after in _OBJECT_MARKS or is_number or find_noun(tokens, found.end) is not None


def _scan_left(tokens: Sequence[Token], start: int, group: str) -> Happening | None:
    cost, index = 0, start
    while index > max(0, start - _LEFT_REACH):
        token = tokens[index - 1]
        if token.text in _CLOSERS:
            return None
        found = find_deed_before(tokens, index)
        form = choose_form(found, group, _LEFT_ROLES)
        if found and form and not _is_noun(tokens, found.start, form):
            if form.role == "past" and _is_passive(tokens, found.start):
                return None
            return Happening(
                form.deed, found.start, found.end, 0 if form.role == "toll" else cost
            )
        cost += _weigh(token)
        index -= 1
    return None


def _is_noun(tokens: Sequence[Token], at: int, form: Form) -> bool:
    """Tell the noun of "in the attack 18 died" from the verb."""
    before = text_at(tokens, at - 1)
    is_counted = word_at(tokens, at - 1) is not None or before.isdigit()
    return form.role == "active" and (before in _ARTICLES or is_counted)


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    return any(text_at(tokens, at - back) in _BE for back in (1, 2))


def _weigh(token: Token) -> int:
    if token.text == ",":
        return _COMMA_COST
    if token.text in _BREAKS:
        return _BREAK_COST
    if token.is_number:
        return _NUMBER_COST
    return 0 if token.text in _BE or token.text in _RELATIVES else 1
