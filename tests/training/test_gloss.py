"""Glosses: known words in Arabic, all else as it was."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from factcheck.training.gloss import Glossary, learn_glossary
from factcheck.training.parallel import Translation

GLOSSARY = Glossary(
    {"police": (("الشرطة",), (1.0,)), "men": (("رجال", "رجالا"), (0.75, 0.25))},
    {"sami": "سامي", "mark": "مارك"},
)
PAIRS = [
    ("The police held the men.", "احتجزت الشرطة الرجال."),
    ("The police left the city.", "غادرت الشرطة المدينة."),
    ("The men left the bridge.", "غادر الرجال الجسر."),
    ("The bridge of the city.", "جسر المدينة."),
    ("The city of the men.", "مدينة الرجال."),
]


def gloss(text: str, seed: int = 1) -> str:
    return GLOSSARY.gloss(text, random.Random(seed))


@pytest.mark.parametrize(
    ("text", "glossed"),
    [
        ("The police were here.", "الشرطة here."),
        ("Police, police!", "الشرطة, الشرطة!"),
        ("1,204 police (Tu-22M3) on 3/4.", "1,204 الشرطة (Tu-22M3) on 3/4."),
        ("Sami saw a mark.", "سامي saw mark."),
        ("Zorbaq met Mark", "Zorbaq met مارك"),
        ("الشرطة 12", "الشرطة 12"),
        ("", ""),
    ],
)
def test_digits_marks_and_unknown_words_stay(text: str, glossed: str) -> None:
    assert gloss(text) == glossed


def test_forms_are_drawn_by_their_probability() -> None:
    drawn = Counter(gloss("men", seed) for seed in range(400))
    assert drawn.keys() == {"رجال", "رجالا"}
    assert 0.65 < drawn["رجال"] / 400 < 0.85


def test_a_glossary_learns_the_likeliest_form() -> None:
    rows = [Translation(*pair, "x") for pair in PAIRS * 3]
    glossary = learn_glossary(rows, [Translation("sami", "سامي", "x")])
    likeliest = {word: forms[0] for word, (forms, _) in glossary.forms_by_word.items()}
    assert likeliest["police"] == "الشرطه"
    assert likeliest["men"] == "الرجال"
    assert "the" not in likeliest
    assert glossary.name_by_name == {"sami": "سامي"}
    for forms, shares in glossary.forms_by_word.values():
        assert 1 <= len(forms) == len(shares) <= 3
        assert all(0.12 <= share <= 1.0001 for share in shares)
        assert list(shares) == sorted(shares, reverse=True)


def test_a_word_of_a_single_row_is_not_learned() -> None:
    rows = [Translation(*pair, "x") for pair in [*PAIRS * 2, ("A comet.", "مذنب.")]]
    assert "comet" not in learn_glossary(rows, []).forms_by_word


def test_short_names_are_left_out() -> None:
    rows = [Translation(*pair, "x") for pair in PAIRS * 2]
    assert learn_glossary(rows, [Translation("ali", "علي", "x")]).name_by_name == {}
