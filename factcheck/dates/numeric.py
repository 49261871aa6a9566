"""Numeric dates: "2016-08-16", "16/8/2016", and the Hijri calendar's days.

Where day and month cannot be told apart both readings are kept: "3/4/2016" is a
set of two days. A Hijri day is three days wide, for its month begins with a sighting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.dates.atoms import Atom
from factcheck.dates.days import DaySet, day_of_year

_YEAR_FIRST = re.compile(r"(?<![\d./-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/-]|\.\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d./-])(\d{1,2})(?:( ?/ ?)|([.-]))(\d{1,2})(?:\2|\3)(?: ?)"
    r"(\d{4}|(?<=/)\d{2})(?![\d/-]|\.\d)"
)
_HIJRI_YEARS = range(1300, 1500)
_CENTURY = 2000


def find_numeric_dates(folded: str) -> Iterator[Atom]:
    """Find the dates written in numbers only."""
    for match in _YEAR_FIRST.finditer(folded):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
        yield from _build(match, [read_day(year, month, day)])
    for match in _DAY_FIRST.finditer(folded):
        first, second, year = int(match[1]), int(match[4]), int(match[5])
        year += _CENTURY if year < 100 else 0
        yield from _build(match, [read_day(year, second, first), read_day(year, first, second)])


def _build(match: re.Match[str], readings: list[DaySet | None]) -> Iterator[Atom]:
    days = tuple(dict.fromkeys(reading for reading in readings if reading is not None))
    if days:
        yield Atom(match.start(), match.end(), "day", days)


def read_day(year: int, month: int, day: int) -> DaySet | None:
    """The day of a Gregorian or, by its year, Hijri date; None when there is none."""
    if year in _HIJRI_YEARS:
        return convert_hijri(year, month, day, day)
    return day_of_year(year, month, day) if 1000 <= year <= 2999 else None


def convert_hijri(year: int, month: int, first: int, last: int) -> DaySet | None:
    """Convert days of a Hijri month by the tabular calendar, a day wider at each end.

    Source: Reingold and Dershowitz 2018, "Calendrical Calculations", chapter 7.
    """
    if not (1 <= month <= 12 and 1 <= first <= last <= 30):
        return None
    before = 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    epoch = date(622, 7, 19).toordinal() - 1
    start = date.fromordinal(epoch + before + first)
    return DaySet(
        first=start - timedelta(1),
        last=start + timedelta(last - first + 1),
        slack=1,
    )
