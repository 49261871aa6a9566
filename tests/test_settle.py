from __future__ import annotations

import pytest

from factcheck.records import (
    Alignment,
    Claim,
    Gate,
    Relation,
    RelationKind,
    Span,
)
from factcheck.settle import drop_hollow_agreements, settle_conflicts
from tests.make import bare_profile, make_claim, make_relation


def claim_at(place: str, source: str | None = None) -> Claim:
    article, start = place.split(":")
    return make_claim("Twelve people died", article=article, start=int(start), source=source)


def relate(
    left: str, right: str, kind: RelationKind = "conflict", **changes: object
) -> Relation:
    gate = Gate(is_open=True, score=0.5, reasons=())
    alignment = Alignment(left=left, right=right, similarity=0.6, wording=0.6, gate=gate)
    fields = {"support": 0.6, "alignment": alignment, **changes}
    return make_relation(claim_at(left).id, claim_at(right).id, ("12", "19"), kind, **fields)


def settle(*relations: Relation, sources: dict[str, str] | None = None) -> list[Relation]:
    places = {"a-1:0", "a-1:40", "b-1:0", "b-1:40", "b-1:80", "c-1:0"}
    claims = [claim_at(place, (sources or {}).get(place)) for place in sorted(places)]
    return settle_conflicts(relations, {claim.id: bare_profile(claim) for claim in claims})


def test_a_conflict_of_two_articles_stands() -> None:
    conflict = relate("a-1:0", "b-1:0")
    assert settle(conflict) == [conflict]


def test_a_pair_that_differs_in_day_and_toll_tells_of_two_events() -> None:
    toll, day = relate("a-1:0", "b-1:0"), relate("a-1:0", "b-1:0", facet="date")
    assert settle(toll, day) == []
    assert settle(day) == [day]


def test_a_value_that_the_other_article_confirms_is_not_set_against_its_second_value() -> None:
    confirmed = relate("a-1:0", "b-1:40", "agree")
    assert settle(relate("a-1:0", "b-1:0"), confirmed) == [confirmed]


def test_a_vague_confirmation_settles_nothing() -> None:
    vague = relate("a-1:0", "b-1:40", "agree", refines=True)
    conflict = relate("a-1:0", "b-1:0")
    assert settle(conflict, vague) == [conflict, vague]


def test_of_two_rivals_in_one_article_the_nearer_stands() -> None:
    near, far = relate("a-1:0", "b-1:0", support=0.9), relate("a-1:0", "b-1:40", support=0.5)
    elsewhere = relate("a-1:0", "c-1:0", support=0.5)
    assert settle(near, far, elsewhere) == [near, elsewhere]


@pytest.mark.parametrize(("support", "stands"), [(0.79, False), (0.8, True)])
def test_an_article_contradicts_itself_only_in_like_sentences(
    support: float, stands: bool
) -> None:
    conflict = relate("a-1:0", "a-1:40", support=support)
    assert settle(conflict) == ([conflict] if stands else [])


@pytest.mark.parametrize(("support", "stands"), [(0.59, False), (0.6, True)])
def test_two_sources_in_one_article_need_less(support: float, stands: bool) -> None:
    conflict = relate("a-1:0", "a-1:40", support=support)
    sources = {"a-1:0": "the police", "a-1:40": "the hospital"}
    assert settle(conflict, sources=sources) == ([conflict] if stands else [])


def test_own_words_against_a_quotation_in_one_article_need_less() -> None:
    left = make_claim("They will open it", article="a-1")
    right = make_claim('they "have opened" it', article="a-1", start=40)
    conflict = relate("a-1:0", "a-1:40").model_copy(
        update={"left": left.id, "right": right.id, "right_highlights": (Span(46, 57),)}
    )
    profiles = {claim.id: bare_profile(claim) for claim in (left, right)}
    assert settle_conflicts([conflict], profiles) == [conflict]
    plain = right.model_copy(update={"text": "they =have opened= it"})
    profiles[right.id] = bare_profile(plain)
    assert settle_conflicts([conflict], profiles) == []


@pytest.mark.parametrize("facet", ["quotation", "attribution"])
def test_a_speaker_quoted_twice_in_one_article_said_two_things(facet: str) -> None:
    assert settle(relate("a-1:0", "a-1:40", facet=facet, support=1.0)) == []
    across = relate("a-1:0", "b-1:0", facet=facet)
    assert settle(across) == [across]


def test_two_designations_in_one_article_may_conflict() -> None:
    conflict = relate("a-1:0", "a-1:40", facet="designation", support=0.3)
    assert settle(conflict) == [conflict]


@pytest.mark.parametrize("facet", ["status", "attribution"])
@pytest.mark.parametrize(
    "other",
    [
        relate("a-1:0", "b-1:0", "agree", facet="quotation"),
        relate("a-1:0", "b-1:0", "agree", facet="statement"),
        relate("a-1:0", "b-1:0", facet="quantity"),
    ],
    ids=["same words", "same statement", "at odds"],
)
def test_a_pair_of_which_more_is_said_keeps_no_hollow_agreement(
    facet: str, other: Relation
) -> None:
    hollow = relate("a-1:0", "b-1:0", "agree", facet=facet)
    elsewhere = relate("a-1:0", "c-1:0", "agree", facet=facet)
    assert drop_hollow_agreements([hollow, other, elsewhere]) == [other, elsewhere]
