"""HTML: the report as one page that editors read, print and send on.

One file, no script, no request to anywhere: the page's own policy forbids
both, so hostile words in an article stay words.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.records import Report
from factcheck.reporters import layout
from factcheck.reporters.templating import build_environment, mark_safe
from factcheck.text import BIDI_CONTROLS, is_arabic

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

name = "html"
file_name = "report.html"

_FILTER_FROM = 12  # findings: below, all of them fit in one look
_OPEN_ARTICLES = 8  # rows: more would push the findings off the first screen
_SHOWN_CLAIMS = 3  # a side; the rest unfold


def render(report: Report) -> str:
    """Write `report` as a page that holds its own style and loads nothing."""
    style = _read_style()
    return (
        _build_environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            style=mark_safe(style),
            style_hash=_hash_style(style),
            layout=layout,
            facets=_list_facets(report),
            head_by_id=layout.index_heads(report),
            anchor_by_id={head.id: f"article-{n}" for n, head in enumerate(report.articles, 1)},
            shown_claims=_SHOWN_CLAIMS,
            open_articles=_OPEN_ARTICLES,
        )
    )


def _list_facets(report: Report) -> tuple[str, ...]:
    """List the facets to choose from; a short report needs no choice."""
    facets = tuple(sorted({finding.facet for finding in report.findings}))
    return facets if len(facets) > 1 and len(report.findings) >= _FILTER_FROM else ()


@cache
def _build_environment() -> Environment:
    environment = build_environment({"reveal": _reveal_controls, "sentence": _write_sentence})
    environment.tests["arabic"] = is_arabic
    return environment


def _read_style() -> str:
    return (files(__package__) / "templates" / "report.css").read_text(encoding="utf-8")


def _hash_style(style: str) -> str:
    """Hash the style as the page's policy names it. Source: W3C, CSP Level 3, 6.7.3.2."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _reveal_controls(text: str) -> Markup:
    """Escape `text`; each control character shows its name and touches nothing around it.

    Bidirectional controls stay in the text, isolated, so that it is copied
    verbatim; the others may not stand in HTML.
    """
    from markupsafe import Markup, escape

    pieces = layout.split_controls(text)
    shown = [
        Markup('<bdi class="control" data-code="{}">{}</bdi>').format(
            layout.name_control(piece), piece if piece in BIDI_CONTROLS else ""
        )
        if index % 2
        else escape(piece)
        for index, piece in enumerate(pieces)
    ]
    return Markup("").join(shown)


def _write_sentence(text: str) -> Markup:
    """Escape a sentence of the program's own; Arabic names in it are isolated."""
    from markupsafe import Markup

    pieces = [_reveal_controls(piece) for piece in layout.split_right_to_left(text)]
    names = Markup('<bdi lang="ar">{}</bdi>')
    return Markup("").join(names.format(p) if i % 2 else p for i, p in enumerate(pieces))
