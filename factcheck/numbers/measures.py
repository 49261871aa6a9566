"""Measures: the amounts that a row of tokens states: number, unit, hedge and range.

"more than 1.2bn dollars"   the hedge, the number and the unit are one amount
"half an hour"              so are a fraction and its unit
"the 39th minute"           an ordinal is an amount of its own kind
"in 2011", "Page 3"         no amounts
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers.amounts import Quantity, to_base
from factcheck.numbers.drafts import (
    Amount,
    Draft,
    TokenSpan,
    draft_numbers,
    make_amount,
    make_share_amount,
)
from factcheck.numbers.hedges import find_hedge_after, find_hedges_before
from factcheck.numbers.kinds import is_counted_one, is_no_amount, is_rank, tell_kind
from factcheck.numbers.pairs import (
    is_after_change,
    is_range,
    is_score,
    is_share,
    make_range,
    make_score,
    make_share,
)
from factcheck.numbers.sums import Numeral
from factcheck.numbers.tokens import Token
from factcheck.numbers.units import find_unit


def find_amounts(
    tokens: Sequence[Token], blocked: Sequence[TokenSpan] = ()
) -> tuple[Amount, ...]:
    """Find the amounts outside the `blocked` spans, in order, none overlapping another."""
    drafts = draft_numbers(tokens, blocked)
    amounts: list[Amount] = []
    index = 0
    while index < len(drafts):
        found, step = _read_group(tokens, drafts, index)
        if found and (not amounts or amounts[-1].end <= found.start):
            amounts.append(found)
        index += step
    return tuple(amounts)


def _read_group(
    tokens: Sequence[Token], drafts: Sequence[Draft], index: int
) -> tuple[Amount | None, int]:
    """Read the number at `index`, with the next one where the two are one amount."""
    first = drafts[index]
    if index + 1 < len(drafts):
        second = drafts[index + 1]
        if _repeats(tokens, first, second):
            return _read_single(tokens, second), 2
        if is_score(tokens, first, second):
            return make_score(first, second), 2
        if is_share(tokens, first, second):
            return make_share(tokens, first, second), 2
        if is_range(tokens, first, second):
            is_other = is_no_amount(tokens, second) or is_no_amount(tokens, first)
            return (None if is_other else make_range(tokens, first, second)), 2
    return _read_single(tokens, first), 1


def _repeats(tokens: Sequence[Token], first: Draft, second: Draft) -> bool:
    """Tell whether a number stands twice, in digits and words ("(15) خمسة عشر")."""
    is_next = first.end == second.start and tokens[first.start].text == "("
    return is_next and first.numeral.value == second.numeral.value


def _read_single(tokens: Sequence[Token], draft: Draft) -> Amount | None:
    if is_no_amount(tokens, draft):
        return None
    if is_rank(tokens, draft):
        return _make_rank(tokens, draft)
    start, hedge = find_hedges_before(tokens, draft.start)
    numeral, end = draft.numeral, draft.end
    if numeral.form == "ordinal" or (
        numeral.value == 1 and not is_counted_one(tokens, draft, is_hedged=hedge is not None)
    ):
        return None
    if numeral.form == "fraction" and draft.unit is None:
        return make_share_amount(100 * numeral.value, start, draft.start, end, hedge)
    kind, end, unit = tell_kind(tokens, draft, start)
    if hedge is None:
        end, hedge = find_hedge_after(tokens, end)
    stated = (numeral.value,)
    amount = make_amount(stated, start, draft.start, end, kind, numeral.grain, unit, hedge)
    amount = amount._replace(is_from=is_after_change(tokens, start))
    return _loosen(amount, numeral) if numeral.low != numeral.high else amount


def _make_rank(tokens: Sequence[Token], draft: Draft) -> Amount:
    numeral = draft.numeral
    unit = find_unit(tokens, numeral.end) or find_unit(tokens, numeral.start - 1)
    quantity = Quantity(
        kind="ordinal",
        stated=(numeral.value,),
        low=numeral.value,
        high=numeral.value,
        counted=unit.row.name if unit else "",
    )
    return Amount(draft.start, draft.start, numeral.end, quantity)


def _loosen(amount: Amount, numeral: Numeral) -> Amount:
    """Give the amount the width of a vague word."""
    quantity = amount.quantity
    changes = {
        "low": min(to_base(numeral.low, quantity.unit), quantity.low),
        "high": max(to_base(numeral.high, quantity.unit), quantity.high),
        "vague": numeral.name,
        "slack": numeral.slack,
    }
    return amount._replace(quantity=quantity.model_copy(update=changes))
