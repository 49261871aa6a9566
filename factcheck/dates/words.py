"""Date words: the lexicons of months, weekdays and day words, ready for matching."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from factcheck.dates.atoms import Count, CountUnit, Side, Stretch
from factcheck.lexicons import load_lexicon
from factcheck.records import Language
from factcheck.text import fold_text


class DayWord(NamedTuple):
    """A word that counts from the anchor or, when `counted` is None, from another day."""

    counted: Count | None
    part: str


class DayPart(NamedTuple):
    """A part of the day in minutes; `side` as in `Atom`."""

    start: int
    end: int
    side: Side


class TimeUnit(NamedTuple):
    """A unit of time; `number` is what the word itself holds (Arabic duals)."""

    unit: str
    number: int | None


def alternate(words: Iterable[str]) -> str:
    """Join folded words to one regex alternative, the longest first."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in ordered)


@cache
def load_months(language: Language) -> dict[str, int]:
    """Month numbers by folded word."""
    return {fold_text(r["word"]): int(r["month"]) for r in load_lexicon(f"months.{language}")}


@cache
def load_common_months(language: Language) -> frozenset[str]:
    """The month words that are also other words ("may", "آب")."""
    rows = load_lexicon(f"months.{language}")
    return frozenset(fold_text(row["word"]) for row in rows if row["is_common_word"])


@cache
def load_hijri_months() -> dict[str, int]:
    """Numbers of the Hijri months by folded word."""
    return {fold_text(r["word"]): int(r["month"]) for r in load_lexicon("hijri_months.ar")}


@cache
def load_weekdays(language: Language) -> dict[str, int]:
    """Weekday numbers by folded word, Monday 0."""
    return {
        fold_text(r["word"]): int(r["weekday"]) for r in load_lexicon(f"weekdays.{language}")
    }


@cache
def load_shy_weekdays(language: Language) -> frozenset[str]:
    """The weekday words that count only beside a date ("sat", "احد")."""
    rows = load_lexicon(f"weekdays.{language}")
    return frozenset(fold_text(row["word"]) for row in rows if row["needs_date"])


_COUNT_UNITS: dict[str, CountUnit] = {
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month": "month",
    "year": "year",
    "decade": "decade",
}


@cache
def load_day_words(language: Language) -> dict[str, DayWord]:
    """What "yesterday" or "last month" count, by folded words."""
    return {
        fold_text(row["words"]): DayWord(
            Count(_COUNT_UNITS[row["unit"]], int(row["offset"]))
            if row["unit"] != "open"
            else None,
            fold_text(row["part"]),
        )
        for row in load_lexicon(f"day_words.{language}")
    }


_SIDES: dict[str, Side] = {"": "", "early": "early", "late": "late"}


@cache
def load_day_parts(language: Language) -> dict[str, DayPart]:
    """Parts of the day by folded words."""
    return {
        fold_text(row["words"]): DayPart(int(row["from"]), int(row["to"]), _SIDES[row["side"]])
        for row in load_lexicon(f"day_parts.{language}")
    }


@cache
def load_stretches(language: Language) -> dict[str, Stretch]:
    """Parts of a month or year ("late", "النصف الأول من") by folded words."""
    return {
        fold_text(row["words"]): Stretch(
            row["name"],
            float(row["from"]),
            float(row["to"]),
            float(row["year_from"] or row["from"]),
            float(row["year_to"] or row["to"]),
        )
        for row in load_lexicon(f"stretches.{language}")
    }


@cache
def load_seasons(language: Language) -> dict[str, tuple[int, ...]]:
    """The months of each season by folded word, in order."""
    return {
        fold_text(row["word"]): _months_from(int(row["first"]), int(row["last"]))
        for row in load_lexicon(f"seasons.{language}")
    }


def _months_from(first: int, last: int) -> tuple[int, ...]:
    length = (last - first) % 12 + 1
    return tuple((first - 1 + n) % 12 + 1 for n in range(length))


@cache
def load_ordinals(language: Language) -> dict[str, int]:
    """Days of the month by folded ordinal word."""
    return {
        fold_text(r["word"]): int(r["number"]) for r in load_lexicon(f"ordinals.{language}")
    }


@cache
def load_hours() -> dict[str, int]:
    """Arabic hours of the clock by folded word."""
    return {fold_text(r["word"]): int(r["hour"]) for r in load_lexicon("hours.ar")}


@cache
def load_counts(language: Language) -> dict[str, tuple[int, bool]]:
    """Small counts by folded word, with whether they are only roughly meant."""
    return {
        fold_text(row["word"]): (int(row["number"]), bool(row["is_vague"]))
        for row in load_lexicon(f"counts.{language}")
    }


@cache
def load_time_units(language: Language) -> dict[str, TimeUnit]:
    """Units of time by folded word."""
    return {
        fold_text(row["word"]): TimeUnit(
            row["unit"], int(row["count"]) if row["count"] else None
        )
        for row in load_lexicon(f"time_units.{language}")
    }


@cache
def load_time_words(language: Language) -> frozenset[str]:
    """Every folded word of the date lexicons: words that name a time and nothing else."""
    tables = (
        load_months(language),
        load_weekdays(language),
        load_day_words(language),
        load_day_parts(language),
        load_time_units(language),
    )
    return frozenset(word for table in tables for words in table for word in words.split())
