"""Each JSON line is an article; a broken one costs only itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from factcheck.readers import source
from tests.readers.write import BUS, read_file, show

FIRST, SECOND = BUS.splitlines()


def line(**values: object) -> str:
    return json.dumps({"text": BUS, **values}, ensure_ascii=False)


def test_every_key_is_read(tmp_path: Path) -> None:
    content = line(
        id="post-9",
        outlet="Harbour Post",
        published="2019-03-04T10:00:00Z",
        url="https://post.example/9",
        language="en",
        title="Bus leaves the road",
    )
    reading = read_file(tmp_path, "batch.jsonl", content)
    article = reading.articles[0]
    assert reading.faults == ()
    assert (article.id, article.outlet, article.url) == (
        "post-9",
        "Harbour Post",
        "https://post.example/9",
    )
    assert (article.published, article.language) == (date(2019, 3, 4), "en")
    assert show(article) == ["Bus leaves the road", FIRST, SECOND]


def test_only_the_text_is_required(tmp_path: Path) -> None:
    content = f"{line()}\n\n{line(id=None, outlet='', title=' ')}\n"
    articles = read_file(tmp_path, "post-2.jsonl", content).articles
    assert [(a.id, a.outlet, a.title) for a in articles] == [
        ("post-2-1", "post", None),
        ("post-2-3", "post", None),
    ]


def test_the_other_lines_of_a_broken_file_are_read(tmp_path: Path) -> None:
    content = "\n".join(
        [line(), '{"text": "a",}', "5", '{"text": ""}', '{"outlet": "x"}', line()]
    )
    reading = read_file(tmp_path, "b.jsonl", "\ufeff" + content)
    assert [article.id for article in reading.articles] == ["b-1", "b-6"]
    assert [fault.place for fault in reading.faults] == [
        "b.jsonl:2:14",
        "b.jsonl:3:1",
        "b.jsonl:4:10",
        "b.jsonl:5:1",
    ]


def test_faults_of_values_stand_at_the_values(tmp_path: Path) -> None:
    reading = read_file(
        tmp_path, "b.jsonl", f'{line()}\n{{"published": "soon", "url": 7, "text": "{FIRST}"}}'
    )
    assert [(f.place, f.message) for f in reading.faults] == [
        ("b.jsonl:2:15", "unknown date 'soon'"),
        ("b.jsonl:2:30", "'url' is no text"),
    ]
    assert len(reading.articles) == 2


def test_a_misspelt_key_is_named(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "b.jsonl", line(publishd="2019-03-04", author="Ann"))
    assert [(f.message, f.cure) for f in reading.faults] == [
        ("unknown key 'publishd'", 'Write "published".')
    ]


def test_a_line_that_is_too_long_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.readers.jsonl.MOST_BYTES", 1000)
    content = f"{line()}\n{line(title='x' * 5000)}\n{line(title='y' * 3000)}\n{line()}"
    reading = read_file(tmp_path, "b.jsonl", content)
    assert [article.id for article in reading.articles] == ["b-1", "b-4"]
    assert [fault.place for fault in reading.faults] == ["b.jsonl:2", "b.jsonl:3"]


def test_a_line_in_another_encoding_names_its_line(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "b.jsonl", line().encode() + b'\n{"text": "\xff\xfe\x81 x"}')
    assert len(reading.articles) == 1
    assert [fault.place for fault in reading.faults] == ["b.jsonl:2:11"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a b\n c", "a-b-c"),
        (7, "7"),
        (True, "b-1"),
        ([], "b-1"),
        ("  ", "b-1"),
        ("\x00", "b-1"),
        ("حافلة", "حافلة"),
    ],
)
def test_an_id_is_one_printable_word(tmp_path: Path, given: object, expected: str) -> None:
    assert read_file(tmp_path, "b.jsonl", line(id=given)).articles[0].id == expected


def test_half_a_surrogate_pair_is_mended(tmp_path: Path) -> None:
    article = read_file(
        tmp_path, "b.jsonl", '{"text": "The \\ud800 road.", "title": "\\udc00"}'
    ).articles[0]
    assert article.text.encode() == "\ufffd\nThe \ufffd road.".encode()


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff"])
def test_a_file_without_lines_is_reported(tmp_path: Path, content: str) -> None:
    reading = read_file(tmp_path, "b.jsonl", content)
    assert [fault.message for fault in reading.faults] == [
        "the file holds no line with an article"
    ]


def test_the_limit_is_ten_megabytes() -> None:
    assert source.MOST_BYTES == 10_000_000
