"""Arabic persons and sources: another name, the office dropped, another who said it.

    "الرئيس خالد منصور"          "الرئيس نبيل حداد"           changed   person
    "الرئيس خالد منصور"          "خالد منصور"                looser    person
    "قالت وزارة الصحة إن"        "قالت الشرطة إن"            changed   attribution

A name is known by the words of `names`: several in a row that open with a first name, one
after an office, or a public figure's. It gives way to one of the same gender and length.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.text import fold_text
from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_places import load_place_keys
from factcheck.training.edits.arabic_swaps import load_swap_keys
from factcheck.training.edits.arabic_verbs import find_form
from factcheck.training.edits.arabic_words import (
    Stem,
    Word,
    cut_words,
    find_stems,
    has_gap,
    load_keys,
    load_words,
    put,
)
from factcheck.words import load_stop_words

Gender = Literal["male", "female"]

_JOINING = frozenset(fold_text(word) for word in "بن آل دي دو فان فون أبو ابن عبد".split())
_LONGEST = 4
_LONGEST_TITLE = 6


class _Names(NamedTuple):
    words: frozenset[str]
    whole: frozenset[str]
    by_gender: dict[Gender, tuple[str, ...]]


class _Spot(NamedTuple):
    """A name: `words[first:stop]`; `stem` holds what is joined to it."""

    first: int
    stop: int
    stem: Stem
    gender: Gender


def edit_persons(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the persons that `sentence` names."""
    words = cut_words(sentence)
    index, known = 0, _INDEX.of(names)
    while index < len(words):
        spot = _read_name(sentence, words, index, known)
        if spot:
            yield from _edit_name(sentence, words, spot, known, rng)
        index = spot.stop if spot else index + 1


@cache
def load_titles() -> frozenset[str]:
    """The folded words for an office that stands before a name."""
    return frozenset(fold_text(row["word"]) for row in load_lexicon("titles.ar")) - {
        *("كبير", "احد", "سير", "ايه", "حجه", "ابن", "الابن", "امام"),
    }


_NAME_KINDS = ("male", "female", "last", "known_male", "known_female")


class _LastIndex:
    """Remembers the last `names` indexed: they are many, and the same for all sentences."""

    def __init__(self) -> None:
        self.names: Sequence[str] = ()
        self.index: _Names | None = None

    def of(self, names: Sequence[str]) -> _Names:
        """Index `names`, or find them indexed."""
        if self.index is None or (self.names is not names and self.names != names):
            self.names, self.index = names, _index_names(names)
        return self.index


_INDEX = _LastIndex()


def _index_names(names: Sequence[str]) -> _Names:
    split = {fold_text(name): name for name in names}
    words = {word for key in split for word in key.split() if len(word) > 2}
    words |= {fold_text(word) for kind in _NAME_KINDS for word in load_words(kind)}
    words -= load_stop_words("ar") | load_swap_keys()
    whole = frozenset(key for key in split if 2 <= len(key.split()) <= _LONGEST)
    by_gender: dict[Gender, tuple[str, ...]] = {
        gender: tuple(
            name
            for key, name in split.items()
            if len(key.split()) == 2 and key.split()[0] in load_keys(gender)
        )
        for gender in ("male", "female")
    }
    return _Names(frozenset(words), whole, by_gender)


def tell_gender(first: str) -> Gender | None:
    """The gender of a folded first name; None of an unknown one."""
    if first in load_keys("female"):
        return "female"
    return "male" if first in load_keys("male") else None


def _read_name(sentence: str, words: Sequence[Word], index: int, names: _Names) -> _Spot | None:
    if words[index].text.endswith("على") or (index and words[index - 1].key in _NO_NAME_AFTER):
        return None
    for stem in find_stems(words[index].key):
        if stem.has_article or stem.joined not in ("", "و", "ب", "ل"):
            continue
        gender = tell_gender(stem.key)
        if gender and stem.joined and words[index].key in names.words:
            continue
        is_plain = (_find_kind(stem.key) or "").startswith("plain")
        stop = _find_end(sentence, words, index, names)
        whole = " ".join([stem.key, *(word.key for word in words[index + 1 : stop])])
        if is_plain and whole not in names.whole:
            stop = index + 1
        title = _find_title(sentence, words, index)
        if stop - index >= 2 and _follows_name(sentence, words, index, names):
            return None
        if stop - index >= 2 and (gender or whole in names.whole):
            return _Spot(index, stop, stem, gender or _gender_of(words, title))
        kind = _find_kind(stem.key) if stop - index == 1 else None
        if kind:
            return _Spot(index, stop, stem, "female" if kind.endswith("female") else "male")
        is_named = stem.key in names.words and not stem.key.startswith("ال")
        is_bare = not stem.joined and not stem.key.endswith("ي")
        if title is not None and is_bare and stop - index >= 2 and is_named:
            return _Spot(index, stop, stem, gender or _gender_of(words, title))
    return None


def _follows_name(sentence: str, words: Sequence[Word], index: int, names: _Names) -> bool:
    """Tell whether the name may have begun before, with a word the tables do not gender."""
    if index == 0 or not has_gap(sentence, words[index - 1], words[index]):
        return False
    before = words[index - 1]
    return (
        before.key in names.words
        and _may_be_name(before)
        and before.key not in load_keys("saying")
    )


_NO_NAME_AFTER = load_keys("no_person_after")
_SINGLE = ("known_male", "known_female", "plain_male", "plain_female")


def _find_kind(key: str) -> str | None:
    return next((kind for kind in _SINGLE if key in load_keys(kind)), None)


def _gender_of(words: Sequence[Word], title: int | None) -> Gender:
    return "female" if title is not None and words[title].key.endswith("ه") else "male"


def _find_end(sentence: str, words: Sequence[Word], index: int, names: _Names) -> int:
    stop = index + 1
    while stop < min(len(words), index + _LONGEST) and has_gap(
        sentence, words[stop - 1], words[stop]
    ):
        key = words[stop].key
        is_name = key in names.words and _may_be_name(words[stop])
        if not (is_name or key in _JOINING):
            break
        stop += 1
    return stop - 1 if stop > index + 1 and words[stop - 1].key in _JOINING else stop


def _may_be_name(word: Word) -> bool:
    """Tell whether a word of a name is no verb, office, nationality or everyday word here."""
    key = word.key
    if key in load_place_keys() or key in load_titles() or find_form(key):
        return False
    return word.text not in _EVERYDAY and not word.text.endswith(
        ("ة", "ٌ", "ً", "ٍ", "على", "إلى")
    )


_EVERYDAY = frozenset(load_words("no_name"))


def _find_title(sentence: str, words: Sequence[Word], index: int) -> int | None:
    """Find the first word of the office that stands right before `words[index]`."""
    titles = load_titles()
    for start in range(index - 1, max(-1, index - _LONGEST_TITLE), -1):
        if not has_gap(sentence, words[start], words[start + 1]):
            return None
        stems = {stem.key for stem in find_stems(words[start].key)}
        if stems & titles:
            before = start - 1
            if (
                before >= 0
                and words[before].key in titles
                and has_gap(sentence, words[before], words[start])
            ):
                return before
            return start
        if not (words[start].key.startswith("ال") or words[start].key in ("مجلس", "وزراء")):
            return None
    return None


def _edit_name(
    sentence: str, words: Sequence[Word], spot: _Spot, names: _Names, rng: random.Random
) -> Iterator[Edit]:
    start, end = words[spot.first].start, words[spot.stop - 1].end
    if sentence[end : end + 1] in ("-", "_", "–"):
        return
    other = _choose_name(words, spot, names, rng)
    if other:
        yield Edit(put(sentence, start, end, spot.stem.carry(other)), "person", "changed")
    title = _find_title(sentence, words, spot.first)
    if title is not None and not spot.stem.joined:
        joined = next(
            (s.joined for s in find_stems(words[title].key) if s.key in load_titles()), ""
        )
        name = sentence[start:end]
        shorter = put(sentence, words[title].start, end, joined + name)
        if _stands_alone(words, title):
            yield Edit(shorter, "person", "looser")
        if words[title].key.startswith("ال") and _ends_freely(sentence, end):
            office = sentence[words[title].start : start].strip()
            turned = f"{name}، {office}،"
            if sentence[end : end + 1] in (".", ""):
                turned = turned.rstrip("،")
            yield Edit(put(sentence, words[title].start, end, turned), "person", "same")
    if (
        spot.stop - spot.first == 2
        and tell_gender(spot.stem.key)
        and words[spot.first + 1].key not in _JOINING
    ):
        last = sentence[words[spot.first + 1].start : end]
        yield Edit(put(sentence, start, end, spot.stem.carry(last)), "person", "looser")


def _stands_alone(words: Sequence[Word], title: int) -> bool:
    """Tell whether the office is whole, and the name's own: not "نائب رئيس", "زوجة"."""
    if {stem.key for stem in find_stems(words[title].key)} & load_keys("relative"):
        return False
    return title == 0 or words[title - 1].key not in load_titles() | {"مكتب", "باسم"}


def _ends_freely(sentence: str, end: int) -> bool:
    return sentence[end : end + 1] in (" ", ".", "")


def _choose_name(words: Sequence[Word], spot: _Spot, names: _Names, rng: random.Random) -> str:
    length = spot.stop - spot.first
    old = {fold_text(spot.stem.key), *(w.key for w in words[spot.first : spot.stop])}
    if length == 1:
        pool = load_words(_find_kind(spot.stem.key) or f"known_{spot.gender}")
        choices = [name for name in pool if fold_text(name) not in old and " " not in name]
    else:
        choices = [
            n for n in names.by_gender[spot.gender] if not old & set(fold_text(n).split())
        ]
        if len(choices) < 20:
            return f"{rng.choice(load_words(spot.gender))} {rng.choice(load_words('last'))}"
    return rng.choice(choices) if choices else ""
