"""Outline: what all formats show of a batch, computed once.

Findings with the titles, outlets and places that they are shown with, most
severe first; the words that count them; and strangers' text made harmless.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from factcheck.batches import SEVERITIES, BatchFinding, BatchReport, FilePlace, Severity
from factcheck.records import ArticleHead, Finding, Side, SideClaim, Verdict
from factcheck.reporters import layout

SHOWN_VERDICTS: tuple[Verdict, ...] = ("conflict", "dispute", "update")
LONGEST_TEXT = 300  # code points; a claim is one sentence, a hostile one may be a megabyte
# What no terminal and no XML file may hold, and `layout.reveal_controls` lets pass.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Statement(NamedTuple):
    """A claim as it is shown: who published it, and where it stands."""

    claim: SideClaim
    head: ArticleHead | None
    place: FilePlace

    @property
    def outlet(self) -> str:
        """The outlet, or the article's id where the report no longer lists the article."""
        return self.head.outlet if self.head else self.claim.article


class OutlinedSide(NamedTuple):
    """One value, its mark ("A", "1") and the claims that state it."""

    mark: str
    value: str
    statements: tuple[Statement, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who publishes the value, each outlet once."""
        return tuple(dict.fromkeys(statement.outlet for statement in self.statements))


class Outline(NamedTuple):
    """A finding with the story's title and its sides."""

    entry: BatchFinding
    title: str
    sides: tuple[OutlinedSide, ...]

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.entry.finding

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All claims, side by side; the first one is where the finding is shown."""
        return tuple(statement for side in self.sides for statement in side.statements)

    @property
    def is_resolved(self) -> bool:
        """Whether the finding no longer holds."""
        return self.entry.state == "resolved"

    @property
    def is_open(self) -> bool:
        """Whether the finding holds, and neither baseline nor reviewers have settled it."""
        return not self.is_resolved and not self.entry.is_quiet


def outline_findings(report: BatchReport) -> tuple[Outline, ...]:
    """Outline the conflicts, disputes and updates: most severe first, resolved ones last."""
    shown = [entry for entry in report.findings if entry.finding.verdict in SHOWN_VERDICTS]
    shown.sort(key=lambda e: (e.state == "resolved", SEVERITIES.index(e.severity)))
    titles = {story.id: story.title or story.id for story in report.stories}
    heads = {head.id: head for story in report.stories for head in story.articles}
    return tuple(
        Outline(entry, titles.get(entry.story, entry.story), _outline_sides(entry, heads))
        for entry in shown
    )


def _outline_sides(
    entry: BatchFinding, heads: dict[str, ArticleHead]
) -> tuple[OutlinedSide, ...]:
    sides = entry.finding.sides
    rows = entry.places or tuple(_guess_places(side, heads) for side in sides)
    return tuple(
        OutlinedSide(
            mark,
            side.value,
            tuple(
                Statement(claim, heads.get(claim.article), place)
                for claim, place in zip(side.claims, row, strict=True)
            ),
        )
        for mark, side, row in zip(layout.mark_sides(entry.finding), sides, rows, strict=True)
    )


def _guess_places(side: Side, heads: dict[str, ArticleHead]) -> tuple[FilePlace, ...]:
    """Name the file alone, where a finding comes without its places."""
    paths = (
        heads[claim.article].path if claim.article in heads else claim.article
        for claim in side.claims
    )
    return tuple(FilePlace(path=path) for path in paths)


def reveal(text: str) -> str:
    """Write out what cannot be shown or would act; white space becomes single spaces.

    `##[` starts a workflow command anywhere in a line of a build log.
    """
    return layout.reveal_controls(name_no_characters(text)).strip().replace("##[", "## [")


def name_no_characters(text: str) -> str:
    """Write out code points that are no characters, which UTF-8 or XML cannot hold."""
    return _NO_CHARACTER.sub(lambda found: f"[{layout.name_control(found.group())}]", text)


def show(text: str) -> str:
    """Reveal, shorten and isolate an article's words for the middle of a line.

    To be called once: what is shown twice has its own isolates written out.
    """
    return layout.isolate(shorten(reveal(text)))


def shorten(text: str) -> str:
    """Cut what is longer than `LONGEST_TEXT`, with an ellipsis for the rest."""
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def say_kind(finding: Finding) -> str:
    """Name what was found: "quantity conflict"."""
    return f"{finding.facet} {finding.verdict}"


def say_side(side: OutlinedSide) -> str:
    """Say a value and its outlets: "214 (Harbour Courier, The Dispatch)"."""
    return f"{show(side.value)} ({', '.join(map(show, side.outlets))})"


def say_values(outline: Outline) -> str:
    """Say the values by outlet, with an arrow where one follows another."""
    between = " → " if outline.finding.verdict == "update" else " | "
    return between.join(say_side(side) for side in outline.sides)


def say_place(place: FilePlace) -> str:
    """Say where a claim stands, as terminals link it: "articles/a.txt:12:5".

    A path that begins with a colon gets "./", so that no line begins with "::".
    """
    parts = (place.line, place.column)
    path = reveal(place.path)
    rooted = f"./{path}" if path.startswith(":") else path
    return ":".join([rooted, *(str(part) for part in parts if part is not None)])


def count_severities(report: BatchReport) -> dict[Severity, int]:
    """Count the open findings of each severity, zeros included."""
    counts = Counter(o.entry.severity for o in outline_findings(report) if o.is_open)
    return {severity: counts[severity] for severity in SEVERITIES}


def say_outcome(report: BatchReport) -> str:
    """Say what is open: "2 errors, 1 warning", or "no finding is open"."""
    counts = count_severities(report)
    said = [layout.say_count(counts[s], s) for s in SEVERITIES if counts[s]]
    return ", ".join(said) or "no finding is open"


def say_rest(report: BatchReport) -> str:
    """Say what is not open and what the exit code follows; resolved, known, failing."""
    shown = outline_findings(report)
    known = sum(o.entry.is_known and not o.is_resolved for o in shown)
    resolved = sum(o.is_resolved for o in shown)
    dismissed = sum(o.entry.is_quiet and not o.entry.is_known for o in shown)
    settled = f"{dismissed} dismissed by reviewers, " if dismissed else ""
    return (
        f"{resolved} resolved, {known} known to the baseline, {settled}"
        f"{report.failing} failing, exit code {report.exit_code}"
    )


def say_tally(report: BatchReport) -> str:
    """Say what the batch held: articles by what became of them, claims, stories."""
    tally, stories = report.tally, len(report.stories)
    return (
        f"{tally.new} new {layout.say_noun(tally.new, 'article')}, {tally.revised} revised, "
        f"{tally.unchanged} unchanged, {tally.unreadable} unreadable; "
        f"{layout.say_count(tally.claims, 'claim')}; "
        f"{stories} {'story' if stories == 1 else 'stories'}"
    )


def list_baseline_faults(report: BatchReport) -> tuple[str, ...]:
    """List what the baseline's owner should mend, one sentence a fingerprint."""
    unused = (f"baseline: {shown} matches no finding" for shown in map(reveal, report.unused))
    expired = (f"baseline: {shown} has expired" for shown in map(reveal, report.expired))
    return (*unused, *expired)
