"""Marks: what the gold says of a relation, and of the findings that relations become.

The rules are the scorer's. A conflict is right at the quotes of two sides of a
gold disagreement of its facet, and wrong elsewhere, so also in a trap and in an
unedited twin; at a line of another facet, or an optional one, it is no matter.
An agreement is right at the quotes of a gold agreement from two articles, wrong
where it joins two sides of a disagreement, and else unlisted. Statements may
meet a line of any facet: they are what no facet can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from factcheck.findings import is_worth_reporting
from factcheck.records import Profile, Relation, RelationKind
from factcheck.settle import settle_conflicts
from factcheck.sides import group_sides
from factcheck.training.fitting import Counts
from factcheck.training.gold import GoldLine, Place, Places, are_joined, are_opposed

Mark = Literal["right", "wrong", "unlisted", "no matter"]
Findings = frozenset[tuple[str, ...]]


class Marked(NamedTuple):
    """A relation and what the gold says of it; `lines` are the gold lines it meets."""

    relation: Relation
    mark: Mark
    lines: frozenset[str] = frozenset()


def mark_relation(
    relation: Relation, profiles: Mapping[str, Profile], gold: Iterable[GoldLine]
) -> Marked:
    """Mark a relation by the gold."""
    sides = [_place(profiles[claim]) for claim in (relation.left, relation.right)]
    opposed = [line for line in gold if are_opposed(sides, line)]
    own = frozenset(line.id for line in opposed if _is_own(relation, line))
    if relation.kind == "conflict":
        is_elsewhere = any(line.verdict not in ("none", "agreement") for line in opposed)
        return Marked(
            relation, "right" if own else "no matter" if is_elsewhere else "wrong", own
        )
    if own:
        return Marked(relation, "wrong")
    same = frozenset(
        line.id
        for line in gold
        if line.verdict == "agreement"
        and relation.facet in (line.facet, "statement")
        and are_joined(sides, line)
    )
    return Marked(relation, "right" if same else "unlisted", same)


def _place(profile: Profile) -> Places:
    return (Place(profile.claim.article, profile.claim.span),)


def _is_own(relation: Relation, line: GoldLine) -> bool:
    return line.is_disagreement and relation.facet in (line.facet, "statement")


class Tally(NamedTuple):
    """Findings of one verdict by their mark, and the gold lines that the right ones meet."""

    lines: frozenset[str] = frozenset()
    right: Findings = frozenset()
    wrong: Findings = frozenset()
    unlisted: Findings = frozenset()

    def join(self, other: Tally) -> Tally:
        """Take two tallies together; what is in both counts once."""
        return Tally(
            self.lines | other.lines,
            self.right | other.right,
            self.wrong | other.wrong,
            self.unlisted | other.unlisted,
        )

    def count_up(self, gold: int) -> Counts:
        """Count what was met, beside the number of gold lines; a finding serves one line."""
        return Counts(
            gold=gold,
            found=min(len(self.lines), len(self.right)),
            right=len(self.right),
            wrong=len(self.wrong),
            unlisted=len(self.unlisted),
        )


Tallies = dict[RelationKind, Tally]


def tally_findings(kept: Sequence[Marked], profiles: Mapping[str, Profile]) -> Tallies:
    """Settle the relations of one facet, group them into findings as reports do, tally these.

    A conflict is right when one of its relations is; an agreement is wrong when one is.
    """
    marked_by_relation = {id(marked.relation): marked for marked in kept}
    relations = [marked.relation for marked in kept]
    if relations and relations[0].facet != "statement":
        relations = settle_conflicts(relations, profiles)
    relations.sort(key=lambda relation: relation.slot.key)
    tallies: Tallies = {"agree": Tally(), "conflict": Tally()}
    for key, slot_relations in groupby(relations, key=lambda r: r.slot.key):
        for groups, inside in group_sides(list(slot_relations)):
            if is_worth_reporting(groups, profiles):
                kind: RelationKind = "conflict" if len(groups) > 1 else "agree"
                decisive = [marked_by_relation[id(r)] for r in inside if r.kind == kind]
                finding = (key, *(group.canonical for group in groups))
                tallies[kind] = tallies[kind].join(_tally_one(finding, decisive))
    return tallies


def _tally_one(finding: tuple[str, ...], decisive: Sequence[Marked]) -> Tally:
    kind = decisive[0].relation.kind
    order: tuple[Mark, ...] = (
        ("right", "no matter", "wrong")
        if kind == "conflict"
        else ("wrong", "right", "unlisted")
    )
    marks = {marked.mark for marked in decisive}
    mark = next(mark for mark in order if mark in marks)
    mine, none = frozenset([finding]), frozenset[tuple[str, ...]]()
    lines = frozenset[str]().union(*(marked.lines for marked in decisive))
    return Tally(
        lines=lines if mark == "right" else frozenset(),
        right=mine if mark == "right" else none,
        wrong=mine if mark == "wrong" else none,
        unlisted=mine if mark == "unlisted" else none,
    )
