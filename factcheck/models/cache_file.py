"""The cache's file: rows of numbers by key in SQLite, and which of them go first.

Every function is one short transaction, so that other processes wait for milliseconds. A
rollback journal, SQLite's default, also holds where several machines share a home folder,
which a write-ahead log does not; who is killed while writing leaves a file that the next
one rolls back. Nothing waits for the disk: each row carries a checksum over its key, so what
a failing disk or power makes of it counts as missing, and a broken file is begun anew.

A row's age is the number of rows added since it was last asked for, noted only for rows of
the older half. So reading the same again writes nothing, and no clock decides anything.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

APPLICATION = 0x66616374  # marks the file as ours: "fact"
PATIENCE_S = 30.0  # how long to wait for other processes
SHARE_DROPPED = 16  # a full file drops one row in 16 at a time
CHECKSUM_BYTES = 4
PAGE_BYTES = 16384  # ten embeddings; of the usual 4096 a fifth would stay empty
BROKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
SCHEMA = (
    "CREATE TABLE results (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE,"
    " used INTEGER NOT NULL, row BLOB NOT NULL)",
    "CREATE INDEX results_used ON results (used)",
    f"PRAGMA application_id = {APPLICATION}",
)


class ForeignFileError(Exception):
    """The file is a database, but of something else."""


@contextmanager
def open_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file, made where there is none; raises as `tell_broken` understands."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(connect(path)) as file:
        # Power that fails may cost the file, which is then begun anew.
        file.execute("PRAGMA synchronous = OFF")
        if not _is_ours(file):
            _make_tables(file)
        yield file


def connect(path: Path) -> sqlite3.Connection:
    """Connect without looking at what is there; transactions are begun by hand."""
    return sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)


def tell_broken(fault: Exception) -> bool:
    """Tell whether `fault` speaks of the file's content, not of the disk or the moment."""
    if isinstance(fault, sqlite3.Error):
        return getattr(fault, "sqlite_errorcode", 0) & 0xFF in BROKEN
    return isinstance(fault, ForeignFileError)


def fetch_rows(keys: Sequence[bytes], file: sqlite3.Connection) -> dict[bytes, bytes]:
    """Return the rows that are there and whole, and note that they were asked for."""
    marks = ",".join("?" * len(keys))
    found = file.execute(
        "SELECT id, key, ifnull(CAST(used AS INTEGER), 0), ifnull(CAST(row AS BLOB), x'')"
        f" FROM results WHERE key IN ({marks})",
        list(keys),
    ).fetchall()
    newest = _find_newest(file)
    middle = (
        newest + _ask(file, "SELECT ifnull(CAST(min(used) AS INTEGER), 0) FROM results")
    ) // 2
    aged = [(newest, id_) for id_, _, used, _ in found if used < middle]
    if aged:
        with _writing(file):
            file.executemany("UPDATE results SET used = ? WHERE id = ?", aged)
    return {
        key: sealed[CHECKSUM_BYTES:]
        for _, key, _, sealed in found
        if sealed == seal_row(key, sealed[CHECKSUM_BYTES:])
    }


def store_rows(
    row_by_key: Mapping[bytes, bytes], limit_bytes: int, file: sqlite3.Connection
) -> None:
    """Keep rows, and drop the oldest ones until the file is below its limit."""
    limit = limit_bytes // _ask(file, "PRAGMA page_size")
    with _writing(file):
        used = _find_newest(file) + len(row_by_key)
        file.executemany(
            "INSERT INTO results (key, used, row) VALUES (?, ?, ?) ON CONFLICT (key)"
            " DO UPDATE SET used = excluded.used, row = excluded.row",
            [(key, used, seal_row(key, row)) for key, row in row_by_key.items()],
        )
        _trim(file, limit)
    if _ask(file, "PRAGMA page_count") > limit:
        _shrink(file)


def seal_row(key: bytes, row: bytes) -> bytes:
    """Put the checksum before a row."""
    return zlib.crc32(row, zlib.crc32(key)).to_bytes(CHECKSUM_BYTES, "big") + row


def count_rows(file: sqlite3.Connection) -> int:
    """Count the rows."""
    return _ask(file, "SELECT count(*) FROM results")


def forget_rows(file: sqlite3.Connection) -> None:
    """Delete every row and give the space back to the disk."""
    with _writing(file):
        file.execute("DELETE FROM results")
    _shrink(file)


def remove_broken(path: Path) -> None:
    """Remove the file if it is broken; of several processes that find it so, one does.

    The lock is SQLite's on an empty file beside it: it works on every platform and ends
    with the process that holds it.
    """
    with closing(connect(path.with_suffix(".lock"))) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if _is_broken(path):
            # The journal first: left behind, it would be rolled back into the next file.
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            path.unlink(missing_ok=True)


def _is_broken(path: Path) -> bool:
    try:
        with open_file(path) as file:
            file.execute("SELECT id, key, used, row FROM results LIMIT 1")
            (found,) = file.execute("PRAGMA integrity_check(1)").fetchone()
            return bool(found != "ok")
    except (sqlite3.Error, ForeignFileError) as fault:
        if tell_broken(fault):
            return True
        raise


def _is_ours(file: sqlite3.Connection) -> bool:
    return _ask(file, "PRAGMA application_id") == APPLICATION


def _make_tables(file: sqlite3.Connection) -> None:
    file.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    file.execute("PRAGMA auto_vacuum = INCREMENTAL")
    with _writing(file):
        if _is_ours(file):  # another process was first
            return
        if _ask(file, "SELECT count(*) FROM sqlite_master"):
            raise ForeignFileError("it is a database of something else")
        for statement in SCHEMA:
            file.execute(statement)


def _trim(file: sqlite3.Connection, limit: int) -> None:
    """Drop the oldest rows until what is held is below the limit, in pages."""
    while (held := _count_held(file)) > limit and (rows := count_rows(file)):
        excess = max(held - limit, held // SHARE_DROPPED)
        file.execute(
            "DELETE FROM results WHERE id IN"
            " (SELECT id FROM results ORDER BY used, id LIMIT ?)",
            (-(-rows * excess // held),),
        )


def _count_held(file: sqlite3.Connection) -> int:
    """Count the pages that hold something."""
    return _ask(file, "PRAGMA page_count") - _ask(file, "PRAGMA freelist_count")


def _shrink(file: sqlite3.Connection) -> None:
    """Give free pages back to the disk."""
    file.executescript("PRAGMA incremental_vacuum")  # execute() would give back one page


def _find_newest(file: sqlite3.Connection) -> int:
    return _ask(file, "SELECT ifnull(max(id), 0) FROM results")


@contextmanager
def _writing(file: sqlite3.Connection) -> Iterator[None]:
    """Hold the file from the start: two readers that turn to writing would block each other."""
    file.execute("BEGIN IMMEDIATE")
    with file:
        yield


def _ask(file: sqlite3.Connection, question: str) -> int:
    answer: int = file.execute(question).fetchone()[0]
    return answer
