"""Alignment: which candidate pairs are about the same fact.

Embeddings and fuzzy matching propose; they never decide that two claims agree.
Between two languages no wording can be compared, so names and slots that are equal
across scripts count beside the embeddings. Before any verdict stands the event gate:
the commonest false alarm is two true sentences about two events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from factcheck.models import Embedder
from factcheck.names import share_names
from factcheck.records import Alignment, CandidatePair, Gate, Profile
from factcheck.text import fold_text

MIN_SIMILARITY = 0.35
MIN_WORDING = 0.6
SAME_EVENT_SIMILARITY = 0.5


def align_claims(
    pairs: Iterable[CandidatePair], profile_by_id: Mapping[str, Profile], embedder: Embedder
) -> list[Alignment]:
    """Keep the candidate pairs that may be about the same fact, each with its gate.

    Embeds the claims' topic texts (values cut out), so outlets that disagree on
    a value still meet. Order of the input is kept.
    """
    pairs = list(pairs)
    row_by_id = _embed_topics(pairs, profile_by_id, embedder)
    aligned = []
    for pair in pairs:
        left, right = profile_by_id[pair.left], profile_by_id[pair.right]
        cosine = float(np.dot(row_by_id[pair.left], row_by_id[pair.right]))
        alignment = measure_pair(left, right, cosine=cosine)
        if _is_worth_judging(alignment, pair):
            aligned.append(alignment)
    return aligned


def _embed_topics(
    pairs: Sequence[CandidatePair], profile_by_id: Mapping[str, Profile], embedder: Embedder
) -> dict[str, NDArray[np.float32]]:
    ids = sorted({claim_id for pair in pairs for claim_id in (pair.left, pair.right)})
    if not ids:
        return {}
    rows = embedder.embed([profile_by_id[claim_id].topic_text for claim_id in ids])
    return dict(zip(ids, rows, strict=True))


def measure_pair(left: Profile, right: Profile, *, cosine: float) -> Alignment:
    """Measure how near two claims are, and whether they speak of one event.

    `similarity` is the cosine, between languages its mean with the share of equal
    keys; `wording` is rapidfuzz's token set ratio, 0..1, and 0 between languages.
    """
    same_language = left.claim.language == right.claim.language
    keys = 0.0 if same_language else share_keys(left, right)
    similarity = cosine if same_language else (cosine + keys) / 2
    wording = (
        fuzz.token_set_ratio(fold_text(left.topic_text), fold_text(right.topic_text)) / 100
        if same_language
        else 0.0
    )
    return Alignment(
        left=left.claim.id,
        right=right.claim.id,
        is_one_language=same_language,
        similarity=round(similarity, 4),
        wording=round(wording, 4),
        gate=open_gate(left, right, similarity=max(similarity, keys)),
    )


def share_keys(left: Profile, right: Profile) -> float:
    """Compare two claims by what is equal in any script: names, slots, concepts (0..1).

    The share of the smaller claim's keys that the other has too; one key alone
    proves little, so fewer than four count as four.
    """
    keys = [_script_free_keys(profile) for profile in (left, right)]
    smaller = min(len(left.names) + len(keys[0]), len(right.names) + len(keys[1]))
    shared = len(keys[0] & keys[1]) + len(find_shared_names(left, right))
    return min(1.0, shared / max(4, smaller))


def find_shared_names(left: Profile, right: Profile) -> frozenset[str]:
    """The names of both; a word that may be a name is one if the other names it."""
    return (
        share_names(left.names, right.names)
        | share_names(left.possible_names, right.names)
        | share_names(left.names, right.possible_names)
    )


def _script_free_keys(profile: Profile) -> set[str]:
    slots = {f"{m.facet}:{m.slot.key}" for m in profile.mentions if m.slot.key}
    return slots | {concept for concept in profile.concepts if concept.startswith("=")}


def open_gate(left: Profile, right: Profile, *, similarity: float) -> Gate:
    """Test whether two claims can speak of the same event.

    They must share a name, several content words or their whole topic, and
    must not name different places.
    """
    names = sorted(find_shared_names(left, right))
    concepts = sorted(left.concepts & right.concepts)
    reasons = []
    if names:
        reasons.append(f"both name {', '.join(names[:4])}")
    if concepts:
        reasons.append(f"shared words: {', '.join(concepts[:6])}")
    apart = bool(left.places and right.places and not left.places & right.places)
    if apart:
        sides = [", ".join(sorted(profile.places)) for profile in (left, right)]
        reasons.append(f"other places: {' / '.join(sides)}")
    is_linked = bool(names) or len(concepts) >= 3 or similarity >= SAME_EVENT_SIMILARITY
    score = min(1.0, 0.5 * similarity + 0.15 * len(names) + 0.05 * len(concepts))
    return Gate(
        is_open=is_linked and not (apart and similarity < SAME_EVENT_SIMILARITY),
        score=round(max(0.0, score), 4),
        reasons=tuple(reasons),
    )


def _is_worth_judging(alignment: Alignment, pair: CandidatePair) -> bool:
    is_contrast = any(key.startswith("contrast:") for key in pair.keys)
    near = alignment.similarity >= MIN_SIMILARITY or alignment.wording >= MIN_WORDING
    return is_contrast or near
