"""Measure `match_names` on the names that its table was not learnt from.

    python benchmarks/names.py DATA_FOLDER [--misses 20]

True pairs are the held-out rows of the data folder (`factcheck.training.names`):
Arabic with Latin; Latin spellings that share one Arabic spelling, and Arabic ones that
share one Latin spelling, each of at most six. Against them stand as many random other
names, and two look-alikes each: the other held-out names nearest to the right name by
edit distance and to the left by consonants. Another name is one that no chain of four
spellings links to the first. The rows are names from Wikipedia and the web with some
wrongly paired, so a perfect matcher would not reach 1.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from factcheck.names import name_key
from factcheck.training.names import (
    Kin,
    Pair,
    draw_others,
    find_look_alikes,
    read_names,
    split_names,
)
from factcheck.transliteration import SAME_NAME, Scripts, match_words

MOST = 2000
Test = Callable[[str, str], bool]


class Score(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float

    def __str__(self) -> str:
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}"


def main() -> None:
    """Print a table for each pair of scripts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--misses", type=int, default=0)
    arguments = parser.parse_args()
    pairs = read_names(arguments.folder)
    for scripts in get_args(Scripts):
        measure_scripts(pairs, scripts, arguments.misses)


def measure_scripts(pairs: Sequence[Pair], scripts: Scripts, misses: int) -> None:
    """Print the scores of both tests for one pair of scripts, and by length."""
    held_out = split_names(pairs, scripts).held_out
    true = random.Random(3).sample(held_out, min(MOST, len(held_out)))
    pool = sorted({right for _, right in held_out})
    kin = Kin(pairs)
    others, alike = draw_others(true, pool, kin), find_look_alikes(true, pool, kin)
    print(f"{scripts}: {len(true)} true, {len(others)} random, {len(alike)} look-alikes")
    for name, test in (("match_names", is_match), ("name_key", is_one_key)):
        print(f"  {name:12s} random {score(test, true, others)}", end="")
        print(f"   look-alikes {score(test, true, alike)}")
    for shortest, longest in ((2, 3), (4, 4), (5, 6), (7, 24)):
        parts = [_of_length(rows, shortest, longest) for rows in (true, others, alike)]
        print(f"  {shortest}-{longest} letters, {len(parts[0])}:", end="")
        print(f" random {score(is_match, parts[0], parts[1])}", end="")
        print(f"   look-alikes {score(is_match, parts[0], parts[2])}")
    _print_speed([*true, *alike])
    _print_some("missed", [pair for pair in true if not is_match(*pair)], misses)
    _print_some("taken for one", [pair for pair in alike if is_match(*pair)], misses)


def is_match(left: str, right: str) -> bool:
    """Tell whether the matcher takes two words for one name."""
    return match_words(left, right) >= SAME_NAME


def is_one_key(left: str, right: str) -> bool:
    """Tell whether two words have one key of consonants."""
    return name_key(left) == name_key(right) != ""


def score(test: Test, true: Sequence[Pair], false: Sequence[Pair]) -> Score:
    """Score a test on true and false pairs."""
    found = sum(test(*pair) for pair in true)
    wrong = sum(test(*pair) for pair in false)
    precision, recall = found / max(1, found + wrong), found / max(1, len(true))
    return Score(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def _of_length(pairs: Sequence[Pair], shortest: int, longest: int) -> list[Pair]:
    return [pair for pair in pairs if shortest <= min(map(len, pair)) <= longest]


def _print_speed(pairs: Sequence[Pair]) -> None:
    match_words.cache_clear()
    started = time.process_time()
    for pair in pairs:
        match_words(*pair)
    print(f"  {len(pairs) / (time.process_time() - started):.0f} pairs a second, none cached")


def _print_some(title: str, pairs: Sequence[Pair], count: int) -> None:
    for left, right in random.Random(4).sample(pairs, min(count, len(pairs))):
        print(f"  {title}: {left} {right} {match_words(left, right):.2f}")


if __name__ == "__main__":
    main()
