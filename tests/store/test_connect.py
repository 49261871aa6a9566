"""Opening a store: one run at a time, and clear words where it cannot be."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from factcheck.errors import UserError
from factcheck.store import open_store
from tests.ingest.stories import bus, check, export


def test_a_second_run_gives_up_when_it_may_not_wait(address: str) -> None:
    waited = []
    with (
        open_store(address),
        pytest.raises(UserError, match="another run is at work"),
        open_store(address, wait_s=0.3, on_wait=lambda: waited.append(True)),
    ):
        pass
    assert waited == [True]


def test_a_second_run_waits_for_the_first(address: str) -> None:
    held = open_store(address)
    held.__enter__()
    timer = threading.Timer(0.5, held.__exit__, (None, None, None))
    timer.start()
    with open_store(address, wait_s=30):
        pass
    timer.join()


def test_two_runs_at_once_lose_nothing_and_double_nothing(address: str) -> None:
    outlets = ["Post", "Herald", "Echo", "Star"]
    runs = [
        threading.Thread(target=check, args=(address, bus(name, 12 + number)))
        for number, name in enumerate(outlets)
    ]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    rows = [line for line in export(address) if '"table": "articles"' in line]
    assert len(rows) == len(outlets)
    assert len([line for line in export(address) if '"table": "batches"' in line]) == 4


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("oracle://somewhere", "cannot be a store"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_an_address_that_is_no_store_is_said_so(address: str, message: str) -> None:
    with pytest.raises(UserError, match=message), open_store(address):
        pass


def test_a_file_in_the_way_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(UserError, match="cannot be a store"), open_store(f"{tmp_path}/store"):
        pass


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_text("no database at all, but long enough to be read")
    with pytest.raises(UserError, match="does not answer"), open_store(str(tmp_path)):
        pass
