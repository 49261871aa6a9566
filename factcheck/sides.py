"""Sides: the values of one slot, joined where they agree and opposed where they do not.

Agreement is not transitive ("43" agrees with "dozens", "dozens" with "56"), so
sides are joined surest first, and never across a conflict.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from factcheck.records import FacetName, Relation, Span


class Node(NamedTuple):
    """One value of one claim: where it stands."""

    facet: FacetName
    key: str
    claim: str
    highlights: tuple[Span, ...]


class Group(NamedTuple):
    """The nodes of one side with the value that people read."""

    value: str
    nodes: tuple[Node, ...]


def group_sides(
    relations: Sequence[Relation],
) -> list[tuple[tuple[Group, ...], list[Relation]]]:
    """Group the relations of one slot key: connected sides and what connects them.

    Each entry is one finding to be: its sides, sorted by value, and its relations.
    """
    side_by_node = _join_sides(relations)
    label_by_node = _label_nodes(relations)
    return [
        (
            _collect_groups(component, side_by_node, label_by_node),
            [r for r in relations if side_by_node[left_node(r)] in component],
        )
        for component in _components(relations, side_by_node)
    ]


def left_node(relation: Relation) -> Node:
    """The relation's left value."""
    return Node(relation.facet, relation.slot.key, relation.left, relation.left_highlights)


def right_node(relation: Relation) -> Node:
    """The relation's right value."""
    return Node(relation.facet, relation.slot.key, relation.right, relation.right_highlights)


def _join_sides(relations: Sequence[Relation]) -> dict[Node, Node]:
    """Join agreeing nodes; returns the representative node of each node's side."""
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
        left, right = members[left_node(relation)], members[right_node(relation)]
        if left is not right and not any(foes[node] & right for node in left):
            left |= right
            for node in right:
                members[node] = left
    return {node: min(side) for node, side in members.items()}


def _label_nodes(relations: Sequence[Relation]) -> dict[Node, str]:
    labels: dict[Node, str] = {}
    for relation in relations:
        labels.setdefault(left_node(relation), relation.left_value)
        labels.setdefault(right_node(relation), relation.right_value)
    return labels


def _components(
    relations: Sequence[Relation], side_by_node: Mapping[Node, Node]
) -> list[frozenset[Node]]:
    """Connect the sides that conflict; a side at peace is a component of its own."""
    members: dict[Node, set[Node]] = {side: {side} for side in side_by_node.values()}
    for relation in relations:
        if relation.kind == "conflict":
            left = members[side_by_node[left_node(relation)]]
            right = members[side_by_node[right_node(relation)]]
            if left is not right:
                left |= right
                for side in right:
                    members[side] = left
    unique = {frozenset(component) for component in members.values()}
    return sorted(unique, key=min)


def _collect_groups(
    component: frozenset[Node],
    side_by_node: Mapping[Node, Node],
    label_by_node: Mapping[Node, str],
) -> tuple[Group, ...]:
    """Collect a component's nodes by side; sides with one label are one side."""
    nodes_by_side: dict[Node, list[Node]] = defaultdict(list)
    for node, side in sorted(side_by_node.items()):
        if side in component:
            nodes_by_side[side].append(node)
    nodes_by_value: dict[str, list[Node]] = defaultdict(list)
    for side in sorted(nodes_by_side):
        counts = Counter(label_by_node[node] for node in nodes_by_side[side])
        value = min(counts, key=lambda label: (-counts[label], len(label), label))
        nodes_by_value[value] += nodes_by_side[side]
    return tuple(Group(value, tuple(nodes)) for value, nodes in sorted(nodes_by_value.items()))
