"""Findings in the store: what each story's claims say of each other, and since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from factcheck.batches import grade
from factcheck.records import Finding, Relation
from factcheck.store.packing import (
    pack_record,
    pack_records,
    unpack_record,
    unpack_records,
)
from factcheck.store.schema import findings, history, relations

Event = Literal["new", "joined", "changed", "resolved"]


class Change(NamedTuple):
    """What a batch did to a finding.

    "new" and "joined" when one of the batch's articles takes part in it with words that were
    not there before, "changed" when it is other than before in any other way, "resolved"
    when it no longer holds.
    """

    event: Event
    finding: Finding


def drop_relations(connection: Connection, story: str, kept: Collection[str]) -> None:
    """Drop the relations of a story in which an article not `kept` takes part."""
    pair = relations.c.left_article, relations.c.right_article
    asked = select(*pair).where(relations.c.story == story)
    for left, right in connection.execute(asked).all():
        if left not in kept or right not in kept:
            mine = (pair[0] == left) & (pair[1] == right) & (relations.c.story == story)
            connection.execute(delete(relations).where(mine))


def load_relations(connection: Connection, story: str) -> list[Relation]:
    """The relations of a story, in the order of the articles' ids."""
    asked = (
        select(relations)
        .where(relations.c.story == story)
        .order_by(relations.c.left_article, relations.c.right_article)
    )
    return [
        relation
        for row in connection.execute(asked)
        for relation in unpack_records(row.body, Relation)
    ]


def save_relations(
    connection: Connection,
    story: str,
    found: Iterable[Relation],
    article_by_claim: Mapping[str, str],
) -> None:
    """Add the relations of pairs of articles that have none in the store yet."""
    by_articles: dict[tuple[str, str], list[Relation]] = defaultdict(list)
    for one in found:
        by_articles[article_by_claim[one.left], article_by_claim[one.right]].append(one)
    rows = [
        {
            "story": story,
            "left_article": left,
            "right_article": right,
            "body": pack_records(ones),
        }
        for (left, right), ones in sorted(by_articles.items())
    ]
    if rows:
        connection.execute(insert(relations), rows)


def load_open(connection: Connection, story: str | None = None) -> list[tuple[str, Finding]]:
    """The findings that hold, (story, finding), of one story or of all; sorted."""
    asked = select(findings.c.story, findings.c.body).where(findings.c.state == "open")
    if story is not None:
        asked = asked.where(findings.c.story == story)
    rows = connection.execute(asked.order_by(findings.c.story, findings.c.fingerprint))
    return [(row.story, unpack_record(row.body, Finding)) for row in rows]


def diff_findings(
    before: Sequence[Finding], after: Sequence[Finding], new_articles: Collection[str]
) -> list[Change]:
    """Say what became of a story's findings; what stayed as it was is left out."""
    known = {finding.fingerprint: finding for finding in before}
    changes = []
    for finding in after:
        earlier = known.pop(finding.fingerprint, None)
        says_more = earlier is None or earlier.evidence != finding.evidence
        if says_more and _takes_part(finding, new_articles):
            changes.append(Change("joined" if earlier else "new", finding))
        elif earlier != _without_relations(finding):
            changes.append(Change("changed", finding))
    changes += [Change("resolved", finding) for finding in known.values()]
    return sorted(changes, key=lambda change: change.finding.fingerprint)


def _takes_part(finding: Finding, articles: Collection[str]) -> bool:
    return any(claim.article in articles for side in finding.sides for claim in side.claims)


def _without_relations(finding: Finding) -> Finding:
    return finding.model_copy(update={"relations": ()})


def save_changes(
    connection: Connection, story: str, changes: Sequence[Change], batch: int
) -> None:
    """Write what a batch did to a story's findings, and note it in the history."""
    opened = dict(
        connection.execute(
            select(findings.c.fingerprint, findings.c.opened).where(findings.c.story == story)
        ).all()
    )
    for event, finding in changes:
        fingerprint = finding.fingerprint
        row = _finding_row(event, finding, batch)
        if fingerprint in opened:
            mine = (findings.c.story == story) & (findings.c.fingerprint == fingerprint)
            connection.execute(update(findings).where(mine).values(**row))
        else:
            connection.execute(
                insert(findings).values(
                    story=story, fingerprint=fingerprint, opened=batch, **row
                )
            )
        connection.execute(
            insert(history).values(
                story=story,
                fingerprint=fingerprint,
                batch=batch,
                event=event,
                evidence=finding.evidence,
            )
        )


def _finding_row(event: Event, finding: Finding, batch: int) -> dict[str, object]:
    return {
        "state": "resolved" if event == "resolved" else "open",
        "verdict": finding.verdict,
        "facet": finding.facet,
        "severity": grade(finding),
        "score": finding.score,
        "evidence": finding.evidence,
        "changed": batch,
        "body": pack_record(finding),
    }


def load_changes(connection: Connection, batch: int) -> list[tuple[str, Event, Finding]]:
    """What a batch did, (story, event, finding), as the findings stand now; sorted."""
    asked = (
        select(history.c.story, history.c.event, findings.c.body)
        .join(
            findings,
            (findings.c.story == history.c.story)
            & (findings.c.fingerprint == history.c.fingerprint),
        )
        .where(history.c.batch == batch)
        .order_by(history.c.story, history.c.fingerprint)
    )
    return [
        (row.story, row.event, unpack_record(row.body, Finding))
        for row in connection.execute(asked)
    ]
