"""Blocking: propose the claim pairs that are worth comparing.

Comparing every claim with every other costs n². Here two claims become a
candidate pair only when they share a block key. A key names what a claim is
about, never the value it states: outlets that disagree on a death toll have
no number in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from factcheck.names import name_key
from factcheck.records import CandidatePair, Profile


def candidate_pairs(
    profiles: Iterable[Profile],
    *,
    max_block: int = 50,
    new_articles: Collection[str] | None = None,
) -> list[CandidatePair]:
    """Pair the claims that share a block key; given `new_articles`, one of each pair is theirs.

    A key held by more than `max_block` claims ("name:cairo") tells little: its
    claims are sorted by what they are about, and each is paired with the next
    `max_block` only, so the work grows with n · max_block, not with n². Claims
    that overlap in one article are not paired: they are one assertion seen
    twice. The same claims in any order give the same list, sorted by claim ids.
    Source of the window: Hernández and Stolfo 1995, "The merge/purge problem for
    large databases", SIGMOD.
    """
    profile_by_id = {profile.claim.id: profile for profile in profiles}
    new = _claims_of(new_articles, profile_by_id)
    ids_by_key: dict[str, list[str]] = defaultdict(list)
    for claim_id in sorted(profile_by_id, key=lambda i: (_sort_key(profile_by_id[i]), i)):
        for key in block_keys(profile_by_id[claim_id]):
            ids_by_key[key].append(claim_id)
    keys_by_pair: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(ids_by_key):
        for one, other in _pair_within(ids_by_key[key], max_block):
            if new is None or one in new or other in new:
                keys_by_pair[min(one, other), max(one, other)].append(key)
    return [
        CandidatePair(left=left, right=right, keys=tuple(keys))
        for (left, right), keys in sorted(keys_by_pair.items())
        if not _is_same_place(profile_by_id[left], profile_by_id[right])
    ]


def _claims_of(
    articles: Collection[str] | None, profile_by_id: Mapping[str, Profile]
) -> set[str] | None:
    if articles is None:
        return None
    return {one for one, profile in profile_by_id.items() if profile.claim.article in articles}


def _sort_key(profile: Profile) -> str:
    return " ".join(sorted(profile.concepts))


def _pair_within(ids: Sequence[str], window: int) -> Iterator[tuple[str, str]]:
    for index, one in enumerate(ids):
        for other in ids[index + 1 : index + 1 + window]:
            yield one, other


def block_keys(profile: Profile) -> set[str]:
    """Name what a claim is about: its slots, its names, its content words."""
    return set(_iterate_keys(profile))


def _iterate_keys(profile: Profile) -> Iterator[str]:
    for mention in profile.mentions:
        yield f"{mention.facet}:{mention.slot.key}"
    for name in profile.names | profile.possible_names:
        yield f"name:{name if ':' in name else name_key(name)}"
    for concept in profile.concepts:
        yield f"word:{concept}"
    if profile.claim.contrasts:
        yield f"contrast:{profile.claim.contrasts}"
    yield f"contrast:{profile.claim.id}"


def _is_same_place(left: Profile, right: Profile) -> bool:
    return left.claim.article == right.claim.article and left.claim.span.overlaps(
        right.claim.span
    )
