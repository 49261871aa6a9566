"""What a source is resolved to, and what a language must know to do so."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

from factcheck.records import Span

SourceKind = Literal["person", "body", "place", "unknown"]
Need = Literal["he", "she", "person", "body", "any"]


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

    def introduced(self, start: int, end: int, need: Need) -> ResolvedSource | None:
        """Who or what a sentence between two offsets last introduced, of the kind needed."""

    def is_office_of(self, words: str, title: str) -> bool:
        """Tell whether "the minister" names again whoever has the title."""

    def pronoun_of(self, source: ResolvedSource) -> Need | None:
        """ "he" or "she" when the title or form of address tells."""

    def inherits(self, cue: Span) -> bool:
        """Tell whether a cue without a source speaks for the last one quoted."""
