"""What a page computes: the grid that fits it, coverage, what one language alone has."""

from __future__ import annotations

import pytest

from factcheck.records import FacetName, Verdict
from factcheck.reporters import layout, views
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import ARTICLES, SAMPLE
from tests.reporters.sample_findings import AGREEMENTS, CONFLICTS, SINGLES, UPDATES

HEADS = layout.index_heads(SAMPLE)
DATED = (
    ("3", [make_side_claim("courier-1", "3")]),
    ("11", [make_side_claim("courier-2", "11")]),
)


@pytest.mark.parametrize(
    ("verdict", "facet", "moments"),
    [
        ("update", "status", 2),
        ("update", "quantity", 2),
        ("conflict", "quantity", 2),
        ("conflict", "date", 2),
        ("dispute", "quantity", 2),
        ("conflict", "place", 0),
        ("agreement", "quantity", 0),
    ],
)
def test_updates_and_disputed_figures_have_a_timeline(
    verdict: Verdict, facet: FacetName, moments: int
) -> None:
    finding = make_finding(verdict, facet, "t", *DATED)
    assert len(views.build_timeline(finding, HEADS)) == moments


def test_one_day_makes_no_timeline() -> None:
    claims = [make_side_claim("courier-1", "3"), make_side_claim("sahel-1", "3")]
    finding = make_finding("update", "quantity", "t", ("3", claims))
    assert views.build_timeline(finding, HEADS) == ()


def test_a_day_names_all_who_state_a_value() -> None:
    first, *_ = views.build_timeline(UPDATES[0], HEADS)
    assert first.values == (("1", "3", ("Harbour Courier", "صوت الميناء")),)


def make_wide_matrix(articles: int) -> layout.Matrix:
    """A matrix in which article n tells the second topic only if n is odd."""
    heads = [ARTICLES[0].model_copy(update={"id": f"a-{n:03}"}) for n in range(articles)]
    findings = tuple(
        make_finding(
            "agreement", "place", topic, ("x", [make_side_claim(h.id, "x") for h in who])
        )
        for topic, who in (("all", heads), ("odd", heads[1::2]))
    )
    report = SAMPLE.model_copy(update={"articles": tuple(heads), "findings": findings})
    return layout.build_matrix(report)


def test_a_grid_keeps_the_articles_that_tell_most_in_their_order() -> None:
    grid = views.fit_grid(make_wide_matrix(60))
    assert (len(grid.columns), grid.columns_left_out) == (views.MOST_COLUMNS, 20)
    ids = [head.id for head in grid.columns]
    assert ids == sorted(ids)
    assert all(row.cells[ids.index("a-059")] for row in grid.rows)
    assert all(len(row.cells) == len(ids) for row in grid.rows)


@pytest.mark.parametrize(("articles", "is_dense"), [(3, False), (7, False), (8, True)])
def test_many_articles_make_a_grid_of_marks(articles: int, is_dense: bool) -> None:
    assert views.fit_grid(make_wide_matrix(articles)).is_dense == is_dense


def test_coverage_counts_what_an_outlet_tells_shares_and_misses() -> None:
    rows = {row.outlet: row for row in views.list_coverage(SAMPLE)}
    assert [row.outlet for row in rows.values()][:2] == ["Harbour Courier", "Northern Dispatch"]
    #                                     articles, alone, shared, missed
    assert rows["Northern Dispatch"][2:] == (1, 2, 6, 0)
    assert rows["Harbour Courier"][2:] == (2, 0, 4, 2)
    assert rows["صوت الميناء"].languages == ("ar",)


def test_what_one_language_alone_has_is_listed_by_language() -> None:
    report = SAMPLE.model_copy(
        update={"findings": (CONFLICTS[1], UPDATES[0], *AGREEMENTS, *SINGLES)}
    )
    spots = {spot.language: spot for spot in views.list_language_spots(report)}
    assert spots["en"].told == (CONFLICTS[1],)
    assert [len(spots[code].alone) for code in ("ar", "en")] == [1, 2]


def test_one_language_has_no_blind_spot() -> None:
    english = tuple(head for head in ARTICLES if head.language == "en")
    report = SAMPLE.model_copy(update={"articles": english, "findings": (CONFLICTS[1],)})
    assert views.list_language_spots(report) == ()


@pytest.mark.parametrize(("count", "shown", "left"), [(0, 0, 0), (7, 7, 0), (8, 6, 2)])
def test_a_line_of_names_says_how_many_more(count: int, shown: int, left: int) -> None:
    names, more = views.take_first(tuple(map(str, range(count))))
    assert (len(names), more) == (shown, left)
