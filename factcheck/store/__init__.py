"""The store: what `factcheck check` remembers from batch to batch.

SQLite in a folder by default, Postgres by URL; one schema (`schema`), brought up to date
by migrations. One run at a time holds it; whatever is written is written in transactions,
so a run that is killed leaves it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from factcheck.store.connect import connect, explain_failure, hold, upgrade


@contextmanager
def open_store(
    address: str, *, wait_s: float = 600.0, on_wait: Callable[[], None] = lambda: None
) -> Iterator[Engine]:
    """Open the store at `address`, a folder or a database URL, and hold it alone.

    A new one is made where there is none. `on_wait` is called once if another run holds it.
    Raises UserError when that run takes longer than `wait_s`, or the store cannot be opened.
    """
    engine = connect(address)
    try:
        with hold(engine, address, wait_s=wait_s, on_wait=on_wait):
            upgrade(engine)
            yield engine
    except DBAPIError as error:
        raise explain_failure(error, address) from error
    finally:
        engine.dispose()
