"""English dates: the atoms of "late September", "on Tuesday", "Aug. 16, 2016".

"May", "March" and "sat" are also verbs and names, a year is also a number, and
"9/11" is an event: a word that could be something else counts only where its
neighbours make it a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.dates.atoms import (
    Atom,
    Count,
    bound_to_year,
    count_ago,
    count_past,
)
from factcheck.dates.clock import read_part
from factcheck.dates.days import DaySet, day_of_year, whole_month
from factcheck.dates.words import (
    alternate,
    load_common_months,
    load_counts,
    load_day_words,
    load_months,
    load_ordinals,
    load_seasons,
    load_shy_weekdays,
    load_stretches,
    load_time_units,
    load_weekdays,
)
from factcheck.text import Folded
from factcheck.words import load_stop_words

_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)"
_LINK = r"(?: ?(?P<link>-|to|and|or|,) ?(?:the )?(?P<day2>" + _DAY + r"))?"
_NAMED_DAY = re.compile(
    r"\b(?:black|good|bloody|super|cyber|ash|easter|palm|holy|every|each|man) $"
)
_NAMING = re.compile(r" (?:times|telegraph|mirror|mail|express|post|herald|night football)\b")
_STRICT_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|last|next|this|early|late|mid|between|end of|start of"
    r"|beginning of|middle of|half of)[ -]$"
)
_LOOSE_BEFORE = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|and|or|last|this|next|early|late|mid|during"
    r"|before|after|through|a|an|the|between|on|-)[ -]?$"
)
_LOOKBACK = 40
_DIRECTIONS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0}


def find_english_dates(text: str, folded: Folded) -> Iterator[Atom]:
    """Find the atoms that name days in English words; they may overlap."""
    yield from _find_days(text, folded)
    yield from _find_months(text, folded)
    yield from _find_seasons(text, folded)
    yield from _find_weekdays(text, folded)
    yield from _find_day_words(text, folded)
    yield from _find_distances(folded.text)


@cache
def _day_pattern() -> re.Pattern[str]:
    months, ordinals = alternate(load_months("en")), alternate(load_ordinals("en"))
    day_first = rf"(?P<day>{_DAY}){_LINK}(?: day)?(?: of)?[ -](?P<month>{months})\b\.?"
    ordinal = rf"(?:the )?(?P<ordinal>{ordinals})(?: day)? of (?P<month2>{months})\b"
    return re.compile(
        rf"(?<![\w.:/$-])(?:{day_first}|{ordinal})(?:,? (?:of )?(?P<year>{_YEAR})\b)?"
    )


@cache
def _month_day_pattern() -> re.Pattern[str]:
    months, ordinals = alternate(load_months("en")), alternate(load_ordinals("en"))
    not_a_day = r"(?!:\d|\.\d|,\d{3}(?!\d)| ?(?:am|pm|a\.m|p\.m|%|percent|per cent)\b)"
    return re.compile(
        rf"\b(?P<month>{months})\b\.? (?:the )?(?:(?P<day>{_DAY}){not_a_day}{_LINK}"
        rf"|(?P<ordinal>{ordinals})\b)(?:,? ?(?P<year>{_YEAR})\b)?"
    )


def _find_days(text: str, folded: Folded) -> Iterator[Atom]:
    for match in _day_pattern().finditer(folded.text):
        word = match["month"] or match["month2"]
        place = match.start("month") if match["month"] else match.start("month2")
        if not (match["year"] or is_plain_month(word, text, folded.offsets[place])):
            continue
        yield from build_day(match, load_months("en")[word], match.end())
    for match in _month_day_pattern().finditer(folded.text):
        is_name = is_plain_month(match["month"], text, folded.offsets[match.start()])
        if (match["year"] or is_name) and not _is_count(match, folded.text):
            yield from build_day(
                match, load_months("en")[match["month"]], _end(match, folded.text)
            )


def is_plain_month(word: str, text: str, place: int) -> bool:
    """Tell whether a month's word stands as a name: "may" and "march" need a capital."""
    return word not in load_common_months("en") or text[place].isupper()


def _is_count(match: re.Match[str], folded: str) -> bool:
    """Tell whether the number counts what follows: "in August 16 people"."""
    before = folded[max(0, match.start() - 4) : match.start()]
    return bool(
        not match["year"] and before.endswith("in ") and _follows_noun(folded, match.end())
    )


def _follows_noun(folded: str, end: int) -> bool:
    after = re.match(r" ([a-z]+)", folded[end : end + 20])
    return after is not None and after[1] not in load_stop_words("en")


def _end(match: re.Match[str], folded: str) -> int:
    """Where the date ends: "August 16 and 20 people" ends before "and"."""
    if match["link"] in ("and", "or", ",") and not match["year"]:
        return match.end("day") if _follows_noun(folded, match.end()) else match.end()
    return match.end()


def build_day(match: re.Match[str], month: int, end: int) -> Iterator[Atom]:
    """Build the atom of a day, two days or a range of days of one month."""
    first = _read_number(match["day"]) or load_ordinals("en")[match["ordinal"]]
    last = _read_number(match["day2"]) if end > (match.end("day2") - 1) else 0
    year = int(match["year"]) if match["year"] else None
    pairs = [(first, first), (last, last)] if match["link"] in ("and", "or", ",") else []
    if not last or last == first:
        pairs = [(first, first)]
    elif not pairs:
        pairs = [(min(first, last), max(first, last))]
    days = [build_month_days(year, month, *pair) for pair in pairs]
    found = tuple(day for day in days if day is not None)
    if found:
        count = None if year else Count("pattern")
        yield Atom(match.start(), end, "day", found, count)


def _read_number(word: str | None) -> int:
    return int(re.sub(r"\D", "", word)) if word else 0


def build_month_days(year: int | None, month: int, first: int, last: int) -> DaySet | None:
    """The days `first` to `last` of a month, of any year when `year` is None."""
    if year is None:
        return DaySet(months=(month,), days=(first, last))
    start, end = day_of_year(year, month, first), day_of_year(year, month, last)
    if start is None or end is None:
        return None
    return DaySet(first=start.first, last=end.last)


@cache
def _month_pattern() -> re.Pattern[str]:
    months = alternate(load_months("en"))
    return re.compile(
        rf"\b(?:(?P<mod>last|this|next|past) )?(?P<month>{months})\b\.?(?P<rest>,? (?:of )?"
        rf"(?P<year>{_YEAR})\b|,? (?P<later>last|this|next) year\b)?(?P<owner>'s)?"
    )


def _find_months(text: str, folded: Folded) -> Iterator[Atom]:
    for match in _month_pattern().finditer(folded.text):
        month = load_months("en")[match["month"]]
        if match["year"]:
            days = whole_month(int(match["year"]), month)
            yield Atom(match.start(), match.end("rest"), "month", (days,))
        elif _accepts_month(match, text, folded):
            yield _build_month(match, month)


def _build_month(match: re.Match[str], month: int) -> Atom:
    direction = _DIRECTIONS.get(match["mod"] or "", 0)
    end = match.end("month")
    count = Count("pattern", direction)
    if match["later"]:
        count, end = Count("pattern_year", _DIRECTIONS[match["later"]]), match.end("rest")
    return Atom(match.start(), end, "month", (DaySet(months=(month,)),), count)


def _accepts_month(match: re.Match[str], text: str, folded: Folded) -> bool:
    """Tell whether a month's word alone is a month: "in March", not "in May's speech"."""
    word, place = match["month"], folded.offsets[match.start("month")]
    if not text[place].isupper() or len(word) < 3:
        return False
    before = folded.text[max(0, match.start("month") - _LOOKBACK) : match.start("month")]
    if word in load_common_months("en"):
        return bool(_STRICT_BEFORE.search(before)) and not match["owner"]
    return bool(match["owner"] or match["later"] or _LOOSE_BEFORE.search(before))


@cache
def _season_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:(?P<mod>last|this|next|in the|since the|during the|by the|in|by|the) )?"
        rf"(?P<season>{alternate(load_seasons('en'))})\b(?:,? (?:of )?(?P<year>{_YEAR})\b)?"
        r"(?P<of> of\b)?"
    )


def _find_seasons(text: str, folded: Folded) -> Iterator[Atom]:
    for match in _season_pattern().finditer(folded.text):
        months = load_seasons("en")[match["season"]]
        start, end = match.start("season"), match.end("year" if match["year"] else "season")
        if match["year"]:
            days = season_of_year(months, int(match["year"]))
            yield Atom(start, end, "season", days, name=f"{match['season']} {match['year']}")
        elif _accepts_season(match, text[folded.offsets[start]]):
            count = Count("pattern", _DIRECTIONS.get(match["mod"] or "", 0))
            days = (DaySet(months=months, slack=10),)
            yield Atom(start, end, "season", days, count, name=match["season"])


def season_of_year(months: tuple[int, ...], year: int) -> tuple[DaySet, ...]:
    """A season of a year; a winter may be the one that begins or the one that ends in it."""
    years = (year - 1, year) if months[-1] < months[0] else (year,)
    found = (bound_to_year(DaySet(months=months, slack=10), one) for one in years)
    return tuple(days for days in found if days is not None)


def _accepts_season(match: re.Match[str], first_letter: str) -> bool:
    if first_letter.isupper() or match["of"]:
        return False
    modifier = match["mod"]
    if match["season"] in ("fall", "spring"):  # "in the fall of the city", "in spring water"
        return modifier in ("last", "this", "next")
    return modifier is not None and modifier != "the"


@cache
def _weekday_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<mod>last|next|this|coming|past|previous|following) )?"
        rf"(?P<day>{alternate(load_weekdays('en'))})\b"
    )


def _find_weekdays(text: str, folded: Folded) -> Iterator[Atom]:
    for match in _weekday_pattern().finditer(folded.text):
        word, start = match["day"], match.start("day")
        before = folded.text[max(0, start - 12) : start]
        after = folded.text[match.end() : match.end() + 16]
        if _NAMED_DAY.search(before) or _NAMING.match(after):
            continue
        if word in load_shy_weekdays("en") and not _is_beside_date(text, folded, match):
            continue
        days = (DaySet(weekdays=(load_weekdays("en")[word],)),)
        count = Count("weekday", _DIRECTIONS.get(match["mod"] or "", 0))
        is_open = match["mod"] in ("previous", "following") or after.startswith(" prayer")
        yield Atom(match.start(), match.end(), "weekday", days, None if is_open else count)


def _is_beside_date(text: str, folded: Folded, match: re.Match[str]) -> bool:
    after = folded.text[match.end() : match.end() + 16]
    dated = re.match(rf"\.?,? ?(?:{_DAY}|(?:{alternate(load_months('en'))})\b)", after)
    return dated is not None and text[folded.offsets[match.start("day")]].isupper()


@cache
def _day_word_pattern() -> re.Pattern[str]:
    stretches = alternate(load_stretches("en"))
    return re.compile(
        rf"\b(?:(?P<word>{alternate(load_day_words('en'))})\b"
        rf"|(?:{stretches})[ -](?P<the>the |this )(?P<unit>week|month|year|decade)\b)"
    )


def _find_day_words(text: str, folded: Folded) -> Iterator[Atom]:
    for match in _day_word_pattern().finditer(folded.text):
        if match["unit"]:
            word = load_day_words("en")[f"this {match['unit']}"]
            start = match.start("the")
        else:
            word, start = load_day_words("en")[match["word"]], match.start()
            if _is_title(text, folded, start):
                continue
        yield build_day_word(start, match.end(), word.counted, word.part)


def _is_title(text: str, folded: Folded, start: int) -> bool:
    """Tell whether "Today" is part of a name: "Gulf Today"."""
    place = folded.offsets[start]
    words = text[max(0, place - 20) : place].split()
    is_inside = text[place].isupper() and place > 0 and text[place - 1] == " " and words
    return bool(is_inside and words[-1][0].isupper() and words[-1][-1].isalpha())


def build_day_word(start: int, end: int, count: Count | None, part: str) -> Atom:
    """Build the atom of a word that counts from the anchor or from another day."""
    minutes, side = read_part(part)
    if count is None:
        return Atom(start, end, "open", (DaySet(),), minutes=minutes, side=side)
    unit = count.unit if count.unit in ("week", "weekend", "month", "year", "decade") else "day"
    return Atom(start, end, unit, (DaySet(),), count, minutes, side)


@cache
def _distance_pattern() -> re.Pattern[str]:
    number = rf"(?P<number>\d{{1,3}}|{alternate(load_counts('en'))})"
    units = alternate(load_time_units("en"))
    return re.compile(
        rf"\b(?:{number} (?P<unit>{units}) (?P<way>ago|earlier|later|before|after)\b"
        rf"|(?P<period>(?<!for )the (?:past|last)) (?:(?P<count>\d{{1,3}}|"
        rf"{alternate(load_counts('en'))}) )?(?P<span>{units}|hours)\b)"
    )


def _find_distances(folded: str) -> Iterator[Atom]:
    """Find "two days ago", "three weeks later" and "the past 24 hours"."""
    for match in _distance_pattern().finditer(folded):
        if match["period"]:
            yield from _build_period(match)
            continue
        number, is_vague = _read_count(match["number"])
        unit = load_time_units("en")[match["unit"]].unit
        if match["way"] == "ago":
            days = (DaySet(),)
            count = count_ago(number, unit, is_vague=is_vague)
            yield Atom(match.start(), match.end(), "day", days, count)
        elif match["way"] in ("earlier", "later"):
            yield Atom(match.start(), match.end(), "open", (DaySet(),))


def _build_period(match: re.Match[str]) -> Iterator[Atom]:
    number, _ = _read_count(match["count"] or "1")
    if match["span"] == "hours":
        if number % 24 == 0 and number:
            count = count_past(number // 24, "day")
            yield Atom(match.start(), match.end(), "week", (DaySet(),), count)
    elif match["count"] or match["span"] in ("day", "week", "month", "year"):
        count = count_past(number, load_time_units("en")[match["span"]].unit)
        yield Atom(match.start(), match.end(), "week", (DaySet(),), count)


def _read_count(word: str) -> tuple[int, bool]:
    return (int(word), False) if word.isdigit() else load_counts("en")[word]
