"""Quantities: found, named by what they count, compared as ranges."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facets.quantity import QuantityFacet
from factcheck.records import Mention
from tests.make import make_claim

FACET = QuantityFacet()


def find(text: str) -> tuple[Mention, ...]:
    return FACET.find(make_claim(text))


def labels(text: str) -> list[str]:
    return [FACET.label(mention) for mention in find(text)]


def keys(text: str) -> list[str]:
    return [mention.slot.key for mention in find(text)]


def keyed(text: str) -> list[tuple[str, str]]:
    return [(mention.slot.key, FACET.label(mention)) for mention in find(text)]


LABELS = [
    ("Some 5,000 people fled", "about 5,000"),
    ("At least 43 people died", "at least 43"),
    ("No fewer than 43 people died", "at least 43"),
    ("More than a million people fled", "more than 1 million"),
    ("Up to 80 fighters were killed", "up to 80"),
    ("Nearly 600 houses burned", "nearly 600"),
    ("Fewer than 20 shops opened", "fewer than 20"),
    ("A dozen or so villagers stayed", "about 12"),
    ("Dozens of soldiers left", "dozens"),
    ("5,000 to 6,000 troops", "5,000 to 6,000"),
    ("between 5 and 7 soldiers", "5 to 7"),
    ("20-25 soldiers", "20 to 25"),
    ("It cost $25,100", "$25,100"),
    ("a fund of €1.2bn", "€1.2 billion"),
    ("3 million dollars in aid", "$3 million"),
    ("$5m-$6m in aid", "$5 million to $6 million"),
    ("1 to 2 million people fled", "1 million to 2 million"),
    ("5m people fled", "5 million"),
    ("60 percent of voters", "60 %"),
    ("60% of voters", "60 %"),
    ("nine out of 10 voters", "90 %"),
    ("half of the voters", "50 %"),
    ("60 miles away", "60 mi"),
    ("a 41-year-old baker", "aged 41"),
    ("Ann Lee, 41, of Hull", "aged 41"),
    ("Police hold man, 32, over the fire", "aged 32"),
    ("the driver, 41, was unhurt", "aged 41"),
    ("a suspect, 19.", "aged 19"),
    ("between the ages of 25 and 64", "aged 25 to 64"),
    ("the quake of magnitude 6.2", "6.2 magnitude"),
    ("a 6.2-magnitude quake", "6.2 magnitude"),
    ("more than 30 years old", "aged more than 30"),
    ("the storm took 12 lives", "12"),
    ("won 3-1", "3-1"),
    ("ما بين 40 - 50 ألف دولار", "$40,000 to $50,000"),
    ("the 39th minute", "39th"),
    ("half an hour", "0.5 h"),
    ("a 180-day pause", "180 days"),
    ("ما لا يقل عن ٤٣ قتيلا", "at least 43"),
    ("43 قتيلا على الأقل", "at least 43"),
    ("أكثر من مليون شخص", "more than 1 million"),
    ("نحو خمسة آلاف شخص", "about 5,000"),
    ("عشرات الجنود", "dozens"),
    ("العشرات من الجنود", "dozens"),
    ("ما بين ٥ و٧ جنود", "5 to 7"),
    ("بين خمسة وسبعة جنود", "5 to 7"),
    ("٣ ملايين دولار", "$3 million"),
    ("٦٠ بالمئة من الناخبين", "60 %"),
    ("(19 %) من الناخبين", "19 %"),
    ("عمره 31 سنة", "aged 31"),
    ("البالغ من العمر 31 عاما", "aged 31"),
    ("سعيد أحمد (31 عاما) من الرياض", "aged 31"),
    ("استمر 31 عاما", "31 years"),
    ("زلزال بقوة 6.2 درجات", "6.2 magnitude"),
    ("في الدقيقة 39", "39th"),
    ("قتيلان في انفجار", "2"),
    ("مقتل شخص واحد", "1"),
    ("منذ عامين", "2 years"),
    ("مئة وعامين", "102 years"),
    ("(15) خمسة عشر جنديا", "15"),
]


@pytest.mark.parametrize(("text", "label"), LABELS)
def test_a_quantity_is_labelled_alike_in_every_spelling(text: str, label: str) -> None:
    assert labels(text) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "in 2011 the war began",
        "on 16 August",
        "August 16, 2016",
        "16/8/2016",
        "at 7 pm and at 19:00",
        "at 18.02 GMT",
        "between 2010-2017",
        "the mid-1990s",
        "a Tu-22M3 and an F-16",
        "Flight 370 and Resolution 2254",
        "the G7 and the G20",
        "call 0800 555 111",
        "see Page 3",
        "one of the reasons",
        "a 501(c)(4) group",
        "the fifth century",
        "القرن الخامس",
        "no one came, one can say",
        "this one is new",
        "this one was killed",
        "ثمن الصاروخ الواحد",
        "في آن واحد",
        "a single-payer supporter",
        "open 24/7",
        "1. The first point",
        "for the second time",
        "في عام 2011",
        "في 8 مارس 2014",
        "مساء 16 أغسطس",
        "الساعة 7 مساء",
        "القرار رقم 2254",
        "يوم الاثنين",
        "أحد المسؤولين",
        "عام 2015م",
        "الصفحة 3",
        "العاملين في المصنع",
    ],
)
def test_dates_names_codes_and_pronouns_are_no_quantities(text: str) -> None:
    assert labels(text) == []


KEYS = [
    ("killing 14 and wounding 9", ["people|killed", "people|wounded"]),
    ("At least 43 were killed", ["people|killed"]),
    ("Blast kills 12", ["people|killed"]),
    ("43 dead, 12 missing", ["people|killed", "people|missing"]),
    ("the flood took 43 lives", ["people|killed"]),
    ("eight dead soldiers", ["soldiers|killed"]),
    ("doctors saved 43 lives", ["people|rescued"]),
    ("أطلقوا سراح 10 رهائن", ["people|released"]),
    ("the toll rose to 60", ["people|killed"]),
    ("officials put the death toll at 60", ["people|killed"]),
    ("a storm that claimed the lives of 60 people", ["people|killed"]),
    ("left 12 people dead", ["people|killed"]),
    ("12 civilians were killed", ["people|killed"]),
    ("seven civilian deaths", ["people|killed"]),
    ("20 people were killed and 55 wounded", ["people|killed", "people|wounded"]),
    ("14 Syrian government soldiers were killed", ["soldiers|killed"]),
    ("three suicide bombers killed two people", ["bombers", "people|killed"]),
    ("12 people fled", ["people|displaced"]),
    ("20 people came to a rally where 3 were killed", ["people", "people|killed"]),
    ("killing 15 members of the medical staff", ["medics|killed"]),
    ("15 members of the club were arrested", ["members|arrested"]),
    ("police arrested 12 men", ["men|arrested"]),
    ("the 31-truck convoy", ["vehicles"]),
    ("18 of the 31 lorries were destroyed", ["vehicles|destroyed", "vehicles"]),
    ("Fifty nine cruise missiles struck the base", ["missiles|fired"]),
    ("the navy fired 59 missiles", ["missiles|fired"]),
    ("won 92,513 votes", ["votes"]),
    ("13 gadgets were shown", ["gadget"]),
    ("raised $25,100", ["usd|raised"]),
    ("a $5,000 fine", ["usd|fined"]),
    ("jailed for 23 years", ["duration|sentenced"]),
    ("six months later", ["duration|later"]),
    ("60 miles long", ["length"]),
    ("100 kilometres long", ["length"]),
    ("the 39th minute", ["min|ordinal"]),
    ("rose from 325 to 348 cases", ["cases|from", "cases"]),
    ("مقتل 12 شخصا وإصابة 20 آخرين", ["people|killed", "people|wounded"]),
    ("قُتل ١٢ مدنيا", ["people|killed"]),
    ("ارتفاع حصيلة القتلى إلى 60", ["people|killed"]),
    ("سقوط 5 جرحى", ["people|wounded"]),
    ("لقي 12 شخصا مصرعهم", ["people|killed"]),
    ("12 شخصا لقوا حتفهم", ["people|killed"]),
    ("قتيلان وثلاثة جرحى", ["people|killed", "people|wounded"]),
    ("اعتقال 12 رجلا", ["men|arrested"]),
    ("إطلاق 59 صاروخا", ["missiles|fired"]),
    ("تدمير 18 شاحنة", ["vehicles|destroyed"]),
    ("جمع 25 ألف دولار", ["usd|raised"]),
    ("السجن 23 عاما", ["duration|sentenced"]),
    ("المتهمين ال29", ["suspects"]),
    ("عدد المتهمين 29", ["suspects"]),
    ("في الدقيقة 39", ["min|ordinal"]),
]


@pytest.mark.parametrize(("text", "expected"), KEYS)
def test_the_key_names_what_was_counted_and_what_happened(
    text: str, expected: list[str]
) -> None:
    assert keys(text) == expected


PARTS = [
    ("killed 58 people, including 11 children", [("children|killed", "11")]),
    ("killed 58 people, 11 of them children", [("children|killed", "11")]),
    ("58 people were killed, of whom five were children", [("children|killed", "5")]),
    ("Six children were among 19 people killed", [("children|killed", "6")]),
    ("killed 31 people, including 10 on a bus", [("people|killed|part", "10")]),
    ("killed 20 people, including 5 women and 3 children", [("women|killed", "5")]),
    ("killed 20 people, including 5 women and 3 children", [("children|killed", "3")]),
    ("Six civilians were among 22 people killed", [("civilians|killed", "6")]),
    ("21 others died", [("people|killed|part", "21")]),
    ("مقتل 58 شخصا بينهم 11 طفلا", [("children|killed", "11")]),
]


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_a_part_has_another_key_than_its_total(text: str, part: list[tuple[str, str]]) -> None:
    found = keyed(text)
    assert part[0] in found
    assert len({key for key, _ in found}) == len(found)


def test_others_who_suffered_another_thing_are_no_part() -> None:
    assert keys("killed four people and wounded seven others") == [
        "people|killed",
        "people|wounded",
    ]


#   left                            right                             kind       refines
COMPARED = [
    ("12 people died", "12 people died", "agree", False),
    ("12 people died", "20 people died", "conflict", False),
    ("43 people died", "45 people died", "conflict", False),
    ("12 people died", "at least 10 people died", "agree", True),
    ("12 people died", "twelve people were killed", "agree", False),
    ("١٢ شخصا لقوا مصرعهم", "twelve people were killed", "agree", False),
    ("31 civilians were killed", "31 people were killed", "agree", False),
    ("more than 50 people died", "58 people died", "agree", True),
    ("at least 24 people died", "100 people died", "conflict", False),
    ("at least 20 people died", "at least 22 people died", "conflict", False),
    ("at least 20 people died", "at least 20 people died", "agree", False),
    ("about 20 people died", "19 people died", "agree", True),
    ("about 48.3 kg", "43.8 kg", "conflict", False),
    ("up to 80 fighters died", "about 80 fighters died", "agree", None),
    ("5,000 people fled", "4,980 people fled", "agree", True),
    ("5,000 people fled", "4,600 people fled", "conflict", False),
    ("1.2 million people fled", "1,187,000 people fled", "agree", True),
    ("92,513 votes", "92,153 votes", "conflict", False),
    ("66% of votes", "66.4% of votes", "agree", True),
    ("0.9% of votes", "0.8% of votes", "conflict", False),
    ("dozens of people died", "59 people died", "agree", True),
    ("dozens of people died", "12 people died", "conflict", False),
    ("dozens of people died", "20 people died", "unclear", False),
    ("hundreds of people died", "1,100 people died", "unclear", False),
    ("60 miles away", "100 kilometres away", "agree", False),
    ("60 miles away", "60 kilometres away", "conflict", False),
    ("six months of talks", "180 days of talks", "agree", False),
    ("30 degrees Celsius", "86 degrees Fahrenheit", "agree", False),
    ("30 degrees Celsius", "30 degrees Fahrenheit", "conflict", False),
    ("1 to 3 inches of rain", "2 to 4 inches of rain", "conflict", False),
    ("between 5 and 7 km", "5 to 7 kilometres", "agree", False),
    ("80 percent of voters", "eight in 10 voters", "agree", True),
    ("$5.7 billion", "$7.5 billion", "conflict", False),
    ("$50,000", "fifty thousand dollars", "agree", False),
    ("won 3-0", "won 2-0", "conflict", False),
    ("won 3-0", "3-0 victory", "agree", False),
    ("won 3-0", "led 2-1", "unclear", False),
    ("$2.2 billion", "$2.2 trillion", "conflict", False),
    ("2% of votes", "45% of votes", "unclear", False),
    ("100 people died", "10 people died", "conflict", False),
    ("3 people died", "280,000 people died", "unclear", False),
    ("the 39th minute", "الدقيقة 29", "conflict", False),
    ("magnitude 6.7", "magnitude 7.6", "conflict", False),
    ("Ann Lee, 41, of Hull", "Ann Lee, 51, of Hull", "conflict", False),
    ("Ann Lee, 41, of Hull", "Bob Ray, 51, of Hull", "unclear", False),
    ("$5 million", "€5 million", "unclear", False),
    ("12 people died", "12 people were wounded", "unclear", False),
]


@pytest.mark.parametrize(("left", "right", "kind", "refines"), COMPARED)
def test_ranges_that_do_not_meet_conflict(
    left: str, right: str, kind: str, refines: bool | None
) -> None:
    one, other = find(left), find(right)
    comparison = FACET.compare(one[0], other[0])
    swapped = FACET.compare(other[0], one[0])
    assert comparison.kind == kind
    assert (swapped.kind, swapped.score) == (kind, comparison.score)
    if refines is not None:
        assert comparison.refines is refines


def test_a_part_never_conflicts_with_its_total() -> None:
    (total,) = find("30 people were killed")
    part = find("killed 30 people, including 12 on a bus")[1]
    assert FACET.compare(total, part).kind == "unclear"


def test_the_old_and_the_new_value_of_a_change_do_not_conflict() -> None:
    old, new = find("cases rose from 325 to 348 cases")
    assert FACET.compare(old, new).kind == "unclear"


def test_the_reason_names_both_values() -> None:
    (left,), (right,) = find("43 people died"), find("at least 100 people died")
    assert FACET.compare(left, right).reason == "43 against at least 100"


def test_the_vaguer_a_word_the_less_certain_its_conflict() -> None:
    words = ("12", "59", "at least 59", "dozens of")
    exact, other, bound, vague = (find(f"{word} people died")[0] for word in words)
    scores = [FACET.compare(exact, mention).score for mention in (vague, bound, other)]
    assert scores == sorted(set(scores))


@pytest.mark.parametrize(
    ("text", "world"),
    [
        ("12 people died", "12 count"),
        ("at least 40 people died", "40 .. 49.9 count"),
        ("at least 43 people died", "43 .. 47.3 count"),
        ("about 5,000 people fled", "4,500 .. 5,500 count"),
        ("fewer than 100 people", "50 .. 100 count"),
        ("60 miles away", "60 mi"),
        ("aged 25 to 64", "25 .. 64 year"),
    ],
)
def test_the_world_of_a_quantity_is_its_range(text: str, world: str) -> None:
    assert FACET.describe(find(text)[0]) == world


def test_the_mention_covers_hedge_number_and_unit_but_no_noun() -> None:
    text = "Officials say at least 43 miners died, losing about $5m of gold"
    assert [mention.text for mention in find(text)] == ["at least 43", "about $5m"]


def test_spans_count_from_the_article() -> None:
    text = "قُتل ١٢ مدنيا"
    (mention,) = FACET.find(make_claim(text, start=100))
    assert mention.text == text[mention.start - 100 : mention.end - 100] == "١٢"


def test_the_words_say_which_one_in_both_languages() -> None:
    (english,) = find("An air raid on the school killed 12 people in Marea")
    (arabic,) = find("مقتل 12 شخصا في غارة على مدرسة")
    assert {"strikes", "schools", "marea"} <= set(english.slot.words)
    assert {"strikes", "schools"} <= set(arabic.slot.words)
    assert not {"12", "killed"} & set(english.slot.words)


def test_the_topic_is_for_people() -> None:
    assert find("killing 14 soldiers")[0].slot.topic == "soldiers killed"
    assert find("Her bail was set at $5,000")[0].slot.topic.startswith("money bail")


@given(st.text(alphabet="12 killed people at least ,.-$%قتل خمسة أشخاص و", max_size=80))
def test_mentions_quote_the_claim_in_order(text: str) -> None:
    found = find(text)
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.integers(min_value=2, max_value=10**9), st.integers(min_value=2, max_value=10**9))
def test_comparing_is_symmetric_and_a_number_agrees_with_itself(one: int, other: int) -> None:
    (left,), (right,) = find(f"{one:,} people died"), find(f"{other:,} people died")
    assert FACET.compare(left, left).kind == "agree"
    assert FACET.compare(left, right).kind == FACET.compare(right, left).kind


@pytest.mark.parametrize(
    "junk", ["1 ", "killed 5 people and ", "قتل 5 أشخاص و", "1-", "5 others "]
)
def test_a_long_line_of_junk_is_read_to_its_end(junk: str) -> None:
    text = junk * (20_000 // len(junk))
    found = find(text)
    assert all(mention.text == text[mention.start : mention.end] for mention in found)
