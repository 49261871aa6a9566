"""Batches: what `factcheck check` says of newly ingested articles.

A batch holds articles of many stories. Its report shows only what a new article
takes part in, and what has fallen away; formats lay it out, exit codes follow it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from factcheck.decisions import Standing
from factcheck.records import ArticleHead, Fault, Finding, ModelNames, Record

FindingState = Literal["new", "joined", "resolved"]
Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
SURE = 0.75  # the score from which a conflict of values is an error


class FilePlace(Record):
    """Where a claim stands in its file: lines and columns count from 1, ends excluded.

    Columns count code points. A file that is no plain text (HTML, a line of JSON)
    gives the line on which its article begins, and no columns.
    """

    path: str
    line: int = 1
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


class BatchFinding(Record):
    """A finding of one story that this batch brought, changed or made fall away.

    `state` is "new", "joined" where a new article joins a finding known before, or
    "resolved" where it no longer holds. `places` has one row a side of the finding and
    one place a claim, in the same order.
    """

    story: str
    state: FindingState
    severity: Severity
    finding: Finding
    places: tuple[tuple[FilePlace, ...], ...] = ()
    is_known: bool = Field(default=False, description="the baseline lists its fingerprint")
    standing: Standing = Field(default="pending", description="what reviewers decided")
    is_stale: bool = Field(default=False, description="a deciding quote changed since")

    @property
    def is_quiet(self) -> bool:
        """Tell whether it fails no run: accepted in the baseline, or dismissed as it stands."""
        return self.is_known or (self.standing == "dismissed" and not self.is_stale)


class BatchStory(Record):
    """A story that the batch touched: all of its articles, and which of them are new."""

    id: str
    title: str
    articles: tuple[ArticleHead, ...]
    new: tuple[str, ...] = Field(description="ids of the articles that this batch brought")


class Tally(Record):
    """How many articles the batch held, by what became of them."""

    new: int = 0
    revised: int = Field(default=0, description="a new text of an article known before")
    unchanged: int = Field(default=0, description="known before, or twice in the batch")
    unreadable: int = Field(default=0, description="faults of reading")
    claims: int = Field(default=0, description="claims extracted from new and revised ones")
    unchanged_claims: int = Field(default=0, description="claims that the others hold")


class BatchReport(Record):
    """All that one batch brought; `--format json` is this record.

    `batch` is the digest of the batch's content. Findings are sorted most severe first.
    `unused` and `expired` are fingerprints of the baseline.
    """

    format: Literal[1] = 1
    batch: str
    finished: tuple[str, ...] = Field(
        default=(), description="batches that a killed run left: what they brought is here too"
    )
    models: ModelNames
    tally: Tally
    stories: tuple[BatchStory, ...] = ()
    findings: tuple[BatchFinding, ...] = ()
    faults: tuple[Fault, ...] = ()
    unused: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    failing: int = Field(default=0, description="findings that count for the exit code")
    exit_code: int = 0

    def open_findings(self) -> tuple[BatchFinding, ...]:
        """The findings that hold and that neither baseline nor reviewers have settled."""
        return tuple(f for f in self.findings if f.state != "resolved" and not f.is_quiet)

    def story(self, story_id: str) -> BatchStory:
        """The story of an id; raises KeyError where the batch touched none of it."""
        for story in self.stories:
            if story.id == story_id:
                return story
        raise KeyError(story_id)


def grade(finding: Finding) -> Severity:
    """Grade a finding by verdict, facet and score.

    A conflict of typed values that is sure is an error; a dispute, a conflict of
    statements, and one that is less sure are warnings; an update is a note.
    """
    if finding.verdict == "conflict":
        is_sure = finding.facet != "statement" and finding.score >= SURE
        return "error" if is_sure else "warning"
    return "warning" if finding.verdict == "dispute" else "note"
