"""Figures: precision of what was settled."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from factcheck.review.figures import find_interval, measure_precision
from factcheck.review.register import Register
from tests.review.clients import DISPUTE, FERRY, UPDATE, ask, decide


def test_precision_is_confirmed_of_settled(engine: Engine) -> None:
    client = ask(engine)
    decide(client, FERRY, "confirm")
    decide(client, UPDATE, "dismiss:superseded")
    decide(client, DISPUTE, "later")
    figures = measure_precision(Register(engine).read())
    assert (figures.total.confirmed, figures.total.dismissed) == (1, 1)
    assert figures.total.precision == 0.5
    facets, languages, outlets = (table.rows for table in figures.tables)
    assert facets == (("quantity", 1, 1),)
    assert languages == (("English", 0, 1), ("English and Arabic", 1, 0))
    assert outlets == (("Harbour Post", 1, 1), ("The Ledger", 0, 1), ("نبض المرسى", 1, 0))
    assert figures.reasons == (("superseded", 1),)


def test_what_reviewers_disagree_on_is_not_counted(engine: Engine) -> None:
    decide(ask(engine, "Mona"), FERRY, "confirm")
    decide(ask(engine, "Karim"), FERRY, "dismiss:other")
    assert measure_precision(Register(engine).read()).total.settled == 0


def test_few_are_said_to_be_few(engine: Engine) -> None:
    client = ask(engine)
    assert "Nothing is settled yet" in client.get("/figures").text
    decide(client, FERRY, "confirm")
    page = client.get("/figures").text
    assert "21 % to 100 %, few" in page
    assert "of what reviewers settled was right" not in page


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilsons(right: int, total: int, low: float, high: float) -> None:
    # Source: Newcombe 1998, "Two-sided confidence intervals for the single proportion",
    # Statistics in Medicine 17, table I, method 3.
    assert find_interval(right, total) == pytest.approx((low, high), abs=2e-4)
