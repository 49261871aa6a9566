"""What is measured of an NLI model: each row by its name, each half for its purpose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.records import Language
from factcheck.training.contrast import Row
from factcheck.training.measure import nli as measure
from factcheck.training.measure.quantities import answer_by_quantities
from tests.training import tiny


class SaysTheFirstWord:
    """An NLI model that reads its label off the hypothesis's first word."""

    name = "first word"
    languages: tuple[Language, ...] = ("en", "ar")

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        rows = [tiny.LABELS.index(hypothesis.split()[0]) for _, hypothesis in pairs]
        return (np.eye(3, dtype=np.float32)[rows] * 0.7 + 0.1).astype(np.float32)


MODEL = SaysTheFirstWord()


def test_rows_are_scored_by_what_their_source_names() -> None:
    rows = [
        Row("p", "entailment", 0, "ar-en.place.same"),
        Row("p", "entailment", 2, "ar-en.date.changed"),
        Row("p", "neutral", 1, "en-en.date.looser"),
    ]
    scores = measure.measure_rows(MODEL, rows, lambda source: source[:5])
    assert [(one.set, one.rows, one.value) for one in scores] == [
        ("ar-en", 2, 0.5),
        ("en-en", 1, 1.0),
    ]


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Every development set, as two right rows in three."""
    for _, file, _ in measure.SETS:
        rows = [
            {"premise": "p", "hypothesis": said, "label": label}
            for said, label in (
                ("entailment", "entailment"),
                ("contradiction", "contradiction"),
                ("contradiction", "entailment"),
            )
        ]
        tiny.write_lines(tmp_path / "nli" / f"{file}.jsonl.gz", rows)
    return tmp_path


def test_every_set_is_measured_and_the_facet_beside_those_of_numbers(sets: Path) -> None:
    scores = measure.measure_sets(MODEL, sets)
    names = [score.set for score in scores]
    assert len(names) == len(measure.SETS) + len(measure.QUANTITY_SETS)
    assert names.index("AWPNLI, quantity facet alone") == names.index("AWPNLI") + 1
    values = {score.set: score.value for score in scores}
    assert values["XNLI English dev"] == pytest.approx(2 / 3)


def test_halves_are_apart_and_across_languages_there_are_contrast_pairs(sets: Path) -> None:
    contrast = [
        Row("p", "entailment", label, source)
        for label, source in (
            (0, "ar-en.date.same"), (1, "en-ar.date.same"), (2, "en-en.date.same"),
        )
    ]  # fmt: skip
    halves = measure.halves_by_mix(MODEL, sets, contrast)
    assert set(halves) == {"en-en", "ar-ar", "ar-en"}
    assert [labels.tolist() for _, labels in halves["ar-en"]] == [[0], [1]]
    assert [len(labels) for _, labels in halves["en-en"]] == [4, 2]
    factors = measure.fit_temperatures(halves)
    assert factors["ar-en"] < 1  # right on the half it is fitted on
    errors = measure.measure_calibration(halves)
    assert [error.rows for error in errors] == [2, 2, 1]
    assert errors[2].value == pytest.approx(0.8)  # wrong on the half that checks it


@pytest.mark.parametrize(
    ("premise", "hypothesis", "answer"),
    [
        ("Police arrested 12 men.", "Police arrested twelve men.", 0),
        ("Police arrested 12 men.", "Police arrested 15 men.", 2),
        ("Police arrested men.", "Police arrested 15 men.", 1),
        ("Police arrested 12 men.", "Police arrested men.", 0),
    ],
)
def test_the_facet_entails_where_every_number_agrees(
    premise: str, hypothesis: str, answer: int
) -> None:
    assert answer_by_quantities([(premise, hypothesis)]).argmax() == answer
