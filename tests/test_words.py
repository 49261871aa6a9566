from __future__ import annotations

import pytest

from factcheck.words import find_concepts, find_content_words, find_words, stem_word


@pytest.mark.parametrize(
    ("left", "right", "language"),
    [("strikes", "striking", "en"), ("troops", "troop", "en"), ("الحكومة", "حكومة", "ar")],
)
def test_inflections_have_one_stem(left: str, right: str, language: str) -> None:
    stems = {find_words(word, language)[0].stem for word in (left, right)}  # type: ignore[arg-type]
    assert len(stems) == 1


def test_stop_words_carry_no_content() -> None:
    words = find_content_words("They said that it was in the harbour", "en")
    assert [word.text for word in words] == ["harbour"]


def test_a_word_knows_its_place_in_the_original() -> None:
    text = "قصفَتِ المدينةَ"
    for word in find_words(text, "ar"):
        assert text[word.span.start : word.span.end].strip()


def test_both_languages_name_one_concept() -> None:
    english = find_concepts("a joint military headquarters", "en")
    arabic = find_concepts("مقر عسكري مشترك", "ar")
    assert english == arabic == {"=joint", "=military", "=headquarters"}


def test_numbers_are_no_concepts() -> None:
    assert find_concepts("killed 12 people", "en") == find_concepts("killed 40 people", "en")


def test_a_possessive_has_the_stem_of_its_noun() -> None:
    assert stem_word("iran's", "en") == stem_word("iran", "en")
