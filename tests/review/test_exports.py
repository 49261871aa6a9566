"""Exports: what other programs read."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.review.clients import DISPUTE, FERRY, UPDATE, ask, decide
from tests.review.shelf import HOSTILE, STORY, Shelf, make_ferry, make_hostile, put


def fetch(engine: Engine, name: str) -> str:
    answer = ask(engine).get(f"/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    return answer.text


def fetch_lines(engine: Engine, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in fetch(engine, name).splitlines()]


@pytest.fixture
def settled(either: Engine) -> Engine:
    """A confirmed conflict, a dismissed update, a dispute left for later."""
    client = ask(either)
    decide(client, FERRY, "confirm", note="seen")
    decide(client, UPDATE, "dismiss:superseded", note="=1+1")
    decide(client, DISPUTE, "later")
    return either


def test_every_entry_is_exported_as_lines(settled: Engine) -> None:
    lines = fetch_lines(settled, "decisions.jsonl")
    assert [(one["fingerprint"][-1], one["action"]) for one in lines] == [
        ("1", "confirm"),
        ("2", "dismiss"),
        ("3", "later"),
    ]
    assert lines[0]["topic"] == "people killed, the ferry"


def test_every_entry_is_exported_as_rows(settled: Engine) -> None:
    rows = list(csv.DictReader(io.StringIO(fetch(settled, "decisions.csv"))))
    assert [row["standing"] for row in rows] == ["confirmed", "dismissed", "later"]
    assert rows[1]["note"] == "'=1+1"
    assert rows[1]["reason"] == "superseded"


@pytest.mark.parametrize(
    "note", ["=1+1", "+1", "-1", "@SUM(1)", " =1", "\u00a0=1", "＝1", "\u200b=1"]
)
def test_no_cell_is_a_formula(engine: Engine, note: str) -> None:
    decide(ask(engine), FERRY, "confirm", note=f"x{note}"[1:] or note)
    [row] = csv.DictReader(io.StringIO(fetch(engine, "decisions.csv")))
    assert row["note"].startswith("'") or row["note"][0] not in "=+-@＝"


def test_gold_holds_verbatim_quotes_and_traps(settled: Engine) -> None:
    conflict, trap = fetch_lines(settled, "gold.jsonl")
    assert conflict["verdict"] == "conflict"
    assert conflict["sides"][0] == {
        "value": "43",
        "quotes": [
            {
                "article": "harbour-post-1",
                "text": "The sinking off Ras Dalwa killed 43 people",
            }
        ],
    }
    assert (trap["verdict"], trap["note"]) == ("none", "superseded: =1+1")


def test_gold_is_what_a_reviewer_corrected(settled: Engine) -> None:
    decide(ask(settled), FERRY, "edit", verdict="update", facet="date")
    line = fetch_lines(settled, "gold.jsonl")[0]
    assert (line["verdict"], line["facet"]) == ("update", "date")


def test_what_is_stale_is_no_gold(settled: Engine) -> None:
    changed = make_ferry().findings[0].model_copy(update={"evidence": "f" * 16})
    put(settled, Shelf((), [changed]), STORY)
    assert [one["verdict"] for one in fetch_lines(settled, "gold.jsonl")] == ["none"]
    assert json.loads(fetch(settled, "claimreview.jsonld"))["@graph"] == []


def test_a_confirmed_conflict_is_a_claim_review_a_side(settled: Engine) -> None:
    graph = json.loads(fetch(settled, "claimreview.jsonld"))
    assert graph["@context"] == "https://schema.org"
    first, second = graph["@graph"]
    assert first["@type"] == "ClaimReview"
    assert first["claimReviewed"] == "people killed, the ferry: 43"
    assert first["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "At odds with: at least 100",
    }
    appearance = second["itemReviewed"]["appearance"][0]
    assert appearance["publisher"]["name"] == "نبض المرسى"
    assert first["author"]["name"] == "Mona"


def test_a_confirmed_update_is_no_claim_review(engine: Engine) -> None:
    decide(ask(engine), UPDATE, "confirm")
    assert json.loads(fetch(engine, "claimreview.jsonld"))["@graph"] == []


def test_hostile_words_break_no_export(engine: Engine) -> None:
    put(engine, make_hostile(), STORY)
    client = ask(engine)
    decide(client, f"/finding/{STORY}/bbbb000000000001", "confirm", note=HOSTILE + "\u2028x")
    assert len(fetch_lines(engine, "decisions.jsonl")) == 1
    assert len(fetch_lines(engine, "gold.jsonl")) == 1
    assert len(list(csv.DictReader(io.StringIO(fetch(engine, "decisions.csv"))))) == 1
    review = json.loads(fetch(engine, "claimreview.jsonld"))["@graph"][0]
    assert "url" not in review["itemReviewed"]["appearance"][0]


@pytest.mark.parametrize("name", ["x", "decisions.txt", "..%2Fstore.sqlite"])
def test_no_other_file_is_exported(engine: Engine, name: str) -> None:
    assert ask(engine).get(f"/export/{name}").status_code == 404
