"""Rosters: full names found in either language, and nothing that is not one."""

from __future__ import annotations

from factcheck.training.contrast import Article
from factcheck.training.parallel import Translation
from factcheck.training.rosters import arabic_roster, build_rosters, english_roster
from tests.training import tiny

NAMES = [Translation(english, arabic, "x") for english, arabic in tiny.SINGLE_NAMES]


def test_a_full_name_is_two_names_that_stand_together_three_times() -> None:
    line = "On Monday Sami Nasser met Rula Hamdan."
    assert english_roster([line] * 3, NAMES) == ("Rula Hamdan", "Sami Nasser")
    assert english_roster([line] * 2, NAMES) == ()


def test_a_name_at_the_start_of_a_sentence_may_be_an_ordinary_word() -> None:
    assert english_roster(["Sami Nasser left."] * 5, NAMES) == ()


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    names = [*NAMES, Translation("may", "مي", "x")]
    lines = ["So Sami May left."] * 3
    assert english_roster(lines, names) == ("Sami May",)
    assert english_roster([*lines, "It may or may not, may it, may we, may they."], names) == ()


def test_an_arabic_name_stands_opposite_the_english_one() -> None:
    row = Translation("On Monday Sami Nasser left.", "غادر سامي ناصر رولا حمدان", "x")
    assert arabic_roster([row], NAMES) == ("سامي ناصر",)


def test_a_variant_of_alef_is_the_same_name() -> None:
    names = [Translation("ahmad", "احمد", "x"), Translation("osman", "عثمان", "x")]
    row = Translation("So Ahmad Osman left.", "غادر أحمد عثمان.", "x")
    assert arabic_roster([row], names) == ("أحمد عثمان",)


def test_both_rosters_come_of_articles_and_translations() -> None:
    article = Article("", ("So Rula Hamdan left.",) * 3)
    row = Translation("So Sami Nasser left.", "غادر سامي ناصر.", "x")
    rosters = build_rosters([article], [row], NAMES)
    assert rosters == (("Rula Hamdan",), ("سامي ناصر",))
