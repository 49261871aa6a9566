"""English persons: where an article introduces whom it later calls "Rami" or "the minister"."""

from __future__ import annotations

import re

from factcheck.attribution.english_names import (
    LINKS,
    LONGEST_NAME,
    PARTICLES,
    WORD,
    NameWord,
    bodies,
    clean_title,
    is_acronym,
    is_closed,
    is_titular,
    read_source,
    read_word,
    strip_possessive,
    titles,
)
from factcheck.attribution.resolved import Need, ResolvedSource
from factcheck.records import Span
from factcheck.text import fold_text

_PRONOUNS: dict[str, Need] = {
    **dict.fromkeys(("he", "him", "himself", "his"), "he"),
    **dict.fromkeys(("she", "her", "herself"), "she"),
    **dict.fromkeys(("who", "whom"), "person"),
    **dict.fromkeys(("it", "which", "that", "itself", "its"), "body"),
    **dict.fromkeys(("they", "them", "their"), "any"),
}
_HE = frozenset("spokesman chairman mr sir lord king prince congressman father brother".split())
_SHE = frozenset(
    "spokeswoman chairwoman mrs ms miss lady dame queen princess congresswoman mother"
    " sister".split()
)
_LONGEST_TITLE = 14


class EnglishNames:
    """The names of one English article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [read_word(match) for match in WORD.finditer(text)]
        self.places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            if text[word.start].isupper():
                self.places.setdefault(word.low.removesuffix("'s"), []).append(index)
        self.completed: dict[str, ResolvedSource] = {}

    def read(self, span: Span) -> ResolvedSource:
        """Read the words of a source as name and title."""
        return read_source(self.text[span.start : span.end])

    def needed(self, span: Span) -> Need | None:
        """What a pronoun stands for; None when the words are no pronoun."""
        low = fold_text(self.text[span.start : span.end]).strip(" ,").split("'")[0]
        return _PRONOUNS.get(low)

    def pronoun_of(self, source: ResolvedSource) -> Need | None:
        """ "he" or "she" when the title or form of address tells."""
        words = set(fold_text(source.title).replace(".", " ").split())
        if words & _SHE:
            return "she"
        return "he" if words & _HE else None

    def inherits(self, cue: Span) -> bool:
        """An English cue without a source speaks for nobody in particular."""
        return False

    def complete(self, source: ResolvedSource, before: int) -> ResolvedSource:
        """Give a surname its first name and title, "the ministry" its name."""
        if source.kind == "person" and not (" " in source.name and source.title):
            return self._complete_person(source, before)
        if source.kind == "unknown":
            return self._complete_body(source, before)
        return source

    def introduced(self, start: int, end: int, need: Need) -> ResolvedSource | None:
        """The last person named in full, or body, that opens a sentence in between."""
        found = None
        for match in _SENTENCE_START.finditer(self.text, start, end):
            run = _NAME_RUN.match(self.text, match.end(), end)
            read = read_source(run["name"]) if run else None
            if read and " " in read.name and read.kind in _KINDS[need]:
                found = read
        return found

    def is_office_of(self, words: str, title: str) -> bool:
        """Tell whether "the minister" names again a "Deputy Transport Minister"."""
        match = _THE_OFFICE.fullmatch(fold_text(words))
        known = [word.strip(".") for word in fold_text(title).split()]
        named = match["office"].split() if match else []
        is_office = bool(named) and named[-1] in titles()
        return is_office and all(word in known for word in named)

    def _complete_person(self, source: ResolvedSource, before: int) -> ResolvedSource:
        surname = fold_text(source.name).split()[-1]
        if source.name not in self.completed:
            self.completed[source.name] = self._find_fullest(surname, source)
        full = self.completed[source.name]
        if " " not in full.name and not source.title and not self._is_always_capital(surname):
            return ResolvedSource("", "", source.display)
        title = full.title or source.title
        return source._replace(name=full.name, title=title, display=full.name)

    def _is_always_capital(self, low: str) -> bool:
        """Tell the name "Rami" from "Soldiers", capitalised only to open a sentence."""
        return any(
            not _opens(self.text, self.words[index]) for index in self.places.get(low, [])
        )

    def _find_fullest(self, surname: str, source: ResolvedSource) -> ResolvedSource:
        best = source
        for index in self.places.get(surname, [])[:_MOST_PLACES]:
            first = self._name_start(index)
            if " " in source.name and first == index:
                continue
            name = strip_possessive(self._text_of(first, index))
            if not _agrees(name, source.name):
                continue
            title = self._title_of(first, index)
            if (len(name), bool(title)) > (len(best.name), bool(best.title)):
                best = source._replace(name=name, title=title or best.title)
        return best

    def _name_start(self, index: int) -> int:
        first = index
        while first > 0 and index - first < LONGEST_NAME - 1:
            before = self.words[first - 1]
            gap = self.text[before.end : self.words[first].start]
            if gap not in (" ", "\u00a0") or not (before.is_name or before.low in PARTICLES):
                break
            if is_acronym(before, self.text) or _ends_with_stop(self.text, before):
                break
            if before.low.endswith(("'s", "s'")) or _opens_sentence(self.text, before):
                break
            first -= 1
        while first < index and is_closed(self.words[first]):
            first += 1
        return first

    def _title_of(self, first: int, last: int) -> str:
        return self._title_before(first) or self._title_after(last)

    def _title_before(self, first: int) -> str:
        start = first
        while start > 0 and first - start < _LONGEST_TITLE:
            before = self.words[start - 1]
            gap = self.text[before.end : self.words[start].start]
            if gap.strip(" ()\u00a0") or not is_titular(before, self.text):
                break
            start -= 1
        while start < first and self.words[start].low in LINKS | {"by", "with"}:
            start += 1
        words = self.words[start:first]
        if not any(word.low.strip(".") in titles() for word in words):
            return ""
        return clean_title(self.text[words[0].start : words[-1].end])

    def _title_after(self, last: int) -> str:
        end = self.words[last].end
        match = _APPOSITION.match(self.text, end)
        if not match:
            return ""
        words = fold_text(match["title"]).split()
        near = words[:8] if match.group().startswith(",") else words[:1]
        is_title = any(word in titles() for word in near) and len(words) <= _LONGEST_TITLE
        return clean_title(match["title"]) if is_title else ""

    def _complete_body(self, source: ResolvedSource, before: int) -> ResolvedSource:
        """Find the body whose name holds the word: "the ministry", "the agency"."""
        match = _THE_BODY.fullmatch(fold_text(source.display))
        noun = match["noun"] if match else ""
        if noun not in bodies() | {"agency", "paper", "newspaper"}:
            return source
        for index in reversed(self.places.get(noun, [])):
            if self.words[index].start >= before:
                continue
            body = self._body_at(index)
            if body:
                return source._replace(name=body, display=body, kind="body")
        return source._replace(kind="body")

    def _body_at(self, index: int) -> str:
        """The capitalised run around a word for a body, "of" and "for" inside it."""
        first = last = index
        while first > 0 and self._is_joined(first - 1) and index - first < 8:
            first -= 1
        while last + 1 < len(self.words) and self._is_joined(last) and last - index < 8:
            last += 1
        while first < index and self.words[first].low in LINKS:
            first += 1
        while last > index and self.words[last].low in LINKS:
            last -= 1
        return self._text_of(first, last) if last > first else ""

    def _is_joined(self, left: int) -> bool:
        gap = self.text[self.words[left].end : self.words[left + 1].start]
        pair = (self.words[left], self.words[left + 1])
        is_capital = all(self.text[w.start].isupper() or w.low in _JOINING for w in pair)
        return gap in (" ", "\u00a0") and is_capital

    def _text_of(self, first: int, last: int) -> str:
        return " ".join(self.text[self.words[first].start : self.words[last].end].split())


_KINDS: dict[Need, tuple[str, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "person": ("person",),
    "body": ("body", "place"),
    "any": ("person", "body"),
}
_THE_OFFICE = re.compile(r"(?:the|that|this) (?P<office>[\w -]{3,80})")
_JOINING = frozenset({"of", "for", "the", "and"})
_MOST_PLACES = 200  # occurrences of a surname looked at
_THE_BODY = re.compile(r"(?:the|that|this|his|her|its|their) (?P<noun>[a-z]+)")
_SENTENCE_START = re.compile(r"(?:^|\n|(?<=[.!?…”\"])\s)\s{0,8}")
_CAPITAL = r"(?:[A-Z][\w’'.-]*|of|the|for|and|\d+)"
_NAME_RUN = re.compile(
    rf"(?:(?:On|In|At|Earlier|Later|Meanwhile)\b[^,.\n]{{0,40}}, )?"
    rf"(?P<name>(?:The |the )?{_CAPITAL}(?: {_CAPITAL}){{1,12}}"
    r"(?: (?:channel|agency|group|newspaper))?)"
)
_APPOSITION = re.compile(
    r",? (?P<title>(?:the |an? |his |her |its )?[^,.;:\n\"“”]{4,120})[,.;\n]"
)


def _agrees(name: str, known: str) -> bool:
    """Tell whether a found full name can be the known one: the same words, or more."""
    words = set(fold_text(name).split())
    return all(word in words for word in fold_text(known).split())


def _ends_with_stop(text: str, word: NameWord) -> bool:
    """Tell the end of a sentence from an initial ("J.")."""
    return text[word.end - 1] == "." and word.end - word.start > 2


def _opens_sentence(text: str, word: NameWord) -> bool:
    """Tell "Yesterday Rami" from a first name: an adverb may open a sentence."""
    return _opens(text, word) and word.low in _OPENERS


def _opens(text: str, word: NameWord) -> bool:
    before = text[max(0, word.start - 3) : word.start].rstrip(" \"“'‘")
    return not before or before[-1] in ".!?\n"


_OPENERS = frozenset(
    "yesterday today meanwhile however later earlier but and then when while after before"
    " although if as in on at for from with since still yet so now here there".split()
)
