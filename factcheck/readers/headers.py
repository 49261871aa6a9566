"""Headers: the lines before a text article that say whose it is.

    Outlet: Al-Ahram
    Published: 2016-12-31T18:30+02:00
    Title: Bridge reopens after repairs

A file has headers when its first line is one. They end at the first blank line.
All their faults are reported at once, each at its place; a value that cannot be
read is left out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from factcheck.readers.fields import Fields, Problem, set_field
from factcheck.readers.source import mark_fault, quote
from factcheck.records import Fault, Span
from factcheck.text import fold_text

NAMES = ("Outlet", "URL", "Published", "Language", "Title")
MOST_LINES = 40
_NAME_BY_KEY = {name.lower(): name for name in NAMES}
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")
_HEADER = re.compile(r"\s*([^\W\d_][\w -]{0,30}?)[ \t]*:[ \t]*(.*)")
_NAMES_CURE = "Use Outlet, URL, Published, Language and Title, then one blank line."


class Header(NamedTuple):
    """What the header lines say, where the title stands, and where the body starts."""

    fields: Fields
    title: Span | None
    body_start: int
    faults: tuple[Fault, ...]


class _Part(NamedTuple):
    """A piece of a header line and where it starts in the file."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))


class _Line(NamedTuple):
    """One header line; a line that is none, before any blank one, has no value."""

    name: _Part
    value: _Part | None


def parse_header(text: str, place: str) -> Header:
    """Parse the header lines at the start of `text`, if it has any."""
    start = len(text) - len(text.lstrip())
    lines, body_start = _split_lines(text, start)
    if not lines or _find_name(lines[0]) is None:
        return Header(Fields(), None, 0, ())
    fields, title, faults = Fields(), None, []
    seen: set[str] = set()
    for line in lines:
        name = _find_name(line)
        if name and name not in seen and line.value and line.value.text:
            seen.add(name)
            fields, problem = set_field(fields, name.lower(), line.value.text)
            title = line.value.span if name == "Title" else title
            marked = line.value.span
        else:
            problem, marked = _judge_line(line, name, seen), line.name.span
        if problem:
            faults.append(mark_fault(place, text, *marked, **problem._asdict()))
    return Header(fields, title, body_start, tuple(faults))


def _split_lines(text: str, start: int) -> tuple[list[_Line], int]:
    lines: list[_Line] = []
    while start < len(text) and len(lines) < MOST_LINES:
        match = _LINE.match(text, start)
        assert match  # the pattern matches the empty string
        line = match.group(1)
        if not line.strip():
            return lines, match.end()
        header = _HEADER.match(line)
        if not header:
            return [*lines, _Line(_Part(line.strip(), start), None)], start
        name = _Part(header.group(1), start + header.start(1))
        lines.append(_Line(name, _Part(header.group(2).rstrip(), start + header.start(2))))
        start = match.end()
    return lines, start


def _find_name(line: _Line) -> str | None:
    return _NAME_BY_KEY.get(fold_text(line.name.text)) if line.value else None


def _judge_line(line: _Line, name: str | None, seen: set[str]) -> Problem | None:
    if not line.value:
        return Problem("no blank line after the headers", "Put one blank line before the body.")
    if name is None:
        return Problem(f"unknown header {quote(line.name.text)}", _NAMES_CURE)
    if name in seen:
        return Problem(f"second header {quote(name)}", "Keep one of them.")
    return None
