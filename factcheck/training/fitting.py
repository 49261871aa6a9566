"""Fitting: the thresholds that would have served the development stories best.

Thresholds are worth what they find less what they raise: each gold line found
counts 1, each finding that no gold line knows costs `ALARM`, and an agreement
that the gold does not list, where nobody knows whether it is true, `UNLISTED`.
They move on a grid, one after the other, until none gains. Four things keep
them from learning the stories by heart:

- a value is worth the mean of itself and its neighbours on the grid, so that
  none stands at the edge of a cliff;
- of equals the stricter wins;
- where a language pair has fewer than `FEWEST_GOLD` gold lines, the value
  fitted on all pairs stands in, and where these are as few, the value in force;
- the values in force stay unless fitted ones are worth more on stories that
  they were not fitted on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from factcheck.calibration import Figures, Floors, Origin, StatementFloors

ALARM = 0.25
UNLISTED = 0.04
FEWEST_GOLD = 8
STEP = 0.05
GRID = tuple(round(STEP * step, 2) for step in range(round(1 / STEP)))  # 1 would forbid all
ROUNDS = 4

F = TypeVar("F", Floors, StatementFloors)


class Dial(NamedTuple):
    """A threshold that is fitted: what its gold lines are, and which way is stricter.

    `least` keeps a probability from counting that speaks for something else.
    """

    field: str
    is_of_agreement: bool
    is_stricter_lower: bool = False
    least: float = 0.0


DIALS: dict[type, tuple[Dial, ...]] = {
    Floors: (Dial("agree", True), Dial("conflict", False)),
    StatementFloors: (
        Dial("denial", False),
        Dial("contrast", False),
        Dial("contradiction", False, least=0.5),
        Dial("entailment", True, least=0.5),
        Dial("doubt", True, is_stricter_lower=True),
        Dial("paraphrase", False),
    ),
}


class Counts(NamedTuple):
    """What findings of one kind do in one story, and how many gold lines there are."""

    gold: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    unlisted: int = 0

    @property
    def worth(self) -> float:
        """Found lines less the cost of the others."""
        return self.found - ALARM * self.wrong - UNLISTED * self.unlisted


class Outcome(NamedTuple):
    """What thresholds do in one story."""

    agree: Counts = Counts()
    conflict: Counts = Counts()

    @property
    def worth(self) -> float:
        """What both kinds are worth together."""
        return self.agree.worth + self.conflict.worth


class Bench(Generic[F]):
    """The stories of one facet and language pair, to try thresholds on.

    `judge` tells what thresholds do in each story; it is asked once for each.
    """

    def __init__(self, judge: Callable[[F], Sequence[Outcome]]) -> None:
        self.outcomes = cache(judge)
        self._worths = cache(self._weigh_stories)

    def weigh(self, floors: F, without: int | None) -> float:
        """What thresholds are worth on all stories but one."""
        worths, total = self._worths(floors)
        return total if without is None else total - worths[without]

    def _weigh_stories(self, floors: F) -> tuple[list[float], float]:
        worths = [outcome.worth for outcome in self.outcomes(floors)]
        return worths, sum(worths)

    def count_gold(self, floors: F, dial: Dial, without: int | None) -> int:
        """The gold lines that a dial is fitted on, in all stories but one."""
        return sum(
            outcome.agree.gold if dial.is_of_agreement else outcome.conflict.gold
            for index, outcome in enumerate(self.outcomes(floors))
            if index != without
        )


def fit_floors(
    bench: Bench[F], start: F, dials: Collection[Dial], *, without: int | None = None
) -> F:
    """Turn the dials, one after the other, until no turn gains; `without` leaves a story out.

    The order of the stories changes nothing.
    """
    floors = start
    for _ in range(ROUNDS):
        before = floors
        for dial in dials:
            floors = _turn(bench, floors, dial, without)
        if floors == before:
            break
    return floors


def _turn(bench: Bench[F], floors: F, dial: Dial, without: int | None) -> F:
    grid = [value for value in GRID if value >= dial.least]
    options = [floors.model_copy(update={dial.field: value}) for value in grid]
    worths = [bench.weigh(option, without) for option in options]
    smooth = [
        round(sum(window) / len(window), 6)
        for i in range(len(worths))
        if (window := worths[max(0, i - 1) : i + 2])
    ]
    ranked = list(enumerate(smooth))
    if not dial.is_stricter_lower:
        ranked.reverse()
    return options[max(ranked, key=lambda entry: entry[1])[0]]


class Fit(NamedTuple, Generic[F]):
    """The thresholds of one facet and language pair, and how they came to be.

    `held_out` are the thresholds that each story would have if it had not been seen.
    """

    floors: F
    origin: Origin
    held_out: tuple[F, ...]
    agree: Figures
    conflict: Figures


def fit_pair(bench: Bench[F], pool: Bench[F], start: F) -> Fit[F]:
    """Fit a language pair; `pool` holds the same stories in all pairs.

    `start` are the thresholds in force, and stay where fitted ones do no better on stories
    held out, or find more there only by being wrong more often.
    """
    before = bench.outcomes(start)
    indexes = range(len(before))
    held_out = [_fit_both(bench, pool, start, without=index)[0] for index in indexes]
    seen = [bench.outcomes(floors)[index] for index, floors in enumerate(held_out)]
    floors, origin = _fit_both(bench, pool, start)
    if _worth(seen) <= _worth(before) or _precision(seen) < _precision(before):
        floors, origin, held_out, seen = start, "kept", [start for _ in indexes], list(before)
    fitted = bench.outcomes(floors)
    return Fit(
        floors,
        origin,
        tuple(held_out),
        agree=make_figures([o.agree for o in fitted], [o.agree for o in seen]),
        conflict=make_figures([o.conflict for o in fitted], [o.conflict for o in seen]),
    )


def _fit_both(
    bench: Bench[F], pool: Bench[F], start: F, *, without: int | None = None
) -> tuple[F, Origin]:
    """Fit on all pairs first, then on the pair itself, each dial that has gold enough."""
    dials = DIALS[type(start)]
    shared, own = (
        [d for d in dials if one.count_gold(start, d, without) >= FEWEST_GOLD]
        for one in (pool, bench)
    )
    pooled = fit_floors(pool, start, shared, without=without)
    return fit_floors(bench, pooled, own, without=without), "fitted" if own else "pooled"


def _worth(outcomes: Sequence[Outcome]) -> float:
    return round(sum(outcome.worth for outcome in outcomes), 6)


def _precision(outcomes: Sequence[Outcome]) -> float:
    """Return the share of conflicts that are right; 1 without any."""
    counts = add_counts([outcome.conflict for outcome in outcomes])
    return counts.right / (counts.right + counts.wrong) if counts.right + counts.wrong else 1.0


def make_figures(fitted: Sequence[Counts], held_out: Sequence[Counts]) -> Figures:
    """Add up what was counted in each story."""
    total, other = add_counts(fitted), add_counts(held_out)
    return Figures(
        **total._asdict(),
        held_out_found=other.found,
        held_out_right=other.right,
        held_out_wrong=other.wrong,
    )


def add_counts(counts: Sequence[Counts]) -> Counts:
    """Add counts up, field by field."""
    return Counts(*(sum(column) for column in zip(Counts(), *counts, strict=True)))
