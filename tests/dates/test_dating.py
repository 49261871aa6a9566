from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.dates.dating import Dating, find_anchor, find_dates, resolve_relative_days
from factcheck.dates.days import describe_days

WEDNESDAY = date(2019, 4, 10)


def find_one(text: str, anchor: date | None = None) -> Dating:
    (dating,) = find_dates(text, anchor)
    return dating


def spell(text: str, anchor: date | None = None) -> str:
    value = find_one(text, anchor).value
    return " | ".join(describe_days(days) for days in value.days)


STATED = [
    ("The pier opened on 16 August 2016.", "2016-08-16"),
    ("The pier opened on August 16, 2016.", "2016-08-16"),
    ("The pier opened on Aug. 16, 2016.", "2016-08-16"),
    ("The pier opened on the 16th of August 2016.", "2016-08-16"),
    ("The pier opened on Tuesday, August 16, 2016.", "2016-08-16"),
    ("The pier opened on 2016-08-16.", "2016-08-16"),
    ("The pier opened on 16/8/2016.", "2016-08-16"),
    ("The pier opened on 3/4/2016.", "2016-04-03 | 2016-03-04"),
    ("The pier opened on the seventh of June 2016.", "2016-06-07"),
    ("The pier was shut from 16 to 18 August 2016.", "2016-08-16 .. 2016-08-18"),
    ("The pier was shut on August 16-18, 2016.", "2016-08-16 .. 2016-08-18"),
    ("The pier was shut on 16 and 18 August 2016.", "2016-08-16 | 2016-08-18"),
    ("The pier opened on Aug. 16.", "any August 16..16"),
    ("The pier opened in March 2011.", "2011-03-01 .. 2011-03-31"),
    ("The pier opened in May.", "any May"),
    ("The pier opened in mid-August.", "any August 10..21"),
    ("The pier opened in late September.", "any September 20..31"),
    ("The pier opened at the end of May.", "any May 21..31"),
    ("The pier opened in 2011.", "2011-01-01 .. 2011-12-31"),
    ("The pier opened in the 1990s.", "1990-01-01 .. 1999-12-31"),
    ("The pier opened in the second half of 2014.", "2014-07-03 .. 2014-12-31"),
    ("The pier opened in the summer of 2015.", "2015-06-01 .. 2015-08-31, June July August"),
    ("The pier opened on Tuesday.", "any Tuesday"),
    ("The pier shut between June and August 2016.", "2016-06-01 .. 2016-08-31"),
    ("It was shut in 1916 and 1940.", "1916-01-01 .. 1916-12-31 | 1940-01-01 .. 1940-12-31"),
    ("افتتح الرصيف في 16 آب/أغسطس 2016.", "2016-08-16"),
    ("افتتح الرصيف في ١٦ أغسطس (آب) ٢٠١٦.", "2016-08-16"),
    ("افتتح الرصيف في السادس عشر من آب 2016.", "2016-08-16"),
    ("افتتح الرصيف في 16 أوت 2016.", "2016-08-16"),
    ("افتتح الرصيف منذ آذار 2011.", "2011-03-01 .. 2011-03-31"),
    ("افتتح الرصيف في كانون الثاني 2011.", "2011-01-01 .. 2011-01-31"),
    ("افتتح الرصيف في جويلية 2011.", "2011-07-01 .. 2011-07-31"),
    ("افتتح الرصيف في أواخر أيلول.", "any September 20..31"),
    ("افتتح الرصيف منتصف تموز.", "any July 10..21"),
    ("افتتح الرصيف عام 2014.", "2014-01-01 .. 2014-12-31"),
    ("افتتح الرصيف يوم الثلاثاء.", "any Tuesday"),
    ("افتتح الرصيف الأحد.", "any Sunday"),
    ("افتتح الرصيف في النصف الثاني من عام 2014.", "2014-07-03 .. 2014-12-31"),
    ("افتتح الرصيف في ثلاثينيات القرن العشرين.", "1930-01-01 .. 1939-12-31"),
    ("افتتح الرصيف يوم الثلاثاء 27 رمضان 1436 هـ.", "2015-07-14"),
    ("أغلق الرصيف من آذار إلى أيار 2015.", "2015-03-01 .. 2015-05-31"),
]


@pytest.mark.parametrize(("text", "days"), STATED)
def test_a_date_is_the_set_of_days_its_words_allow(text: str, days: str) -> None:
    assert spell(text) == days


COUNTED = [
    ("The pier opened on Tuesday.", "2019-04-09"),
    ("The pier opened on Wednesday.", "2019-04-10"),
    ("The pier opened last Wednesday.", "2019-04-03"),
    ("The pier will open on Monday.", "2019-04-15"),
    ("They said the pier would open on Monday.", "2019-04-15"),
    ("The pier stays shut until Friday.", "2019-04-12"),
    ("The pier opens next Friday.", "2019-04-12"),
    ("The pier opened yesterday.", "2019-04-09"),
    ("The pier opened today.", "2019-04-10"),
    ("The pier opens tomorrow.", "2019-04-11"),
    ("The pier opened two days ago.", "2019-04-08"),
    ("The pier opened last week.", "2019-04-01 .. 2019-04-07"),
    ("The pier opened this month.", "2019-04-01 .. 2019-04-30"),
    ("The pier opened last month.", "2019-03-01 .. 2019-03-31"),
    ("The pier opened last year.", "2018-01-01 .. 2018-12-31"),
    ("The pier opened late last month.", "2019-03-21 .. 2019-03-31"),
    ("Three ferries docked in the past 24 hours.", "2019-04-09 .. 2019-04-10"),
    ("The pier opened on March 3.", "2019-03-03"),
    ("The pier opened in December.", "2018-12-01 .. 2018-12-31, December"),
    ("The pier will open in December.", "2019-12-01 .. 2019-12-31, December"),
    ("The pier opened in October last year.", "2018-10-01 .. 2018-10-31, October"),
    ("The pier was shut on Saturday and Sunday.", "2019-04-06 | 2019-04-07"),
    ("افتتح الرصيف أمس.", "2019-04-09"),
    ("افتتح الرصيف أول من أمس.", "2019-04-08"),
    ("افتتح الرصيف أمس الثلاثاء.", "2019-04-09"),
    ("افتتح الرصيف مساء أمس.", "2019-04-09"),
    ("يفتتح الرصيف غدا.", "2019-04-11"),
    ("افتتح الرصيف اليوم.", "2019-04-10"),
    ("افتتح الرصيف الثلاثاء.", "2019-04-09"),
    ("افتتح الرصيف الأربعاء الماضي.", "2019-04-03"),
    ("سيفتتح الرصيف يوم الاثنين.", "2019-04-15"),
    ("افتتح الرصيف الأسبوع الماضي.", "2019-04-01 .. 2019-04-07"),
    ("افتتح الرصيف قبل يومين.", "2019-04-08"),
    ("افتتح الرصيف في 3 آذار الماضي.", "2019-03-03"),
    ("افتتح الرصيف في تموز من العام الماضي.", "2018-07-01 .. 2018-07-31, July"),
    ("رست ثلاث عبارات خلال الساعات الـ24 الماضية.", "2019-04-09 .. 2019-04-10"),
]


@pytest.mark.parametrize(("text", "days"), COUNTED)
def test_relative_days_count_from_the_anchor(text: str, days: str) -> None:
    assert spell(text, WEDNESDAY) == days


@pytest.mark.parametrize("text", ["The pier opened on 31 August.", "The pier opened in June."])
def test_a_day_without_a_year_stays_open_when_both_years_are_as_likely(text: str) -> None:
    assert spell(text, WEDNESDAY).startswith("any")


def test_an_anchor_that_contradicts_the_weekday_is_not_believed() -> None:
    assert spell("افتتح الرصيف أمس الاثنين.", WEDNESDAY) == "2019-04-08"


TIMES = [
    ("It sailed at 7 pm.", ((1140, 1140),)),
    ("It sailed at 19:00.", ((1140, 1140),)),
    ("It sailed at 8.15 pm local time.", ((1215, 1215),)),
    ("It sailed at 7:30.", ((450, 450), (1170, 1170))),
    ("It sailed at 07:30.", ((450, 450),)),
    ("It sailed at 12.05am.", ((5, 5),)),
    ("It sailed at around 7 pm.", ((1110, 1170),)),
    ("It sailed shortly after 7 pm.", ((1140, 1170),)),
    ("It sailed at 0630 GMT.", ((390, 390),)),
    ("It sailed at half past seven.", ((450, 450), (1170, 1170))),
    ("It sailed at seven o'clock in the morning.", ((420, 420),)),
    ("It sailed at noon.", ((705, 735),)),
    ("It sailed at midnight.", ((1410, 1470),)),
    ("It sailed on Tuesday night.", ((1080, 1800),)),
    ("It sailed early on Friday.", ((0, 540),)),
    ("أبحرت الساعة السابعة مساء.", ((1140, 1140),)),
    ("أبحرت الساعة السابعة والنصف صباحا.", ((450, 450),)),
    ("أبحرت الساعة الثامنة إلا ربعا.", ((465, 465), (1185, 1185))),
    ("أبحرت عند الساعة 18.02 بالتوقيت المحلي.", ((1082, 1082),)),
    ("أبحرت الساعة 2 مساءً.", ((840, 840),)),
    ("أبحرت فجر الجمعة.", ((120, 450),)),
]


@pytest.mark.parametrize(("text", "minutes"), TIMES)
def test_a_time_is_the_set_of_minutes_its_words_allow(
    text: str, minutes: tuple[tuple[int, int], ...]
) -> None:
    assert find_one(text).value.minutes == minutes


ROLES = [
    ("It has run since September 2015.", "since"),
    ("It has run since the opening of the pier in 2015.", "since"),
    ("It must be repaired by 2030.", "until"),
    ("It is shut until Friday.", "until"),
    ("It was repaired before Friday.", "before"),
    ("It was repaired after 2012.", "after"),
    ("It was repaired after Friday's storm.", "on"),
    ("It was repaired on Friday.", "on"),
    ("تعمل منذ آذار 2011.", "since"),
    ("تعمل بدءا من 18 أيلول.", "since"),
    ("أغلقت حتى الجمعة.", "until"),
    ("ترمم بحلول عام 2030.", "until"),
    ("رممت في 2012.", "on"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_a_date_keeps_what_it_bounds(text: str, role: str) -> None:
    assert find_one(text).value.role == role


NO_DATES = [
    "Mr May said the crews may march on.",
    "The resignation of May shook the council.",
    "He sat in the sun, and the second ferry left.",
    "It cost 40 million in 2011 dollars.",
    "More than 2,011 people came, and 2014 houses burned.",
    "The law changed after 9/11.",
    "They watched it on Channel 24, with 4:08 to play.",
    "The two-week ban was in force for two weeks.",
    "They lost 2-1 and cut a third of the crew.",
    "The Tu-154 and the Boeing 747-400 landed.",
    "Black Friday sales rose.",
    "Every Tuesday they meet.",
    "The fall of the city shocked them.",
    "Night raids went on.",
    "مارس ضغوطا على الصيادين.",
    "عاد أحد الصيادين مع رفاقه.",
    "التقى الرجلين الاثنين على الجسر.",
    "تظاهروا في ذكرى ثورة 25 يناير.",
    "كانت السرعة 12 ميلا في الساعة.",
    "فجر انتحاري نفسه قرب الجسر.",
    "أصيب 2014 شخصا بالمرض.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_numbers_names_and_verbs_are_no_dates(text: str) -> None:
    assert find_dates(text, WEDNESDAY) == ()


READINGS = [
    ("It sank on Tuesday.", "It sank on Tuesday, 9 April 2019."),
    ("It sank on Tuesday night.", "It sank on Tuesday night, 9 April 2019."),
    ("It sank yesterday.", "It sank on Tuesday, 9 April 2019."),
    ("It has been shut since yesterday.", "It has been shut since Tuesday, 9 April 2019."),
    ("It will sail on Monday.", "It will sail on Monday, 15 April 2019."),
    ("Tuesday's storm hit it in 2019.", "Tuesday's storm hit it in 2019."),
    ("It sank last week.", "It sank last week."),
    ("غرقت يوم الثلاثاء.", "غرقت يوم الثلاثاء 9 أبريل 2019."),
    ("غرقت أمس.", "غرقت يوم الثلاثاء 9 أبريل 2019."),
    ("غرقت أمس الثلاثاء.", "غرقت أمس الثلاثاء 9 أبريل 2019."),
]


@pytest.mark.parametrize(("text", "reading"), READINGS)
def test_a_reading_writes_out_relative_days(text: str, reading: str) -> None:
    assert resolve_relative_days(text, WEDNESDAY) == reading


def test_writing_out_days_twice_changes_nothing() -> None:
    once = resolve_relative_days("It sank on Tuesday and was found yesterday.", WEDNESDAY)
    assert resolve_relative_days(once, WEDNESDAY) == once


ANCHORS = [
    ("MARSA NOUR, 16 Aug 2016 (Agency) - A ferry sank in May.", date(2016, 8, 16)),
    ("A ferry sank in May. It was built on 3/4/2012, raised on 5 June 2016.", date(2016, 6, 5)),
    ("مرسى نور، 16 آب 2016 - غرقت عبارة.", date(2016, 8, 16)),
    ("A ferry sank on Tuesday, 16 August.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "anchor"), ANCHORS)
def test_the_anchor_is_the_first_full_day(text: str, anchor: date | None) -> None:
    assert find_anchor(text) == anchor


ENGLISH = ["on ", "Tuesday", ", ", "16 ", "August ", "2016 ", "and ", "at 7 pm ", "since "]
ARABIC = ["يوم ", "الثلاثاء ", "آب/", "أغسطس ", "منذ ", "عام ", "مساءً "]
WORDS = st.sampled_from([*ENGLISH, *ARABIC, "late ", "May ", "last ", "\n"])


@given(st.lists(WORDS, max_size=12).map("".join), st.none() | st.dates())
def test_dates_stand_in_order_and_never_overlap(text: str, anchor: date | None) -> None:
    end = 0
    for dating in find_dates(text, anchor):
        assert end <= dating.span.start < dating.span.end <= len(text)
        end = dating.span.end


@pytest.mark.parametrize(
    "junk", ["Monday, ", "5 January ", "since the a ", "الثلاثاء ", "1:", "in 2014 and "]
)
def test_hostile_text_takes_time_in_proportion(junk: str) -> None:
    find_dates(junk * (20_000 // len(junk)), WEDNESDAY)
