"""A real browser on a real server, for the tests that need one and for screenshots."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from factcheck.review.app import build_app
from factcheck.review.serving import build_server, listen
from tests.review.shelf import Clock


def find_chromium() -> str | None:
    """Where Debian puts the browser."""
    return shutil.which("chromium")


@contextmanager
def serve(engine: Engine, **options: object) -> Iterator[str]:
    """Serve the page on a free port; yields its address."""
    app = build_app(engine, clock=Clock(), **options)  # type: ignore[arg-type]
    server = build_server(app)
    with listen("127.0.0.1", 0) as listener:
        runner = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        runner.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            runner.join()
            engine.dispose()
