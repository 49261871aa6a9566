"""The measuring command: its table, its figures, the temperatures it stores."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.models.figures import read_figures

pytest.importorskip("torch", reason="training needs the extra: training")
pytest.importorskip("safetensors", reason="training needs the extra: training")

from factcheck.training.measure.__main__ import (
    COMMAND,
    format_table,
    store_temperatures,
    write_figures,
)
from factcheck.training.measure.scores import Score

PLAIN = Score("XNLI", "three labels", 2_490, "accuracy", 0.78125, 0.5, 1 / 3)
BARE = Score("ud_pud", "Arabic to English", 500, "found first", 0.9)


def test_the_table_has_a_line_for_each_score() -> None:
    assert format_table([PLAIN, BARE]).splitlines()[2:] == [
        "| XNLI | three labels | 2,490 | accuracy | 0.781 | 0.500 | 0.333 |",
        "| ud_pud | Arabic to English | 500 | found first | 0.900 |  |  |",
    ]


def test_figures_are_read_back_with_their_model_and_command(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    tables = {"Sets": [PLAIN], "Embedder": [BARE]}
    write_figures({"Sets": "nli@1", "Embedder": "e@2"}, tables, path)
    first, second = read_figures(path)
    assert (first.model, first.set, first.metric) == ("nli@1", "XNLI", "accuracy")
    assert first.value == 0.7812
    assert (second.model, second.rows, second.command) == ("e@2", 500, COMMAND)
    assert read_figures(tmp_path / "none.json") == ()


def test_temperatures_are_multiplied_and_kept_beside_all_else(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps({"name": "n", "temperature_by_mix": {"en-en": 2.0}}))
    found = store_temperatures({"en-en": 1.5, "ar-ar": 0.5}, path)
    assert found == {"en-en": 3.0, "ar-ar": 0.5}
    assert json.loads(path.read_text()) == {"name": "n", "temperature_by_mix": found}
