"""Arabic sources: who stands after the verb or before it, and where the name ends.

وقال الوزير | في بيان | إن ...          the source ends at the occasion
أعلنت الوزارة | مقتل جنديين             and at the verbal noun that says what is announced
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.attribution.agencies import names_agency
from factcheck.attribution.arabic_words import (
    ArabicForm,
    cue_form,
    opens_object,
    place_words,
    title_words,
    words_of,
)
from factcheck.attribution.units import Token

Range = tuple[int, int]
_LONGEST_NAME = 16  # tokens of a source
_ADVERBIAL = frozenset({"بشكل", "بصوره"})  # "بشكل نهائي", before the verb
_LONGEST_PRESENT = 7  # tokens of a subject before a verb in the present
MARKS = frozenset({",", ":", ";", "-", "(", ")"})
ACCORDING = frozenset({"بحسب", "حسب", "وفق", "وفقا", "طبقا", "نقلا", "حسبما"})
PRONOUN_ENDINGS = ("هما", "هم", "ها", "ه")
_SAYING = frozenset({"قوله", "قولها", "قولهم", "تاكيده", "تاكيدها", "قولهما", "تصريحه"})
_TOLD = frozenset({"للصحفيين", "للصحافيين", "للصحافه", "لل"})


def is_subject(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word at `at` may belong to a subject: no word of a closed class."""
    if at < 0 or tokens[at].kind not in ("noun", ")", "quote"):
        return False
    low = tokens[at].low
    return not any(
        low in words_of(kind) for kind in ("conj", "aux", "stop", "prep", "neg", "occasion")
    )


def source_after(
    tokens: Sequence[Token], first: int, limit: int, form: ArabicForm | None
) -> tuple[Range | None, Range | None]:
    """The source that follows the verb, and the agency it was told."""
    last = first - 1
    via = None
    for at in range(first, limit):
        if via is None:
            via = told_outlet(tokens, at, limit)
        if (
            last == at - 1
            and not _ends_source(tokens, at, first)
            and at - first < _LONGEST_NAME
        ):
            last = at
    while last >= first and tokens[last].kind in MARKS:
        last -= 1
    return ((first, last) if last >= first else None), via


def _ends_source(tokens: Sequence[Token], at: int, first: int) -> bool:
    token = tokens[at]
    if token.kind == ",":
        is_last = at + 1 >= len(tokens) or at <= first
        return is_last or tokens[at + 1].low in words_of("rel") | words_of("dem")
    if token.kind == "-":
        return at > first
    if token.kind in (":", ";", "comp"):
        return True
    low = token.low
    if (
        low in words_of("stop")
        or low in words_of("time")
        or (low in words_of("rel") and at == first)
    ):
        return True
    if low in ACCORDING or low in _TOLD or low in _SAYING or is_addressed(tokens, at):
        return True
    if low in _ADVERBIAL or (low in ("عن", "الي") and at == first):
        return True
    found = cue_form(low)
    if found and found[0].tense == "participle" and found[0].is_clear:
        return True
    if low in ("في", "علي", "عبر", "من") and at + 1 < len(tokens):
        follows = tokens[at + 1]
        is_occasion = _is_occasion(follows.low) or follows.low in words_of("time")
        return at == first or is_occasion or follows.kind == "num"
    return at > first and found is not None and bool(found[1])


def _is_occasion(low: str) -> bool:
    """Tell "بيان" and "مؤتمره": where something is said."""
    bare = [low] + [low.removesuffix(end) for end in PRONOUN_ENDINGS if low.endswith(end)]
    return any(word in words_of("occasion") for word in bare)


def is_addressed(tokens: Sequence[Token], at: int) -> bool:
    """Tell "لوكالة" and "لـ" before a quoted name: who was told."""
    low = tokens[at].low
    if low == "ل":
        return at + 1 < len(tokens) and tokens[at + 1].kind == "quote"
    return low.startswith("ل") and is_agency_word(tokens, at)


def is_agency_word(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word, less a one-letter preposition, opens an outlet's name."""
    token = tokens[at]
    bare = token.low[1:]
    if bare.startswith("ل"):
        bare = "ا" + bare
    return names_agency([token._replace(low=bare), *tokens[at + 1 : at + 3]], 0, 2, "ar")


def told_outlet(tokens: Sequence[Token], at: int, limit: int) -> Range | None:
    """The outlet of "لوكالة رويترز" and 'لـ"الحياة"', without a lone preposition."""
    if not is_addressed(tokens, at):
        return None
    if tokens[at].low == "ل":
        return at + 1, at + 1
    last = at
    while last + 1 < limit and not _ends_source(tokens, last + 1, at):
        last += 1
    return at, last


def source_before(tokens: Sequence[Token], at: int, form: ArabicForm) -> Range | None:
    """The subject of "الوزير أكد أن" and of "الوزير الذي قال إن"."""
    last = at - 1
    while last >= 0 and (
        tokens[last].low in words_of("aux") or tokens[last].low in words_of("rel")
    ):
        last -= 1
    while last > 0 and tokens[last - 1].low in _ADVERBIAL:
        last -= 2
    if last < 0 or not is_subject(tokens, last):
        return None
    first = last
    while first > 0 and last - first < _LONGEST_NAME and not _starts_before(tokens, first):
        first -= 1
    while first < last and not is_subject(tokens, first):
        first += 1
    if form.tense == "present" and not _may_be_subject(tokens, first, last, form):
        return None
    return first, last


def _may_be_subject(tokens: Sequence[Token], first: int, last: int, form: ArabicForm) -> bool:
    """Tell "الوزير يعتقد أن" from "أشلاء يعتقد أنها" and from a long clause before "يؤكد"."""
    is_definite = tokens[first].low.startswith("ال") or tokens[last].low.startswith("ال")
    is_short = (last - first < _LONGEST_PRESENT and first == 0) or is_definite
    return last - first < _LONGEST_PRESENT and (is_short or form.stance != "hedges")


def _starts_before(tokens: Sequence[Token], first: int) -> bool:
    before = tokens[first - 1]
    if before.kind in MARKS or before.kind in ("comp", "quote"):
        return True
    return (
        before.low in words_of("conj")
        or before.low in words_of("time")
        or (cue_form(before.low) is not None)
    )


def split_object(
    tokens: Sequence[Token], source: Range, limit: int, end: int, form: ArabicForm
) -> tuple[int | None, Range | None]:
    """Part "الوزارة | مقتل جنديين" and "العاصمة أمس | إحباط هجوم", source and announcement."""
    if form.takes not in ("any", "act"):
        return None, source
    first, last = source
    if last < first or first > end:
        return None, source
    if form.takes == "any" and opens_object(tokens[first].low):
        return first, None
    for at in range(first + 1, last + 1):
        if _opens_object(tokens, at, form) and _is_whole_name(tokens, first, at - 1):
            is_owned = first == at - 1 and _is_owned(tokens[first].low)
            return (first, None) if is_owned else (at, (first, at - 1))
    after = last + 1
    while after < limit and tokens[after].low in words_of("time"):
        after += 1
    if after > last + 1 and after < min(limit, end + 1) and tokens[after].kind == "noun":
        return after, source
    return None, source


def _opens_object(tokens: Sequence[Token], at: int, form: ArabicForm) -> bool:
    low = tokens[at].low
    return low in place_words() if form.takes == "act" else opens_object(low)


def _is_owned(low: str) -> bool:
    """Tell "نيته" of "أنكر نيته قتل ...": what is denied, not who denies."""
    return low.endswith(("ته", "تها", "تهم")) and len(low) > 3


def _is_whole_name(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell "الوزارة" and "طهران" from "حاكم", which needs "مقاطعة" after it."""
    low = tokens[last].low
    return (
        low.startswith("ال") or (first == last and low not in title_words()) or last > first + 1
    )
