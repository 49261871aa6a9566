"""Persons: which name stands behind "the minister", "Rami", "he" and "it".

News names a source in full once and then by surname, office or pronoun. Each
attribution of an article is given the fullest name that the article offers:

    "Rami"          -> Salma Rami (Deputy Transport Minister), from where she is introduced
    "she"           -> the last person quoted, or introduced since
    "the ministry"  -> the last body whose name holds that word
    "وأضاف"         -> the last one quoted

What cannot be resolved keeps its own words; nothing is guessed from the world.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from factcheck.arabic_persons import ArabicNames
from factcheck.english_persons import EnglishNames
from factcheck.records import Attribution, Language, Span

SourceKind = Literal["person", "body", "place", "unknown"]
Need = Literal["person", "body", "any"]


class ResolvedSource(NamedTuple):
    """Who says it: `display` is what people see, `name` or else the article's own words.

    `name` and `title` are empty when the article gives none; `via` is the
    agency or outlet that carried the words, or empty.
    """

    name: str
    title: str
    display: str
    via: str = ""
    kind: SourceKind = "unknown"


class Names(Protocol):
    """What one language knows of the names in one article."""

    def read(self, span: Span) -> ResolvedSource:
        """Read the words of a source as name and title."""

    def complete(self, source: ResolvedSource, before: int) -> ResolvedSource:
        """Give a surname its first name and title, "the ministry" its name."""

    def needed(self, span: Span) -> Need | None:
        """What a pronoun stands for; None when the words are no pronoun."""

    def introduced(self, start: int, end: int) -> ResolvedSource | None:
        """The person whom a sentence between two offsets last introduced."""

    def inherits(self, cue: Span) -> bool:
        """Tell whether a cue without a source speaks for the last one quoted."""


def resolve_sources(
    text: str, attributions: Sequence[Attribution], language: Language
) -> tuple[ResolvedSource, ...]:
    """Name the source of each attribution, in the order given.

    `text` is the article the attributions were found in; pass them all, in
    order, because pronouns look back.
    """
    names: Names = ArabicNames(text) if language == "ar" else EnglishNames(text)
    quoted: list[tuple[int, ResolvedSource]] = []
    resolved: list[ResolvedSource] = []
    for attribution in attributions:
        source = _resolve(names, attribution, quoted)
        if source.name or source.kind != "unknown":
            quoted.append((_end_of(attribution), source))
        via = _clean(text, attribution.via[0]) if attribution.via else ""
        resolved.append(source._replace(via=via))
    return tuple(resolved)


def _resolve(
    names: Names, attribution: Attribution, quoted: Sequence[tuple[int, ResolvedSource]]
) -> ResolvedSource:
    if not attribution.source:
        if attribution.cue and names.inherits(attribution.cue[0]) and quoted:
            return quoted[-1][1]
        return ResolvedSource("", "", "")
    span = Span(attribution.source[0].start, attribution.source[-1].end)
    need = names.needed(span)
    if need is None:
        return names.complete(names.read(span), span.start)
    found = _look_back(names, need, span.start, quoted)
    return found if found else names.read(span)


def _look_back(
    names: Names, need: Need, before: int, quoted: Sequence[tuple[int, ResolvedSource]]
) -> ResolvedSource | None:
    """The last one quoted who fits, unless somebody was introduced since."""
    fitting = [(end, one) for end, one in quoted[-_FARTHEST:] if _fits(one, need)]
    end, last = fitting[-1] if fitting else (max(0, before - _WINDOW), None)
    if need == "person":
        newer = names.introduced(max(end, before - _WINDOW), before)
        return newer or last
    return last


_FARTHEST = 12  # attributions looked back over
_WINDOW = 1200  # characters in which a person may be introduced


def _fits(source: ResolvedSource, need: Need) -> bool:
    if need == "any":
        return True
    return source.kind == "person" if need == "person" else source.kind in ("body", "place")


def _end_of(attribution: Attribution) -> int:
    spans = (*attribution.source, *attribution.cue)
    return max(span.end for span in spans) if spans else 0


def _clean(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split()).strip(" ,،-")
