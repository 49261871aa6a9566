"""Dates and languages as files write them."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.readers.fields import Fields, Problem, parse_language, parse_published, set_field

#   written                       day                  moment
DATES = [
    ("2016-12-31", date(2016, 12, 31), None),
    (" 2016-12-31 ", date(2016, 12, 31), None),
    ("٢٠١٦-١٢-٣١", date(2016, 12, 31), None),
    ("2016\u201112\u201131", date(2016, 12, 31), None),
    ("7/23/17", date(2017, 7, 23), None),
    ("٧/٢٣/٢٠١٧", date(2017, 7, 23), None),
    ("07/23/2017", date(2017, 7, 23), None),
    ("23.7.2017", date(2017, 7, 23), None),
    ("23-07-2017", date(2017, 7, 23), None),
    ("7/7/2017", date(2017, 7, 7), None),
    ("12/31/99", date(1999, 12, 31), None),
    ("2016/12/31", date(2016, 12, 31), None),
    ("2016-12-31T18:30Z", date(2016, 12, 31), "2016-12-31T18:30:00+00:00"),
    ("2016-12-31 18:30:15 GMT", date(2016, 12, 31), "2016-12-31T18:30:15+00:00"),
    ("2016-12-31T23:30:00.250+03:00", date(2016, 12, 31), "2016-12-31T23:30:00+03:00"),
    ("2016-12-31T23:30-0500", date(2016, 12, 31), "2016-12-31T23:30:00-05:00"),
]

NO_DATES = [
    *("31-31-2016", "2016-13-01", "2016-02-30", "16 August 2016", "2016", "0016-08-17", ""),
    *("7/8/2017", "7/8/17", "23/7/17", "16-08-17", "7/23-17", "2/30/2017", "7/23/0017", "7/23"),
    *("2016-W33-2", "20160817", "2016-08-17T25:00Z", "2016-08-17T10:00+99:00", "Tuesday"),
]


@pytest.mark.parametrize(("written", "day", "moment"), DATES)
def test_a_date_is_read(written: str, day: date, moment: str | None) -> None:
    published = parse_published(written)
    assert not isinstance(published, Problem)
    assert published.day == day
    assert (published.moment and published.moment.isoformat()) == moment
    assert published.problem is None


@pytest.mark.parametrize("written", NO_DATES)
def test_what_is_no_date_is_a_problem(written: str) -> None:
    problem = parse_published(written)
    assert isinstance(problem, Problem)
    assert problem == (f"unknown date '{written}'", "Write it as 2016-12-31.")


def test_a_time_without_a_zone_gives_the_day_and_a_problem() -> None:
    fields, problem = set_field(Fields(), "published", "2016-12-31 18:30")
    assert (fields.published, fields.published_at) == (date(2016, 12, 31), None)
    assert problem is not None
    assert problem.message == "no time zone in '2016-12-31 18:30'"


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("en", "en"),
        ("EN-gb", "en"),
        ("English", "en"),
        ("ar_EG", "ar"),
        ("Arabic", "ar"),
        ("العربية", "ar"),
    ],
)
def test_a_language_is_read(written: str, language: str) -> None:
    assert parse_language(written) == language


@pytest.mark.parametrize("written", ["fr", "Klingon", "", "e", "arm"])
def test_an_unknown_language_is_a_problem(written: str) -> None:
    assert isinstance(parse_language(written), Problem)


@pytest.mark.parametrize(
    ("url", "is_read"),
    [("HTTPS://a.example/x", True), ("a.example", False), ("http://a b", False)],
)
def test_an_address_is_whole(url: str, is_read: bool) -> None:
    fields, problem = set_field(Fields(url="http://old"), "url", url)
    assert (fields.url == url) is is_read
    assert (problem is None) is is_read


def test_a_long_value_is_quoted_in_short() -> None:
    problem = parse_language("x" * 100_000)
    assert isinstance(problem, Problem)
    assert len(problem.message) < 100
