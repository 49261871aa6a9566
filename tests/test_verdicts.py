from __future__ import annotations

from datetime import date

import pytest

from factcheck.records import Claim, Relation, Slot, Verdict
from factcheck.sides import group_sides
from factcheck.verdicts import choose_verdict, leading_number, order_sides
from tests.make import make_claim, make_head, make_relation


def verdict_of(relation: Relation, claims: list[Claim], days: dict[str, date]) -> Verdict:
    ((groups, relations),) = group_sides([relation])
    heads = {c.article: make_head(c.article, published=days.get(c.article)) for c in claims}
    return choose_verdict(groups, relations, {claim.id: claim for claim in claims}, heads)


def conflict_of(
    left: Claim, right: Claim, values: tuple[str, str], **changes: object
) -> Relation:
    return make_relation(left.id, right.id, values, "conflict", **changes)


EARLY = {"a-1": date(2024, 5, 14), "b-1": date(2024, 5, 15)}
SAME_DAY = {"a-1": date(2024, 5, 14), "b-1": date(2024, 5, 14)}


def test_a_toll_that_rises_the_next_day_is_an_update() -> None:
    claims = [
        make_claim("The fire killed 12 people", article="a-1"),
        make_claim("The fire killed 19 people", article="b-1"),
    ]
    relation = conflict_of(claims[0], claims[1], ("12", "19"))
    assert verdict_of(relation, claims, EARLY) == "update"
    assert verdict_of(relation, claims, SAME_DAY) == "conflict"
    assert verdict_of(relation, claims, {}) == "conflict"


def test_a_toll_that_falls_the_next_day_is_a_conflict() -> None:
    claims = [
        make_claim("The fire killed 19 people", article="a-1"),
        make_claim("The fire killed 12 people", article="b-1"),
    ]
    assert verdict_of(conflict_of(*claims, ("19", "12")), claims, EARLY) == "conflict"


@pytest.mark.parametrize(
    ("values", "verdict"),
    [(("planned", "done"), "update"), (("done", "planned"), "conflict")],
)
def test_a_plan_that_is_carried_out_later_is_an_update(
    values: tuple[str, str], verdict: str
) -> None:
    claims = [
        make_claim("They will open the bridge", article="a-1"),
        make_claim("They opened the bridge", article="b-1"),
    ]
    relation = conflict_of(*claims, values, facet="status")
    assert verdict_of(relation, claims, EARLY) == verdict
    assert verdict_of(relation, claims, SAME_DAY) == "conflict"


@pytest.mark.parametrize(
    "later", ["The death toll rose to 19 people", "ارتفعت حصيلة القتلى إلى 19 شخصا"]
)
def test_a_text_that_calls_a_value_earlier_makes_an_update(later: str) -> None:
    claims = [
        make_claim("The fire killed 12 people", article="a-1"),
        make_claim(later, article="b-1"),
    ]
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, SAME_DAY) == "update"


def test_a_rising_toll_with_two_figures_on_one_day_is_an_update() -> None:
    claims = [
        make_claim(f"The fire killed {toll} people", article=f"{name}-1")
        for toll, name in ((12, "a"), (19, "b"), (21, "c"))
    ]
    relations = [
        conflict_of(claims[0], claims[1], ("12", "19")),
        conflict_of(claims[1], claims[2], ("19", "21")),
        conflict_of(claims[0], claims[2], ("12", "21")),
    ]
    ((groups, inside),) = group_sides(relations)
    heads = {
        claim.article: make_head(claim.article, published=date(2024, 5, day))
        for claim, day in zip(claims, (14, 15, 15), strict=True)
    }
    by_id = {claim.id: claim for claim in claims}
    assert choose_verdict(groups, inside, by_id, heads) == "update"


def test_only_tolls_and_stages_advance() -> None:
    claims = [
        make_claim("Bread costs 12 pounds", article="a-1"),
        make_claim("Bread costs 19 pounds", article="b-1"),
    ]
    money = Slot(key="gbp", topic="money")
    assert (
        verdict_of(conflict_of(*claims, ("12", "19"), slot=money), claims, EARLY) == "conflict"
    )


def test_years_apart_is_no_update() -> None:
    claims = [
        make_claim("The fire killed 12 people", article="a-1"),
        make_claim("The fire killed 19 people", article="b-1"),
    ]
    years = {"a-1": date(2016, 5, 14), "b-1": date(2019, 5, 14)}
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, years) == "conflict"


def test_an_update_cue_far_from_the_value_says_nothing_of_it() -> None:
    later = "19 people died in it, " + "as was said, " * 8 + "and prices rose to 5"
    claims = [
        make_claim("The fire killed 12 people", article="a-1"),
        make_claim(later, article="b-1"),
    ]
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, SAME_DAY) == "conflict"


def test_a_denial_is_a_dispute() -> None:
    claims = [
        make_claim("Troops crossed the border", article="a-1"),
        make_claim(
            "Troops crossed the border",
            article="b-1",
            stance="denies",
            cue="denied",
            source="Kyra",
        ),
    ]
    relation = conflict_of(*claims, ("yes", "no"), facet="statement")
    assert verdict_of(relation, claims, SAME_DAY) == "dispute"


def test_two_named_sources_in_one_article_are_a_dispute() -> None:
    claims = [
        make_claim("12 people died", article="a-1", source="the police"),
        make_claim("19 people died", article="a-1", start=40, source="the hospital"),
    ]
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, SAME_DAY) == "dispute"


def test_one_source_under_two_names_is_not_a_dispute() -> None:
    claims = [
        make_claim("12 people died", article="a-1", source="the Defence Ministry"),
        make_claim("19 people died", article="a-1", start=40, source="the ministry"),
    ]
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, SAME_DAY) == "conflict"


def test_an_unknown_speaker_is_not_a_dispute() -> None:
    claims = [
        make_claim("12 people died", article="a-1"),
        make_claim("19 people died", article="a-1", start=40, source="the hospital"),
    ]
    assert verdict_of(conflict_of(*claims, ("12", "19")), claims, SAME_DAY) == "conflict"


def test_sides_stand_from_the_oldest_to_the_newest() -> None:
    claims = [
        make_claim("The fire killed 19 people", article="a-1"),
        make_claim("The fire killed 12 people", article="b-1"),
    ]
    ((groups, _),) = group_sides([conflict_of(*claims, ("19", "12"))])
    by_id = {claim.id: claim for claim in claims}
    heads = {
        "a-1": make_head("a-1", published=date(2024, 5, 20)),
        "b-1": make_head("b-1", published=date(2024, 5, 14)),
    }
    assert [group.value for group in order_sides(groups, by_id, heads)] == ["12", "19"]


@pytest.mark.parametrize(
    ("label", "number"),
    [("at least 1,200", 1200.0), ("$25.5 million", 25.5), ("dozens", None)],
)
def test_the_leading_number_of_a_label(label: str, number: float | None) -> None:
    assert leading_number(label) == number
