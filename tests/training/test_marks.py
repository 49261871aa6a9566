"""Marks: what the gold says of relations, and of the findings they become."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from factcheck.records import FacetName, RelationKind, Span
from factcheck.training.gold import GoldLine, Place
from factcheck.training.marks import Mark, mark_relation, tally_findings
from tests.make import bare_profile, make_claim, make_relation

LEFT = make_claim("The mill fire killed 12 people", article="a-1")
RIGHT = make_claim("The mill fire killed 19 people", article="b-1")
THIRD = make_claim("The mill fire killed 19 men", article="c-1")
PROFILES = {claim.id: bare_profile(claim) for claim in (LEFT, RIGHT, THIRD)}


def line(verdict: str, facet: FacetName = "quantity") -> GoldLine:
    places = (Place("a-1", Span(0, 20)),), (Place("b-1", Span(0, 20)),)
    return GoldLine(verdict, verdict, facet, places)


#    gold                            relation                    mark
TABLE: list[tuple[Sequence[GoldLine], FacetName, RelationKind, Mark]] = [
    ([line("conflict")], "quantity", "conflict", "right"),
    ([line("update")], "quantity", "conflict", "right"),
    ([line("conflict")], "date", "conflict", "no matter"),
    ([line("optional")], "quantity", "conflict", "no matter"),
    ([line("none")], "quantity", "conflict", "wrong"),
    ([line("agreement")], "quantity", "conflict", "wrong"),
    ([], "quantity", "conflict", "wrong"),
    ([line("conflict", "role")], "statement", "conflict", "right"),
    ([line("agreement")], "quantity", "agree", "right"),
    ([line("agreement", "date")], "quantity", "agree", "unlisted"),
    ([line("agreement", "date")], "statement", "agree", "right"),
    ([line("conflict")], "quantity", "agree", "wrong"),
    ([line("conflict")], "date", "agree", "unlisted"),
    ([line("none")], "quantity", "agree", "unlisted"),
    ([], "quantity", "agree", "unlisted"),
]


@pytest.mark.parametrize(("gold", "facet", "kind", "mark"), TABLE)
def test_a_relation_is_marked_by_the_gold_lines_it_meets(
    gold: Sequence[GoldLine], facet: FacetName, kind: RelationKind, mark: Mark
) -> None:
    relation = make_relation(LEFT.id, RIGHT.id, ("12", "19"), kind, facet=facet)
    marked = mark_relation(relation, PROFILES, gold)
    assert marked.mark == mark
    assert bool(marked.lines) is (mark == "right")


def test_relations_with_the_same_values_are_one_finding_and_the_right_one_decides() -> None:
    relations = [
        make_relation(LEFT.id, RIGHT.id, ("12", "19"), "conflict"),
        make_relation(LEFT.id, THIRD.id, ("12", "19"), "conflict"),
    ]
    kept = [mark_relation(relation, PROFILES, [line("conflict")]) for relation in relations]
    assert [marked.mark for marked in kept] == ["right", "wrong"]
    tally = tally_findings(kept, PROFILES)["conflict"].count_up(gold=1)
    assert (tally.found, tally.right, tally.wrong) == (1, 1, 0)


def test_a_wrong_agreement_finds_nothing_whatever_else_it_holds() -> None:
    relations = [
        make_relation(LEFT.id, RIGHT.id, ("12", "12"), "agree"),
        make_relation(LEFT.id, THIRD.id, ("12", "12"), "agree"),
    ]
    same = (Place("a-1", Span(0, 20)),), (Place("c-1", Span(0, 20)),)
    gold = [line("conflict"), GoldLine("same", "agreement", "quantity", same)]
    kept = [mark_relation(relation, PROFILES, gold) for relation in relations]
    assert [marked.mark for marked in kept] == ["wrong", "right"]
    assert tally_findings(kept, PROFILES)["agree"].count_up(gold=1) == (1, 0, 0, 1, 0)


def test_a_finding_serves_one_gold_line() -> None:
    relation = make_relation(LEFT.id, RIGHT.id, ("12", "19"), "conflict")
    gold = [line("conflict"), line("update")]
    tallies = tally_findings([mark_relation(relation, PROFILES, gold)], PROFILES)
    assert tallies["conflict"].count_up(gold=2) == (2, 1, 1, 0, 0)


def test_an_agreement_within_one_article_is_no_finding() -> None:
    again = make_claim("12 people were killed in the fire", article="a-1", start=60)
    profiles = {claim.id: bare_profile(claim) for claim in (LEFT, again)}
    relation = make_relation(LEFT.id, again.id, ("12", "12"), "agree")
    tallies = tally_findings([mark_relation(relation, profiles, [])], profiles)
    assert tallies["agree"].count_up(gold=0) == (0, 0, 0, 0, 0)


def test_a_story_and_its_twin_count_what_both_show_once() -> None:
    relation = make_relation(LEFT.id, RIGHT.id, ("12", "19"), "conflict")
    tally = tally_findings([mark_relation(relation, PROFILES, [])], PROFILES)["conflict"]
    assert tally.join(tally).count_up(gold=0).wrong == 1
