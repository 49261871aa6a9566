"""Scores: they mean what the table says, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from factcheck.training.measure.scores import (
    calibration_error,
    fit_temperature,
    found_first,
    macro_f1,
    rank_correlation,
    score_agree_or_disagree,
    score_entailed_or_not,
    score_three_way,
    score_three_way_f1,
    score_true_or_false,
)

SHARES = np.array([[0.8, 0.1, 0.1], [0.1, 0.3, 0.6], [0.2, 0.5, 0.3], [0.0, 0.1, 0.9]])


def test_three_labels_are_scored_by_the_likeliest() -> None:
    score = score_three_way("set", SHARES, np.array([0, 1, 1, 2]))
    assert (score.rows, score.value, score.majority) == (4, 0.75, 0.5)
    assert (score.metric, score.task) == ("accuracy", "three labels")


def test_false_contradictions_are_a_share_of_the_other_labels() -> None:
    score = score_three_way("set", SHARES, np.array([0, 1, 1, 2]))
    assert score.false_contradictions == pytest.approx(1 / 3)
    only = score_three_way("set", SHARES, np.array([2, 2, 2, 2]))
    assert only.false_contradictions is None


def test_true_or_false_leaves_neutral_out() -> None:
    assert score_true_or_false("set", SHARES, np.array([0, 2, 2, 2])).value == 1.0


def test_agreeing_leaves_rows_out_that_do_neither() -> None:
    score = score_agree_or_disagree("set", SHARES, np.array([0, 1, 2, 0]))
    # Left are a hit of either label and a row called false that is true.
    assert (score.rows, score.metric) == (3, "macro F1")
    assert score.value == pytest.approx(2 / 3)


def test_entailed_or_not_counts_neutral_and_contradiction_as_one() -> None:
    score = score_entailed_or_not("set", SHARES, np.array([0, 1, 2, 0]))
    assert (score.value, score.majority) == (0.75, 0.5)


@pytest.mark.parametrize(
    ("guesses", "labels", "value"),
    [
        ([0, 1, 2], [0, 1, 2], 1.0),
        ([0, 0, 0, 0], [0, 0, 0, 2], (6 / 7 + 0) / 2),
        ([0, 1, 1, 2], [0, 0, 1, 2], (2 / 3 + 2 / 3 + 1) / 3),
        ([1, 1], [0, 0], 0.0),
    ],
)
def test_macro_f1_counts_each_label_that_occurs_alike(
    guesses: list[int], labels: list[int], value: float
) -> None:
    assert macro_f1(np.array(guesses), np.array(labels)) == pytest.approx(value)


def test_three_labels_by_f1_and_by_accuracy_differ() -> None:
    shares = np.eye(3)[[0, 0, 0, 0]]
    score = score_three_way_f1("set", shares, np.array([0, 0, 0, 2]))
    assert score.value == pytest.approx(3 / 7)
    assert score.majority == 0.75


def test_a_model_that_is_as_sure_as_it_is_right_has_no_calibration_error() -> None:
    shares = np.array([[0.75, 0.25, 0.0]] * 4)
    assert calibration_error(shares, np.array([0, 0, 0, 1])) == pytest.approx(0.0)
    assert calibration_error(shares, np.array([1, 1, 1, 1])) == pytest.approx(0.75)


def test_calibration_errors_of_two_kinds_do_not_cancel_out() -> None:
    shares = np.array([[1.0, 0, 0]] * 4 + [[0.5, 0.5, 0]] * 4)
    labels = np.array([0, 0, 1, 1, 0, 0, 0, 0])
    assert calibration_error(shares, labels) == pytest.approx(0.5)


def test_the_fitted_temperature_undoes_too_much_confidence() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(4000, 3)) * 2
    shares = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    labels = np.array([rng.choice(3, p=row) for row in shares])
    sharp = shares**1.6 / (shares**1.6).sum(axis=1, keepdims=True)
    assert fit_temperature(sharp, labels) == pytest.approx(1.6, rel=0.08)


def test_a_query_finds_its_own_row_or_does_not() -> None:
    queries = np.array([[1.0, 0.0], [0.0, 1.0], [0.6, 0.8]])
    targets = np.array([[0.9, 0.1], [0.8, 0.6], [0.0, 1.0]])
    assert found_first(queries, targets) == pytest.approx(1 / 3)
    assert found_first(queries, queries) == 1.0


def test_ranks_correlate_as_spearman_says() -> None:
    lefts = np.array([0.1, 0.5, 0.2, 0.9, 0.3])
    rights = np.array([1.0, 40.0, 20.0, 30.0, -5.0])
    # Ranks 0 3 1 4 2 and 1 4 2 3 0: squared differences add up to 8, and 1 - 6 * 8 / 120 = 0.6.
    assert rank_correlation(lefts, rights) == pytest.approx(0.6)
    assert rank_correlation(lefts, np.exp(lefts)) == pytest.approx(1.0)
    assert rank_correlation(lefts, -(lefts**3)) == pytest.approx(-1.0)
