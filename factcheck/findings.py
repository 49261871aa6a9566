"""Findings: relations become what an editor reads.

The values that agree in one slot are one side; sides that conflict are one
finding. One finding is one slot: values of different slots are never bundled.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.records import (
    VERDICTS,
    ArticleHead,
    Claim,
    Finding,
    Profile,
    Relation,
    Side,
    SideClaim,
    Span,
    Verdict,
)
from factcheck.sides import Group, group_sides
from factcheck.statements import shorten
from factcheck.text import fold_text
from factcheck.verdicts import choose_verdict, order_sides


def build_findings(
    relations: Sequence[Relation],
    profiles: Mapping[str, Profile],
    heads: Mapping[str, ArticleHead],
    *,
    with_singles: bool = True,
) -> tuple[Finding, ...]:
    """Group relations into findings, disagreements first, each list by score.

    Claims that met no other article's become `single` findings, unless those are not
    wanted. The same relations in any order give the same findings.
    """
    ordered = sorted(relations, key=lambda r: (-r.score, r.left, r.right, r.facet, r.reason))
    drafts = [
        draft
        for slot_relations in _by_facet_and_key(ordered)
        for draft in _draft_findings(slot_relations, profiles, heads)
    ]
    if with_singles:
        drafts += _draft_singles(drafts, profiles)
    return _sort_findings(_tell_apart(drafts))


def _by_facet_and_key(relations: Iterable[Relation]) -> list[list[Relation]]:
    groups: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for relation in relations:
        groups[relation.facet, relation.slot.key].append(relation)
    return [groups[key] for key in sorted(groups)]


def _draft_findings(
    relations: Sequence[Relation],
    profiles: Mapping[str, Profile],
    heads: Mapping[str, ArticleHead],
) -> list[Finding]:
    return [
        _finish(groups, inside, profiles, heads)
        for groups, inside in group_sides(relations)
        if is_worth_reporting(groups, profiles)
    ]


def is_worth_reporting(groups: Sequence[Group], profiles: Mapping[str, Profile]) -> bool:
    """A disagreement always is; an agreement when two articles share it."""
    articles = {profiles[node.claim].claim.article for group in groups for node in group.nodes}
    return len(groups) > 1 or len(articles) > 1


def _finish(
    groups: Sequence[Group],
    relations: Sequence[Relation],
    profiles: Mapping[str, Profile],
    heads: Mapping[str, ArticleHead],
) -> Finding:
    claim_by_id = {node.claim: profiles[node.claim].claim for g in groups for node in g.nodes}
    verdict = choose_verdict(groups, relations, claim_by_id, heads)
    ordered = order_sides(groups, claim_by_id, heads)
    sides = tuple(_build_side(group, profiles) for group in ordered)
    lead = _lead_relation(relations, verdict)
    values = [group.canonical for group in groups]
    return Finding(
        fingerprint=take_fingerprint(lead.facet, _name_slot(lead), values),
        evidence=digest_evidence(sides),
        verdict=verdict,
        facet=lead.facet,
        topic=lead.slot.topic or lead.slot.key,
        score=lead.score,
        reason=_state_reason(verdict, sides, lead, claim_by_id),
        sides=sides,
        relations=tuple(relations),
    )


def _name_slot(relation: Relation) -> str:
    """The slot's key; a statement has no key of its own, and is told by its topic."""
    if relation.facet == "statement":
        return f"{relation.slot.key}: {fold_text(relation.slot.topic)}"
    return relation.slot.key


def _lead_relation(relations: Sequence[Relation], verdict: Verdict) -> Relation:
    wanted = "agree" if verdict == "agreement" else "conflict"
    return max(
        relations,
        key=lambda r: (r.kind == wanted, r.score, [-ord(c) for c in r.left + r.right]),
    )


def _build_side(group: Group, profiles: Mapping[str, Profile]) -> Side:
    marks: dict[str, set[Span]] = defaultdict(set)
    for node in group.nodes:
        marks[node.claim] |= set(node.highlights)
    ordered = sorted((profiles[claim_id] for claim_id in marks), key=_reading_order)
    return Side(
        value=group.value,
        claims=tuple(
            show_claim(profile, sorted(marks[profile.claim.id])) for profile in ordered
        ),
    )


def _reading_order(profile: Profile) -> tuple[str, int, int]:
    return profile.claim.article, profile.claim.start, profile.claim.end


def show_claim(profile: Profile, highlights: Iterable[Span]) -> SideClaim:
    """A claim as a finding shows it, in its sentence."""
    claim = profile.claim
    return SideClaim(
        id=claim.id,
        article=claim.article,
        start=claim.start,
        end=claim.end,
        text=claim.text,
        reading=claim.reading,
        highlights=tuple(highlights),
        source=claim.source,
        via=claim.via,
        quoted=claim.quoted,
        before=profile.sentence[: claim.start - claim.sentence.start],
        after=profile.sentence[claim.end - claim.sentence.start :],
    )


def _state_reason(
    verdict: Verdict, sides: Sequence[Side], lead: Relation, claim_by_id: Mapping[str, Claim]
) -> str:
    """Say it in one line: "Al-Ahram says 43; TRT says at least 100"."""
    if lead.facet == "statement":
        return lead.reason
    outlets = [list(dict.fromkeys(claim_by_id[c.id].outlet for c in s.claims)) for s in sides]
    is_one_outlet = len({outlet for names in outlets for outlet in names}) == 1
    if is_one_outlet and len(sides) > 1:
        said = f"{outlets[0][0]} says both {' and '.join(side.value for side in sides)}"
    else:
        said = "; ".join(
            f"{_list_names(names)} {'says' if len(names) == 1 else 'say'} {side.value}"
            for names, side in zip(outlets, sides, strict=True)
        )
    adds_more = verdict != "agreement" and " against " not in lead.reason
    return f"{said} ({lead.reason})" if adds_more else said


def _list_names(names: Sequence[str]) -> str:
    shown = list(names[:3]) if len(names) <= 3 else [*names[:2], f"{len(names) - 2} more"]
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def take_fingerprint(facet: str, key: str, values: Iterable[str]) -> str:
    """Hash facet, slot and competing values to 16 hex digits.

    Outlets, sentences and offsets stay out, so the finding keeps its
    fingerprint when another outlet joins a side.
    """
    return _hash([facet, key, *sorted(fold_text(value) for value in values)])


def digest_evidence(sides: Sequence[Side]) -> str:
    """Hash the deciding quotes to 16 hex digits."""
    return _hash(sorted(fold_text(claim.text) for side in sides for claim in side.claims))


def _hash(parts: list[str]) -> str:
    canonical = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


def _draft_singles(drafts: Sequence[Finding], profiles: Mapping[str, Profile]) -> list[Finding]:
    met = {claim.id for draft in drafts for side in draft.sides for claim in side.claims}
    alone = [profile for claim_id, profile in profiles.items() if claim_id not in met]
    return [_draft_single(profile) for profile in sorted(alone, key=_reading_order)]


def _draft_single(profile: Profile) -> Finding:
    claim = profile.claim
    value = shorten(claim.text)
    sides = (Side(value=value, claims=(show_claim(profile, ()),)),)
    source = f", from {claim.source}" if claim.source else ""
    return Finding(
        fingerprint=take_fingerprint("statement", "single", [claim.text]),
        evidence=digest_evidence(sides),
        verdict="single",
        facet="statement",
        topic=value,
        score=1.0,
        reason=f"only {claim.outlet} has it{source}",
        sides=sides,
    )


def _sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(
        sorted(
            findings,
            key=lambda f: (VERDICTS.index(f.verdict), -f.score, f.topic, f.fingerprint),
        )
    )


def _tell_apart(findings: Iterable[Finding]) -> list[Finding]:
    """Give findings that share facet, slot and values their own fingerprints."""
    seen: Counter[str] = Counter()
    told = []
    for finding in sorted(findings, key=lambda f: (f.fingerprint, f.evidence)):
        seen[finding.fingerprint] += 1
        if (count := seen[finding.fingerprint]) > 1:
            new = _hash([finding.fingerprint, str(count)])
            finding = finding.model_copy(update={"fingerprint": new})
        told.append(finding)
    return told
