"""Folders: which files of a path belong to its story, and what the story is called."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.readers.source import Source, cannot_open, drop_ending, find_ending
from factcheck.records import Fault

ARTICLES = "articles"
_SILENT_NAMES = ("gold.jsonl",)
_SILENT_STEMS = ("readme", "license", "licence", "changelog", "notice")
_SILENT_ENDINGS = (".md", ".markdown", ".rst")


class Found(NamedTuple):
    """The files of one story, in the order of their names, and what was passed over."""

    story: str
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...] = ()


def find_sources(path: Path, endings: Collection[str]) -> Found:
    """Find the files of the story at `path`, a file, a folder, or one with `articles/`.

    Folders inside a folder of articles are other stories and are not read. Hidden
    files, gold.jsonl, README and Markdown files are passed over in silence.
    """
    try:
        if not path.is_dir():
            path.lstat()
            return Found(drop_ending(path.name), (_make_source(path, path.parent, path),))
        folder = path / ARTICLES if (path / ARTICLES).is_dir() else path
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except (OSError, ValueError) as error:
        return Found(_name_story(path), (), (cannot_open(show_path(path), error),))
    root = path.parent if path.name == ARTICLES else path
    sources = [
        _make_source(entry, root, entry)
        for entry in entries
        if find_ending(entry.name) in endings
        and not is_passed_over(entry)
        and not entry.is_dir()
    ]
    faults = [fault for entry in entries if (fault := _judge_entry(entry, endings))]
    if not sources and not faults:
        faults = [nothing_readable(folder, endings)]
    return Found(_name_story(path), tuple(sources), tuple(faults))


def find_sources_among(paths: Iterable[Path]) -> Found:
    """Take files that belong to one story, wherever they lie; their order does not matter."""
    files = sorted({Path(os.path.normpath(path)) for path in paths})
    absolute = [Path(os.path.abspath(file)) for file in files]
    root = Path(os.path.commonpath([file.parent for file in absolute])) if files else Path()
    sources = [
        _make_source(file, root, whole) for file, whole in zip(files, absolute, strict=True)
    ]
    return Found(_name_story(root), tuple(sources))


def _make_source(path: Path, root: Path, whole: Path) -> Source:
    return Source(path, show_path(path), show_path(whole.relative_to(root)))


def show_path(path: Path) -> str:
    """Show a path with forward slashes; bytes of its name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path.as_posix()).decode("utf-8", "replace")


def _name_story(path: Path) -> str:
    """A folder called `articles` takes its parent's name: "seeds/flood/articles" is "flood"."""
    whole = Path(os.path.abspath(path))
    name = whole.parent.name if whole.name == ARTICLES else whole.name
    return name or "story"


def is_passed_over(entry: Path) -> bool:
    """Tell whether an entry of a folder is no article, and no person would ask why."""
    name = entry.name.lower()
    return (
        name.startswith(".")
        or name in _SILENT_NAMES
        or name.endswith(_SILENT_ENDINGS)
        or name.partition(".")[0] in _SILENT_STEMS
    )


def _judge_entry(entry: Path, endings: Collection[str]) -> Fault | None:
    """Say why an entry is not read, when a person would ask."""
    if is_passed_over(entry):
        return None
    if entry.is_dir():
        if not _holds_readable(entry, endings):
            return None
        cure = f"Give it as a story of its own, {show_path(entry)}, or move its articles up."
        return Fault(place=show_path(entry), message="a folder inside the story", cure=cure)
    ending = find_ending(entry.name)
    return None if ending in endings else no_reader(show_path(entry), ending, endings)


def no_reader(place: str, ending: str, endings: Collection[str], more: int = 0) -> Fault:
    """The fault for a file of an unknown ending, and for `more` like it beside it."""
    message = f"no reader for {ending or 'a file without an ending'}"
    if more:
        message += f", nor for {more} more such {'file' if more == 1 else 'files'} beside it"
    cure = f"Save it as one of {', '.join(sorted(endings))}."
    return Fault(place=place, message=message, cure=cure)


def _holds_readable(folder: Path, endings: Collection[str]) -> bool:
    """Tell whether a folder, or its `articles/`, holds a file that could be an article."""
    try:
        entries: Sequence[Path] = [*folder.iterdir(), *(folder / ARTICLES).glob("*")]
    except OSError:
        return False
    return any(find_ending(e.name) in endings and not is_passed_over(e) for e in entries)


def nothing_readable(folder: Path, endings: Collection[str]) -> Fault:
    """The fault for a folder without a file that has a reader."""
    return Fault(
        place=show_path(folder),
        message="the folder holds no articles",
        cure=f"Put files ending in {', '.join(sorted(endings))} in it.",
    )
