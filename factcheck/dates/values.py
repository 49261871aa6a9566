"""Date values: what a date's words allow, and the groups of atoms they are built from."""

from __future__ import annotations

from typing import Literal, NamedTuple

from factcheck.dates.atoms import Atom, Minutes, Side
from factcheck.dates.days import DaySet
from factcheck.records import Record

Role = Literal["on", "since", "until", "before", "after"]


class DateValue(Record):
    """A date as the set of days and minutes of the day that its words allow.

    `days` counts relative words from the anchor, `stated` does not; both are
    unions, empty when only a time of day is named. `is_list`: every one of
    `days` is meant. `is_open`: it counts from a day that is not known.
    """

    days: tuple[DaySet, ...] = ()
    stated: tuple[DaySet, ...] = ()
    role: Role = "on"
    minutes: tuple[Minutes, ...] = ()
    side: Side = ""
    is_clock: bool = False
    zone: str = ""
    is_list: bool = False
    is_open: bool = False
    name: str = ""


class DateGroup(NamedTuple):
    """Joined atoms with their bounds in the folded text."""

    start: int
    end: int
    atoms: tuple[Atom, ...]
    value: DateValue
