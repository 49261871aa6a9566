"""Arabic words as attribution needs them: classes, and the forms of cue verbs.

All is matched on folded text. A verb may carry "و" or "ف" ("وقال", "فأكد"); the
prefix matters, because a verb with it starts a statement of its own.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Stance
from factcheck.text import fold_text

Tense = Literal["past", "present", "participle"]
Takes = Literal["any", "to", "that", "quote", "tell", "act", "quoting"]
WordClass = Literal[
    "comp", "prep", "stop", "time", "conj", "aux", "neg", "rel", "dem", "occasion"
]

_TENSES: tuple[Tense, ...] = ("past", "present", "participle")
_VERBAL_NOUN = re.compile(
    r"است\w{3,}|ان\w{2}ا\w|ا\w{2}ا\w|ا\w{2}ا\w[هت]|ت\w{2}ي\w|ت\w{2}ي\w[هت]|م\wا\w{2}ه|ا\w{2}اء"
)


class ArabicForm(NamedTuple):
    """One form of a cue verb; `is_clear` is false for forms that are other words, too.

    `preposition` may open what is said ("كشف عن", "أشار إلى"; "ب" is a prefix).
    """

    verb: str
    tense: Tense
    takes: Takes
    preposition: str
    stance: Stance
    is_clear: bool


@lru_cache(maxsize=32768)
def word_kind(low: str, original: str) -> str:
    """The class of a word as `make_units` asks for it: "comp", "prep", "num" or "noun".

    Only "على" is a "prep" here: folded, it is written like the name علي.
    """
    if low in words_of("comp"):
        return "comp"
    if low == "علي" and original.endswith("\u0649"):
        return "prep"
    return "num" if low[0].isdigit() else "noun"


@cache
def words_of(word_class: WordClass) -> frozenset[str]:
    """The words of one class."""
    rows = load_lexicon("grammar.ar")
    return frozenset(fold_text(row["word"]) for row in rows if row["kind"] == word_class)


@lru_cache(maxsize=32768)
def cue_form(low: str) -> tuple[ArabicForm, str] | None:
    """The cue verb that `low` is a form of, with its prefix ("", "و" or "ف")."""
    forms = _cue_forms()
    if low in forms:
        return forms[low], ""
    if low[0] in "وف" and low[1:] in forms:
        return forms[low[1:]], low[0]
    return None


@lru_cache(maxsize=32768)
def opens_object(low: str) -> bool:
    """Tell whether the word is a verbal noun that may open what is announced or denied."""
    opens = _objects().get(low)
    if opens is None:
        opens = any(_objects().get(bare, False) for bare in _without_owner(low))
    return opens or (low not in _objects() and bool(_VERBAL_NOUN.fullmatch(low)))


def _without_owner(low: str) -> list[str]:
    """The word without "its", "his" or "their": "مسؤوليتها" is "مسؤولية"."""
    bare = [low.removesuffix(ending) for ending in ("ها", "هم", "ه") if low.endswith(ending)]
    return bare + [word[:-1] + "ه" for word in bare if word.endswith("ت")]


@cache
def _objects() -> dict[str, bool]:
    return {fold_text(row["noun"]): row["opens"] != "no" for row in load_lexicon("objects.ar")}


@cache
def _cue_forms() -> dict[str, ArabicForm]:
    form_by_word: dict[str, ArabicForm] = {}
    for row in load_lexicon("cues.ar"):
        for tense in _TENSES:
            for word in row[tense].split():
                form = ArabicForm(
                    fold_text(row["verb"]),
                    tense,
                    row["takes"],  # type: ignore[arg-type]
                    fold_text(row["preposition"]),
                    row["stance"],  # type: ignore[arg-type]
                    row["clear"] == "yes",
                )
                form_by_word.setdefault(fold_text(word), form)
    return form_by_word


@cache
def title_words() -> frozenset[str]:
    """Words that name an office ("وزير", "المتحدث")."""
    return frozenset(fold_text(row["word"]) for row in load_lexicon("titles.ar"))


@cache
def place_words() -> frozenset[str]:
    """The names of countries and towns, one word each."""
    forms = (form for row in load_lexicon("places.ar") for form in row["forms"].split("|"))
    return frozenset(fold_text(form) for form in forms if form and " " not in form)


@cache
def source_words() -> dict[str, str]:
    """Nouns that name a source or a place, with their kind (person, organisation, ...)."""
    return {fold_text(row["noun"]): row["kind"] for row in load_lexicon("sources.ar")}
