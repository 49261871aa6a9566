"""Contrast pairs: what is changed is false, what is kept is true."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from factcheck.training.contrast import (
    CONTRADICTION,
    ENTAILMENT,
    NEUTRAL,
    Article,
    Row,
    balancing_rows,
    blur_number,
    change_number,
    contrast_rows,
    drop_clause,
    news_rows,
    plain_sentences,
    respell_number,
)

NAMES = ("Anan", "Basel", "Cemal", "Dunia", "Emile", "Farah", "Ghada", "Hadi", "Iman", "Jamal")
TEMPLATES = (
    "Officers arrested {n} suspects near {name} bridge, which had been closed since 2001.",
    "Hospitals around {name} treated {n} drivers, while schools stayed shut until Friday.",
    "Unions in {name} asked ministers for {n} weeks of talks after the strike of October.",
    "Farmers outside {name} lost {n} fields of wheat, which insurance does not cover.",
)


def rng() -> random.Random:
    return random.Random(7)


def articles() -> list[Article]:
    """Articles whose sentences share little but the name of a place."""
    return [
        Article(
            f"2017-04-{n % 7 + 10}",
            tuple(t.format(n=n + 3 + k, name=name) for k, t in enumerate(TEMPLATES)),
        )
        for n, name in enumerate(NAMES * 8)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Police arrested 12 men.",
        "Police arrested twelve men.",
        "The law dates from 1994.",
        "The army lost 1,204 tanks.",
        "Talks resume on Friday.",
        "Talks resume in October.",
    ],
)
def test_a_changed_value_keeps_its_kind_and_place(sentence: str) -> None:
    changed = change_number(sentence, rng())
    assert changed is not None
    pairs = zip(sentence.split(), changed.split(), strict=True)
    assert sum(left != right for left, right in pairs) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 12 men were held.",
        "Up to 500 homes burnt.",
        "It costs $12 or more.",
        "Between 5 and 9 were hurt.",
        "The Tu-22 took off.",
        "The 3.8 quake came at noon.",
        "Nobody came.",
    ],
)
def test_hedged_numbers_and_identifiers_are_left_alone(sentence: str) -> None:
    assert change_number(sentence, rng()) is None


@pytest.mark.parametrize("seed", range(12))
def test_a_respelt_number_still_holds(seed: int) -> None:
    respelt = respell_number("Police arrested 12 men and left.", random.Random(seed))
    assert respelt in {
        f"Police arrested {form} men and left."
        for form in ("twelve", "at least 12", "more than 10", "more than 11", "several")
    }


def test_a_blurred_count_names_no_number() -> None:
    blurred = blur_number("Police arrested 12 suspects.", rng())
    assert blurred is not None
    assert "12" not in blurred
    assert blur_number("The flight left at 12.", rng()) is None


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "The army took the northern villages, which rebels had held for years.",
            "The army took the northern villages.",
        ),
        (
            "On Monday evening, the council voted to close both schools.",
            "The council voted to close both schools.",
        ),
        (
            "Mona Saleh, a lawyer for the families, asked for a retrial.",
            "Mona Saleh asked for a retrial.",
        ),
        ("The army took the northern villages.", None),
    ],
)
def test_a_dropped_clause_leaves_a_true_sentence(sentence: str, shorter: str | None) -> None:
    assert drop_clause(sentence, rng()) == shorter


def test_related_news_is_neutral_and_outweighs_contradictions() -> None:
    made = news_rows(articles(), 120, rng())
    by_source = Counter(row.source for row in made)
    related = by_source["news.same_article"] + by_source["news.same_day"]
    assert by_source["news.changed"] > 0
    assert related + by_source["news.detail_missing"] >= 3 * by_source["news.changed"]
    assert {row.label for row in made if row.source == "news.changed"} == {CONTRADICTION}
    assert all(row.label == NEUTRAL for row in made if row.source.startswith("news.same"))


def test_one_sided_evidence_is_shown_true_and_neutral_too() -> None:
    premises = [s for article in articles() for s in article.sentences]
    one_sided = [Row(p, "No: " + p, CONTRADICTION, "x") for p in premises]
    made = balancing_rows(one_sided, 40, rng())
    assert {row.label for row in made} == {ENTAILMENT, NEUTRAL}
    assert {row.premise for row in made if row.label == ENTAILMENT} <= set(premises)


def test_one_seed_makes_the_same_rows() -> None:
    def make(seed: int) -> list[Row]:
        return contrast_rows([], articles(), news=60, balance=0, seed=seed)

    assert make(1) == make(1)
    assert make(1) != make(2)


def test_plain_sentences_leave_out_fragments_and_repeats() -> None:
    whole = "The council voted on Monday to close both schools."
    assert plain_sentences(
        f"{whole} COMMENTS\n{whole}\nshare this with all your friends now."
    ) == [whole]
