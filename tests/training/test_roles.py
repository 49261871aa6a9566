"""Roles: swapped where they are called false, kept where they are called true."""

from __future__ import annotations

import random
from collections import Counter

from factcheck.text import is_arabic
from factcheck.training.contrast import CONTRADICTION, ENTAILMENT
from factcheck.training.roles import _ACTORS, _DEEDS, role_rows

ROWS = list(role_rows(800, random.Random(3)))
ENGLISH = [row for row in ROWS if not is_arabic(row.premise) and not is_arabic(row.hypothesis)]


def tell_deeds() -> dict[str, tuple[str, str, str]]:
    """Return agent, verb and patient of every English sentence of one deed."""
    return {
        told: (agent.en, deed.past, patient.en)
        for deed in _DEEDS
        for agent in _ACTORS
        for patient in _ACTORS
        for told in (
            f"{agent.en} {deed.past} {patient.en}.".lower(),
            f"{patient.en} was {deed.participle} by {agent.en}.".lower(),
            f"{patient.en} were {deed.participle} by {agent.en}.".lower(),
        )
    }


def test_an_english_deed_is_entailed_where_the_same_one_does_it() -> None:
    checked, roles_by_text = Counter[int](), tell_deeds()
    for row in ENGLISH:
        left, right = (
            roles_by_text.get(text.lower()) for text in (row.premise, row.hypothesis)
        )
        if left and right:
            assert {left[0], left[2]} == {right[0], right[2]}
            assert row.label == (ENTAILMENT if left == right else CONTRADICTION)
            checked[row.label] += 1
    assert min(checked[ENTAILMENT], checked[CONTRADICTION]) > 2


def test_half_of_the_pairs_are_swapped_in_every_mix_of_languages() -> None:
    mixes = Counter(
        (is_arabic(row.premise), is_arabic(row.hypothesis), row.label) for row in ROWS
    )
    assert len(mixes) == 8
    assert min(mixes.values()) > 20
    assert [row.label for row in ROWS].count(CONTRADICTION) == 400


def test_no_pair_is_a_sentence_and_itself() -> None:
    assert not [row for row in ROWS if row.premise == row.hypothesis]


def test_one_seed_makes_the_same_pairs() -> None:
    assert list(role_rows(20, random.Random(3))) == ROWS[:20]
