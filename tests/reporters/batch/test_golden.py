"""Whole reports of a batch, byte for byte.

`FACTCHECK_ACCEPT_GOLDEN=1 pytest tests/reporters` accepts what has changed;
read the difference before it is committed.
"""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

import pytest

from factcheck.reporters.batch import BATCH_REPORTERS
from tests.reporters.batch.sample import BATCHES

GOLDEN = Path(__file__).parents[2] / "golden" / "batch"
ENDINGS = {
    "text": "text.txt",
    "json": "batch.json",
    "jsonl": "batch.jsonl",
    "sarif": "batch.sarif",
    "junit": "junit.xml",
    "github": "github.txt",
    "markdown": "summary.md",
}


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("name", BATCH_REPORTERS)
def test_a_batch_is_written_as_accepted(name: str, batch: str) -> None:
    written = BATCH_REPORTERS[name].render(BATCHES[batch])
    expect_golden(f"{batch}-{ENDINGS[name]}", scrub_version(written))


@pytest.mark.parametrize("name", BATCH_REPORTERS)
def test_a_reporter_is_registered_under_its_name(name: str) -> None:
    assert BATCH_REPORTERS[name].name == name


def scrub_version(text: str) -> str:
    return text.replace(
        f'"semanticVersion": "{version("factcheck-news")}"', '"semanticVersion": "0"'
    )


def expect_golden(file_name: str, text: str) -> None:
    path = GOLDEN / file_name
    if os.environ.get("FACTCHECK_ACCEPT_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert path.exists(), f"{path} is missing: run with FACTCHECK_ACCEPT_GOLDEN=1"
    assert text == path.read_bytes().decode()
