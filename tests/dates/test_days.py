from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.dates.days import (
    FAR,
    DaySet,
    describe_days,
    gap_between,
    intersect,
    is_within,
    name_days,
    one_day,
    whole_month,
    whole_years,
)

TUESDAY = DaySet(weekdays=(1,))
LATE_SEPTEMBER = DaySet(months=(9,), days=(20, 31))
LEAP_DAY = DaySet(months=(2,), days=(29, 29))
NO_DAY = DaySet(months=(2,), days=(30, 31))

GAPS = [
    (TUESDAY, one_day(date(2019, 4, 2)), 0),
    (TUESDAY, one_day(date(2019, 4, 3)), 1),
    (TUESDAY, DaySet(weekdays=(4,)), 3),
    (TUESDAY, LATE_SEPTEMBER, 0),
    (LATE_SEPTEMBER, whole_month(2015, 9), 0),
    (LATE_SEPTEMBER, one_day(date(2015, 9, 18)), 2),
    (whole_month(2011, 3), whole_years(2011, 2011), 0),
    (whole_years(2011, 2012), whole_years(2014, 2014), 366),
    (LEAP_DAY, whole_years(2016, 2016), 0),
    (LEAP_DAY, DaySet(weekdays=(5,)), 0),
    (LEAP_DAY, whole_month(2015, 3), 335),
    (LEAP_DAY, whole_month(2013, 3), 366),
    (NO_DAY, TUESDAY, FAR),
]


@pytest.mark.parametrize(("left", "right", "gap"), GAPS)
def test_a_gap_is_counted_between_the_nearest_days(
    left: DaySet, right: DaySet, gap: int
) -> None:
    assert gap_between([left], [right]) == gap_between([right], [left]) == gap


def test_a_union_is_as_near_as_its_nearest_member() -> None:
    days = [one_day(date(2019, 4, 2)), one_day(date(2019, 4, 9))]
    assert gap_between(days, [one_day(date(2019, 4, 10))]) == 1
    assert gap_between(days, []) == FAR


WITHIN = [
    ([whole_month(2011, 3)], [whole_years(2011, 2011)], True),
    ([whole_years(2011, 2011)], [whole_month(2011, 3)], False),
    ([one_day(date(2019, 4, 2))], [TUESDAY], True),
    ([TUESDAY], [whole_years(2019, 2019)], False),
    ([DaySet(months=(9,), days=(22, 25))], [LATE_SEPTEMBER], True),
    ([LATE_SEPTEMBER], [DaySet(months=(9,), days=(22, 25))], False),
    ([], [TUESDAY], False),
]


@pytest.mark.parametrize(("left", "right", "expected"), WITHIN)
def test_a_set_lies_within_another_when_all_its_days_do(
    left: list[DaySet], right: list[DaySet], expected: bool
) -> None:
    assert is_within(left, right) is expected


def test_the_intersection_holds_both_constraints() -> None:
    both = intersect(TUESDAY, whole_month(2019, 4))
    assert both is not None
    assert [both.fits(date(2019, 4, day)) for day in (1, 2, 3, 9)] == [False, True, False, True]
    assert intersect(TUESDAY, one_day(date(2019, 4, 3))) is None


SPELLED = [
    (TUESDAY, "any Tuesday", "Tuesday"),
    (LATE_SEPTEMBER, "any September 20..31", "20-31 September"),
    (one_day(date(2016, 8, 16)), "2016-08-16", "16 August 2016"),
    (whole_month(2011, 3), "2011-03-01 .. 2011-03-31", "March 2011"),
    (whole_years(2011, 2011), "2011-01-01 .. 2011-12-31", "2011"),
    (whole_years(1990, 1999), "1990-01-01 .. 1999-12-31", "1990s"),
    (whole_years(2011, 2015), "2011-01-01 .. 2015-12-31", "2011-2015"),
    (DaySet(), "any day", ""),
]


@pytest.mark.parametrize(("days", "described", "named"), SPELLED)
def test_a_set_is_spelled_for_explain_and_named_for_people(
    days: DaySet, described: str, named: str
) -> None:
    assert (describe_days(days), name_days(days)) == (described, named)


DATES = st.dates(date(1990, 1, 1), date(2040, 12, 31))
PATTERNS = st.builds(
    DaySet,
    months=st.sampled_from([(), (2,), (9,), (12, 1)]),
    days=st.sampled_from([(1, 31), (1, 10), (29, 31)]),
    weekdays=st.sampled_from([(), (0,), (4, 5)]),
)
BOUNDED = st.builds(
    lambda first, length: DaySet(
        first=first, last=date.fromordinal(first.toordinal() + length)
    ),
    DATES,
    st.integers(0, 400),
)
SETS = st.one_of(PATTERNS, BOUNDED)


@given(SETS, SETS)
def test_sets_meet_exactly_when_they_have_an_intersection(left: DaySet, right: DaySet) -> None:
    assert (gap_between([left], [right]) == 0) == (intersect(left, right) is not None)


@given(SETS, DATES)
def test_a_day_meets_a_set_exactly_when_it_fits(days: DaySet, day: date) -> None:
    assert (gap_between([days], [one_day(day)]) == 0) == days.fits(day)
