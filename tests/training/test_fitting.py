"""Fitting: laws of thresholds fitted on scores that are made up."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.calibration import Floors, StatementFloors
from factcheck.training.fitting import (
    DIALS,
    FEWEST_GOLD,
    GRID,
    Bench,
    Counts,
    Dial,
    Outcome,
    add_counts,
    fit_floors,
    fit_pair,
)

Story = tuple[Sequence[float], Sequence[float]]
START = Floors(agree=0.4, conflict=0.4)
CONFLICT = (Dial("conflict", False),)
STATEMENTS = StatementFloors(
    denial=0.5, contrast=0.5, paraphrase=0.5, contradiction=0.5, entailment=0.5, doubt=0.5
)


def bench(*stories: Story) -> Bench[Floors]:
    """Stories as (scores of true conflicts, scores of false ones)."""

    def judge(floors: Floors) -> list[Outcome]:
        return [
            Outcome(
                conflict=Counts(
                    gold=len(true),
                    found=sum(score >= floors.conflict for score in true),
                    right=sum(score >= floors.conflict for score in true),
                    wrong=sum(score >= floors.conflict for score in false),
                )
            )
            for true, false in stories
        ]

    return Bench(judge)


SEPARABLE: list[Story] = [((0.8, 0.9), (0.3, 0.5)), ((0.85,), (0.2, 0.45, 0.55))] * 4


def test_what_can_be_separated_is_separated() -> None:
    fitted = fit_floors(bench(*SEPARABLE), START, CONFLICT)
    assert 0.55 < fitted.conflict <= 0.8
    total = add_counts([o.conflict for o in bench(*SEPARABLE).outcomes(fitted)])
    assert (total.found, total.wrong) == (total.gold, 0)


def test_of_equals_the_stricter_wins() -> None:
    """Between 0.55 and 0.8 nothing changes; 0.8 itself stands at the edge of losing."""
    assert fit_floors(bench(*SEPARABLE), START, CONFLICT).conflict == 0.75
    assert fit_floors(bench(((), ())), START, CONFLICT).conflict == 0.95


def test_a_dial_that_is_stricter_when_lower_is_turned_down() -> None:
    nothing: Bench[StatementFloors] = Bench(lambda floors: [Outcome()])
    fitted = fit_floors(nothing, STATEMENTS, DIALS[StatementFloors])
    assert fitted.doubt == 0.0
    assert {value for name, value in fitted if name != "doubt"} == {0.95}


def test_only_the_dials_named_are_turned() -> None:
    fitted = fit_floors(bench(*SEPARABLE), START, CONFLICT)
    assert fitted == START.model_copy(update={"conflict": fitted.conflict})


def test_an_alarm_costs_less_than_a_find() -> None:
    one_for_one: list[Story] = [((0.5,), (0.5,))] * 4
    four_for_one: list[Story] = [((0.5,), (0.5,) * 5)] * 4
    assert fit_floors(bench(*one_for_one), START, CONFLICT).conflict < 0.5
    assert fit_floors(bench(*four_for_one), START, CONFLICT).conflict > 0.5


scores = st.lists(st.sampled_from(GRID), max_size=4)
made_up = st.lists(st.tuples(scores, scores), min_size=1, max_size=6)


@given(made_up, st.randoms(use_true_random=False))
def test_the_order_of_the_stories_changes_nothing(stories: list[Story], random: object) -> None:
    shuffled = list(stories)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (fit_floors(bench(*order), START, CONFLICT) for order in (stories, shuffled))
    assert one == other


@given(made_up)
def test_a_story_left_out_is_as_good_as_none(stories: list[Story]) -> None:
    left_out = fit_floors(bench(*stories), START, CONFLICT, without=0)
    assert left_out == fit_floors(bench(((), ()), *stories[1:]), START, CONFLICT)


def with_gold(lines: int, floor: float) -> list[Story]:
    """Stories of one gold line each, told from the false ones by `floor`."""
    return [((floor + 0.05,), (floor - 0.05, floor - 0.05, 0.1, 0.1, 0.1))] * lines


@pytest.mark.parametrize(
    ("gold", "origin", "low", "high"),
    [(FEWEST_GOLD + 2, "fitted", 0.8, 0.9), (FEWEST_GOLD - 1, "pooled", 0.5, 0.6)],
)
def test_a_pair_with_few_gold_lines_takes_what_fits_all_pairs(
    gold: int, origin: str, low: float, high: float
) -> None:
    pair = with_gold(gold, 0.85)
    everything = [*pair, *with_gold(40, 0.55)]
    alone = bench(*pair, *[((), ())] * 40)
    fit = fit_pair(alone, bench(*everything), Floors(agree=0.4, conflict=0.0))
    assert fit.origin == origin
    assert low <= fit.floors.conflict <= high


def test_where_all_pairs_have_few_gold_lines_the_value_in_force_stays() -> None:
    few = bench(*with_gold(FEWEST_GOLD - 1, 0.85))
    assert fit_pair(few, few, START).floors == START


def test_values_that_do_no_better_on_stories_held_out_are_not_taken() -> None:
    """One story needs a floor below 0.3 and the others see only its harm."""
    lone: list[Story] = [((0.2,) * FEWEST_GOLD * 2, ()), *[((), (0.2,))] * 6]
    fit = fit_pair(bench(*lone), bench(*lone), START)
    assert (fit.floors, fit.origin) == (START, "kept")
    assert (fit.conflict.found, fit.conflict.held_out_found) == (0, 0)


def test_figures_count_what_unseen_stories_would_show() -> None:
    fit = fit_pair(bench(*SEPARABLE), bench(*SEPARABLE), START)
    assert (fit.conflict.gold, fit.conflict.found, fit.conflict.wrong) == (12, 12, 0)
    assert (fit.conflict.held_out_found, fit.conflict.held_out_wrong) == (12, 0)
    assert (fit.conflict.precision, fit.conflict.recall) == (1.0, 1.0)
    assert len(fit.held_out) == len(SEPARABLE)
