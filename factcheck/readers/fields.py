"""Fields: what a file says of its article beside the text, in whatever format.

A value that cannot be read is a `Problem`: the reader says where it stands,
and the article is read without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from factcheck.readers.source import quote
from factcheck.records import Language
from factcheck.text import fold_text

_DATE = re.compile(
    r"([12]\d{3}-\d{2}-\d{2})"
    r"(?:[t ]+(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_SLASHED = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_LAST_OF_THIS_CENTURY = 68
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_DAY_CURE = "Write it as 2016-12-31."
_ZONE_CURE = "Write the zone after the time: 2016-12-31T18:30+03:00."
_LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("en", "eng", "english", "الانجليزيه", "انجليزي", "انجليزيه"), "en"),
    **dict.fromkeys(("ar", "ara", "arabic", "العربيه", "عربي", "عربيه"), "ar"),
}


class Fields(NamedTuple):
    """What is known of an article; None where its file says nothing."""

    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    language: Language | None = None
    title: str | None = None


class Problem(NamedTuple):
    """Why a value cannot be read, and the cure."""

    message: str
    cure: str


class Published(NamedTuple):
    """When an article was published; `problem` is set when only the day could be read."""

    day: date
    moment: datetime | None = None
    problem: Problem | None = None


def parse_published(value: str) -> Published | Problem:
    """Read a date, or a date and time with zone, as ISO 8601 writes them.

    The day is the one that the value names, in its own zone. A time without a
    zone could be off by a day, so only its date is used. "7/23/17" and "23.7.2017"
    are read, because no other order of day, month and year makes them a date;
    "7/8/17" is unknown.
    """
    unknown = Problem(f"unknown date {quote(value)}", _DAY_CURE)
    written = fold_text(value).strip()
    match = _DATE.fullmatch(written)
    if not match:
        days = set(_find_days(written))
        return Published(days.pop()) if len(days) == 1 else unknown
    day, time, zone = match.groups()
    try:
        if time and zone:
            moment = datetime.fromisoformat(f"{day}T{_cut_fraction(time)}{_iso_zone(zone)}")
            return Published(moment.date(), moment)
        parsed = datetime.fromisoformat(f"{day}T{_cut_fraction(time)}" if time else day)
    except ValueError:
        return unknown
    problem = Problem(f"no time zone in {quote(value)}", _ZONE_CURE) if time else None
    return Published(parsed.date(), None, problem)


def _find_days(written: str) -> Iterator[date]:
    """The days that a date in numbers can mean, in whatever order people write it."""
    match = _SLASHED.fullmatch(written)
    if not match:
        return
    first, middle, last = match.group(1, 3, 4)
    for year, month, day in (
        (last, first, middle),
        (last, middle, first),
        (first, middle, last),
    ):
        if len(year) in (2, 4) and len(month) <= 2 and len(day) <= 2:
            try:
                yield date(_read_year(year), int(month), int(day))
            except ValueError:
                continue


def _read_year(written: str) -> int:
    """Two digits are 1969 to 2068, as POSIX has it."""
    year = int(written)
    if len(written) == 4:
        return year if year >= 1000 else 0
    return year + (2000 if year <= _LAST_OF_THIS_CENTURY else 1900)


def _cut_fraction(time: str) -> str:
    return time.partition(".")[0]


def _iso_zone(zone: str) -> str:
    return "+00:00" if zone.isalpha() else zone


def parse_language(value: str) -> Language | Problem:
    """Read a language as a code ("en", "ar-EG") or a name ("Arabic", "العربية")."""
    name = fold_text(value).strip()
    language = _LANGUAGES.get(name) or _LANGUAGES.get(re.split(r"[-_]", name)[0])
    return language or Problem(
        f"unknown language {quote(value)}", "Write en or ar: other languages are not read."
    )


def set_field(fields: Fields, name: str, value: str) -> tuple[Fields, Problem | None]:
    """Set one of outlet, url, published, language and title from what the file writes.

    A value that cannot be read leaves the field as it was; a time without its
    zone sets the day and is a problem all the same.
    """
    return _SETTERS[name](fields, value.strip())


def _set_outlet(fields: Fields, value: str) -> tuple[Fields, Problem | None]:
    return fields._replace(outlet=value), None


def _set_title(fields: Fields, value: str) -> tuple[Fields, Problem | None]:
    return fields._replace(title=value), None


def _set_url(fields: Fields, value: str) -> tuple[Fields, Problem | None]:
    if not _ADDRESS.fullmatch(value):
        return fields, Problem(
            f"unknown address {quote(value)}", "Write it in full, https://..."
        )
    return fields._replace(url=value), None


def _set_published(fields: Fields, value: str) -> tuple[Fields, Problem | None]:
    published = parse_published(value)
    if isinstance(published, Problem):
        return fields, published
    dated = fields._replace(published=published.day, published_at=published.moment)
    return dated, published.problem


def _set_language(fields: Fields, value: str) -> tuple[Fields, Problem | None]:
    language = parse_language(value)
    if isinstance(language, Problem):
        return fields, language
    return fields._replace(language=language), None


_SETTERS: dict[str, Callable[[Fields, str], tuple[Fields, Problem | None]]] = {
    "outlet": _set_outlet,
    "url": _set_url,
    "published": _set_published,
    "language": _set_language,
    "title": _set_title,
}
