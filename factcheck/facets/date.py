"""Dates: when it happened, and at what time of day.

A date is the set of days, and minutes of the day, that its words allow:

    "March 2011"        2011-03-01 .. 2011-03-31
    "late September"    any September, from the 20th
    "Tuesday"           the Tuesday before the day of writing, any Tuesday when that is unknown
    "around 7 pm"       18:30 .. 19:30

Three things keep false alarms down. A night belongs to two days, so "late Thursday"
and "Friday" are not opposed. A conflict that rests on the day of writing alone, and not
on the words, must be clear, for that day may be wrong. And the slot says what is
dated: the day something was said is no rival of the day it happened.
"""

from __future__ import annotations

from bisect import bisect_left

from factcheck.dates.atoms import DAY_MINUTES, Minutes
from factcheck.dates.dating import Dating, find_dates
from factcheck.dates.days import DaySet, describe_days, gap_between, is_within
from factcheck.dates.events import Event, find_event
from factcheck.dates.values import DateValue
from factcheck.facets import SlotKind
from factcheck.records import Claim, Comparison, FacetName, Mention, Record, Slot
from factcheck.text import fold

_STATED_SCORE, _WEEKDAY_SCORE, _COUNTED_SCORE, _LIST_SCORE = 0.9, 0.75, 0.6, 0.5
_DAY_PARTS_SCORE, _CLOCK_SCORE = 0.5, 0.8
_YEAR_OFF = 300
_PART_GAP = 90
_UPPER = ("until", "before")


class DateFacet:
    """Finds dates and times of day, and tells whether two can be the same moment."""

    name: FacetName = "date"
    slot_kind: SlotKind = "single"
    value_type: type[Record] = DateValue

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the dates of `claim.text`; relative days count from `claim.anchor`."""
        datings = find_dates(claim.text, claim.anchor)
        return tuple(_mention(claim, dating) for dating in datings)

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two dates: agree when their days and hours meet.

        A day on which something was said is never held against the day on
        which it happened; nor a day against an hour.
        """
        if (left.slot.key == "said") != (right.slot.key == "said"):
            return _unclear("one dates a statement, the other an event")
        found = compare_dates(left.value, right.value)
        if (
            found.kind == "conflict"
            and left.slot.key == "said"
            and not _share_words(left, right)
        ):
            return _unclear("two statements, it seems")
        return found

    def describe(self, mention: Mention) -> str:
        """Spell the set: "2011-03-01 .. 2011-03-31", "any Tuesday, 18:30 .. 19:30".

        Minutes past midnight are the next day's.
        """
        value: DateValue = mention.value
        role = "" if value.role == "on" else f"{value.role} "
        days = " or ".join(describe_days(days) for days in value.days)
        minutes = " or ".join(_spell_minutes(span) for span in value.minutes)
        return role + ", ".join(part for part in (days, minutes) if part)

    def label(self, mention: Mention) -> str:
        """Name the date: "16 August 2016", "since March 2011", "Tuesday 16 August 2016, 19:00".

        English for every spelling and language.
        """
        value: DateValue = mention.value
        role = "" if value.role == "on" else f"{value.role} "
        parts = [value.name, _name_minutes(value)]
        return role + (", ".join(part for part in parts if part) or mention.text)


def _share_words(left: Mention, right: Mention) -> bool:
    """Tell whether two slots share words enough to be one statement (its speaker, say)."""
    return len(set(left.slot.words) & set(right.slot.words)) >= 2


def _mention(claim: Claim, dating: Dating) -> Mention:
    start, end = dating.span
    event = _find_event(claim, dating)
    return Mention(
        facet="date",
        start=claim.start + start,
        end=claim.start + end,
        text=claim.text[start:end],
        value=dating.value,
        slot=Slot(key=event.key, words=event.words, topic=event.topic),
    )


def _find_event(claim: Claim, dating: Dating) -> Event:
    """The event of a date, looked for in folded text, whose offsets are mapped back."""
    folded = fold(claim.text)
    start = _folded_place(folded.offsets, dating.span.start)
    end = _folded_place(folded.offsets, dating.span.end)
    return find_event(
        folded.text,
        start,
        end,
        claim.language,
        role=dating.value.role,
        is_attribute=dating.is_attribute,
    )


def _folded_place(offsets: tuple[int, ...], place: int) -> int:
    return bisect_left(offsets, place)


def compare_dates(left: DateValue, right: DateValue) -> Comparison:
    """Compare two dates of one event; swapping them gives the same kind."""
    if left.is_open or right.is_open:
        return _unclear("one counts from a day that is not known")
    if not (left.days and right.days):
        if left.days or right.days:
            return _unclear("one names a day, the other a time of day")
        return compare_times(left, right)
    days = _compare_roles(left, right)
    if days.kind != "agree":
        return days
    if left.minutes and right.minutes:
        times = compare_times(left, right)
        return days if times.kind == "agree" else times
    return days.model_copy(update={"refines": days.refines or left.minutes != right.minutes})


def _compare_roles(left: DateValue, right: DateValue) -> Comparison:
    """Compare days by what they bound: the event, its beginning, its deadline."""
    if _group(left.role) == _group(right.role):
        return compare_days(left, right)
    roles = {_group(left.role), _group(right.role)}
    if roles == {"on", "since"}:
        return compare_days(left, right)
    if "on" not in roles:
        return _unclear(f'"{left.role}" and "{right.role}" bound different things')
    bound, point = (left, right) if left.role != "on" else (right, left)
    if gap_between(bound.days, point.days) == 0:
        return compare_days(left, right)
    if _lies_beyond(bound, point):
        return compare_days(left, right)
    return _unclear(f"a day {bound.role} another is not ruled out")


def _group(role: str) -> str:
    return "until" if role in _UPPER else role


def _lies_beyond(bound: DateValue, point: DateValue) -> bool:
    """Tell whether `point` breaks a deadline, or comes before what it must follow."""
    bounds = [days.bounds for days in bound.days]
    points = [days.bounds for days in point.days]
    if not all(bounds) or not all(points):
        return False
    if bound.role in _UPPER:
        return min(p[0] for p in points if p) > max(b[1] for b in bounds if b)
    return max(p[1] for p in points if p) < min(b[0] for b in bounds if b)


def compare_days(left: DateValue, right: DateValue) -> Comparison:
    """Tell whether two unions of days meet, allowing for nights, vague words and anchors."""
    gap = gap_between(left.days, right.days)
    if left.is_list and right.is_list and not _is_one_within(left.days, right.days):
        return Comparison(kind="conflict", reason=_differ(left, right), score=_LIST_SCORE)
    if gap == 0:
        return _agree_days(left, right)
    if _borders(left, right, gap):
        return _meet_at_night(left, right)
    slack = sum(max((days.slack for days in value.days), default=0) for value in (left, right))
    if gap <= slack:
        return _unclear("the words are too vague to keep the days apart")
    if gap_between(left.stated, right.stated) == 0:
        return _compare_counted(left, right, gap)
    is_bare = all(_is_weekday(value.stated) for value in (left, right))
    score = _WEEKDAY_SCORE if is_bare else _STATED_SCORE
    return Comparison(kind="conflict", reason=_differ(left, right), score=score)


def _is_one_within(left: tuple[DaySet, ...], right: tuple[DaySet, ...]) -> bool:
    return is_within(left, right) or is_within(right, left)


def _agree_days(left: DateValue, right: DateValue) -> Comparison:
    if left.days == right.days:
        is_bare = any(days.bounds is None for days in left.days)
        return Comparison(kind="agree", reason="the same days", score=0.7 if is_bare else 1.0)
    return Comparison(kind="agree", reason="the days they allow meet", score=0.8, refines=True)


def _borders(left: DateValue, right: DateValue, gap: int) -> bool:
    """Tell whether the days are neighbours and one date is a night or early morning."""
    return gap == 1 and bool(left.side or right.side)


def _meet_at_night(left: DateValue, right: DateValue) -> Comparison:
    if left.side and right.side and left.side != right.side:
        return Comparison(
            kind="agree", reason="one night spans both days", score=0.6, refines=True
        )
    return _unclear("a night borders both days, and time zones differ")


def _compare_counted(left: DateValue, right: DateValue, gap: int) -> Comparison:
    """Compare days that only the day of writing keeps apart; it may be an edition off."""
    inferred = {kind for value in (left, right) if (kind := _inferred(value))}
    if "year" in inferred and gap >= _YEAR_OFF and _is_day_of_year(left, right):
        reason = "the same day of a year that one leaves out"
        return Comparison(kind="agree", reason=reason, score=_COUNTED_SCORE, refines=True)
    is_year_off = "year" in inferred and gap >= _YEAR_OFF
    is_week_off = "week" in inferred and gap % 7 == 0
    if gap <= 1 or is_year_off or is_week_off:
        return _unclear("they differ only by the day each article counts from")
    return Comparison(kind="conflict", reason=_differ(left, right), score=_COUNTED_SCORE)


def _inferred(value: DateValue) -> str:
    """What the anchor lent to a date: the "year" of a month, the "week" of a weekday, or ""."""
    for stated, counted in zip(value.stated, value.days, strict=False):
        if stated.bounds is None and stated.is_pattern and counted.bounds is not None:
            return "year" if stated.months else "week"
    return ""


def _is_day_of_year(left: DateValue, right: DateValue) -> bool:
    values = (left, right)
    return all(len(value.days) == 1 and value.days[0].single is not None for value in values)


def _is_weekday(days: tuple[DaySet, ...]) -> bool:
    return all(one.weekdays and one.bounds is None and not one.months for one in days)


def compare_times(left: DateValue, right: DateValue) -> Comparison:
    """Compare times of day: hours of the clock sharply, parts of the day with a margin."""
    if left.zone != right.zone and {left.zone, right.zone} - {"", "local"}:
        return _unclear("the hours are in different time zones")
    gap = _minutes_between(left.minutes, right.minutes)
    if gap == 0:
        is_same = left.minutes == right.minutes
        return Comparison(
            kind="agree",
            reason="the same time" if is_same else "the times they allow meet",
            score=1.0 if is_same else 0.8,
            refines=not is_same,
        )
    is_clock = left.is_clock and right.is_clock
    if not is_clock and gap <= _PART_GAP:
        return _unclear("the parts of the day border each other")
    score = _CLOCK_SCORE if is_clock and gap > 15 else _DAY_PARTS_SCORE
    return Comparison(kind="conflict", reason=_differ(left, right), score=score)


def _minutes_between(lefts: tuple[Minutes, ...], rights: tuple[Minutes, ...]) -> int:
    """The least distance between two sets of minutes on the clock's circle."""
    return min(
        _gap_of((start, end), (other_start + turn, other_end + turn))
        for start, end in lefts
        for other_start, other_end in rights
        for turn in (-DAY_MINUTES, 0, DAY_MINUTES)
    )


def _gap_of(left: Minutes, right: Minutes) -> int:
    """The minutes between two spans; hedged hours that only touch are a minute apart."""
    gap = max(left[0] - right[1], right[0] - left[1])
    is_touching = gap == 0 and left[0] < left[1] and right[0] < right[1]
    return 1 if is_touching else max(0, gap)


def _differ(left: DateValue, right: DateValue) -> str:
    names = sorted(filter(None, (_name_value(value) for value in (left, right))))
    return f"{' and '.join(names)} do not meet"


def _name_value(value: DateValue) -> str:
    return ", ".join(part for part in (value.name, _name_minutes(value)) if part)


def _name_minutes(value: DateValue) -> str:
    if not value.minutes:
        return ""
    hours = " or ".join(_spell_minutes(span) for span in value.minutes)
    zone = {"": "", "gmt": " GMT", "local": " local time"}.get(
        value.zone, f" {value.zone.upper()}"
    )
    return f"{hours}{zone}"


def _spell_minutes(span: Minutes) -> str:
    start, end = (f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in span)
    return start if span[0] == span[1] else f"{start} .. {end}"


def _unclear(reason: str) -> Comparison:
    return Comparison(kind="unclear", reason=reason, score=0.5)
