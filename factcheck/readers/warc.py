"""Web archives: `.warc` and `.warc.gz`, as crawlers write them.

A crawl holds robots.txt, pictures, redirects, front pages and all the world's
languages beside its articles. Only a page that a server answered with 200, and
that holds a report in English or Arabic, is an article; the rest is passed over.

Source: ISO 28500:2017, "WARC file format", section 6.3, "response".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from factcheck.readers.encoding import decode
from factcheck.readers.html import find_charset, read_page
from factcheck.readers.naming import make_id
from factcheck.readers.responses import parse_response, unpack_body
from factcheck.readers.source import (
    MOST_BYTES,
    Reading,
    Source,
    cannot_open,
    join_readings,
    measure_file,
    too_large,
)
from factcheck.readers.warc_records import Break, RawRecord, split_records
from factcheck.records import Article, Fault

FEWEST_WORDS = 25  # a flash of one sentence has 25 to 40, a page of links fewer
_KINDS = ("text/html", "application/xhtml+xml")
_CURE = "Leave the record out, or crawl its page again."
_MOST_LANGUAGES = 5


def read_source(source: Source) -> Reading:
    """Read all articles of a web archive."""
    return join_readings(read_parts(source))


def read_parts(source: Source) -> Iterator[Reading]:
    """Read a web archive one article at a time, each with an id made of its address.

    One fault counts the pages in other languages; a broken record is a fault of its own.
    """
    foreign: Counter[str] = Counter()
    is_silent = True
    for reading in _read_records(source):
        article = reading.articles[0] if reading.articles else None
        note = _find_other_language(article) if article else None
        if note:
            foreign[note] += 1
        elif not article or _holds_report(article):
            is_silent = False
            yield reading
    if foreign:
        yield Reading(faults=(_count_foreign(source, foreign),))
    elif is_silent:
        message = "the file holds no page with an article"
        cure = "Give a crawl of news pages, responses included."
        yield Reading(faults=(Fault(place=source.place, message=message, cure=cure),))


def _find_other_language(article: Article) -> str | None:
    """Say which language most of an article is written in, if it is one that is not read."""
    words: Counter[str] = Counter()
    for paragraph in article.paragraphs:
        is_other = paragraph.set_aside == "other language"
        if not paragraph.is_title:
            words[paragraph.note if is_other else ""] += paragraph.end - paragraph.start
    return words.most_common(1)[0][0] or None if words else None


def _holds_report(article: Article) -> bool:
    kept = (p.span for p in article.paragraphs if not (p.set_aside or p.is_title))
    return sum(len(article.text[start:end].split()) for start, end in kept) >= FEWEST_WORDS


def _count_foreign(source: Source, foreign: Counter[str]) -> Fault:
    ranked = sorted(foreign.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{count:,} {note}" for note, count in ranked[:_MOST_LANGUAGES]]
    rest = sum(count for _, count in ranked[_MOST_LANGUAGES:])
    shown += [f"{rest:,} in others"] if rest else []
    message = f"pages passed over: {', '.join(shown)}"
    cure = "Nothing need be done: only English and Arabic are read."
    return Fault(place=source.place, message=message, cure=cure)


def _read_records(source: Source) -> Iterator[Reading]:
    """Read each record that gives an article or a fault."""
    size = measure_file(source)
    if isinstance(size, Fault):
        yield Reading(faults=(size,))
        return
    try:
        with source.path.open("rb") as file:
            for record in split_records(file):
                if isinstance(record, Break):
                    yield Reading(faults=(_broken(source, record),))
                elif (reading := _read_record(source, record)) != Reading():
                    yield reading
    except OSError as error:
        yield Reading(faults=(cannot_open(source.place, error),))


def _broken(source: Source, gap: Break) -> Fault:
    if gap.offset is None:
        message = "the file does not begin with a WARC record"
        cure = "Give a .warc or .warc.gz file as a crawler wrote it."
        return Fault(place=source.place, message=message, cure=cure)
    if gap.is_end:
        message = f"too much is broken: from byte {gap.offset} on nothing is read"
        return Fault(place=source.place, message=message, cure="Fetch the file again.")
    where = "at" if gap.is_inside else "after the one at"
    message = f"the record {where} byte {gap.offset} is broken or cut off"
    return Fault(place=source.place, message=message, cure=_CURE)


def _read_record(source: Source, record: RawRecord) -> Reading:
    """Read a record; one that is no page gives an empty reading, faults name its byte."""
    if not record.is_response or not _is_below_front_page(record.url):
        return Reading()
    response = parse_response(record.content)
    if response.status != 200 or (response.kind or record.kind) not in _KINDS:
        return Reading()
    content = unpack_body(response)
    if max(len(content), len(record.content)) > MOST_BYTES:
        fault = too_large(source.place, f"more than {MOST_BYTES / 1e6:.0f} MB")
        return Reading(faults=(_name_record(source, record, fault),))
    charset = response.charset or find_charset(content)
    page, faults = decode(source.place, content, charset=charset)
    reading = Reading()
    if page is not None:
        reading = read_page(source, page, article_id=make_id(record.url), url=record.url)
    faults = tuple(_name_record(source, record, fault) for fault in (*faults, *reading.faults))
    return Reading(reading.articles, faults)


def _is_below_front_page(url: str) -> bool:
    """Tell whether an address is one of the web, and more than a site's own name."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.path.strip("/") or parts.query)


def _name_record(source: Source, record: RawRecord, fault: Fault) -> Fault:
    message = f"record at byte {record.offset}: {fault.message}"
    return Fault(place=source.place, message=message, cure=_CURE, excerpt=fault.excerpt)
