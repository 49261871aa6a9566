"""Builders for what one batch brought."""

from __future__ import annotations

from factcheck.batches import BatchFinding, BatchReport, BatchStory, FilePlace, Tally, grade
from factcheck.records import ArticleHead, Finding, ModelNames
from tests.make import make_head
from tests.reporters.build import make_finding, make_side_claim

MODELS = ModelNames(embedder="embedded", nli="embedded")


def make_entry(finding: Finding, **changes: object) -> BatchFinding:
    """A new finding of the story "fire"; each claim stands on a line of its own."""
    paths = {claim.article: f"articles/{claim.article}.txt" for claim in _claims(finding)}
    fields: dict[str, object] = {
        "story": "fire",
        "state": "new",
        "severity": grade(finding),
        "finding": finding,
        "places": tuple(
            tuple(make_place(paths[c.article], line=c.start // 10) for c in side.claims)
            for side in finding.sides
        ),
    }
    return BatchFinding.model_validate({**fields, **changes})


def _claims(finding: Finding) -> list[object]:
    return [claim for side in finding.sides for claim in side.claims]


def make_place(path: str, *, line: int = 3) -> FilePlace:
    """A place of forty code points on one line."""
    return FilePlace(path=path, line=line, column=5, end_line=line, end_column=45)


def make_report(*entries: BatchFinding, **changes: object) -> BatchReport:
    """A report on one story, "fire", of two articles."""
    fields: dict[str, object] = {
        "batch": "0f" * 16,
        "models": MODELS,
        "tally": Tally(new=2, claims=9),
        "stories": (make_story("fire", make_head("daily-1"), make_head("times-1")),),
        "findings": entries,
    }
    return BatchReport.model_validate({**fields, **changes})


def make_story(id_: str, *heads: ArticleHead, title: str = "Fire at sea") -> BatchStory:
    """A story whose last article is new."""
    return BatchStory(id=id_, title=title, articles=heads, new=(heads[-1].id,))


def make_conflict(
    topic: str = "people rescued",
    *,
    values: tuple[str, str] = ("12", "14"),
    words: str = "⟦12⟧ were rescued",
    score: float = 0.9,
) -> Finding:
    """A conflict of quantities between `daily-1` and `times-1`."""
    left, right = (make_side_claim(a, words, start=100) for a in ("daily-1", "times-1"))
    sides = ((values[0], [left]), (values[1], [right]))
    return make_finding("conflict", "quantity", topic, *sides, score=score)
