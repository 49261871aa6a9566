"""Scores: how well probabilities fit labels, and how well embeddings find each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.models import LABELS

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]
ENTAILMENT, NEUTRAL, CONTRADICTION = range(len(LABELS))


@dataclass(frozen=True)
class Score:
    """How a model did on one set; shares are 0 to 1."""

    set: str
    task: str
    rows: int
    metric: str
    value: float
    majority: float | None = None  # accuracy of always saying the commonest label
    false_contradictions: float | None = None  # rows of other labels with at least 0.5 of it


def score_three_way(name: str, shares: Floats, labels: Labels) -> Score:
    """Score the likeliest of three labels by accuracy."""
    guesses = shares.argmax(axis=1)
    accuracy = float((guesses == labels).mean())
    return _score(name, "three labels", shares, labels, labels, "accuracy", accuracy)


def score_three_way_f1(name: str, shares: Floats, labels: Labels) -> Score:
    """Score the likeliest of three labels by macro F1."""
    value = macro_f1(shares.argmax(axis=1), labels)
    return _score(name, "three labels", shares, labels, labels, "macro F1", value)


def score_true_or_false(name: str, shares: Floats, labels: Labels) -> Score:
    """Score entailment against contradiction by accuracy."""
    accuracy = float((_true_or_false(shares) == labels).mean())
    return _score(name, "true or false", shares, labels, labels, "accuracy", accuracy)


def score_agree_or_disagree(name: str, shares: Floats, labels: Labels) -> Score:
    """Score entailment against contradiction by macro F1; neutral rows are left out."""
    kept = labels != NEUTRAL
    shares, labels = shares[kept], labels[kept]
    value = macro_f1(_true_or_false(shares), labels)
    return _score(name, "agree or disagree", shares, labels, labels, "macro F1", value)


def score_entailed_or_not(name: str, shares: Floats, labels: Labels) -> Score:
    """Score whether entailment is the likeliest of the three labels by accuracy."""
    truth = labels == ENTAILMENT
    accuracy = float(((shares.argmax(axis=1) == ENTAILMENT) == truth).mean())
    return _score(name, "entailed or not", shares, labels, truth, "accuracy", accuracy)


def _true_or_false(shares: Floats) -> Labels:
    is_entailed = shares[:, ENTAILMENT] >= shares[:, CONTRADICTION]
    return np.where(is_entailed, ENTAILMENT, CONTRADICTION)


def _score(
    name: str,
    task: str,
    shares: Floats,
    labels: Labels,
    truth: NDArray[np.generic],
    metric: str,
    value: float,
) -> Score:
    counts = np.unique(truth, return_counts=True)[1]
    others = shares[labels != CONTRADICTION, CONTRADICTION] >= 0.5
    return Score(
        set=name,
        task=task,
        rows=len(labels),
        metric=metric,
        value=value,
        majority=float(counts.max() / counts.sum()),
        false_contradictions=float(others.mean()) if len(others) else None,
    )


def macro_f1(guesses: Labels, labels: Labels) -> float:
    """Return the mean F1 of the labels that occur, 0 to 1."""
    values = []
    for label in np.unique(labels):
        right = ((guesses == label) & (labels == label)).sum()
        values.append(2 * right / ((guesses == label).sum() + (labels == label).sum()))
    return float(np.mean(values))


def calibration_error(shares: Floats, labels: Labels, bins: int = 15) -> float:
    """Return the expected calibration error of the likeliest label, 0 to 1.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks", ICML, section 2.
    """
    sure = shares.max(axis=1)
    right = shares.argmax(axis=1) == labels
    bin_of = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(right[bin_of == b].mean() - sure[bin_of == b].mean()) * (bin_of == b).mean()
        for b in np.unique(bin_of)
    ]
    return float(sum(gaps))


def fit_temperature(shares: Floats, labels: Labels) -> float:
    """Return what to multiply the present temperature by for the least log loss.

    Source: Guo et al. 2017, section 4.2.
    """
    logs = np.log(np.maximum(shares, 1e-12))
    candidates = np.exp(np.linspace(np.log(0.2), np.log(8.0), 370))
    return float(min(candidates, key=lambda t: _log_loss(logs / t, labels)))


def _log_loss(logits: Floats, labels: Labels) -> float:
    total = np.log(np.exp(logits).sum(axis=1))
    return float((total - logits[np.arange(len(labels)), labels]).mean())


def found_first(queries: Floats, targets: Floats) -> float:
    """Return how often a query lies closest to the target of its own row, 0 to 1."""
    return float(((queries @ targets.T).argmax(axis=1) == np.arange(len(queries))).mean())


def rank_correlation(lefts: Floats, rights: Floats) -> float:
    """Return Spearman's correlation of two rows of numbers, -1 to 1; ties count by order."""
    left, right = (
        np.argsort(np.argsort(one, kind="stable")).astype(np.float64) for one in (lefts, rights)
    )
    return float(np.corrcoef(left, right)[0, 1])
