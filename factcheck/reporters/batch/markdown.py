"""Markdown: the batch for GitHub's job summary or a comment on a merge request.

Bounded, since a comment holds 65,536 characters: the most severe findings, a few
claims of each side. Articles' words are escaped; none can mention a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.batches import BatchReport
from factcheck.records import SideClaim
from factcheck.reporters import layout
from factcheck.reporters.batch.outline import (
    Outline,
    OutlinedSide,
    Statement,
    list_baseline_faults,
    outline_findings,
    reveal,
    say_kind,
    say_outcome,
    say_place,
    say_rest,
    say_tally,
    shorten,
)
from factcheck.reporters.markdown import quote_claim, write_link, write_sentence, write_words

name = "markdown"

LENGTH_AT_MOST = 35_000  # of the findings; the lists below them need the rest
CLAIMS_AT_MOST = 3
LINES_AT_MOST = 10
_MENTION = re.compile(r"@(?=\w)")
_ZERO_WIDTH_SPACE = "\u200b"


def render(report: BatchReport) -> str:
    """Write open findings with their claims, then what was resolved, then faults."""
    return "\n".join(_write_lines(report))


def _write_lines(report: BatchReport) -> Iterator[str]:
    outlines = outline_findings(report)
    yield f"## factcheck: {say_outcome(report)}\n"
    yield f"{say_tally(report)}. {say_rest(report)}.\n"
    yield from _write_findings([outline for outline in outlines if outline.is_open])
    resolved = [_write_resolved(outline) for outline in outlines if outline.is_resolved]
    yield from _write_list("Resolved", resolved)
    faults = (f"{f.place}: {f.message}. {f.cure}".strip() for f in report.faults)
    yield from _write_list("Could not be read", [_write_words(fault) for fault in faults])
    yield from _write_list("Baseline", list(map(_write_words, list_baseline_faults(report))))


def _write_findings(outlines: list[Outline]) -> Iterator[str]:
    """Write findings until the next one would not fit, and count the rest."""
    length = 0
    for at, outline in enumerate(outlines):
        written = "\n".join(_write_finding(outline))
        length += len(written)
        if length > LENGTH_AT_MOST:
            more = layout.say_count(len(outlines) - at, "finding")
            yield f"**And {more} more**, in the other outputs.\n"
            return
        yield written


def _write_finding(outline: Outline) -> Iterator[str]:
    entry, finding = outline.entry, outline.finding
    yield f"### {entry.severity.capitalize()}: {_write_words(finding.topic)}\n"
    yield (
        f"{say_kind(finding)} in {_write_words(outline.title)}, {entry.state}: "
        f"{_still(write_sentence(shorten(reveal(finding.reason))))}\n"
    )
    for side in outline.sides:
        yield from _write_side(side)
    yield f"Score {finding.score:.2f}, fingerprint {_write_words(finding.fingerprint)}\n"


def _write_side(side: OutlinedSide) -> Iterator[str]:
    yield f"**{side.mark}: {_write_words(side.value)}**\n"
    for statement in side.statements[:CLAIMS_AT_MOST]:
        quoted = quote_claim(_shorten_claim(statement.claim))
        yield f"> {_still(quoted)}\n>\n> {_write_source(statement)}\n"
    if more := len(side.statements[CLAIMS_AT_MOST:]):
        yield f"and {layout.say_count(more, 'claim')} more\n"


def _shorten_claim(claim: SideClaim) -> SideClaim:
    text = shorten(claim.text)
    return claim.model_copy(update={"text": text, "end": claim.start + len(text)})


def _write_source(statement: Statement) -> str:
    source = f"{_write_words(statement.outlet)}, {_write_words(say_place(statement.place))}"
    link = layout.find_web_link(statement.head.url if statement.head else None)
    return f"{source} ({write_link(link, 'article')})" if link else source


def _write_resolved(outline: Outline) -> str:
    topic, title = _write_words(outline.finding.topic), _write_words(outline.title)
    return f"{say_kind(outline.finding)}: {topic}, in {title}"


def _write_list(title: str, items: list[str]) -> Iterator[str]:
    if not items:
        return
    yield f"### {title}\n"
    yield from (f"- {item}" for item in items[:LINES_AT_MOST])
    if more := len(items[LINES_AT_MOST:]):
        yield f"- and {more} more"
    yield ""


def _write_words(text: str) -> str:
    """Escape an article's words for the middle of a line."""
    return _still(write_words(shorten(reveal(text))))


def _still(written: str) -> str:
    """Part an @ from what follows, or a name in an article would call its bearer."""
    return _MENTION.sub(f"@{_ZERO_WIDTH_SPACE}", written)
