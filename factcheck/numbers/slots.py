"""Slots: what a quantity is a quantity of, in one form for both languages.

    "killing 14 and wounding 9"            people|killed, people|wounded
    "killed 58 people, 11 of them children"  people|killed, children|killed
    "killed 31, including 10 on a bus"     people|killed, people|killed|part
    "jailed for 23 years"                  duration|sentenced
    "raised $25,100"                       usd|raised

A key names what was counted and what happened to it, never the number; the words
near by say which one: "bus", "hass", "friday".
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers.context import find_context, find_nearest
from factcheck.numbers.deeds import load_deed_titles
from factcheck.numbers.parts import Filling
from factcheck.numbers.tokens import Token
from factcheck.records import Slot
from factcheck.text import fold

_TITLES = {
    "duration": "time",
    "length": "distance",
    "mass": "weight",
    "measure": "amount",
    "points": "percentage points",
}
_TOPIC_WORDS = 3


def make_slots(
    text: str, tokens: Sequence[Token], fillings: Sequence[Filling]
) -> tuple[Slot, ...]:
    """Name the slots of a claim: key, words near by, topic for people."""
    values = {
        index
        for filling in fillings
        for index in range(filling.amount.start, filling.amount.end)
    }
    totals = {(_name_thing(f), f.deed) for f in fillings if not f.is_part}
    return tuple(_make_slot(text, tokens, filling, values, totals) for filling in fillings)


def _make_slot(
    text: str,
    tokens: Sequence[Token],
    filling: Filling,
    values: set[int],
    totals: set[tuple[str, str]],
) -> Slot:
    start, end = filling.amount.start, filling.noun_end
    own = set(range(start, end))
    if filling.happening:
        own |= set(range(filling.happening.start, filling.happening.end))
    words = sorted(set(find_context(tokens, start, end, values, own)))
    nearest = find_nearest(tokens, start, end, values, own, _TOPIC_WORDS)
    spans = [fold(text).span(tokens[index].start, tokens[index].end) for index in nearest]
    spelled = [text[span.start : span.end] for span in spans]
    topic = _make_topic(filling, spelled)
    return Slot(
        key=_make_key(filling, totals),
        words=tuple(words),
        topic=topic,
        is_bare=filling.amount.quantity.kind in _UNIT_KINDS and not filling.deed,
    )


_UNIT_KINDS = frozenset({"money", "measure", "percent", "score"})


def _make_key(filling: Filling, totals: set[tuple[str, str]]) -> str:
    thing = _name_thing(filling)
    if filling.amount.quantity.kind == "ordinal":
        return f"{thing}|ordinal"
    parts = [thing, filling.deed] if filling.deed else [thing]
    if filling.is_part and (thing == "people" or (thing, filling.deed) in totals):
        parts.append("part")
    if filling.amount.is_from:
        parts.append("from")
    return "|".join(parts)


def _name_thing(filling: Filling) -> str:
    quantity, counted = filling.amount.quantity, filling.counted
    if quantity.kind == "count":
        if counted is None:
            return "people"
        return counted.name if filling.is_part else counted.key
    if quantity.kind == "ordinal":
        return quantity.counted or (counted.key if counted else "")
    if quantity.kind == "money":
        return quantity.unit
    return quantity.dimension if quantity.kind == "measure" else quantity.kind


def _make_topic(filling: Filling, nearest: Sequence[str]) -> str:
    quantity, counted = filling.amount.quantity, filling.counted
    deed = load_deed_titles().get(filling.deed, "")
    if quantity.kind == "count":
        title = counted.title if counted else "people"
        return f"{title} {deed}".strip()
    thing = quantity.dimension if quantity.kind == "measure" else quantity.kind
    title = f"{_TITLES.get(thing, thing)} {deed}".strip()
    if quantity.kind == "ordinal":
        title = f"which {quantity.counted or (counted.title if counted else 'one')}"
    return f"{title}: {' '.join(nearest)}" if nearest else title
