"""Sums: pairs whose hypothesis gives a total, a rest or a difference of the premise's numbers.

News adds up ("12 soldiers and 5 civilians" is "17 people"), and a model that has only seen
one number changed calls every sum false.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.training.contrast import CONTRADICTION, ENTAILMENT, Row

DECIMAL = 0.4  # share of the pairs whose numbers are written with a decimal: 12.0
_WHOLE = re.compile(r"\b(\d+)\b")
_WHO = (
    "Sara Omar Lina Karim Huda Paul Emma Nadia Yusuf Grace Victor Mona Felix Ruth Jamal Alice"
).split()
_THINGS = (
    "books oranges coins pencils cards tickets stamps boxes chairs letters bottles photos "
    "flowers plates toys shells balls loaves lemons bags parcels candles bricks cups ropes "
    "tents"
).split()
_KINDS = (
    "red blue old new small large paper wooden green clean broken cheap white black".split()
)
_PEOPLE = (
    ("soldiers", "civilians"), ("men", "women"), ("police officers", "protesters"),
    ("adults", "children"), ("passengers", "crew members"), ("teachers", "pupils"),
    ("doctors", "nurses"), ("fighters", "villagers"), ("players", "fans"), ("miners", "guards"),
)  # fmt: skip
_HARM = ("were killed", "were injured", "were arrested", "were rescued", "are missing", "died")
_PLACES = "north south capital suburbs village harbour market camp border station".split()


def sum_rows(count: int, rng: random.Random) -> Iterator[Row]:
    """Make `count` pairs, as many right as wrong; the first is wrong."""
    makers = (_total, _rest, _difference, _harmed, _more)
    for number in range(count):
        made = rng.choice(makers)(rng)
        is_right = number % 2 == 1
        value = made.value if is_right else _other(made.value, made.parts, rng)
        texts = made.premise, made.shape.format(value)
        if rng.random() < DECIMAL:
            texts = _WHOLE.sub(r"\1.0", texts[0]), _WHOLE.sub(r"\1.0", texts[1])
        yield Row(*texts, ENTAILMENT if is_right else CONTRADICTION, "sums")


class _Made(NamedTuple):
    """A premise that names `parts`, and what they come to, in `shape`."""

    premise: str
    shape: str
    value: int
    parts: tuple[int, ...]


def _draw(rng: random.Random) -> int:
    return rng.randint(2, rng.choice((9, 20, 50, 99)))


def _other(value: int, parts: tuple[int, ...], rng: random.Random) -> int:
    """Return a wrong answer: near the right one, a part, or the other operation's."""
    wrong = {value + rng.randint(1, 9), abs(value - rng.randint(1, 9)), *parts}
    wrong |= {sum(parts), abs(parts[0] - parts[-1])}
    return rng.choice(sorted(wrong - {value}))


def _total(rng: random.Random) -> _Made:
    a, b = _draw(rng), _draw(rng)
    one, other = rng.sample(_WHO, 2)
    thing = rng.choice(_THINGS)
    premise = rng.choice(
        (
            f"{one} has {a} {thing} and {other} has {b} {thing}.",
            f"{one} bought {a} {thing}, and {other} bought {b} {thing} as well.",
            f"There were {a} {thing} on the table and {one} put {b} more there.",
            f"{one} found {a} {rng.choice(_KINDS)} {thing} and {b} {rng.choice(_KINDS)} ones.",
        )
    )
    shapes = (
        f"There are {{}} {thing} in total",
        f"Together they have {{}} {thing}",
        f"In all there were {{}} {thing}.",
    )
    return _Made(premise, rng.choice(shapes), a + b, (a, b))


def _more(rng: random.Random) -> _Made:
    a, b, c = _draw(rng), _draw(rng), _draw(rng)
    who, thing = rng.choice(_WHO), rng.choice(_THINGS)
    premise = f"{who} had {a} {thing} and got {b} more, and later another {c}."
    return _Made(premise, f"{who} has {{}} {thing} now", a + b + c, (a, b, c))


def _rest(rng: random.Random) -> _Made:
    b, left = _draw(rng), _draw(rng)
    a = b + left
    who, other = rng.sample(_WHO, 2)
    thing = rng.choice(_THINGS)
    premise = rng.choice(
        (
            f"{who} had {a} {thing}, and gave {other} {b} of them.",
            f"{who} had {a} {thing}, but {b} were lost.",
            f"There were {a} {thing} in the box and {who} took {b}.",
            f"Of {a} {thing}, {b} have been sold.",
        )
    )
    shape = rng.choice((f"There are {{}} {thing} left", f"{{}} {thing} remain."))
    return _Made(premise, shape, left, (a, b))


def _difference(rng: random.Random) -> _Made:
    b, more = _draw(rng), _draw(rng)
    a = b + more
    thing, other = rng.sample(_THINGS, 2)
    who, whom = rng.sample(_WHO, 2)
    if rng.random() < 0.5:
        premise = f"There are {a} {thing} and {b} {other} in the store."
        return _Made(premise, f"There are {{}} more {thing} than {other}", more, (a, b))
    premise = f"{who} collected {a} {thing} while {whom} collected {b}."
    return _Made(premise, f"{who} collected {{}} more {thing} than {whom}", more, (a, b))


def _harmed(rng: random.Random) -> _Made:
    a, b = _draw(rng), _draw(rng)
    one, other = rng.choice(_PEOPLE)
    harm, place = rng.choice(_HARM), rng.choice(_PLACES)
    premise = rng.choice(
        (
            f"{a} {one} and {b} {other} {harm} near the {place}, officials said.",
            f"At the {place}, {a} {one} {harm}, and {b} {other} {harm} too.",
            f"{a} people {harm} on Monday and {b} on Tuesday, a spokesman said.",
        )
    )
    shape = rng.choice((f"{{}} people {harm}.", f"In all, {{}} people {harm}."))
    return _Made(premise, shape, a + b, (a, b))
