"""Transliteration: whether two spellings, in one script or two, are of one name.

Letters cross scripts in small units ("ش" is "sh", "ch" or "sch"), vowels come and
go. How often each unit stands for which was learnt from pairs of names, for Arabic
against Latin and for either script against itself (`factcheck.training.names`). Two
words are one name when they are likelier as two spellings of it than as two words
that meet by chance:

    evidence = log P(left, right) - log P(left) - log P(right)

with P(left, right) of the best division into units. Short words have little
evidence even where every letter fits, which is as it should be. Sources: Ristad and
Yianilos 1998, "Learning string-edit distance", PAMI; Jiampojamarn et al. 2007,
"Applying many-to-many alignments and hidden Markov models to letter-to-phoneme
conversion", NAACL.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from anyascii import anyascii

from factcheck.lexicons import load_lexicon
from factcheck.text import ARABIC_LETTER, fold_text

Scripts = Literal["ar-la", "la-la", "ar-ar"]

SAME_NAME = 0.5
UNITS = ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))
UNSEEN = 12.0  # nats for a letter that was never seen to be written so
_LONGEST_WORD = 24
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|')*")
_RARE_LETTERS = str.maketrans("پچژگڤڨہھ", "بجزغفقهه")
_NO_ARABIC = re.compile(r"[^\u0621-\u063a\u0641-\u064a]")
_NO_LATIN = re.compile(r"[^a-z]")
_SERVANT = re.compile(r"^عبدال(?=\w{2})|^abd[aeiou]+(?:l|([dnrstz])(?=\1))(?=\w{2})")
_ARABIC_FORMS = (  # what may be written onto a name, and what leaving it out costs in nats
    (re.compile(r"^ال(?=\w{3})"), 0.0),
    (re.compile(r"^(?:[وف]?[بك]ال|[وف]ال|[وف]?لل)(?=\w{3})"), 1.0),
    (re.compile(r"^[وفبلك](?=\w{4})"), 4.0),
)


class Spellings:
    """Which units of one script stand for which of another; costs are in nats."""

    def __init__(
        self,
        cost_by_units: Mapping[tuple[str, str], float],
        cost_by_letter: Mapping[str, float],
    ) -> None:
        self._costs: dict[str, dict[str, float]] = defaultdict(dict)
        for (left, right), cost in cost_by_units.items():
            self._costs[left][right] = cost
        self._letters = cost_by_letter

    def weigh(self, left: str, right: str) -> float:
        """Weigh that two spelt words are one name: evidence in nats, for it above 0.

        Takes len(left) · len(right) steps.
        """
        chance = sum(self._letters.get(letter, UNSEEN) for letter in left + right)
        return chance - self._align(left, right)

    def _align(self, left: str, right: str) -> float:
        """The cost of the cheapest division of both words into units."""
        rows = [[math.inf] * (len(right) + 1) for _ in range(len(left) + 1)]
        rows[0][0] = 0.0
        for i in range(len(left) + 1):
            steps = [(d, self._costs.get(left[i - d : i], {})) for d in (0, 1, 2) if d <= i]
            for j in range(len(right) + 1):
                rows[i][j] = min(rows[i][j], self._reach(rows, steps, i, j, right))
        return rows[-1][-1]

    @staticmethod
    def _reach(
        rows: Sequence[Sequence[float]],
        steps: Iterable[tuple[int, Mapping[str, float]]],
        i: int,
        j: int,
        right: str,
    ) -> float:
        """The cost of the cheapest unit that ends at letters `i` and `j`."""
        best = math.inf
        for taken, costs in steps:
            for width in (0, 1, 2) if taken else (1,):
                if width > j or (taken == 2 and not width):
                    continue
                cost = costs.get(right[j - width : j])
                if cost is None:
                    if taken + width > 1:
                        continue
                    cost = UNSEEN
                best = min(best, cost + rows[i - taken][j - width])
        return best


class Matcher(NamedTuple):
    """Spellings with the line that was fitted through their evidence."""

    spellings: Spellings
    base: float
    by_evidence: float
    by_letter: float

    def match(self, left: str, right: str, cost: float) -> float:
        """The probability that two spelt words are one name, `cost` nats against it."""
        evidence = self.spellings.weigh(left, right) - cost
        share = evidence / (len(left) + len(right))
        logit = self.base + self.by_evidence * evidence + self.by_letter * share
        return 1 / (1 + math.exp(-max(-50.0, min(50.0, logit))))


def is_same_name(left: str, right: str) -> bool:
    """Tell whether two names are rather one than two."""
    return match_names(left, right) >= SAME_NAME


@lru_cache(maxsize=65536)
def match_names(left: str, right: str) -> float:
    """The probability that two names, in either script, are of one bearer's name.

    1: surely one name, 0: surely two, as far as spelling can tell, with look-alikes
    as common as true pairs. The last words must match, and every word of the
    shorter name one of the longer, in order: "Shamkhani" is "علي شمخاني", which
    "Mohammad Shamkhani" is not. Letters only; titles are words like any other.
    """
    shorter, longer = sorted((split_name(left), split_name(right)), key=len)
    if not shorter:
        return 0.0
    score = min(
        match_words(shorter[-1], longer[-1]), _match_in_order(shorter[:-1], longer[:-1])
    )
    if len(shorter) < len(longer):  # "نيويورك", "New York"
        score = max(score, match_words("".join(shorter), "".join(longer)))
    return score


@lru_cache(maxsize=16384)
def split_name(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: letters only, particles dropped or joined.

    "Abd al-Rahman bin Salman" is ("abdrahman", "salman"). The last six words of a
    longer name.
    """
    words: list[str] = []
    joined = ""
    parts = [spell_word(word) for word in _WORD.findall(fold_text(name[-256:]))]
    for index, part in enumerate(parts):
        use = _load_particles().get(part) if index + 1 < len(parts) else None
        if use == "joined":
            joined += part
        elif use is None and (len(part) > 1 or len(parts) == 1):
            bare = part.removeprefix("ال") if joined else part
            words.append(_SERVANT.sub(_cut_servant, joined + bare)[:_LONGEST_WORD])
            joined = ""
    return tuple(word for word in words[-_MOST_WORDS:] if word)


def spell_word(word: str) -> str:
    """The letters of a folded word: basic Arabic ones, or a to z; no longer than 24."""
    word = word[: 2 * _LONGEST_WORD].removesuffix("'s")
    if ARABIC_LETTER.search(word):
        return _NO_ARABIC.sub("", word.translate(_RARE_LETTERS))[:_LONGEST_WORD]
    return _NO_LATIN.sub("", anyascii(word).lower())[:_LONGEST_WORD]


@lru_cache(maxsize=262144)
def match_words(left: str, right: str) -> float:
    """The probability that two spelt words are one name, whichever comes first.

    An Arabic word may carry the article, a particle or both.
    """
    if left == right:
        return 1.0
    if not (left and right):
        return 0.0
    scripts, left, right = _order(left, right)
    matcher = load_matcher(scripts)
    return max(
        matcher.match(one, other, cost + added)
        for one, cost in _forms(left)
        for other, added in _forms(right)
    )


@cache
def load_matcher(scripts: Scripts) -> Matcher:
    """The matcher of a pair of scripts, from the package's table of spellings."""
    cost_by_letter: dict[str, float] = {}
    cost_by_units: dict[tuple[str, str], float] = {}
    weights: dict[str, float] = {}
    for row in load_lexicon("spellings"):
        left, right, value = row["left"], row["right"], float(row["nats"])
        if row["scripts"] != scripts:
            continue
        if row["kind"] == "letter":
            cost_by_letter[left] = value
        elif row["kind"] == "weight":
            weights[left] = value
        else:
            cost_by_units[left, right] = value
            if scripts != "ar-la":
                cost_by_units[right, left] = value
    return Matcher(Spellings(cost_by_units, cost_by_letter), **weights)


@cache
def _load_particles() -> dict[str, str]:
    return {fold_text(row["word"]): row["use"] for row in load_lexicon("name_particles")}


def _cut_servant(match: re.Match[str]) -> str:
    return "عبد" if match[0].startswith("ع") else "abd"


def _order(left: str, right: str) -> tuple[Scripts, str, str]:
    """Arabic first, else by letters, so that order does not matter."""
    if (left[0] > "z") != (right[0] > "z"):
        return ("ar-la", max(left, right), min(left, right))
    first, second = sorted((left, right))
    return ("ar-ar" if first[0] > "z" else "la-la", first, second)


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[tuple[str, float], ...]:
    """What a word may be without what is written onto it, and the costs."""
    bare = ((pattern.sub("", word), cost) for pattern, cost in _ARABIC_FORMS)
    return (word, 0.0), *(form for form in bare if form[0] != word)


def _match_in_order(shorter: Sequence[str], longer: Sequence[str]) -> float:
    """Match each word of the shorter with one of the longer; the weakest link counts."""
    best = [1.0] * (len(longer) + 1)
    for word in shorter:
        row = [0.0]
        for index, other in enumerate(longer):
            row.append(max(row[-1], min(best[index], match_words(word, other))))
        best = row
    return best[-1]
