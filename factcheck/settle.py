"""Settling: the conflicts that the articles themselves explain are dropped.

A facet sees two values of one kind of slot; only the articles tell whether it
is one slot. Four things say that it is not:

- the pair differs in its day *and* in another value: two events;
- the other article also states the first value: its second value is of
  something else;
- a nearer rival stands in the same article: of two tolls in an article, one at
  most rivals the toll of another;
- one article states both values in unlike sentences of its own: an outlet
  contradicts itself far more seldom than it speaks of two things, and a speaker
  quoted twice in one article said two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.facets.registry import FACETS
from factcheck.quotes import find_quotations
from factcheck.records import Claim, FacetName, Profile, Relation, Span

SINGLE_VALUED = frozenset(name for name, facet in FACETS.items() if facet.slot_kind == "single")
ONE_EVENT_SIMILARITY = 0.85
ONE_ARTICLE_SUPPORT = 0.80
TWO_VOICES_SUPPORT = 0.60

Place = tuple[FacetName, str, tuple[Span, ...]]


def settle_conflicts(
    relations: Sequence[Relation], profile_by_id: Mapping[str, Profile]
) -> list[Relation]:
    """Drop the conflicts that the articles explain; agreements stay, order is kept."""
    claim_by_id = {claim_id: profile.claim for claim_id, profile in profile_by_id.items()}
    article_by_claim = {claim_id: claim.article for claim_id, claim in claim_by_id.items()}
    kept = _drop_two_events(relations)
    kept = [relation for relation in kept if _may_stand_in(relation, claim_by_id)]
    kept = _drop_confirmed(kept, article_by_claim)
    return _keep_nearest_rivals(kept, article_by_claim)


def drop_hollow_agreements(relations: Sequence[Relation]) -> list[Relation]:
    """Drop "both say done" and "both quote her" of a pair of which more is said.

    Where two claims agree word for word or as statements, their stage and speaker
    add nothing; where they are at odds, agreeing on those would mislead.
    """
    spoken_of = {
        (r.left, r.right)
        for r in relations
        if r.kind == "conflict" or r.facet in ("quotation", "statement")
    }
    return [
        relation
        for relation in relations
        if relation.kind != "agree"
        or relation.facet not in ("status", "attribution")
        or (relation.left, relation.right) not in spoken_of
    ]


def _drop_two_events(relations: Sequence[Relation]) -> list[Relation]:
    """Drop the conflicts of a pair that differs in its day and in another value."""
    facets: dict[tuple[str, str], set[FacetName]] = defaultdict(set)
    for relation in relations:
        if relation.kind == "conflict":
            facets[relation.left, relation.right].add(relation.facet)
    return [
        relation
        for relation in relations
        if relation.kind != "conflict"
        or not _tells_two_events(facets[relation.left, relation.right], relation)
    ]


def _tells_two_events(facets: set[FacetName], relation: Relation) -> bool:
    similarity = relation.alignment.similarity if relation.alignment else 0.0
    return "date" in facets and len(facets) > 1 and similarity < ONE_EVENT_SIMILARITY


def _may_stand_in(relation: Relation, claim_by_id: Mapping[str, Claim]) -> bool:
    """Tell whether a conflict may be one: within one article only from nearly one sentence.

    Less likeness will do for two voices: two sources, or the outlet's own words
    against words in quotation marks.
    """
    if relation.kind != "conflict":
        return True
    if claim_by_id[relation.left].article != claim_by_id[relation.right].article:
        return True
    if relation.facet in ("quotation", "attribution"):
        return False
    if relation.facet not in SINGLE_VALUED:
        return True
    left, right = claim_by_id[relation.left], claim_by_id[relation.right]
    are_two_sources = left.source and right.source and left.source != right.source
    is_one_quoted = is_quoted(left, relation.left_highlights) != is_quoted(
        right, relation.right_highlights
    )
    has_two_voices = are_two_sources or is_one_quoted
    return relation.support >= (TWO_VOICES_SUPPORT if has_two_voices else ONE_ARTICLE_SUPPORT)


def is_quoted(claim: Claim, highlights: Iterable[Span]) -> bool:
    """Tell whether the deciding words stand in quotation marks."""
    quotations = find_quotations(claim.text)
    return claim.quoted or any(
        quotation.span.holds(span.shift(-claim.start))
        for quotation in quotations
        for span in highlights
    )


def _places(relation: Relation) -> tuple[Place, Place]:
    return (
        (relation.facet, relation.left, relation.left_highlights),
        (relation.facet, relation.right, relation.right_highlights),
    )


def _drop_confirmed(
    relations: Sequence[Relation], article_by_claim: Mapping[str, str]
) -> list[Relation]:
    """Drop a conflict of two articles when either also states the other's value."""
    confirmed: dict[Place, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.kind == "agree" and not relation.refines:
            left, right = _places(relation)
            confirmed[left].add(article_by_claim[relation.right])
            confirmed[right].add(article_by_claim[relation.left])

    def is_confirmed(relation: Relation) -> bool:
        left, right = _places(relation)
        articles = article_by_claim[relation.left], article_by_claim[relation.right]
        return articles[0] != articles[1] and (
            articles[1] in confirmed[left] or articles[0] in confirmed[right]
        )

    return [r for r in relations if r.kind != "conflict" or not is_confirmed(r)]


def _keep_nearest_rivals(
    relations: Sequence[Relation], article_by_claim: Mapping[str, str]
) -> list[Relation]:
    """Keep for each value, in each other article, the conflict with the best support."""
    best: dict[tuple[Place, str], float] = defaultdict(float)

    def rivalries(relation: Relation) -> Iterable[tuple[Place, str]]:
        left, right = _places(relation)
        return (left, article_by_claim[relation.right]), (
            right,
            article_by_claim[relation.left],
        )

    for relation in relations:
        if relation.kind == "conflict" and relation.facet in SINGLE_VALUED:
            for rivalry in rivalries(relation):
                best[rivalry] = max(best[rivalry], relation.support)
    return [
        relation
        for relation in relations
        if relation.kind != "conflict"
        or relation.facet not in SINGLE_VALUED
        or all(relation.support >= best[rivalry] for rivalry in rivalries(relation))
    ]
