"""Gold: quotes are found, and findings are counted as the rules say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.records import FacetName, Finding, Side, SideClaim, Span, Verdict
from factcheck.training.gold import (
    GoldLine,
    Place,
    Score,
    add_scores,
    find_text,
    read_gold,
    score_findings,
)

POST = "The blaze at the Harlow mill killed 12 people on Monday."
ECHO = "Nineteen people died when the Harlow mill burned down on Monday."
TEXTS = {"post-1": POST, "echo-1": ECHO}


def place(article: str, words: str) -> Place:
    (span,) = find_text(TEXTS[article], words)
    return Place(article, span)


def line(verdict: str, facet: FacetName = "quantity", words: str = "mill") -> GoldLine:
    """A gold line whose sides are quotes of the two articles."""
    quotes = {
        "mill": ("killed 12 people", "Nineteen people died"),
        "day": ("on Monday", "on Monday"),
    }[words]
    sides = ((place("post-1", quotes[0]),), (place("echo-1", quotes[1]),))
    return GoldLine(f"{verdict}-{facet}-{words}", verdict, facet, sides)


def claim(at: Place) -> SideClaim:
    text = TEXTS[at.article][at.span.start : at.span.end]
    return SideClaim(
        id=f"{at.article}:{at.span.start}",
        article=at.article,
        start=at.span.start,
        end=at.span.end,
        text=text,
        reading=text,
        highlights=(),
        source=None,
        via=None,
        quoted=False,
    )


def finding(verdict: Verdict, facet: FacetName, *sides: tuple[Place, ...]) -> Finding:
    return Finding(
        fingerprint=f"{verdict}-{facet}-{len(sides)}",
        evidence="",
        verdict=verdict,
        facet=facet,
        topic="",
        score=1.0,
        reason="",
        sides=tuple(
            Side(value=str(number), claims=tuple(claim(at) for at in side))
            for number, side in enumerate(sides)
        ),
    )


TOLLS = ((place("post-1", "killed 12 people"),), (place("echo-1", "Nineteen people died"),))
DAYS = ((place("post-1", "on Monday"),), (place("echo-1", "on Monday"),))

#    gold                        reported                                   what counts
TABLE = [
    (line("conflict"), finding("conflict", "quantity", *TOLLS), {"found", "right", "typed"}),
    (line("conflict"), finding("conflict", "date", *TOLLS), {"found", "right"}),
    (line("conflict"), finding("update", "quantity", *TOLLS), {"found"}),
    (line("conflict"), finding("conflict", "quantity", *DAYS), {"alarms"}),
    (line("conflict"), finding("agreement", "quantity", sum(TOLLS, ())), {"agreements_wrong"}),
    (line("none"), finding("conflict", "quantity", *TOLLS), {"traps_sprung", "alarms"}),
    (line("optional"), finding("conflict", "quantity", *TOLLS), set()),
    (line("agreement"), finding("agreement", "date", sum(TOLLS, ())), {"agreements_found"}),
    (line("agreement"), finding("agreement", "quantity", TOLLS[0]), set()),
    (line("agreement"), finding("conflict", "quantity", *TOLLS), {"alarms"}),
    (line("conflict"), finding("single", "quantity", TOLLS[0]), set()),
]


@pytest.mark.parametrize(("gold", "reported", "counted"), TABLE)
def test_a_finding_counts_for_what_it_meets(
    gold: GoldLine, reported: Finding, counted: set[str]
) -> None:
    score = score_findings([reported], [gold])._asdict()
    totals = {"disagreements", "agreements", "traps"}
    assert {name for name, count in score.items() if count} - totals == counted


def test_a_finding_serves_one_gold_line_the_most_alike_first() -> None:
    gold = [line("update"), line("conflict")]
    score = score_findings([finding("conflict", "quantity", *TOLLS)], gold)
    assert (score.disagreements, score.found, score.typed, score.alarms) == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("one", "other", "touches"),
    [
        (Span(0, 30), Span(20, 50), True),
        (Span(0, 30), Span(21, 50), False),
        (Span(0, 30), Span(8, 11), True),
        (Span(0, 30), Span(30, 40), False),
    ],
)
def test_places_touch_when_they_share_ten_characters_or_the_whole_of_one(
    one: Span, other: Span, touches: bool
) -> None:
    left, right = Place("post-1", one), Place("post-1", other)
    assert left.touches(right) is right.touches(left) is touches
    assert not left.touches(right._replace(article="echo-1"))


def test_gold_is_read_with_every_place_of_its_quotes(tmp_path: Path) -> None:
    fields = {
        "id": "g1",
        "verdict": "conflict",
        "facet": "date",
        "sides": [
            {"value": "a", "quotes": [{"article": "post-1", "text": "Monday"}]},
            {"value": "b", "quotes": [{"article": "gone-1", "text": "Monday"}]},
        ],
        "planted": True,
    }
    (tmp_path / "gold.jsonl").write_text(json.dumps(fields) + "\n\n", encoding="utf-8")
    (read,) = read_gold(tmp_path, {"post-1": "Monday, then Monday"})
    assert read.sides == (
        (Place("post-1", Span(0, 6)), Place("post-1", Span(13, 19))),
        (),
    )
    assert (read.is_planted, read.is_disagreement) == (True, True)


def test_scores_add_up() -> None:
    assert add_scores([Score(found=1, alarms=2), Score(found=2)]) == Score(found=3, alarms=2)
    assert add_scores([]) == Score()
