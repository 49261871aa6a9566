"""Swaps of Arabic words: the general ones, each row of a table a small set of words.

"شمال المدينة"   "جنوب المدينة"   changed   statement
"جميع السكان"    "بعض السكان"     looser    quantity
"مقتل رجل"       "مصرع رجل"       same      statement
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple, cast

from factcheck.records import FacetName
from factcheck.text import fold_text
from factcheck.training.edits import Change, Edit
from factcheck.training.edits.arabic_verbs import NO_VERB_AFTER
from factcheck.training.edits.arabic_words import (
    Stem,
    Word,
    cut_words,
    find_stems,
    has_gap,
    is_spelled_like,
    load_keys,
    load_table,
    put,
)

_LONGEST = 5
_EITHER_WAY = ("any", "number", "noun")


class _Swap(NamedTuple):
    facet: FacetName
    change: Change
    takes_article: bool
    way: str
    word: str
    others: tuple[str, ...]


def swap_words(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make each edit of `sentence` that the table of swaps allows."""
    words = cut_words(sentence)
    for index in range(len(words)):
        for length in range(1, min(_LONGEST, len(words) - index) + 1):
            stop = index + length
            if length > 1 and not has_gap(sentence, words[stop - 2], words[stop - 1]):
                break
            for stem, swap in _find_swaps(words[index:stop]):
                if _fits(words, index, stop, swap) and _stands(
                    sentence, words, index, stop, stem, swap.way
                ):
                    new = stem.carry(rng.choice(swap.others))
                    span = words[index].start, words[stop - 1].end
                    yield Edit(put(sentence, *span, new), swap.facet, swap.change)


def _find_swaps(words: Sequence[Word]) -> Iterator[tuple[Stem, _Swap]]:
    swaps = _load_swaps()
    tail = "".join(f" {word.key}" for word in words[1:])
    for stem in find_stems(words[0].key):
        found = swaps.get(stem.key + tail, ())
        for swap in found:
            is_same = is_spelled_like(words[-1].text, swap.word)
            if is_same and (swap.takes_article or not stem.has_article):
                yield stem, swap
        if found:
            return


@cache
def _load_swaps() -> dict[str, list[_Swap]]:
    swaps: dict[str, list[_Swap]] = defaultdict(list)
    for row in load_table("arabic_swaps"):
        words = row["words"].split("|")
        for index, word in enumerate(words if row["way"] in _EITHER_WAY else words[:1]):
            swaps[fold_text(word)].append(
                _Swap(
                    facet=cast(FacetName, row["facet"]),
                    change=cast(Change, row["change"]),
                    takes_article=row["article"] == "yes",
                    way=row["way"],
                    word=word,
                    others=(*words[:index], *words[index + 1 :]),
                )
            )
    return swaps


def _fold_words(words: str) -> frozenset[str]:
    return frozenset(fold_text(word) for word in words.split())


def load_swap_keys() -> frozenset[str]:
    """The folded general words, and groups of words, that may be swapped; persons apart."""
    swaps = _load_swaps().items()
    return frozenset(key for key, rows in swaps if rows[0].facet != "person")


_NO_OPENING = load_keys("no_swap_after")
_NO_CLOSING = load_keys("no_swap_before")
_VAGUE_NUMBERS = _fold_words("عشرات مئات آلاف ملايين مليارات مليون مليار")


def _fits(words: Sequence[Word], index: int, stop: int, swap: _Swap) -> bool:
    """Tell whether what stands around the words lets them be swapped."""
    before = words[index - 1].key if index else ""
    after = words[stop].key if stop < len(words) else ""
    if before in _NO_OPENING or after in _NO_CLOSING:
        return False
    is_scale = fold_text(swap.word) in _VAGUE_NUMBERS
    if is_scale and before[:1].isdigit() and swap.word not in _SCALES:
        return False
    is_verbal = swap.facet in ("polarity", "status") and swap.way != "noun"
    return not (is_verbal and before in NO_VERB_AFTER)


def _stands(
    sentence: str, words: Sequence[Word], index: int, stop: int, stem: Stem, way: str
) -> bool:
    """Tell whether the words stand where a row of this way is meant: see the table's head."""
    before = words[index - 1].key if index else ""
    is_followed = stop < len(words) and has_gap(sentence, words[stop - 1], words[stop])
    after = words[stop].key if is_followed else ""
    match way:
        case "number":
            return after[:1].isdigit()
        case "last":
            return not is_followed
        case "noun":
            is_joined = stem.joined.endswith(("ب", "ل", "ك"))
            return stem.has_article or is_joined or before in _NOUN_OPENING
        case "opening":
            is_first = index == 0 or not has_gap(sentence, words[index - 1], words[index])
            is_joined = stem.joined in ("و", "ف") or before in _CLAUSE_OPENING
            return is_followed and (is_first or is_joined)
        case "topic":
            near = words[max(0, index - 2) : index]
            stems = {stem.key for word in near for stem in find_stems(word.key)}
            return is_followed and bool(stems & _TOPICS)
        case "event":
            is_means = before in ("من", "ومن") or stem.joined not in ("", "و")
            return bool(after) and not (is_means or after[0].isdigit() or after in _NO_EVENTS)
    return True


_NOUN_OPENING = load_keys("noun_opening")
_CLAUSE_OPENING = frozenset("ان وان بان لان لكن ولكن حيث".split())
_TOPICS = load_keys("topic")
_NO_EVENTS = load_keys("no_event")
_SCALES = frozenset(["مليون", "مليار", "ملايين", "مليارات"])
