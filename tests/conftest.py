"""What every test lives under: no connection beyond this machine, no user's settings."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import find_programs, run_server

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that opens a connection beyond loopback."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"connection to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_cache(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Give every test an empty cache of its own."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("FACTCHECK_CACHE", str(folder))
    monkeypatch.delenv("FACTCHECK_CACHE_LIMIT_MB", raising=False)
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[Path]:
    """The folder of the socket of a Postgres server that lives as long as the tests."""
    programs = find_programs()
    if programs is None:
        pytest.skip("Postgres is not installed here")
    with run_server(programs) as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, on SQLite and on Postgres."""
    if request.param == "sqlite":
        return str(tmp_path / "store")
    import psycopg

    folder = request.getfixturevalue("postgres")
    name = f"t{abs(hash(tmp_path))}"
    with psycopg.connect(f"host={folder} user=factcheck dbname=postgres", autocommit=True) as c:
        c.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://factcheck@/{name}?host={folder}"
