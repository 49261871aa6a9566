"""Contrast pairs: what is changed is false, what is kept is true, what is looser follows."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck.records import Language
from factcheck.text import is_arabic
from factcheck.training.contrast import (
    CONTRADICTION,
    ENTAILMENT,
    NEUTRAL,
    Article,
    Rosters,
    Row,
    choose_evenly,
    contrast_news,
    contrast_translations,
    edit_rows,
    overlapping_pairs,
    plain_sentences,
    read_articles,
    related_rows,
    related_translations,
    remove_detail,
)
from factcheck.training.parallel import Translation
from tests.training import tiny

ROSTERS = Rosters(("Rula Hamdan", "Omar Said"), ("رولا حمدان", "عمر سعيد"))
SENTENCES: list[tuple[Language, str]] = [
    ("en", "Police arrested 12 men in Cairo on Monday, officials said."),
    ("en", "The ministry did not confirm the death of 40 soldiers in Aleppo."),
    ("ar", "اعتقلت الشرطة 12 رجلا في القاهرة يوم الاثنين."),
    ("ar", "لم تؤكد الوزارة مقتل 40 جنديا في حلب يوم الجمعة."),
]
TRANSLATIONS = [Translation(*tiny.translation(number), "x") for number in range(60)]


def rng(seed: int = 7) -> random.Random:
    return random.Random(seed)


def articles() -> list[Article]:
    return [
        Article(one["published"], tuple(plain_sentences(one["text"])))
        for one in (tiny.article(number) for number in range(24))
    ]


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_the_label_follows_the_change_and_the_direction(
    language: Language, sentence: str
) -> None:
    labels: dict[str, set[tuple[bool, int]]] = {}
    for seed in range(25):
        for row in edit_rows(sentence, "SAME", language, ROSTERS, rng(seed)):
            is_turned = row.hypothesis == "SAME"
            assert "SAME" in (row.premise, row.hypothesis)
            labels.setdefault(row.source.split(".")[1], set()).add((is_turned, row.label))
    assert labels["changed"] == {(True, CONTRADICTION), (False, CONTRADICTION)}
    # What is the same, made to a copy already loosened, follows one way only.
    assert labels.get("same", set()) <= {
        (False, ENTAILMENT), (True, ENTAILMENT), (True, NEUTRAL)
    }  # fmt: skip
    assert labels.get("looser", set()) <= {(False, ENTAILMENT), (True, NEUTRAL)}


def test_some_edits_are_made_to_a_loosened_copy() -> None:
    sentence = "Police arrested 12 men in Cairo on Monday, which angered the unions."
    labels = Counter(
        row.label
        for seed in range(40)
        for row in edit_rows(sentence, sentence, "en", Rosters(), rng(seed))
        if row.source.endswith(".same")
    )
    assert labels[ENTAILMENT] > labels[NEUTRAL]
    assert labels[CONTRADICTION] == 0


def rows_of(source: str, label: int, count: int) -> list[Row]:
    return [Row(str(number), "x", label, source) for number in range(count)]


def test_no_source_has_more_than_a_tenth_and_contradictions_no_more_than_four() -> None:
    rows = [row for n in range(9) for row in rows_of(f"false{n}", CONTRADICTION, 30)]
    rows += [row for n in range(9) for row in rows_of(f"true{n}", ENTAILMENT, 30)]
    chosen = choose_evenly(rows, 100)
    assert max(Counter(row.source for row in chosen).values()) == 10
    assert Counter(row.label for row in chosen) == {CONTRADICTION: 40, ENTAILMENT: 60}


def test_choosing_ends_with_the_rows_and_asks_for_none_too_many() -> None:
    asked: list[Row] = []

    def made() -> Iterator[Row]:
        for number in range(1_000):
            asked.append(Row(str(number), "x", ENTAILMENT, f"source {number % 20}"))
            yield asked[-1]

    assert choose_evenly(made(), 30) == asked
    assert len(asked) == 30
    assert len(choose_evenly(iter(asked), 500)) == 30
    assert choose_evenly(made(), 0) == []


def test_news_gives_one_row_a_sentence_in_its_language() -> None:
    for language in ("en", "ar"):
        sentences = [text for one, text in SENTENCES if one == language]
        rows = list(contrast_news(sentences, language, ROSTERS, rng()))
        assert len(rows) == len(sentences)
        assert all(row.source.startswith(f"{language}-{language}.") for row in rows)
        assert all({row.premise, row.hypothesis} & set(sentences) for row in rows)


@pytest.mark.parametrize(
    "mixes", [(("ar", "ar"),), (("ar", "en"),), (("ar", "ar"), ("ar", "en"))]
)
def test_a_row_of_translations_names_its_premises_language_first(
    mixes: tuple[tuple[Language, Language], ...],
) -> None:
    rows = list(contrast_translations(TRANSLATIONS, mixes, ROSTERS, rng()))
    named = [tuple(row.source.partition(".")[0].split("-")) for row in rows]
    found = [
        tuple("ar" if is_arabic(text) else "en" for text in (row.premise, row.hypothesis))
        for row in rows
    ]
    assert found == named
    wanted = {*mixes, *(mix[::-1] for mix in mixes)}
    assert set(named) == wanted


def test_a_row_of_translations_holds_a_sentence_as_it_is() -> None:
    whole = {text for row in TRANSLATIONS for text in (row.english, row.arabic)}
    rows = list(contrast_translations(TRANSLATIONS, [("ar", "en")], ROSTERS, rng()))
    assert all({row.premise, row.hypothesis} & whole for row in rows)
    assert max(Counter(row.source for row in rows).values()) < len(rows)


def test_related_news_is_neutral_and_of_one_article_or_one_day() -> None:
    found = articles()
    article_of = {s: number for number, one in enumerate(found) for s in one.sentences}
    day_of = {s: one.published for one in found for s in one.sentences}
    rows = related_rows(found, 60, rng())
    assert {row.label for row in rows} == {NEUTRAL}
    by_source = Counter(row.source for row in rows)
    assert by_source.keys() == {"news.same_article", "news.same_day"}
    for row in rows:
        is_one = article_of[row.premise] == article_of[row.hypothesis]
        assert is_one == (row.source == "news.same_article")
        assert day_of[row.premise] == day_of[row.hypothesis]
        assert row.premise != row.hypothesis


def test_related_translations_are_in_two_languages_or_both_arabic() -> None:
    rows = related_translations(TRANSLATIONS, 20, rng())
    pairs = {(row.english, row.arabic) for row in TRANSLATIONS}
    assert rows
    assert {row.label for row in rows} == {NEUTRAL}
    assert any(is_arabic(row.premise) != is_arabic(row.hypothesis) for row in rows)
    for row in rows:
        assert (row.premise, row.hypothesis) not in pairs
        assert (row.hypothesis, row.premise) not in pairs
        assert is_arabic(row.premise) or is_arabic(row.hypothesis)


def test_pairs_share_words_but_not_most_of_them() -> None:
    texts = ["alpha beta gamma delta", "alpha beta gamma delta!", "alpha omega sigma kappa"]
    pairs = overlapping_pairs(texts, 9, rng(), at_most=0.6)
    assert [set(pair) for pair in pairs] == [{texts[1], texts[2]}]
    assert overlapping_pairs(["one text here", "nothing like that"], 9, rng()) == []


def test_a_word_of_very_many_sentences_pairs_none() -> None:
    texts = [f"police number{'x' * n}" for n in range(41)]
    assert overlapping_pairs(texts, 99, rng()) == []
    assert len(overlapping_pairs(texts[:40], 99, rng())) == 39


PREMISE = "The bridge near the port was closed on Friday by soldiers, the mayor said."


@pytest.mark.parametrize(
    ("hypothesis", "gone"),
    [("The bridge was closed by soldiers.", "soldiers"), ("It closed on Friday.", "Friday")],
)
def test_a_removed_detail_takes_a_shared_word_along(hypothesis: str, gone: str) -> None:
    for seed in range(9):
        shorter = remove_detail(PREMISE, hypothesis, rng(seed))
        assert shorter is not None
        assert gone not in shorter
        words, before = (set(re.findall(r"\w+", text)) for text in (shorter, PREMISE))
        assert words < before


def test_no_detail_is_removed_that_the_hypothesis_does_not_name() -> None:
    assert remove_detail(PREMISE, "Nobody came.", rng()) is None


def test_a_word_named_twice_is_no_detail() -> None:
    twice = "The army left the town on Friday, and the mayor came back on Friday."
    assert remove_detail(twice, "It happened on Friday.", rng()) is None


def test_plain_sentences_leave_out_fragments_and_repeats() -> None:
    whole = "The council voted on Monday to close both schools."
    assert plain_sentences(
        f"{whole} COMMENTS\n{whole}\nshare this with all your friends now."
    ) == [whole]


def test_articles_are_read_with_their_day(data: Path) -> None:
    found = list(read_articles(data / "news" / "articles.jsonl.gz"))
    assert len(found) == 24
    assert found[1].published == "2017-04-11"
    assert len(found[1].sentences) == 4
