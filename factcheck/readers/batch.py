"""Batches: articles of many stories, from many files, one at a time.

A story is read whole; a batch may be larger than memory. Files come in the order
of their paths, so that the same batch gives the same articles in the same order,
and an article keeps its id when it comes again in another file of many.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from factcheck.readers import jsonl
from factcheck.readers.folder import is_passed_over, no_reader, nothing_readable, show_path
from factcheck.readers.registry import READERS, AnyPath, read_file_parts
from factcheck.readers.source import Reading, Source, cannot_open, find_ending
from factcheck.records import Fault

STDIN = "-"
MOST_FAULTS = 100
_STDIN_PLACE = "<stdin>"
_Identity = tuple[int, int] | str


def read_batch(paths: Iterable[AnyPath], *, stdin: BinaryIO | None = None) -> Iterator[Reading]:
    """Read a batch: folders with all that lies below them, files, or "-" for JSON lines.

    One article a reading, or faults. The order of `paths` changes nothing: files come
    sorted, `stdin` last; one that is reached twice is read once. `Article.path` is the
    path as it was given, joined with the place below it. Ids may clash. A file gives
    at most 100 faults, and one that counts the rest.
    """
    given = {os.fspath(path) for path in paths}
    reached: set[_Identity] = set()
    for path in sorted(Path(name) for name in given - {STDIN}):
        for found in _find_sources(path, reached):
            if isinstance(found, Fault):
                yield Reading(faults=(found,))
            else:
                yield from _limit_faults(found, read_file_parts(found))
    if STDIN in given:
        yield from _read_stdin(stdin)


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Reading]:
    source = Source(Path(STDIN), _STDIN_PLACE, _STDIN_PLACE)
    if stdin is None:
        message, cure = "there is no standard input", "Give a file, or pipe JSON lines in."
        yield Reading(faults=(Fault(place=_STDIN_PLACE, message=message, cure=cure),))
    else:
        yield from _limit_faults(source, jsonl.read_stream(source, stdin))


def _find_sources(path: Path, reached: set[_Identity]) -> Iterator[Source | Fault]:
    """Find the files at and below a path, in order; one reached twice is found once."""
    try:
        path.lstat()
    except (OSError, ValueError) as error:
        yield cannot_open(show_path(path), error)
        return
    is_empty = True
    waiting = [path]
    while waiting:
        entry = waiting.pop()
        identity = _identify(entry)
        if identity in reached:
            is_empty = False
            continue
        reached.add(identity)
        if os.path.isdir(entry):
            inside, faults = _list_folder(entry)
            waiting += reversed(inside)
            yield from faults
            is_empty = is_empty and not faults
        else:
            yield Source(entry, show_path(entry), show_path(entry))
            is_empty = False
    if is_empty:
        yield nothing_readable(path, READERS)


def _identify(entry: Path) -> _Identity:
    """Say which file or folder an entry is, by whatever path or link it was reached."""
    try:
        status = os.stat(entry)
    except OSError:
        return str(entry)
    return status.st_dev, status.st_ino


def _list_folder(folder: Path) -> tuple[list[Path], list[Fault]]:
    """List what is to be read in a folder, and what has no reader, a fault an ending."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        return [], [cannot_open(show_path(folder), error)]
    inside: list[Path] = []
    unread: defaultdict[str, list[Path]] = defaultdict(list)
    for entry in entries:
        ending = find_ending(entry.name)
        if os.path.isdir(entry):
            inside += [] if entry.name.startswith(".") else [entry]
        elif is_passed_over(entry):
            continue
        elif ending in READERS:
            inside.append(entry)
        else:
            unread[ending].append(entry)
    faults = [
        no_reader(show_path(files[0]), ending, READERS, more=len(files) - 1)
        for ending, files in unread.items()
    ]
    return inside, faults


def _limit_faults(source: Source, readings: Iterable[Reading]) -> Iterator[Reading]:
    """Pass readings on; a file of a million broken lines would fill memory with faults."""
    room, unsaid = MOST_FAULTS, 0
    for reading in readings:
        faults = reading.faults[:room]
        room -= len(faults)
        unsaid += len(reading.faults) - len(faults)
        if reading.articles or faults:
            yield Reading(reading.articles, faults)
    if unsaid:
        message = f"{unsaid:,} more {'fault' if unsaid == 1 else 'faults'} in this file"
        cure = "Mend those named first, and read it again."
        yield Reading(faults=(Fault(place=source.place, message=message, cure=cure),))
