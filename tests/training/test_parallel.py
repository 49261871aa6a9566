"""Translations: which rows are read, and that those held back are read by nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.training.parallel import (
    CLASSICAL,
    HELD_BACK,
    LONGEST,
    MODERN,
    SENTENCES,
    Translation,
    read_sources,
    read_translations,
)
from tests.training import tiny


@pytest.mark.parametrize(("source", "every"), HELD_BACK.items())
def test_rows_are_held_back_by_their_place(data: Path, source: str, every: int) -> None:
    numbers = tiny.rows_of_source(source)
    kept = read_translations(data, source, held_back=True)
    used = read_translations(data, source)
    assert [row[:2] for row in kept] == [
        tiny.translation(n) for n in numbers[every - 1 :: every]
    ]
    assert not set(kept) & set(used)
    assert len(kept) + len(used) == len(numbers)


def test_other_sources_hold_nothing_back(data: Path) -> None:
    assert read_translations(data, "tatoeba_anki", held_back=True) == []
    assert len(read_translations(data, "tatoeba_anki")) == 6


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (("A door.", "باب."), ("A door.", "باب.")),
        (("A door.", ""), None),
        (("", "باب."), None),
        (("A door باب.", "باب."), None),
        (("A door.", "باب.", "BWE 1:1"), None),
        (("A door.", "باب.", "SVD 1:1"), ("A door.", "باب.")),
        (("#Big_news  https://x.io/a now", "خبر 🕊 #كبير"), ("Big news now", "خبر كبير")),
        (("x" * (LONGEST + 1), "باب."), None),
    ],
)
def test_rows_are_tidied_or_left_out(
    row: tuple[str, ...], read: tuple[str, str] | None, tmp_path: Path
) -> None:
    tiny.write_table(tmp_path, "tatoeba_anki", [row, row])
    wanted = [Translation(*read, "tatoeba_anki")] if read else []
    assert read_translations(tmp_path, "tatoeba_anki") == wanted


def test_a_long_row_is_measured_on_though_not_trained_on(tmp_path: Path) -> None:
    tiny.write_table(tmp_path, "ud_pud", [("x" * 400, "باب."), ("y" * 400, "باب.")])
    assert read_translations(tmp_path, "ud_pud") == []
    assert len(read_translations(tmp_path, "ud_pud", held_back=True)) == 1


def test_sources_are_read_in_their_order(data: Path) -> None:
    rows = read_sources(data, ("tatoeba_anki", "ud_pud"))
    assert [row.source for row in rows] == ["tatoeba_anki"] * 6 + ["ud_pud"] * 6
    assert len(read_sources(data, HELD_BACK, held_back=True)) == 6 + 3


def test_modern_sources_are_all_but_the_classical_ones() -> None:
    assert (*MODERN, *CLASSICAL) == SENTENCES
