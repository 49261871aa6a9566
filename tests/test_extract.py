from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.extract import (
    extract_article,
    extract_claims,
    write_reading,
)
from factcheck.records import Article, Claim
from tests.make import make_article


def claims_of(text: str, **changes: object) -> list[Claim]:
    return extract_article(make_article(text, **changes))


def texts_of(text: str) -> list[tuple[str, str | None]]:
    return [(claim.text, claim.source) for claim in claims_of(text)]


SAID = [
    (
        "The mayor, Kyra Dell, said the bridge was safe.",
        [("the bridge was safe", "Kyra Dell")],
    ),
    (
        '"The bridge is safe," Kyra Dell said on Monday.',
        [("The bridge is safe", "Kyra Dell")],
    ),
    (
        "The bridge was closed after the storm, according to the harbour police.",
        [("The bridge was closed after the storm", "the harbour police")],
    ),
    ("The bridge was closed for three days.", [("The bridge was closed for three days", None)]),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_a_sentence_is_cut_where_its_speakers_change(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    found = texts_of(text)
    assert [claim for claim, _ in found] == [claim for claim, _ in expected]
    for (_, source), (_, wanted) in zip(found, expected, strict=True):
        assert (wanted is None) == (source is None)
        assert wanted is None or wanted in str(source)


def test_the_words_that_attribute_are_nobodys_claim() -> None:
    (claim,) = claims_of('"The bridge is safe," Kyra Dell said on Monday.')
    assert claim.quoted
    assert claim.cue == "said"


def test_what_stands_around_a_quotation_is_the_outlets_own() -> None:
    text = (
        "The repairs began a week after the storm had passed over the harbour, and the mayor"
        " said the bridge was safe."
    )
    own = [claim for claim in claims_of(text) if claim.source is None]
    assert [claim.text.startswith("The repairs began") for claim in own] == [True]


def test_two_sources_set_against_each_other_are_linked() -> None:
    text = "The company insisted the dam was sound, but engineers said the wall had cracked."
    first, second = claims_of(text)
    assert second.contrasts == first.id
    assert first.contrasts is None


def test_a_hedge_without_a_source_keeps_subject_and_verb_together() -> None:
    (claim,) = claims_of("The mayor is expected to sign the order next month.")
    assert claim.text == "The mayor is expected to sign the order next month"
    assert claim.source is None


def test_a_contrast_reaches_the_sentence_before() -> None:
    first, second = claims_of("The dam held all night. However, the road below it was flooded.")
    assert second.contrasts == first.id


def test_a_denial_keeps_its_stance() -> None:
    (claim,) = claims_of("The company denied that the dam had failed.")
    assert (claim.stance, claim.text) == ("denies", "the dam had failed")


@pytest.mark.parametrize(
    "text", ["Who closed the bridge last week?", "Bridge", "من أغلق الجسر؟"]
)
def test_questions_and_scraps_assert_nothing(text: str) -> None:
    assert claims_of(text) == []


def test_paragraphs_set_aside_give_no_claim() -> None:
    article = make_article("The bridge was closed for three days.")
    (paragraph,) = article.paragraphs
    aside = paragraph.model_copy(update={"set_aside": "repeated"})
    assert extract_article(article.model_copy(update={"paragraphs": (aside,)})) == []


def test_relative_days_are_resolved_in_the_reading_only() -> None:
    (claim,) = claims_of("The bridge was closed on Tuesday.", published=date(2016, 8, 17))
    assert claim.text == "The bridge was closed on Tuesday"
    assert "16 August 2016" in claim.reading


def test_without_a_date_the_day_stays_open() -> None:
    (claim,) = claims_of("The bridge was closed on Tuesday.", published=None)
    assert claim.anchor is None
    assert claim.reading == claim.text


def test_a_date_stated_nearby_is_the_anchor() -> None:
    text = "The bridge, closed on 9 August 2016, was reopened. On Friday the ferries stopped."
    claims = claims_of(text.replace(". On", " and cleaned. On"), published=None)
    assert {claim.anchor for claim in claims} == {date(2016, 8, 9)}


def test_brackets_of_the_editor_are_opened_in_the_reading() -> None:
    assert write_reading("The visit of [Kyra]  Dell", None) == "The visit of Kyra Dell"


def test_a_claim_has_at_most_800_characters() -> None:
    claims = claims_of(
        "The harbour police searched " + "one more empty shed and " * 120 + "left."
    )
    assert claims
    assert all(len(claim.text) <= 800 for claim in claims)


WORDS = st.sampled_from(
    [
        "Dell",
        "said",
        '"The',
        "bridge",
        "is",
        "safe",
        ',"',
        "he",
        "added",
        ".",
        "denied",
        "that",
        ";",
        "but",
        "نفى",
        "قال",
        "العمدة",
        ":",
        "«",
        "الجسر",
        "آمن",
        "»",
        "according",
        "to",
        "police",
        ",",
        "on",
        "Tuesday",
        "\n",
        "(",
        ")",
        "…",
        "however",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_claims_quote_their_article_and_do_not_overlap(text: str) -> None:
    article: Article = make_article(text)
    claims = extract_claims([article])
    for claim in claims:
        assert article.text[claim.start : claim.end] == claim.text
        assert claim.sentence.holds(claim.span)
        assert len(claim.text.split()) >= 3
    ends = [claim.end for claim in claims]
    assert all(claim.start >= end for claim, end in zip(claims[1:], ends, strict=False))
