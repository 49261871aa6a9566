"""Decisions: what a finding's history comes to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from factcheck.decisions import Decision, Standing, weigh_decisions

START = datetime(2020, 1, 1, tzinfo=UTC)


def history(*words: str) -> list[Decision]:
    """Entries written "reviewer action", a "!" behind one that is final."""
    return [
        Decision(
            fingerprint="f" * 16,
            number=number,
            action=word.split()[1].rstrip("!"),  # type: ignore[arg-type]
            reviewer=word.split()[0],
            at=START + timedelta(minutes=number),
            evidence="seen",
            is_final=word.endswith("!"),
        )
        for number, word in enumerate(words, 1)
    ]


@pytest.mark.parametrize(
    ("words", "standing"),
    [
        ([], "pending"),
        (["ada note"], "pending"),
        (["ada later"], "later"),
        (["ada confirm"], "confirmed"),
        (["ada dismiss"], "dismissed"),
        (["ada dismiss", "ada confirm"], "confirmed"),
        (["ada confirm", "ada undo"], "pending"),
        (["ada dismiss", "ada confirm", "ada undo"], "dismissed"),
        (["ada confirm", "bo undo"], "confirmed"),
        (["ada confirm", "bo confirm"], "confirmed"),
        (["ada confirm", "bo later"], "confirmed"),
        (["ada confirm", "bo dismiss"], "contested"),
        (["ada confirm", "bo dismiss", "bo confirm"], "confirmed"),
        (["ada confirm", "bo dismiss", "cy confirm!"], "confirmed"),
        (["ada confirm", "bo dismiss", "cy confirm"], "contested"),
        (["ada confirm", "bo dismiss", "cy dismiss!", "cy undo"], "contested"),
        (["ada confirm", "cy dismiss!", "ada confirm"], "contested"),
    ],
)
def test_the_last_word_of_each_reviewer_counts(words: list[str], standing: Standing) -> None:
    assert weigh_decisions(history(*words), "seen").standing == standing


def test_a_decision_is_stale_once_a_deciding_quote_has_changed() -> None:
    decided = history("ada dismiss")
    assert not weigh_decisions(decided, "seen").is_stale
    assert weigh_decisions(decided, "other").is_stale
    assert not weigh_decisions(history("ada note"), "other").is_stale


def test_the_last_edit_of_each_field_holds() -> None:
    one, two = history("ada edit", "bo edit")
    edits = [
        one.model_copy(update={"facet": "date", "verdict": "update"}),
        two.model_copy(update={"facet": "place"}),
    ]
    outcome = weigh_decisions(edits, "seen")
    assert (outcome.facet, outcome.verdict, outcome.standing) == ("place", "update", "pending")
