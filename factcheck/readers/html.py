"""Web pages: `.html` and `.htm`.

trafilatura finds the article in the page and its title, date and site. The
article's text is our own: the title, then a paragraph a line. A page is
untrusted: scripts and oversized tags are cut away before it is parsed, and the
work is bounded by the number of its tags. What a page says of its language is
too often its template's, so the text alone decides.
"""

from __future__ import annotations

import logging
import re
import warnings
from typing import NamedTuple

from factcheck.readers.articles import build_article, compose
from factcheck.readers.encoding import decode
from factcheck.readers.fields import Fields, Published, parse_published
from factcheck.readers.markup import MOST_TAGS, count_tags, drop_code, find_paragraphs
from factcheck.readers.naming import name_host
from factcheck.readers.source import Reading, Source, load_bytes
from factcheck.records import Fault

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_HEAD_BYTES = 4096
_FIELD = r"[^<>]{0,300}?"
_META_TIME = re.compile(
    rf"<meta\b{_FIELD}[\"'](?:article:published_time|datePublished|og:published_time|"
    rf"parsely-pub-date|DC\.date\.issued)[\"']{_FIELD}\bcontent\s*=\s*[\"']([^\"'<>]{{8,40}})[\"']",
    re.IGNORECASE,
)
_LINKED_TIME = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{8,40})\"")
_LAST_DATE = "2100-01-01"


class _Page(NamedTuple):
    """What trafilatura found in a page."""

    title: str | None
    outlet: str | None
    url: str | None
    day: str | None
    lines: tuple[str, ...]


def read_source(source: Source) -> Reading:
    """Read a web page as one article."""
    content = load_bytes(source)
    if isinstance(content, Fault):
        return Reading(faults=(content,))
    page, faults = decode(source.place, content, charset=find_charset(content))
    if page is None:
        return Reading(faults=faults)
    reading = read_page(source, page, article_id=source.stem)
    if reading == Reading():
        reading = Reading(faults=(_no_article(source),))
    return Reading(reading.articles, (*faults, *reading.faults))


def find_charset(content: bytes) -> str | None:
    """Find the charset that a page states in its head."""
    charset = _CHARSET.search(content[:_HEAD_BYTES])
    return charset.group(1).decode("ascii", "replace") if charset else None


def read_page(source: Source, page: str, *, article_id: str, url: str | None = None) -> Reading:
    """Read a decoded page; one that holds no article gives an empty reading.

    A `url` that is known is the article's, and its host names an outlet that the
    page does not.
    """
    tags = count_tags(page)
    if tags > MOST_TAGS:
        return Reading(faults=(_too_many_tags(source, tags),))
    found = _extract(drop_code(page))
    if not found or not found.lines:
        return Reading()
    fields = _read_fields(page, found)
    if url:
        fields = fields._replace(url=url, outlet=fields.outlet or name_host(url))
    layout = compose(found.title, _drop_title(found))
    if not layout.text:
        return Reading()
    return build_article(source, layout, fields, article_id=article_id)


def _too_many_tags(source: Source, tags: int) -> Fault:
    return Fault(
        place=source.place,
        message=f"{tags:,} tags are too many for one article: the limit is {MOST_TAGS:,}",
        cure="Save the article's text as a .txt file.",
    )


def _no_article(source: Source) -> Fault:
    return Fault(
        place=source.place,
        message="no article was found in the page",
        cure="Save the article's text as a .txt file.",
    )


def _extract(page: str) -> _Page | None:
    """Ask trafilatura; for what it finds too short, take the page's own paragraphs."""
    with warnings.catch_warnings():
        # It can fetch, too, and urllib3 warns that a proxy's package is absent.
        warnings.simplefilter("ignore")
        import trafilatura

    # It logs an error for a page without an article, which is ours to report.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    dates = {"max_date": _LAST_DATE, "original_date": True, "extensive_search": False}
    document = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if document is None:
        return _Page(None, None, None, None, tuple(find_paragraphs(page)))
    found = document if isinstance(document, dict) else document.as_dict()
    return _Page(
        title=found.get("title"),
        outlet=found.get("sitename"),
        url=found.get("url"),
        day=found.get("date"),
        lines=tuple((found.get("text") or "").split("\n")),
    )


def _drop_title(found: _Page) -> tuple[str, ...]:
    first = " ".join(found.lines[0].split())
    return found.lines[1:] if found.title and first == found.title else found.lines


def _read_fields(page: str, found: _Page) -> Fields:
    published = _find_published(page, found.day)
    return Fields(
        outlet=found.outlet,
        url=found.url,
        published=published.day if published else None,
        published_at=published.moment if published else None,
        title=found.title,
    )


def _find_published(page: str, day: str | None) -> Published | None:
    """Take the page's own time stamp, which has hour and zone, else trafilatura's day."""
    for pattern in (_META_TIME, _LINKED_TIME):
        match = pattern.search(page)
        published = parse_published(match.group(1)) if match else None
        if isinstance(published, Published):
            return published
    fallback = parse_published(day) if day else None
    return fallback if isinstance(fallback, Published) else None
