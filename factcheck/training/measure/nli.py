"""What is measured of an NLI model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from factcheck.models import LABELS, NliModel
from factcheck.training.contrast import Row
from factcheck.training.measure.quantities import answer_by_quantities
from factcheck.training.measure.scores import (
    Floats,
    Labels,
    Score,
    calibration_error,
    fit_temperature,
    score_agree_or_disagree,
    score_entailed_or_not,
    score_three_way,
    score_three_way_f1,
    score_true_or_false,
)
from factcheck.training.measure.sets import read_pairs

SETS: tuple[tuple[str, str, Callable[[str, Floats, Labels], Score]], ...] = (
    ("XNLI English dev", "xnli_en.dev", score_three_way),
    ("SNLI dev", "snli.dev", score_three_way),
    ("SufficientFacts FEVER", "sufficient_fever.test", score_three_way),
    ("GLUE diagnostic", "glue_diagnostic_full.test", score_three_way),
    ("FEVER-symmetric v0.2 dev", "fever_symmetric.v0.2_dev", score_true_or_false),
    ("AWPNLI", "equate_AWPNLI.test", score_entailed_or_not),
    ("RTE-Quant", "equate_RTE_Quant.test", score_entailed_or_not),
    ("ANS dev (Arabic)", "ans_stance_ar.dev", score_agree_or_disagree),
    ("ArNLI valid (Arabic)", "arnli.valid", score_three_way_f1),
    ("ArbTEDS valid (Arabic)", "arbteds.valid", score_entailed_or_not),
)
QUANTITY_SETS = ("AWPNLI", "RTE-Quant")
CALIBRATION = {  # sets of which one half fits a mix's temperature and the other checks it
    "en-en": ("xnli_en.dev", "snli.dev"),
    "ar-ar": ("ans_stance_ar.dev", "arnli.valid"),
}


def measure_sets(model: NliModel, data: Path) -> list[Score]:
    """Score `model` on every development set, and the quantity facet on those of numbers."""
    scores = []
    for name, file, score in SETS:
        pairs, labels = read_pairs(data, file)
        scores.append(score(name, shares_of(model, pairs), labels))
        if name in QUANTITY_SETS:
            answers = answer_by_quantities(pairs)
            scores.append(score(f"{name}, quantity facet alone", answers, labels))
    return scores


def measure_rows(
    model: NliModel, rows: Sequence[Row], keep: Callable[[str], str]
) -> list[Score]:
    """Score rows by what `keep` names of their source, in the order of names."""
    shares = shares_of(model, [(row.premise, row.hypothesis) for row in rows])
    labels = np.array([row.label for row in rows])
    names = np.array([keep(row.source) for row in rows])
    return [
        score_three_way(str(name), shares[names == name], labels[names == name])
        for name in sorted(set(names.tolist()))
    ]


def shares_of(model: NliModel, pairs: Sequence[tuple[str, str]]) -> Floats:
    """Return the model's probabilities as doubles."""
    return model.probabilities(pairs).astype(np.float64)


def halves_by_mix(
    model: NliModel, data: Path, contrast: Sequence[Row]
) -> dict[str, list[tuple[Floats, Labels]]]:
    """Return, for each mix of languages, probabilities and labels of two halves.

    The first half is to fit a temperature on, the second to check it. Mixes are named as in
    the model's card (see `factcheck.models.embedded.mix_of`). Across languages there are only
    contrast pairs.
    """
    halves = {}
    for mix, files in CALIBRATION.items():
        sets = [read_pairs(data, file) for file in files]
        halves[mix] = _cut([(shares_of(model, pairs), labels) for pairs, labels in sets])
    across = [row for row in contrast if row.source.startswith(("ar-en", "en-ar"))]
    shares = shares_of(model, [(row.premise, row.hypothesis) for row in across])
    halves["ar-en"] = _cut([(shares, np.array([row.label for row in across]))])
    return halves


def _cut(sets: Sequence[tuple[Floats, Labels]]) -> list[tuple[Floats, Labels]]:
    return [
        (
            np.concatenate([shares[start::2] for shares, _ in sets]),
            np.concatenate([labels[start::2] for _, labels in sets]),
        )
        for start in (0, 1)
    ]


def measure_calibration(halves: dict[str, list[tuple[Floats, Labels]]]) -> list[Score]:
    """Return the calibration error of each mix on the half that nothing was fitted on."""
    return [
        Score(
            f"calibration, {mix}",
            f"{len(LABELS)} labels",
            len(labels),
            "expected calibration error",
            calibration_error(shares, labels),
        )
        for mix, (_, (shares, labels)) in halves.items()
    ]


def fit_temperatures(halves: dict[str, list[tuple[Floats, Labels]]]) -> dict[str, float]:
    """Return what to multiply each mix's temperature by."""
    return {mix: fit_temperature(*first) for mix, (first, _) in halves.items()}
