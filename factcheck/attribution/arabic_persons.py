"""Arabic names: "وزير النقل سلمى رامي" as name and title.

An office comes first and its words carry the article ("وزير النقل الأردني"),
so the name begins at the first word without it; or the name comes first and an
office follows ("سلمى رامي المتحدثة باسم الوزارة").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.attribution.agencies import names_agency
from factcheck.attribution.arabic_words import (
    cue_form,
    place_words,
    source_words,
    title_words,
    words_of,
)
from factcheck.attribution.resolved import Need, ResolvedSource
from factcheck.attribution.units import Token
from factcheck.records import Span
from factcheck.text import fold_text

_WORD = re.compile(r"[\u0620-\u064a\u064b-\u065f\u0670\u0640\u066e-\u06d3]+")
_COMPOUND = frozenset({"عبد", "ابو", "بو", "ال", "بن", "ابن", "ام", "ذو"})
_ON = "على"
_LINKING = frozenset({"باسم", "في", "من", "لدي", "عن", _ON, "الي", "لشؤون", "للشؤون", "مع"})
_PRONOUNS: dict[str, Need] = {"هو": "he", "هي": "she", "هم": "any"}
_LONGEST_NAME = 5  # words
_LONGEST_TITLE = 10
_MOST_PLACES = 200


class _Word(NamedTuple):
    low: str
    start: int
    end: int


class ArabicNames:
    """The names of one Arabic article."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = _read_words(text)
        self.places: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self.places.setdefault(word.low, []).append(index)
        self.completed: dict[str, ResolvedSource] = {}

    def read(self, span: Span) -> ResolvedSource:
        """Read the words of a source as name and title."""
        return read_source(self.text[span.start : span.end])

    def needed(self, span: Span) -> Need | None:
        """Arabic pronouns are part of the verb, so a source is never one."""
        low = fold_text(self.text[span.start : span.end]).strip()
        return _PRONOUNS.get(low)

    def pronoun_of(self, source: ResolvedSource) -> Need | None:
        """Arabic sources are seldom pronouns, so nobody asks."""
        return None

    def inherits(self, cue: Span) -> bool:
        """A finite verb without a subject ("وأضاف") speaks for the last one quoted."""
        words = fold_text(self.text[cue.start : cue.end]).split()
        found = cue_form(words[0]) if words else None
        if found is None:
            return False
        form, prefix = found
        return form.tense == "past" or (form.tense == "present" and bool(prefix))

    def introduced(self, start: int, end: int, need: Need) -> ResolvedSource | None:
        """Arabic needs no look between sources: pronouns are rare."""
        return None

    def is_office_of(self, words: str, title: str) -> bool:
        """Tell whether "الوزير" or "وزير النقل الأردني" names again whoever has the title."""
        named = [word.low for word in _read_words(words)]
        known = [word.low for word in _read_words(title)]
        if not named or named[0] not in title_words() or not known:
            return False
        if len(named) == 1:
            return named[0].startswith("ال") and named[0].removeprefix("ال") in (
                known[0],
                known[0].removeprefix("ال"),
            )
        return named == known[: len(named)]

    def complete(self, source: ResolvedSource, before: int) -> ResolvedSource:
        """Give a surname its first name and title, "الوزارة" its name."""
        if source.kind == "person" and not source.title:
            if source.name not in self.completed:
                self.completed[source.name] = self._find_fullest(source)
            return self.completed[source.name]
        if source.kind == "unknown" and " " not in source.display:
            return self._complete_body(source, before)
        return source

    def _find_fullest(self, source: ResolvedSource) -> ResolvedSource:
        """Look where the surname stands after first names and an office."""
        lows = [word.low for word in _read_words(source.name)]
        if not lows:
            return source
        best = source
        for index in self.places.get(lows[-1], [])[:_MOST_PLACES]:
            first = self._introduction_start(index)
            if first is None:
                continue
            read = read_source(self.text[self.words[first].start : self.words[index].end])
            known = set(fold_text(read.name).split())
            is_fuller = len(read.name) > len(best.name) or (read.title and not best.title)
            if read.kind == "person" and is_fuller and known >= set(lows):
                best = read
        return best

    def _introduction_start(self, index: int) -> int | None:
        """Where the office before a name begins, when there is one."""
        first, nation = index, None
        while first > 0 and index - first < _LONGEST_TITLE + _LONGEST_NAME:
            before = self.words[first - 1]
            gap = self.text[before.end : self.words[first].start]
            if gap.strip(" \u00a0") or _ends_phrase(before.low):
                break
            first -= 1
            if _bare(before.low) in title_words():
                return first
            if _is_nation(before.low):
                nation = first
        return nation

    def _complete_body(self, source: ResolvedSource, before: int) -> ResolvedSource:
        """Find the name that opens with the word: "الوزارة" -> "وزارة النقل الأردنية"."""
        low = fold_text(source.display)
        noun = low.removeprefix("ال")
        kind = source_words().get(noun)
        if kind not in ("organisation", "text") or noun == low:
            return source
        for index in reversed(self.places.get(noun, [])):
            if self.words[index].start < before:
                name = self._body_at(index)
                if name:
                    return source._replace(name=name, display=name, kind="body")
        return source._replace(kind="body")

    def _body_at(self, index: int) -> str:
        """A body's name: its noun and the words with the article that follow."""
        last = index
        while last + 1 < len(self.words) and last - index < 6:
            gap = self.text[self.words[last].end : self.words[last + 1].start]
            low = self.words[last + 1].low
            if gap.strip(" \u00a0") or not (low.startswith("ال") or low in place_words()):
                break
            last += 1
        start, end = self.words[index].start, self.words[last].end
        return " ".join(self.text[start:end].split()) if last > index else ""


def read_source(words: str) -> ResolvedSource:
    """Read a source's words: person with title, body, place, or unknown with its own words."""
    plain = " ".join(words.split()).strip(' ,،-()«»"“”')
    display = re.sub("^لل", "ال", plain)
    head, _, rest = display.replace("،", ",").partition(",")
    found = _read_words(_QUOTED.sub(_blank, head))
    if not found or words.lstrip().startswith(("«", '"', "“")):
        return ResolvedSource(plain, "", plain, kind="body") if plain else _NOBODY
    kind = source_words().get(found[0].low.removeprefix("ال"))
    tokens = [Token(word.low, 0, 0, "noun") for word in found]
    if names_agency(tokens, 0, len(tokens) - 1, "ar"):
        return _as_body(display, found)
    if len(found) <= 2 and found[0].low in place_words():
        return ResolvedSource(head, "", head, kind="place")
    person = _read_person(found, kind)
    if person:
        first, last = person
        name = head[found[first].start : found[last].end]
        title = head[: found[first].start].strip() or head[found[last].end :].strip()
        title = title or _title_in(rest)
        return ResolvedSource(name, title, name, kind="person")
    if kind == "organisation":
        return _as_body(head, found)
    return ResolvedSource("", "", display)


_QUOTED = re.compile('[«"“][^«»"“”]{0,40}(?:[»"”]|$)')
_NOBODY = ResolvedSource("", "", "")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _title_in(rest: str) -> str:
    words = _read_words(rest)
    return rest.strip() if words and words[0].low in title_words() else ""


def _as_body(name: str, words: Sequence[_Word]) -> ResolvedSource:
    if len(words) == 1 and words[0].low.startswith("ال"):
        return ResolvedSource("", "", name)
    return ResolvedSource(name, "", name, kind="body")


def _read_person(words: Sequence[_Word], kind: str | None) -> tuple[int, int] | None:
    """The first and last word of the person's name."""
    if words[0].low in title_words() or (len(words) > 1 and _is_nation(words[0].low)):
        first = _after_office(words)
        return (first, _name_end(words, first)) if first is not None else None
    if kind is not None or words[0].low.startswith("ال"):
        is_surname = len(words) == 1 and kind is None
        return (0, 0) if is_surname else None
    last = _name_end(words, 0)
    if last == len(words) - 1:
        return 0, last
    return (0, last) if last > 0 and _is_office(words, last + 1) else None


def _is_nation(low: str) -> bool:
    return low.startswith("ال") and low in place_words()


def _after_office(words: Sequence[_Word]) -> int | None:
    """Where the name begins after "وزير النقل الأردني" or "حاكم ولاية أوهايو"."""
    at = 1
    while at < len(words):
        low = words[at].low
        if source_words().get(low) == "place":
            at += 2
        elif _belongs_to_office(low) or words[at - 1].low in _LINKING or _is_article(words, at):
            at += 1
        else:
            return at
    return None


def _belongs_to_office(low: str) -> bool:
    if low in _LINKING or low in title_words() or low in source_words() or low in place_words():
        return True
    return low.startswith(("لل", "بال", "بوزار"))


def _is_article(words: Sequence[_Word], at: int) -> bool:
    low = words[at].low
    return low.startswith("ال") and len(low) > 3 and words[at - 1].low not in _COMPOUND


def _name_end(words: Sequence[_Word], first: int) -> int:
    last = first
    while last + 1 < len(words) and last - first < _LONGEST_NAME:
        low = words[last + 1].low
        if (
            low in _LINKING
            or low in title_words()
            or low in source_words()
            or _ends_phrase(low)
        ):
            break
        last += 1
    return last


def _is_office(words: Sequence[_Word], at: int) -> bool:
    return at < len(words) and (words[at].low in title_words() or words[at].low in _LINKING)


def _ends_phrase(low: str) -> bool:
    closed = ("stop", "conj", "aux", "neg", "rel", "comp", "time")
    return any(low in words_of(kind) for kind in closed) or (
        cue_form(low) is not None and low not in title_words()
    )


def _bare(low: str) -> str:
    return low[1:] if low[0] in "ولبف" and low[1:] in title_words() else low


def _read_words(text: str) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        low = fold_text(match.group())
        if low == "علي" and match.group().endswith("ى"):
            low = _ON  # the preposition; with the other yeh it is a name
        if low:
            words.append(_Word(low, match.start(), match.end()))
    return words
