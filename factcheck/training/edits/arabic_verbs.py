"""Arabic verbs: what did not happen, what has yet to, and what may have.

    "ارتفعت الأسعار"   "انخفضت الأسعار"       changed   polarity
    "ارتفعت الأسعار"   "لم ترتفع الأسعار"     changed   polarity
    "ارتفعت الأسعار"   "لم تنخفض الأسعار"     looser    polarity
    "ارتفعت الأسعار"   "لم ترتفع بعد الأسعار"  changed   status
    "سيزور حلب"        "زار حلب"              changed   status
    "ارتفعت الأسعار"   "ازدادت الأسعار"       same      statement

What is merely to come does not contradict what is done, so a deed becomes one not yet done;
"may" and "may not" agree, so nothing is denied where the sentence says what may be.
Negation takes the jussive, which is written another way in weak verbs; so only verbs of
the table are negated. The written future ("سيبحث") tells itself.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from factcheck.text import fold_text
from factcheck.training.edits import Change, Edit
from factcheck.training.edits.arabic_words import (
    Word,
    cut_words,
    has_gap,
    load_keys,
    load_table,
    put,
)

Tense = Literal["past", "present", "jussive"]


class Verb(NamedTuple):
    """A row of the table; masculine forms but `feminine`, the past with its ت."""

    past: str
    feminine: str
    present: str
    jussive: str
    opposite: str
    synonym: str
    is_noun: bool
    takes_object: bool

    def inflect(self, tense: Tense, *, feminine: bool) -> str:
        """Spell the third person singular."""
        if tense == "past":
            return self.feminine if feminine else self.past
        form = self.present if tense == "present" else self.jussive
        return f"ت{form[1:]}" if feminine else form


class Form(NamedTuple):
    """What a folded word says as a verb."""

    verb: Verb
    tense: Tense
    is_feminine: bool


class _Spot(NamedTuple):
    """A verb in a sentence: `sentence[start:end]`, a joined conjunction left out."""

    start: int
    end: int
    form: Form


def edit_verbs(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of polarity, status and wording that the verbs of `sentence` allow."""
    words = cut_words(sentence)
    for index, word in enumerate(words):
        yield from _edit_future(sentence, words, index, rng)
        if word.key == "لم" and index + 1 < len(words):
            yield from _affirm_past(sentence, word, words[index + 1])
        elif word.key == "لا" and index + 1 < len(words):
            yield from _affirm_present(sentence, words, index)
        elif _may_be_edited(sentence, words, index):
            for joined in ("", "و", "ف"):
                form = (
                    find_form(word.key[len(joined) :]) if word.key.startswith(joined) else None
                )
                if form and not _may_be_mine(words, index, form):
                    spot = _Spot(word.start + len(joined), word.end, form)
                    yield from _edit_verb(sentence, words, index, spot, rng)


@cache
def load_verbs() -> dict[str, Verb]:
    """Read the verbs, by their past."""
    return {
        row["past"]: Verb(
            row["past"],
            row["feminine"] or f"{row['past']}ت",
            row["present"],
            row["jussive"] or row["present"],
            row["opposite"],
            row["synonym"],
            row["noun"] == "yes",
            row["takes"] == "object",
        )
        for row in load_table("arabic_verbs")
    }


def find_form(key: str) -> Form | None:
    """Read a folded word as a finite verb; a word with two readings is none."""
    return _load_forms().get(key)


@cache
def _load_forms() -> dict[str, Form | None]:
    forms: dict[str, Form | None] = {}
    for verb in load_verbs().values():
        for tense in ("past", "present"):
            for feminine in (False, True):
                if verb.is_noun and tense == "past" and not feminine:
                    continue
                key = fold_text(verb.inflect(tense, feminine=feminine))
                forms[key] = None if key in forms else Form(verb, tense, feminine)
    return {key: form for key, form in forms.items() if key not in _NOUNS}


_NOUNS = load_keys("noun_like_verb")
NO_VERB_AFTER = load_keys("no_verb_after")
_NOT_AFTER_OPPOSITE = frozenset(["علي", "عن"])


_POSSIBLE = load_keys("possible")
_EARLY = 3
_PAST = re.compile(r"\b1\d{3}\b|\b20[012]\d\b|أمس|الماضي|السابق|القرن|منذ|وكان|كانت?\b")


def tells_past(sentence: str) -> bool:
    """Tell whether a sentence names a time that is over, so that nothing in it is to come."""
    return bool(_PAST.search(sentence))


def may_be_otherwise(words: Sequence[Word]) -> bool:
    """Tell whether the words say what may be ("ربما", "قد" before a present verb)."""
    if _POSSIBLE & {word.key for word in words}:
        return True
    return any(
        word.key in ("قد", "وقد", "فقد") and (after.key == "لا" or after.key[0] in "يتن")
        for word, after in pairwise(words)
    )


def _may_be_edited(sentence: str, words: Sequence[Word], index: int) -> bool:
    """Tell whether a verb at `index` would be the main one, not that of a relative clause."""
    if index == 0:
        return True
    before, word = words[index - 1], words[index]
    if before.key in NO_VERB_AFTER:
        return False
    is_opened = not has_gap(sentence, before, word) or word.key[0] == "و"
    return index <= _EARLY or is_opened or before.key.startswith(("ال", "وال", "لل", "بال"))


def _may_be_mine(words: Sequence[Word], index: int, form: Form) -> bool:
    """Tell whether an opening "قررت" may be "I decided": no feminine noun follows."""
    if index > 1 or form.tense != "past" or not form.is_feminine:
        return False
    after = words[index + 1].key if index + 1 < len(words) else ""
    return index == 0 and not (after.startswith("ال") or after.endswith(("ه", "يا", "ات")))


def _edit_verb(
    sentence: str, words: Sequence[Word], index: int, spot: _Spot, rng: random.Random
) -> Iterator[Edit]:
    verb, tense, feminine = spot.form

    def with_verb(form: str) -> str:
        return put(sentence, spot.start, spot.end, form)

    negative = verb.inflect("jussive" if tense == "past" else "present", feminine=feminine)
    yield Edit(
        with_verb(f"{'لم' if tense == 'past' else 'لا'} {negative}"), "polarity", "changed"
    )
    following = index + 1 < len(words) and words[index + 1].key
    if following not in _NOT_AFTER_OPPOSITE:
        yield from _replace_verb(spot, with_verb)
    if tense == "past":
        if not tells_past(sentence):
            yield Edit(with_verb(f"لم {negative} بعد"), "status", "changed")
        done = verb.inflect("past", feminine=feminine)
        yield Edit(with_verb(f"ربما {done}"), "status", "looser")
    else:
        yield Edit(with_verb(f"قد {sentence[spot.start : spot.end]}"), "status", "looser")


def _replace_verb(spot: _Spot, with_verb: Callable[[str], str]) -> Iterator[Edit]:
    verb, tense, feminine = spot.form
    if verb.opposite:
        opposite = load_verbs()[verb.opposite]
        yield Edit(with_verb(opposite.inflect(tense, feminine=feminine)), "polarity", "changed")
        denied = opposite.inflect(
            "jussive" if tense == "past" else "present", feminine=feminine
        )
        particle = "لم" if tense == "past" else "لا"
        change: Change = "same" if fold_text(verb.past) in _COMPLEMENTS else "looser"
        yield Edit(with_verb(f"{particle} {denied}"), "polarity", change)
    if verb.synonym:
        synonym = load_verbs()[verb.synonym]
        yield Edit(with_verb(synonym.inflect(tense, feminine=feminine)), "statement", "same")


_COMPLEMENTS = load_keys("complement")
_SURE_FUTURE = load_keys("future")


def _edit_future(
    sentence: str, words: Sequence[Word], index: int, rng: random.Random
) -> Iterator[Edit]:
    """Edit "سيبحث": "لن يبحث", "سوف يبحث", "قد يبحث" and, of a known verb, "بحث"."""
    word = words[index]
    joined = 1 if word.key[:2] in ("وس", "فس") else 0
    key = word.key[joined:]
    form = find_form(key[1:]) if key[:1] == "س" else None
    if key not in _SURE_FUTURE and not (form and form.tense == "present"):
        return
    start, verb = word.start + joined, word.text[joined + 1 :]
    yield Edit(put(sentence, start, word.end, f"لن {verb}"), "polarity", "changed")
    yield Edit(put(sentence, start, word.end, f"سوف {verb}"), "status", "same")
    hedge = rng.choice(("قد", "ربما"))
    yield Edit(put(sentence, start, word.end, f"{hedge} {verb}"), "status", "looser")
    if form:
        done = form.verb.inflect("past", feminine=form.is_feminine)
        yield Edit(put(sentence, start, word.end, done), "status", "changed")


@cache
def _load_jussives() -> dict[str, str]:
    """The past of each jussive; one of two verbs has none."""
    pasts: dict[str, str] = {}
    for verb in load_verbs().values():
        for feminine in (False, True):
            key = fold_text(verb.inflect("jussive", feminine=feminine))
            past = verb.inflect("past", feminine=feminine)
            pasts[key] = "" if pasts.get(key, past) != past else past
    return pasts


def _affirm_past(sentence: str, particle: Word, verb: Word) -> Iterator[Edit]:
    past = "" if verb.key in ("يجر", "تجر") else _load_jussives().get(verb.key)
    if past and has_gap(sentence, particle, verb):
        yield Edit(put(sentence, particle.start, verb.end, past), "polarity", "changed")
        yield Edit(put(sentence, particle.start, verb.end, f"ما {past}"), "polarity", "same")


_IDIOMS = frozenset(
    ["يزال", "تزال", "يكاد", "تكاد", "يقل", "تقل", "يعدو", "تعدو", "يتجاوز", "تتجاوز"]
)
_KNOWING = load_keys("first_person")
_EXCEPTIONS = frozenset(["الا", "سوي", "حتي", "بعد", "ابدا", "اي", "احد"])


def _affirm_present(sentence: str, words: Sequence[Word], index: int) -> Iterator[Edit]:
    """Take "لا" from a present verb, unless an exception or an order may be meant."""
    particle, verb = words[index], words[index + 1]
    is_order = verb.key[0] == "ت" and (
        index == 0 or not has_gap(sentence, words[index - 1], particle)
    )
    is_verb = verb.key in _KNOWING or (verb.key[0] in "يت" and len(verb.key) > 3)
    if (
        has_gap(sentence, particle, verb)
        and is_verb
        and not is_order
        and verb.key not in _IDIOMS
        and not _EXCEPTIONS & {word.key for word in words[index + 2 :]}
    ):
        yield Edit(put(sentence, particle.start, verb.start, ""), "polarity", "changed")
