"""JUnit: a test case a story, in the shape that the schema and the readers want."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from factcheck.batches import BatchReport
from factcheck.reporters.batch.junit import render
from tests.make import make_head
from tests.reporters.batch.build import make_conflict, make_entry, make_report, make_story
from tests.reporters.batch.sample import BATCHES, FULL
from tests.reporters.batch.schemas import find_schema
from tests.reporters.sample_findings import DISPUTES, UPDATES


def parse_suite(report: BatchReport) -> etree._Element:
    return etree.fromstring(render(report).encode())[0]


def list_failures(report: BatchReport) -> list[etree._Element]:
    return parse_suite(report).findall("testcase/failure")


@pytest.mark.parametrize("batch", BATCHES)
def test_the_schema_of_ant_accepts_it(batch: str) -> None:
    schema = etree.XMLSchema(etree.parse(find_schema("JUnit.xsd")))
    schema.assertValid(etree.fromstring(render(BATCHES[batch]).encode()))


@pytest.mark.parametrize("batch", BATCHES)
def test_elements_stand_in_the_order_of_the_schema(batch: str) -> None:
    suite = parse_suite(BATCHES[batch])
    cases = [element.tag for element in suite if element.tag == "testcase"]
    assert [e.tag for e in suite] == ["properties", *cases, "system-out", "system-err"]
    assert all(len(case) <= 1 for case in suite.findall("testcase"))
    assert set(suite.attrib) == {
        *("name", "package", "id", "timestamp", "hostname"),
        *("tests", "failures", "errors", "time"),
    }


def test_a_story_is_a_test_case_and_fails_once() -> None:
    suite = parse_suite(FULL)
    cases = suite.findall("testcase")
    assert [case.get("name") for case in cases] == [
        "Ferry burns off Marsa Nour (story-0001)",
        "\u2068حصاد القمح في سهل نور\u2069 (story-0002)",
        "Quiet day in the market (story-0003)",
    ]
    assert [len(case) for case in cases] == [1, 1, 0]
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert {case.get("classname") for case in cases} == {"factcheck"}


@pytest.mark.parametrize(
    ("entry", "failures"),
    [
        (make_entry(make_conflict()), 1),
        (make_entry(make_conflict(), state="joined"), 1),
        (make_entry(DISPUTES[0]), 1),
        (make_entry(UPDATES[0]), 0),
        (make_entry(make_conflict(), is_known=True), 0),
        (make_entry(make_conflict(), state="resolved"), 0),
    ],
)
def test_only_open_errors_and_warnings_fail(entry: object, failures: int) -> None:
    assert len(list_failures(make_report(entry))) == failures


def test_a_failure_quotes_both_sides_and_where_they_stand() -> None:
    (failure,) = list_failures(make_report(make_entry(make_conflict()), stories=()))
    assert failure.get("type") == "conflict"
    assert failure.get("message") == (
        "quantity conflict: people rescued: 12 (daily-1) | 14 (times-1)"
    )
    lines = (failure.text or "").splitlines()
    assert lines[:4] == [
        "error: quantity conflict: people rescued",
        "A: 12",
        "  articles/daily-1.txt:10:5: daily-1",
        "    12 were rescued",
    ]
    assert lines[4] == "B: 14"


def test_further_findings_of_a_story_are_counted_in_the_message() -> None:
    entries = (make_entry(make_conflict("a")), make_entry(make_conflict("b")))
    (failure,) = list_failures(make_report(*entries))
    assert str(failure.get("message")).endswith("14 (Times) (and 1 more)")
    assert (failure.text or "").count("error: quantity conflict: ") == 2


def test_the_timestamp_is_the_newest_article_not_the_clock() -> None:
    undated = make_story("s", make_head("daily-1", published=None))
    assert parse_suite(make_report()).get("timestamp") == "2016-08-17T00:00:00"
    assert parse_suite(make_report(stories=(undated,))).get("timestamp") == (
        "1970-01-01T00:00:00"
    )


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_any_words_are_well_formed(words: str) -> None:
    entry = make_entry(make_conflict(values=(words, words), words=words))
    report = make_report(entry, stories=(make_story("fire", make_head("a-1"), title=words),))
    assert len(list_failures(report)) == 1
