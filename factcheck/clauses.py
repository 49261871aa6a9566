"""Clauses: a sentence cut into stretches that each assert something of their own."""

from __future__ import annotations

import re
from functools import cache

from factcheck.facets.status import is_finite_form
from factcheck.lexicons import load_lexicon
from factcheck.records import Language, Span
from factcheck.text import fold, fold_text
from factcheck.words import find_words, load_stop_words

MAX_CHARACTERS = 800
_FEWEST_CLAUSE_WORDS = 4
_LOOSE = " \t\r\n,;:.!?-–—…'’،؛؟"
_PARTNERS = {"(": ")", "[": "]", "“": "”", "„": "“", "«": "»", '"': '"', "‘": "’"}
_MARKS = frozenset('()[]“”„«»"‘')
_SEMICOLON = re.compile(r"[;؛]\s+")
_FEWEST_WORDS = 3


def split_clauses(text: str, span: Span, language: Language) -> list[Span]:
    """Cut a part into clauses that assert something of their own.

    At semicolons, before contrasting clauses ("…, but the road was flooded") and
    before participles that add what followed or how ("…, killing 12 people",
    "… using two boats"). Clauses of too few words stay with their neighbours.
    """
    pieces: list[Span] = []
    start = span.start
    for cut in _clause_starts(text, span, language):
        if _may_cut(text[start:cut], text[cut : span.end], language):
            pieces += _cut_long(text, trim(text, Span(start, cut)))
            start = cut
    return pieces + _cut_long(text, trim(text, Span(start, span.end)))


def _clause_starts(text: str, span: Span, language: Language) -> list[int]:
    folded = fold(text[span.start : span.end])
    cuts = {match.end() for match in _SEMICOLON.finditer(text, *span)}
    for joint in (_contrast_joint(language), _consequence_joint(language)):
        for match in joint.finditer(folded.text):
            cuts.add(span.start + folded.offsets[match.start("clause")])
    return sorted(cuts)


def _may_cut(before: str, after: str, language: Language) -> bool:
    words = [word.text for word in find_words(before, language)]
    if len(words) < _FEWEST_CLAUSE_WORDS or count_words(after) < _FEWEST_WORDS:
        return False
    return language == "ar" or any(is_finite_form(word) for word in words)


def _cut_long(text: str, span: Span) -> list[Span]:
    """Cut what is longer than a claim may be, at spaces."""
    pieces = []
    while span.end - span.start > MAX_CHARACTERS:
        cut = text.rfind(" ", span.start + 1, span.start + MAX_CHARACTERS)
        cut = cut if cut > 0 else span.start + MAX_CHARACTERS
        pieces.append(trim(text, Span(span.start, cut)))
        span = trim(text, Span(cut, span.end))
    return [*pieces, span]


@cache
def _contrast_joint(language: Language) -> re.Pattern[str]:
    """A comma or dash, then a clause that begins with a contrasting word."""
    joint = r"[,\-]\s*" if language == "en" else r"[,\-]?\s"
    return re.compile(rf"{joint}(?P<clause>و?(?:{_contrasts(language)})\b)")


@cache
def _consequence_joint(language: Language) -> re.Pattern[str]:
    """A participle that opens a clause of its own, in Arabic "which led to"."""
    if language == "ar":
        return re.compile(r",?\s(?P<clause>م?ما (?:ادي|ادت|اسفر|تسبب|خلف|اوقع)\w*)")
    excluded = "|".join(row["word"] for row in load_lexicon("no_participles.en"))
    return re.compile(
        rf"(?:,\s+(?!(?:{excluded})\b)(?=[a-z]{{3,}}ing\b)|\s(?=using\b))(?P<clause>\w)"
    )


@cache
def contrast_word(language: Language) -> re.Pattern[str]:
    """A word that sets what follows against what went before, in folded text."""
    return re.compile(rf"\b[وف]?(?:{_contrasts(language)})\b")


def _contrasts(language: Language) -> str:
    rows = load_lexicon(f"contrasts.{language}")
    return "|".join(sorted((re.escape(fold_text(r["words"])) for r in rows), reverse=True))


def trim(text: str, span: Span) -> Span:
    """Drop white space, punctuation and enclosing marks at both ends.

    A quotation mark or bracket whose partner stands inside is kept. The full
    stop of a last abbreviation ("U.S.") is lost too.
    """
    start, end = span
    while start < end:
        if text[start] in _LOOSE or _is_unpaired(text, start, start, end):
            start += 1
        elif text[end - 1] in _LOOSE or _is_unpaired(text, end - 1, start, end):
            end -= 1
        elif text[start] in _PARTNERS and _find_partner(text, start, start, end) == end - 1:
            start, end = start + 1, end - 1
        else:
            break
    return Span(start, end)


def _is_unpaired(text: str, place: int, start: int, end: int) -> bool:
    """Tell whether a mark stands at `place` whose partner is not in `start..end`."""
    return text[place] in _MARKS and _find_partner(text, place, start, end) < 0


def _find_partner(text: str, place: int, start: int, end: int) -> int:
    """Find the nearest partner of the mark at `place`, forward from an opening one."""
    closing = _PARTNERS.get(text[place])
    if closing is not None and place == start:
        return text.find(closing, place + 1, end)
    return max(
        (
            text.rfind(mark, start, place)
            for mark in _MARKS
            if _PARTNERS.get(mark) == text[place]
        ),
        default=-1,
    )


def trim_fragment(text: str, span: Span, language: Language) -> Span:
    """Drop the linking words at the ends of what is left around a quotation.

    "on Tuesday, without giving details, that" keeps its middle; a fragment that
    is all linking words becomes empty.
    """
    stop_words = load_stop_words(language)
    words = [
        word
        for word in find_words(text[span.start : span.end], language)
        if word.text not in stop_words
    ]
    if not words:
        return Span(span.start, span.start)
    last = span.start + words[-1].span.end
    return trim(text, Span(span.start, last))


def count_words(text: str) -> int:
    """Count the words between white space."""
    return len(text.split())
