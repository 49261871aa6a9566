"""The grammars, one row a language."""

from __future__ import annotations

from factcheck.attribution import Grammar, arabic, arabic_words, english, english_words
from factcheck.records import Language

GRAMMARS: dict[Language, Grammar] = {
    "en": Grammar(english_words.word_kind, english.attribute_unit),
    "ar": Grammar(arabic_words.word_kind, arabic.attribute_unit),
}
