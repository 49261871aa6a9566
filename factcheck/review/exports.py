"""Exports: decisions for other programs.

    decisions.jsonl     every entry of every history
    decisions.csv       the same, for spreadsheets
    gold.jsonl          settled findings, in the format that `factcheck evaluate` reads
    claimreview.jsonld  confirmed findings, as schema.org ClaimReview

What no longer stands as the reviewer saw it, because a deciding quote changed, is no gold
and no ClaimReview.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from factcheck.decisions import Decision, Outcome
from factcheck.records import ArticleHead, Finding, Side, SideClaim
from factcheck.reporters.layout import find_web_link
from factcheck.review.register import Entry, Snapshot
from factcheck.store.articles import load_members
from factcheck.store.packing import unpack_record
from factcheck.store.schema import findings

COLUMNS = (
    "fingerprint number story topic facet_found verdict_found standing is_stale"
    " action reason reviewer at note facet verdict is_final"
).split()
# Source: OWASP, "CSV Injection"; the wide forms count too in some locales.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


class Settled(NamedTuple):
    """A finding that people settled, with its outcome and the articles of its story."""

    story: str
    finding: Finding
    outcome: Outcome
    heads: Mapping[str, ArticleHead]


class Export(NamedTuple):
    """One kind of file; its name is fixed, so nothing in a store can choose a path."""

    file_name: str
    media_type: str
    says: str
    write: Callable[[Connection, Snapshot], Iterator[str]]


def write_jsonl(connection: Connection, snapshot: Snapshot) -> Iterator[str]:
    """Write every entry of every history, oldest first within a finding."""
    for entry, decision in _list_decisions(snapshot):
        line = {"story": entry.story, "topic": entry.topic} if entry else {}
        yield _dump({**decision.model_dump(mode="json"), **line}) + "\n"


def write_csv(connection: Connection, snapshot: Snapshot) -> Iterator[str]:
    """Write the same as rows; a cell that a spreadsheet would run is made text."""
    yield _write_row(COLUMNS)
    for entry, decision in _list_decisions(snapshot):
        fields = {**_describe(snapshot, entry), **decision.model_dump(mode="json")}
        yield _write_row([_guard(fields.get(column)) for column in COLUMNS])


def _list_decisions(snapshot: Snapshot) -> Iterator[tuple[Entry | None, Decision]]:
    entry_by_fingerprint = {entry.fingerprint: entry for entry in snapshot.entries}
    for fingerprint, history in sorted(snapshot.histories.items()):
        for decision in history:
            yield entry_by_fingerprint.get(fingerprint), decision


def _describe(snapshot: Snapshot, entry: Entry | None) -> dict[str, object]:
    if entry is None:
        return {}
    outcome = snapshot.outcome(entry)
    return {
        "story": entry.story,
        "topic": entry.topic,
        "facet_found": entry.facet,
        "verdict_found": entry.verdict,
        "standing": outcome.standing,
        "is_stale": outcome.is_stale,
    }


def _guard(cell: object) -> str:
    """Make a cell text: none is empty, a formula gets an apostrophe."""
    text = "" if cell is None else str(cell).replace("\0", "\ufffd")
    is_formula = text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if is_formula else text


def _write_row(cells: list[str]) -> str:
    line = io.StringIO()
    csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow(cells)
    return line.getvalue()


def write_gold(connection: Connection, snapshot: Snapshot) -> Iterator[str]:
    """Write settled findings as gold: a dismissed one is a trap, its verdict "none".

    `article` is the name of the article's file without its ending; `story` tells the lines
    of one story from those of another.
    """
    for one in _load_settled(connection, snapshot):
        finding, outcome = one.finding, one.outcome
        is_right = outcome.standing == "confirmed"
        last = outcome.last
        words = (last.reason, last.note) if last else ()
        yield (
            _dump(
                {
                    "id": finding.fingerprint,
                    "verdict": (outcome.verdict or finding.verdict) if is_right else "none",
                    "facet": outcome.facet or finding.facet,
                    "topic": finding.topic,
                    "sides": [_quote_side(side, one.heads) for side in finding.sides],
                    "note": ": ".join(word for word in words if word),
                    "story": one.story,
                }
            )
            + "\n"
        )


def _quote_side(side: Side, heads: Mapping[str, ArticleHead]) -> dict[str, Any]:
    quotes = [
        {"article": name_article(heads[claim.article]), "text": claim.text}
        for claim in side.claims
        if claim.article in heads
    ]
    return {"value": side.value, "quotes": quotes}


def name_article(head: ArticleHead) -> str:
    """Name an article as gold does: its file without the ending, else its id."""
    path = PurePosixPath(head.path.replace("\\", "/"))
    return path.stem if path.suffix.lower() == ".txt" else head.id


def write_claim_reviews(connection: Connection, snapshot: Snapshot) -> Iterator[str]:
    """Write confirmed conflicts and disputes as one JSON-LD graph, a ClaimReview a side.

    factcheck never says who is right, so the rating has words and no number. An update is
    no review: the later report replaced the earlier one.
    Source: schema.org, "ClaimReview"; Google, "Fact Check structured data".
    """
    reviews = [
        _review_side(one, number)
        for one in _load_settled(connection, snapshot)
        if one.outcome.standing == "confirmed"
        and (one.outcome.verdict or one.finding.verdict) in ("conflict", "dispute")
        for number in range(len(one.finding.sides))
    ]
    yield _dump({"@context": "https://schema.org", "@graph": reviews}, indent=2) + "\n"


def _review_side(one: Settled, number: int) -> dict[str, Any]:
    finding, last = one.finding, one.outcome.last
    side = finding.sides[number]
    others = "; ".join(s.value for n, s in enumerate(finding.sides) if n != number)
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": f"urn:factcheck:{finding.fingerprint}:{number + 1}",
        "claimReviewed": f"{finding.topic}: {side.value}",
        "reviewRating": {"@type": "Rating", "alternateName": f"At odds with: {others}"},
        "itemReviewed": {
            "@type": "Claim",
            "text": side.claims[0].text,
            "appearance": [
                _cite(claim, one.heads[claim.article])
                for claim in side.claims
                if claim.article in one.heads
            ],
        },
    }
    if sources := [claim.source for claim in side.claims if claim.source]:
        review["itemReviewed"]["author"] = {"@type": "Thing", "name": sources[0]}
    if last:
        review["datePublished"] = last.at.date().isoformat()
        review["author"] = {"@type": "Person", "name": last.reviewer}
    return review


def _cite(claim: SideClaim, head: ArticleHead) -> dict[str, Any]:
    cited: dict[str, Any] = {
        "@type": "NewsArticle",
        "publisher": {"@type": "Organization", "name": head.outlet},
        "inLanguage": head.language,
        "headline": head.title,
        "url": find_web_link(head.url),
        "datePublished": head.published.isoformat() if head.published else None,
    }
    return {name: value for name, value in cited.items() if value}


def _load_settled(connection: Connection, snapshot: Snapshot) -> Iterator[Settled]:
    """Load what stands settled as the reviewers saw it, story by story."""
    stories: dict[str, list[Entry]] = {}
    for entry in snapshot.entries:
        outcome = snapshot.outcome(entry)
        if outcome.standing in ("confirmed", "dismissed") and not outcome.is_stale:
            stories.setdefault(entry.story, []).append(entry)
    for story, entries in sorted(stories.items()):
        heads = {one.head.id: one.head for one in load_members(connection, story)}
        bodies = _load_bodies(connection, story)
        for entry in sorted(entries, key=lambda entry: entry.fingerprint):
            if entry.fingerprint in bodies and entry.is_open:
                finding = unpack_record(bodies[entry.fingerprint], Finding)
                yield Settled(story, finding, snapshot.outcome(entry), heads)


def _load_bodies(connection: Connection, story: str) -> dict[str, bytes]:
    asked = select(findings.c.fingerprint, findings.c.body).where(findings.c.story == story)
    return dict(connection.execute(asked).all())


def _dump(fields: object, indent: int | None = None) -> str:
    """Write JSON that stands in one line for every reader, U+2028 escaped too."""
    text = json.dumps(fields, ensure_ascii=False, indent=indent)
    return (
        text.replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .replace("\x85", "\\u0085")
    )


_LINES = "application/x-ndjson"
EXPORTS = {
    one.file_name: one
    for one in (
        Export(
            "decisions.csv",
            "text/csv; charset=utf-8",
            "every decision, for spreadsheets",
            write_csv,
        ),
        Export("decisions.jsonl", _LINES, "every decision, one a line", write_jsonl),
        Export(
            "gold.jsonl",
            _LINES,
            "settled findings, as `factcheck evaluate` reads them",
            write_gold,
        ),
        Export(
            "claimreview.jsonld",
            "application/ld+json",
            "confirmed findings, as schema.org ClaimReview",
            write_claim_reviews,
        ),
    )
}
