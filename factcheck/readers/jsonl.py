"""JSON lines: `.jsonl`, or `.jsonl.gz`, one article a line.

    {"id": "ahram-1", "outlet": "Al-Ahram", "published": "2016-12-31", "url": "https://...",
     "language": "en", "title": "...", "text": "..."}

Only `text` is required. Lines are read one at a time, so a file may be larger
than memory would like; a line that is broken or too long costs only itself. A
compressed file that unpacks to far more than articles do is read no further.
"""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, cast

from factcheck.readers.articles import build_article, compose
from factcheck.readers.encoding import decode
from factcheck.readers.fields import Problem
from factcheck.readers.json_text import (
    JsonText,
    KeyValue,
    mend_surrogates,
    parse_object,
    read_fields,
)
from factcheck.readers.naming import make_id, name_host
from factcheck.readers.paragraphs import split_paragraphs
from factcheck.readers.source import (
    MOST_BYTES,
    Reading,
    Source,
    cannot_open,
    join_readings,
    measure_file,
    quote,
    too_large,
)
from factcheck.records import Fault

_KEYS = ("id", "outlet", "published", "url", "language", "title", "text")
_FIELD_KEYS = ("outlet", "published", "url", "language", "title")
_MARK = b"\xef\xbb\xbf"
_MOST_UNPACKED = 20_000_000  # a compressed file may always unpack to this many bytes,
_MOST_SWELLING = 100  # and to so many times its size: articles come to 3 to 10
_BROKEN_ARCHIVE = (EOFError, zlib.error, gzip.BadGzipFile)


class _RawLine(NamedTuple):
    """A line of the file; `content` is None for one above the limit."""

    number: int
    size: int
    content: bytes | None


class _SwollenArchiveError(Exception):
    """A compressed file unpacks to more than any file of articles would."""


def read_source(source: Source) -> Reading:
    """Read every line as an article, its id `<file>-<line>` when it has none."""
    return join_readings(_read_file(source, is_numbered=True))


def read_parts(source: Source) -> Iterator[Reading]:
    """Read one line at a time; an article without an id gets one made of its content."""
    return _read_file(source, is_numbered=False)


def read_stream(source: Source, stream: BinaryIO) -> Iterator[Reading]:
    """Read one line at a time of what is open already."""
    return _read_lines(source, _split_lines(stream, sys.maxsize), is_numbered=False)


def _read_file(source: Source, *, is_numbered: bool) -> Iterator[Reading]:
    size = measure_file(source)
    if isinstance(size, Fault):
        yield Reading(faults=(size,))
        return
    most = sys.maxsize
    try:
        with source.path.open("rb") as file:
            lines: BinaryIO = file
            if source.ending.endswith(".gz"):
                lines = cast(BinaryIO, gzip.GzipFile(fileobj=file))
                most = _MOST_UNPACKED + _MOST_SWELLING * size
            yield from _read_lines(source, _split_lines(lines, most), is_numbered=is_numbered)
    except OSError as error:
        yield Reading(faults=(cannot_open(source.place, error),))


def _read_lines(
    source: Source, lines: Iterator[_RawLine], *, is_numbered: bool
) -> Iterator[Reading]:
    number = 0
    try:
        for line in lines:
            number = line.number
            article_id = f"{source.stem}-{number}" if is_numbered else None
            yield _read_line(source, line, article_id)
    except _BROKEN_ARCHIVE:
        message = "the gzip archive is broken or cut off"
        yield _stop_reading(source, number, message, "Compress it, or fetch it, again.")
    except _SwollenArchiveError:
        message = "the gzip archive unpacks to more than articles would fill"
        yield _stop_reading(source, number, message, "Unpack it, and give the .jsonl file.")
    else:
        if not number:
            message = "the file holds no line with an article"
            cure = "Write one JSON object a line."
            yield Reading(faults=(Fault(place=source.place, message=message, cure=cure),))


def _stop_reading(source: Source, number: int, message: str, cure: str) -> Reading:
    rest = f"after line {number} nothing is read" if number else "nothing is read"
    fault = Fault(place=source.place, message=f"{message}: {rest}", cure=cure)
    return Reading(faults=(fault,))


def _split_lines(file: BinaryIO, most: int) -> Iterator[_RawLine]:
    """Split a file into its lines that are not blank, without holding a long one in memory.

    Raises _SwollenArchiveError after `most` bytes.
    """
    number = total = 0
    while piece := file.readline(MOST_BYTES + 1):
        number += 1
        size = len(piece)
        if size > MOST_BYTES and not piece.endswith(b"\n"):
            while not piece.endswith(b"\n") and (piece := file.readline(MOST_BYTES)):
                size += len(piece)
                _check_size(total + size, most)
            yield _RawLine(number, size, None)
        elif content := piece.removeprefix(_MARK if number == 1 else b"").strip():
            yield _RawLine(number, size, content)
        total += size
        _check_size(total, most)


def _check_size(total: int, most: int) -> None:
    if total > most:
        raise _SwollenArchiveError


def _read_line(source: Source, line: _RawLine, article_id: str | None) -> Reading:
    if line.content is None:
        place = f"{source.place}:{line.number}"
        return Reading(faults=(too_large(place, f"a line of {line.size / 1e6:.1f} MB"),))
    text, faults = decode(source.place, line.content, line=line.number)
    if text is None:
        return Reading(faults=faults)
    reading = read_record(source, JsonText(text, source.place, line.number), article_id)
    return Reading(reading.articles, (*faults, *reading.faults))


def read_record(source: Source, record: JsonText, article_id: str | None) -> Reading:
    """Read one article object, which may state its own id.

    Else it has `article_id`, or, for None, one made of its address or its content.
    """
    values = parse_object(record)
    if isinstance(values, Fault):
        return Reading(faults=(values,))
    fields, faults = read_fields(
        record, {key: KeyValue(key, values.get(key)) for key in _FIELD_KEYS}
    )
    faults += _find_unknown_keys(record, values)
    text = values.get("text")
    if not isinstance(text, str) or not text.strip():
        return Reading(faults=(*faults, _no_text(record, values)))
    text = mend_surrogates(text)
    paragraphs = [text[start:end] for start, end in split_paragraphs(text)]
    layout = compose(fields.title, paragraphs)
    default = article_id or make_id(fields.url, fields.outlet, fields.title, text)
    if fields.url and not fields.outlet:
        fields = fields._replace(outlet=name_host(fields.url))
    reading = build_article(
        source,
        layout,
        fields,
        article_id=_read_id(values, default),
        place=f"{record.place}:{record.first_line}",
        line=record.first_line,
    )
    return Reading(reading.articles, (*faults, *reading.faults))


def _read_id(values: dict[str, Any], default: str) -> str:
    """Ids are made part of claim ids, so white space and control characters become dashes."""
    value = values.get("id")
    if not isinstance(value, str | int) or isinstance(value, bool):
        return default
    name = "".join(c if c.isprintable() else " " for c in mend_surrogates(str(value)))
    return "-".join(name.split()) or default


def _find_unknown_keys(record: JsonText, values: dict[str, Any]) -> list[Fault]:
    """A misspelt key would drop its value in silence; keys in other schemes are let pass."""
    from rapidfuzz.distance import OSA

    return [
        record.mark_value(key, Problem(f"unknown key {quote(key)}", f'Write "{near}".'))
        for key in values
        if key not in _KEYS
        for near in _KEYS
        if near not in values and len(near) > 2 and OSA.distance(key.lower(), near) <= 1
    ]


def _no_text(record: JsonText, values: dict[str, Any]) -> Fault:
    if "text" in values:
        return record.mark_value(
            "text", Problem('"text" holds no text', "Put the article in it.")
        )
    return record.mark(0, 1, Problem('"text" is missing', "Only text is required, but it is."))
