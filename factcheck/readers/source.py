"""Sources: the files that readers are given, and the places that faults name.

A reader never raises for what a file holds: what it cannot read becomes a
`Fault` beside the articles that it can.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from factcheck.records import Article, Fault

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 1_000_000
MOST_PARAGRAPHS = 20_000
_EXCERPT_WIDTH = 76
_EXCERPT_BEFORE = 30
_MOST_QUOTED = 60
_NEWLINE = re.compile(r"\r\n|\r|\n")


class Source(NamedTuple):
    """A file of a story or a batch.

    `place` is how people know it ("seeds/flood/ahram-1.txt"), `name` is what its
    articles give as their path: the path below the story's folder, or that of a
    batch as it was given. Forward slashes only.
    """

    path: Path
    place: str
    name: str

    @property
    def stem(self) -> str:
        """The file's name without its ending: the article's id."""
        return drop_ending(PurePosixPath(self.name).name)

    @property
    def ending(self) -> str:
        """The file's ending in lower case, with its dot; ".jsonl.gz" is one ending."""
        return find_ending(self.path.name)


class Reading(NamedTuple):
    """What a reader makes of a file, or of one part of it: articles, and what is no article."""

    articles: tuple[Article, ...] = ()
    faults: tuple[Fault, ...] = ()


def join_readings(readings: Iterable[Reading]) -> Reading:
    """Join the readings of a file's parts."""
    parts = list(readings)
    return Reading(
        tuple(article for part in parts for article in part.articles),
        tuple(fault for part in parts for fault in part.faults),
    )


def find_ending(name: str) -> str:
    """Find the ending of a file's name, in lower case; what is compressed has two parts.

    >>> find_ending("Harbour Post.HTML"), find_ending("crawl.warc.gz"), find_ending("notes")
    ('.html', '.warc.gz', '')
    """
    path = PurePosixPath(name)
    ending = path.suffix.lower()
    return PurePosixPath(path.stem).suffix.lower() + ending if ending == ".gz" else ending


def drop_ending(name: str) -> str:
    """Drop the ending of a file's name."""
    return name[: len(name) - len(find_ending(name))]


def load_bytes(source: Source) -> bytes | Fault:
    """Load a whole file of at most 10 MB; more, or no access, is a fault."""
    size = measure_file(source)
    if isinstance(size, Fault):
        return size
    if size > MOST_BYTES:
        return too_large(source.place, f"{size / 1e6:.1f} MB")
    try:
        content = source.path.read_bytes()
    except OSError as error:
        return cannot_open(source.place, error)
    if not content.strip(b"\xef\xbb\xbf \t\r\n"):
        return Fault(
            place=source.place,
            message="the file is empty",
            cure="Put the article's text in it, or take it out of the folder.",
        )
    return content


def quote(value: str) -> str:
    """Quote a value for a message, cut to one short line."""
    line = "".join(c if c.isprintable() else " " for c in value)
    return f"'{line}'" if len(line) <= _MOST_QUOTED else f"'{line[:_MOST_QUOTED]}\u2026'"


def measure_file(source: Source) -> int | Fault:
    """Measure a file in bytes; what is no plain file is a fault, so a pipe cannot block."""
    try:
        status = os.stat(source.path)
    except OSError as error:
        return cannot_open(source.place, error)
    if not stat.S_ISREG(status.st_mode):
        return Fault(
            place=source.place, message="this is no plain file", cure="Give a file or a folder."
        )
    return status.st_size


def cannot_open(place: str, error: OSError | ValueError) -> Fault:
    """The fault for a path that the system does not let us read."""
    if isinstance(error, FileNotFoundError | ValueError):
        return Fault(
            place=place, message="there is no such file or folder", cure="Check the path."
        )
    reason = (error.strerror or "unknown reason").lower()
    return Fault(
        place=place,
        message=f"cannot be opened: {reason}",
        cure="Allow reading it, or leave it out.",
    )


def too_large(place: str, size: str) -> Fault:
    """The fault for a file or line above the limit."""
    limit = f"{MOST_BYTES // 1_000_000} MB"
    return Fault(
        place=place,
        message=f"{size} is too much for one article: the limit is {limit}",
        cure="Give each article its own file, or its own line of a .jsonl file.",
    )


def too_long(place: str, size: int, limit: int, unit: str = "characters") -> Fault:
    """The fault for a text above one of the limits."""
    return Fault(
        place=place,
        message=f"{size:,} {unit} are too many for one article: the limit is {limit:,}",
        cure="Give each article its own file, or its own line of a .jsonl file.",
    )


def mark_fault(
    place: str, text: str, start: int, end: int, *, message: str, cure: str, first_line: int = 1
) -> Fault:
    """Make a fault of `text[start:end]`: place with line and column, and the words underlined.

    Lines and columns count from 1, columns in code points. `first_line` is the
    number of the line that `text` starts on.
    """
    line, line_start = first_line, 0
    for newline in _NEWLINE.finditer(text, 0, start):
        line, line_start = line + 1, newline.end()
    line_end = _NEWLINE.search(text, start)
    shown = text[line_start : line_end.start() if line_end else len(text)]
    column = start - line_start + 1
    return Fault(
        place=f"{place}:{line}:{column}",
        message=message,
        cure=cure,
        excerpt=_excerpt(shown, column - 1, end - start),
    )


def _excerpt(line: str, start: int, length: int) -> str:
    """Show the line around the mark, controls as spaces, and tildes under the words."""
    cut = max(0, start - _EXCERPT_BEFORE) if len(line) > _EXCERPT_WIDTH else 0
    shown = "".join(c if c.isprintable() else " " for c in line[cut : cut + _EXCERPT_WIDTH])
    start -= cut
    marked = max(1, min(length, len(shown) - start))
    return f"    {shown}".rstrip() + f"\n    {' ' * start}{'~' * marked}"
