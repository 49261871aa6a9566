"""The store: what `factcheck check` remembers from batch to batch.

SQLite in a folder by default, Postgres by URL; one schema (`schema`), brought up to date
by migrations. One run at a time holds it; whatever is written is written in transactions,
so a run that is killed leaves it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, ProgrammingError

from factcheck.store.connect import (
    begin_writing,
    connect,
    explain_failure,
    hold,
    mask_password,
    upgrade,
)

__all__ = ["begin_writing", "open_store"]


@contextmanager
def open_store(
    address: str,
    *,
    wait_s: float = 600.0,
    on_wait: Callable[[], None] = lambda: None,
    must_exist: bool = False,
) -> Iterator[Engine]:
    """Open the store at `address`, a folder or a database URL, and hold it alone.

    A new one is made where there is none, unless it `must_exist`. `on_wait` is called once
    if another run holds it. Raises UserError when that run takes longer than `wait_s`, or
    the store cannot be opened.
    """
    engine = connect(address, must_exist=must_exist)
    shown = mask_password(address)
    try:
        with hold(engine, shown, wait_s=wait_s, on_wait=on_wait):
            upgrade(engine)
            yield engine
    except (DatabaseError, CommandError) as error:
        if isinstance(error, IntegrityError | DataError | ProgrammingError):
            raise  # what was asked for was wrong, and that is ours to mend
        raise explain_failure(error, shown) from error
    finally:
        engine.dispose()
