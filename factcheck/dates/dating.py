"""Dating: the dates a text states, each joined from its atoms.

    "on Tuesday, 16 August 2016, at 7 pm"   one date: weekday, day and hour
    "Saturday and Sunday"                   one date that is a list of days
    "between June and August 2016"          one date that is a stretch of days

Relative days are counted from the anchor; what the words allow without it is kept as
`stated`, for an anchor can be wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from factcheck.dates.arabic import find_arabic_dates
from factcheck.dates.atoms import Atom
from factcheck.dates.clock import find_times, stands_alone
from factcheck.dates.days import MONTHS, WEEKDAYS
from factcheck.dates.english import find_english_dates
from factcheck.dates.groups import POSSESSED, build_group, is_single, join_atoms
from factcheck.dates.numeric import find_numeric_dates
from factcheck.dates.ranges import join_groups
from factcheck.dates.values import DateGroup, DateValue
from factcheck.dates.years import find_years
from factcheck.records import Span
from factcheck.text import Folded, fold, is_arabic

_ARABIC_MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
_ARABIC_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


class Dating(NamedTuple):
    """A date and where it stands; `is_relative` when its day comes from the anchor."""

    span: Span
    value: DateValue
    is_relative: bool
    is_attribute: bool


def find_dates(text: str, anchor: date | None = None) -> tuple[Dating, ...]:
    """Find the dates and times of day in English or Arabic text, in order, none overlapping.

    Spans are into `text`. Relative days count from `anchor`; without one "Tuesday" stays
    any Tuesday.
    """
    folded = fold(text)
    atoms = _drop_overlaps(_find_atoms(text, folded), len(folded.text))
    groups = [
        build_group(atoms, folded.text, anchor) for atoms in join_atoms(atoms, folded.text)
    ]
    kept = [group for group in groups if _says_enough(group, folded.text)]
    joined = join_groups(kept, folded.text)
    return tuple(_place(group, text, folded) for group in joined)


def find_anchor(text: str) -> date | None:
    """The first full day (day, month and year) that a text states, as a dateline does."""
    for dating in find_dates(text):
        days = dating.value.days
        if len(days) == 1 and days[0].single and not days[0].slack:
            return days[0].single
    return None


def _find_atoms(text: str, folded: Folded) -> Iterator[Atom]:
    yield from find_numeric_dates(folded.text)
    yield from find_times(folded.text)
    yield from find_english_dates(text, folded)
    yield from find_years(folded.text)
    if any("\u0621" <= character <= "\u064a" for character in folded.text):
        yield from find_arabic_dates(folded.text)


def _drop_overlaps(atoms: Iterable[Atom], length: int) -> list[Atom]:
    """Keep the longest of atoms that overlap, in order."""
    taken = bytearray(length)
    kept = []
    for atom in sorted(atoms, key=lambda a: (a.start - a.end, a.start, not a.days)):
        if not any(taken[atom.start : atom.end]):
            taken[atom.start : atom.end] = b"\1" * (atom.end - atom.start)
            kept.append(atom)
    return sorted(kept, key=lambda atom: atom.start)


def _says_enough(group: DateGroup, folded: str) -> bool:
    """Drop a part of the day that names no day ("night raids")."""
    if any(atom.unit != "time" for atom in group.atoms):
        return True
    return any(stands_alone(folded, atom) for atom in group.atoms)


def _place(group: DateGroup, text: str, folded: Folded) -> Dating:
    span = folded.span(group.start, group.end)
    while span.end < len(text) and (
        unicodedata.combining(text[span.end]) or text[span.end] == "\u0640"
    ):
        span = Span(span.start, span.end + 1)
    is_relative = is_single(group.value.days) and not is_single(group.value.stated)
    is_attribute = bool(
        POSSESSED.match(folded.text[group.end : group.end + 4])
    ) or _is_adjective(group, folded.text)
    value = group.value
    if not value.name:
        value = value.model_copy(update={"name": _name_words(group, folded.text)})
    return Dating(span, value, is_relative, is_attribute)


def _is_adjective(group: DateGroup, folded: str) -> bool:
    """Tell whether the date describes the next word: "a 2014 decision", "an October ruling"."""
    before = folded[max(0, group.start - 6) : group.start]
    after = folded[group.end : group.end + 4]
    is_bare = group.atoms[0].unit in ("month", "year", "day") and re.match(r" [a-z]{2}", after)
    return bool(is_bare and re.search(r"\b(?:an?|the|its) $", before))


def _name_words(group: DateGroup, folded: str) -> str:
    """Name a group without days of its own by its words ("the next day"), a time by nothing."""
    return folded[group.start : group.end] if group.value.is_open else ""


def resolve_relative_days(text: str, anchor: date) -> str:
    """Write the date beside or for each relative day: "on Tuesday, 16 August 2016".

    "yesterday" alone is replaced ("on Tuesday, 16 August 2016"); a weekday keeps its words.
    For a claim's `reading`; the text people see stays as published.
    """
    parts, end = [], 0
    for dating in find_dates(text, anchor):
        if dating.is_relative and not dating.is_attribute:
            parts += [text[end : dating.span.start], _write_day(text, dating)]
            end = dating.span.end
    return "".join([*parts, text[end:]])


def _write_day(text: str, dating: Dating) -> str:
    words = text[dating.span.start : dating.span.end]
    day = dating.value.days[0].single
    if day is None:
        return words
    is_weekday = bool(dating.value.stated[0].weekdays) or dating.value.minutes
    if is_arabic(words):
        written = f"{day.day} {_ARABIC_MONTHS[day.month - 1]} {day.year}"
        return (
            f"{words} {written}"
            if is_weekday
            else f"يوم {_ARABIC_DAYS[day.weekday()]} {written}"
        )
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if is_weekday:
        return f"{words}, {written}"
    full = f"{WEEKDAYS[day.weekday()]}, {written}"
    before = text[max(0, dating.span.start - 10) : dating.span.start]
    return (
        full
        if re.search(r"\b(?:since|until|till|by|from|before|after|on|of) $", before)
        else f"on {full}"
    )
