"""`factcheck review`: what it refuses, and that ingest goes on beside it."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from sqlalchemy import text

from factcheck.commands.review import Place, name_address, open_current, run_review
from factcheck.errors import UserError
from factcheck.review.serving import listen
from factcheck.store import open_store
from tests.review.shelf import fill


@pytest.mark.parametrize(
    ("place", "message"),
    [
        (Place(host="0.0.0.0"), "can be reached from other machines"),
        (Place(host="192.168.0.1"), "can be reached from other machines"),
        (Place(token="short"), "can be guessed"),
    ],
)
def test_an_open_door_is_refused(tmp_path: Path, place: Place, message: str) -> None:
    fill(str(tmp_path)).dispose()
    with pytest.raises(UserError, match=message):
        run_review(str(tmp_path), place)


def test_where_there_is_no_store_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no store"):
        run_review(str(tmp_path / "none"), Place(port=0))
    assert not (tmp_path / "none").exists()


def test_a_name_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="needs a name"):
        run_review(str(tmp_path), Place(port=0), reviewer=" \u202e")


def test_a_port_that_is_taken_is_said_so(tmp_path: Path) -> None:
    fill(str(tmp_path)).dispose()
    with listen("127.0.0.1", 0) as taken, pytest.raises(UserError, match="cannot serve there"):
        run_review(str(tmp_path), Place(port=taken.getsockname()[1]))


def test_a_current_store_opens_while_a_run_holds_it(address: str) -> None:
    fill(address).dispose()
    with open_store(address):
        engine = open_current(address)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM decisions")).scalar() == 0
        engine.dispose()


def test_an_older_store_is_brought_up_to_date(address: str) -> None:
    engine = fill(address)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE decisions"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    engine = open_current(address)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM decisions")).scalar() == 0
    engine.dispose()


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place(), "http://127.0.0.1:7/"),
        (Place(host="::1"), "http://[::1]:7/"),
        (
            Place(token="a/b c&d-16-letters"),
            "http://127.0.0.1:7/?token=a%2Fb%20c%26d-16-letters",
        ),
    ],
)
def test_the_address_is_one_to_open(place: Place, address: str) -> None:
    assert name_address(place, 7) == address


def test_answers_leave_at_once() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
