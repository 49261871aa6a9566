"""Connecting: a store's address becomes an engine with the newest schema, held by one run.

An address is a folder, in which SQLite keeps `store.sqlite`, or a database URL
(`postgresql+psycopg://user@host/name`).
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from factcheck.errors import UserError

FILE = "store.sqlite"
MIGRATIONS = Path(__file__).parent / "migrations"
_ADVISORY_LOCK = 0x0FAC7C8E  # any number, the same in every run
_POLL_S = 0.2
_PASSWORD = re.compile(r"(://[^/@]*?:)[^@]*(@)")


def connect(address: str, *, must_exist: bool = False) -> Engine:
    """Make the engine of a store; nothing is created yet but a folder.

    Raises UserError where the address is none, its driver is not installed, or, if it
    `must_exist`, there is no store in the folder.
    """
    url = _read_url(address) if "://" in address else _find_file(address, must_exist)
    try:
        engine = create_engine(url)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise _no_store(mask_password(address), str(error)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _find_file(address: str, must_exist: bool) -> URL:
    folder = Path(address)
    if not address.strip():
        raise _no_store("''", "it names no folder")
    if must_exist and not (folder / FILE).exists():
        raise UserError(
            "there is no store here",
            place=address,
            cure="Check --store; `factcheck check` makes a new one.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _no_store(address, (error.strerror or str(error)).lower()) from error
    return URL.create("sqlite", database=str(folder / FILE))


def _read_url(address: str) -> URL:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _no_store(mask_password(address), "the URL cannot be read") from error
    if url.get_backend_name() == "sqlite":
        raise _no_store(address, "SQLite is named by its folder")
    return url


def _no_store(address: str, reason: str) -> UserError:
    return UserError(
        f"cannot be a store: {reason}",
        place=address,
        cure="Give a folder, or postgresql+psycopg://USER@HOST/NAME with "
        "pip install 'factcheck-news[postgres]'.",
    )


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    """Let SQLAlchemy begin transactions itself, and make what is committed last."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "busy_timeout = 10000",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


def begin_writing(engine: Engine) -> AbstractContextManager[Connection]:
    """Begin a transaction that will write: it commits at the end, or leaves all as it was.

    SQLite refuses a write after a read when another connection has written in between, so
    such a transaction takes its turn before it reads. Keep it short: reviewers wait.
    """
    return engine.execution_options(is_writing=True).begin()


def upgrade(engine: Engine) -> None:
    """Bring the schema up to date."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS.as_posix().replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def explain_failure(error: DBAPIError | CommandError, address: str) -> UserError:
    """Say in one line why a store does not answer."""
    if isinstance(error, CommandError):
        return UserError(
            "the store was made by a later version",
            place=address,
            cure="Install that version of factcheck, or start a new store.",
        )
    reason = str(error.orig).strip().splitlines()[0]
    return UserError(
        f"the store does not answer: {reason}",
        place=address,
        cure="Check the address and run again; what was written is whole.",
    )


def mask_password(address: str) -> str:
    """Give back an address as it may be shown: its password as three stars."""
    return _PASSWORD.sub(r"\1***\2", address)


@contextmanager
def hold(
    engine: Engine, address: str, *, wait_s: float, on_wait: Callable[[], None]
) -> Iterator[None]:
    """Hold the store alone: another run waits up to `wait_s`, then gives up with a UserError.

    The lock is the operating system's or the server's, so it falls with a run that is killed.
    """
    take = _hold_file if engine.dialect.name == "sqlite" else _hold_server
    deadline = time.monotonic() + wait_s
    with take(engine) as try_lock:
        if not try_lock():
            on_wait()
            while not try_lock():
                if time.monotonic() > deadline:
                    raise UserError(
                        "another run is at work on this store",
                        place=address,
                        cure="Run again when it is done, or wait longer with --wait SECONDS.",
                    )
                time.sleep(_POLL_S)
        yield


@contextmanager
def _hold_file(engine: Engine) -> Iterator[Callable[[], bool]]:
    from filelock import FileLock, Timeout

    lock = FileLock(f"{engine.url.database}.lock")

    def try_lock() -> bool:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise _no_store(str(engine.url.database), reason) from error
        return True

    try:
        yield try_lock
    finally:
        lock.release()


@contextmanager
def _hold_server(engine: Engine) -> Iterator[Callable[[], bool]]:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        asked = text("SELECT pg_try_advisory_lock(:key)")
        yield lambda: bool(connection.execute(asked, {"key": _ADVISORY_LOCK}).scalar())
