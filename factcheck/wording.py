"""Wording: two quotations word by word, with what changes no meaning set aside.

    "our potentials and facilities"     "capacities and facilities"   potentials / capacities
    "We don't organise it"              "we do not organize it"       nothing differs
    "a win, [he hopes,] for all ..."    "A win for all"               nothing differs

Articles, punctuation, brackets and ellipses are dropped; contractions, numerals, spelling and
inflection are made one. Content words are aligned; a word is *replaced* when both
quotations have another one at the same place between words that they share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from factcheck.dates.event_words import load_irregular
from factcheck.lexicons import load_lexicon
from factcheck.records import Language
from factcheck.text import fold, fold_text
from factcheck.words import load_stop_words, stem_word

_BRACKETED = re.compile(r"\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\)|\.{2,}|…")
_WORD = re.compile(r"[^\W_]+(?:['.,][^\W_]+)*")
_STOP = re.compile(r"[.!?;]")
_NEGATIONS = frozenset(
    fold_text(word)
    for word in (
        *("no", "not", "never", "none", "neither", "nor", "nothing", "nobody", "without"),
        *("لا", "لم", "لن", "ليس", "ليست", "غير", "بدون", "دون", "ما"),
    )
)
_ENDINGS = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'m", " am"),
    ("'d", " would"),
    ("'s", ""),
)
_IRREGULAR = {
    "can't": "can not",
    "won't": "will not",
    "cannot": "can not",
    "shan't": "shall not",
}
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})(is|iz)(?=(?:e|ed|es|er|ing|ation|ations)$)"), "iz"),
    (re.compile(r"ys(?=(?:e|ed|es|ing)$)"), "yz"),
    (re.compile(r"(?<=[a-z]{2})our(?=(?:s|ed|ing|ite|ites|able|ful|er|ers|ly)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{3})tre(?=s?$)"), "ter"),
    (re.compile(r"ence(?=s?$)"), "ense"),
    (re.compile(r"(?<=[a-z]{3})mme(?=s?$)"), "m"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
)
_ARABIC_ARTICLE = re.compile(r"^[وف]?(?:بال|كال|لل|ال)(?=\w{2})")
_VOWELS = re.compile("[aeiouyاويءئؤ]")
_DOUBLED = re.compile(r"(.)\1+")
_ARABIC_SOUNDS = str.maketrans("غطصثضظذحق", "جتستدززهك")
_FEWEST_LETTERS, _FEWEST_BONES = 4, 2
_MAX_WORDS = 400
_EDGE = 6
_LONGEST_EDGE = 2
_MOST_JOINED = 3


class QuotedWord(NamedTuple):
    """A word of a quotation: as printed, and the key under which its variants are one."""

    text: str
    key: str
    is_content: bool
    opens_sentence: bool = False


class Difference(NamedTuple):
    """Words that stand in one quotation where the other has others, or none."""

    left: tuple[QuotedWord, ...]
    right: tuple[QuotedWord, ...]
    is_edge: bool

    @property
    def is_compared(self) -> bool:
        """Tell whether the words stand between shared ones, or against each other."""
        return not self.is_edge or bool(self.left and self.right)


class Alignment(NamedTuple):
    """Two quotations aligned: content words shared, and the differences between them.

    `omitted` counts the content words that only one quotation has, at an end or
    between. `coverage` is the share of the shorter quotation's words, small ones
    too, that the other has; `density` the share of such words where they are compared.
    """

    shared: int
    coverage: float
    density: float
    differences: tuple[Difference, ...]
    omitted: int


def read_words(text: str, language: Language) -> tuple[QuotedWord, ...]:
    """Read the words of a quotation, without articles, brackets and ellipses."""
    plain = _BRACKETED.sub(lambda match: " " * len(match[0]), text)
    folded = fold(plain)
    words: list[QuotedWord] = []
    end = 0
    for match in _WORD.finditer(folded.text):
        printed = plain[slice(*folded.span(*match.span()))]
        opens_sentence = _STOP.search(folded.text, end, match.start()) is not None
        end = match.end()
        for word in _read_word(match[0], printed, language):
            words.append(word._replace(opens_sentence=opens_sentence))
        if len(words) >= _MAX_WORDS:
            break
    return tuple(words)


def _read_word(word: str, printed: str, language: Language) -> Iterator[QuotedWord]:
    if word in ("a", "an", "the"):
        return
    expanded = _expand(word) if language == "en" else word
    parts = expanded.split()
    for part in parts:
        is_content = part in _NEGATIONS or part not in load_stop_words(language)
        yield QuotedWord(printed if len(parts) == 1 else part, _key(part, language), is_content)


def _expand(word: str) -> str:
    """Write a contraction out; a possessive loses its ending."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            return word.removesuffix(ending) + full
    return word


@lru_cache(maxsize=16384)
def _key(word: str, language: Language) -> str:
    number = _load_numbers(language).get(word)
    if number is not None:
        return number
    if language == "ar":
        bare = _ARABIC_ARTICLE.sub("", word)
        return stem_word(bare, language)
    word = load_irregular().get(word, word)
    for pattern, common in _SPELLINGS:
        word = pattern.sub(common, word)
    return stem_word(word, language)


@cache
def _load_numbers(language: Language) -> dict[str, str]:
    """Digits by number word, up to a hundred."""
    return {
        fold_text(row["word"]): row["value"]
        for row in load_lexicon(f"numerals.{language}")
        if row["role"] in ("unit", "teen", "ten") and row["value"]
    }


def align_words(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> Alignment:
    """Align two quotations, of which one may be an excerpt of the other.

    Small words help to align and are not counted. Words before and after the
    shared stretch are an excerpt's borders, no difference.
    """
    if _order(left) > _order(right):
        return _mirror(align_words(right, left))
    start, end = _find_window(left, right)
    equal, runs = _read_differences(left, right[start:end])
    shared, differences = len(_content(equal)), []
    for run in runs:
        rest, same = _cut_same(run)
        shared += len(_content(same))
        equal += same
        differences.append(Difference(_content(rest.left), _content(rest.right), rest.is_edge))
    beyond = _content([*right[:start], *right[end:]])
    omitted = len(beyond) + sum(_count_lone(one) for one in differences)
    telling = tuple(one for one in differences if _is_telling(one))
    between = sum(max(len(run.left), len(run.right)) for run in runs if run.is_compared)
    return Alignment(
        shared,
        len(equal) / max(1, len(left)),
        len(equal) / max(1, len(equal) + between),
        telling,
        omitted,
    )


def _order(words: Sequence[QuotedWord]) -> tuple[int, list[str]]:
    """What puts two quotations in one order, whichever comes first."""
    return len(words), [word.key for word in words]


def _content(words: Sequence[QuotedWord]) -> tuple[QuotedWord, ...]:
    return tuple(word for word in words if word.is_content)


def _mirror(alignment: Alignment) -> Alignment:
    turned = (Difference(one.right, one.left, one.is_edge) for one in alignment.differences)
    return alignment._replace(differences=tuple(turned))


def _find_window(short: Sequence[QuotedWord], long: Sequence[QuotedWord]) -> tuple[int, int]:
    """The stretch of the longer quotation that the shorter one renders."""
    if not short:
        return 0, 0
    keys = [word.key for word in short], [word.key for word in long]
    found = fuzz.partial_ratio_alignment(*keys)
    if found is None or len(short) == len(long):
        return 0, len(long)
    if found.score == 100:
        return found.dest_start, found.dest_end
    margin = _EDGE + len(short) - (found.dest_end - found.dest_start)
    return max(0, found.dest_start - margin), min(len(long), found.dest_end + margin)


def _read_differences(
    lefts: Sequence[QuotedWord], rights: Sequence[QuotedWord]
) -> tuple[list[QuotedWord], list[Difference]]:
    """The words two stretches share, and the runs in which they differ, in order."""
    opcodes = Indel.opcodes([w.key for w in lefts], [w.key for w in rights])
    equal: list[QuotedWord] = []
    runs = [(0, 0, 0, 0)]
    for code in opcodes:
        if code.tag == "equal":
            equal += lefts[code.src_start : code.src_end]
            runs.append((code.src_end, code.src_end, code.dest_end, code.dest_end))
        else:
            runs[-1] = (runs[-1][0], code.src_end, runs[-1][2], code.dest_end)
    last = len(runs) - 1
    differences = [
        _read_run(lefts, rights, run, is_first=place == 0, is_last=place == last)
        for place, run in enumerate(runs)
        if run[0] < run[1] or run[2] < run[3]
    ]
    return equal, differences


def _read_run(
    lefts: Sequence[QuotedWord],
    rights: Sequence[QuotedWord],
    run: tuple[int, int, int, int],
    *,
    is_first: bool,
    is_last: bool,
) -> Difference:
    """Read one run; at an end of the shared stretch only what one quotation ends with.

    "we exchange potentials | and facilities" stands against "capacities | and
    facilities" with its last word. Two longer ends, and words of another
    sentence, are the surroundings of an excerpt and stand against nothing.
    """
    left, right = tuple(lefts[run[0] : run[1]]), tuple(rights[run[2] : run[3]])
    if is_first == is_last or not (left and right):
        return Difference(left, right, is_edge=is_first or is_last)
    next_words = (*lefts[run[1] : run[1] + 1], *rights[run[3] : run[3] + 1])
    borders = next_words if is_first else (left[0], right[0])
    size = min(len(left), len(right))
    if size > _LONGEST_EDGE or any(word.opens_sentence for word in borders):
        return Difference(left, (), is_edge=True)
    if is_first:
        return Difference(left[-size:], right[-size:], is_edge=True)
    return Difference(left[:size], right[:size], is_edge=True)


def _cut_same(one: Difference) -> tuple[Difference, tuple[QuotedWord, ...]]:
    """Split a run into what differs and what is one in other spelling, order or spacing."""
    if Counter(w.key for w in one.left) == Counter(w.key for w in one.right):
        return Difference((), (), one.is_edge), one.left
    left, right, same = one.left, one.right, list[QuotedWord]()
    while cut := _match_heads(left, right):
        same += left[: cut[0]]
        left, right = left[cut[0] :], right[cut[1] :]
    while cut := _match_heads(left[::-1], right[::-1]):
        same += left[len(left) - cut[0] :]
        left, right = left[: len(left) - cut[0]], right[: len(right) - cut[1]]
    return Difference(left, right, one.is_edge), tuple(same)


def _match_heads(
    left: Sequence[QuotedWord], right: Sequence[QuotedWord]
) -> tuple[int, int] | None:
    """How many first words of each are one: "Deir ez-Zor" and "Deir Ezzor", "EU" in full."""
    for size in range(1, min(_MOST_JOINED, len(left)) + 1):
        for other in range(1, min(_MOST_JOINED, len(right)) + 1):
            if _is_same(left[:size], right[:other]):
                return size, other
    return None


def _is_same(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> bool:
    if len(left) == len(right) == 1:
        return _is_spelling(left[0], right[0])
    joined = [
        sorted(("".join(words), "".join(words[::-1])))
        for words in (_fold_all(left), _fold_all(right))
    ]
    return joined[0][0] in joined[1] or _is_acronym(left, right) or _is_acronym(right, left)


def _fold_all(words: Sequence[QuotedWord]) -> list[str]:
    return [fold_text(word.text) for word in words]


def _is_acronym(left: Sequence[QuotedWord], right: Sequence[QuotedWord]) -> bool:
    initials = "".join(word.text[0] for word in right).lower()
    return (
        len(left) == 1 < len(right)
        and left[0].text.isupper()
        and left[0].text.lower() == initials
    )


def _is_spelling(left: QuotedWord, right: QuotedWord) -> bool:
    """Tell whether two words are spellings of one name; a word with a digit never is."""
    if left.key == right.key:
        return True
    texts = fold_text(left.text), fold_text(right.text)
    if any(re.search(r"\d", text) or len(text) < _FEWEST_LETTERS for text in texts):
        return False
    if abs(len(texts[0]) - len(texts[1])) > 1:
        return False
    is_name = (left.text[:1].isupper() and right.text[:1].isupper()) or not texts[0].isascii()
    bones = [_find_bones(text) for text in texts]
    return is_name and bones[0] == bones[1] and len(bones[0]) >= _FEWEST_BONES


def _find_bones(text: str) -> str:
    """The consonants that all spellings of a name share: "Uyghur" and "Uighur" are "ghr"."""
    bare = _ARABIC_ARTICLE.sub("", text).translate(_ARABIC_SOUNDS)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", bare))


def _count_lone(one: Difference) -> int:
    return 0 if one.left and one.right else len(one.left) + len(one.right)


def _is_telling(one: Difference) -> bool:
    """Tell whether a difference can be a contradiction: words replaced, or a "not" left out."""
    if one.left and one.right:
        return True
    lone = [fold_text(word.text) for word in one.left or one.right]
    return not one.is_edge and any(word in _NEGATIONS for word in lone)
