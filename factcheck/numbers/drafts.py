"""Drafts: the numbers of a row of tokens with their units, before it is known what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.numbers.amounts import Quantity, QuantityKind, to_base
from factcheck.numbers.hedges import Hedge, stretch
from factcheck.numbers.nouns import find_dual, find_noun
from factcheck.numbers.numerals import find_numerals
from factcheck.numbers.sums import Numeral, number_words, text_at
from factcheck.numbers.tokens import Phrase, Token
from factcheck.numbers.units import (
    Unit,
    find_currency_before,
    find_dual_unit,
    find_unit,
    load_units,
)

TokenSpan = tuple[int, int]

_LETTERS_OF_SCALE = frozenset(["m", "k", "b", "t"])
_LOOSE_SHARE = 1.0


class Amount(NamedTuple):
    """A quantity in a row of tokens.

    `start:end` covers hedge, number and unit; `first` is the number's first token.
    `is_from` marks the old value of a change ("rose from 325").
    """

    start: int
    first: int
    end: int
    quantity: Quantity
    is_from: bool = False


class Draft(NamedTuple):
    """A number with its unit, before it is known what kind of number it is."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None = None


def draft_numbers(tokens: Sequence[Token], blocked: Sequence[TokenSpan]) -> list[Draft]:
    """Find the numbers outside the `blocked` spans, Arabic duals too, in order."""
    taken = {index for start, end in blocked for index in range(start, end)}
    drafts = [_draft(tokens, numeral) for numeral in find_numerals(tokens)]
    used = {index for draft in drafts for index in range(draft.start, draft.end)}
    for index in range(len(tokens)):
        if index not in used and tokens[index].is_arabic:
            drafts += _draft_dual(tokens, index)
    kept = [draft for draft in drafts if draft.numeral.start not in taken]
    return sorted(kept, key=lambda draft: draft.start)


def _draft_dual(tokens: Sequence[Token], at: int) -> list[Draft]:
    """Read an Arabic dual as the number two of its unit or noun."""
    two = Numeral(at, at, 2.0, 2.0, 2.0, 1.0, "words")
    unit = find_dual_unit(tokens, at)
    if unit:
        return [Draft(at, unit.end, two, unit.row)]
    return [Draft(at, at + 1, two)] if find_dual(tokens, at) else []


def _draft(tokens: Sequence[Token], numeral: Numeral) -> Draft:
    currency = find_currency_before(tokens, numeral.start)
    numeral = _scale_by_letter(tokens, numeral, has_currency=currency is not None)
    if currency:
        return Draft(currency.start, numeral.end, numeral, currency.row)
    dual = find_dual_unit(tokens, numeral.end)
    if dual and tokens[numeral.end].text.startswith("و"):
        return Draft(numeral.start, dual.end, _add(numeral, 2.0), dual.row)
    is_halved = numeral.form == "fraction" and text_at(tokens, numeral.end) in ("a", "an")
    unit = find_unit(tokens, numeral.end + is_halved)
    if unit is None or not _is_measured(tokens, numeral, unit):
        return Draft(numeral.start, numeral.end, numeral)
    return Draft(numeral.start, unit.end, numeral, unit.row)


def _add(numeral: Numeral, more: float) -> Numeral:
    value = numeral.value + more
    return numeral._replace(value=value, low=value, high=value, grain=1.0)


def _scale_by_letter(
    tokens: Sequence[Token], numeral: Numeral, *, has_currency: bool
) -> Numeral:
    """Read the m of "$5m" and of "5m people" as million; alone it is a metre."""
    at = numeral.end
    if text_at(tokens, at) not in _LETTERS_OF_SCALE or not tokens[at].is_joined:
        return numeral
    if numeral.form != "digits" or not (has_currency or find_noun(tokens, at + 1)):
        return numeral
    scale = number_words()[tokens[at].text].value
    value = numeral.value * scale
    return numeral._replace(
        end=at + 1,
        value=value,
        low=value,
        high=value,
        grain=numeral.grain * scale,
        is_plain=False,
    )


def _is_measured(tokens: Sequence[Token], numeral: Numeral, unit: Phrase[Unit]) -> bool:
    """Tell whether the unit goes with the number before it, not with what follows it.

    "12 عام 2015" is twelve in the year 2015, "12 يوم الأحد" twelve on Sunday.
    """
    if numeral.form == "ordinal":
        return False
    following = text_at(tokens, unit.end)
    is_span = unit.row.dimension == "duration" and tokens[unit.end - 1].is_arabic
    is_singular = tokens[unit.end - 1].text in ("عام", "سنه", "يوم", "شهر")
    return not (is_span and is_singular and (following[:1].isdigit() or following[:2] == "ال"))


def make_amount(
    stated: tuple[float, ...],
    start: int,
    first: int,
    end: int,
    kind: QuantityKind,
    grain: float,
    unit: str,
    hedge: Hedge | None,
) -> Amount:
    """Make an amount of one number, or of both ends of a range, as far as its hedge reaches."""
    low, high = stretch(stated[0], grain, hedge) if hedge else (stated[0], stated[-1])
    quantity = Quantity(
        kind=kind,
        stated=stated,
        low=to_base(low, unit),
        high=to_base(high, unit),
        grain=grain,
        unit=unit,
        dimension=load_units()[unit].dimension if unit else "",
        hedge=hedge.name if hedge else "",
    )
    return Amount(start, first, end, quantity)


def make_share_amount(
    share: float, start: int, first: int, end: int, hedge: Hedge | None
) -> Amount:
    """Make an amount of a share in percent; a fraction is a loose way to say it."""
    share = round(share, 1)
    amount = make_amount((share,), start, first, end, "percent", 1.0, "percent", hedge)
    low, high = amount.quantity.low - _LOOSE_SHARE, amount.quantity.high + _LOOSE_SHARE
    changes = {"low": low, "high": high}
    return amount._replace(quantity=amount.quantity.model_copy(update=changes))
