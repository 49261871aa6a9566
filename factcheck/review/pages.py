"""Pages: how a template becomes an answer, and how other people's words stand in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from factcheck.decisions import DISMISSAL_REASONS, Decision
from factcheck.reporters import layout
from factcheck.review.deciding import LONGEST_NAME, LONGEST_NOTE, VERBS
from factcheck.review.queue import LANGUAGES, ORDERS, STATES
from factcheck.review.register import REVIEWED, Entry
from factcheck.text import BIDI_CONTROLS, is_arabic

MEDIA_TYPES = {
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def render(name: str, *, status: int = 200, **shown: Any) -> Response:
    """Fill a template; whatever it prints is escaped."""
    page = _build_environment().get_template(name).render(**shown)
    # A lone surrogate in an article's words has no place in UTF-8.
    return HTMLResponse(page.encode(errors="replace"), status_code=status)


@cache
def _build_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("factcheck.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "reveal": reveal,
        "sentence": write_sentence,
        "moment": say_moment,
        "percent": say_percent,
        "said": say_decision,
    }
    environment.filters.update(filters)
    environment.tests["arabic"] = is_arabic
    environment.globals.update(
        layout=layout,
        address_of=address_of,
        asset=name_asset,
        STATES=STATES,
        ORDERS=ORDERS,
        LANGUAGES=LANGUAGES,
        REASONS=DISMISSAL_REASONS,
        verdicts=REVIEWED,
        LONGEST_NAME=LONGEST_NAME,
        LONGEST_NOTE=LONGEST_NOTE,
    )
    return environment


def reveal(text: str) -> Markup:
    """Escape `text`; each control character shows its name and touches nothing around it.

    Bidirectional controls stay in the text, isolated, so that it is copied verbatim; the
    others may not stand in HTML.
    """
    shown = [
        Markup('<bdi class="control" data-code="{}">{}</bdi>').format(
            layout.name_control(piece), piece if piece in BIDI_CONTROLS else ""
        )
        if index % 2
        else escape(piece)
        for index, piece in enumerate(layout.split_controls(text))
    ]
    return Markup("").join(shown)


def write_sentence(text: str) -> Markup:
    """Escape a sentence of the program's own; Arabic names in it are isolated."""
    pieces = [reveal(piece) for piece in layout.split_right_to_left(text)]
    names = Markup('<bdi lang="ar">{}</bdi>')
    return Markup("").join(names.format(p) if i % 2 else p for i, p in enumerate(pieces))


def say_moment(moment: datetime) -> str:
    """Say a moment as "4 August 2016, 18:30 UTC"."""
    utc = moment.astimezone(UTC)
    day = layout.say_date(date(utc.year, utc.month, utc.day))
    return f"{day}, {utc:%H:%M} UTC"


def say_percent(share: float | None) -> str:
    """Say a share as "83 %", none as a dash."""
    return "–" if share is None else f"{share:.0%}".replace("%", " %")


def say_decision(decision: Decision) -> str:
    """Say what a decision did: "dismissed it: different event"."""
    said = VERBS[decision.action]
    if decision.action == "edit":
        return f"{said}: {decision.verdict} of {decision.facet}"
    if decision.is_final:
        said = f"{said}, which settles the disagreement"
    return f"{said}: {decision.reason}" if decision.reason else said


def address_of(entry: Entry | tuple[str, str], query: str = "") -> str:
    """The address of a finding's page, within a queue."""
    story, fingerprint = (entry.story, entry.fingerprint) if isinstance(entry, Entry) else entry
    path = f"/finding/{quote(story, safe='')}/{quote(fingerprint, safe='')}"
    return f"{path}?{query}" if query else path


@cache
def read_asset(name: str) -> bytes:
    """Read a file of the page's own; only the names of `MEDIA_TYPES` are served."""
    return (files(__package__) / "static" / name).read_bytes()


@cache
def name_asset(name: str) -> str:
    """The address of such a file, which changes with its content."""
    digest = hashlib.sha256(read_asset(name)).hexdigest()[:12]
    return f"/static/{name}?{digest}"
