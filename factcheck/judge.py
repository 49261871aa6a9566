"""Judging: an aligned pair of claims becomes relations, each with its reasons.

Facets decide what they can, inside one slot; the NLI model decides the rest. A
value conflicts only in a slot that both claims fill: the more of their words,
names and topic they share, the better the slot is supported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from factcheck.calibration import Floors, Thresholds, load_thresholds, pair_languages
from factcheck.facets.registry import FACETS
from factcheck.models import NliModel
from factcheck.records import (
    Alignment,
    Claim,
    Comparison,
    Mention,
    Profile,
    Relation,
    Span,
)
from factcheck.settle import drop_hollow_agreements, settle_conflicts
from factcheck.statements import judge_statements

LIFT = 0.20


class Match(NamedTuple):
    """Two mentions of one slot, compared; `support` and `words` say how surely it is one."""

    left: Mention
    right: Mention
    comparison: Comparison
    support: float
    words: float


def judge_alignments(
    alignments: Iterable[Alignment],
    profile_by_id: Mapping[str, Profile],
    nli: NliModel,
    *,
    thresholds: Thresholds | None = None,
) -> list[Relation]:
    """Judge every aligned pair by facets, then by NLI, in the order given, and settle.

    Without `thresholds` those of the package are in force.
    """
    relations = relate_claims(alignments, profile_by_id, nli, thresholds=thresholds)
    return settle_relations(relations, profile_by_id)


def relate_claims(
    alignments: Iterable[Alignment],
    profile_by_id: Mapping[str, Profile],
    nli: NliModel,
    *,
    earlier: Sequence[Relation] = (),
    thresholds: Thresholds | None = None,
) -> list[Relation]:
    """Say what facets and NLI say of each aligned pair, not yet settled.

    What is `earlier` known of other pairs of the same story comes first in the list: it
    is not judged anew, but may settle what is found now.
    """
    thresholds = thresholds or load_thresholds()
    alignments = list(alignments)
    found = [
        relation
        for alignment in alignments
        for relation in judge_facets(
            profile_by_id[alignment.left], profile_by_id[alignment.right], alignment, thresholds
        )
    ]
    decided = settle_conflicts([*_leave_statements_out(earlier), *found], profile_by_id)
    statements = judge_statements(alignments, profile_by_id, nli, decided, thresholds)
    return [*earlier, *found, *statements]


def settle_relations(
    relations: Sequence[Relation], profile_by_id: Mapping[str, Profile]
) -> list[Relation]:
    """Drop the relations that the articles themselves explain; see `settle`."""
    statements = [relation for relation in relations if relation.facet == "statement"]
    values = settle_conflicts(_leave_statements_out(relations), profile_by_id)
    return drop_hollow_agreements([*values, *statements])


def _leave_statements_out(relations: Iterable[Relation]) -> list[Relation]:
    return [relation for relation in relations if relation.facet != "statement"]


def judge_facets(
    left: Profile, right: Profile, alignment: Alignment, thresholds: Thresholds
) -> list[Relation]:
    """Relate the values of every slot that both claims fill surely enough."""
    languages = pair_languages(left.claim.language, right.claim.language)
    return [
        relate_match(left.claim, right.claim, match, alignment)
        for match in match_slots(left, right, alignment)
        if is_supported(match, thresholds.floors(match.left.facet, languages))
    ]


def match_slots(left: Profile, right: Profile, alignment: Alignment) -> list[Match]:
    """Pair the mentions of one slot, each once, that agree or conflict.

    None of a pair whose event gate is closed. How surely two mentions fill one
    slot is measured and not yet asked for.
    """
    if not alignment.gate.is_open:
        return []
    matches = []
    for name, facet in FACETS.items():
        matched = [
            Match(
                one,
                other,
                facet.compare(one, other),
                support_slot(one, other, alignment),
                share_words(one, other),
            )
            for one in left.mentions_of(name)
            for other in right.mentions_of(name)
            if one.slot.key == other.slot.key
        ]
        matches += [m for m in _best_matches(matched) if m.comparison.kind != "unclear"]
    return matches


def _best_matches(matches: Sequence[Match]) -> list[Match]:
    """Pair each mention once: agreements first, then by support.

    "12 died in Hass and 5 in Kafr" against "5 died in Kafr" is one agreement,
    and no conflict of 12 with 5.
    """
    order = {"agree": 0, "conflict": 1, "unclear": 2}
    taken: set[tuple[int, Mention]] = set()
    best = []
    for match in sorted(
        matches,
        key=lambda m: (order[m.comparison.kind], -m.support, m.left.start, m.right.start),
    ):
        ends = {(0, match.left), (1, match.right)}
        if not ends & taken:
            taken |= ends
            best.append(match)
    return best


def support_slot(left: Mention, right: Mention, alignment: Alignment) -> float:
    """Measure how surely two mentions fill one slot, 0..1.

    A third each: the claims' similarity, their wording, and the share of the
    slot's words. Between languages, where no wording can be compared, the
    similarity counts twice, and `LIFT` brings the sum to the scale it has within
    one: keys that are equal in two scripts are rarer than equal words.
    """
    shared = share_words(left, right)
    if not alignment.is_one_language:
        return min(1.0, (2 * alignment.similarity + shared) / 3 + LIFT)
    return (alignment.similarity + alignment.wording + shared) / 3


def share_words(left: Mention, right: Mention) -> float:
    """The share of the shorter slot's words that the other has too, 0..1.

    One word alone proves little, so fewer than three count as three; a long
    clause need not share all of its words, so more than six count as six.
    """
    words = set(left.slot.words) & set(right.slot.words)
    shorter = min(len(left.slot.words), len(right.slot.words))
    return min(1.0, len(words) / min(6, max(3, shorter)))


def is_supported(match: Match, floors: Floors) -> bool:
    """Tell whether two mentions fill one slot surely enough to be set side by side."""
    floor = floors.agree if match.comparison.kind == "agree" else floors.conflict
    if match.left.slot.is_bare:
        floor += floors.bare
    return match.words >= floors.words and match.support >= floor


def relate_match(left: Claim, right: Claim, match: Match, alignment: Alignment) -> Relation:
    """Say of two claims what a match of their mentions says."""
    one, other, comparison, support, _ = match
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
