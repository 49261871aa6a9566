from __future__ import annotations

import json

import pytest

from factcheck.calibration import (
    LANGUAGE_PAIRS,
    Figures,
    Floors,
    LanguagePair,
    StatementFloors,
    format_thresholds,
    load_thresholds,
    pair_languages,
    read_thresholds,
)
from factcheck.errors import UserError
from factcheck.facets.registry import FACETS
from factcheck.records import Language


@pytest.mark.parametrize("languages", LANGUAGE_PAIRS)
def test_the_package_has_thresholds_for_every_facet_and_language_pair(
    languages: LanguagePair,
) -> None:
    thresholds = load_thresholds()
    assert all(isinstance(thresholds.floors(facet, languages), Floors) for facet in FACETS)
    assert isinstance(thresholds.statement_floors(languages), StatementFloors)
    assert len(thresholds.rows) == len(LANGUAGE_PAIRS) * (len(FACETS) + 1)


def test_every_row_of_the_package_says_what_it_was_measured_on() -> None:
    thresholds = load_thresholds()
    assert sum(thresholds.stories.values()) > 0
    assert all(row.conflict and row.agree for row in thresholds.rows)


def test_writing_and_reading_gives_the_thresholds_back() -> None:
    text = format_thresholds(load_thresholds())
    assert format_thresholds(read_thresholds(text)) == text


def broken(**changes: object) -> str:
    fields = json.loads(format_thresholds(load_thresholds()))
    fields["rows"][0]["floors"] |= changes
    return json.dumps(fields)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (broken(agree=1.5), "rows.0.floors.Floors.agree: input should be less than or equal"),
        (broken(sharpness=0.5), "sharpness: extra inputs are not permitted"),
        ("{", "invalid json"),
    ],
)
def test_a_file_at_fault_says_where_and_how_to_mend_it(text: str, words: str) -> None:
    with pytest.raises(UserError) as raised:
        read_thresholds(text)
    assert "thresholds.json" in str(raised.value)
    assert words in str(raised.value)
    assert "factcheck.training.calibrate" in str(raised.value)


def test_a_cell_that_is_not_there_is_named() -> None:
    empty = load_thresholds().model_copy(update={"rows": ()})
    with pytest.raises(UserError, match="no thresholds for date, ar-en"):
        empty.floors("date", "ar-en")


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("en", "en", "en-en"),
        ("ar", "ar", "ar-ar"),
        ("ar", "en", "ar-en"),
        ("en", "ar", "ar-en"),
    ],
)
def test_a_pair_of_languages_has_one_name(one: Language, other: Language, pair: str) -> None:
    assert pair_languages(one, other) == pair


def test_figures_without_findings_have_no_precision() -> None:
    none = Figures(gold=0, found=0, right=0, wrong=0)
    assert (none.precision, none.recall) == (None, None)
    some = Figures(gold=10, found=4, right=6, wrong=2)
    assert (some.precision, some.recall) == (0.75, 0.4)
