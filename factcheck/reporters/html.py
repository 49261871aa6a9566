"""HTML: the report as one page that editors read, filter, print and send on.

One file, no script, no request to anywhere: the page's own policy forbids
both, so hostile words in an article stay words.
"""

from __future__ import annotations

from factcheck.records import Report
from factcheck.reporters import filters, layout, sources, views
from factcheck.reporters.markup import (
    build_page_environment,
    hash_style,
    read_style,
    shorten,
)
from factcheck.reporters.templating import mark_safe

name = "html"
file_name = "report.html"

STYLES = ("base.css", "report.css", "tables.css", "print.css")
_OPEN_ARTICLES = 8  # rows: more would push the findings off the first screen
_SHOWN_CLAIMS = 3  # a side; the rest unfold


def render(report: Report) -> str:
    """Write `report` as a page that holds its own style and loads nothing."""
    choices = filters.list_choices(report)
    style = read_style(*STYLES) + filters.write_rules(choices)
    return (
        build_page_environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            title=f"{shorten(report.story)}: conflict report",
            style=mark_safe(style),
            style_hash=hash_style(style),
            layout=layout,
            views=views,
            sources=sources,
            filters=filters,
            choices=choices,
            tokens=filters.index_tokens(report),
            counts=layout.count_verdicts(report),
            grid=views.fit_grid(layout.build_matrix(report)),
            source_rows=sources.list_sources(report),
            head_by_id=layout.index_heads(report),
            anchor_by_id={head.id: f"article-{n}" for n, head in enumerate(report.articles, 1)},
            shown_claims=_SHOWN_CLAIMS,
            open_articles=_OPEN_ARTICLES,
        )
    )
