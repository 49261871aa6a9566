"""Index: the stories of one run on one page, the most severe first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import quote

from factcheck.batches import SEVERITIES, Severity, grade
from factcheck.records import VERDICTS, Language, Report, Verdict
from factcheck.reporters import html, layout, views
from factcheck.reporters.markup import build_page_environment, hash_style, read_style
from factcheck.reporters.templating import mark_safe

file_name = "index.html"

STYLES = ("base.css", "tables.css", "print.css")
Worst = Severity | Literal["none"]
_ORDER: tuple[Worst, ...] = (*SEVERITIES, "none")


class StoryRow(NamedTuple):
    """One story of the index: where its report lies, and what it found.

    `worst` grades the gravest conflict, dispute or update; "none" where there is none.
    """

    story: str
    link: str
    worst: Worst
    counts: dict[Verdict, int]
    articles: int
    claims: int
    outlets: tuple[str, ...]
    languages: tuple[Language, ...]
    days: tuple[date, ...]
    faults: int

    @property
    def rank(self) -> tuple[object, ...]:
        """The row's place: most severe first, then by conflicts, disputes, updates, name."""
        counts = (-self.counts[verdict] for verdict in VERDICTS[:3])
        return (_ORDER.index(self.worst), *counts, self.story)


def render_index(reports: Sequence[Report]) -> str:
    """Write a page that lists the reports, which lie in a folder each beside it.

    The same reports in any order give the same bytes.
    """
    rows = list_stories(reports)
    style = read_style(*STYLES)
    return (
        build_page_environment()
        .get_template("index.html.j2")
        .render(
            rows=rows,
            title="Conflict reports",
            heading="1 story" if len(rows) == 1 else f"{len(rows)} stories",
            totals={verdict: sum(row.counts[verdict] for row in rows) for verdict in VERDICTS},
            layout=layout,
            views=views,
            style=mark_safe(style),
            style_hash=hash_style(style),
        )
    )


def list_stories(reports: Sequence[Report]) -> tuple[StoryRow, ...]:
    """List a row a report, in the order of the index."""
    return tuple(sorted((_build_row(report) for report in reports), key=lambda row: row.rank))


def _build_row(report: Report) -> StoryRow:
    days = sorted({head.published for head in report.articles if head.published})
    return StoryRow(
        story=report.story,
        link=_write_link(report.story),
        worst=_find_worst(report),
        counts=layout.count_verdicts(report),
        articles=len(report.articles),
        claims=sum(head.claims for head in report.articles),
        outlets=tuple(dict.fromkeys(head.outlet for head in report.articles)),
        languages=tuple(sorted({head.language for head in report.articles})),
        days=tuple(dict.fromkeys((days[0], days[-1]))) if days else (),
        faults=len(report.faults),
    )


def _find_worst(report: Report) -> Worst:
    grades = [grade(f) for f in report.findings if f.verdict in VERDICTS[:3]]
    return min(grades, key=SEVERITIES.index, default="none")


def _write_link(story: str) -> str:
    """Write the address of a story's report from the index; a name is one folder."""
    folder = quote(story.encode("utf-8", errors="surrogatepass"), safe="")
    return f"./{folder}/{html.file_name}"
