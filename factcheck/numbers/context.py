"""Context: the content words near a value, which say which one is meant.

Words that both languages share are named alike ("attack" and "هجوم" are one
concept), so that slots of two languages can have words in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from factcheck.numbers.deeds import find_deed
from factcheck.numbers.nouns import find_noun
from factcheck.numbers.sums import number_words
from factcheck.numbers.tokens import Token
from factcheck.words import load_stop_words, stem_word

_WORDS_BEFORE, _WORDS_AFTER = 12, 14
_LONGEST_NAME = 4
_CLOSERS = frozenset([".", ";", "?", "!"])


def find_context(
    tokens: Sequence[Token], start: int, end: int, *left_out: Set[int]
) -> Iterator[str]:
    """Find the words around `tokens[start:end]` in its sentence, but for those `left_out`."""
    for index in _window(tokens, start, end):
        if not any(index in indexes for indexes in left_out):
            word = normalise_word(tokens, index)
            if word:
                yield word


def find_nearest(
    tokens: Sequence[Token], start: int, end: int, values: Set[int], own: Set[int], most: int
) -> list[int]:
    """Find where the `most` nearest content words stand, in the order of the text."""
    found = [
        index
        for index in _window(tokens, start, end)
        if index not in values and index not in own and normalise_word(tokens, index)
    ]
    found.sort(key=lambda index: (start - index if index < start else index - end + 1, index))
    return sorted(found[:most])


def find_name(tokens: Sequence[Token], start: int, end: int) -> tuple[str, ...]:
    """Find the name that an age goes with: "Ann Lee, 41", "41-year-old Ann Lee"."""
    before = start - 1 if start > 0 and tokens[start - 1].text in (",", "(") else start
    first = before
    while (
        before < start
        and first > max(0, before - _LONGEST_NAME)
        and _is_name(tokens, first - 1)
    ):
        first -= 1
    if first < before:
        return tuple(token.text for token in tokens[first:before])
    last = end
    while last < min(len(tokens), end + _LONGEST_NAME) and _is_name(tokens, last):
        last += 1
    return tuple(token.text for token in tokens[end:last])


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    is_word = token.kind == "latin" and token.has_capital and len(token.text) > 1
    return is_word and find_noun(tokens, index) is None


def _window(tokens: Sequence[Token], start: int, end: int) -> range:
    first, last = start, end
    while first > max(0, start - _WORDS_BEFORE) and tokens[first - 1].text not in _CLOSERS:
        first -= 1
    while last < min(len(tokens), end + _WORDS_AFTER) and tokens[last].text not in _CLOSERS:
        last += 1
    return range(first, last)


def normalise_word(tokens: Sequence[Token], index: int) -> str:
    """A word's concept, deed or stem; nothing for words that say little."""
    token = tokens[index]
    language = "ar" if token.is_arabic else "en"
    if not token.is_word or len(token.text) < 2 or token.text in load_stop_words(language):
        return ""
    if token.text in number_words():
        return ""
    noun = find_noun(tokens, index)
    if noun and noun.end == index + 1:
        return noun.row.concept.key
    deed = find_deed(tokens, index)
    if deed and deed.end == index + 1:
        return deed.row[0].deed
    return stem_word(token.text, language)
