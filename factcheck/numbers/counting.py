"""Counting: the noun that a number counts.

"14 Syrian government soldiers"       the first plural after the number
"18 of the 31 lorries", "31-vehicle"  after "of" and a hyphen too
"١٢ مدنيا", "المتهمين ال29"            the next word in Arabic, or the one before
"the number of cases reached 900"     after "number of", for a bare number
"قتيلان"                              the dual is its own number
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.numbers.cues import read_cue_after
from factcheck.numbers.deeds import find_deed
from factcheck.numbers.drafts import Amount
from factcheck.numbers.nouns import (
    Noun,
    find_dual,
    find_noun,
    find_noun_before,
    looks_plural,
    make_singular,
)
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Phrase, Token, spell_without_prefix
from factcheck.words import load_stop_words, stem_word

_REACH = 8
_OF = frozenset(["of", "من"])
_DETERMINERS = frozenset(
    [
        "the",
        "its",
        "their",
        "those",
        "these",
        "his",
        "her",
        "our",
        "some",
        "them",
        "whom",
        "which",
    ]
)
_MODIFIERS = frozenset(
    ["more", "other", "additional", "further", "new", "different", "separate", "such", "own"]
)
_PASSED_SIGNS = frozenset(['"', "'", "[", "]", "(", ")", "-"])
_OTHERS = frozenset(["others", "اخرين", "اخرون", "اخران", "غيرهم", "اخريات"])
_GLUED_ARTICLES = frozenset(["ال", "لل", "بال", "وال"])
_COUNT_WORDS = frozenset(["number", "عدد", "toll", "tally", "total", "حصيله", "اعداد", "عددهم"])
_COUNT_REACH = 12
_TITLES_OF_MEMBERS = frozenset(["members"])
_MIN_WORD = 2
_BE = frozenset(["were", "are", "was", "is"])


class Counted(NamedTuple):
    """What a number counts.

    `name` is the concept or the word's own stem, `key` what it is counted with;
    `group` says what may happen to it, "" when that is not known. The noun
    stands at `tokens[start:end]`; `deed` is what the noun itself says ("deaths").
    """

    name: str
    key: str
    group: str
    title: str
    start: int
    end: int
    deed: str = ""
    is_others: bool = False


def find_counted(tokens: Sequence[Token], amount: Amount) -> Counted | None:
    """Find what the amount counts; None for a bare number."""
    if amount.first < amount.end and find_dual(tokens, amount.first):
        dual = find_dual(tokens, amount.first)
        if dual and dual.end == amount.end:
            return _from_noun(dual, dual.row.deed)
    found = _find_after(tokens, amount)
    return found or _find_before(tokens, amount)


def _find_after(tokens: Sequence[Token], amount: Amount) -> Counted | None:
    at = amount.end
    while text_at(tokens, at) in (")", '"'):
        at += 1
    if text_at(tokens, at) in _OTHERS:
        return Counted("people", "people", "person", "people", at, at + 1, is_others=True)
    if at < len(tokens) and tokens[at].is_arabic:
        return _find_arabic(tokens, at, is_vague=bool(amount.quantity.vague))
    return _find_english(tokens, amount) or _find_complement(tokens, amount)


def _find_complement(tokens: Sequence[Token], amount: Amount) -> Counted | None:
    """Read "five were children"."""
    if text_at(tokens, amount.end) not in _BE:
        return None
    found = find_noun(tokens, amount.end + 1)
    return (
        _from_noun(found, "") if found and found.row.is_plural and not found.row.deed else None
    )


def _from_noun(found: Phrase[Noun], deed: str) -> Counted:
    concept = found.row.concept
    return Counted(
        concept.name, concept.key, concept.group, concept.title, found.start, found.end, deed
    )


def _find_english(tokens: Sequence[Token], amount: Amount) -> Counted | None:
    index, is_of, fallback = amount.end, False, None
    while index < min(amount.end + _REACH, len(tokens)):
        token = tokens[index]
        if token.text == "of" and index == amount.end:
            is_of = True
        elif token.is_number:
            if not (is_of or _is_of_code(tokens, index)):
                break
        elif not token.is_word:
            if token.text not in _PASSED_SIGNS:
                break
        elif token.is_arabic:
            break
        elif not (is_of and token.text in _DETERMINERS):
            found = _match_noun(tokens, index, amount)
            if found:
                return _extend_noun(tokens, found)
            if _ends_noun_phrase(tokens, index):
                break
            if looks_plural(token.text):
                fallback = _from_word(tokens, index)
                if not token.has_capital:
                    break
        index += 1
    return fallback


def _is_of_code(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the number is part of a name ("three Tu-22M3 bombers")."""
    before = tokens[index - 1]
    return tokens[index].is_joined or (before.kind == "latin" and before.has_capital)


def _match_noun(tokens: Sequence[Token], index: int, amount: Amount) -> Phrase[Noun] | None:
    """Find a noun that can be counted by the number: a plural, unless joined or one."""
    found = find_noun(tokens, index)
    if found is None:
        return None
    is_joined = index == amount.end + 1 and text_at(tokens, index - 1) == "-"
    is_one = amount.quantity.stated[-1] <= 1 or amount.quantity.kind == "ordinal"
    return found if found.row.is_plural or is_joined or is_one else None


def _extend_noun(tokens: Sequence[Token], found: Phrase[Noun]) -> Counted:
    """Go on to the last noun of a compound ("dead civilians", "suicide-bomber attacks")."""
    deed = found.row.deed
    while True:
        at = found.end + (text_at(tokens, found.end) == "-")
        after = find_noun(tokens, at)
        if after is None or not after.row.is_plural or after.row.deed:
            break
        found, deed = after, deed or after.row.deed
    member = _find_members(tokens, found)
    return _from_noun(member or found, deed)


def _find_members(tokens: Sequence[Token], found: Phrase[Noun]) -> Phrase[Noun] | None:
    """Read "members of the medical staff" as medical staff."""
    if found.row.concept.name not in _TITLES_OF_MEMBERS or text_at(tokens, found.end) != "of":
        return None
    for index in range(found.end + 1, min(found.end + 5, len(tokens))):
        noun = find_noun(tokens, index)
        if noun and noun.row.concept.group == "person":
            return Phrase(found.start, noun.end, noun.row)
    return None


def _ends_noun_phrase(tokens: Sequence[Token], index: int) -> bool:
    text = tokens[index].text
    is_hyphened = text_at(tokens, index + 1) == "-" and tokens[index + 1].is_joined
    if is_hyphened or tokens[index].is_joined:
        return False
    is_quoted = text_at(tokens, index - 1) in ('"', "'")
    if text in _MODIFIERS or is_quoted or _is_acronym(tokens, index):
        return False
    if text in load_stop_words("en"):
        return True
    deed = find_deed(tokens, index)
    return deed is not None and find_noun(tokens, deed.end) is None


def _is_acronym(tokens: Sequence[Token], index: int) -> bool:
    """Tell "US" from "us", unless the whole line is in capitals."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    is_upper = tokens[index].is_upper and len(tokens[index].text) > 1
    return is_upper and not (after and after.is_upper and after.is_word)


def _from_word(tokens: Sequence[Token], index: int) -> Counted:
    """Name an unknown noun by itself."""
    token = tokens[index]
    if token.is_arabic:
        stem = stem_word(spell_without_prefix(token, ("ال", "لل"))[-1], "ar")
        return Counted(stem, stem, "", token.text, index, index + 1)
    singular = make_singular(token.text)
    return Counted(singular, singular, "", token.text, index, index + 1)


def _find_arabic(tokens: Sequence[Token], at: int, *, is_vague: bool) -> Counted | None:
    is_of = text_at(tokens, at) == "من"
    index = at + is_of
    if text_at(tokens, index) in _OTHERS:
        return None
    found = find_noun(tokens, index)
    if found:
        return _from_noun(found, found.row.deed)
    if index >= len(tokens) or not tokens[index].is_arabic or is_of:
        return None
    return None if _is_no_noun(tokens, index) or is_vague else _from_word(tokens, index)


def _is_no_noun(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether an unknown Arabic word can hardly be what the number counts."""
    text = tokens[index].text
    is_short = len(text) <= _MIN_WORD or text in load_stop_words("ar")
    has_prefix = text.startswith(("و", "ال", "لل", "بال", "ل", "ب"))
    is_other = find_deed(tokens, index) is not None or "adverb" in read_cue_after(tokens, index)
    return is_short or has_prefix or is_other


def _find_before(tokens: Sequence[Token], amount: Amount) -> Counted | None:
    """Find the noun before the number ("المتهمين ال29", "شخص واحد", "number of cases: 900")."""
    start = amount.start
    is_glued = text_at(tokens, start - 1) in _GLUED_ARTICLES
    first = tokens[amount.first].text if amount.first < len(tokens) else ""
    is_adjective = first.startswith("ال") or first.startswith("واحد")
    if is_glued or is_adjective:
        found = find_noun_before(tokens, start - is_glued)
        return _from_noun(found, found.row.deed) if found else None
    return _find_counted_by_word(tokens, start) or _find_plural_before(tokens, start)


def _find_counted_by_word(tokens: Sequence[Token], start: int) -> Counted | None:
    """Find the noun after "number of", "عدد" or "toll for"."""
    for index in range(start - 1, max(-1, start - _COUNT_REACH), -1):
        if tokens[index].text in (".", ";", "?"):
            return None
        spelled = spell_without_prefix(tokens[index])
        if any(text in _COUNT_WORDS for text in spelled):
            return _find_noun_of_count(tokens, index + 1, start)
    return None


def _find_noun_of_count(tokens: Sequence[Token], at: int, end: int) -> Counted | None:
    for index in range(at, min(at + 5, end)):
        found = find_noun(tokens, index)
        if found and found.row.is_plural and found.end <= end:
            return _from_noun(found, found.row.deed)
    return None


def _find_plural_before(tokens: Sequence[Token], start: int) -> Counted | None:
    """Find the plural right before a dash or colon and the number ("66% of votes - 92,513")."""
    if text_at(tokens, start - 1) not in ("-", ":"):
        return None
    found = find_noun_before(tokens, start - 1)
    return _from_noun(found, found.row.deed) if found and found.row.is_plural else None
