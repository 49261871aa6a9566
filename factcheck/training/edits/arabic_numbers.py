"""Arabic quantities: another number, the same one respelled, or a vaguer one.

    "12 شخصا"    "15 شخصا"    changed
    "12 شخصا"    "١٢ شخصا"    same
    "5 سنوات"    "خمس سنوات"   same
    "5 سنوات"    "عدة سنوات"   looser

The noun after a number takes its form from the number's last two digits (3 to 10, 11 to
99, hundreds), so a number only gives way to one of the same class. A hedged number keeps
its hedge and is left alone, a bound is turned round ("أكثر من", "أقل من").
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.text import fold_text
from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_words import (
    Stem,
    Word,
    cut_words,
    find_stems,
    load_keys,
    put,
)

_DIGIT = r"[0-9\u0660-\u0669]"
_NUMBER = re.compile(
    rf"(?<![\w.,،٫٬/:#$€£+–-])(?P<number>{_DIGIT}{{1,3}}(?:[,٬]{_DIGIT}{{3}})+|{_DIGIT}{{1,7}})"
    rf"(?P<decimal>[.,٫]{_DIGIT}{{1,2}})?(?![\d/:–-]|[.,٫٬]?{_DIGIT})"
    r"(?P<sign> ?[%٪])?(?=[\s.،؛!)\"»,]|$)(?P<noun> (?:[^\W\d_]|[\u064b-\u0652])+)?"
)
_BEFORE = re.compile(r"(\S+) (\S+)? ?(\S+)? ?$")
_FROM_ASCII = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩٬٫", "0123456789,.")

_NO_COUNT_BEFORE = load_keys("no_count_after")
_HEDGES = load_keys("number_hedge")
_HEDGE_AFTER = re.compile(r"علي الا[قك]|تقريبا|او (?:اكثر|اقل)|فاكثر|فما فوق| او \d|حد اقصي")
_RANKED = load_keys("superlative")
_MONTHS = load_keys("no_counted")
_NEAR = 60  # characters in which what governs a number stands
_WAW_NOUNS = frozenset(["وزر", "ولد", "وفي", "وظي", "وحد", "ورق", "وزي", "ولا", "وجب", "وكا"])
_GENDER_BY_NOUN = {
    **dict.fromkeys(load_keys("counted_female"), "f"),
    **dict.fromkeys(load_keys("counted_male"), "m"),
}
_UNITS = {
    "m": ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"),
    "f": ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع", "عشر"),
}
_TENS = {
    "ون": ("عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"),
    "ين": ("عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"),
}


def edit_quantities(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of each quantity that `sentence` states."""
    yield from _edit_digits(sentence, rng)
    yield from _edit_spelled(sentence, rng)


def _edit_digits(sentence: str, rng: random.Random) -> Iterator[Edit]:
    for match in _NUMBER.finditer(sentence):
        before = [
            fold_text(word).strip('("«،,:')
            for word in sentence[max(0, match.start() - _NEAR) : match.start()].split()[-4:]
        ]
        noun = fold_text(match["noun"] or "").strip()
        if _is_no_count(match, before, noun):
            continue
        after = fold_text(sentence[match.end("number") : match.end("number") + 40])
        is_hedged = bool(_HEDGES & set(before[-3:])) or bool(_HEDGE_AFTER.search(after))
        start, end = match.span("number")
        if match["decimal"]:
            end = match.end("decimal")
        if not is_hedged:
            other = _choose_other(match, rng)
            if other:
                yield Edit(put(sentence, start, end, other), "quantity", "changed")
        yield from _respell(sentence, match, before, noun)
        if not is_hedged and not match["decimal"]:
            yield from _loosen(sentence, match, before, noun, rng)


def _is_no_count(match: re.Match[str], before: list[str], noun: str) -> bool:
    """Tell whether the number names something, or is part of a date or a range."""
    value = float(_plain(match["number"]))
    if noun in ("الي", "او") or (noun[:1] == "و" and noun[:3] not in _WAW_NOUNS):
        return True
    if match["sign"]:
        return bool(before) and before[-1] in ("الي", "بين", "و", "او")
    if before and (before[-1] in _NO_COUNT_BEFORE or before[-1].isascii()):
        return True
    is_lone = not noun or noun in _MONTHS
    is_counted = noun.endswith("ا") and before[-1:] not in (["في"], ["حتي"], ["قبل"], ["بعد"])
    is_year_like = 1000 <= value <= 2100 and match["number"].isdigit()
    if is_year_like and (is_lone or not is_counted):
        return True
    return not before or (is_lone and not match["decimal"])


def _plain(number: str) -> str:
    return number.translate(_TO_ASCII).replace(",", "")


def _choose_other(match: re.Match[str], rng: random.Random) -> str:
    """Choose another number as long, as round and of the same class; "" if there is none."""
    digits = _plain(match["number"])
    value = int(digits)
    if match["decimal"]:
        nearest = range(10) if value < 10 else range(value - 9, min(value + 15, 100))
        options = [n for n in nearest if n != value] or [value + 10]
        return _like(match["number"], rng.choice(options)) + match["decimal"]
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    step = 10**zeros
    if match["sign"]:
        step = min(step, 5 if value % 5 == 0 else 1)
    low, high = 10 ** (len(digits) - 1), 10 ** len(digits)
    if match["sign"]:
        low, high = 2, 100
    spread = max(10 * step, value // 2)
    nearby = range(max(low - low % step, value - spread), min(high, value + spread), step)
    wanted = _class_of(value)
    options = [
        n
        for n in (nearby if len(nearby) < 2000 else rng.sample(nearby, 200))
        if n >= 2 and n != value and (match["sign"] or _class_of(n) == wanted)
    ]
    if not options or (value < 3 and not match["sign"]):
        return ""
    return _like(match["number"], rng.choice(options))


def _class_of(number: int) -> str:
    rest = number % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest > 10 else f"hundreds {rest}"


def _like(old: str, number: int) -> str:
    """Spell a number as `old` is: its digits and its separator of thousands."""
    separator = re.search("[,٬]", old)
    spelled = f"{number:,}".replace(",", separator[0]) if separator else str(number)
    return spelled if old.isascii() or old[0].isascii() else spelled.translate(_FROM_ASCII)


def _respell(
    sentence: str, match: re.Match[str], before: list[str], noun: str
) -> Iterator[Edit]:
    start, end = match.span("number")
    digits = match["number"]
    if not match["decimal"]:
        if digits[0].isascii():
            yield Edit(
                put(sentence, start, end, digits.translate(_FROM_ASCII)), "quantity", "same"
            )
        else:
            yield Edit(
                put(sentence, start, end, digits.translate(_TO_ASCII)), "quantity", "same"
            )
        value = int(_plain(digits))
        gender = _GENDER_BY_NOUN.get(noun)
        if gender and 3 <= value <= 10:
            yield Edit(put(sentence, start, end, _UNITS[gender][value - 3]), "quantity", "same")
    if match["sign"]:
        for words in (" في المئة", " بالمئة"):
            yield Edit(put(sentence, *match.span("sign"), words), "quantity", "same")
    elif digits.isdigit() and len(digits) in (5, 6) and digits.isascii():
        yield Edit(put(sentence, start, end, f"{int(digits):,}"), "quantity", "same")


def _loosen(
    sentence: str, match: re.Match[str], before: list[str], noun: str, rng: random.Random
) -> Iterator[Edit]:
    start, end = match.span("number")
    value = int(_plain(match["number"]))
    if value < 3:
        return
    several = _GENDER_BY_NOUN.get(noun)
    if several and value <= 10 and before and before[-1] not in _RANKED and noun not in _SCALES:
        yield Edit(put(sentence, start, end, "عدة"), "quantity", "looser")
    hedges = ["ما لا يقل عن", "نحو", "حوالي"]
    last = before[-1] if before else ""
    if last in ("ب", "ل", "الـ", "ال", "بـ", "لـ", "بنسبه", "الي") or match["sign"]:
        hedges = ["نحو", "حوالي"]
    if last in _RANKED or (last.startswith("ال") and last != "الي"):
        return
    hedge = rng.choice(hedges)
    yield Edit(put(sentence, start, end, f"{hedge} {match['number']}"), "quantity", "looser")
    lower = _lower(value)
    if lower and not match["sign"]:
        words = f"أكثر من {_like(match['number'], lower)}"
        yield Edit(put(sentence, start, end, words), "quantity", "looser")


def _lower(value: int) -> int:
    """The next lower number of the same class, rounder where there is one."""
    for step in (1000, 100, 10, 1):
        lower = (value - 1) // step * step
        if lower >= value * 0.8 and _class_of(lower) == _class_of(value):
            return lower
    return 0


class _Spelled(NamedTuple):
    """A number in words: one of `series`, at `at`; `value` is it in digits."""

    value: int
    series: tuple[str, ...]
    at: int
    is_unit: bool


def _edit_spelled(sentence: str, rng: random.Random) -> Iterator[Edit]:
    words = cut_words(sentence)
    for index, (word, following) in enumerate(pairwise(words)):
        before = [earlier.key for earlier in words[max(0, index - 3) : index]]
        for stem in find_stems(word.key):
            spelled = None if stem.has_article else _load_spelled().get(stem.key)
            is_joined = stem.joined in ("", "و", "ب", "ل")
            if spelled and is_joined and _counts(spelled, before, following.key):
                is_hedged = bool(_HEDGES & set(before))
                yield from _change_spelled(sentence, word, stem, spelled, is_hedged, rng)
                if not is_hedged:
                    yield from _loosen_spelled(
                        sentence, word, stem, spelled, following.key, rng
                    )


def _counts(spelled: _Spelled, before: list[str], noun: str) -> bool:
    """Tell whether the noun after a number in words is counted by it, in its gender."""
    if before and before[-1] in _NO_COUNT_BEFORE - _COUNT_AFTER:
        return False
    if not spelled.is_unit:
        return (noun.endswith("ا") and len(noun) > 3) or noun in _SINGULAR
    gender = _GENDER_BY_NOUN.get(noun)
    return gender is not None and spelled.series is _UNITS[gender]


def _change_spelled(
    sentence: str,
    word: Word,
    stem: Stem,
    spelled: _Spelled,
    is_hedged: bool,
    rng: random.Random,
) -> Iterator[Edit]:
    others = [
        other
        for index, other in enumerate(spelled.series)
        if index != spelled.at and other not in ("ثماني", "عشر")
    ]
    other = stem.carry(rng.choice(others))
    if not is_hedged:
        yield Edit(put(sentence, word.start, word.end, other), "quantity", "changed")
    if not stem.joined:
        digits = str(spelled.value)
        yield Edit(put(sentence, word.start, word.end, digits), "quantity", "same")


def _loosen_spelled(
    sentence: str, word: Word, stem: Stem, spelled: _Spelled, noun: str, rng: random.Random
) -> Iterator[Edit]:
    if spelled.is_unit and noun not in _SCALES:
        several = stem.carry("عدة")
        yield Edit(put(sentence, word.start, word.end, several), "quantity", "looser")
    if not stem.joined and (spelled.is_unit or stem.key.endswith("ين")):
        hedge = rng.choice(("نحو", "ما لا يقل عن", "حوالي"))
        hedged = f"{hedge} {word.text}"
        yield Edit(put(sentence, word.start, word.end, hedged), "quantity", "looser")


@cache
def _load_spelled() -> dict[str, _Spelled]:
    return {
        fold_text(word): _Spelled(
            index + 3 if is_unit else 10 * (index + 2), series, index, is_unit
        )
        for series, is_unit in (
            *((series, True) for series in _UNITS.values()),
            *((series, False) for series in _TENS.values()),
        )
        for index, word in enumerate(series)
    }


_COUNT_AFTER = frozenset(["من", "و", "يوم", "تحت", "عن", "منذ"])
_SINGULAR = frozenset(["سنه", "دوله", "دقيقه", "ساعه", "حاله", "طائره"])
_SCALES = frozenset(["ملايين", "الاف", "مليارات"])
