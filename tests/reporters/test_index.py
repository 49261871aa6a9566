"""The index: the stories of one run, the most severe first, each linked."""

from __future__ import annotations

from itertools import permutations

import pytest
from lxml import html as parser

from factcheck.records import Finding, Report
from factcheck.reporters.index import list_stories, render_index
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import AGREED, EMPTY, SAMPLE
from tests.reporters.sample_findings import CONFLICTS, DISPUTES, SCRIPT, UPDATES
from tests.reporters.test_golden import expect_golden


def name_story(story: str, *findings: Finding) -> Report:
    return SAMPLE.model_copy(update={"story": story, "findings": findings})


GRADED = (
    name_story("e-sure", CONFLICTS[0]),
    name_story("d-disputed", DISPUTES[0], UPDATES[0]),
    name_story("c-disputed", DISPUTES[0]),
    name_story("b-updated", UPDATES[0]),
    name_story(
        "a-quiet",
        make_finding("agreement", "place", "t", ("x", [make_side_claim("sawt-1", "x")])),
    ),
)


def test_the_index_is_written_as_accepted() -> None:
    expect_golden("index.html", render_index([SAMPLE, name_story("calm", *UPDATES), EMPTY]))


def test_stories_stand_most_severe_first_whatever_their_order() -> None:
    pages = {render_index(order) for order in permutations(GRADED)}
    assert len(pages) == 1
    rows = list_stories(GRADED[::-1])
    assert [row.worst for row in rows] == ["error", "warning", "warning", "note", "none"]
    assert [row.story for row in rows] == [report.story for report in GRADED]


@pytest.mark.parametrize(
    ("story", "link"),
    [
        ("ferry-fire", "./ferry-fire/report.html"),
        ("حريق", "./%D8%AD%D8%B1%D9%8A%D9%82/report.html"),
        ("javascript:x", "./javascript%3Ax/report.html"),
        ('a"b?c#d e', "./a%22b%3Fc%23d%20e/report.html"),
        ("half\udc80", "./half%ED%B2%80/report.html"),
    ],
)
def test_a_story_links_to_its_own_report(story: str, link: str) -> None:
    assert [row.link for row in list_stories([name_story(story)])] == [link]


def test_the_index_loads_and_runs_nothing() -> None:
    text = render_index([name_story(SCRIPT, *CONFLICTS), AGREED])
    page = parser.document_fromstring(text)
    assert "<script" not in text
    assert SCRIPT in page.text_content()
    assert not [tag for tag in ("img", "link", "iframe", "form") if page.xpath(f"//{tag}")]
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_row_says_what_could_not_be_read() -> None:
    rows = parser.document_fromstring(render_index([SAMPLE, EMPTY])).xpath("//tbody/tr")
    assert "1 place could not be read" in rows[0].text_content()
    assert "no claim could be read" in rows[1].text_content()
