"""Explaining: how a verdict came about, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.batches import SURE
from factcheck.records import FacetName, Finding, NliScores, Relation, Verdict
from factcheck.reporters.layout import say_count

MOST_PAIRS = 3
_SHOWS_WORLDS: tuple[FacetName, ...] = ("quantity", "date", "designation", "place")
_MEANINGS: dict[Verdict, str] = {
    "conflict": "The values cannot all be true as published.",
    "dispute": "Named sources contradict each other, and the articles report it as such.",
    "update": "A later or better informed report replaces a value.",
    "agreement": "The articles tell the same fact.",
    "single": "Only one outlet tells it.",
}


class PairWords(NamedTuple):
    """What one pair of claims came to: whose they are, and the steps that led there."""

    left: str
    right: str
    left_value: str
    right_value: str
    steps: tuple[str, ...]


def list_relations(finding: Finding, relations: Sequence[Relation]) -> list[Relation]:
    """The relations a finding rests on, the surest first.

    Those of its facet between claims of different sides; where none is left, of its facet
    between any of its claims.
    """
    sides = {c.id: n for n, side in enumerate(finding.sides) for c in side.claims}
    mine = [
        one
        for one in relations
        if one.left in sides and one.right in sides and one.facet == finding.facet
    ]
    across = [one for one in mine if one.kind != "agree"]
    return sorted(across or mine, key=lambda one: (-one.score, one.left, one.right))


def explain_verdict(finding: Finding, pairs: int) -> str:
    """Say in a sentence or two what the verdict means and what it rests on."""
    rests = f" It rests on {say_count(pairs, 'pair')} of claims." if pairs else ""
    return f"{_MEANINGS[finding.verdict]}{rests} {_grade(finding)}"


def _grade(finding: Finding) -> str:
    percent = f"{finding.score:.0%}".replace("%", " %")
    if finding.verdict == "conflict" and finding.facet == "statement":
        return f"Sureness {percent}; the models alone can tell, so it is a warning."
    if finding.verdict == "conflict" and finding.score < SURE:
        return f"Sureness {percent}, below the {SURE:.0%} of an error, so it is a warning."
    return f"Sureness {percent}."


def explain_pairs(
    relations: Sequence[Relation], outlet_by_claim: Mapping[str, str]
) -> list[PairWords]:
    """Say what the surest pairs came to."""
    return [
        PairWords(
            outlet_by_claim.get(one.left, ""),
            outlet_by_claim.get(one.right, ""),
            one.left_value,
            one.right_value,
            tuple(_list_steps(one)),
        )
        for one in relations[:MOST_PAIRS]
    ]


def _list_steps(relation: Relation) -> Iterator[str]:
    if relation.alignment:
        gate = relation.alignment.gate
        reasons = "; ".join(gate.reasons).replace("=", "")
        yield f"Same event: {reasons or 'nothing speaks against it'}."
        yield (
            f"Same fact: the topics are {_say_share(relation.alignment.similarity)} alike, "
            f"the words {_say_share(relation.alignment.wording)}."
        )
    if relation.facet in _SHOWS_WORLDS and relation.left_world and relation.right_world:
        yield (
            f"Read as values: {relation.left_world} and {relation.right_world}; "
            "no value fits both."
            if relation.kind == "conflict"
            else f"Read as values: {relation.left_world} and {relation.right_world}."
        )
    if relation.forward and relation.backward:
        yield _say_nli(relation.forward, relation.backward)
    yield f"Outcome: {relation.reason}."


def _say_nli(forward: NliScores, backward: NliScores) -> str:
    there = _say_share(forward.contradiction)
    back = _say_share(backward.contradiction)
    return f"The language model reads a contradiction: {there} one way, {back} the other."


def _say_share(share: float) -> str:
    return f"{max(0.0, share):.0%}".replace("%", " %")
