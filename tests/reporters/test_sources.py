"""Who said what: one row a source, whatever its spelling."""

from __future__ import annotations

import pytest

from factcheck.reporters.sources import SourceRow, list_sources
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import SAMPLE
from tests.reporters.sample_findings import CONFLICTS


def list_rows(*sources: str) -> tuple[SourceRow, ...]:
    articles = ("courier-1", "dispatch-1", "sawt-1", "sahel-1")
    claims = [
        make_side_claim(article, "x", source=source)
        for article, source in zip(articles, sources, strict=False)
    ]
    finding = make_finding("agreement", "statement", "t", ("x", claims))
    return list_sources(SAMPLE.model_copy(update={"findings": (finding,)}))


@pytest.mark.parametrize(
    ("left", "right", "rows"),
    [
        ("Karim Obeid", "Karim Obeid", 1),
        ("Karim Obeid", "Obeid", 1),
        ("Karim Obeid", "كريم عبيد", 1),
        ("خفر السواحل", "خفر السَّواحل", 1),
        ("Karim Obeid", "Samir Obeid", 2),
        ("a passenger", "a passenger", 1),
        ("a passenger", "another passenger", 2),
        ("the company", "Silver Company", 2),
    ],
)
def test_spellings_of_one_name_share_a_row(left: str, right: str, rows: int) -> None:
    assert len(list_rows(left, right)) == rows


def test_a_short_name_does_not_join_two_long_ones() -> None:
    rows = list_rows("Karim Obeid", "Samir Obeid", "Obeid")
    assert sorted(len(row.names) for row in rows) == [1, 2]


def test_sources_of_most_outlets_come_first() -> None:
    rows = list_rows("the coast guard", "Karim Obeid", "Karim Obeid")
    assert [row.names[0] for row in rows] == ["Karim Obeid", "the coast guard"]
    assert [row.is_in_several for row in rows] == [True, False]


def test_a_claim_of_two_findings_is_told_once_with_both() -> None:
    claim = make_side_claim("courier-1", "x", source="Karim Obeid")
    findings = tuple(
        make_finding("conflict", "place", topic, ("x", [claim]), ("y", [])) for topic in "ab"
    )
    (row,) = list_sources(SAMPLE.model_copy(update={"findings": findings}))
    assert row.size == 1
    assert [mark for _, mark in row.outlets[0].sayings[0].findings] == ["A", "A"]
    assert row.findings == findings


def test_an_outlets_own_words_have_no_row() -> None:
    report = SAMPLE.model_copy(update={"findings": (CONFLICTS[1],)})
    assert [row.names for row in list_sources(report)] == [("a naval officer",)]
