"""Sides: the values of one slot, joined where they agree and opposed where they do not.

Agreement is not transitive ("43" agrees with "dozens", "dozens" with "56"), so
sides are joined surest first, and never across a conflict.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations, combinations_with_replacement
from typing import NamedTuple

from factcheck.records import FacetName, Relation, Span


class Node(NamedTuple):
    """One value of one claim: where it stands."""

    facet: FacetName
    key: str
    claim: str
    highlights: tuple[Span, ...]


class Group(NamedTuple):
    """The nodes of one side with the value that people read.

    `canonical` does not count how many say which wording, so it stays when
    another outlet joins.
    """

    value: str
    nodes: tuple[Node, ...]
    canonical: str


Entry = tuple[tuple[Group, ...], list[Relation]]


def group_sides(relations: Sequence[Relation]) -> list[Entry]:
    """Group the relations of one slot key: sides, and what connects them.

    Each entry is one finding to be: its sides, sorted by value, and its
    relations. Sides stand in one finding when each conflicts with each other
    one; what only a chain of conflicts connects is not one slot.
    """
    side_by_node = _join_sides(relations)
    nodes_by_side = _collect_nodes(side_by_node)
    rivals = _weigh_rivals(relations, side_by_node)
    peaceful = [{side} for side in nodes_by_side if side not in rivals]
    labels = _label_nodes(relations)
    between = _index_relations(relations, side_by_node)
    entries = []
    for circle in _find_circles(rivals) + peaceful:
        pairs = combinations_with_replacement(sorted(circle), 2)
        inside = [relations[n] for n in sorted(n for pair in pairs for n in between[pair])]
        groups = [_name_group(nodes_by_side[side], labels) for side in circle]
        entries.append((tuple(sorted(groups)), inside))
    return sorted(entries, key=lambda entry: entry[0])


def _index_relations(
    relations: Sequence[Relation], side_by_node: Mapping[Node, Node]
) -> dict[tuple[Node, Node], list[int]]:
    """The places in `relations` of those between two sides, by the sides in order."""
    between: dict[tuple[Node, Node], list[int]] = defaultdict(list)
    for place, relation in enumerate(relations):
        one, other = side_by_node[left_node(relation)], side_by_node[right_node(relation)]
        between[min(one, other), max(one, other)].append(place)
    return between


def left_node(relation: Relation) -> Node:
    """The relation's left value."""
    return Node(relation.facet, relation.slot.key, relation.left, relation.left_highlights)


def right_node(relation: Relation) -> Node:
    """The relation's right value."""
    return Node(relation.facet, relation.slot.key, relation.right, relation.right_highlights)


def _join_sides(relations: Sequence[Relation]) -> dict[Node, Node]:
    """Join agreeing nodes, and rivals of one node that state one value.

    Returns the representative node of each node's side.
    """
    members: dict[Node, set[Node]] = {}
    for relation in relations:
        for node in (left_node(relation), right_node(relation)):
            members.setdefault(node, {node})
    foes: dict[Node, set[Node]] = defaultdict(set)
    for relation in relations:
        if relation.kind == "conflict":
            foes[left_node(relation)].add(right_node(relation))
            foes[right_node(relation)].add(left_node(relation))
    agreeing = [relation for relation in relations if relation.kind == "agree"]
    for relation in sorted(agreeing, key=lambda r: (r.refines, -r.score)):
        _join(left_node(relation), right_node(relation), members, foes)
    labels = _label_nodes(relations)
    for node in sorted(foes):
        for one, other in combinations(sorted(foes[node]), 2):
            if _drop_hedge(labels[one]) == _drop_hedge(labels[other]):
                _join(one, other, members, foes)
    return {node: min(side) for node, side in members.items()}


def _join(
    one: Node, other: Node, members: dict[Node, set[Node]], foes: Mapping[Node, set[Node]]
) -> None:
    """Make two nodes' sides one, unless a node of one conflicts with a node of the other."""
    left, right = members[one], members[other]
    if left is right or any(foes.get(node, set()) & right for node in left):
        return
    left |= right
    for node in right:
        members[node] = left


def _label_nodes(relations: Sequence[Relation]) -> dict[Node, str]:
    labels: dict[Node, str] = {}
    for relation in relations:
        labels.setdefault(left_node(relation), relation.left_value)
        labels.setdefault(right_node(relation), relation.right_value)
    return labels


def _collect_nodes(side_by_node: Mapping[Node, Node]) -> dict[Node, tuple[Node, ...]]:
    nodes_by_side: dict[Node, list[Node]] = defaultdict(list)
    for node, side in sorted(side_by_node.items()):
        nodes_by_side[side].append(node)
    return {side: tuple(nodes) for side, nodes in nodes_by_side.items()}


Rivals = dict[Node, dict[Node, float]]


def _weigh_rivals(relations: Sequence[Relation], side_by_node: Mapping[Node, Node]) -> Rivals:
    """For each side, the sides it conflicts with and the best score of the conflict."""
    rivals: Rivals = defaultdict(dict)
    for relation in relations:
        if relation.kind == "conflict":
            left, right = side_by_node[left_node(relation)], side_by_node[right_node(relation)]
            score = max(relation.score, rivals[left].get(right, 0.0))
            rivals[left][right] = rivals[right][left] = score
    return rivals


def _find_circles(rivals: Rivals) -> list[set[Node]]:
    """Cover all conflicts with circles of mutual rivals, grown from the surest conflict."""
    edges = sorted((-score, a, b) for a in rivals for b, score in rivals[a].items() if a < b)
    covered: set[tuple[Node, Node]] = set()
    circles = []
    for _, left, right in edges:
        if (left, right) in covered:
            continue
        circle = {left, right}
        shared = sorted(rivals[left].keys() & rivals[right].keys())
        for side in sorted(shared, key=lambda s: -min(rivals[s][left], rivals[s][right])):
            if all(member in rivals[side] for member in circle):
                circle.add(side)
        covered |= {(a, b) for a in circle for b in circle if a < b}
        circles.append(circle)
    return circles


def _name_group(nodes: tuple[Node, ...], label_by_node: Mapping[Node, str]) -> Group:
    """Name a side by its commonest value, "56" before the "dozens" that it refines."""
    counts = Counter(label_by_node[node] for node in nodes)
    value = min(
        counts,
        key=lambda label: (not _has_digit(label), -counts[label], len(label), label),
    )
    bare = {_drop_hedge(label) for label in counts}
    canonical = min(bare, key=lambda label: (not _has_digit(label), len(label), label))
    return Group(value, nodes, canonical)


def _drop_hedge(label: str) -> str:
    """The value without the words before it: "$1.2 million" of "about $1.2 million"."""
    return re.sub(r"^(?:[a-z]+ )+(?=\S*\d)", "", label)


def _has_digit(label: str) -> bool:
    return any(character.isdigit() for character in label)
