"""Fillings: what each number of a claim counts, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers.counting import Counted, find_counted
from factcheck.numbers.drafts import Amount
from factcheck.numbers.happening import Happening, find_happening
from factcheck.numbers.nouns import load_concepts
from factcheck.numbers.parts import (
    Filling,
    find_outer,
    is_among_following,
    is_rest,
    is_whole_of,
)
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Token

_COUNT_COST, _BARE_COST, _UNKNOWN_COST, _OTHER_COST = 14, 5, 2, 7
_GROUP_BY_KIND = {"money": "money", "percent": "percent", "measure": "duration"}


def fill_slots(tokens: Sequence[Token], amounts: Sequence[Amount]) -> tuple[Filling, ...]:
    """Find what each amount counts; a bare count that nothing explains is left out."""
    fillings: list[Filling] = []
    for index, amount in enumerate(amounts):
        following = amounts[index + 1] if index + 1 < len(amounts) else None
        filling = _fill(tokens, amount, fillings, following)
        if filling:
            fillings.append(filling)
    return tuple(fillings)


def _fill(
    tokens: Sequence[Token],
    amount: Amount,
    earlier: Sequence[Filling],
    following: Amount | None,
) -> Filling | None:
    kind = amount.quantity.kind
    if kind == "count":
        return _fill_count(tokens, amount, earlier, following)
    if kind == "ordinal":
        return Filling(amount, find_counted(tokens, amount), None, "", is_part=False)
    group = _GROUP_BY_KIND.get(kind, "")
    if not group or (kind == "measure" and amount.quantity.dimension != "duration"):
        return Filling(amount, None, None, "", is_part=False)
    happening = find_happening(tokens, amount.start, amount.end, group)
    if happening is None or happening.cost > _OTHER_COST:
        return Filling(amount, None, None, "", is_part=False)
    return Filling(amount, None, happening, happening.deed, is_part=False)


def _fill_count(
    tokens: Sequence[Token],
    amount: Amount,
    earlier: Sequence[Filling],
    following: Amount | None,
) -> Filling | None:
    counted = find_counted(tokens, amount)
    if counted is None and amount.is_from and following:
        counted = find_counted(tokens, following)
    outer = find_outer(tokens, amount, counted, earlier)
    if outer:
        counted = counted or outer.counted
        return Filling(amount, counted, outer.happening, outer.deed, is_part=True)
    happening = None
    if not is_whole_of(tokens, amount, earlier):
        happening = _find_deed_of_count(tokens, amount, counted)
    deed = _choose_deed(counted, happening)
    is_one = amount.quantity.stated == (1,) and text_at(tokens, amount.first) == "one"
    if not deed and (counted is None or is_one):
        return None
    is_part = is_among_following(tokens, amount, counted, following)
    is_part = is_part or is_rest(tokens, amount, counted, deed, earlier)
    return Filling(amount, counted, happening, deed, is_part)


def _find_deed_of_count(
    tokens: Sequence[Token], amount: Amount, counted: Counted | None
) -> Happening | None:
    """Find what happened to the counted things; after a hyphen a noun only describes."""
    if counted and text_at(tokens, counted.start - 1) == "-":
        return None
    group = counted.group if counted else ""
    end = max(amount.end, counted.end if counted else 0)
    happening = find_happening(tokens, amount.start, end, group)
    limit = _COUNT_COST if group else _UNKNOWN_COST if counted else _BARE_COST
    return happening if happening and happening.cost <= limit else None


def _choose_deed(counted: Counted | None, happening: Happening | None) -> str:
    """What the noun says itself ("deaths"), else what happened, else what is usual for it."""
    said = counted.deed if counted else ""
    found = happening.deed if happening else ""
    if not (counted and counted.group):
        return said or found
    concept = load_concepts()[counted.name]
    deed = said or found or concept.usual
    return "" if deed == concept.implied else deed
