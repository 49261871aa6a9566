"""Nouns: the things that are counted, one concept for both languages.

"14 Syrian government soldiers"   soldiers
"١٢ مدنيا"                        people (civilians are counted with people)
"31-vehicle convoy"               vehicles
"قتيلان"                          two people, killed
"13 widgets"                      widget: a noun that no lexicon row holds names itself
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.numbers.tokens import ARTICLES, Phrase, PhraseTable, Token


class Concept(NamedTuple):
    """What can be counted.

    `group` says what may happen to it ("person"), `key` with what it is counted
    (civilians with people), `title` is for people, `usual` is what happens to it
    when nothing is said (missiles are fired), `implied` what the noun says already.
    """

    name: str
    group: str
    key: str
    title: str
    usual: str
    implied: str


class Noun(NamedTuple):
    """A noun of the lexicon: its concept and what it says of it itself ("deaths": killed)."""

    concept: Concept
    deed: str
    is_plural: bool


@cache
def load_concepts() -> dict[str, Concept]:
    """The concepts by name."""
    return {
        row["concept"]: Concept(
            row["concept"],
            row["group"],
            row["key"] or row["concept"],
            row["title"],
            row["usual"],
            row["implied"],
        )
        for row in load_lexicon("concepts.en")
    }


@cache
def _load_nouns() -> PhraseTable[Noun]:
    return PhraseTable([*_english_rows(), *_arabic_rows()], prefixes=ARTICLES)


@cache
def _load_duals() -> PhraseTable[Noun]:
    rows = [
        (form, Noun(load_concepts()[row["concept"]], row["predicate"], is_plural=True))
        for row in load_lexicon("nouns.ar")
        for form in spell_duals(row["word"], row["dual"])
    ]
    return PhraseTable(rows, prefixes=ARTICLES)


def _english_rows() -> list[tuple[str, Noun]]:
    rows = []
    for row in load_lexicon("nouns.en"):
        concept, deed = load_concepts()[row["concept"]], row["predicate"]
        plural = row["plural"] or make_plural(row["word"])
        rows.append((plural, Noun(concept, deed, is_plural=True)))
        if row["word"] != plural:
            rows.append((row["word"], Noun(concept, deed, is_plural=False)))
    return rows


def _arabic_rows() -> list[tuple[str, Noun]]:
    rows = []
    for row in load_lexicon("nouns.ar"):
        noun = Noun(load_concepts()[row["concept"]], row["predicate"], is_plural=True)
        forms = [form for form in row["forms"].split("|") if form]
        rows += [(form, noun) for form in (row["word"], *forms)]
    return rows


def make_plural(word: str) -> str:
    """Spell the regular English plural ("buses", "bodies", "soldiers")."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def make_singular(word: str) -> str:
    """Undo the regular English plural, for nouns outside the lexicon."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if looks_plural(word) else word


def looks_plural(word: str) -> bool:
    """Tell whether an English word has the ending of a plural."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def spell_duals(word: str, dual: str) -> tuple[str, ...]:
    """Spell the Arabic dual ("شخصان", "شخصين").

    Where the plural ends in "ين" too ("مدنيين"), only the form in "ان" is surely dual.
    """
    if dual == "none" or " " in word:
        return ()
    if word.endswith("ة"):
        stem = f"{word[:-1]}ت"
        return (f"{stem}ان", f"{stem}ين")
    return (f"{word}ان", f"{word}ين") if dual == "both" else (f"{word}ان",)


def find_noun(tokens: Sequence[Token], at: int) -> Phrase[Noun] | None:
    """Find the lexicon noun that begins at `at`."""
    return _load_nouns().find_at(tokens, at)


def find_noun_before(tokens: Sequence[Token], end: int) -> Phrase[Noun] | None:
    """Find the lexicon noun that ends before `end`."""
    return _load_nouns().find_before(tokens, end)


def find_dual(tokens: Sequence[Token], at: int) -> Phrase[Noun] | None:
    """Find the Arabic noun at `at` whose ending says that there are two."""
    return _load_duals().find_at(tokens, at)
