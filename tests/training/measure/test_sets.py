"""Sets: what is measured on was not trained on, and is labelled as it says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from factcheck.text import is_arabic
from factcheck.training.contrast import NEUTRAL
from factcheck.training.measure.sets import (
    held_back_contrast,
    held_back_news,
    read_pairs,
    same_day_pairs,
)
from tests.training import tiny
from tests.training.held_back import held_back_names, trained_names


def test_rows_are_read_with_their_labels_in_order(tmp_path: Path) -> None:
    rows = [*tiny.nli_rows(5), tiny.nli_rows(1)[0] | {"label": "unrelated"}]
    tiny.write_lines(tmp_path / "nli" / "some.dev.jsonl.gz", rows)
    pairs, labels = read_pairs(tmp_path, "some.dev")
    assert pairs == [(row["premise"], row["hypothesis"]) for row in rows]
    assert [tiny.LABELS[i] for i in labels[:5]] == [row["label"] for row in rows[:5]]
    assert labels[5] == NEUTRAL


def test_a_long_set_is_sampled_alike_each_time(tmp_path: Path) -> None:
    tiny.write_lines(tmp_path / "nli" / "snli.dev.jsonl.gz", tiny.nli_rows(2_050))
    first, second = read_pairs(tmp_path, "snli.dev"), read_pairs(tmp_path, "snli.dev")
    assert len(first[0]) == 2_000
    assert first[0] == second[0]
    np.testing.assert_array_equal(first[1], second[1])


def test_contrast_pairs_are_of_rows_held_back_in_every_mix(data: Path) -> None:
    rows = held_back_contrast(data)
    text = " ".join(f"{row.premise} {row.hypothesis}" for row in rows)
    assert not [name for name in trained_names() if name in text]
    assert any(name in text for name in held_back_names())
    assert {row.source.partition(".")[0] for row in rows} == {
        "en-en",
        "ar-ar",
        "ar-en",
        "en-ar",
    }
    for row in rows:
        languages = ("ar" if is_arabic(t) else "en" for t in (row.premise, row.hypothesis))
        assert "-".join(languages) == row.source.partition(".")[0]
        assert row.source.count(".") == 2
    assert rows == held_back_contrast(data)


@pytest.fixture
def news(data: Path, tmp_path: Path) -> Path:
    """The tiny data folder with news to measure on, half of which was trained on."""
    for folder in ("nli", "parallel"):
        (tmp_path / folder).symlink_to(data / folder)
    known = [tiny.article(n) for n in range(24)]
    fresh = [tiny.article(n) for n in range(30, 50)]
    tiny.write_lines(tmp_path / "news" / "articles.jsonl.gz", known)
    tiny.write_lines(tmp_path / "news" / "polnear_dev.jsonl.gz", known[:12] + fresh[:10])
    tiny.write_lines(tmp_path / "news" / "polnear_train.jsonl.gz", fresh[10:])
    return tmp_path


def test_news_to_measure_on_leaves_out_what_was_trained_on(news: Path) -> None:
    rows = held_back_news(news)
    text = " ".join(f"{row.premise} {row.hypothesis}" for row in rows)
    assert not [n for n in range(24) if tiny.place_name(900 + n)[0] in text]
    assert [n for n in range(30, 50) if tiny.place_name(900 + n)[0] in text]
    kinds = {row.source.partition(".")[0] for row in rows}
    assert kinds == {"en-en", "news"}


def test_same_day_pairs_are_of_two_articles_of_one_day(data: Path) -> None:
    articles = [tiny.article(n) for n in range(24)]
    found = {
        line: (number, article["published"])
        for number, article in enumerate(articles)
        for line in article["text"].split("\n")
    }
    pairs = same_day_pairs(data, 50)
    assert len(pairs) == 50
    for left, right in pairs:
        assert found[left][0] != found[right][0]
        assert found[left][1] == found[right][1]
