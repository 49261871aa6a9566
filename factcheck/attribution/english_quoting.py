"""English "TASS quoted Rami as saying ...": the one quoted is the source, TASS the carrier."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.attribution.english_content import (
    Range,
    left_content,
    marker_at,
    strip_marker,
)
from factcheck.attribution.english_cues import Cue
from factcheck.attribution.english_phrases import phrase_end
from factcheck.attribution.english_words import cue_forms
from factcheck.attribution.units import Token

_FARTHEST = 30  # tokens between "quoted" and "as saying"

Quoting = tuple[Range | None, tuple[Range, ...], tuple[Range, ...], tuple[Range, ...]]


def read_quoting(tokens: Sequence[Token], cue: Cue, end: int) -> Quoting | None:
    """Read the source, the parts of the cue, the content and the carriers, if it is one."""
    at = _find_as_saying(tokens, cue.last + 1, end)
    if at is None or cue.subject is None:
        return None
    content = _content(tokens, cue, at + 2, end)
    if not content:
        return None
    marks = ((cue.group, cue.last), (at, at + 1))
    if cue.mode == "passive":
        return cue.subject, marks, content, _carrier_after_by(tokens, cue.last + 1, at)
    if at <= cue.last + 1:
        return None
    return (cue.last + 1, at - 1), marks, content, (cue.subject,)


def _find_as_saying(tokens: Sequence[Token], first: int, end: int) -> int | None:
    for at in range(first, min(end, first + _FARTHEST)):
        forms = cue_forms().get(tokens[at + 1].low, ())
        if tokens[at].low == "as" and any(form.form == "ing" for form in forms):
            return at
    return None


def _content(tokens: Sequence[Token], cue: Cue, start: int, end: int) -> tuple[Range, ...]:
    left = left_content(tokens, cue)
    marker = marker_at(tokens, start, end)
    is_told = start <= end and marker != ","
    if left and tokens[left[1]].kind == "quote":
        is_more = is_told and marker in ("quote", "that", ":")
        return (left, strip_marker(tokens, (start, end), marker)) if is_more else (left,)
    if is_told:
        return (strip_marker(tokens, (start, end), marker),)
    return (left,) if left else ()


def _carrier_after_by(tokens: Sequence[Token], first: int, stop: int) -> tuple[Range, ...]:
    if tokens[first].low != "by":
        return ()
    last = min(phrase_end(tokens, first + 1), stop - 1)
    return ((first + 1, last),) if last > first else ()
