"""English words as attribution needs them: classes, and the forms of cue verbs.

There is no tagger here. Closed classes (a few hundred words) say where a noun
phrase ends; the forms of some 270 cue verbs say where to look.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Stance
from factcheck.text import fold_text

Form = Literal["base", "third", "past", "ing", "done"]
Takes = Literal["any", "tell", "that", "to", "show", "quote", "act"]

_FORMS: tuple[Form, ...] = ("third", "past", "ing", "done")

_EXTRA = ("neg", "occasion")


class CueForm(NamedTuple):
    """One form of a cue verb: its words, which form, and how the verb behaves."""

    words: tuple[str, ...]
    form: Form
    verb: str
    takes: Takes
    stance: Stance


@lru_cache(maxsize=32768)
def word_kind(low: str, original: str) -> str:
    """The class of a word: that of the lexicon, else "num", "cap" or "noun"."""
    kind = _kinds().get(low)
    if low == "may" and original[0].isupper():
        return "cap"  # the month or the name; the verb is hardly ever capitalised
    if low == "march" and original[0].islower():
        return "noun"
    if kind is not None:
        return kind
    if low.endswith("n't"):
        return "aux"
    if low[0].isdigit():
        return "num"
    if original[0].isupper():
        return "cap"
    return "adv" if low.endswith("ly") and len(low) > 5 else "noun"


@cache
def _kinds() -> dict[str, str]:
    rows = load_lexicon("grammar.en")
    return {fold_text(row["word"]): row["kind"] for row in rows if row["kind"] not in _EXTRA}


@cache
def marked(mark: Literal["neg", "occasion"]) -> frozenset[str]:
    """Words with a mark beside their class.

    neg: they turn an attribution into none ("did not say", "declined to comment");
    occasion: where something is said ("in a statement").
    """
    return frozenset(row["word"] for row in load_lexicon("grammar.en") if row["kind"] == mark)


@cache
def source_nouns() -> dict[str, str]:
    """Nouns that name a source, with their kind (person, organisation, text, witness)."""
    return {row["noun"]: row["kind"] for row in load_lexicon("sources.en")}


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """Every form of every cue verb by its first word, longest first."""
    forms_by_word: dict[str, list[CueForm]] = {}
    for row in load_lexicon("cues.en"):
        for form in _forms_of(row):
            forms_by_word.setdefault(form.words[0], []).append(form)
    return {
        word: tuple(sorted(forms, key=lambda form: -len(form.words)))
        for word, forms in forms_by_word.items()
    }


def _forms_of(row: dict[str, str]) -> list[CueForm]:
    spelled = [row["verb"], *(cell.strip() for cell in row["forms"].split("|"))]
    forms: list[CueForm] = []
    for form, words in zip(("base", *_FORMS), spelled, strict=False):
        forms.append(
            CueForm(tuple(words.split()), form, row["verb"], row["takes"], row["stance"])  # type: ignore[arg-type]
        )
    return forms


@cache
def finite_forms() -> frozenset[str]:
    """Words that are surely a finite verb's: they end the noun phrase before them."""
    past = {
        form.words[0]
        for forms in cue_forms().values()
        for form in forms
        if form.form == "past" and form.words[0] not in {"read", "put", "set"}
    }
    return frozenset(
        past | {"says", "tells", "believes", "thinks", "argues", "insists", "adds"}
    )
