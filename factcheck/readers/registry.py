"""The registry of readers: which module reads which ending."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Protocol

from factcheck.readers import html, jsonl, ninjs, text, warc
from factcheck.readers.folder import no_reader
from factcheck.readers.source import Reading, Source

AnyPath = str | os.PathLike[str]


class Reader(Protocol):
    """Reads the files of one format."""

    def read_source(self, source: Source) -> Reading:
        """Read the articles of one file; what cannot be read is among the faults.

        Nothing is raised for what the file holds, and the work grows with its size.
        """


class PartsReader(Reader, Protocol):
    """Reads files that hold many articles."""

    def read_parts(self, source: Source) -> Iterator[Reading]:
        """Read one article at a time, so that memory does not grow with the file.

        An article that states no id gets one made of its address or its content.
        """


READERS: dict[str, Reader] = {
    ".txt": text,
    ".html": html,
    ".htm": html,
    ".json": ninjs,
    ".jsonl": jsonl,
    ".jsonl.gz": jsonl,
    ".warc": warc,
    ".warc.gz": warc,
}
PARTS_READERS: dict[str, PartsReader] = {
    ".jsonl": jsonl,
    ".jsonl.gz": jsonl,
    ".warc": warc,
    ".warc.gz": warc,
}


def read_file(source: Source) -> Reading:
    """Read all articles of a file with the reader of its ending."""
    reader = READERS.get(source.ending)
    if reader is None:
        return Reading(faults=(no_reader(source.place, source.ending, READERS),))
    return reader.read_source(source)


def read_file_parts(source: Source) -> Iterator[Reading]:
    """Read a file one article at a time, where its format allows it."""
    reader = PARTS_READERS.get(source.ending)
    if reader is None:
        yield read_file(source)
    else:
        yield from reader.read_parts(source)
