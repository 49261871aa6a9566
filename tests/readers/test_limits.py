"""Whatever a file holds, reading ends soon, without an exception, in a fault or an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.readers import READERS
from factcheck.readers.source import cannot_open, mark_fault
from factcheck.text import BIDI_CONTROLS
from tests.readers.write import BUS, read_file, show

JUNK = {
    "one word": "a" * 400_000,
    "one address": "a@" * 200_000,
    "brackets": "(" * 400_000,
    "marks": "“…" * 200_000,
    "spaces": "a" + " " * 400_000 + "b",
    "a header": "Outlet: " + "x " * 200_000,
    "colons": "a:" * 200_000,
    "a byline": "By " + "A" * 400_000,
    "a credit": "(Photo: " * 50_000,
    "Arabic": "ا" * 400_000,
    "accents": "a" + "\u0301" * 400_000,
    "share bars": "Share\nTweet\n" * 5_000,
    "long lines": "\n".join(f"{BUS.splitlines()[0]} {n} {n + 1}" for n in range(3_000)),
}


@pytest.mark.parametrize("content", JUNK.values(), ids=JUNK)
def test_junk_is_read_to_its_end(tmp_path: Path, content: str) -> None:
    reading = read_file(tmp_path, "a.txt", content)
    assert len(reading.articles) + len(reading.faults) > 0


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("a.txt", 10_000_001, "10.0 MB is too much for one article: the limit is 10 MB"),
        ("a.html", 30_000_000, "30.0 MB is too much for one article: the limit is 10 MB"),
        ("a.json", 30_000_000, "30.0 MB is too much for one article: the limit is 10 MB"),
        (
            "a.jsonl",
            30_000_000,
            "a line of 30.0 MB is too much for one article: the limit is 10 MB",
        ),
        (
            "a.txt",
            1_000_001,
            "1,000,001 characters are too many for one article: the limit is 1,000,000",
        ),
    ],
)
def test_what_is_too_large_is_one_fault(
    tmp_path: Path, name: str, size: int, message: str
) -> None:
    reading = read_file(tmp_path, name, b"x" * size)
    assert reading.articles == ()
    assert [fault.message for fault in reading.faults] == [message]
    assert "its own line of a .jsonl file" in reading.faults[0].cure


def test_too_many_paragraphs_are_one_fault(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "a.txt", "a\n" * 20_001)
    assert [f.message for f in reading.faults] == [
        "20,001 paragraphs are too many for one article: the limit is 20,000"
    ]


def test_control_characters_are_kept(tmp_path: Path) -> None:
    content = f"\x07Title\x1b[31m {''.join(sorted(BIDI_CONTROLS))}\n\n{BUS}"
    article = read_file(tmp_path, "a.txt", content).articles[0]
    assert article.text == content
    assert show(article)[1:] == BUS.splitlines()


@pytest.mark.parametrize("ending", READERS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.one_of(
        st.binary(max_size=120),
        st.text(max_size=120).map(lambda text: text.encode("utf-8", "replace")),
        st.sampled_from(
            ['{"text":', '{"bodies":[{"value":', "<p>", "<html><body><article>"]
        ).flatmap(
            lambda start: st.text(alphabet='"{}[]<>p/:,a حé\\\n1', max_size=60).map(
                lambda text: (start + text).encode()
            )
        ),
    )
)
def test_no_file_raises(tmp_path: Path, ending: str, content: bytes) -> None:
    reading = read_file(tmp_path, f"a{ending}", content)
    assert reading.articles or reading.faults
    for article in reading.articles:
        for paragraph in article.paragraphs:
            words = article.text[paragraph.start : paragraph.end]
            assert words == words.strip() != ""
    for fault in reading.faults:
        assert fault.place.startswith(f"a{ending}")
        assert fault.cure


def test_a_refusal_of_the_system_is_told_in_its_words() -> None:
    fault = cannot_open("a.txt", PermissionError(13, "Permission denied"))
    assert (fault.place, fault.message) == ("a.txt", "cannot be opened: permission denied")


#   text, mark, place, excerpt
MARKS = [
    ("Published: soon", (11, 15), "a:1:12", "    Published: soon\n               ~~~~"),
    ("one\r\ntwo\r\nthree", (10, 15), "a:3:1", "    three\n    ~~~~~"),
    ("one\rtwo", (4, 5), "a:2:1", "    two\n    ~"),
    ("a\tb\x00c", (2, 3), "a:1:3", "    a b c\n      ~"),
    ("", (0, 1), "a:1:1", "\n    ~"),
    ("x" * 200, (100, 102), "a:1:101", f"    {'x' * 76}\n    {' ' * 30}~~"),
]


@pytest.mark.parametrize(("text", "mark", "place", "excerpt"), MARKS)
def test_a_fault_marks_its_words(
    text: str, mark: tuple[int, int], place: str, excerpt: str
) -> None:
    fault = mark_fault("a", text, *mark, message="m", cure="c")
    assert (fault.place, fault.excerpt) == (place, excerpt)
