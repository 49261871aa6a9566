"""Units: a sentence as attributing words see it, each quotation one token.

`"It is over. We won," the mayor said. "Go home."` holds three sentences, but the words
that attribute stand outside the quotation marks. In a unit a quotation is one
token, whatever happens inside it; its inside makes units of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from factcheck.quotes import Quotation
from factcheck.records import Span
from factcheck.text import fold_text

_MARKS = "\u064b-\u065f\u0670\u0640\u200c-\u200f"  # Arabic vowels, tatweel, joiners
_ARABIC = f"\u0620-\u064a\u066e-\u06d3{_MARKS}"
_TOKEN = re.compile(
    rf"[{_ARABIC}]+(?:[.\-][{_ARABIC}]+)*"
    rf"|[\w{_MARKS}]+(?:['’.\-&@][\w{_MARKS}]+)*['’]?|\.{{2,}}|--|[^\w\s{_MARKS}]"
)
_LONGEST = 200  # tokens; longer stretches are no prose
_SHORTEST_INNER = 24  # characters; shorter quotations hold no attribution
_MARGIN = 40  # characters looked at for a line break
_BREAKS = ("", "\n", "\r")

KindOf = Callable[[str, str], str]


class Token(NamedTuple):
    """A word, a mark or a whole quotation; `low` is its folded form, `kind` its class.

    The kind of a mark is the mark itself. A quotation's kind is "quote" and its
    `low` is the last character inside it.
    """

    low: str
    start: int
    end: int
    kind: str


class Unit(NamedTuple):
    """The tokens of one sentence and, if it lies in a quotation, that quotation.

    `opens_line` and `closes_line` say whether it starts or ends a paragraph.
    """

    tokens: tuple[Token, ...]
    quote: Quotation | None
    opens_line: bool
    closes_line: bool


def make_units(
    text: str,
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    kind_of: KindOf,
) -> Iterator[Unit]:
    """Cut `text` into units, in order; a quotation's inner units follow the unit it is in.

    `kind_of(low, original)` names the class of a word.
    """
    at = 0
    for outer in _outer_sentences(sentences, quotations):
        held = []
        while at < len(quotations) and quotations[at].start < outer.end:
            held.append(quotations[at])
            at += 1
        yield from _cut(text, outer, held, kind_of, None)
        for quotation in held:
            if quotation.end - quotation.start >= _SHORTEST_INNER:
                for inner in _inner_sentences(sentences, quotation.inner):
                    yield from _cut(text, inner, (), kind_of, quotation)


def join_span(tokens: Sequence[Token], first: int, last: int) -> Span:
    """The span from the first to the last token, both included."""
    return Span(tokens[first].start, tokens[last].end)


def _outer_sentences(
    sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[Span]:
    """Join the sentences that a quotation runs through."""
    at = 0
    pending: Span | None = None
    for sentence in sentences:
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        is_inside = at < len(quotations) and quotations[at].start < sentence.start
        if pending is not None and is_inside:
            pending = Span(pending.start, sentence.end)
        else:
            if pending is not None:
                yield pending
            pending = sentence
    if pending is not None:
        yield pending


def _inner_sentences(sentences: Sequence[Span], inner: Span) -> Iterator[Span]:
    at = max(0, bisect_right(sentences, inner.start, key=_start_of) - 1)
    while at < len(sentences) and sentences[at].start < inner.end:
        start, end = max(sentences[at].start, inner.start), min(sentences[at].end, inner.end)
        if start < end:
            yield Span(start, end)
        at += 1


def _start_of(span: Span) -> int:
    return span.start


def _cut(
    text: str,
    span: Span,
    quotations: Sequence[Quotation],
    kind_of: KindOf,
    quote: Quotation | None,
) -> Iterator[Unit]:
    tokens = tuple(_read_tokens(text, span, quotations, kind_of))
    opens = text[max(0, span.start - _MARGIN) : span.start].rstrip(" \t\u00a0")[-1:] in _BREAKS
    closes = text[span.end : span.end + _MARGIN].lstrip(" \t\u00a0")[:1] in _BREAKS
    for start in range(0, len(tokens), _LONGEST):
        piece = tokens[start : start + _LONGEST]
        is_last = start + _LONGEST >= len(tokens)
        yield Unit(piece, quote, opens and start == 0, closes and is_last)


def _read_tokens(
    text: str, span: Span, quotations: Sequence[Quotation], kind_of: KindOf
) -> Iterator[Token]:
    at = span.start
    for quotation in quotations:
        yield from _read_words(text, at, quotation.start, kind_of)
        yield Token(_last_mark(text, quotation), quotation.start, quotation.end, "quote")
        at = quotation.end
    yield from _read_words(text, at, span.end, kind_of)


def _read_words(text: str, start: int, end: int, kind_of: KindOf) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        low = fold_text(word)
        if not low:
            continue
        if word[0].isalnum() or word[0] == "_":
            kind = kind_of(low, word)
        else:
            kind = "-" if low in ("--", "\u2015") else low[0]
        yield Token(low, match.start(), match.end(), kind)


def _last_mark(text: str, quotation: Quotation) -> str:
    inner = quotation.inner
    return text[inner.start : inner.end].rstrip(" '’”\"")[-1:] or '"'
