"""Comparing checkpoints by their weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]


def read_weights(folder: Path) -> Weights:
    """Read the weights in a checkpoint's folder."""
    from safetensors.numpy import load_file

    return dict(load_file(folder / "model.safetensors"))


def assert_same_weights(left: Path, right: Path, *, within: float = 0.0) -> None:
    """Compare two checkpoints, weight by weight."""
    left_weights, right_weights = read_weights(left), read_weights(right)
    assert left_weights.keys() == right_weights.keys()
    for name, value in left_weights.items():
        np.testing.assert_allclose(
            value, right_weights[name], rtol=0, atol=within, err_msg=name
        )
