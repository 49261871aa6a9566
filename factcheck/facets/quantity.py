"""Quantities: how many, how much, what share.

A quantity is the range of numbers its words allow, so hedges need no special case:

    "1,204 people"           1204 .. 1204
    "at least 1,200 people"  1200 .. 1320   (how far a hedge reaches is a lexicon row)
    "5,000 to 6,000 troops"  5000 .. 6000
    "dozens", "عشرات"        24 .. 99

Years, dates, times, scores of a match, phone numbers and designations are none. What
is counted, and what happened to it, is the slot's key ("people|killed"); numbers with
different keys never conflict.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.codes.codes import find_codes
from factcheck.facets import SlotKind
from factcheck.numbers.amounts import (
    Quantity,
    compare_quantities,
    describe_quantity,
    label_quantity,
)
from factcheck.numbers.context import find_name
from factcheck.numbers.fillings import fill_slots
from factcheck.numbers.hedges import find_hedge_after, stretch
from factcheck.numbers.measures import find_amounts
from factcheck.numbers.parts import Filling
from factcheck.numbers.slots import make_slots
from factcheck.numbers.tokens import Token, cut_tokens
from factcheck.records import Claim, Comparison, FacetName, Mention, Record, Slot
from factcheck.text import fold


class QuantityFacet:
    """Finds the quantities of a claim and compares two of one slot."""

    name: FacetName = "quantity"
    slot_kind: SlotKind = "single"
    value_type: type[Record] = Quantity

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the quantities of `claim.text`; a number that counts nothing is left out."""
        tokens = cut_tokens(claim.text)
        blocked = [(code.start, code.end) for code in find_codes(tokens)]
        amounts = find_amounts(tokens, blocked)
        fillings = fill_slots(tokens, amounts)
        slots = make_slots(claim.text, tokens, fillings)
        return tuple(
            _make_mention(claim, tokens, filling, slot)
            for filling, slot in zip(fillings, slots, strict=True)
        )

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare the ranges of two quantities with one slot key; other keys are unclear."""
        if left.slot.key != right.slot.key:
            reason = f"{left.slot.topic} against {right.slot.topic}: not the same thing"
            return Comparison(kind="unclear", reason=reason, score=0.0)
        return compare_quantities(left.value, right.value)

    def describe(self, mention: Mention) -> str:
        """Spell the range of numbers, in the base unit of its dimension."""
        return describe_quantity(mention.value)

    def label(self, mention: Mention) -> str:
        """Spell the quantity for people ("at least 43", "$25,100")."""
        return label_quantity(mention.value)


def _make_mention(
    claim: Claim, tokens: Sequence[Token], filling: Filling, slot: Slot
) -> Mention:
    first, last = tokens[filling.amount.start], tokens[filling.amount.end - 1]
    span = fold(claim.text).span(first.start, last.end)
    return Mention(
        facet="quantity",
        start=claim.start + span.start,
        end=claim.start + span.end,
        text=claim.text[span.start : span.end],
        value=_finish(tokens, filling),
        slot=slot,
    )


def _finish(tokens: Sequence[Token], filling: Filling) -> Quantity:
    """Add what only the noun tells: the concept, a hedge behind it ("12 شخصا على الأقل")."""
    quantity = filling.amount.quantity
    counted = filling.counted
    changes: dict[str, object] = {"is_part": filling.is_part}
    if quantity.kind == "count":
        changes["counted"] = counted.name if counted else "people"
    if quantity.kind == "age":
        changes["who"] = find_name(tokens, filling.amount.start, filling.amount.end)
    if counted and not quantity.is_hedged:
        hedge = find_hedge_after(tokens, counted.end)[1]
        if hedge:
            low, high = stretch(quantity.stated[0], quantity.grain, hedge)
            changes |= {"hedge": hedge.name, "low": low, "high": high}
    return quantity.model_copy(update=changes)
