"""A batch is read one article at a time, in one order, each file once."""

from __future__ import annotations

import gzip
import json
import os
import random
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from factcheck.readers import Reading, jsonl, read_batch, read_story
from factcheck.readers.batch import MOST_FAULTS
from factcheck.readers.naming import make_id, name_host
from factcheck.records import Article, Fault
from tests.readers.write import BUS, HAFILA, write_story
from tests.readers.write_warc import compress, make_page, make_record


def line(**values: object) -> str:
    return json.dumps({"text": BUS, **values}, ensure_ascii=False) + "\n"


def articles(readings: list[Reading]) -> list[Article]:
    return [article for reading in readings for article in reading.articles]


def faults(readings: list[Reading]) -> list[Fault]:
    return [fault for reading in readings for fault in reading.faults]


def read(*paths: Path | str, stdin: str | None = None) -> list[Reading]:
    stream = None if stdin is None else BytesIO(stdin.encode())
    return list(read_batch(paths, stdin=stream))


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `in` of every format, in the working directory."""
    monkeypatch.chdir(tmp_path)
    page = make_page(*BUS.splitlines(), "The council will meet again on Friday evening.")
    write_story(
        tmp_path / "in",
        {
            "b.txt": HAFILA,
            "a/deep/post-1.txt": BUS,
            "a/lines.jsonl": line(id="one") + "\n" + line(url="https://a.example/2"),
            "c.jsonl.gz": gzip.compress(line(title="Packed").encode()),
            "d.warc.gz": compress(make_record("https://b.example/x", page)),
            "e.json": line(),
            "f.html": page,
            "gold.jsonl": "x",
            "README.md": "x",
            ".git/x.txt": BUS,
            ".hidden.txt": BUS,
        },
    )
    return Path("in")


def test_a_folder_is_read_with_all_that_lies_below(batch: Path) -> None:
    readings = read(batch)
    assert faults(readings) == []
    assert [(article.path, article.line) for article in articles(readings)] == [
        ("in/a/deep/post-1.txt", 1),
        ("in/a/lines.jsonl", 1),
        ("in/a/lines.jsonl", 3),
        ("in/b.txt", 1),
        ("in/c.jsonl.gz", 1),
        ("in/d.warc.gz", 1),
        ("in/e.json", 1),
        ("in/f.html", 1),
    ]


def test_each_path_can_be_opened_from_where_one_stands(batch: Path) -> None:
    for given in (batch, batch.absolute(), "./in", "in/../in"):
        assert all(Path(article.path).is_file() for article in articles(read(given)))


def test_files_give_their_stems_as_ids_and_lines_their_own(batch: Path) -> None:
    ids = [article.id for article in articles(read(batch))]
    assert [ids[i] for i in (0, 1, 3, 6, 7)] == ["post-1", "one", "b", "e", "f"]
    assert [len(ids[i]) for i in (2, 4, 5)] == [12, 12, 12]


def test_the_order_of_the_paths_changes_nothing(batch: Path) -> None:
    paths = [batch / "b.txt", batch / "a", batch / "c.jsonl.gz", batch / "e.json", "-"]
    expected = read(*paths, stdin=line())
    assert articles(expected)[-1].path == "<stdin>"
    for seed in range(4):
        shuffled = random.Random(seed).sample(paths * 2, k=2 * len(paths))
        assert read(*shuffled, stdin=line()) == expected


def test_a_file_reached_twice_is_read_once(batch: Path) -> None:
    (batch / "link.txt").symlink_to("b.txt")
    (batch / "z").symlink_to("a")
    (batch / "a" / "loop").symlink_to("..")
    (batch / "self.txt").symlink_to("self.txt")
    readings = read(batch, batch / "b.txt", batch.absolute(), f"{batch}/a/../b.txt")
    assert len(articles(readings)) == 8
    assert [Path(fault.place).name for fault in faults(readings)] == ["self.txt"]


def test_an_article_keeps_its_id_in_another_file(tmp_path: Path) -> None:
    first = [
        line(url="https://a.example/1"),
        line(outlet="Post"),
        line(outlet="Post", title="Bus"),
        line(outlet="Gazette"),
        line(text=HAFILA),
    ]
    write_story(tmp_path, {"1.jsonl": "".join(first), "2.jsonl": "\n" + "".join(first[::-1])})
    there = [article.id for article in articles(read(tmp_path / "1.jsonl"))]
    back = [article.id for article in articles(read(tmp_path / "2.jsonl"))]
    assert there == back[::-1]
    assert len(set(there)) == 5


def test_a_new_text_at_an_address_keeps_its_id(tmp_path: Path) -> None:
    lines = line(url="https://a.example/1") + line(url="https://a.example/1", text=HAFILA)
    found = articles(read(write_story(tmp_path, {"a.jsonl": lines})))
    assert found[0].id == found[1].id == make_id("https://a.example/1")


def test_parts_of_an_id_are_kept_apart() -> None:
    assert make_id(None, "a", "bc") != make_id(None, "ab", "c")
    assert make_id(None, "\ud800") == make_id(None, "\ud800")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.post.example:80/x", "post.example"),
        ("https://www2.post.example", "www2.post.example"),
        ("post", None),
        ("http://[x", None),
    ],
)
def test_a_host_names_an_outlet(url: str, host: str | None) -> None:
    assert name_host(url) == host


def test_a_line_without_an_outlet_is_called_after_its_host(tmp_path: Path) -> None:
    lines = line(url="https://www.a.example/1") + line(url="https://a.example", outlet="Post")
    found = articles(read(write_story(tmp_path, {"batch-7.jsonl": lines + line()})))
    assert [article.outlet for article in found] == ["a.example", "Post", "batch"]


def test_a_story_of_lines_keeps_its_ids(tmp_path: Path) -> None:
    content = line(url="https://a.example/1") + "\n" + line()
    write_story(tmp_path, {"a.jsonl": content, "b.jsonl.gz": gzip.compress(content.encode())})
    story = read_story(tmp_path)
    assert [(article.id, article.path, article.line) for article in story.articles] == [
        ("a-1", "a.jsonl", 1),
        ("a-3", "a.jsonl", 3),
        ("b-1", "b.jsonl.gz", 1),
        ("b-3", "b.jsonl.gz", 3),
    ]


def test_standard_input_is_lines_of_json() -> None:
    readings = read("-", stdin=line(id="x") + "{\n" + line(url="https://a.example/1"))
    assert [(a.id, a.path, a.line) for a in articles(readings)] == [
        ("x", "<stdin>", 1),
        (make_id("https://a.example/1"), "<stdin>", 3),
    ]
    assert [fault.place for fault in faults(readings)] == ["<stdin>:2:1"]


@pytest.mark.parametrize(
    ("stdin", "message"),
    [(None, "there is no standard input"), ("", "the file holds no line with an article")],
)
def test_an_empty_standard_input_is_a_fault(stdin: str | None, message: str) -> None:
    assert [fault.message for fault in faults(read("-", stdin=stdin))] == [message]


def test_lines_are_read_as_they_are_asked_for() -> None:
    class Endless(BytesIO):
        def readline(self, size: int | None = -1) -> bytes:
            return line().encode()

    assert len(list(islice(read_batch(["-"], stdin=Endless()), 5))) == 5


def test_what_cannot_be_read_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    write_story(
        tmp_path,
        {"a.txt": "", "b.txt": BUS, "c/d.pdf": "x", "c/e.pdf": "x", "c/f.pdf": "x", "c/g": "x"},
    )
    os.mkfifo(tmp_path / "h.txt")
    readings = read(tmp_path, tmp_path / "gone", tmp_path / "c" / "z.doc", "\0")
    assert [article.id for article in articles(readings)] == ["b"]
    assert sorted(fault.message for fault in faults(readings)) == [
        "no reader for .pdf, nor for 2 more such files beside it",
        "no reader for a file without an ending",
        "the file is empty",
        "there is no such file or folder",
        "there is no such file or folder",
        "there is no such file or folder",
        "this is no plain file",
    ]
    assert all(fault.cure for fault in faults(readings))


def test_a_file_that_is_named_is_read_whatever_its_name(tmp_path: Path) -> None:
    write_story(tmp_path, {"gold.jsonl": line(), "x.pdf": "x"})
    readings = read(tmp_path / "gold.jsonl", tmp_path / "x.pdf")
    assert len(articles(readings)) == 1
    assert [fault.message for fault in faults(readings)] == ["no reader for .pdf"]


@pytest.mark.parametrize("names", [[], ["a/b/README.md"], [".git/a.txt"]])
def test_a_folder_with_nothing_to_read_is_a_fault(tmp_path: Path, names: list[str]) -> None:
    readings = read(write_story(tmp_path, dict.fromkeys(names, "x")))
    assert [fault.message for fault in faults(readings)] == ["the folder holds no articles"]


def test_faults_of_one_file_are_counted_after_a_hundred(tmp_path: Path) -> None:
    readings = read(write_story(tmp_path, {"a.jsonl": "{\n" * 1_150 + line(), "b.jsonl": "{"}))
    messages = [fault.message for fault in faults(readings)]
    assert len(messages) == MOST_FAULTS + 2
    assert messages[MOST_FAULTS] == "1,050 more faults in this file"
    assert len(articles(readings)) == 1


def test_a_packed_file_that_is_cut_off_gives_its_lines(tmp_path: Path) -> None:
    rows = "".join(line(title=f"{random.Random(n).random()}") for n in range(400))
    packed = gzip.compress(rows.encode())
    readings = read(write_story(tmp_path, {"a.jsonl.gz": packed[: len(packed) // 2]}))
    count = articles(readings)[-1].line
    assert 100 < count < 300
    assert [(fault.place, fault.message) for fault in faults(readings)] == [
        (
            (tmp_path / "a.jsonl.gz").as_posix(),
            f"the gzip archive is broken or cut off: after line {count} nothing is read",
        )
    ]


@pytest.mark.parametrize(
    "content",
    [line().encode(), gzip.compress(line().encode())[:12], b"\x1f\x8b\x08\x00junkjunk"],
)
def test_what_is_no_packed_file_is_one_fault(tmp_path: Path, content: bytes) -> None:
    readings = read(write_story(tmp_path, {"a.jsonl.gz": content}))
    assert [fault.message for fault in faults(readings)] == [
        "the gzip archive is broken or cut off: nothing is read"
    ]


@pytest.mark.parametrize(
    ("filler", "expected"),
    [
        (b"x", "the gzip archive unpacks to more than articles would fill: after line 1"),
        (b"\n", "the gzip archive unpacks to more than articles would fill: after line 1"),
        (b"[]\n", "3,"),
    ],
)
def test_a_packed_file_that_swells_is_read_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filler: bytes, expected: str
) -> None:
    monkeypatch.setattr(jsonl, "_MOST_UNPACKED", 10_000)
    monkeypatch.setattr(jsonl, "_MOST_SWELLING", 1)
    monkeypatch.setattr(jsonl, "MOST_BYTES", 5_000)
    packed = gzip.compress(line().encode() + filler * 100_000)
    readings = read(write_story(tmp_path, {"a.jsonl.gz": packed}))
    assert len(articles(readings)) == 1
    assert faults(readings)[-1].message.startswith(expected)
    assert len(faults(readings)) <= MOST_FAULTS + 2


def test_a_long_line_of_a_packed_file_costs_only_itself(tmp_path: Path) -> None:
    packed = gzip.compress((line() + "x" * 11_000_000 + "\n" + line(title="Bus")).encode())
    readings = read(write_story(tmp_path, {"a.jsonl.gz": packed}))
    assert [article.line for article in articles(readings)] == [1, 3]
    assert [fault.place[-4:] for fault in faults(readings)] == ["gz:2"]
