from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.facets.date import DateFacet
from factcheck.records import Mention
from tests.make import make_claim

FACET = DateFacet()
WEDNESDAY = date(2019, 4, 10)


def find_one(text: str, anchor: date | None = None) -> Mention:
    (mention,) = FACET.find(make_claim(text, anchor=anchor))
    return mention


def compare(left: str, right: str, anchor: date | None = None) -> str:
    comparison = FACET.compare(find_one(left, anchor), find_one(right, anchor))
    mirrored = FACET.compare(find_one(right, anchor), find_one(left, anchor))
    assert (comparison.kind, comparison.refines) == (mirrored.kind, mirrored.refines)
    assert comparison.reason == mirrored.reason
    return comparison.kind + (", refines" if comparison.refines else "")


COMPARED = [
    ("It sank in March 2011", "It sank in 2011", "agree, refines"),
    ("It sank in March 2011", "غرقت في آذار 2011", "agree"),
    ("It sank in March 2011", "It sank in April 2011", "conflict"),
    ("It sank in late September", "It sank in September 2015", "agree, refines"),
    ("It sank on 16 August", "It sank on the 16th of August 2016", "agree, refines"),
    ("It sank on 16 August", "It sank on 17 August", "conflict"),
    ("It sank on 16 August 2016", "غرقت في 16 آب/أغسطس 2016", "agree"),
    ("It sank on 16 August 2016", "It sank on Tuesday", "agree, refines"),
    ("It sank on 16 August 2016", "It sank on Friday", "conflict"),
    ("It sank on Tuesday", "It sank on Friday", "conflict"),
    ("It sank on Tuesday", "غرقت يوم الثلاثاء", "agree"),
    ("It sank late on Thursday", "It sank early on Friday", "agree, refines"),
    ("It sank late on Thursday", "It sank on Friday", "unclear"),
    ("It sank on Thursday night", "غرقت فجر الجمعة", "agree, refines"),
    ("It sank on Thursday", "It sank on Friday", "conflict"),
    ("It sank late on Thursday", "It sank on Saturday", "conflict"),
    ("It sank in late 2014", "It sank in the summer of 2014", "conflict"),
    ("It sank in late 2014", "It sank in September 2014", "unclear"),
    ("It sank in the 1990s", "It sank in 1994", "agree, refines"),
    ("It was raided on Saturday and Sunday", "It was raided on Sunday", "agree, refines"),
    ("It was raided in 1940 and 1944", "It was raided in 1940 and 1948", "conflict"),
    (
        "It was raided in 1940, 1944 and 1948",
        "It was raided in 1940 and 1944",
        "agree, refines",
    ),
    ("It sank at 7 pm", "It sank at 8.15 pm", "conflict"),
    ("It sank at around 7 pm", "It sank at around 8 pm", "conflict"),
    ("It sank at around 7 pm", "It sank at 7.30 pm", "agree, refines"),
    ("It sank at 7 pm local time", "It sank at 9 pm", "conflict"),
    ("It sank at 11.50 pm", "It sank at around midnight", "agree, refines"),
    ("It sank at around 7 pm", "It sank at 7.20 pm", "agree, refines"),
    ("It sank at 7 pm", "غرقت الساعة السابعة مساء", "agree"),
    ("It sank at 7", "It sank at 7 pm", None),
    ("It sank at 7:00", "It sank at 7 pm", "agree, refines"),
    ("It sank at 0630 GMT", "It sank at 9:30 am", "unclear"),
    ("It sank at dawn", "It sank at 6 am", "agree, refines"),
    ("It sank at dawn", "It sank at 11 am", "conflict"),
    ("It sank at dawn", "It sank at 8 am", "unclear"),
    ("It sank on Friday at 7 pm", "It sank on Friday at 9 pm", "conflict"),
    ("It sank on Friday at 7 pm", "It sank on Friday", "agree, refines"),
    ("It sank on Friday", "It sank at 9 pm", "unclear"),
    ("It sank the next day", "It sank on Friday", "unclear"),
    ("It must be raised by 2030", "It must be raised by 2050", "conflict"),
    ("It must be raised by 2030", "It must be raised in 2050", "conflict"),
    ("It must be raised by 2030", "It must be raised in 2025", "unclear"),
    ("It was raised after 2012", "It was raised in 2011", "conflict"),
    ("It was raised after 2012", "It was raised in 2015", "unclear"),
    ("The war began in late September", "At war since September 2015", "agree, refines"),
    ("At war since 2012", "At war since 2014", "conflict"),
    ("It must be raised by 2030", "It must be raised by May 2030", "agree, refines"),
    ("It was raised after May 2012", "It was raised in April 2012", "conflict"),
    ("It must be raised by Monday", "It must be raised on Friday", "unclear"),
]


@pytest.mark.parametrize(("left", "right", "expected"), COMPARED)
def test_dates_conflict_when_their_sets_do_not_meet(
    left: str, right: str, expected: str | None
) -> None:
    if expected is None:
        assert FACET.find(make_claim(left, anchor=None)) == ()
    else:
        assert compare(left, right) == expected


COUNTED = [
    ("It sank on Tuesday", "It sank yesterday", "agree"),
    ("It sank on Tuesday", "It sank today", "unclear"),
    ("It sank on Saturday", "It sank yesterday", "conflict"),
    ("It sank on Sunday", "It sank yesterday", "conflict"),
    ("It sank on Tuesday", "It sank on 9 April 2019", "agree"),
    ("It sank on Tuesday", "It sank on 2 April 2019", "unclear"),
    ("It sank on Tuesday", "It sank on 3 April 2019", "conflict"),
    ("It sank last year", "It sank in 2016", "conflict"),
    ("It sank on 3 March", "It sank on 3 March 2016", "agree, refines"),
    ("It sank in March", "It sank in March 2016", "unclear"),
]


@pytest.mark.parametrize(("left", "right", "expected"), COUNTED)
def test_a_conflict_that_rests_on_the_anchor_must_be_clear(
    left: str, right: str, expected: str
) -> None:
    assert compare(left, right, WEDNESDAY) == expected


def test_one_weekday_counted_from_two_days_of_writing_is_no_conflict() -> None:
    early, late = (find_one("It sank on Tuesday", date(2019, 4, day)) for day in (5, 12))
    assert FACET.compare(early, late).kind == "unclear"


def test_a_conflict_of_full_dates_is_surer_than_one_of_weekdays() -> None:
    dates = FACET.compare(
        find_one("It sank on 16 May 2016"), find_one("It sank on 17 May 2016")
    )
    weekdays = FACET.compare(find_one("It sank on Monday"), find_one("It sank on Friday"))
    assert dates.score > weekdays.score > 0.5


SCORES = [
    ("It sank on 16 May 2016", "It sank on 17 May 2016", 0.9),
    ("It sank on Monday", "It sank on Friday", 0.75),
    ("It was raided in 1940 and 1944", "It was raided in 1940 and 1948", 0.5),
    ("It sank at 7 pm", "It sank at 9 pm", 0.8),
    ("It sank at 7 pm", "It sank at 7.10 pm", 0.5),
    ("It sank at dawn", "It sank at 11 am", 0.5),
    ("It sank on 16 May 2016", "It sank on 16 May 2016", 1.0),
    ("It sank on Monday", "It sank on Monday", 0.7),
    ("It sank in May 2016", "It sank in 2016", 0.8),
    ("It sank late on Thursday", "It sank early on Friday", 0.6),
    ("It sank at 7 pm", "It sank at 19:00", 1.0),
    ("It sank at around 7 pm", "It sank at 7.10 pm", 0.8),
]


@pytest.mark.parametrize(("left", "right", "score"), SCORES)
def test_a_comparison_is_as_sure_as_its_words(left: str, right: str, score: float) -> None:
    assert FACET.compare(find_one(left), find_one(right)).score == score


KEYS = [
    ("Officials said on Tuesday that 12 people drowned.", "said"),
    ("The mayor told reporters Tuesday.", "said"),
    ("Officials said 12 people were killed on Tuesday.", "attack"),
    ("The dam burst and killed four on Tuesday, police said.", "attack"),
    ("A bomb went off in the market on Tuesday.", "attack"),
    ("On Tuesday, rebels carried out raids on the port.", "attack"),
    ("The raid was carried out on Tuesday.", "attack"),
    ("The old king died in 1936.", "died"),
    ("The war broke out in 2011.", "began"),
    ("The island has been at war since March 2011.", "began"),
    ("The club has not won the cup since 1983.", "won"),
    ("They signed the treaty in Geneva in 2015.", "signed"),
    ("The ministers met in Oslo on Monday.", "met"),
    ("Tuesday's vote was close.", "voted"),
    ("The 2014 election was close.", "voted"),
    ("She was born in 1950.", "born"),
    ("The plane was shot down on Monday.", "crashed"),
    ("The ferry was moored in May 2012.", "moor"),
    ("قال المتحدث يوم الثلاثاء إن العبارة غرقت.", "said"),
    ("قتل أربعة أشخاص في قصف على الميناء الثلاثاء.", "attack"),
    ("اندلعت الحرب في آذار 2011.", "began"),
    ("الجزيرة في حرب منذ آذار 2011.", "began"),
    ("لم يفز الفريق بالكأس منذ عام 1983.", "won"),
    ("تم توقيع المعاهدة في جنيف عام 2015.", "signed"),
    ("استقال الوزير في أيار 2012.", "resigned"),
    ("ولدت عام 1950.", "born"),
]


@pytest.mark.parametrize(("text", "key"), KEYS)
def test_the_slot_says_what_is_dated_in_either_language(text: str, key: str) -> None:
    assert find_one(text).slot.key == key


def test_two_dates_of_one_sentence_have_their_own_slots() -> None:
    said, sank = FACET.find(
        make_claim("Police said on Tuesday that the bomb killed 3 on Monday.")
    )
    assert (said.slot.key, sank.slot.key) == ("said", "attack")
    assert FACET.compare(said, sank).kind == "unclear"


def test_two_speakers_days_are_no_conflict() -> None:
    left = find_one("Mayor Rashidi told reporters on Tuesday.")
    other = find_one("Governor Haddad told an audience on Friday.")
    same = find_one("Mayor Rashidi told reporters on Friday.")
    assert FACET.compare(left, other).kind == "unclear"
    assert FACET.compare(left, same).kind == "conflict"


def test_slot_words_are_stems_without_the_dates() -> None:
    mention = find_one("The ferries sank off Marsa Nour on Tuesday 16 August 2016 at noon.")
    assert mention.slot.key == "crashed"
    assert set(mention.slot.words) == {"ferri", "marsa", "nour"}


LABELS = [
    ("It sank on Aug. 16, 2016", "16 August 2016", "2016-08-16"),
    ("It sank on Tuesday", "Tuesday", "any Tuesday"),
    ("It sank in late September", "late September", "any September 20..31"),
    ("It has run since March 2011", "since March 2011", "since 2011-03-01 .. 2011-03-31"),
    ("It sank at 7 pm on 5 May 2016", "5 May 2016, 19:00", "2016-05-05, 19:00"),
    ("It sank at 0630 GMT", "06:30 GMT", "06:30"),
    ("It sank the next day", "the next day", "any day"),
    ("غرقت في 16 آب 2016", "16 August 2016", "2016-08-16"),
    ("غرقت في مطلع آذار 2016", "early March 2016", "2016-03-01 .. 2016-03-10"),
]


@pytest.mark.parametrize(("text", "label", "described"), LABELS)
def test_a_date_has_one_name_and_one_description(text: str, label: str, described: str) -> None:
    mention = find_one(text)
    assert (FACET.label(mention), FACET.describe(mention)) == (label, described)


def test_a_weekday_with_an_anchor_is_named_in_full() -> None:
    assert FACET.label(find_one("It sank on Tuesday", WEDNESDAY)) == "Tuesday 9 April 2019"


def test_mentions_stand_where_their_words_stand() -> None:
    claim = make_claim("غرقت العبارة مساءً يوم الثلاثاء.", start=40)
    (mention,) = FACET.find(claim)
    assert (
        claim.text[mention.start - 40 : mention.end - 40] == mention.text == "مساءً يوم الثلاثاء"
    )


SENTENCES = st.sampled_from([text for row in COMPARED for text in row[:2] if row[2]])


@given(SENTENCES, SENTENCES, st.sampled_from([None, WEDNESDAY]))
def test_comparing_is_symmetric_and_a_date_never_conflicts_with_itself(
    left: str, right: str, anchor: date | None
) -> None:
    one, other = find_one(left, anchor), find_one(right, anchor)
    forward, backward = FACET.compare(one, other), FACET.compare(other, one)
    assert (forward.kind, forward.score) == (backward.kind, backward.score)
    assert FACET.compare(one, one).kind != "conflict"
