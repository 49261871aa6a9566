"""The cache: the same bytes with and without it, whatever happens to its file."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from factcheck.errors import UserError
from factcheck.models.cache import (
    PROBE_PAIRS,
    PROBES,
    CachedEmbedder,
    CachedNli,
    ResultCache,
    cache_folder,
    cache_limit,
    hash_parts,
)
from factcheck.models.cache_file import SHARE_DROPPED
from tests.fakes import TableNli, WordEmbedder

MB = 1_000_000
TEXTS = ["Twelve men were held.", "اعتقل اثنا عشر رجلا.", "", "a\ud83d", "\udc00", "No."]


class CountingEmbedder(WordEmbedder):
    """Notes what it is asked, beside the probes."""

    def __init__(self, name: str = "counting", fingerprint: str = "") -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if tuple(texts) != PROBES:
            self.asked += texts
        return super().embed([ascii(text) for text in texts])


class CountingNli(TableNli):
    """Scores a pair by its lengths and notes what it is asked, beside the probes."""

    def __init__(self, shift: float = 0.0) -> None:
        super().__init__()
        self.shift = shift
        self.asked: list[tuple[str, str]] = []

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        if tuple(pairs) != PROBE_PAIRS:
            self.asked += pairs
        rows = [(len(left) / 7, len(right) / 3, self.shift) for left, right in pairs]
        return np.array(rows, np.float32).reshape(len(pairs), 3)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def cache(tmp_path: Path, said: list[str]) -> ResultCache:
    return ResultCache(tmp_path / "kept", limit_bytes=50 * MB, warn=said.append)


def make_rows(count: int, width: int = 384, start: int = 0) -> dict[bytes, NDArray[np.float32]]:
    return {
        hash_parts(str(i)): np.full(width, i, np.float32) for i in range(start, start + count)
    }


def test_a_row_comes_back_to_the_bit(cache: ResultCache) -> None:
    row = np.array([0.1, -0.0, np.inf, np.nan, 1e-45], np.float32)
    cache.put_many({b"key": row})
    found = cache.get_many([b"key", b"other", b"key"])
    assert list(found) == [b"key"]
    assert found[b"key"].dtype == np.float32
    assert found[b"key"].tobytes() == row.tobytes()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(batches=st.lists(st.lists(st.sampled_from(TEXTS) | st.text(max_size=4), max_size=8)))
def test_cached_and_uncached_embeddings_are_the_same(
    batches: list[list[str]], cache: ResultCache
) -> None:
    cached = CachedEmbedder(CountingEmbedder(), cache)
    for texts in batches:
        plain = CountingEmbedder().embed(texts)
        rows = cached.embed(texts)
        assert rows.dtype == plain.dtype
        assert rows.shape == plain.shape
        assert rows.tobytes() == plain.tobytes()


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(batches=st.lists(st.lists(st.tuples(*[st.sampled_from(TEXTS)] * 2), max_size=8)))
def test_cached_and_uncached_probabilities_are_the_same(
    batches: list[list[tuple[str, str]]], cache: ResultCache
) -> None:
    cached = CachedNli(CountingNli(), cache)
    for pairs in batches:
        assert (
            cached.probabilities(pairs).tobytes()
            == CountingNli().probabilities(pairs).tobytes()
        )


def test_a_model_is_asked_once_for_each_text(cache: ResultCache) -> None:
    model = CountingEmbedder()
    CachedEmbedder(model, cache).embed(["a", "b", "a"])
    CachedEmbedder(model, cache).embed(["c", "b", "c", "a"])
    assert model.asked == ["a", "b", "c"]


def test_a_model_is_asked_once_for_each_pair_and_direction(cache: ResultCache) -> None:
    model = CountingNli()
    pairs = [("a", "b"), ("b", "a"), ("a", "b"), ("", "ab"), ("ab", "")]
    for _ in range(2):
        CachedNli(model, cache).probabilities(pairs)
    assert model.asked == list(dict.fromkeys(pairs))


def test_nothing_asked_is_nothing_kept(cache: ResultCache) -> None:
    assert CachedNli(CountingNli(), cache).probabilities([]).shape == (0, 3)
    assert CachedEmbedder(CountingEmbedder(), cache).embed([]).shape == (0, 256)
    assert not cache.path.exists()


def test_names_and_languages_are_passed_on(cache: ResultCache) -> None:
    nli = CachedNli(CountingNli(), cache)
    assert (nli.name, nli.languages) == ("fake-table", ("en", "ar"))
    assert CachedEmbedder(CountingEmbedder("x@1"), cache).name == "x@1"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CountingEmbedder("one"), CountingEmbedder("two")),
        (CountingEmbedder(fingerprint="one"), CountingEmbedder(fingerprint="two")),
    ],
    ids=["name", "fingerprint"],
)
def test_models_do_not_share_rows(
    first: CountingEmbedder, second: CountingEmbedder, cache: ResultCache
) -> None:
    CachedEmbedder(first, cache).embed(["a"])
    CachedEmbedder(second, cache).embed(["a"])
    assert second.asked == ["a"]


def test_weights_that_change_under_one_name_are_told_by_their_answers(
    cache: ResultCache,
) -> None:
    CachedNli(CountingNli(), cache).probabilities([("a", "b")])
    changed = CountingNli(shift=1e-6)
    rows = CachedNli(changed, cache).probabilities([("a", "b")])
    assert changed.asked == [("a", "b")]
    assert rows[0, 2] == np.float32(1e-6)


def test_hashes_tell_where_one_text_ends() -> None:
    parts = [("a", "bc"), ("ab", "c"), ("abc",), ("abc", ""), ("", "abc"), ("a", "b", "c")]
    parts += [("\ud83d\ude00",), ("\U0001f600",), ("\0", ""), ("", "\0")]
    assert len({hash_parts(*texts) for texts in parts}) == len(parts)


@pytest.mark.parametrize(("width", "count"), [(3, 2000), (384, 200), (1024, 90)])
def test_the_file_stays_below_its_limit(
    width: int, count: int, tmp_path: Path, said: list[str]
) -> None:
    cache = ResultCache(tmp_path, limit_bytes=MB, warn=said.append)
    for start in range(0, 7 * count, count):
        newest = make_rows(count, width, start)
        cache.put_many(newest)
        assert cache.path.stat().st_size <= MB
        assert cache.get_many(newest).keys() == newest.keys()
    assert cache.describe().bytes == cache.path.stat().st_size > MB // 2
    assert not said


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path, said: list[str]) -> None:
    cache = ResultCache(tmp_path, limit_bytes=MB, warn=said.append)
    loved, others = make_rows(20), make_rows(20, start=20)
    cache.put_many(loved | others)
    for start in range(100, 1500, 70):
        cache.put_many(make_rows(70, start=start))
        assert cache.get_many(loved).keys() == loved.keys()
    assert not cache.get_many(others)


def test_a_full_cache_drops_little_at_a_time(tmp_path: Path, said: list[str]) -> None:
    cache = ResultCache(tmp_path, limit_bytes=MB, warn=said.append)
    most = 0
    for start in range(0, 1200, 25):
        cache.put_many(make_rows(25, start=start))
        entries = cache.describe().entries
        assert entries > most * (1 - 2 / SHARE_DROPPED)
        most = max(most, entries)


def test_a_lower_limit_shrinks_the_file(cache: ResultCache, said: list[str]) -> None:
    cache.put_many(make_rows(3000))
    lower = ResultCache(cache.path.parent, limit_bytes=MB, warn=said.append)
    lower.put_many(make_rows(1, start=9000))
    assert cache.path.stat().st_size <= MB
    assert lower.get_many([hash_parts("9000")])


def test_reading_the_same_again_writes_nothing(cache: ResultCache) -> None:
    rows = make_rows(700)
    cache.put_many(rows)
    cache.get_many(rows)
    before = cache.path.read_bytes()
    cache.get_many(rows)
    assert cache.path.read_bytes() == before


def test_clearing_forgets_all_and_gives_the_space_back(cache: ResultCache) -> None:
    cache.put_many(make_rows(2000))
    assert cache.describe().entries == 2000
    cache.clear()
    state = cache.describe()
    assert (state.entries, state.limit_bytes, state.path) == (0, 50 * MB, cache.path)
    assert state.bytes < 100_000
    assert not cache.get_many(make_rows(10))


def test_looking_at_no_cache_makes_none(cache: ResultCache) -> None:
    assert cache.describe().bytes == cache.describe().entries == 0
    cache.clear()
    assert not cache.path.parent.exists()


def test_a_limit_of_zero_keeps_nothing(tmp_path: Path, said: list[str]) -> None:
    cache = ResultCache(tmp_path, limit_bytes=0, warn=said.append)
    cache.put_many(make_rows(2))
    assert not cache.get_many(make_rows(2))
    assert not cache.path.exists()
    assert not said


def write_foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE results (a)")
    file.close()


def drop_the_table(path: Path) -> None:
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE results")
    file.close()


def overwrite_pages(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16384)
        file.write(b"\xff" * (path.stat().st_size - 16384))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"not a database at all" * 1000),
        lambda path: os.truncate(path, 16384 * 5 // 2),
        lambda path: (path.unlink(), write_foreign_database(path)),
        drop_the_table,
        overwrite_pages,
    ],
    ids=["text", "cut short", "foreign", "no table", "overwritten"],
)
def test_a_broken_file_is_replaced_with_one_line(
    damage: object, cache: ResultCache, said: list[str]
) -> None:
    rows = make_rows(300)
    cache.put_many(rows)
    damage(cache.path)  # type: ignore[operator]
    assert not cache.get_many(rows)
    (line,) = said
    assert "was damaged and begins anew" in line
    assert str(cache.path) in line
    cache.put_many(rows)
    assert cache.get_many(rows).keys() == rows.keys()
    assert len(said) == 1


def test_a_broken_file_is_counted_as_empty(cache: ResultCache, said: list[str]) -> None:
    cache.put_many(make_rows(3))
    cache.path.write_bytes(b"junk" * 5000)
    state = cache.describe()
    assert (state.entries, state.bytes) == (0, 0)
    assert len(said) == 1


def test_a_broken_file_can_be_cleared(cache: ResultCache) -> None:
    cache.put_many(make_rows(3))
    cache.path.write_bytes(b"junk" * 5000)
    cache.clear()
    assert cache.describe().entries == 0


@pytest.mark.parametrize("seed", range(12))
def test_bytes_that_rot_never_change_a_row(
    seed: int, cache: ResultCache, said: list[str]
) -> None:
    rows = make_rows(120)
    cache.put_many(rows)
    chance = random.Random(seed)
    content = bytearray(cache.path.read_bytes())
    for _ in range(chance.choice((1, 10, 100))):
        start = chance.randrange(100, len(content))
        content[start : start + 40] = chance.randbytes(len(content[start : start + 40]))
    cache.path.write_bytes(content)
    for key, row in cache.get_many(rows).items():
        assert row.tobytes() == rows[key].tobytes()
    cache.put_many(rows)
    assert len(said) <= 2


@pytest.mark.parametrize(
    "rot", ["x'00ff'", "'text'", "7", "CAST(substr(row, 1, 99) || x'00' AS BLOB)"]
)
def test_a_row_that_rotted_is_put_right(rot: str, cache: ResultCache, said: list[str]) -> None:
    rows = make_rows(1)
    cache.put_many(rows)
    with sqlite3.connect(cache.path) as file:
        file.execute(f"UPDATE results SET row = {rot}, used = 'text'")
    file.close()
    assert not cache.get_many(rows)
    cache.put_many(rows)
    assert cache.get_many(rows)
    assert not said


def test_a_folder_that_cannot_be_made_costs_one_line(tmp_path: Path, said: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = ResultCache(tmp_path / "file" / "kept", limit_bytes=MB, warn=said.append)
    cached = CachedEmbedder(CountingEmbedder(), cache)
    for _ in range(3):
        assert cached.embed(["a"]).tobytes() == CountingEmbedder().embed(["a"]).tobytes()
    (line,) = said
    assert "the cache is not used" in line
    assert "FACTCHECK_CACHE" in line


def test_a_folder_in_the_place_of_the_file_cannot_be_cleared(
    cache: ResultCache, said: list[str]
) -> None:
    cache.path.mkdir(parents=True)
    cache.put_many(make_rows(1))
    assert len(said) == 1
    with pytest.raises(UserError, match=r"the cache cannot be cleared.*\nDelete the file"):
        cache.clear()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_full_disk_costs_one_line(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from pathlib import Path;"
        "from factcheck.models.cache import ResultCache;"
        "from tests.models.test_cache import make_rows;"
        "said = []; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000));"
        f"cache = ResultCache(Path({str(tmp_path)!r}), limit_bytes=10**8, warn=said.append);"
        "[cache.put_many(make_rows(300, start=i)) for i in range(0, 3000, 300)];"
        "print(len(said), 'not used' in said[0])"
    )
    done = run_python(program)
    assert done.communicate()[0].split() == ["1", "True"]


def run_python(program: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)


def write_worker(folder: Path, seed: int, rounds: int, limit: int = 100 * MB) -> str:
    """A program that reads and writes overlapping rows and checks each that it finds."""
    return f"""
import random, sys
from pathlib import Path
from factcheck.models.cache import ResultCache
from tests.models.test_cache import make_rows
chance = random.Random({seed})
cache = ResultCache(Path({str(folder)!r}), limit_bytes={limit}, warn=sys.exit)
for step in range({rounds}):
    rows = make_rows(60, start=chance.randrange(0, 600))
    for key, row in cache.get_many(rows).items():
        assert row.tobytes() == rows[key].tobytes()
    cache.put_many(rows)
    if step == 0:
        print("begun", flush=True)
"""


@pytest.mark.parametrize("limit", [100 * MB, MB // 2])
def test_processes_share_one_file(limit: int, tmp_path: Path, said: list[str]) -> None:
    workers = [run_python(write_worker(tmp_path, seed, 12, limit)) for seed in range(4)]
    for worker in workers:
        worker.communicate()
    assert [worker.returncode for worker in workers] == [0, 0, 0, 0]
    cache = ResultCache(tmp_path, limit_bytes=limit, warn=said.append)
    expected = make_rows(660)
    found = cache.get_many(expected)
    assert cache.describe().entries == len(found) > 60
    assert all(found[key].tobytes() == expected[key].tobytes() for key in found)


def test_processes_that_find_a_broken_file_replace_it_once(tmp_path: Path) -> None:
    cache = ResultCache(tmp_path, limit_bytes=MB, warn=print)
    cache.path.write_bytes(b"junk" * 9000)
    program = write_worker(tmp_path, 1, 10).replace("warn=sys.exit", "warn=lambda line: None")
    workers = [run_python(program) for _ in range(3)]
    for worker in workers:
        worker.communicate()
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert cache.describe().entries >= 60


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_writer_that_is_killed_leaves_a_file_that_works(
    tmp_path: Path, said: list[str]
) -> None:
    chance = random.Random(3)
    for seed in range(3):
        worker = run_python(write_worker(tmp_path, seed, 10**6))
        assert worker.stdout
        worker.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(timeout=chance.uniform(0.02, 0.2))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        worker.stdout.close()
        cache = ResultCache(tmp_path, limit_bytes=100 * MB, warn=said.append)
        expected = make_rows(660)
        found = cache.get_many(expected)
        assert len(found) >= 60
        assert all(found[key].tobytes() == expected[key].tobytes() for key in found)
        cache.put_many(expected)
        assert cache.get_many(expected).keys() == expected.keys()
    with sqlite3.connect(cache.path) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()
    assert not said


def test_the_folder_is_the_one_that_was_chosen(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache_folder() == ResultCache().path.parent == own_cache
    monkeypatch.setenv("FACTCHECK_CACHE", "")
    assert cache_folder().name == "factcheck"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the XDG places are Linux's")
def test_the_usual_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FACTCHECK_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/elsewhere")
    assert cache_folder() == Path("/elsewhere/factcheck")
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    monkeypatch.setenv("HOME", "/home/reader")
    assert cache_folder() == Path("/home/reader/.cache/factcheck")


def test_the_limit_is_the_one_that_was_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_limit() == ResultCache().limit_bytes == 512 * MB
    monkeypatch.setenv("FACTCHECK_CACHE_LIMIT_MB", "3")
    assert cache_limit() == 3 * MB
    for wrong in ("ten", "-1", "1.5", "٣"):
        monkeypatch.setenv("FACTCHECK_CACHE_LIMIT_MB", wrong)
        with pytest.raises(UserError, match=r"is not a number of megabytes\nWrite a whole"):
            cache_limit()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_user_can_read_the_folder(cache: ResultCache) -> None:
    cache.put_many(make_rows(1))
    assert cache.path.parent.stat().st_mode & 0o777 == 0o700
