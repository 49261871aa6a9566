"""What the tests of training share: a tiny base, a tiny data folder, one embedder's run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.training import tiny

EMBEDDER_SETTINGS: dict[str, Any] = {"batches": 12, "batch": 8, "rate": 1e-3, "warmup": 2}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of a few rows."""
    return tiny.write_data(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base model of two layers."""
    torch = pytest.importorskip("torch", reason="training needs the extra: training")
    pytest.importorskip("safetensors", reason="training needs the extra: training")
    torch.set_num_threads(1)  # so small a model only waits for its threads
    return tiny.write_base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="session")
def small_chunks(base: Path) -> Iterator[None]:
    """Chunks of a few rows, so that a run of a dozen batches crosses several."""
    from factcheck.training import embedder, nli

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedder, "CHUNK", 32)
        patch.setattr(embedder, "NAME_LINES", 6)
        patch.setattr(nli, "CHUNK", 64)
        yield


@pytest.fixture(scope="session")
def embedder_start(
    data: Path, base: Path, small_chunks: None, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with the checkpoint of an embedder that has learned nothing yet.

    Pieces that are as common as one another are learned in no fixed order, so that two runs
    can be compared only from here on.
    """
    from factcheck.training.embedder import Settings, train

    folder = tmp_path_factory.mktemp("embedder_start")
    train(data, base, folder, Settings(**EMBEDDER_SETTINGS), stop_after=0)
    return folder


@pytest.fixture(scope="session")
def embedder_run(
    data: Path, base: Path, embedder_start: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder in which an embedder was then trained without a break."""
    from factcheck.training.embedder import Settings, train

    folder = tmp_path_factory.mktemp("embedder") / "run"
    shutil.copytree(embedder_start, folder)
    train(data, base, folder, Settings(**EMBEDDER_SETTINGS))
    return folder
