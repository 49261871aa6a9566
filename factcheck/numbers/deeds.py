"""Deeds: what happened to the things counted, one name for both languages.

    "killed 43", "43 were killed", "a death toll of 43", "مقتل 43", "43 قتيلا"   killed

A verb has the number as its object ("killing 43"), or after a form of "to be" as
its subject ("43 were killed"); "three bombers killed two" says nothing of the three.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.tokens import Phrase, PhraseTable, Token

_VOWELS = "aeiou"


class Form(NamedTuple):
    """A form of a deed's word.

    `role`: active and past forms of a verb that has the number as its object,
    state and finite (the number is its subject), noun, toll or phrase (the number
    comes after); before and after for Arabic, by where the word stands. `groups` of
    concepts it can happen to.
    """

    deed: str
    role: str
    groups: frozenset[str]


Forms = tuple[Form, ...]


@cache
def load_deed_titles() -> dict[str, str]:
    """The deeds in words for people."""
    return {row["deed"]: row["title"] for row in load_lexicon("deed_titles.en")}


@cache
def _load_forms() -> PhraseTable[Forms]:
    forms: dict[str, list[Form]] = {}
    for row in load_lexicon("deeds.en"):
        groups = frozenset(row["of"].split(","))
        for word, role in _inflect_row(row):
            forms.setdefault(word, []).append(Form(row["deed"], role, groups))
    for row in load_lexicon("deeds.ar"):
        form = Form(row["deed"], row["role"], frozenset(row["of"].split(",")))
        forms.setdefault(row["word"], []).append(form)
    return PhraseTable((word, tuple(found)) for word, found in forms.items())


def _inflect_row(row: dict[str, str]) -> list[tuple[str, str]]:
    """Spell the forms of an English row, each with its role."""
    word, role = row["word"], row["role"]
    irregular = [form for form in row["forms"].split("|") if form]
    if role not in ("verb", "intransitive", "stative"):
        return [(form, role) for form in (word, *irregular)]
    first, _, rest = word.partition(" ")
    tail = f" {rest}" if rest else ""
    gerunds = [form for form in irregular if form.split()[0].endswith("ing")]
    pasts = [form for form in irregular if form not in gerunds]
    active = [word, f"{_add_s(first)}{tail}", *(gerunds or [f"{_add_ing(first)}{tail}"])]
    pasts = pasts or [f"{_add_ed(first)}{tail}"]
    if role != "verb":
        known = "finite" if role == "intransitive" else "state"
        return [(form, known) for form in (*active, *pasts)]
    return [*((form, "active") for form in active), *((form, "past") for form in pasts)]


def _add_s(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return f"{verb}es"
    is_y = verb.endswith("y") and verb[-2] not in _VOWELS
    return f"{verb[:-1]}ies" if is_y else f"{verb}s"


def _add_ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return f"{verb[:-1]}ing"
    return f"{_double_last(verb)}ing"


def _add_ed(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    is_y = verb.endswith("y") and verb[-2] not in _VOWELS
    return f"{verb[:-1]}ied" if is_y else f"{_double_last(verb)}ed"


def _double_last(verb: str) -> str:
    """Double the last consonant of a short verb ("rob", "robbed")."""
    is_short = 3 <= len(verb) <= 4 and verb[-1] not in f"{_VOWELS}wxy"
    if is_short and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        return verb + verb[-1]
    return verb


def find_deed(tokens: Sequence[Token], at: int) -> Phrase[Forms] | None:
    """Find the words of a deed that begin at `at`."""
    return _load_forms().find_at(tokens, at)


def find_deed_before(tokens: Sequence[Token], end: int) -> Phrase[Forms] | None:
    """Find the words of a deed that end before `end`."""
    return _load_forms().find_before(tokens, end)


def choose_form(found: Phrase[Forms] | None, group: str, roles: Sequence[str]) -> Form | None:
    """The form among those found that fits the group of the thing counted; earlier roles first.

    A thing of unknown group ("") takes what can happen to people: "killed 12".
    """
    if found is None:
        return None
    fitting = [form for form in found.row if (group or "person") in form.groups]
    by_role = (form for role in roles for form in fitting if form.role == role)
    return next(by_role, None)
