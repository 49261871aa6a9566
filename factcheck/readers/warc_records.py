"""WARC records: an archive cut into its records, whatever is broken between them.

The library stops at the first thing that is no record. Reading then goes on at the
next place that one begins at: a gzip member, or a line "WARC/1.0".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import SEEK_END
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from factcheck.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_START = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.\d{1,2}\r?\n")
_LONGEST_START = 11
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]")
_BLOCK = 1 << 20
_LEAST_REREAD = 100_000_000  # bytes that may be read again after breaks,
_MOST_REREAD = 4  # beside so many times the file


class RawRecord(NamedTuple):
    """A record: the byte it begins at, what it is of, and its content, cut after 10 MB."""

    offset: int
    is_response: bool
    url: str
    kind: str | None
    content: bytes


class Break(NamedTuple):
    """What cannot be read: the record at a byte, what follows it, or all from there on.

    `offset` is None when the file does not begin with a record.
    """

    offset: int | None
    is_inside: bool = False
    is_end: bool = False


class _CutOffError(Exception):
    """A record holds less than it says."""


def split_records(file: BinaryIO) -> Iterator[RawRecord | Break]:
    """Split a WARC file, compressed or not, into its records, holding one in memory.

    A file so broken that it would be read over and over is given up.
    """
    patience = _LEAST_REREAD + _MOST_REREAD * file.seek(0, SEEK_END)
    start: int | None = 0
    while start is not None:
        if patience < 0:
            yield Break(start, is_end=True)
            return
        last: int | None = None
        is_inside = is_whole = False
        try:
            for record in _open_at(file, start):
                last, is_inside = record.stream_pos, True
                yield _take(record)
                is_inside = False
            is_whole = True
        except (OSError, ValueError, _CutOffError):
            pass
        if not is_whole and (last is not None or start == 0):
            yield Break(last, is_inside)
        # A spoilt gzip head can swallow what follows it without an error: look there too.
        begun = max(start, last or 0)
        patience -= file.tell() - begun
        start = _find_start(file, begun + 1)


def _open_at(file: BinaryIO, start: int) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    file.seek(start)
    return iter(ArchiveIterator(file, parse_http=False))


def _take(record: WarcRecord) -> RawRecord:
    from fastwarc.warc import WarcRecordType

    is_response = record.record_type == WarcRecordType.response
    content = record.reader.read(MOST_BYTES + 1) if is_response else b""
    size = len(content) + record.reader.consume()
    if size < record.content_length or "Content-Length" not in record.headers:
        raise _CutOffError
    return RawRecord(
        offset=record.stream_pos,
        is_response=is_response,
        url=_CONTROLS.sub("", record.headers.get("WARC-Target-URI") or "").strip("<>"),
        kind=record.headers.get("WARC-Identified-Payload-Type"),
        content=content,
    )


def _find_start(file: BinaryIO, start: int) -> int | None:
    """Find the next place at or after `start` at which a record may begin."""
    position = start
    file.seek(position)
    window = b""
    while block := file.read(_BLOCK):
        window += block
        if found := _START.search(window):
            return position + found.start()
        cut = max(0, len(window) - _LONGEST_START)
        window, position = window[cut:], position + cut
    return None
