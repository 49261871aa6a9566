"""Text articles: `.txt`, with or without header lines.

`Article.text` is the whole decoded file: header lines, newlines and all, only a
byte order mark is dropped. So an offset means the same to every other program
that reads the file.
"""

from __future__ import annotations

from factcheck.readers.articles import Layout, build_article
from factcheck.readers.encoding import decode
from factcheck.readers.headers import parse_header
from factcheck.readers.paragraphs import split_paragraphs
from factcheck.readers.source import MOST_CHARACTERS, Reading, Source, load_bytes, too_long
from factcheck.records import Fault


def read_source(source: Source) -> Reading:
    """Read a text file as one article."""
    content = load_bytes(source)
    if isinstance(content, Fault):
        return Reading(faults=(content,))
    text, faults = decode(source.place, content)
    if text is None:
        return Reading(faults=faults)
    if len(text) > MOST_CHARACTERS:
        return Reading(faults=(*faults, too_long(source.place, len(text), MOST_CHARACTERS)))
    header = parse_header(text, source.place)
    body = tuple(split_paragraphs(text, header.body_start))
    layout = Layout(text, header.title, body)
    reading = build_article(source, layout, header.fields, article_id=source.stem)
    return Reading(reading.articles, (*faults, *header.faults, *reading.faults))
