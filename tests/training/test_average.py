"""Averaging: the mean of the weights, all else from the first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.training.weights import read_weights

pytest.importorskip("torch", reason="training needs the extra: training")
pytest.importorskip("safetensors", reason="training needs the extra: training")

from factcheck.training.average import main


def write_work(folder: Path, values: list[float]) -> str:
    from safetensors.numpy import save_file

    (folder / "latest").mkdir(parents=True)
    save_file({"w": np.float32(values)}, folder / "latest" / "model.safetensors")
    (folder / "latest" / "config.json").write_text(folder.name)
    (folder / "english.json").write_text("{}")
    return str(folder)


def test_weights_are_averaged_and_all_else_is_of_the_first(tmp_path: Path) -> None:
    first = write_work(tmp_path / "a", [1.0, 2.0, -4.0])
    second = write_work(tmp_path / "b", [3.0, 2.0, 0.0])
    third = write_work(tmp_path / "c", [2.0, 5.0, 1.0])
    assert main([first, second, third, "--output", str(tmp_path / "mean")]) == 0
    found = read_weights(tmp_path / "mean" / "latest")["w"]
    np.testing.assert_allclose(found, [2.0, 3.0, -1.0])
    assert (tmp_path / "mean" / "latest" / "config.json").read_text() == "a"
    assert (tmp_path / "mean" / "english.json").is_file()
    np.testing.assert_array_equal(read_weights(tmp_path / "a" / "latest")["w"], [1, 2, -4])
