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

from factcheck.attribution.arabic_persons import ArabicNames
from factcheck.attribution.english_persons import EnglishNames
from factcheck.attribution.resolved import Names, Need, ResolvedSource
from factcheck.records import Attribution, Language, Span
from factcheck.text import fold_text

__all__ = ["ResolvedSource", "resolve_sources"]

_FARTHEST = 12  # attributions a pronoun looks back over
_FARTHEST_NAME = 60  # and a surname
_WINDOW = 1200  # characters in which a person may be introduced
_NOBODY = ResolvedSource("", "", "")


def resolve_sources(
    text: str, attributions: Sequence[Attribution], language: Language
) -> tuple[ResolvedSource, ...]:
    """Name the source of each attribution, in the order given.

    `text` is the article the attributions were found in; pass them all, in
    order, because pronouns look back.
    """
    names: Names = ArabicNames(text) if language == "ar" else EnglishNames(text)
    return _Resolver(text, names).read(attributions)


class _Resolver:
    """Remembers who was quoted so far, and with which pronoun."""

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.names = names
        self.quoted: list[tuple[int, ResolvedSource]] = []
        self.pronoun_by_name: dict[str, Need] = {}

    def read(self, attributions: Sequence[Attribution]) -> tuple[ResolvedSource, ...]:
        """Resolve the sources in order."""
        resolved: list[ResolvedSource] = []
        for attribution in attributions:
            source = self._resolve(attribution)
            if source.name or source.kind != "unknown":
                self.quoted.append((_end_of(attribution), source))
            via = _clean(self.text, attribution.via[0]) if attribution.via else ""
            resolved.append(source._replace(via=via))
        return tuple(resolved)

    def _resolve(self, attribution: Attribution) -> ResolvedSource:
        names = self.names
        if not attribution.source:
            inherits = bool(attribution.cue) and names.inherits(attribution.cue[0])
            return self.quoted[-1][1] if inherits and self.quoted else _NOBODY
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        source = names.read(span)
        need = names.needed(span)
        if need is None:
            known = _recall(names, source, self.quoted)
            return known or names.complete(source, span.start)
        found = self._look_back(need, span.start) or source
        if need in ("he", "she") and found.kind == "person":
            self.pronoun_by_name[found.name] = need
        return found

    def _look_back(self, need: Need, before: int) -> ResolvedSource | None:
        """The last one quoted who fits, unless somebody was introduced since."""
        fitting = [pair for pair in self.quoted[-_FARTHEST:] if self._fits(pair[1], need)]
        end, last = fitting[-1] if fitting else (max(0, before - _WINDOW), None)
        newer = self.names.introduced(max(end, before - _WINDOW), before, need)
        return newer if newer and self._fits(newer, need) else last

    def _fits(self, source: ResolvedSource, need: Need) -> bool:
        if need == "any":
            return True
        if need == "body":
            return source.kind in ("body", "place")
        known = self.pronoun_by_name.get(source.name) or self.names.pronoun_of(source)
        return source.kind == "person" and (need == "person" or known in (None, need))


def _recall(
    names: Names, source: ResolvedSource, quoted: Sequence[tuple[int, ResolvedSource]]
) -> ResolvedSource | None:
    """Find somebody quoted before, in full, whom a surname or an office names again."""
    for _, known in reversed(quoted[-_FARTHEST_NAME:]):
        if known.kind != "person":
            continue
        if source.kind == "person" and _is_short_for(source, known):
            return known if known.title else None
        is_unnamed = source.kind == "unknown" and bool(known.title)
        if is_unnamed and names.is_office_of(source.display, known.title):
            return known
    return None


def _is_short_for(source: ResolvedSource, known: ResolvedSource) -> bool:
    words, full = _name_words(source.name), _name_words(known.name)
    return len(words) < len(full) and words == full[-len(words) :]


def _name_words(name: str) -> list[str]:
    return [word.removeprefix("ال") for word in fold_text(name).split()]


def _end_of(attribution: Attribution) -> int:
    spans = (*attribution.source, *attribution.cue)
    return max((span.end for span in spans), default=0)


def _clean(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split()).strip(" ,،-")
