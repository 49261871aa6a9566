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
from factcheck.training.edits.arabic_verbs import NO_VERB_AFTER, tells_past
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


class _Swap(NamedTuple):
    facet: FacetName
    change: Change
    takes_article: bool
    needs_number: bool
    stands_last: bool
    word: str
    others: tuple[str, ...]


def swap_words(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make each edit of `sentence` that the table of swaps allows."""
    words, is_past = cut_words(sentence), tells_past(sentence)
    for index in range(len(words)):
        for length in range(1, min(_LONGEST, len(words) - index) + 1):
            stop = index + length
            if length > 1 and not has_gap(sentence, words[stop - 2], words[stop - 1]):
                break
            for stem, swap in _find_swaps(words[index:stop]):
                is_followed = stop < len(words) and has_gap(
                    sentence, words[stop - 1], words[stop]
                )
                if _fits(words, index, stop, swap) and not (swap.stands_last and is_followed):
                    new = stem.carry(rng.choice(swap.others))
                    if new.startswith(("س", "وس")) and is_past and swap.change == "changed":
                        continue
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
        for index, word in enumerate(words[:1] if row["way"] in ("first", "last") else words):
            swaps[fold_text(word)].append(
                _Swap(
                    facet=cast(FacetName, row["facet"]),
                    change=cast(Change, row["change"]),
                    takes_article=row["article"] == "yes",
                    needs_number=row["way"] == "number",
                    stands_last=row["way"] == "last",
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
    if swap.needs_number and not after[:1].isdigit():
        return False
    is_scale = fold_text(swap.word) in _VAGUE_NUMBERS
    if is_scale and before[:1].isdigit() and swap.word not in _SCALES:
        return False
    return swap.facet not in ("polarity", "status") or before not in NO_VERB_AFTER


_SCALES = frozenset(["مليون", "مليار", "ملايين", "مليارات"])
