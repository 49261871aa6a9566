"""English names: "Deputy Transport Minister Salma Rami, 45," as name and title.

A name is what is left of a capitalised run when the words for offices, bodies
and nations are taken off its front; lower-case offices count, too. A run that
ends in a word for a body ("Rano News Agency") names that body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.attribution.agencies import names_agency
from factcheck.attribution.english_words import source_nouns, word_kind
from factcheck.attribution.resolved import ResolvedSource
from factcheck.attribution.units import Token
from factcheck.lexicons import load_lexicon
from factcheck.text import fold_text

WORD = re.compile(r"[^\W_](?:[\w’'.&]|-(?=\w))*")
BRACKETS = re.compile(r"\([^()]{0,40}\)|\[[^\[\]]{0,40}\]")
PARTICLES = frozenset("bin ibn bint al el de da di du van von der la le abu ben".split())
LINKS = frozenset("of for the and in to at on a an &".split())
_ADDRESS = re.compile(r"\s*\b(?:Mrs?|Ms|Miss|Dr|Prof|Sir)\.?$")
_QUANTIFIERS = frozenset("neither either one both several few some many most all none".split())
_ARTICLES = ("a ", "an ", "the ", "who ", "whose ", "which ")
_NAMES_TOO = frozenset({"will", "may", "mark", "art"})  # also words of closed classes
LONGEST_NAME = 4  # words
_MONTHS = frozenset(
    "january february march april june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


class NameWord(NamedTuple):
    """A word of a name or beside one; `low` is its folded form, without a stop."""

    low: str
    start: int
    end: int
    is_name: bool  # capitalised, and no office, body, nation or month


def read_source(words: str) -> ResolvedSource:
    """Read a source's words: person with title, body, place, or unknown with its own words."""
    plain = " ".join(BRACKETS.sub(" ", words).split()).strip(' ,;:-–—“”"')
    display = plain if plain else " ".join(words.split())
    head, _, rest = plain.partition(",")
    found = [read_word(match) for match in WORD.finditer(head)]
    if not found:
        return ResolvedSource("", "", display)
    person = _read_person(head, found) or _read_apposed(head, rest)
    if person:
        name, title = person
        title = title or _title_in(rest)
        return ResolvedSource(name, title, name, kind="person")
    return _read_body(head, found, display)


def _read_apposed(head: str, rest: str) -> tuple[str, str] | None:
    """Read "one of his lawyers, Salma Rami", where the name comes second."""
    part = rest.split(",")[0].strip()
    words = [read_word(match) for match in WORD.finditer(part)]
    person = _read_person(part, words) if words and not part.startswith(_ARTICLES) else None
    if person is None or " " not in person[0]:
        return None
    return person[0], person[1] or _office_in(head)


def _read_person(head: str, words: Sequence[NameWord]) -> tuple[str, str] | None:
    every = words
    if names_agency([Token(w.low, 0, 0, "cap") for w in words], 0, len(words) - 1):
        return None
    first = _trailing_name(head, words)
    while first is not None and first > 0 and _is_inside_body(words, first):
        words = _before_link(words, first)  # "Salma Rami of the Road Board"
        first = _trailing_name(head, words)
    if first is not None and words:
        title = _office_in(head[: words[first].start])
        is_owned = first > 0 and words[first - 1].low.endswith("'s")
        if not title and first > 0 and words[0].low == "the" and not is_owned:
            return None  # "the Morning Courier"
        return strip_possessive(head[words[first].start : words[-1].end]), title
    last = _leading_name(every)
    if last is None:
        return None
    title = clean_title(head[every[last].end :])
    return strip_possessive(head[every[0].start : every[last].end]), title


def _before_link(words: Sequence[NameWord], first: int) -> Sequence[NameWord]:
    while first > 0 and words[first - 1].low in LINKS:
        first -= 1
    return words[:first]


def _office_in(words: str) -> str:
    """The office before a name: "Transport Minister" of "elected Transport Minister"."""
    found = [read_word(match) for match in WORD.finditer(words)]
    if not any(word.low.strip(".") in titles() for word in found):
        return ""
    at = 0
    while at < len(found) - 1 and not is_titular(found[at], words):
        at += 1
    title = clean_title(words[found[at].start :])
    return _ADDRESS.sub("", title) or title


def _trailing_name(head: str, words: Sequence[NameWord]) -> int | None:
    first = len(words)
    while first > 0 and len(words) - first < LONGEST_NAME and _may_name(words, first - 1):
        first -= 1
    while first < len(words) and (not words[first].is_name or is_closed(words[first])):
        first += 1
    if len(words) - first > 2 and is_acronym(words[first], head):
        first += 1
    if first >= len(words) or words[-1].low.endswith(("'s", "s'")):
        return None
    is_lone = first == len(words) - 1
    return None if is_lone and words[first].low in acronyms() else first


def is_closed(word: NameWord) -> bool:
    """Tell "Neither" and "One" from a first name."""
    kind = word_kind(word.low, word.low)
    if word.low in _QUANTIFIERS:
        return True
    return kind not in ("noun", "num") and word.low not in _NAMES_TOO


def is_acronym(word: NameWord, text: str) -> bool:
    """Tell "SNSC" from "Salma"; `text` is what the word was read from."""
    return word.end - word.start > 1 and text[word.start : word.end].isupper()


def _leading_name(words: Sequence[NameWord]) -> int | None:
    """Read "Salma Rami head of the agency", as texts that lost their commas have it."""
    last = -1
    while last + 1 < len(words) and last + 1 < LONGEST_NAME and _may_name(words, last + 1):
        last += 1
    has_office = any(word.low.strip(".") in titles() for word in words[last + 1 : last + 4])
    return last if last >= 1 and has_office else None


def _may_name(words: Sequence[NameWord], at: int) -> bool:
    if words[at].low.endswith("'s") and at + 1 < len(words):
        return False
    return words[at].is_name or (words[at].low in PARTICLES and at + 1 < len(words))


def _is_inside_body(words: Sequence[NameWord], first: int) -> bool:
    """Tell "Observatory for Human Rights" from "Minister Salma Rami"."""
    before = words[first - 1].low
    if before in LINKS and before not in ("a", "an", "the"):
        return True
    return before == "the" and first > 1 and words[first - 2].low in LINKS


def _read_body(head: str, words: Sequence[NameWord], display: str) -> ResolvedSource:
    name = re.sub(r"^(?:the|an?) ", "", head.strip(), flags=re.IGNORECASE)
    name = strip_possessive(name) if len(words) == 1 else name
    capitals = [w for w in words if (head[w.start].isupper() and w.start > 0) or w.is_name]
    lows = [word.low.strip(".") for word in words]
    is_agency = names_agency([Token(w.low, 0, 0, "cap") for w in words], 0, len(words) - 1)
    if is_agency and (capitals or lows[0] in acronyms()):
        name = _without_nation(head, words) or name
        return ResolvedSource(name, "", name, kind="body")
    if len(words) <= 2 and lows[-1] in places():
        return ResolvedSource(name, "", name, kind="place")
    is_body = any(low in bodies() or source_nouns().get(low) == "organisation" for low in lows)
    is_person = source_nouns().get(lows[-1]) == "person" or lows[0] in ("a", "an")
    if is_body and capitals and not is_person and lows[-1] not in titles():
        return ResolvedSource(name, "", name, kind="body")
    if len(words) == 1 and (words[0].is_name or head.isupper()) and len(head) > 1:
        return ResolvedSource(name, "", name, kind="body")
    if words[0].low == "the" and len(words) > 1 and all(word.is_name for word in words[1:]):
        return ResolvedSource(name, "", name, kind="body")
    return ResolvedSource("", "", display)


def _without_nation(head: str, words: Sequence[NameWord]) -> str:
    """Read "Iranian state-run Fars News Agency" as "Fars News Agency"."""
    first = 0
    while first < len(words) - 2 and (
        words[first].low.removesuffix("'s") in places()
        or not head[words[first].start].isupper()
    ):
        first += 1
    return head[words[first].start :] if first else ""


def read_word(match: re.Match[str]) -> NameWord:
    """Read a match of `WORD`, its offsets those of the match."""
    text = match.group()
    low = fold_text(text).rstrip(".") or text
    bare = low.removesuffix("'s")
    is_name = text[0].isupper() and not (
        bare in titles()
        or bare in bodies()
        or bare in places()
        or bare in _MONTHS
        or bare in LINKS
        or low.endswith("-based")
    )
    end = match.end() - (text.endswith(".") and len(text) > 3)
    return NameWord(low, match.start(), end, is_name)


def is_titular(word: NameWord, text: str) -> bool:
    """Tell whether the word may stand in a title: an office, a linking word, a capital."""
    if word.low.strip(".") in titles() or word.low in LINKS:
        return True
    return text[word.start].isupper() or word.low in _OFFICE_WORDS


_OFFICE_WORDS = frozenset(
    "foreign defence defense interior prime deputy vice former acting press senior chief state"
    " transport finance justice health security national general party opposition army"
    " police".split()
)


def _title_in(rest: str) -> str:
    part = rest.split(",")[0] if not re.match(r"\s*\d+\s*,", rest) else rest.split(",", 2)[1]
    has_office = any(word.strip(".") in titles() for word in fold_text(part).split()[:8])
    return clean_title(part) if has_office else ""


def clean_title(title: str) -> str:
    """Drop brackets, the article and what else stands at the edges of a title."""
    plain = " ".join(BRACKETS.sub(" ", title).split()).strip(" ,;:-–—")
    return re.sub(r"^(?:the|an?|his|her|its|and|said|by) ", "", plain, flags=re.IGNORECASE)


def strip_possessive(name: str) -> str:
    """ "Rami's" as "Rami"; white space made single."""
    return re.sub(r"[’']s?$", "", " ".join(name.split()))


@cache
def titles() -> frozenset[str]:
    """Words for offices, ranks and forms of address."""
    return frozenset(row["word"] for row in load_lexicon("titles.en"))


@cache
def bodies() -> frozenset[str]:
    """Words that end or open the name of a body."""
    return frozenset(row["word"] for row in load_lexicon("organisations.en"))


@cache
def places() -> frozenset[str]:
    """The words of the place lexicon, people and adjectives included."""
    rows = load_lexicon("places.en")
    return frozenset(
        fold_text(form) for row in rows for form in row["forms"].split("|") if form
    )


@cache
def acronyms() -> frozenset[str]:
    """Names of agencies of one word ("irna")."""
    rows = load_lexicon("agencies.en")
    names = (row["agency"] for row in rows if row["kind"] == "name")
    return frozenset(name for name in names if " " not in name)
