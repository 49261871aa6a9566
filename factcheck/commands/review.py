"""`factcheck review`: serve the page where people settle findings."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import quote

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from factcheck.errors import UserError
from factcheck.review.deciding import clean_name
from factcheck.review.guard import SHORTEST_TOKEN, Access, is_loopback
from factcheck.store import open_store
from factcheck.store.connect import MIGRATIONS, connect, explain_failure, mask_password

PORT = 8321


class Place(NamedTuple):
    """Where the page is served; port 0 takes any that is free."""

    host: str = "127.0.0.1"
    port: int = PORT
    token: str | None = None


def run_review(
    address: str, place: Place, *, reviewer: str | None = None, is_opened: bool = False
) -> int:
    """Serve the page until it is interrupted; prints its address first.

    Raises UserError where there is no store, where the place is taken, and where another
    machine could reach the page without a token.
    """
    _refuse_unguarded(place)
    if reviewer is not None and not (reviewer := clean_name(reviewer)):
        raise UserError("a reviewer needs a name", cure="Give one with --reviewer NAME.")
    engine = open_current(address)
    try:
        with _listen(place) as listener:
            _serve(engine, listener, place, reviewer, is_opened)
    finally:
        engine.dispose()
    return 0


def _refuse_unguarded(place: Place) -> None:
    if place.token is not None and len(place.token) < SHORTEST_TOKEN:
        raise UserError(
            f"a token of {len(place.token)} characters can be guessed",
            cure=f"Give {SHORTEST_TOKEN} characters or more, as of `openssl rand -hex 16`.",
        )
    if place.token is None and not is_loopback(place.host):
        raise UserError(
            f"'{place.host}' can be reached from other machines",
            cure="Give --token TOKEN, or serve on 127.0.0.1.",
        )


def open_current(address: str) -> Engine:
    """Open a store without holding it, so that `check` can run meanwhile.

    Only a store of an earlier version is held, once, to bring its schema up to date.
    """
    engine = connect(address, must_exist=True)
    try:
        if not _is_current(engine):
            with open_store(address, must_exist=True):
                pass
    except OperationalError as error:
        raise explain_failure(error, mask_password(address)) from error
    return engine


def _is_current(engine: Engine) -> bool:
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def _listen(place: Place) -> socket.socket:
    from factcheck.review.serving import listen

    try:
        return listen(place.host, place.port)
    except OSError as error:
        raise UserError(
            f"cannot serve there: {(error.strerror or str(error)).lower()}",
            place=f"{place.host}:{place.port}",
            cure="Choose another --port or --host; --port 0 takes any that is free.",
        ) from error


def name_address(place: Place, port: int) -> str:
    """The address to open, with the token where one is asked for."""
    host = f"[{place.host}]" if ":" in place.host else place.host
    query = f"?token={quote(place.token, safe='')}" if place.token else ""
    return f"http://{host}:{port}/{query}"


def _serve(
    engine: Engine,
    listener: socket.socket,
    place: Place,
    reviewer: str | None,
    is_opened: bool,
) -> None:
    from factcheck.review.app import build_app
    from factcheck.review.serving import build_server

    app = build_app(engine, Access(place.host, place.token), reviewer=reviewer)
    where = name_address(place, listener.getsockname()[1])
    print(where, flush=True)
    print("Ctrl-C ends it; every decision is saved as it is taken.", file=sys.stderr)
    if is_opened:
        threading.Timer(0.5, webbrowser.open, [where]).start()
    with suppress(KeyboardInterrupt):
        build_server(app).run(sockets=[listener])
