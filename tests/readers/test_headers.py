"""Header lines say whose an article is; all that is wrong with them is said at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import format_fault
from factcheck.readers.headers import parse_header
from tests.readers.write import BUS, HAFILA, read_file, show


def test_all_headers_are_read(tmp_path: Path) -> None:
    reading = read_file(
        tmp_path,
        "post-1.txt",
        "Outlet: Harbour Post\nURL: https://post.example/1\nPublished: 2016-12-31T18:30+03:00\n"
        f"Language: en-GB\nTitle: Bus leaves the road\n\n{BUS}",
    )
    article = reading.articles[0]
    assert reading.faults == ()
    assert (article.id, article.path) == ("post-1", "post-1.txt")
    assert (article.outlet, article.url) == ("Harbour Post", "https://post.example/1")
    assert article.published == date(2016, 12, 31)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2016-12-31T18:30:00+03:00"
    assert article.title == "Bus leaves the road"
    assert show(article)[0] == "Bus leaves the road"
    assert [p.is_title for p in article.paragraphs] == [True, False, False]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_text_is_the_whole_file_with_its_newlines(tmp_path: Path, newline: str) -> None:
    content = f"Outlet: Post\nTitle: حافلة\n\n{HAFILA}".replace("\n", newline)
    article = read_file(tmp_path, "a.txt", "\ufeff" + content).articles[0]
    assert article.text == content
    assert show(article) == ["حافلة", *HAFILA.splitlines()]


def test_headers_are_recognised_in_any_case_and_with_loose_spaces(tmp_path: Path) -> None:
    article = read_file(tmp_path, "a.txt", f"\n OUTLET :  Post \ntitle:Bus \n\n{BUS}").articles[
        0
    ]
    assert (article.outlet, article.title) == ("Post", "Bus")
    assert show(article)[0] == "Bus"


def test_a_file_with_six_faults_reports_six(tmp_path: Path) -> None:
    reading = read_file(
        tmp_path,
        "post-1.txt",
        "Outlet: Post\nURL: nowhere\nPublished: 31-31-2016\nLanguage: Klingon\nAuthor: Ann\n"
        f"Outlet: Gazette\nand so it begins\n\n{BUS}",
    )
    assert [fault.place for fault in reading.faults] == [
        f"post-1.txt:{place}" for place in ("2:6", "3:12", "4:11", "5:1", "6:1", "7:1")
    ]
    assert reading.articles[0].published is None
    assert reading.articles[0].outlet == "Post"
    assert show(reading.articles[0])[0] == "and so it begins"


def test_a_fault_shows_the_place_and_the_cure(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "post-1.txt", f"Outlet: P\nPublished: 31-31-2016\n\n{BUS}")
    assert format_fault(reading.faults[0]) == (
        "post-1.txt:2:12: unknown date '31-31-2016'\n"
        "    Published: 31-31-2016\n"
        "               ~~~~~~~~~~\n"
        "Write it as 2016-12-31."
    )


def test_an_empty_header_says_nothing(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "post-1.txt", f"Outlet:\nPublished:  \nURL:\n\n{BUS}")
    assert reading.faults == ()
    assert reading.articles[0].outlet == "post"


#   file                  outlet
OUTLETS = [
    ("ahram-1.txt", "ahram"),
    ("al-ahram-12.txt", "al-ahram"),
    ("ahram.txt", "ahram"),
    ("channel4.txt", "channel4"),
    ("000_ab12.txt", "000_ab12"),
    ("-1.txt", "-1"),
]


@pytest.mark.parametrize(("name", "outlet"), OUTLETS)
def test_without_headers_the_outlet_is_the_file(tmp_path: Path, name: str, outlet: str) -> None:
    assert read_file(tmp_path, name, BUS).articles[0].outlet == outlet


#   first line                                            is a title
FIRST_LINES = [
    ("Bus leaves the road near the market", True),
    ("حافلة تخرج عن الطريق قرب السوق", True),
    ("Who closed the road?", True),
    ("Ministers agree on a bridge to the U.S.", True),
    ("The mayor closed the road.", False),
    ("أغلقت الشرطة الطريق.", False),
    ("The mayor said:", False),
    ("“The road is closed.”", False),
    ("Ministers who met in the harbour…", False),
    ("word " * 31, False),
]


@pytest.mark.parametrize(("line", "is_title"), FIRST_LINES)
def test_a_short_first_line_without_a_full_stop_is_the_title(
    tmp_path: Path, line: str, is_title: bool
) -> None:
    article = read_file(tmp_path, "a.txt", f"{line}\n\n{BUS}").articles[0]
    assert article.title == (line if is_title else None)
    assert article.paragraphs[0].is_title is is_title


def test_the_title_is_found_behind_page_furniture(tmp_path: Path) -> None:
    article = read_file(
        tmp_path, "a.txt", f"ADVERTISEMENT\nBy Ann Hill\nBus crash\n{BUS}"
    ).articles[0]
    assert article.title == "Bus crash"


def test_a_line_that_heads_nothing_is_no_title(tmp_path: Path) -> None:
    assert read_file(tmp_path, "a.txt", "Bus leaves the road").articles[0].title is None


def test_a_stated_title_is_the_only_one(tmp_path: Path) -> None:
    article = read_file(
        tmp_path, "a.txt", f"Title: Bus crash\n\nA quiet morning\n{BUS}"
    ).articles[0]
    assert [p.is_title for p in article.paragraphs] == [True, False, False, False]


def test_a_language_that_the_text_contradicts_is_reported(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "a.txt", f"Language: en\n\n{HAFILA}")
    assert reading.articles[0].language == "ar"
    assert [f.message for f in reading.faults] == ["said to be in English, written in Arabic"]


def test_an_article_in_another_language_is_set_aside_and_reported(tmp_path: Path) -> None:
    french = (
        "Le maire a déclaré mardi que trois personnes avaient été blessées dans un accident."
    )
    reading = read_file(tmp_path, "a.txt", french)
    assert [f.message for f in reading.faults] == ["written in French"]
    assert [p.set_aside for p in reading.articles[0].paragraphs] == ["other language"]


def test_a_foreign_paragraph_keeps_its_own_language(tmp_path: Path) -> None:
    persian = "شهردار روز سه شنبه گفت که سه نفر هنگامی که یک اتوبوس از جاده خارج شد زخمی شدند."
    article = read_file(tmp_path, "a.txt", f"{BUS}{HAFILA}{persian}\n").articles[0]
    assert [p.language for p in article.paragraphs] == ["en", "en", "ar", "ar", "ar"]
    assert [p.set_aside for p in article.paragraphs] == [None] * 4 + ["other language"]
    assert article.paragraphs[4].note == "written in Persian"


@given(st.text(alphabet="Outle:URTi \r\n\tx\u202bح", max_size=80))
def test_no_beginning_breaks_the_header(text: str) -> None:
    header = parse_header("Outlet: x" + text, "a.txt")
    assert 0 < header.body_start <= len(text) + 9
    if header.title:
        assert header.fields.title == ("Outlet: x" + text)[slice(*header.title)]
