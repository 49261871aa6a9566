"""One finding with all that a reviewer needs to settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from factcheck.decisions import Decision, drop_undone
from factcheck.records import ArticleHead, Finding, Relation, Side, SideClaim
from factcheck.reporters.layout import find_first_day, mark_sides
from factcheck.review.context import Context, find_context
from factcheck.review.explaining import (
    PairWords,
    explain_pairs,
    explain_verdict,
    list_relations,
)
from factcheck.review.register import Entry
from factcheck.store.articles import Member, load_members
from factcheck.store.packing import unpack_record, unpack_records
from factcheck.store.schema import findings
from factcheck.store.schema import relations as stored_relations

SHOWN_CLAIMS = 3  # a side; the rest unfold


class ClaimView(NamedTuple):
    """A claim with its article and its neighbours; no head when the article is gone."""

    claim: SideClaim
    head: ArticleHead | None
    context: Context


class SideView(NamedTuple):
    """One value, its mark ("A", "1"), when it was first published, and who states it."""

    mark: str
    value: str
    first_day: date | None
    claims: tuple[ClaimView, ...]


class Event(NamedTuple):
    """A decision as the history shows it."""

    decision: Decision
    is_undone: bool


class FindingView(NamedTuple):
    """A finding as its page shows it.

    `silent` are outlets of the story that say nothing of it, `others` findings of the story
    that speak of the same claims or topic.
    """

    finding: Finding
    sides: tuple[SideView, ...]
    verdict: str
    pairs: tuple[PairWords, ...]
    silent: tuple[str, ...]
    others: tuple[Finding, ...]
    history: tuple[Event, ...]


def load_view(
    connection: Connection, entry: Entry, history: Sequence[Decision]
) -> FindingView | None:
    """Load a finding with its articles; None when a run has dropped it since."""
    told = _load_findings(connection, entry.story, entry.facet)
    finding = told.get(entry.fingerprint)
    if finding is None:
        return None
    members = {one.head.id: one for one in load_members(connection, entry.story)}
    named = {claim.article for side in finding.sides for claim in side.claims}
    relations = list_relations(finding, _load_relations(connection, entry.story, named))
    return FindingView(
        finding=finding,
        sides=_show_sides(finding, members),
        verdict=explain_verdict(finding, len(relations)),
        pairs=tuple(_explain(finding, relations, members)),
        silent=_list_silent(named, members),
        others=tuple(one for one in told.values() if _is_akin(one, finding)),
        history=list_events(history),
    )


def _load_findings(connection: Connection, story: str, facet: str) -> dict[str, Finding]:
    """The findings of a story and facet, by fingerprint."""
    asked = select(findings.c.fingerprint, findings.c.body).where(
        findings.c.story == story, findings.c.facet == facet
    )
    return {
        row.fingerprint: unpack_record(row.body, Finding)
        for row in connection.execute(asked.order_by(findings.c.fingerprint))
    }


def _load_relations(connection: Connection, story: str, named: set[str]) -> list[Relation]:
    """The relations between the articles that a finding names."""
    asked = select(stored_relations.c.body).where(
        stored_relations.c.story == story,
        stored_relations.c.left_article.in_(named),
        stored_relations.c.right_article.in_(named),
    )
    bodies = connection.execute(asked).scalars()
    return [relation for body in bodies for relation in unpack_records(body, Relation)]


def _is_akin(one: Finding, finding: Finding) -> bool:
    """Tell whether another finding speaks of the same fact."""
    if one.fingerprint == finding.fingerprint:
        return False
    return one.topic == finding.topic or bool(_list_claims(one) & _list_claims(finding))


def _list_claims(finding: Finding) -> set[str]:
    return {claim.id for side in finding.sides for claim in side.claims}


def _show_sides(finding: Finding, members: Mapping[str, Member]) -> tuple[SideView, ...]:
    heads = {name: member.head for name, member in members.items()}
    marks = mark_sides(finding)
    return tuple(
        SideView(
            mark,
            side.value,
            _find_day(side, heads),
            tuple(_show_claim(claim, members) for claim in side.claims),
        )
        for mark, side in zip(marks, finding.sides, strict=True)
    )


def _find_day(side: Side, heads: dict[str, ArticleHead]) -> date | None:
    known = tuple(claim for claim in side.claims if claim.article in heads)
    return find_first_day(side.model_copy(update={"claims": known}), heads)


def _show_claim(claim: SideClaim, members: Mapping[str, Member]) -> ClaimView:
    member = members.get(claim.article)
    if member is None:
        return ClaimView(claim, None, Context())
    return ClaimView(claim, member.head, find_context(member, claim))


def _explain(
    finding: Finding, relations: Sequence[Relation], members: Mapping[str, Member]
) -> list[PairWords]:
    outlets = {
        claim.id: members[claim.article].head.outlet
        for side in finding.sides
        for claim in side.claims
        if claim.article in members
    }
    return explain_pairs(relations, outlets)


def _list_silent(named: set[str], members: Mapping[str, Member]) -> tuple[str, ...]:
    speaking = {members[name].head.outlet for name in named if name in members}
    return tuple(sorted({one.head.outlet for one in members.values()} - speaking))


def list_events(history: Sequence[Decision]) -> tuple[Event, ...]:
    """The decisions on a finding, newest first, those taken back marked."""
    counting = {one.number for one in drop_undone(history)}
    return tuple(
        Event(one, one.action != "undo" and one.number not in counting)
        for one in reversed(history)
    )
