"""Sources named beside a colon or a dash instead of a verb.

    RAMI: The road is closed.              a transcript or headline
    Road closed for a month: ministry      a headline
    "The road is closed." - Salma Rami     a signed quotation

A label names no source when it names a kind of text ("Video:", "Read more:").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.attribution import Draft
from factcheck.attribution.english_phrases import is_finite
from factcheck.attribution.english_words import source_nouns
from factcheck.attribution.units import Token, Unit, join_span
from factcheck.lexicons import load_lexicon

_LONGEST = 9  # tokens of a label
_FINAL = frozenset(".?!")
_IN_NAME = frozenset({"cap", "num", ".", ",", "(", ")", "-", "&", "/"})


def read_labels(unit: Unit, end: int) -> list[Draft]:
    """Find a source that a colon or dash sets off; `end` is the last token that counts."""
    tokens = unit.tokens
    for at in range(1, end):
        if tokens[at].kind == ":" and _is_label_colon(tokens, at):
            draft = _read_colon(unit, at, end)
            if draft:
                return [draft]
        is_signed = tokens[at].kind == "-" and tokens[at - 1].kind == "quote"
        if is_signed and _is_name(tokens, at + 1, end):
            return [_draft(tokens, (at + 1, end), at, (at - 1, at - 1))]
    return []


def _read_colon(unit: Unit, at: int, end: int) -> Draft | None:
    tokens = unit.tokens
    if end - at >= 2 or tokens[end].kind == "quote":
        first = 0 if unit.opens_line else _name_start(tokens, at - 1)
        is_quoted = tokens[at + 1].kind == "quote"
        may_speak = unit.opens_line or is_quoted
        if may_speak and _is_speaker(tokens, first, at - 1, is_quoted):
            draft = _draft(tokens, (first, at - 1), at, (at + 1, end))
            return draft._replace(is_turn=unit.opens_line and not draft.is_direct)
    if unit.closes_line and unit.opens_line and at >= 3 and _is_source(tokens, at + 1, end):
        return _draft(tokens, (at + 1, end), at, (0, at - 1))
    return None


def _is_label_colon(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Rami: ..." from "10:47" and "Votes: 1,769"."""
    is_spaced = tokens[at + 1].start > tokens[at].end
    return (
        is_spaced
        and tokens[at + 1].kind != "num"
        and tokens[at].start - tokens[at - 1].end <= 1
    )


def _draft(
    tokens: Sequence[Token], source: tuple[int, int], cue: int, content: tuple[int, int]
) -> Draft:
    is_direct = all(token.kind == "quote" for token in tokens[content[0] : content[1] + 1])
    return Draft(
        source=(join_span(tokens, *source),),
        cue=(join_span(tokens, cue, cue),),
        content=(join_span(tokens, *content),),
        is_direct=is_direct,
    )


def _name_start(tokens: Sequence[Token], last: int) -> int:
    first = last
    while first > 0 and last - first < _LONGEST and tokens[first - 1].kind == "cap":
        first -= 1
    return first


def _is_speaker(tokens: Sequence[Token], first: int, last: int, is_quoted: bool) -> bool:
    words = [token.low for token in tokens[first : last + 1]]
    if not words or last - first >= _LONGEST or " ".join(words).strip(". ") in _labels():
        return False
    if any(is_finite(token) for token in tokens[first : last + 1]):
        return False
    if words[-1] in source_nouns():
        return True
    is_long = last > first or is_quoted or len(words[0]) > 2
    return is_long and _is_name(tokens, first, last)


def _is_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    kinds = [token.kind for token in tokens[first : last + 1]]
    small = sum(
        token.low in ("of", "the", "and", "de", "al") for token in tokens[first : last + 1]
    )
    if not kinds or len(kinds) > _LONGEST or "cap" not in kinds:
        return False
    return sum(kind in _IN_NAME for kind in kinds) + small >= len(kinds)


def _is_source(tokens: Sequence[Token], first: int, last: int) -> bool:
    if last - first >= _LONGEST or first > last:
        return False
    if any(is_finite(token) or token.kind == "quote" for token in tokens[first : last + 1]):
        return False
    return tokens[last].low in source_nouns()


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["label"] for row in load_lexicon("labels.en"))
