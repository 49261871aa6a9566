"""Measuring: the scores mean what the table says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.training.measure import (
    calibration_error,
    fit_temperature,
    format_table,
    measure_news,
    read_pairs,
    score_entailed_or_not,
    score_three_way,
    score_true_or_false,
)
from tests.training import tiny

NUMBERED = list(enumerate(("Cairo", "Tunis", "Basra", "Sidon", "Homs", "Aden"), 20))
SHARES = np.array([[0.8, 0.1, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3], [0.0, 0.1, 0.9]])


def test_three_labels_are_scored_by_the_likeliest() -> None:
    score = score_three_way("set", SHARES, np.array([0, 1, 1, 2]))
    assert (score.rows, score.accuracy, score.majority) == (4, 0.75, 0.5)


def test_false_contradictions_are_a_share_of_the_other_labels() -> None:
    score = score_three_way("set", SHARES, np.array([0, 1, 1, 2]))
    assert score.false_contradictions == pytest.approx(1 / 3)


def test_true_or_false_leaves_neutral_out() -> None:
    assert score_true_or_false("set", SHARES, np.array([0, 2, 2, 2])).accuracy == 1.0


def test_entailed_or_not_counts_neutral_and_contradiction_as_one() -> None:
    score = score_entailed_or_not("set", SHARES, np.array([0, 1, 2, 0]))
    assert (score.accuracy, score.majority) == (0.75, 0.5)


def test_a_model_that_is_as_sure_as_it_is_right_has_no_calibration_error() -> None:
    shares = np.array([[0.75, 0.25, 0.0]] * 4)
    assert calibration_error(shares, np.array([0, 0, 0, 1])) == pytest.approx(0.0)
    assert calibration_error(shares, np.array([1, 1, 1, 1])) == pytest.approx(0.75)


def test_the_fitted_temperature_undoes_too_much_confidence() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(4000, 3)) * 2
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(3, p=row) for row in shares])
    sharp = shares**1.6 / (shares**1.6).sum(axis=1, keepdims=True)
    assert fit_temperature(sharp, labels) == pytest.approx(1.6, rel=0.08)


def test_rows_are_read_with_their_labels_in_order(tmp_path: Path) -> None:
    tiny.write_lines(tmp_path / "nli" / "some.dev.jsonl.gz", tiny.nli_rows(5))
    pairs, labels = read_pairs(tmp_path, "some.dev")
    assert pairs[0] == (tiny.nli_rows(5)[0]["premise"], tiny.nli_rows(5)[0]["hypothesis"])
    assert [tiny.LABELS[i] for i in labels] == [row["label"] for row in tiny.nli_rows(5)]


class AlwaysNeutral:
    """An NLI model that is never sure of anything but neutral."""

    name = "always neutral"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        return np.tile(np.float32([0.1, 0.8, 0.1]), (len(pairs), 1))


def test_news_sets_leave_out_what_was_trained_on(tmp_path: Path) -> None:
    known = [f"Officers near {name} held {n} suspects on Monday." for n, name in NUMBERED]
    fresh = [f"Unions in {name} want {n} weeks of talks by Friday." for n, name in NUMBERED]
    line = {"published": "2017-04-15"}
    news = tmp_path / "news"
    tiny.write_lines(news / "articles.jsonl.gz", [line | {"text": "\n".join(known)}])
    tiny.write_lines(news / "polnear_dev.jsonl.gz", [line | {"text": "\n".join(known + fresh)}])
    tiny.write_lines(news / "polnear_train.jsonl.gz", [])
    scores = measure_news(AlwaysNeutral(), tmp_path)
    assert 0 < sum(s.rows for s in scores if "changed" in s.set) <= len(fresh)
    assert [s.accuracy for s in scores if "contradiction" in s.set] == [0.0]


def test_the_table_has_a_line_for_each_set() -> None:
    score = score_three_way("XNLI", SHARES, np.array([0, 1, 1, 2]))
    assert (
        format_table([score, score]).splitlines()[2:]
        == ["| XNLI | three labels | 4 | 0.750 | 0.500 | 0.333 |"] * 2
    )
