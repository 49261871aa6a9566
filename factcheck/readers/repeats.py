"""Repeats: paragraphs that an article prints twice.

Two paragraphs are the same when their letters and digits are. A long one may
differ by a slip as well, never by a word that could be a fact: "43 people" and
"100 people" in two copies of a sentence is the kind of thing people look for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from factcheck.text import fold_text

NEAR_RATIO = 97
NEAR_LENGTH = 80
_LONGEST_FOLDED = 4000
_SHINGLE = 4
_SLIP_LETTERS = 6
_NOT_WORD = re.compile(r"[\W_]+")
_EMPTY = """
a an the that this also and to of in on it its he she they as has had have is are was were
و أن إن قد كما هذا هذه التي الذي من في على إلى
"""
_EMPTY_WORDS = frozenset(fold_text(_EMPTY).split())


def find_repeats(paragraphs: Sequence[str]) -> list[int | None]:
    """Give for each paragraph the index of the earlier one that it repeats, or None.

    Paragraphs without letters or digits repeat nothing. Each paragraph is
    compared in detail with one earlier paragraph at most.
    """
    first_by_key: dict[str, int] = {}
    first_by_shingle: dict[tuple[str, ...], int] = {}
    words_by_index: dict[int, list[str]] = {}
    found: list[int | None] = []
    for index, text in enumerate(paragraphs):
        words = _split_words(text)
        key = "".join(words)
        earlier = first_by_key.get(key) if key else None
        if earlier is None and NEAR_LENGTH < len(text) <= _LONGEST_FOLDED:
            earlier = _find_near(words, first_by_shingle, words_by_index)
            words_by_index[index] = words
            for shingle in _shingles(words):
                first_by_shingle.setdefault(shingle, index)
        first_by_key.setdefault(key, index)
        found.append(earlier)
    return found


def _split_words(text: str) -> list[str]:
    folded = fold_text(text) if len(text) <= _LONGEST_FOLDED else text.lower()
    return _NOT_WORD.sub(" ", folded).split()


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)]


def _find_near(
    words: list[str],
    first_by_shingle: dict[tuple[str, ...], int],
    words_by_index: dict[int, list[str]],
) -> int | None:
    shared = Counter(
        first_by_shingle[shingle] for shingle in _shingles(words) if shingle in first_by_shingle
    )
    if not shared:
        return None
    earlier = min(shared, key=lambda index: (-shared[index], index))
    return earlier if _differ_by_a_slip(words_by_index[earlier], words) else None


def _differ_by_a_slip(left: list[str], right: list[str]) -> bool:
    if fuzz.ratio(" ".join(left), " ".join(right), score_cutoff=NEAR_RATIO) == 0:
        return False
    return all(
        _is_slip(left[step.src_start : step.src_end], right[step.dest_start : step.dest_end])
        for step in Levenshtein.opcodes(left, right)
        if step.tag != "equal"
    )


def _is_slip(left: list[str], right: list[str]) -> bool:
    """Empty words come and go; a long word may be misspelt by one letter, not its first."""
    if all(word in _EMPTY_WORDS for word in left + right):
        return True
    return len(left) == len(right) and all(map(_is_misspelt, left, right))


def _is_misspelt(left: str, right: str) -> bool:
    is_long = min(len(left), len(right)) >= _SLIP_LETTERS
    has_digit = any(character.isdigit() for character in left + right)
    if not is_long or has_digit or left[0] != right[0]:
        return False
    return Levenshtein.distance(left, right, score_cutoff=1) <= 1
