"""Quotations: the stretches of a text that stand between quotation marks.

Newspapers open with ``"``, ``“``, ``”``, ``„`` or ``«`` and close with what their keyboard
offers, so a mark's neighbours decide, not its shape: a mark opens when text
follows it directly and closes when text precedes it directly. A quotation
never runs past its line. By custom a speech of several paragraphs opens each
of them and closes only the last, so a mark that opens a line may stay open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.records import Span

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’']")
_LINE = re.compile(r"[^\n]+")
_FAMILY = {
    **dict.fromkeys("“”„‟", "curly"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‘’'", "single"),
    '"': "straight",
    "''": "straight",
    "``": "straight",
}
_OPENERS_BEFORE = frozenset("([{-–—:؛،,/.…")
_ARABIC_PREFIX = re.compile(r"(?:^|[^\w])[وفبلك]{1,2}ـ?$")
_MAX_DEPTH = 3


class Quotation(NamedTuple):
    """A quotation with its marks; `text[start + 1 : end]` starts inside it.

    `is_closed` is false for a paragraph that opens a mark and leaves it open.
    """

    start: int
    end: int
    is_closed: bool = True

    @property
    def span(self) -> Span:
        """The quotation's place, marks included."""
        return Span(self.start, self.end)

    @property
    def inner(self) -> Span:
        """The quotation's place without its marks."""
        return Span(self.start + 1, self.end - self.is_closed)


class _Mark(NamedTuple):
    start: int
    end: int
    family: str
    may_open: bool
    may_close: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find the outermost quotations, in order, none overlapping another.

    Apostrophes are told from single quotation marks by the letters around
    them. A mark that closes nothing and one that is never closed (other than
    at the start of a line) are ignored.
    """
    return tuple(
        quotation
        for line in _LINE.finditer(text)
        if _MARK.search(line.group())
        for quotation in _pair_marks(text, line.start(), line.end())
    )


def quotation_at(quotations: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation that holds the character at `offset`, by bisection."""
    index = bisect_right(quotations, offset, key=_start_of) - 1
    if index >= 0 and quotations[index].start <= offset < quotations[index].end:
        return quotations[index]
    return None


def _start_of(quotation: Quotation) -> int:
    return quotation.start


def _pair_marks(text: str, start: int, end: int) -> list[Quotation]:
    stack: list[_Mark] = []
    pairs: list[Quotation] = []
    first: _Mark | None = None
    for match in _MARK.finditer(text, start, end):
        mark = _read_mark(text, match, start, end)
        if first is None and not text[start : mark.start].strip():
            first = mark
        depth = _depth_closed(stack, mark)
        if depth is not None:
            opening = stack[depth]
            del stack[depth:]
            pairs.append(Quotation(opening.start, mark.end))
        elif mark.may_open and len(stack) < _MAX_DEPTH:
            stack.append(mark)
        elif mark.may_open:
            stack = [*stack[1:], mark]
    if first is not None and stack and stack[0] == first and first.family != "single":
        return [Quotation(first.start, _strip_end(text, start, end), is_closed=False)]
    return _outermost(pairs)


def _read_mark(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    glyph = match.group()
    family = _FAMILY[glyph]
    is_tight = not before.isspace()
    may_open = not after.isspace() and (
        not is_tight
        or before in _OPENERS_BEFORE
        or bool(_MARK.match(before))
        or bool(_ARABIC_PREFIX.search(text[max(start, match.start() - 4) : match.start()]))
    )
    may_close = is_tight
    if family == "single":
        may_open = may_open and glyph != "’" and after.isalnum() and not before.isalnum()
        may_close = may_close and glyph != "‘" and not after.isalnum()
    elif not is_tight and after.isspace():
        may_open = may_close = True  # « word » with inner spaces
    if glyph == "«":
        may_open, may_close = True, False
    if glyph == "»" and not may_open:
        may_close = True
    return _Mark(match.start(), match.end(), family, may_open, may_close)


def _depth_closed(stack: Sequence[_Mark], mark: _Mark) -> int | None:
    if not mark.may_close:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].family == mark.family and stack[depth].end < mark.start:
            return depth
    is_mixed = bool(stack) and {mark.family, stack[-1].family} == {"curly", "straight"}
    return len(stack) - 1 if is_mixed and not mark.may_open else None


def _outermost(pairs: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return kept


def _strip_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
