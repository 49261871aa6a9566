"""The cache: what a model said of a text before, kept on disk.

Rows of float32 lie under a hash of everything that decided them: which model, on which kind
of machine, and which texts. So nothing in it is ever out of date. Kept are hashes and
numbers, no text. A run gives the same bytes with a full cache, an empty one and none; a cache
that cannot be used costs time and one warning, never a run.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import UserError
from factcheck.models import Embedder, NliModel
from factcheck.models import cache_file as files
from factcheck.records import Language

Row = NDArray[np.float32]
T = TypeVar("T")

FILE_NAME = "results-1.sqlite"  # the number is the layout's: each has a file of its own
LIMIT_MB = 512
ROWS_AT_ONCE = 500  # rows in one transaction
FAULTS = (sqlite3.Error, OSError, files.ForeignFileError)
LONG = "The minister spoke of the harvest and of the roads. " * 16  # beyond the window
PROBES = (
    "Police said on Monday that 12 men were held.",
    "قالت الشرطة إن 12 رجلا اعتقلوا.",
    LONG,
)
PROBE_PAIRS = tuple((probe, PROBES[0]) for probe in PROBES)


@dataclass(frozen=True)
class CacheSize:
    """Where the cache lies and how full it is."""

    path: Path
    entries: int
    bytes: int
    limit_bytes: int


def cache_folder() -> Path:
    """Return the folder of the cache: $FACTCHECK_CACHE, or the platform's place for caches.

    Raises UserError where the user has no home folder.
    """
    if chosen := os.environ.get("FACTCHECK_CACHE"):
        return Path(chosen)
    try:
        return _user_caches() / "factcheck"
    except RuntimeError as fault:
        raise UserError(
            "there is no home folder to keep a cache in",
            cure="Set FACTCHECK_CACHE to a folder, or keep nothing: --no-cache.",
        ) from fault


def _user_caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    chosen = Path(os.environ.get("XDG_CACHE_HOME") or "")
    return chosen if chosen.is_absolute() else Path.home() / ".cache"


def cache_limit() -> int:
    """Return the size limit in bytes, from $FACTCHECK_CACHE_LIMIT_MB; 0 keeps nothing.

    Raises UserError when that is not a whole number.
    """
    chosen = os.environ.get("FACTCHECK_CACHE_LIMIT_MB") or str(LIMIT_MB)
    if not (chosen.isascii() and chosen.isdigit()):
        raise UserError(
            f"{chosen!r} is not a number of megabytes",
            place="FACTCHECK_CACHE_LIMIT_MB",
            cure="Write a whole number, such as 512, or 0 to keep nothing.",
        )
    return int(chosen) * 1_000_000


def _warn(message: str) -> None:
    warnings.warn(message, stacklevel=2)


class ResultCache:
    """Rows of float32 by key, in one file that several processes may share.

    Without `folder` and `limit_bytes`, those of `cache_folder` and `cache_limit`. The file
    stays below the limit: rows that were not asked for longest go first. `warn` hears two
    lines at most: that a damaged file was replaced, and that the cache is not used; from
    then on nothing is found and nothing is kept.
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        limit_bytes: int | None = None,
        warn: Callable[[str], None] = _warn,
    ) -> None:
        self.path = (cache_folder() if folder is None else folder) / FILE_NAME
        self.limit_bytes = cache_limit() if limit_bytes is None else limit_bytes
        self._warn = warn
        self._is_off = self.limit_bytes == 0
        self._was_replaced = False

    def get_many(self, keys: Iterable[bytes]) -> dict[bytes, Row]:
        """Return the rows that are there, each exactly as it was put; they are read-only."""
        rows: dict[bytes, bytes] = {}
        for some in _slices(dict.fromkeys(keys)):
            rows |= self._attempt(partial(files.fetch_rows, some), rows)
        return {key: np.frombuffer(row, "<f4") for key, row in rows.items()}

    def put_many(self, row_by_key: Mapping[bytes, Row]) -> None:
        """Keep rows; an interruption loses a few hundred at most."""
        for some in _slices(row_by_key.items()):
            rows = {key: row.astype("<f4").tobytes() for key, row in some}
            self._attempt(partial(files.store_rows, rows, self.limit_bytes), None)

    def clear(self) -> None:
        """Forget every row and shrink the file; raises UserError where that fails."""
        try:
            self._forget()
        except FAULTS as fault:
            raise UserError(
                f"the cache cannot be cleared: {fault}",
                place=str(self.path),
                cure="Delete the file while factcheck is not running.",
            ) from fault

    def _forget(self) -> None:
        if not self.path.exists():
            return
        try:
            with files.open_file(self.path) as file:
                files.forget_rows(file)
        except FAULTS as fault:
            if not files.tell_broken(fault):
                raise
            files.remove_broken(self.path)

    def describe(self) -> CacheSize:
        """Count the rows and the bytes on disk; makes no file where there is none."""
        entries = self._attempt(files.count_rows, 0) if self._count_bytes() else 0
        return CacheSize(self.path, entries, self._count_bytes(), self.limit_bytes)

    def _count_bytes(self) -> int:
        try:
            return self.path.stat().st_size
        except OSError:  # not there, or not there any more: counting replaces a broken file
            return 0

    def _attempt(self, work: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        """Do `work` on the file; where that fails mend the file, or do without from now on."""
        if self._is_off:
            return otherwise
        try:
            with files.open_file(self.path) as file:
                return work(file)
        except FAULTS as fault:
            self._recover(fault)
            return otherwise

    def _recover(self, fault: Exception) -> None:
        if files.tell_broken(fault) and not self._was_replaced:
            self._was_replaced = True
            try:
                files.remove_broken(self.path)
            except FAULTS as another:
                fault = another
            else:
                self._warn(f"{self.path}: the cache was damaged and begins anew ({fault})")
                return
        self._is_off = True
        self._warn(
            f"{self.path}: the cache is not used, so this run takes longer ({fault});"
            " FACTCHECK_CACHE names another folder"
        )


def _slices(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, ROWS_AT_ONCE)):
        yield some


class CachedNli:
    """An NLI model whose answers are kept.

    A row is found again by the model's name, its `fingerprint` if it has one, its answers to
    a few probes, and the two texts. The probes tell apart what names do not: processors and
    runtimes that round differently, and weights that changed under an old name.
    """

    def __init__(self, model: NliModel, cache: ResultCache) -> None:
        self.name: str = model.name
        self.languages: tuple[Language, ...] = model.languages
        self._model = model
        self._cache = cache

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> Row:
        """Classify pairs, asking the model for each that is not kept, once."""
        if not pairs:
            return self._model.probabilities(pairs)
        keys = [hash_parts("nli", self._identity, *pair) for pair in pairs]
        return _recall(self._cache, keys, pairs, self._model.probabilities)

    @cached_property
    def _identity(self) -> str:
        return identify_model(self._model, self._model.probabilities(PROBE_PAIRS))


class CachedEmbedder:
    """An embedder whose rows are kept; `CachedNli` says how they are found again."""

    def __init__(self, model: Embedder, cache: ResultCache) -> None:
        self.name: str = model.name
        self._model = model
        self._cache = cache

    def embed(self, texts: Sequence[str]) -> Row:
        """Embed texts, asking the model for each that is not kept, once."""
        if not texts:
            return self._model.embed(texts)
        keys = [hash_parts("embedder", self._identity, text) for text in texts]
        return _recall(self._cache, keys, texts, self._model.embed)

    @cached_property
    def _identity(self) -> str:
        return identify_model(self._model, self._model.embed(PROBES))


def identify_model(model: NliModel | Embedder, answers: Row) -> str:
    """Name a model by all that can be known of what decides its rows."""
    fingerprint = getattr(model, "fingerprint", "")
    return hash_parts(model.name, fingerprint, answers.tobytes().hex()).hex()


def hash_parts(*parts: str) -> bytes:
    """Hash texts such that ("a", "bc") and ("ab", "c") differ; any code points will do."""
    digest = sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.digest()


def _recall(
    cache: ResultCache,
    keys: Sequence[bytes],
    requests: Sequence[T],
    ask: Callable[[Sequence[T]], Row],
) -> Row:
    """Return the row of each request, in order, asking for those that are not kept."""
    row_by_key = cache.get_many(keys)
    missing = {
        key: request
        for key, request in zip(keys, requests, strict=True)
        if key not in row_by_key
    }
    if missing:
        fresh = dict(zip(missing, ask(list(missing.values())), strict=True))
        cache.put_many(fresh)
        row_by_key |= fresh
    return np.stack([row_by_key[key] for key in keys])
