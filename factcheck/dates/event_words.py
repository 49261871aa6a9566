"""Event words: the lexicon of events, matched on inflected words of both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Language
from factcheck.text import fold_text


class Token(NamedTuple):
    """A word or punctuation mark of a folded text."""

    text: str
    start: int
    end: int


def match_key(
    tokens: Sequence[Token], index: int, language: Language
) -> tuple[str, int] | None:
    """The key of the event word at `index` and the last token it spans."""
    word = tokens[index].text
    if not word[0].isalpha():
        return None
    keys = _load_keys(language)
    bases = lemmas(word, language)
    for length in (4, 3, 2):
        tail = [token.text for token in tokens[index + 1 : index + length]]
        if len(tail) == length - 1:
            for base in bases:
                if key := keys.get("_".join([base, *tail])):
                    return key, index + length - 1
    for base in bases:
        if key := keys.get(base):
            return key, index
    return None


def name_key(key: str) -> str:
    """Name a slot for people: "date of the attack"."""
    topic = _load_topics().get(key)
    return f"date of the {topic}" if topic else f"date: {key}" if key else "date"


@cache
def _load_topics() -> dict[str, str]:
    topics = {row["key"]: row["topic"] for row in load_lexicon("events.en")}
    return {**topics, "happened": "event"}


@cache
def _load_keys(language: Language) -> dict[str, str]:
    """Event keys by folded base form."""
    return {
        fold_text(word): row["key"]
        for row in reversed(load_lexicon(f"events.{language}"))
        for word in row["words"].split()
    }


@cache
def load_irregular() -> dict[str, str]:
    """Base forms by irregular past and participle."""
    rows = load_lexicon("irregular_verbs.en")
    return {
        form: row["base"] for row in rows for form in (row["past"], row["participle"]) if form
    }


@lru_cache(maxsize=16384)
def lemmas(word: str, language: Language) -> tuple[str, ...]:
    """The base forms a folded word may have, the likeliest first."""
    if language == "ar":
        return tuple(dict.fromkeys(_strip_arabic(word)))
    word = word.removesuffix("'s")
    irregular = load_irregular().get(word)
    return tuple(
        dict.fromkeys([word, *([irregular] if irregular else []), *_strip_english(word)])
    )


def _strip_english(word: str) -> Iterator[str]:
    for ending, stand_ins in _ENGLISH_ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) > 1:
            yield from (base + stand_in for stand_in in stand_ins)
            if ending in ("ed", "ing") and len(base) > 3 and base[-1] == base[-2]:
                yield base[:-1]


_ENGLISH_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("e", "")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
_ARABIC_PREFIXES = (
    "",
    "و",
    "ف",
    "ال",
    "وال",
    "بال",
    "فال",
    "لل",
    "ولل",
    "ب",
    "ل",
    "ك",
    "س",
    "وس",
)
_ARABIC_SUFFIXES = (
    "",
    "ه",
    "ها",
    "هم",
    "هما",
    "ت",
    "ته",
    "تها",
    "تهم",
    "ا",
    "وا",
    "ات",
    "ين",
    "ان",
    "ون",
    "تين",
)


def _strip_arabic(word: str) -> Iterator[str]:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            rest = word[len(prefix) :]
            for suffix in _ARABIC_SUFFIXES:
                if rest.endswith(suffix) and len(rest) - len(suffix) >= 2:
                    base = rest[: len(rest) - len(suffix)]
                    yield base
                    if suffix.startswith("ت"):
                        yield f"{base}ه"
