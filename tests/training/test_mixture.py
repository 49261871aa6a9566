"""The mixture: nothing held back, honest labels and mixes, the cleanest rows first."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.text import is_arabic
from factcheck.training import mixture
from factcheck.training.contrast import ENTAILMENT, NEUTRAL, Row
from factcheck.training.mixture import Texts, bilingual_part, english_part, read_texts
from tests.training.held_back import held_back_names, trained_names

COUNT = 300


def always_entailed(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Judge as a model that is sure of entailment."""
    return np.tile(np.float32([0.9, 0.1, 0.0]), (len(pairs), 1))


def never_sure(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
    """Judge as a model that is not sure enough of anything."""
    return np.tile(np.float32([0.79, 0.21, 0.0]), (len(pairs), 1))


@pytest.fixture(scope="module")
def texts(data: Path) -> Texts:
    return read_texts(data)


@pytest.fixture(scope="module")
def english(texts: Texts) -> list[Row]:
    return english_part(texts, COUNT, 1)


@pytest.fixture(scope="module")
def bilingual(texts: Texts) -> list[Row]:
    return bilingual_part(texts, COUNT, 1, always_entailed)


def test_nothing_held_back_is_read(
    texts: Texts, english: list[Row], bilingual: list[Row]
) -> None:
    names = held_back_names()
    everything = [
        *(f"{row.premise} {row.hypothesis}" for row in english + bilingual),
        *(f"{row.english} {row.arabic}" for row in texts.translations),
        *texts.rosters.en,
        *texts.rosters.ar,
        *texts.glossary.forms_by_word,
        *(form for forms, _ in texts.glossary.forms_by_word.values() for form in forms),
    ]
    text = " ".join(everything)
    assert not [name for name in names if name in text or name.lower() in text]
    rows = " ".join(f"{row.premise} {row.hypothesis}" for row in bilingual)
    assert sum(name in rows for name in trained_names()) > 5


def test_scripture_is_not_among_the_translations(texts: Texts) -> None:
    sources = {row.source for row in texts.translations}
    assert sources == set(mixture.MODERN)
    assert not sources & {"bible_svd", "quran_sahih"}


def test_the_parts_have_the_size_asked_for_or_what_the_data_hold(
    english: list[Row], bilingual: list[Row]
) -> None:
    assert len(bilingual) == COUNT
    assert 0.6 * COUNT < len(english) <= COUNT


def test_the_english_part_is_english(english: list[Row]) -> None:
    assert not [row for row in english if is_arabic(row.premise) or is_arabic(row.hypothesis)]


@pytest.mark.parametrize("part", ["english", "bilingual"])
def test_a_mix_is_of_the_languages_it_names(part: str, request: pytest.FixtureRequest) -> None:
    rows = [row for row in request.getfixturevalue(part) if row.source[2:3] == "-"]
    assert rows
    for row in rows:
        named = tuple(row.source.partition(".")[0].split("-"))
        found = tuple("ar" if is_arabic(t) else "en" for t in (row.premise, row.hypothesis))
        assert found == named, row


def test_the_mixes_of_the_bilingual_part_are_all_there(bilingual: list[Row]) -> None:
    mixes = {row.source.partition(".")[0] for row in bilingual}
    assert {"en-en", "ar-ar", "ar-en", "en-ar", "gloss", "translations"} <= mixes


def test_one_seed_gives_the_same_rows_in_the_same_order(
    texts: Texts, english: list[Row], bilingual: list[Row]
) -> None:
    assert english_part(texts, COUNT, 1) == english
    assert bilingual_part(texts, COUNT, 1, always_entailed) == bilingual
    assert english_part(texts, COUNT, 2) != english
    assert bilingual_part(texts, COUNT, 2, always_entailed) != bilingual


def test_the_cleanest_rows_come_first_and_the_noisy_last() -> None:
    def row(source: str, tier: str) -> tuple[Row, str]:
        return Row(f"premise of {source} {tier}", "x", 0, source), tier

    tiers = [row("disco_cf.train", "C"), row("other", "C"), row("x", "B"), row("y", "A")]
    texts = Texts(tiers * 10, [], [], [], mixture.Rosters(), mixture.Glossary({}, {}))
    assert {r.source for r in english_part(texts, 10, 1)} == {"y"}
    assert Counter(r.source for r in english_part(texts, 25, 1)) == {
        "y": 10,
        "x": 10,
        "other": 5,
    }


def test_what_the_english_model_is_sure_of_is_the_label_of_translations(
    texts: Texts, bilingual: list[Row]
) -> None:
    arabic = {row.english: row.arabic for row in texts.translations}
    english = {row.arabic: row.english for row in texts.translations}
    judged = [row for row in bilingual if row.source == "translations.judged"]
    assert judged
    for row in judged:
        assert row.label == ENTAILMENT
        assert is_arabic(row.premise) or is_arabic(row.hypothesis)
        assert {row.premise, row.hypothesis} <= arabic.keys() | english.keys()
        assert english.get(row.premise, row.premise) != english.get(
            row.hypothesis, row.hypothesis
        )


def test_what_it_is_not_sure_of_is_left_out(texts: Texts) -> None:
    rows = bilingual_part(texts, COUNT, 1, never_sure)
    assert not [row for row in rows if row.source == "translations.judged"]


def test_a_sentence_and_its_translation_entail_each_other(
    texts: Texts, bilingual: list[Row]
) -> None:
    pairs = {frozenset((row.english, row.arabic)) for row in texts.translations}
    same = [row for row in bilingual if row.source == "translations.same"]
    assert {frozenset((row.premise, row.hypothesis)) for row in same} <= pairs
    assert {row.label for row in same} == {ENTAILMENT}
    assert {is_arabic(row.premise) for row in same} == {True, False}


def test_related_translations_are_neutral_and_no_translations_of_each_other(
    texts: Texts, bilingual: list[Row]
) -> None:
    pairs = {frozenset((row.english, row.arabic)) for row in texts.translations}
    related = [row for row in bilingual if row.source == "translations.related"]
    assert {row.label for row in related} == {NEUTRAL}
    assert not pairs & {frozenset((row.premise, row.hypothesis)) for row in related}


def test_headlines_are_shown_both_ways_round(texts: Texts) -> None:
    first, *_ = texts.headlines
    whole, turned = mixture._turned([first])
    assert whole == first
    assert (turned.premise, turned.hypothesis) == (first.hypothesis, first.premise)
    assert (turned.label, turned.source) == (first.label, first.source)


def test_headlines_are_repeated_evenly(bilingual: list[Row]) -> None:
    rows = [row for row in bilingual if row.source == "ans_stance_ar.train"]
    counts = Counter(rows)
    assert len(rows) == int(mixture.SHARES["headlines"] * COUNT)
    assert max(counts.values()) - min(counts.values()) <= 1
    big = mixture._repeat([row for row, _ in zip(counts, range(3), strict=False)], 8, rng())
    assert sorted(Counter(big).values()) == [2, 3, 3]


def rng() -> random.Random:
    return random.Random(3)


def test_evidence_without_its_detail_is_neutral(bilingual: list[Row]) -> None:
    rows = [row for row in bilingual if row.source == "detail_removed"]
    assert rows
    assert {row.label for row in rows} == {NEUTRAL}
    for row in rows:
        words = set(row.hypothesis.removesuffix(".").split())
        assert not words - {"The"} <= set(row.premise.replace(",", "").split())


def test_a_gloss_keeps_the_label_and_turns_one_side_or_both(texts: Texts) -> None:
    row = Row("The police arrested 12 men.", "The minister opened a hospital.", 2, "x.train")
    seeded = rng()
    glossed = [mixture._maybe_gloss(row, texts.glossary, seeded) for _ in range(300)]
    changed = [one for one in glossed if one != row]
    assert 0.25 < len(changed) / len(glossed) < 0.45
    assert {(one.label, one.source) for one in changed} == {(2, "gloss.x.train")}
    sides = Counter(
        (one.premise != row.premise, one.hypothesis != row.hypothesis) for one in changed
    )
    assert set(sides) == {(True, True), (True, False), (False, True)}


def test_a_source_has_no_more_rows_than_its_limit() -> None:
    rows = [Row(str(n), "x", 0, "climate_fever.all") for n in range(2_600)]
    rows += [Row(str(n), "x", 0, "mpe.train") for n in range(5)]
    rows += [Row(str(n), "x", 0, "free") for n in range(7)]
    kept = Counter(row.source for row in mixture._thin(rows))
    assert kept == {"climate_fever.all": 2_500, "free": 7}
