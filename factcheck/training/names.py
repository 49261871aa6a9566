"""The table of spellings: which letters of a name are written as which in another spelling.

    python -m factcheck.training.names DATA_FOLDER --output factcheck/lexicons/spellings.tsv

Learnt by expectation maximisation from pairs of names, three times: Arabic against
Latin; Latin spellings of one Arabic spelling against each other; Arabic ones of one
Latin spelling. A tenth of the Latin names, chosen by hash, is held back with all its
pairs for `benchmarks/names.py`. The same files give the same table. Sources: see
`factcheck.transliteration`.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from factcheck.names import name_key
from factcheck.text import fold_text
from factcheck.transliteration import UNITS, Matcher, Scripts, Spellings, spell_word

FILES = ("names_wikidata_coling2018.tsv.gz", "names_google_ar2en.tsv.gz")
ROUNDS = 6
_DISCOUNT = 0.5  # taken off every count each round, so that chance units die out
_FEWEST = {"ar-la": 5.0, "la-la": 8.0, "ar-ar": 3.0}
_MOST_SPELLINGS = 6  # a spelling shared by more names names too many
_SEMITIC = re.compile("[ذحخصضطظعق]")
_SEMITIC_WEIGHT = 3
_FITTED_ON = 3000

Pair = tuple[str, str]
Cell = tuple[int, int, int, int, NDArray[np.int32]]


class Names(NamedTuple):
    """Pairs of spellings of one name, (Arabic, Latin), or both of one script."""

    trained: list[Pair]
    held_out: list[Pair]


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn the table as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.names")
    parser.add_argument("folder", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="FILE")
    chosen = parser.parse_args(arguments)
    pairs = read_names(chosen.folder)
    lines = [
        "# How units of letters are spelt, as costs in nats; made, not written, by",
        "# python -m factcheck.training.names from the name pairs of Wikidata (CC0, COLING",
        "# 2018) and of Google's ar2en transliteration set (Apache-2.0). kind unit: left is",
        "# written as right; letter: how rare left is; weight: the line fitted through the",
        "# evidence.",
        "scripts\tkind\tleft\tright\tnats",
    ]
    for scripts in get_args(Scripts):
        lines += learn_spellings(pairs, scripts)
    chosen.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def read_names(folder: Path) -> list[Pair]:
    """Read the (Arabic, Latin) pairs of the data folder, spelt as they are compared, sorted."""
    pairs = set()
    for name in FILES:
        with gzip.open(folder / "parallel" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, arabic = line.split("\t")[:2]
                pair = spell_word(fold_text(arabic)), spell_word(fold_text(latin))
                if "." not in line and min(map(len, pair)) > 1:
                    pairs.add(_drop_article(*pair))
    return sorted(pairs)


def split_names(pairs: Sequence[Pair], scripts: Scripts) -> Names:
    """Split what the pairs say of a pair of scripts; held-out Latin names are never trained.

    Between two spellings of one script a pair is held out when either is: for Arabic
    ones the Latin name that they share decides.
    """
    if scripts == "ar-la":
        rows = [(pair, is_held_out(pair[1])) for pair in pairs]
    elif scripts == "la-la":
        groups = _group((arabic, latin) for arabic, latin in pairs)
        rows = [
            (pair, is_held_out(pair[0]) or is_held_out(pair[1]))
            for group in groups.values()
            for pair in combinations(group, 2)
        ]
    else:
        groups = _group((latin, arabic) for arabic, latin in pairs)
        rows = [
            (pair, is_held_out(latin))
            for latin, group in groups.items()
            for pair in combinations(group, 2)
        ]
    held = {pair for pair, is_held in rows if is_held}
    return Names(sorted({pair for pair, _ in rows} - held), sorted(held))


def is_held_out(latin: str) -> bool:
    """Tell whether a Latin name belongs to the tenth that is only measured on."""
    return hashlib.sha256(latin.encode()).digest()[0] < 26


def learn_spellings(pairs: Sequence[Pair], scripts: Scripts) -> Iterator[str]:
    """Learn the rows of the table for a pair of scripts."""
    trained = [
        pair for pair in split_names(pairs, scripts).trained if _may_be_one(pair, scripts)
    ]
    cost_by_units = count_units(_weigh_rows(trained, scripts), scripts)
    cost_by_letter = count_letters(trained, scripts)
    mirrored = {
        (right, left): cost
        for (left, right), cost in cost_by_units.items()
        if scripts != "ar-la"
    }
    spellings = Spellings(mirrored | cost_by_units, cost_by_letter)
    matcher = fit_matcher(spellings, trained, pairs)
    for name, value in zip(Matcher._fields[1:], matcher[1:], strict=True):
        yield f"{scripts}\tweight\t{name}\t\t{value:.3f}"
    for letter, cost in sorted(cost_by_letter.items()):
        yield f"{scripts}\tletter\t{letter}\t\t{cost:.2f}"
    for (left, right), cost in sorted(cost_by_units.items()):
        yield f"{scripts}\tunit\t{left}\t{right}\t{cost:.2f}"


def count_units(pairs: Sequence[Pair], scripts: Scripts) -> dict[Pair, float]:
    """Learn the cost of each unit: -log of its share of all units of the pairs.

    Of a unit and its mirror image within one script only the first is returned.
    """
    index_by_unit: dict[Pair, int] = {}
    groups = [_divide(group, index_by_unit) for group in _group_by_length(pairs)]
    shares = np.full(len(index_by_unit), 1 / max(1, len(index_by_unit)))
    for number in range(1, ROUNDS + 1):
        print(f"{scripts}: round {number} of {ROUNDS}", file=sys.stderr)
        counts = np.zeros(len(index_by_unit))
        for group in groups:
            counts += _expect(group, shares)
        shares = np.maximum(counts - _DISCOUNT, 0)
        if not shares.any():  # too few pairs to learn from
            return {}
        shares /= shares.sum()
    fewest = _FEWEST[scripts] / counts.sum()
    return {
        unit: round(-float(np.log(shares[index])), 2)
        for unit, index in index_by_unit.items()
        if shares[index] >= fewest and (scripts == "ar-la" or unit[0] <= unit[1])
    }


def count_letters(pairs: Sequence[Pair], scripts: Scripts) -> dict[str, float]:
    """Learn how rare each letter is in its script: -log of its share."""
    left, right = ("".join(pair[side] for pair in pairs) for side in (0, 1))
    texts = [left, right] if scripts == "ar-la" else [left + right]
    return {
        letter: round(-float(np.log(count / len(text))), 2)
        for text in texts
        for letter, count in Counter(text).items()
    }


def fit_matcher(
    spellings: Spellings, trained: Sequence[Pair], pairs: Sequence[Pair]
) -> Matcher:
    """Fit the line through evidence that tells true pairs from look-alikes."""
    kin = Kin(pairs)
    true = random.Random(1).sample(trained, min(_FITTED_ON, len(trained)))
    false = find_look_alikes(true, sorted({right for _, right in true}), kin)
    features = np.array([_describe(spellings, pair) for pair in (*true, *false)])
    labels = np.array([1.0] * len(true) + [0.0] * len(false))
    weights = np.zeros(3)
    for _ in range(25):  # Newton's method, with a ridge of 1
        chances = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (labels - chances) - weights
        curve = (features.T * (chances * (1 - chances))) @ features + np.eye(3)
        weights += np.linalg.solve(curve, slope)
        weights[1:] = np.maximum(weights[1:], 0)  # more evidence never tells against
    return Matcher(spellings, *(round(float(weight), 3) for weight in weights))


class Kin:
    """Which spellings are of one name, as far as the pairs tell."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._near: dict[str, set[str]] = defaultdict(set)
        for left, right in pairs:
            self._near[left].add(right)
            self._near[right].add(left)

    def of(self, spelling: str) -> set[str]:
        """Every spelling at most four steps from one to another spelling away."""
        found = edge = {spelling}
        for _ in range(4):
            edge = {near for one in edge for near in self._near[one]} - found
            found = found | edge
        return found


def find_look_alikes(true: Sequence[Pair], pool: Sequence[str], kin: Kin) -> list[Pair]:
    """Pair the left names with other names of `pool` that look most alike, two each.

    One is nearest to the right name by edit distance, one to the left by consonants.
    """
    keys = [name_key(name) for name in pool]
    by_letters = _nearest([right for _, right in true], pool)
    by_consonants = _nearest([name_key(left) for left, _ in true], keys)
    found = []
    for (left, _), *orders in zip(true, by_letters, by_consonants, strict=True):
        own = kin.of(left)
        for order in orders:
            others = (pool[index] for index in order if pool[index] not in own)
            found += [(left, other) for other in islice(others, 1)]
    return found


def draw_others(true: Sequence[Pair], pool: Sequence[str], kin: Kin) -> list[Pair]:
    """Pair each left name with another name of `pool` at random."""
    rng = random.Random(2)
    drawn = [(left, rng.choice(pool)) for left, _ in true]
    return [(left, other) for left, other in drawn if other not in kin.of(left)]


def _nearest(names: Sequence[str], pool: Sequence[str]) -> Iterator[NDArray[np.intp]]:
    """For each name the indexes of the 30 nearest of `pool`, nearest first."""
    for start in range(0, len(names), 500):
        likeness = process.cdist(
            names[start : start + 500],
            pool,
            scorer=Levenshtein.normalized_similarity,
            dtype=np.float32,
        )
        yield from np.argsort(-likeness, axis=1, kind="stable")[:, :30]


def _describe(spellings: Spellings, pair: Pair) -> tuple[float, float, float]:
    evidence = spellings.weigh(*pair)
    return 1.0, evidence, evidence / (len(pair[0]) + len(pair[1]))


def _drop_article(arabic: str, latin: str) -> Pair:
    is_article = arabic.startswith("ال") and not re.match("[aeiou]l", latin)
    return (arabic[2:] if is_article and len(arabic) > 4 else arabic), latin


def _group(rows: Iterable[Pair]) -> dict[str, list[str]]:
    """What shares one spelling, where that is not too much to be one name."""
    groups: dict[str, list[str]] = defaultdict(list)
    for shared, spelling in rows:
        groups[shared].append(spelling)
    return {key: group for key, group in groups.items() if len(group) <= _MOST_SPELLINGS}


def _may_be_one(pair: Pair, scripts: Scripts) -> bool:
    """Tell whether two spellings of one script share half of their letters, at least."""
    return scripts == "ar-la" or Levenshtein.normalized_similarity(*pair) >= 0.5


def _weigh_rows(trained: Sequence[Pair], scripts: Scripts) -> list[Pair]:
    """Give the rows their weight: names in letters that only Arabic has count more."""
    if scripts != "ar-la":
        return [*trained, *((right, left) for left, right in trained)]
    semitic = [pair for pair in trained if _SEMITIC.search(pair[0])]
    return [*trained, *semitic * (_SEMITIC_WEIGHT - 1)]


def _group_by_length(pairs: Iterable[Pair]) -> list[list[Pair]]:
    groups: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for left, right in pairs:
        groups[len(left), len(right)].append((left, right))
    return [group for _, group in sorted(groups.items())]


def _divide(pairs: Sequence[Pair], index_by_unit: dict[Pair, int]) -> list[Cell]:
    """Every way to end a unit in words of one length each, as indexes of units."""
    rows, columns = len(pairs[0][0]) + 1, len(pairs[0][1]) + 1
    return [
        (i, j, down, across, _index(pairs, (i - down, i), (j - across, j), index_by_unit))
        for i in range(rows)
        for j in range(columns)
        for down, across in UNITS
        if down <= i and across <= j
    ]


def _index(
    pairs: Sequence[Pair],
    left: tuple[int, int],
    right: tuple[int, int],
    index_by_unit: dict[Pair, int],
) -> NDArray[np.int32]:
    units = ((one[slice(*left)], other[slice(*right)]) for one, other in pairs)
    indexes = (index_by_unit.setdefault(unit, len(index_by_unit)) for unit in units)
    return np.fromiter(indexes, dtype=np.int32, count=len(pairs))


def _expect(cells: Sequence[Cell], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often each unit is expected in one group, by the forward-backward algorithm."""
    rows, columns, width = cells[-1][0] + 1, cells[-1][1] + 1, len(cells[-1][4])
    forward = np.zeros((rows, columns, width))
    backward = np.zeros((rows, columns, width))
    forward[0, 0] = backward[-1, -1] = 1
    for i, j, down, across, units in cells:
        forward[i, j] += forward[i - down, j - across] * shares[units]
    for i, j, down, across, units in reversed(cells):
        backward[i - down, j - across] += backward[i, j] * shares[units]
    whole = forward[-1, -1]
    scale = np.divide(1, whole, out=np.zeros(width), where=whole > 0)
    weights = [
        forward[i - down, j - across] * shares[units] * backward[i, j] * scale
        for i, j, down, across, units in cells
    ]
    units = np.concatenate([cell[-1] for cell in cells])
    return np.bincount(units, np.concatenate(weights), len(shares)).astype(np.float64)


if __name__ == "__main__":
    raise SystemExit(main())
