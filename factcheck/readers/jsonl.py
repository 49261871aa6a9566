"""JSON lines: `.jsonl`, one article a line.

    {"id": "ahram-1", "outlet": "Al-Ahram", "published": "2016-12-31", "url": "https://...",
     "language": "en", "title": "...", "text": "..."}

Only `text` is required. Lines are read one at a time, so a file may be larger
than memory would like; a line that is broken or too long costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

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
from factcheck.readers.paragraphs import split_paragraphs
from factcheck.readers.source import (
    MOST_BYTES,
    Reading,
    Source,
    cannot_open,
    measure_file,
    quote,
    too_large,
)
from factcheck.records import Fault

_KEYS = ("id", "outlet", "published", "url", "language", "title", "text")
_FIELD_KEYS = ("outlet", "published", "url", "language", "title")
_MARK = b"\xef\xbb\xbf"


class _RawLine(NamedTuple):
    """A line of the file; `content` is None for one above the limit."""

    number: int
    size: int
    content: bytes | None


def read_source(source: Source) -> Reading:
    """Read every line as an article, its id `<file>-<line>` when it has none."""
    size = measure_file(source)
    if isinstance(size, Fault):
        return Reading(faults=(size,))
    try:
        with source.path.open("rb") as file:
            readings = [_read_line(source, line) for line in _split_lines(file)]
    except OSError as error:
        return Reading(faults=(cannot_open(source.place, error),))
    if not readings:
        message = "the file holds no line with an article"
        cure = "Write one JSON object a line."
        return Reading(faults=(Fault(place=source.place, message=message, cure=cure),))
    return Reading(
        tuple(article for reading in readings for article in reading.articles),
        tuple(fault for reading in readings for fault in reading.faults),
    )


def _split_lines(file: BinaryIO) -> Iterator[_RawLine]:
    """Split a file into its lines that are not blank, without holding a long one in memory."""
    number = 0
    while piece := file.readline(MOST_BYTES + 1):
        number += 1
        size = len(piece)
        if size > MOST_BYTES and not piece.endswith(b"\n"):
            while not piece.endswith(b"\n") and (piece := file.readline(MOST_BYTES)):
                size += len(piece)
            yield _RawLine(number, size, None)
        elif content := piece.removeprefix(_MARK if number == 1 else b"").strip():
            yield _RawLine(number, size, content)


def _read_line(source: Source, line: _RawLine) -> Reading:
    if line.content is None:
        place = f"{source.place}:{line.number}"
        return Reading(faults=(too_large(place, f"a line of {line.size / 1e6:.1f} MB"),))
    text, faults = decode(source.place, line.content, line=line.number)
    if text is None:
        return Reading(faults=faults)
    reading = read_record(source, JsonText(text, source.place, line.number), line.number)
    return Reading(reading.articles, (*faults, *reading.faults))


def read_record(source: Source, record: JsonText, number: int | None = None) -> Reading:
    """Read one article object; `number` is its line in a file of many."""
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
    default = source.stem if number is None else f"{source.stem}-{number}"
    reading = build_article(
        source,
        layout,
        fields,
        article_id=_read_id(values, default),
        place=f"{record.place}:{record.first_line}",
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
