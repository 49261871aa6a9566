"""Context: what stands around a claim in its article."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.readers.headers import parse_header
from factcheck.records import Language, SideClaim, Span
from factcheck.reporters.layout import Piece
from factcheck.sentences import split_sentences
from factcheck.store.articles import Member

_WINDOW = 2000  # characters: a claim's neighbours are looked for no farther
_LONGEST = 600  # characters of a neighbouring sentence that are shown


class Context(NamedTuple):
    """The sentences before and after a claim's own; "" at an end of the article."""

    before: str = ""
    after: str = ""


def find_context(member: Member, claim: SideClaim) -> Context:
    """Find the neighbours of a claim's sentence in the article's text.

    The title and the other header lines of a text file are neighbours of nothing.
    """
    text, body = member.text, find_body(member)
    if claim.start < body or text[claim.start : claim.end] != claim.text:
        return Context()
    start = claim.start - len(claim.before)
    end = claim.end + len(claim.after)
    earlier = text[max(body, start - _WINDOW) : start]
    later = text[end : end + _WINDOW]
    language = member.head.language
    return Context(_take(earlier, language, -1), _take(later, language, 0))


def _take(text: str, language: Language, which: int) -> str:
    spans = split_sentences(text, language)
    if not spans:
        return ""
    sentence = text[spans[which].start : spans[which].end]
    if len(sentence) <= _LONGEST:
        return sentence
    return f"…{sentence[-_LONGEST:]}" if which else f"{sentence[:_LONGEST]}…"


def find_body(member: Member) -> int:
    """Find where the article proper begins; only text files have header lines."""
    if not member.head.path.lower().endswith(".txt"):
        return 0
    return parse_header(member.text, member.head.path).body_start


def cut_article(text: str, start: int, claims: list[SideClaim]) -> list[list[Piece]]:
    """Cut an article's text from `start` on into paragraphs, its claims marked."""
    spans = _merge(Span(claim.start, claim.end) for claim in claims)
    paragraphs = []
    at = start
    for line in text[start:].splitlines(keepends=True):
        pieces = [
            Piece(text[piece.start : piece.end], is_marked)
            for piece, is_marked in _cut(Span(at, at + len(line.rstrip())), spans)
        ]
        at += len(line)
        if line.strip():
            paragraphs.append(pieces)
    return paragraphs


def _merge(spans: object) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):  # type: ignore[call-overload]
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _cut(line: Span, spans: list[Span]) -> list[tuple[Span, bool]]:
    pieces = []
    at = line.start
    for span in spans:
        start, end = max(span.start, at), min(span.end, line.end)
        if start < end:
            pieces += [(Span(at, start), False), (Span(start, end), True)]
            at = end
    return [
        piece
        for piece in [*pieces, (Span(at, line.end), False)]
        if piece[0].start < piece[0].end
    ]
