"""Date atoms: the smallest words that name a day, a stretch of days or an hour.

The grammars of both languages find atoms; joining neighbours ("Tuesday" +
"16 August 2016" + "at 7 pm") makes a date. What an atom's words allow by themselves
is kept apart from what they mean counted from the anchor, because an anchor may
be wrong and the words may not.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from factcheck.dates.days import (
    DaySet,
    day_of_year,
    one_day,
    whole_month,
    whole_years,
)

Unit = Literal[
    "day", "weekday", "month", "year", "decade", "season", "week", "weekend", "open", "time"
]
CountUnit = Literal[
    "day",
    "week",
    "weekend",
    "month",
    "year",
    "decade",
    "weekday",
    "pattern",
    "pattern_year",
    "ago",
    "past",
]
Side = Literal["", "early", "late"]
Minutes = tuple[int, int]
DAY_MINUTES = 1440
_DAYS_BY_UNIT = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_AGO_SLACK = {"day": 0, "week": 3, "fortnight": 4, "month": 15, "year": 183}
_NEAR_YEAR = 183


class Count(NamedTuple):
    """How an atom counts from the anchor: `offset` units before (-) or after it."""

    unit: CountUnit
    offset: int = 0
    slack: int = 0


class Stretch(NamedTuple):
    """A part of a unit ("late", "first half of"), as shares of it."""

    name: str
    start: float
    end: float
    year_start: float
    year_end: float


class Atom(NamedTuple):
    """One atom; `start` and `end` into the folded text.

    `days` is what the words alone allow, empty when they name no day; `stretch`
    cuts them down. `side` says that the time of day borders the day before or
    after. `is_list`: all of `days` are meant, not one of them.
    """

    start: int
    end: int
    unit: Unit
    days: tuple[DaySet, ...] = ()
    counted: Count | None = None
    minutes: tuple[Minutes, ...] = ()
    side: Side = ""
    is_clock: bool = False
    zone: str = ""
    stretch: Stretch | None = None
    name: str = ""
    is_list: bool = False


def resolve_days(atom: Atom, anchor: date | None, *, is_future: bool) -> tuple[DaySet, ...]:
    """The atom's days counted from the anchor; what its words allow when that fails.

    A bare weekday or a date without year is the latest one on or before the
    anchor, or the next one when the wording looks ahead.
    """
    if anchor is None or atom.counted is None:
        return atom.days
    unit = atom.counted.unit
    try:
        if unit == "weekday":
            return tuple(
                _nearest_weekday(days, atom.counted, anchor, is_future) for days in atom.days
            )
        if unit == "pattern_year":
            year = anchor.year + atom.counted.offset
            return tuple(bound_to_year(days, year) or days for days in atom.days)
        if unit == "pattern":
            return tuple(
                infer_year(days, atom.counted, anchor, is_future) for days in atom.days
            )
        return _count_units(atom.counted, anchor)
    except (OverflowError, ValueError):  # beyond the calendar
        return atom.days


def _count_units(count: Count, anchor: date) -> tuple[DaySet, ...]:
    unit, offset = count.unit, count.offset
    if unit == "day":
        return (one_day(anchor + timedelta(offset)),)
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + offset
        return (whole_month(months // 12, months % 12 + 1),)
    if unit == "year":
        return (whole_years(anchor.year + offset, anchor.year + offset),)
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * offset
        return (whole_years(first, first + 9),)
    if unit == "past":
        return (DaySet(first=anchor - timedelta(offset), last=anchor, slack=1),)
    if unit == "ago":
        day, around = anchor - timedelta(offset), timedelta(count.slack)
        return (DaySet(first=day - around, last=day + around),)
    return _count_weeks(unit, offset, anchor)


def _count_weeks(unit: CountUnit, offset: int, anchor: date) -> tuple[DaySet, ...]:
    monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * offset)
    if unit == "week":
        return (DaySet(first=monday, last=monday + timedelta(6), slack=1),)
    friday = monday + timedelta(4)
    weekends = [friday] if offset else [friday - timedelta(7), friday]
    return tuple(DaySet(first=day, last=day + timedelta(2)) for day in weekends)


def count_ago(number: int, unit: str, *, is_vague: bool) -> Count:
    """Count "three weeks ago": the larger the unit, the wider the days around it."""
    days = _DAYS_BY_UNIT[unit]
    return Count("ago", number * days, _AGO_SLACK[unit] + (days if is_vague else 0))


def count_past(number: int, unit: str) -> Count:
    """Count "the past two weeks": every day from then to the anchor."""
    return Count("past", number * _DAYS_BY_UNIT[unit])


def _nearest_weekday(days: DaySet, count: Count, anchor: date, is_future: bool) -> DaySet:
    wanted = days.weekdays[0]
    if count.offset > 0 or (count.offset == 0 and is_future):
        ahead = (wanted - anchor.weekday()) % 7
        return one_day(anchor + timedelta(ahead or 7 * (count.offset > 0)))
    back = (anchor.weekday() - wanted) % 7
    return one_day(anchor - timedelta(back or 7 * (count.offset < 0)))


def infer_year(days: DaySet, count: Count, anchor: date, is_future: bool) -> DaySet:
    """Give a date without year the year that its anchor suggests.

    "16 August" read in May is left open unless the wording looks ahead: last
    year's August and this year's are as likely.
    """
    if days.bounds is not None or not days.months:
        return days
    years = range(anchor.year - 1, anchor.year + 2)
    readings = [bound_to_year(days, year) for year in years]
    bounded = [reading for reading in readings if reading is not None]
    if count.offset > 0 or (count.offset == 0 and is_future):
        ahead = [r for r in bounded if r.last is not None and r.last >= anchor]
        return ahead[0] if ahead else days
    past = [r for r in bounded if r.first is not None and r.first <= anchor]
    if not past or past[-1].last is None:
        return days
    is_near = (anchor - past[-1].last).days <= _NEAR_YEAR
    return past[-1] if is_near or count.offset < 0 else days


def bound_to_year(days: DaySet, year: int) -> DaySet | None:
    """The days of a yearly pattern in one year, None when it has none there.

    Months that run over the turn of the year (December to February) start in `year`.
    """
    first_month, last_month = days.months[0], days.months[-1]
    first = whole_month(year, first_month).first
    last = whole_month(year + (last_month < first_month), last_month).last
    bounded = days.model_copy(update={"first": first, "last": last})
    if len(days.months) == 1 and days.days[0] == days.days[1] and not days.weekdays:
        day = day_of_year(year, first_month, days.days[0])
        return None if day is None else day.model_copy(update={"slack": days.slack})
    fitting = [day for day in _iterate(bounded) if bounded.fits(day)]
    if not fitting:
        return None
    return bounded.model_copy(update={"first": fitting[0], "last": fitting[-1]})


def _iterate(days: DaySet) -> list[date]:
    if days.bounds is None:
        return []
    first, last = days.bounds
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def narrow_days(days: DaySet, stretch: Stretch) -> DaySet:
    """Cut a month, year or decade down to a part of it ("late 2014")."""
    if days.bounds is None:
        return _narrow_month(days, stretch) if len(days.months) == 1 else days
    first, last = days.bounds
    length = (last - first).days + 1
    is_long = length > 300
    start, end = (
        (stretch.year_start, stretch.year_end) if is_long else (stretch.start, stretch.end)
    )
    return DaySet(
        first=first + timedelta(int(length * start + 0.5)),
        last=first + timedelta(max(int(length * end + 0.5), 1) - 1),
        slack=days.slack + max(1, min(length // 36, 90)) * ("of" not in stretch.name),
    )


def _narrow_month(days: DaySet, stretch: Stretch) -> DaySet:
    start = int(30 * stretch.start + 0.5) + 1
    end = 31 if stretch.end == 1 else int(30 * stretch.end + 0.5)
    return days.model_copy(update={"days": (start, end), "slack": days.slack + 1})


def intersect_minutes(
    left: tuple[Minutes, ...], right: tuple[Minutes, ...]
) -> tuple[Minutes, ...]:
    """The minutes of the day that both allow; a night may run past 1440."""
    found = []
    for start, end in left:
        for other_start, other_end in right:
            for turn in (-DAY_MINUTES, 0, DAY_MINUTES):
                low, high = max(start, other_start + turn), min(end, other_end + turn)
                if low <= high:
                    found.append((low, high))
    return tuple(dict.fromkeys(found))
