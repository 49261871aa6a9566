"""Paragraphs: where a text's paragraphs stand, and which line is its title.

Most files hold one paragraph a line. A file wrapped to a width has blank lines
between its paragraphs instead, and each of its lines ends because the next word
would not have fitted: that is how the two are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factcheck.records import Span

TITLE_WORDS = 30
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_NEWLINES_BETWEEN = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_FEWEST_WRAPPED_LINES = 3
_CLOSED = re.compile(r"[.\u061f\u06d4!?:\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_TITLE_END = re.compile(r"[.\u06d4:;,\u060c\u061b\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_ABBREVIATION_END = re.compile(r"(?:^|[\s.])\w\.$")


def split_paragraphs(text: str, start: int = 0) -> list[Span]:
    """Split `text[start:]` into the spans of its paragraphs, white space trimmed."""
    lines = _find_lines(text, start)
    return _join_blocks(text, lines) if _is_wrapped(text, lines) else lines


def _find_lines(text: str, start: int) -> list[Span]:
    lines: list[Span] = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        stripped = line.strip()
        if stripped:
            first = match.start() + len(line) - len(line.lstrip())
            lines.append(Span(first, first + len(stripped)))
    return lines


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Tell whether lines end where the next word would not have fitted into the width."""
    width = max((end - start for start, end in lines), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    inner = [
        (line, after) for line, after in pairwise(lines) if _are_adjacent(text, line, after)
    ]
    has_blank_lines = len(inner) < len(lines) - 1
    if len(inner) < _FEWEST_WRAPPED_LINES or not has_blank_lines:
        return False
    full = sum(_is_full(text, line, after, width) for line, after in inner)
    closed = sum(bool(_CLOSED.search(text[line.start : line.end])) for line, _ in inner)
    return full >= 0.9 * len(inner) and closed <= 0.5 * len(inner)


def _are_adjacent(text: str, line: Span, after: Span) -> bool:
    return len(_NEWLINES_BETWEEN.findall(text, line.end, after.start)) == 1


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    word = text[after.start : after.end].split(maxsplit=1)[0]
    return line.end - line.start + 1 + len(word) > width


def _join_blocks(text: str, lines: Sequence[Span]) -> list[Span]:
    blocks: list[Span] = []
    for line in lines:
        if blocks and _are_adjacent(text, blocks[-1], line):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def is_title_line(line: str, *, rest: int) -> bool:
    """Tell whether a first paragraph reads as the title of the text that follows it.

    Short, without a final full stop ("U.S." is none), and shorter than the `rest`
    characters that it heads.
    """
    words = len(line.split())
    is_open = not _TITLE_END.search(line) or bool(_ABBREVIATION_END.search(line))
    return 0 < words <= TITLE_WORDS and is_open and len(line) < rest
