"""A store with the ferry's story in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.review.shelf import fill


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """The store as the page opens it, on SQLite."""
    engine = fill(str(tmp_path / "store"))
    yield engine
    engine.dispose()


@pytest.fixture
def either(address: str) -> Iterator[Engine]:
    """The same, on SQLite and on Postgres."""
    engine = fill(address)
    yield engine
    engine.dispose()
