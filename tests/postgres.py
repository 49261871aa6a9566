"""A Postgres server of the tests' own, on a socket in a folder of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl, wherever Debian has put it."""
    found = shutil.which("pg_ctl")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def run_server(programs: Path) -> Iterator[Path]:
    """Run a server with its database cluster in a folder; yields the folder of its socket."""
    with tempfile.TemporaryDirectory(prefix="factcheck-postgres-") as name:
        if os.geteuid() == 0:  # the server refuses to run as a superuser
            shutil.chown(name, "postgres")
        with _serve(Path(name), programs):
            yield Path(name)


@contextmanager
def _serve(folder: Path, programs: Path) -> Iterator[None]:
    cluster = folder / "cluster"
    _run(programs / "initdb", "-D", cluster, "-A", "trust", "-U", "factcheck", "-E", "UTF8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    _run(programs / "pg_ctl", "-D", cluster, "-o", options, "-w", "-l", folder / "log", "start")
    try:
        yield
    finally:
        _run(programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd="/")
