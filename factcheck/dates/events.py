"""Events: what a date is the date of, under one key in both languages.

    "officials said on Tuesday that 12 died on Monday"    said: Tuesday, died: Monday
    "the war broke out in 2011"                           began
    "at war since March 2011"                             began: "since" dates a beginning
    "has not won since 1983"                              won: the last one

A key is a row of the lexicon, so that "bombed", "strike" and "غارة" are one; a verb outside it
is its own stem. The event chosen is the nearest word for one, counting clause borders
as distance and preferring what stands before the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from factcheck.dates.event_words import Token, load_irregular, match_key, name_key
from factcheck.dates.words import load_time_words
from factcheck.records import Language
from factcheck.text import fold_text
from factcheck.words import load_stop_words, stem_word

_REACH = 240
_MAX_WORDS = 12
_SLOT_REACH = 22
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[.;:!?()\"\n]|,|\d[\d.,:]*")
_ENDS = frozenset(";:!?\n")
_CLAUSE_WORDS = frozenset(
    fold_text(word)
    for word in (
        *("that", "which", "who", "when", "while", "after", "before", "as", "because", "where"),
        *("amid", "following", "despite", "but", "and", "إن", "أن", "الذي", "التي", "عندما"),
        *("بعد", "قبل", "فيما", "بينما", "حيث", "حين", "لكن"),
    )
)
_COMPLEMENTS = frozenset(
    fold_text(word)
    for word in ("that", '"', "أن", "أنه", "أنها", "إن", "إنه", "إنها", "بأن", "بأنه")
)
_NEGATIONS = frozenset(
    fold_text(word)
    for word in (
        "not",
        "never",
        "no",
        "n't",
        "hasn't",
        "haven't",
        "hadn't",
        "first",
        "لم",
        "لا",
        "لن",
    )
)
_MODALS = frozenset(
    ("to", "will", "would", "may", "might", "could", "can", "should", "must", "did", "not")
)
_GERUND_BEFORE = frozenset(
    (
        "from",
        "by",
        "for",
        "in",
        "of",
        "after",
        "before",
        "while",
        "is",
        "are",
        "was",
        "were",
        "been",
    )
)
_ARABIC_NOUN = re.compile(r"[وف]?(?:ال|بال|لل|كال)")
_PASSIVES = frozenset(("was", "were", "been", "be", "being", "is", "are"))
_END_COST, _CLAUSE_COST, _NOUN_COST, _AFTER_COST = 14, 2, 3, 8
_COMMA_COST, _LATER_COMMA_COST, _DOT_COST = 1, 8, 4
_SAID_COST, _SAID_THAT_COST, _SAID_AFTER_COST, _MAX_COST = 5, 12, 60, 40
_LIGHT_REACH = 8
_INTRANSITIVE = re.compile(r"(?:take|took|taken|happen|occur|حدث|حصل|وقع|وقوع|جر)")


class Event(NamedTuple):
    """An event's key, shared by both languages, and its name for people."""

    key: str
    topic: str
    words: tuple[str, ...]


class _Found(NamedTuple):
    """A word for an event: its key, the tokens it spans, and its cost from the date."""

    key: str
    first: int
    last: int
    cost: int


def find_event(
    folded: str, start: int, end: int, language: Language, *, role: str, is_attribute: bool
) -> Event:
    """Find the event that the date at `start`..`end` of a folded text belongs to.

    `role` is the date's ("since" dates a beginning); `is_attribute` says that
    the date describes the word after it ("Tuesday's vote").
    """
    before = _read_tokens(folded, max(0, start - _REACH), start)
    after = _read_tokens(folded, end, min(len(folded), end + _REACH))
    tokens = [*before, *after]
    found = _find_nearest(tokens, len(before), language, is_attribute=is_attribute)
    if found is None:
        key, place = _stem_nearest(tokens, len(before), language), -1
    else:
        key, place = found.key, found.first
    if role == "since" and not _is_negated(before):
        key = "began"
    return Event(key, name_key(key), _slot_words(tokens, len(before), place, language))


def _read_tokens(folded: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch, without words cut by its edges."""
    return [
        Token(match[0], match.start(), match.end())
        for match in _TOKEN.finditer(folded, start, end)
        if not (match.start() == start > 0 and folded[start - 1].isalpha())
        and not (match.end() == end < len(folded) and folded[end : end + 1].isalpha())
    ]


def _find_nearest(
    tokens: Sequence[Token], here: int, language: Language, *, is_attribute: bool
) -> _Found | None:
    """The cheapest event word around position `here`, light verbs read by their noun."""
    matches = list(_match_all(tokens, language))
    found = list(_cost_before(tokens, here, matches, language))
    found += _cost_after(tokens, here, matches, is_attribute=is_attribute)
    found = [one for one in found if one.cost < _MAX_COST]
    if not found:
        return None
    best = min(found, key=lambda f: (f.cost, abs(f.first - here)))
    return _read_light(best, found, tokens) if best.key == "light" else best


def _match_all(tokens: Sequence[Token], language: Language) -> Iterator[_Found]:
    """Every event word, the longest where two overlap ("shot down" is not "shot")."""
    index = 0
    while index < len(tokens):
        match = match_key(tokens, index, language)
        if match:
            is_passive = tokens[index].text == "reported" and _is_passive(tokens, index)
            yield _Found("light" if is_passive else match[0], index, match[1], 0)
        index = match[1] + 1 if match else index + 1


def _cost_before(
    tokens: Sequence[Token], here: int, matches: Sequence[_Found], language: Language
) -> Iterator[_Found]:
    steps = _sum_steps(tokens[here - 1 :: -1] if here else [], _COMMA_COST)
    for match in matches:
        if match.last < here:
            cost = steps[here - 1 - match.last]
            cost += 0 if _is_verb(tokens, match.first, language) else _NOUN_COST
            if match.key == "said":
                cost += _cost_said(tokens[match.last + 1 : here])
            yield match._replace(cost=cost)


def _cost_said(between: Sequence[Token]) -> int:
    """What keeps a date from its verb of saying: distance, or a "that" (the rest is said)."""
    if any(token.text in _COMPLEMENTS for token in between):
        return _SAID_THAT_COST
    return _SAID_COST if len(between) > 2 else 0


def _cost_after(
    tokens: Sequence[Token], here: int, matches: Sequence[_Found], *, is_attribute: bool
) -> Iterator[_Found]:
    opens_clause = _opens_clause(tokens, here)
    steps = _sum_steps(tokens[here:], 0 if opens_clause else _LATER_COMMA_COST)
    is_aim = here < len(tokens) and tokens[here].text == "to"
    base = -2 if is_attribute else 0 if opens_clause or is_aim else _AFTER_COST
    for match in matches:
        if match.first >= here:
            is_far = match.first - here > 1
            said = _SAID_AFTER_COST if match.key == "said" and is_far else 0
            yield match._replace(cost=base + steps[match.first - here] + said)


def _sum_steps(tokens: Sequence[Token], comma_cost: int) -> list[int]:
    """The cost of reaching each token, in the order given."""
    return list(accumulate(_step_cost(token.text, comma_cost) for token in tokens))


def _opens_clause(tokens: Sequence[Token], here: int) -> bool:
    """Tell whether the date opens its clause, alone or after a preposition."""
    openers = _ENDS | _COMPLEMENTS
    return any(here == n or tokens[here - n - 1].text in openers for n in (0, 1) if here >= n)


def _is_verb(tokens: Sequence[Token], index: int, language: Language) -> bool:
    """Tell whether an event word is a finite verb ("killed"); in Arabic an article or an ending
    tells some nouns, and the rest may be verbs.
    """
    word = tokens[index].text
    before = tokens[index - 1].text if index else ""
    if word.endswith("ing"):
        return before in _GERUND_BEFORE
    if language == "ar":
        return not (_ARABIC_NOUN.match(word) or word.endswith("ه"))
    return word.endswith("ed") or word in load_irregular() or before in _MODALS


def _step_cost(token: str, comma_cost: int) -> int:
    if token in _ENDS or token == ".":
        return _END_COST if token in _ENDS else _DOT_COST
    if token == ",":
        return comma_cost
    return 1 + (_CLAUSE_COST if token in _CLAUSE_WORDS else 0)


def _read_light(light: _Found, found: Sequence[_Found], tokens: Sequence[Token]) -> _Found:
    """Read "carried out raids" and "the raids were carried out" by the noun beside the verb."""
    is_passive = _is_passive(tokens, light.first)
    step = -1 if is_passive or _INTRANSITIVE.match(tokens[light.first].text) else 1
    nouns = [
        other
        for other in found
        if other.key not in ("light", "said")
        and 0 < (other.first - light.first) * step <= _LIGHT_REACH
    ]
    if not nouns:
        is_deadline = tokens[light.first].text.startswith("deadline")
        return light._replace(
            key="expected" if is_deadline else "happened" if step < 0 else "began"
        )
    return min(nouns, key=lambda other: abs(other.first - light.first))


def _is_passive(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].text in _PASSIVES


def _is_negated(before: Sequence[Token]) -> bool:
    """Tell whether the clause before says that something has not happened since."""
    for token in reversed(before[-14:]):
        if token.text in _ENDS:
            return False
        if token.text.removeprefix("و") in _NEGATIONS or token.text.endswith("n't"):
            return True
    return False


def _stem_nearest(tokens: Sequence[Token], here: int, language: Language) -> str:
    """The stem of the verb before the date, of any content word when there is none."""
    stop_words = load_stop_words(language)
    near = [*reversed(tokens[max(0, here - 12) : here]), *tokens[here : here + 6]]
    content = [
        token.text
        for token in near
        if token.text[0].isalpha() and token.text not in stop_words | load_time_words(language)
    ]
    verbs = [word for word in content if word.endswith("ed") and len(word) > 4]
    chosen = (verbs or content or [""])[0]
    return stem_word(chosen, language) if chosen else ""


def _slot_words(
    tokens: Sequence[Token], here: int, event: int, language: Language
) -> tuple[str, ...]:
    """The stems of the content words around the date, the nearest first, without values."""
    stop_words = load_stop_words(language) | load_time_words(language)
    low, high = max(0, here - _SLOT_REACH), here + _SLOT_REACH
    places = sorted(range(low, min(high, len(tokens))), key=lambda i: (abs(i - here), i))
    words = [
        stem_word(tokens[place].text, language)
        for place in places
        if place != event
        and tokens[place].text[0].isalpha()
        and len(tokens[place].text) > 2
        and tokens[place].text not in stop_words
    ]
    return tuple(dict.fromkeys(words))[:_MAX_WORDS]
