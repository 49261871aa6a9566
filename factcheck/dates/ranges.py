"""Date ranges and lists: "from Monday to Friday", "Saturday and Sunday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from factcheck.dates.atoms import bound_to_year
from factcheck.dates.days import DaySet, name_days, one_day
from factcheck.dates.values import DateGroup, DateValue

_LOOKBACK = 40
_MAX_ATOMS = 12
_AND = re.compile(r", |,? (?:and|or) (?:early |late )?|,? و|,? او ")
_TO = re.compile(
    r",? ?(?:-|to|and|until|till|through|الي|وحتي|حتي|و) ?(?:the )?(?:early |late |mid-?)?"
)
_FROM = re.compile(
    r"\b(?:from|between|من|بين|في الفتره من|ما بين)(?: the)?(?: early| late| mid)? $"
)


def join_groups(groups: Sequence[DateGroup], folded: str) -> list[DateGroup]:
    """Join "from Monday to Friday" to a stretch and "Saturday and Sunday" to a list."""
    joined: list[DateGroup] = []
    for group in groups:
        merged = _merge(joined[-1], group, folded) if joined else None
        if merged:
            joined[-1] = merged
        else:
            joined.append(group)
    return joined


def _merge(left: DateGroup, right: DateGroup, folded: str) -> DateGroup | None:
    gap = folded[left.end : right.start]
    units = {left.atoms[0].unit, right.atoms[0].unit} - {"time"}
    if (
        len(gap) > 20
        or len(left.atoms) >= _MAX_ATOMS
        or (len(units) > 1 and not units <= {"month", "day"})
    ):
        return None
    if not (left.value.days and right.value.days) or left.value.is_open or right.value.is_open:
        return None
    before = folded[max(0, left.start - _LOOKBACK) : left.start]
    if _TO.fullmatch(gap) and (_FROM.search(before) or gap.strip() == "-"):
        return _merge_range(left, right)
    wanted = {"weekday"} if gap == ", " else {"weekday", "day", "month", "year"}
    if _AND.fullmatch(gap) and len(units) == 1 and units <= wanted:
        return _merge_list(left, right, is_list="or" not in gap and "او" not in gap)
    return None


def _merge_range(left: DateGroup, right: DateGroup) -> DateGroup | None:
    is_lent = left.value.stated[0].bounds is None and right.value.stated[-1].bounds
    days = _span(left.value.stated if is_lent else left.value.days, right.value.days)
    stated = _span(left.value.stated, right.value.stated)
    if not days:
        return None
    name = name_days(days) if days.bounds else f"{left.value.name} - {right.value.name}"
    value = DateValue(days=(days,), stated=(stated or days,), name=name)
    return DateGroup(left.start, right.end, left.atoms + right.atoms, value)


def _span(lefts: Sequence[DaySet], rights: Sequence[DaySet]) -> DaySet | None:
    """The stretch from the first to the last; "March to May 2016" lends March its year."""
    left, right = lefts[0], rights[-1]
    if left.single and right.single and left.single > right.single:
        week_before = left.single - timedelta(7)
        left = one_day(week_before) if week_before < right.single else left
    if right.bounds and left.bounds is None and left.months:
        left = bound_to_year(left, right.bounds[0].year) or left
    if left.bounds and right.bounds and left.bounds[0] <= right.bounds[1]:
        return DaySet(first=left.bounds[0], last=right.bounds[1])
    if left.months and right.months and not (left.bounds or right.bounds):
        first, last = left.months[0], right.months[-1]
        length = (last - first) % 12 + 1
        return DaySet(months=tuple((first - 1 + n) % 12 + 1 for n in range(length)))
    if left.weekdays and right.weekdays and not (left.bounds or right.bounds):
        first, last = left.weekdays[0], right.weekdays[-1]
        return DaySet(weekdays=tuple((first + n) % 7 for n in range((last - first) % 7 + 1)))
    return None


def _merge_list(left: DateGroup, right: DateGroup, *, is_list: bool) -> DateGroup:
    value = DateValue(
        days=left.value.days + right.value.days,
        stated=left.value.stated + right.value.stated,
        role=left.value.role,
        is_list=is_list or left.value.is_list,
        name=f"{left.value.name} {'and' if is_list else 'or'} {right.value.name}",
    )
    return DateGroup(left.start, right.end, left.atoms + right.atoms, value)
