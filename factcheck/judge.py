"""Judging: an aligned pair of claims becomes relations, each with its reasons.

Facets decide what they can, inside one slot; the NLI model decides the rest. A
value conflicts only in a slot that both claims fill: the more of their words,
names and topic they share, the better the slot is supported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from factcheck.facets.registry import FACETS
from factcheck.models import NliModel
from factcheck.records import (
    Alignment,
    Claim,
    Comparison,
    FacetName,
    Mention,
    Profile,
    Relation,
    Span,
)
from factcheck.settle import drop_hollow_agreements, settle_conflicts
from factcheck.statements import judge_statements


class Floors(NamedTuple):
    """What two mentions need to fill one slot, each 0..1.

    `agree` and `conflict` are the least support for either; `words` is the
    least share of the slot's words within a language, `words_between` the same
    between two, where only a facet whose words are concepts can ask for any.
    """

    agree: float
    conflict: float
    words: float = 0.0
    words_between: float = 0.0


FLOORS: dict[FacetName, Floors] = {
    "designation": Floors(0.25, 0.30),
    "quantity": Floors(0.40, 0.45),
    "date": Floors(0.40, 0.55),
    "quotation": Floors(0.0, 0.0),
    "attribution": Floors(0.85, 0.85, words=0.8, words_between=0.8),
    "status": Floors(0.45, 0.50, words=0.3, words_between=0.3),
}
BETWEEN_LANGUAGES = 0.20
BARE_SLOT = 0.15


def judge_alignments(
    alignments: Iterable[Alignment], profile_by_id: Mapping[str, Profile], nli: NliModel
) -> list[Relation]:
    """Judge every aligned pair by facets, then by NLI, in the order given."""
    alignments = list(alignments)
    found = [
        relation
        for alignment in alignments
        for relation in judge_facets(
            profile_by_id[alignment.left], profile_by_id[alignment.right], alignment
        )
    ]
    relations = settle_conflicts(found, profile_by_id)
    relations += judge_statements(alignments, profile_by_id, nli, relations)
    return drop_hollow_agreements(relations)


def judge_facets(left: Profile, right: Profile, alignment: Alignment) -> list[Relation]:
    """Compare the values of every slot that both claims fill."""
    relations = []
    for name, facet in FACETS.items():
        lefts, rights = left.mentions_of(name), right.mentions_of(name)
        matched = [
            (one, other, facet.compare(one, other), support_slot(one, other, alignment))
            for one in lefts
            for other in rights
            if one.slot.key == other.slot.key
        ]
        relations += [
            _relate(left.claim, right.claim, match, alignment)
            for match in _best_matches(matched)
            if _is_supported(match, left.claim, right.claim, alignment)
        ]
    return relations


Match = tuple[Mention, Mention, Comparison, float]


def _best_matches(matches: Sequence[Match]) -> list[Match]:
    """Pair each mention once: agreements first, then by support.

    "12 died in Hass and 5 in Kafr" against "5 died in Kafr" is one agreement,
    and no conflict of 12 with 5.
    """
    order = {"agree": 0, "conflict": 1, "unclear": 2}
    taken: set[tuple[int, Mention]] = set()
    best = []
    for match in sorted(
        matches, key=lambda m: (order[m[2].kind], -m[3], m[0].start, m[1].start)
    ):
        ends = {(0, match[0]), (1, match[1])}
        if not ends & taken:
            taken |= ends
            best.append(match)
    return best


def support_slot(left: Mention, right: Mention, alignment: Alignment) -> float:
    """Measure how surely two mentions fill one slot, 0..1.

    A third each: the claims' similarity, their wording, and the share of the
    slot's words. Between languages, where no wording can be compared, the
    similarity counts twice, and the sum is raised by `BETWEEN_LANGUAGES`: keys
    that are equal in two scripts are rarer than equal words.
    """
    shared = share_words(left, right)
    if not alignment.is_one_language:
        return min(1.0, (2 * alignment.similarity + shared) / 3 + BETWEEN_LANGUAGES)
    return (alignment.similarity + alignment.wording + shared) / 3


def share_words(left: Mention, right: Mention) -> float:
    """The share of the shorter slot's words that the other has too, 0..1.

    One word alone proves little, so fewer than three count as three; a long
    clause need not share all of its words, so more than six count as six.
    """
    words = set(left.slot.words) & set(right.slot.words)
    shorter = min(len(left.slot.words), len(right.slot.words))
    return min(1.0, len(words) / min(6, max(3, shorter)))


def _is_supported(match: Match, left: Claim, right: Claim, alignment: Alignment) -> bool:
    one, other, comparison, support = match
    if comparison.kind == "unclear" or not alignment.gate.is_open:
        return False
    floors = FLOORS[one.facet]
    same_language = left.language == right.language
    if share_words(one, other) < (floors.words if same_language else floors.words_between):
        return False
    floor = floors.agree if comparison.kind == "agree" else floors.conflict
    return support >= floor + (BARE_SLOT if one.slot.is_bare else 0.0)


def _relate(left: Claim, right: Claim, match: Match, alignment: Alignment) -> Relation:
    one, other, comparison, support = match
    facet = FACETS[one.facet]
    return Relation(
        left=left.id,
        right=right.id,
        facet=one.facet,
        kind=comparison.kind,
        slot=one.slot,
        reason=comparison.reason,
        score=round(comparison.score * min(1.0, 0.4 + support), 4),
        left_value=facet.label(one),
        right_value=facet.label(other),
        left_highlights=(Span(one.start, one.end),),
        right_highlights=(Span(other.start, other.end),),
        left_world=facet.describe(one),
        right_world=facet.describe(other),
        support=round(support, 4),
        refines=comparison.refines,
        alignment=alignment,
    )
