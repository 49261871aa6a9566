"""Days: a set of calendar days, as a pattern that a day fits or does not.

    "16 August 2016"    2016-08-16 .. 2016-08-16
    "March 2011"        2011-03-01 .. 2011-03-31
    "late September"    any September, from the 20th
    "Tuesday"           any Tuesday

Two patterns meet when some day fits both. That is decided by looking at the days
themselves, inside the bounds of a pattern that has them, else over 28 years, after
which weekdays and dates repeat; so a weekday and a date are compared exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from factcheck.records import Record

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CYCLE = (date(2000, 1, 1), date(2027, 12, 31))
FAR = 10**6


class DaySet(Record):
    """The days that fit every constraint; an empty constraint allows all.

    `first` and `last` are both set or both None. `slack` is how many days the
    edges of a vague word ("late September") may be off.
    """

    first: date | None = None
    last: date | None = None
    months: tuple[int, ...] = ()
    days: tuple[int, int] = (1, 31)
    weekdays: tuple[int, ...] = ()
    slack: int = 0

    @property
    def bounds(self) -> tuple[date, date] | None:
        """First and last day, None when the pattern recurs for ever."""
        return (self.first, self.last) if self.first and self.last else None

    @property
    def single(self) -> date | None:
        """The one day of the set, None when it has more."""
        if self.bounds is None:
            return None
        ordinals = ordinals_between(self, *self.bounds)
        return date.fromordinal(ordinals[0]) if len(ordinals) == 1 else None

    @property
    def is_any(self) -> bool:
        """Tell whether every day fits."""
        return self.bounds is None and not self.is_pattern

    @property
    def is_pattern(self) -> bool:
        """Tell whether months, days or weekdays constrain the set."""
        return bool(self.months or self.weekdays) or self.days != (1, 31)

    def fits(self, day: date) -> bool:
        """Tell whether `day` is in the set."""
        return (
            (self.bounds is None or self.bounds[0] <= day <= self.bounds[1])
            and (not self.months or day.month in self.months)
            and self.days[0] <= day.day <= self.days[1]
            and (not self.weekdays or day.weekday() in self.weekdays)
        )


def one_day(day: date) -> DaySet:
    """The set of `day` alone."""
    return DaySet(first=day, last=day)


def whole_month(year: int, month: int) -> DaySet:
    """All days of a month of a year."""
    return DaySet(
        first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1])
    )


def whole_years(first: int, last: int) -> DaySet:
    """All days from the first to the last year."""
    return DaySet(first=date(first, 1, 1), last=date(last, 12, 31))


def day_of_year(year: int, month: int, day: int) -> DaySet | None:
    """One day by its numbers, None when the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return one_day(date(year, month, day))


@lru_cache(maxsize=4096)
def ordinals_between(days: DaySet, first: date, last: date) -> tuple[int, ...] | range:
    """The ordinals of the set's days from `first` to `last`, in order."""
    if days.bounds is not None:
        first, last = max(first, days.bounds[0]), min(last, days.bounds[1])
    span = range(first.toordinal(), last.toordinal() + 1)
    if not days.is_pattern:
        return span
    return tuple(ordinal for ordinal in span if days.fits(date.fromordinal(ordinal)))


def gap_between(lefts: Sequence[DaySet], rights: Sequence[DaySet]) -> int:
    """How many days lie between the nearest days of two unions; 0 when they meet.

    `FAR` when a union is empty.
    """
    gaps = [_gap(left, right) for left in lefts for right in rights]
    return min(gaps, default=FAR)


@lru_cache(maxsize=4096)
def _gap(left: DaySet, right: DaySet) -> int:
    windows = _windows(left, right)
    return _nearest(ordinals_between(left, *windows[0]), ordinals_between(right, *windows[1]))


Window = tuple[date, date]


def _windows(left: DaySet, right: DaySet) -> tuple[Window, Window]:
    """The stretch of time in which each set's days are looked at."""
    if left.bounds and right.bounds:
        return left.bounds, right.bounds
    if left.bounds:
        return left.bounds, _around(left.bounds)
    if right.bounds:
        return _around(right.bounds), right.bounds
    return CYCLE, CYCLE


def _around(bounds: Window) -> Window:
    """The bounds and the year on either side, so that a recurring day lies near."""
    return _clip(bounds[0].toordinal() - 366), _clip(bounds[1].toordinal() + 366)


def _clip(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _nearest(left: Sequence[int], right: Sequence[int]) -> int:
    if not left or not right:
        return FAR
    if isinstance(left, range) and isinstance(right, range):
        return max(0, right[0] - left[-1], left[0] - right[-1])
    shorter, longer = sorted((left, right), key=len)
    return min(_distance(ordinal, longer) for ordinal in shorter)


def _distance(ordinal: int, ordinals: Sequence[int]) -> int:
    place = bisect_left(ordinals, ordinal)
    near = ordinals[max(0, place - 1) : place + 1]
    return min(abs(ordinal - other) for other in near)


def is_within(lefts: Sequence[DaySet], rights: Sequence[DaySet]) -> bool:
    """Tell whether every day of the left union is one of the right."""
    return bool(lefts) and all(_lies_in(left, tuple(rights)) for left in lefts)


@lru_cache(maxsize=4096)
def _lies_in(left: DaySet, rights: tuple[DaySet, ...]) -> bool:
    if left.bounds is None and not any(right.bounds is None for right in rights):
        return False
    window = left.bounds or CYCLE
    days = (date.fromordinal(ordinal) for ordinal in ordinals_between(left, *window))
    return all(any(right.fits(day) for right in rights) for day in days)


def intersect(left: DaySet, right: DaySet) -> DaySet | None:
    """The days that fit both patterns, None when no day does."""
    bounds = [days.bounds for days in (left, right) if days.bounds]
    both = DaySet(
        first=max((first for first, _ in bounds), default=None),
        last=min((last for _, last in bounds), default=None),
        months=_share(left.months, right.months),
        days=(max(left.days[0], right.days[0]), min(left.days[1], right.days[1])),
        weekdays=_share(left.weekdays, right.weekdays),
        slack=max(left.slack, right.slack),
    )
    return both if _gap(left, right) == 0 else None


def _share(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...]:
    if not left or not right:
        return left or right
    return tuple(number for number in left if number in right)


def intersect_all(lefts: Sequence[DaySet], rights: Sequence[DaySet]) -> tuple[DaySet, ...]:
    """The non-empty intersections of two unions' members."""
    found = (intersect(left, right) for left in lefts for right in rights)
    return tuple(days for days in found if days is not None)


def describe_days(days: DaySet) -> str:
    """Spell a set: "2011-03-01 .. 2011-03-31", "any Tuesday", "any August 16..16"."""
    parts = [WEEKDAYS[number] for number in days.weekdays]
    parts += [MONTHS[number - 1] for number in days.months]
    if days.days != (1, 31):
        parts.append(f"{days.days[0]}..{days.days[1]}")
    if days.bounds is None:
        return f"any {' '.join(parts) or 'day'}"
    single = days.single
    span = f"{days.first} .. {days.last}" if single is None else f"{single}"
    return span if single or not parts else f"{span}, {' '.join(parts)}"


def name_days(days: DaySet) -> str:
    """Name a set for people: "16 August 2016", "March 2011", "Tuesday", "2011"."""
    return _name_pattern(days) if days.bounds is None else _name_bounds(days, *days.bounds)


def _name_pattern(days: DaySet) -> str:
    numbers = "" if days.days == (1, 31) else "-".join(str(n) for n in dict.fromkeys(days.days))
    months = "-".join(MONTHS[number - 1] for number in days.months)
    weekdays = "/".join(WEEKDAYS[number] for number in days.weekdays)
    if numbers and not months:
        numbers = f"day {numbers}"
    return " ".join(part for part in (weekdays, numbers, months) if part)


def _name_bounds(days: DaySet, first: date, last: date) -> str:
    single = days.single
    if single is not None:
        return name_day(single)
    if (first, last) == whole_month(first.year, first.month).bounds:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _name_years(first.year, last.year)
    prefix = "".join(f"{WEEKDAYS[number]}, " for number in days.weekdays)
    return f"{prefix}{name_day(first)} - {name_day(last)}"


def _name_years(first: int, last: int) -> str:
    if first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{first}" if first == last else f"{first}-{last}"


def name_day(day: date) -> str:
    """Name one day: "16 August 2016"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
