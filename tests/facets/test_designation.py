"""Designations: one label for every spelling, near misses told from other things."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facets.designation import DesignationFacet, measure_nearness
from factcheck.records import Mention
from tests.make import make_claim

FACET = DesignationFacet()


def find(text: str) -> tuple[Mention, ...]:
    return FACET.find(make_claim(text))


def labels(text: str) -> list[str]:
    return [FACET.label(mention) for mention in find(text)]


SPELLINGS = [
    ("Tu-22M3", ["Tu-22M3", "TU-22M3", "TU-22 M3", "Tu 22M3", "Tupolev-22M3", "Tupolev 22M3"]),
    ("Tu-22M3", ["توبوليف-22 إم 3", "تو-22إم3", "وتوبوليف 22 إم3"]),
    ("Su-34", ["Su-34", "Sukhoi-34", "SU-34", "Su-34s", "سوخوي-34", "سوخوي 34"]),
    ("MiG-29", ["MiG-29", "Mig 29", "ميغ 29", "ميج-29"]),
    ("Mi-17", ["Mi-17", "إم آي 17", "ام اي-17"]),
    ("F-16", ["F-16", "F16", "إف-16", "اف 16"]),
    ("S-300", ["S-300", "إس-300"]),
    ("B-52", ["B-52"]),
    ("F/A-18", ["F/A-18", "FA-18"]),
    ("Il-76MD90A", ["Il-76MD-90A"]),
    ("9M729", ["9M729", "Novator 9M729"]),
    ("C4", ["C4", "سي فور"]),
    ("GT650M", ["GT650M", "GT 650m", "GeForce GT 650M"]),
    ("DDG67", ["DDG-67", "USS Cole (DDG-67)"]),
    ("COVID-19", ["COVID-19", "Covid-19", "كوفيد-19"]),
    ("H1N1", ["H1N1"]),
    ("MH370", ["MH370", "flight MH370", "Malaysia Airlines Flight 370", "إم.إتش 370"]),
    ("MH370", ["الرحلة إم إتش 370", "الرحلة 370 التابعة للخطوط الجوية الماليزية"]),
    ("Flight 370", ["Flight 370", "الرحلة رقم 370"]),
    ("Boeing 777", ["Boeing 777", "Boeing-777", "بوينغ 777", "البوينج 777"]),
    ("Boeing 777-200ER", ["Boeing 777-200ER"]),
    ("Boeing 737 MAX 8", ["Boeing 737 MAX 8", "Boeing 737 Max 8"]),
    ("A320", ["Airbus A320", "A320", "Airbus 320", "إيرباص إيه 320"]),
    ("Resolution 2254", ["Resolution 2254", "UN Security Council resolution 2254 (2015)"]),
    ("Resolution 2254", ["القرار 2254", "القرار رقم 2254", "قرار مجلس الأمن الدولي رقم 2254"]),
    ("Article 50", ["Article 50", "المادة 50"]),
    ("Article 5", ["Article 5", "Article Five", "المادة الخامسة"]),
    ("Chapter 7", ["Chapter 7", "الفصل السابع"]),
    ("Phase 2", ["Phase 2", "Phase Two", "المرحلة الثانية"]),
    ("5th Fleet", ["5th Fleet", "Fifth Fleet", "الأسطول الخامس"]),
    ("1st Battalion", ["1st Battalion"]),
    ("9th Circuit", ["9th Circuit", "9th U.S. Circuit Court of Appeals"]),
    ("46th Regiment", ["الفوج 46"]),
    ("1st degree", ["first-degree murder", "من الدرجة الأولى"]),
    ("Route 66", ["Route 66"]),
    ("M4", ["the M4 motorway"]),
    ("Interstate 95", ["I-95", "Interstate 95"]),
    ("Apollo 11", ["Apollo 11", "أبولو 11"]),
    ("Curve 8900", ["BlackBerry Curve 8900", "the Curve 8900"]),
    ("iPhone 6 Plus", ["iPhone 6 Plus"]),
    ("PlayStation 4", ["PlayStation 4", "PS4"]),
    ("Galaxy S7", ["Galaxy S7"]),
    ("Log 274", ["log 274", "سجل 274"]),
]


@pytest.mark.parametrize(
    ("label", "text"), [(label, text) for label, texts in SPELLINGS for text in texts]
)
def test_every_spelling_has_one_label(label: str, text: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "May 5",
        "Group 7 and Page 3",
        "the TOP-10 list",
        "Day 3 of 5",
        "the G20 and the G-7",
        "Rio 2016, World Cup 2018, Expo 2020",
        "RIO-2016",
        "US 30 and UN 15",
        "ISIS 120 fighters",
        "$5m and AED500",
        "an 18-month ban",
        "An 18-month ban",
        "in 2016 4G and 3D",
        "the 3-1 win",
        "aged 41",
        "25-64",
        "CO2 and MP3",
        "the first degree of the third division",
        "flight 370 people joined",
        "by route 5 miles long",
        "سجل 5 أهداف",
        "قرار 15 دولة",
        "أن 15 شخصا",
        "في 2011",
        "كي 5",
    ],
)
def test_dates_groups_money_and_words_are_no_designations(text: str) -> None:
    assert labels(text) == []


#   left            right                kind        refines
COMPARED = [
    ("Tu-22M3", "توبوليف-22 إم 3", "agree", False),
    ("Tu-22M3", "Tu-23M3", "conflict", False),
    ("Tu-22M3", "Tu-22M", "agree", True),
    ("Tu-22M3", "Tu-22M4", "conflict", False),
    ("Tu-22", "Tu-22M3", "agree", True),
    ("Tu-22M3", "Su-34", "unclear", False),
    ("Su-34", "سوخوي-34", "agree", False),
    ("F-16", "F-16C", "agree", True),
    ("F-16", "B-52", "unclear", False),
    ("F-16", "إف-15", "conflict", False),
    ("Boeing 777", "Boeing 777-200ER", "agree", True),
    ("MH370", "MH730", "conflict", False),
    ("flight MH370", "Flight 370", "agree", True),
    ("MH370", "إم إتش 730", "conflict", False),
    ("9M729", "9M792", "conflict", False),
    ("SMW4", "SMW5", "conflict", False),
    ("SMW4", "SMV4", "conflict", False),
    ("GT650M", "GT 560m", "conflict", False),
    ("Resolution 2254", "القرار 2254", "agree", False),
    ("Resolution 2254", "Resolution 2245", "conflict", False),
    ("Resolution 2254", "Resolution 1701", "conflict", False),
    ("Article 50", "Resolution 2254", "unclear", False),
    ("5th Fleet", "6th Fleet", "conflict", False),
    ("Curve 8900", "Curve 9800", "conflict", False),
    ("Tu-22M3", "Resolution 22", "unclear", False),
]


@pytest.mark.parametrize(("left", "right", "kind", "refines"), COMPARED)
def test_only_near_readings_of_one_name_conflict(
    left: str, right: str, kind: str, refines: bool
) -> None:
    (one,), (other,) = find(left), find(right)
    comparison, swapped = FACET.compare(one, other), FACET.compare(other, one)
    assert (comparison.kind, comparison.refines) == (kind, refines)
    assert (swapped.kind, swapped.score) == (comparison.kind, comparison.score)


def score(left: str, right: str) -> float:
    (one,), (other,) = find(left), find(right)
    return FACET.compare(one, other).score


def test_the_score_of_a_conflict_is_how_near_the_names_are() -> None:
    assert score("MH370", "MH730") > score("MH370", "MH371") > score("F-15", "F-16")
    assert score("Resolution 2254", "Resolution 2245") > score(
        "Resolution 2254", "Resolution 1701"
    )
    assert score("Tu-22M3", "Tu-23M3") > 0.7


def test_the_reason_names_both() -> None:
    (one,), (other,) = find("Tupolev-22M3"), find("Tu-23M3")
    assert FACET.compare(one, other).reason == "Tu-22M3 against Tu-23M3"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tu-22M3 bombers", "aircraft"),
        ("flight MH370", "flight"),
        ("MH370", "flight"),
        ("Resolution 2254", "law"),
        ("5th Fleet", "unit"),
        ("iPhone 6", "product"),
        ("Route 66", "road"),
        ("the SMW5 cable", "other"),
    ],
)
def test_the_key_is_the_kind_that_the_form_tells(text: str, kind: str) -> None:
    (mention,) = find(text)
    assert mention.slot.key == kind
    assert kind in FACET.describe(mention)


def test_the_words_near_by_are_named_alike_in_both_languages() -> None:
    (english,), (arabic,) = find("two Russian Su-34 jets"), find("طائرات سوخوي-34 الروسية")
    assert "aircraft" in english.slot.words
    assert "aircraft" in arabic.slot.words


def test_two_designations_in_one_sentence_are_two_mentions() -> None:
    assert labels("Tu-22M3 bombers and Su-34 strike fighters") == ["Tu-22M3", "Su-34"]


def test_spans_count_from_the_article() -> None:
    text = "قاذفات توبوليف-22 إم 3 الروسية"
    (mention,) = FACET.find(make_claim(text, start=50))
    assert mention.text == text[mention.start - 50 : mention.end - 50] == "توبوليف-22 إم 3"


@given(st.text(alphabet="TuSMFB12 3-./اف سي إم", max_size=60))
def test_mentions_quote_the_claim_in_order(text: str) -> None:
    found = find(text)
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(
    st.sampled_from(["Tu", "Su", "MiG", "F", "SMW"]),
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=1, max_value=999),
)
def test_nearness_is_symmetric_and_one_only_for_the_same(
    letters: str, one: int, other: int
) -> None:
    (left,), (right,) = find(f"{letters}-{one}"), find(f"{letters}-{other}")
    nearness = measure_nearness(left.value, right.value)
    assert nearness == measure_nearness(right.value, left.value)
    assert (nearness == 1.0) is (one == other)


@pytest.mark.parametrize("junk", ["F-16 ", "M1", "اف ", "Flight ", "9M"])
def test_a_long_line_of_junk_is_read_to_its_end(junk: str) -> None:
    text = junk * (20_000 // len(junk))
    found = find(text)
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
