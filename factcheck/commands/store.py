"""`factcheck store`: check that a store is whole, write it out, drop what is old."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from sqlalchemy import Engine

from factcheck.errors import UserError
from factcheck.records import Finding
from factcheck.store import begin_writing, open_store
from factcheck.store.connect import mask_password
from factcheck.store.findings import load_open
from factcheck.store.upkeep import count_rows, export_store, prune_store, verify_store
from factcheck.terminal import say


@contextmanager
def hold_store(
    address: str, wait_s: float = 600.0, *, must_exist: bool = True
) -> Iterator[Engine]:
    """Open a store and hold it, saying so on stderr where another run must be waited for."""

    def tell() -> None:
        say(f"{mask_password(address)}: another run is at work; waiting")

    with open_store(address, wait_s=wait_s, on_wait=tell, must_exist=must_exist) as engine:
        yield engine


class OpenFindings(NamedTuple):
    """The findings that hold in a store, as `baseline` asks for them."""

    findings: tuple[Finding, ...]

    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that hold now, of all stories."""
        return self.findings


def take_findings(address: str) -> OpenFindings:
    """Take the findings that hold in a store."""
    with hold_store(address) as engine, engine.connect() as connection:
        return OpenFindings(tuple(finding for _, finding in load_open(connection)))


def run_verify(address: str) -> int:
    """Check a store: its rows counted, or every fault and exit code 2."""
    with hold_store(address) as engine, engine.connect() as connection:
        faults = verify_store(connection)
        if faults:
            raise UserError(
                "\n".join(faults),
                place=mask_password(address),
                cure="Restore a copy, or start a new store.",
            )
        for table, count in count_rows(connection).items():
            print(f"{count:>10,}  {table}")
    say(f"{mask_password(address)}: whole")
    return 0


def run_export(address: str) -> int:
    """Print a store as JSON lines."""
    with hold_store(address) as engine, engine.connect() as connection:
        sys.stdout.writelines(export_store(connection))
    return 0


def run_prune(address: str, before: date) -> int:
    """Drop the stories that ended before a day, and say how much that was."""
    with hold_store(address) as engine:
        with begin_writing(engine) as connection:
            lost = prune_store(connection, before)
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("VACUUM")
    rows = ", ".join(f"{count:,} {table}" for table, count in lost.items())
    say(f"{mask_password(address)}: dropped {rows or 'nothing'}")
    return 0
