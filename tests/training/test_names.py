from __future__ import annotations

import gzip
import math
from pathlib import Path

import pytest

from factcheck.training.names import (
    FILES,
    Kin,
    count_letters,
    count_units,
    draw_others,
    find_look_alikes,
    is_held_out,
    main,
    read_names,
    split_names,
)

SOUNDS = {"ب": "b", "د": "d", "ش": "sh", "خ": "kh", "ر": "r", "ن": "n", "م": "m", "ل": "l"}


def make_pairs() -> list[tuple[str, str]]:
    """Names of three to five consonants, each written with its sounds and an "a" between."""
    letters = sorted(SOUNDS)
    words = [
        a + b + c + d
        for a in letters
        for b in letters[::2]
        for c in letters[1::3]
        for d in "نمل"
    ]
    return [(word, "a".join(SOUNDS[letter] for letter in word)) for word in words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "parallel").mkdir()
    halves = make_pairs()[::2], make_pairs()[1::2]
    for name, rows in zip(FILES, halves, strict=True):
        with gzip.open(tmp_path / "parallel" / name, "wt", encoding="utf-8") as file:
            file.writelines(f"{latin}\t{arabic}\tmade\n" for arabic, latin in rows)
            file.write("rasheed\tالرشيد\tmade\nrashid\tرشيد\tmade\nraschid\tرشيد\tmade\n")
            file.write("rasheed\tراشيد\tmade\n")
            file.write("a.\tا\tmade\nmr.\tمستر\tmade\n")
    return tmp_path


def test_names_are_read_as_they_are_compared(folder: Path) -> None:
    pairs = read_names(folder)
    assert ("رشيد", "rasheed") in pairs
    assert not any("." in latin or len(latin) < 2 for _, latin in pairs)
    assert pairs == sorted(set(pairs))


def test_a_held_out_name_is_in_no_trained_pair(folder: Path) -> None:
    pairs = read_names(folder)
    split = split_names(pairs, "ar-la")
    assert sorted(split.trained + split.held_out) == pairs
    assert {latin for _, latin in split.held_out} == {
        latin for _, latin in pairs if is_held_out(latin)
    }
    assert 0 < len(split.held_out) < len(pairs) / 4
    spelt = split_names([("رشيد", "rashid"), *((f"{n}", f"x{n}") for n in range(3))], "la-la")
    assert spelt == ([], [])


def test_spellings_that_share_one_of_the_other_script_are_pairs() -> None:
    pairs = [("رشيد", "rasheed"), ("رشيد", "rashid"), ("راشيد", "rashid"), ("نور", "noor")]
    latin, arabic = split_names(pairs, "la-la"), split_names(pairs, "ar-ar")
    assert latin.trained + latin.held_out == [("rasheed", "rashid")]
    assert arabic.trained + arabic.held_out == [("رشيد", "راشيد")]


def test_units_are_learnt_from_whole_names() -> None:
    costs = count_units(make_pairs(), "ar-la")
    share = {unit: math.exp(-cost) for unit, cost in costs.items()}
    assert sum(share.values()) == pytest.approx(1.0, abs=0.05)
    best = {
        letter: min((cost, unit[1]) for unit, cost in costs.items() if unit[0] == letter)[1]
        for letter in "شخ"
    }
    assert {letter: sounds.strip("a") for letter, sounds in best.items()} == {
        "ش": "sh",
        "خ": "kh",
    }
    assert ("ش", "kh") not in costs


def test_a_unit_and_its_mirror_image_are_one_within_a_script() -> None:
    rows = [("rashid", "rasheed"), ("salim", "saleem"), ("karim", "kareem")] * 8
    costs = count_units([*rows, *((right, left) for left, right in rows)], "la-la")
    assert all(left <= right for left, right in costs)
    assert any("e" in left and "i" in right for left, right in costs)


def test_letters_are_counted_in_their_own_script() -> None:
    costs = count_letters([("نن", "nnnn"), ("رر", "nnnn")], "ar-la")
    assert costs == {"ن": 0.69, "ر": 0.69, "n": 0.0}


def test_look_alikes_and_others_are_never_kin() -> None:
    pairs = [("رشيد", "rashid"), ("رشيد", "rasheed"), ("راشد", "rashed"), ("نور", "noor")]
    kin = Kin(pairs)
    assert kin.of("رشيد") == {"رشيد", "rashid", "rasheed"}
    pool = ["noor", "rashed", "rasheed", "rashid"]
    assert set(find_look_alikes(pairs[:1], pool, kin)) == {("رشيد", "rashed")}
    assert all(other in ("rashed", "noor") for _, other in draw_others(pairs[:2], pool, kin))


def test_the_same_files_give_the_same_table(folder: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    assert main([str(folder), "--output", str(one)]) == 0
    assert main([str(folder), "--output", str(other)]) == 0
    assert one.read_bytes() == other.read_bytes()
    lines = one.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if not line.startswith("#"))
    assert header == "scripts\tkind\tleft\tright\tnats"
    rows = [line.split("\t") for line in lines[lines.index(header) + 1 :]]
    assert all(len(row) == 5 and float(row[4]) < 100 for row in rows)
    assert ["ar-la", "unit", "ن", "n"] in [row[:4] for row in rows]
