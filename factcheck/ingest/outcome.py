"""Outcomes: what a batch brought, as its report tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from sqlalchemy import Connection

from factcheck.batches import (
    SEVERITIES,
    BatchFinding,
    BatchReport,
    BatchStory,
    FilePlace,
    FindingState,
    Tally,
    grade,
)
from factcheck.ingest.gather import Inbox
from factcheck.records import VERDICTS, Finding, SideClaim
from factcheck.store.articles import Member, load_members
from factcheck.store.batches import (
    StoredBatch,
    count_claims,
    list_articles,
    list_comparisons,
    load_report,
)
from factcheck.store.findings import Event, load_changes

_STATES: dict[Event, FindingState] = {"new": "new", "joined": "joined", "resolved": "resolved"}
_REPORTED = VERDICTS[:3]
_NEWLINE = re.compile(r"\r\n|\r|\n")


def draft_report(connection: Connection, batch: StoredBatch, inbox: Inbox) -> BatchReport:
    """The report as far as it is known once a batch is in its stories, before comparison."""
    brought = list_articles(connection, batch.number)
    new = sum(version == 1 for version, _ in brought)
    known = count_claims(connection, {one.article for one in inbox.waiting}, batch.number)
    return BatchReport(
        batch=batch.digest,
        models=batch.models,
        tally=Tally(
            new=new,
            revised=len(brought) - new,
            unchanged=len(inbox.waiting) + inbox.repeated - len(brought),
            claims=sum(claims for _, claims in brought),
            unchanged_claims=known,
        ),
    )


def with_faults(report: BatchReport, inbox: Inbox) -> BatchReport:
    """Add what could not be read this time: files may be mended, and are no content."""
    tally = report.tally.model_copy(update={"unreadable": len(inbox.faults)})
    return report.model_copy(update={"faults": inbox.faults, "tally": tally})


def add_finished(report: BatchReport, finished: Sequence[BatchReport]) -> BatchReport:
    """Add what batches brought that this run finished; of one finding the last word counts."""
    findings = {
        (one.story, one.finding.fingerprint): one
        for batch in (*finished, report)
        for one in batch.findings
    }
    stories = {story.id: story for batch in (*finished, report) for story in batch.stories}
    return report.model_copy(
        update={
            "finished": tuple(batch.batch for batch in finished),
            "findings": tuple(sorted(findings.values(), key=_rank)),
            "stories": tuple(stories[name] for name in sorted(stories)),
        }
    )


def complete_report(connection: Connection, batch: int) -> BatchReport:
    """Add stories and findings to the report of a batch of which every story is compared."""
    touched = list_comparisons(connection, batch, is_done=True)
    members = {story: load_members(connection, story) for story in touched}
    findings = [
        place_finding(story, _STATES[event], finding, members[story])
        for story, event, finding in load_changes(connection, batch)
        if event in _STATES and finding.verdict in _REPORTED
    ]
    return load_report(connection, batch).model_copy(
        update={
            "stories": tuple(_tell_story(s, members[s], batch) for s in touched if members[s]),
            "findings": tuple(sorted(findings, key=_rank)),
        }
    )


def _tell_story(story: str, members: Sequence[Member], batch: int) -> BatchStory:
    oldest = min(members, key=lambda one: (str(one.head.published or ""), one.head.id))
    return BatchStory(
        id=story,
        title=oldest.head.title or oldest.head.id,
        articles=tuple(member.head for member in members),
        new=tuple(member.head.id for member in members if member.batch == batch),
    )


def _rank(one: BatchFinding) -> tuple[int, int, int, float, str, str]:
    return (
        one.state == "resolved",
        SEVERITIES.index(one.severity),
        VERDICTS.index(one.finding.verdict),
        -one.finding.score,
        one.story,
        one.finding.fingerprint,
    )


def place_finding(
    story: str, state: FindingState, finding: Finding, members: Iterable[Member]
) -> BatchFinding:
    """Say where in its files a finding stands; a resolved one stands in none any more."""
    member_by_id = {member.head.id: member for member in members}
    return BatchFinding(
        story=story,
        state=state,
        severity=grade(finding),
        finding=finding,
        places=tuple(
            tuple(_find_place(claim, member_by_id) for claim in side.claims)
            for side in finding.sides
        )
        if state != "resolved"
        else (),
    )


def _find_place(claim: SideClaim, member_by_id: Mapping[str, Member]) -> FilePlace:
    member = member_by_id[claim.article]
    if not member.head.path.lower().endswith(".txt"):
        return FilePlace(path=member.head.path, line=member.line)
    line, column = locate(member.text, claim.start)
    end_line, end_column = locate(member.text, claim.end)
    return FilePlace(
        path=member.head.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )


def locate(text: str, offset: int) -> tuple[int, int]:
    """Find line and column of a place in a text, both counted from 1."""
    ends = (newline.end() for newline in _NEWLINE.finditer(text))
    starts = [0, *takewhile(lambda end: end <= offset, ends)]
    return len(starts), offset - starts[-1] + 1
