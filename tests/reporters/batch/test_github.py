"""GitHub: annotations that the runner reads as we mean them, whatever articles say."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.batches import FilePlace
from factcheck.reporters.batch import github
from tests.reporters.batch.build import make_conflict, make_entry, make_report
from tests.reporters.batch.sample import FULL
from tests.reporters.sample_findings import DISPUTES, UPDATES

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: properties, then the message, unescaped last."""
    found = COMMAND.fullmatch(line)
    assert found, line
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {key: unescape(value) for key, value in pairs}, unescape(found[3])


def unescape(text: str) -> str:
    for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
        text = text.replace(escaped, plain)
    return text.replace("%25", "%")


def read_lines(*entries: object) -> list[str]:
    return github.render(make_report(*entries)).splitlines()


def test_a_finding_is_annotated_at_its_first_claim() -> None:
    level, properties, message = read_command(read_lines(make_entry(make_conflict()))[0])
    assert level == "error"
    assert properties == {
        "file": "articles/daily-1.txt",
        "line": "10",
        "col": "5",
        "title": "quantity conflict",
    }
    assert message == "people rescued: 12 (Daily) | 14 (Times) [Fire at sea]"


def test_severities_are_levels() -> None:
    entries = (make_entry(f) for f in (make_conflict(), DISPUTES[0], UPDATES[0]))
    levels = [read_command(line)[0] for line in read_lines(*entries)[:3]]
    assert levels == ["error", "warning", "notice"]


def test_ten_of_a_level_are_written_and_the_rest_counted() -> None:
    entries = [
        *(make_entry(make_conflict(f"topic {i}")) for i in range(12)),
        *(make_entry(make_conflict(f"topic {i}", score=0.5)) for i in range(11)),
        *(make_entry(UPDATES[0]) for _ in range(10)),
    ]
    *commands, left_out, _ = read_lines(*reversed(entries))
    levels = [read_command(line)[0] for line in commands]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert left_out == (
        "and 2 more errors, 1 more warning: the job summary and the other outputs list them"
    )


def test_what_is_known_or_resolved_is_not_annotated() -> None:
    lines = read_lines(
        make_entry(make_conflict(), is_known=True),
        make_entry(make_conflict(), state="resolved"),
    )
    assert lines == [
        "no finding is open; 1 resolved, 1 known to the baseline, 0 failing, exit code 0"
    ]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("a/b c.txt", "a/b c.txt"),
        ("a, b: 100%.txt", "a, b: 100%.txt"),
        ("a,line=1::x\n::error::y", "a,line=1::x\n::error::y"),
        ("two  spaces.txt", "two  spaces.txt"),
        ("a\x1b[31m.txt", "a[U+001B][31m.txt"),
        ("أخبار.txt", "أخبار.txt"),
    ],
)
def test_a_path_is_one_property(path: str, file: str) -> None:
    place = FilePlace(path=path, line=7)
    line = read_lines(make_entry(make_conflict(), places=((place,), (place,))))[0]
    assert read_command(line)[1] == {"file": file, "line": "7", "title": "quantity conflict"}


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaping_is_undone_by_the_runner(text: str) -> None:
    assert unescape(github.escape_property(text)) == text
    assert not set(github.escape_property(text)) & set("\r\n:,")


@pytest.mark.parametrize(
    "words", ["::error::x", "a\n::set-env name=X::y", "a\r::stop-commands::t", "x%0A::error::y"]
)
def test_an_article_injects_no_command(words: str) -> None:
    lines = read_lines(make_entry(make_conflict(words, values=(words, words), words=words)))
    assert len(lines) == 2
    assert read_command(lines[0])[1]["title"] == "quantity conflict"
    assert read_command(lines[0])[2].startswith(" ".join(words.split()))


def test_every_line_of_the_sample_is_a_command_or_our_own() -> None:
    *commands, counts = github.render(FULL).splitlines()
    assert [read_command(line)[0] for line in commands] == [
        *("error", "error", "warning", "warning", "warning", "notice")
    ]
    assert counts.startswith("2 errors, 3 warnings, 1 note; ")
