from __future__ import annotations

import random

from factcheck.records import Relation
from factcheck.sides import group_sides
from tests.make import make_relation

AGREE = make_relation("a:0-9", "b:0-9", ("43", "43"), "agree")
CONFLICT = make_relation("a:0-9", "c:0-9", ("43", "100"), "conflict")


def values_of(*relations: Relation) -> list[list[str]]:
    return [[group.value for group in groups] for groups, _ in group_sides(relations)]


def test_values_that_agree_are_one_side() -> None:
    assert values_of(AGREE) == [["43"]]


def test_sides_that_conflict_are_one_finding() -> None:
    ((groups, relations),) = group_sides([AGREE, CONFLICT])
    assert [(g.value, [n.claim for n in g.nodes]) for g in groups] == [
        ("100", ["c:0-9"]),
        ("43", ["a:0-9", "b:0-9"]),
    ]
    assert relations == [AGREE, CONFLICT]


def test_unlinked_slots_are_findings_of_their_own() -> None:
    other = make_relation("d:0-9", "e:0-9", ("7", "7"), "agree")
    assert values_of(AGREE, other) == [["43"], ["7"]]


def test_agreement_never_joins_what_conflicts() -> None:
    bridge = [
        make_relation("a:0-9", "d:0-9", ("43", "dozens"), "agree", refines=True),
        make_relation("c:0-9", "d:0-9", ("100", "dozens"), "agree", refines=True, score=0.5),
    ]
    assert values_of(CONFLICT, *bridge) == [["100", "43"]]


def test_an_exact_value_names_the_side_before_a_vague_one() -> None:
    vague = [
        make_relation("a:0-9", f"{name}:0-9", ("43", "dozens"), "agree", refines=True)
        for name in "de"
    ]
    assert values_of(*vague) == [["43"]]


def test_what_only_a_chain_of_conflicts_connects_is_two_findings() -> None:
    chain = make_relation("c:0-9", "d:0-9", ("100", "7"), "conflict", score=0.8)
    assert values_of(CONFLICT, chain) == [["100", "43"], ["100", "7"]]
    closed = make_relation("a:0-9", "d:0-9", ("43", "7"), "conflict", score=0.7)
    assert values_of(CONFLICT, chain, closed) == [["100", "43", "7"]]


def test_sides_with_one_label_are_one_side() -> None:
    second = make_relation("c:0-9", "d:0-9", ("100", "43"), "conflict")
    assert values_of(CONFLICT, second) == [["100", "43"]]


def test_a_hedged_value_stands_with_its_exact_one() -> None:
    hedged = make_relation("a:0-9", "d:0-9", ("43", "about 100"), "conflict")
    assert values_of(CONFLICT, hedged) == [["100", "43"]]


def test_order_of_the_relations_does_not_matter() -> None:
    relations = [
        AGREE,
        CONFLICT,
        make_relation("b:0-9", "c:0-9", ("43", "100"), "conflict"),
        make_relation("c:0-9", "e:0-9", ("100", "100"), "agree"),
    ]
    shuffled = random.Random(3).sample(relations, len(relations))
    assert [groups for groups, _ in group_sides(relations)] == [
        groups for groups, _ in group_sides(shuffled)
    ]
