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


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    for address in ("mysql://u:sekret@h/x", "postgresql+psycopg://u:sekret@127.0.0.1:1/x"):
        with pytest.raises(UserError) as caught, open_store(address):
            pass
        assert "sekret" not in str(caught.value)


@pytest.mark.parametrize("name", ["a?x", "ب #1 %20", "a'b"])
def test_a_folder_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with open_store(str(tmp_path / name)):
        assert (tmp_path / name / "store.sqlite").exists()


def test_a_store_of_a_later_version_is_said_so(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match="later version"), open_store(str(tmp_path)):
        pass


def test_a_file_in_the_way_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with pytest.raises(UserError, match="cannot be a store"), open_store(f"{tmp_path}/store"):
        pass


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_text("no database at all, but long enough to be read")
    with pytest.raises(UserError, match="does not answer"), open_store(str(tmp_path)):
        pass
