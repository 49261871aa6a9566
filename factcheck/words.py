"""Words: the content words of a text and their stems.

Two outlets inflect one word differently ("strikes", "striking"; "الطائرات",
"طائرة"); alignment counts stems. Stemming is Snowball's, after the Arabic
particles that are written onto the next word are cut off. Source: Porter 2001,
"Snowball: A language for stemming algorithms".
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Language, Span
from factcheck.text import fold, fold_text

if TYPE_CHECKING:
    import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:['.\-][^\W_]+)*")
_ARABIC_PREFIX = re.compile(r"^(?:[وف]?(?:بال|كال|لل|ال)|[وف](?=\w{4}))")
_SNOWBALL: dict[Language, str] = {"en": "english", "ar": "arabic"}


class Word(NamedTuple):
    """A word: folded text, stem, and its place in the text it was found in."""

    text: str
    stem: str
    span: Span


def find_words(text: str, language: Language) -> tuple[Word, ...]:
    """Find every word of `text`, stop words too, in order."""
    folded = fold(text)
    return tuple(
        Word(match[0], stem_word(match[0], language), folded.span(*match.span()))
        for match in _WORD.finditer(folded.text)
    )


def find_content_words(text: str, language: Language) -> tuple[Word, ...]:
    """Find the words of `text` that are no stop words, in order."""
    stop_words = load_stop_words(language)
    return tuple(
        word
        for word in find_words(text, language)
        if word.text not in stop_words and len(word.text) > 1
    )


@cache
def load_stop_words(language: Language) -> frozenset[str]:
    """The folded words that carry no content of their own."""
    return frozenset(fold_text(row["word"]) for row in load_lexicon(f"stopwords.{language}"))


def find_concepts(text: str, language: Language) -> frozenset[str]:
    """What a text is about: its content words as concepts, else as stems; no numbers."""
    return frozenset(
        name_concept(word, language)
        for word in find_content_words(text, language)
        if not word.text[0].isdigit()
    )


def name_concept(word: Word, language: Language) -> str:
    """The concept of a word ("=headquarters"), the same in both languages, else its stem."""
    concepts = _load_concepts(language)
    return concepts.get(word.text) or concepts.get(word.stem) or word.stem


@cache
def _load_concepts(language: Language) -> dict[str, str]:
    forms = [
        (fold_text(form), f"={row['concept']}")
        for row in load_lexicon("glosses")
        for form in row[language].split("|")
    ]
    return {stem_word(form, language): concept for form, concept in forms} | dict(forms)


@lru_cache(maxsize=65536)
def stem_word(word: str, language: Language) -> str:
    """Stem a folded word; a word that is all prefix stays whole."""
    if language == "ar":
        word = _ARABIC_PREFIX.sub("", word) or word
    return str(_load_stemmer(language).stemWord(word.removesuffix("'s")))


@cache
def _load_stemmer(language: Language) -> snowballstemmer.stemmer:
    import snowballstemmer

    return snowballstemmer.stemmer(_SNOWBALL[language])
