"""Arabic dates: the atoms of "أواخر أيلول", "يوم الثلاثاء", "16 آب/أغسطس 2016".

Months have Egyptian, Levantine and Maghrebi names, often two at once; Hijri days are
converted. "مارس" also means he practised, "الاثنين" the two of them, "اليوم" nowadays:
they count only where their neighbours make them a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.dates.atoms import Atom, Count, count_ago, count_past
from factcheck.dates.days import DaySet, whole_month, whole_years
from factcheck.dates.english import build_day_word, build_month_days, season_of_year
from factcheck.dates.numeric import convert_hijri
from factcheck.dates.words import (
    alternate,
    load_common_months,
    load_counts,
    load_day_words,
    load_hijri_months,
    load_months,
    load_ordinals,
    load_seasons,
    load_shy_weekdays,
    load_time_units,
    load_weekdays,
)

_START = r"(?<!\w)(?:[وف]?[بل]?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_LAST = r"الماضيه?|الفائته?|المنصرمه?|الاخيره?"
_NEXT = r"المقبله?|القادمه?"
_THIS = r"الجاريه?|الحاليه?"
_WAY = rf"(?: (?:(?P<last>{_LAST})|(?P<next>{_NEXT})|(?P<this>{_THIS}))\b)?"
_A_YEAR = r"(?:(?:عام|العام|سنه|السنه) )?(?P<year>1[5-9]\d\d|20\d\d)(?:م\b|(?!\w|[.,]\d))"
_YEAR = rf"(?:,? (?:من )?{_A_YEAR})?"
_REFERRED = (
    r"(?: (?:من )?(?P<referred>(?:هذا |هذه |نفس )?(?:العام|السنه)"
    rf"(?: (?P<referred_way>{_LAST}|{_NEXT}|{_THIS}))?)(?!\w))?"
)
_NAMED = re.compile(r"(?:ثوره|حركه|ميدان|شارع|قوي|حرب|انتفاضه|جسر) (?:ال)?$")
_MONTH_BEFORE = re.compile(
    r"(?<!\w)[وفبل]?(?:في|شهر|منذ|اوائل|مطلع|منتصف|اواخر|اواسط|نهايه|بدايه|مستهل|خلال|حتي|بحلول)"
    r"(?: شهر)? $"
)
_PAIR = re.compile(r"(?<!\w)(?:بين|كلا|\w{3,}ين) $")
_PRAYER = re.compile(r"(?:صلاه|خطبه) $")
_NOT_TODAY = re.compile(r"(?<!\w)(?:في|ذلك|طوال|طيله|خلال|نفس|من|مدار|حتي|الي|بعد) $")
_NOT_TODAY_AFTER = re.compile(
    r" (?:الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع|الاخير|الذي|العالمي|الوطني|الواحد)\b"
)
_LOOKBACK = 24
_DECADES = {
    **{"عشرين": 20, "ثلاثين": 30, "اربعين": 40, "خمسين": 50},
    **{"ستين": 60, "سبعين": 70, "ثمانين": 80, "تسعين": 90},
}
_DECADE = re.compile(
    rf"{_START}(?:ال)?(?P<tens>{'|'.join(_DECADES)})ي?ات(?!\w)(?! من (?:ال)?عمر)"
    r"(?: القرن (?P<century>العشرين|الماضي|التاسع عشر|الحادي والعشرين))?"
)
_CENTURIES = {"التاسع عشر": 1800, "الحادي والعشرين": 2000}


def find_arabic_dates(folded: str) -> Iterator[Atom]:
    """Find the atoms that name days in Arabic words; they may overlap."""
    yield from _find_days(folded)
    yield from _find_months(folded)
    yield from _find_hijri_days(folded)
    yield from _find_seasons(folded)
    yield from _find_decades(folded)
    yield from _find_weekdays(folded)
    yield from _find_day_words(folded)
    yield from _find_distances(folded)
    yield from _find_periods(folded)


@cache
def _month() -> str:
    """A month's name, perhaps followed by its other name: "آب/أغسطس", "يوليو (تموز)"."""
    months = alternate(load_months("ar"))
    return rf"(?P<month>{months})(?!\w)(?P<double> ?[/(-] ?(?:{months})(?!\w)(?: ?\))?)?"


@cache
def _day_pattern() -> re.Pattern[str]:
    ordinals = alternate(load_ordinals("ar"))
    return re.compile(
        rf"{_START}(?<![\d.:,/])(?:(?P<day>{_DAY})(?: ?(?:-|و|الي|حتي) ?(?P<day2>{_DAY}))?"
        rf"|(?P<ordinal>{ordinals}))(?: من)?(?: شهر)? {_month()}{_WAY}{_REFERRED}{_YEAR}"
    )


def _find_days(folded: str) -> Iterator[Atom]:
    for match in _day_pattern().finditer(folded):
        if _is_named(folded, match.start()):
            continue
        first = int(match["day"]) if match["day"] else load_ordinals("ar")[match["ordinal"]]
        last = int(match["day2"] or first)
        year = int(match["year"]) if match["year"] else None
        month = load_months("ar")[match["month"]]
        days = build_month_days(year, month, min(first, last), max(first, last))
        if days is not None:
            count = None if year else _count_year(match)
            yield Atom(_first_letter(match), _end(match), "day", (days,), count)


def _is_named(folded: str, start: int) -> bool:
    """Tell whether the date is a name: "ثورة 25 يناير", "حرب تموز"."""
    return _NAMED.search(folded[max(0, start - _LOOKBACK) : start]) is not None


def _read_way(match: re.Match[str]) -> int:
    return -1 if match["last"] else 1 if match["next"] else 0


def _count_year(match: re.Match[str]) -> Count:
    """Count the year of "مارس الماضي", "أغسطس الجاري" or "مارس من العام الماضي"."""
    way = match["referred_way"] or ""
    if way or (match["referred"] or "").startswith("هذ"):
        is_past = re.match(_LAST, way) is not None
        return Count("pattern_year", -1 if is_past else int(re.match(_NEXT, way) is not None))
    return Count("pattern_year", 0) if match["this"] else Count("pattern", _read_way(match))


def _end(match: re.Match[str]) -> int:
    """Where the date ends: before a year that is named but not said to be which."""
    is_unsaid = match["referred"] and not (
        match["referred_way"] or match["referred"].startswith("هذ")
    )
    if not is_unsaid:
        return match.end()
    return max(match.end(name) for name in ("month", "double", "last", "next", "this"))


def _first_letter(match: re.Match[str]) -> int:
    """Where the date starts, without a particle written onto it."""
    starts = (match.start(name) for name in match.groupdict() if match[name])
    return min(starts)


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(rf"{_START}{_month()}{_WAY}{_REFERRED}{_YEAR}")


def _find_months(folded: str) -> Iterator[Atom]:
    for match in _month_pattern().finditer(folded):
        before = folded[max(0, match.start("month") - _LOOKBACK) : match.start("month")]
        is_sure = match["year"] or match["double"] or match["last"] or match["next"]
        if (
            before[-2:-1].isdigit()
            or _is_named(folded, match.start())
            or not (
                is_sure
                or match["month"] not in load_common_months("ar")
                or _MONTH_BEFORE.search(before)
            )
        ):
            continue
        month = load_months("ar")[match["month"]]
        start = match.start("month")
        if match["year"]:
            days = (whole_month(int(match["year"]), month),)
            yield Atom(start, match.end(), "month", days)
        else:
            days = (DaySet(months=(month,)),)
            yield Atom(start, _end(match), "month", days, _count_year(match))


@cache
def _hijri_pattern() -> re.Pattern[str]:
    ordinals, months = alternate(load_ordinals("ar")), alternate(load_hijri_months())
    return re.compile(
        rf"(?<![\w.:,/])(?:(?P<day>{_DAY})|(?P<ordinal>{ordinals}))(?: من)?(?: شهر)? "
        rf"(?P<month>{months})(?!\w),? (?:(?:من )?(?:عام|سنه) )?"
        r"(?P<year>1[34]\d\d)(?: ?ه\b)?(?!\d)"
    )


def _find_hijri_days(folded: str) -> Iterator[Atom]:
    for match in _hijri_pattern().finditer(folded):
        day = int(match["day"]) if match["day"] else load_ordinals("ar")[match["ordinal"]]
        month = load_hijri_months()[match["month"]]
        days = convert_hijri(int(match["year"]), month, day, day)
        if days is not None:
            yield Atom(match.start(), match.end(), "day", (days,), name=match[0])


@cache
def _season_pattern() -> re.Pattern[str]:
    seasons = alternate(load_seasons("ar"))
    return re.compile(
        rf"{_START}(?P<season>{seasons}) {_A_YEAR}"
        rf"|{_START}ال(?P<season2>{seasons})(?= (?:{_LAST}|{_NEXT}|{_THIS})\b){_WAY}"
    )


_SEASON_NAMES = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}


def _find_seasons(folded: str) -> Iterator[Atom]:
    for match in _season_pattern().finditer(folded):
        months = load_seasons("ar")[match["season"] or match["season2"]]
        name = _SEASON_NAMES[months[0]]
        if match["year"]:
            days = season_of_year(months, int(match["year"]))
            start = match.start("season")
            yield Atom(start, match.end(), "season", days, name=f"{name} {match['year']}")
        else:
            days = (DaySet(months=months, slack=10),)
            count = Count("pattern", _read_way(match))
            yield Atom(
                match.start("season2") - 2, match.end(), "season", days, count, name=name
            )


def _find_decades(folded: str) -> Iterator[Atom]:
    for match in _DECADE.finditer(folded):
        first = _CENTURIES.get(match["century"] or "", 1900) + _DECADES[match["tens"]]
        days = (whole_years(first, first + 9),)
        yield Atom(match.start("tens"), match.end(), "decade", days)


@cache
def _weekday_pattern() -> re.Pattern[str]:
    days = alternate(load_weekdays("ar"))
    return re.compile(
        rf"(?<!\w)[وفبل]?(?P<night>ليله? )?(?P<yawm>(?:يوم|نهار) )?\(?(?P<day>{days})(?!\w)"
        rf"(?P<second> ?[-/]? ?(?:{days})(?!\w))?\)?{_WAY}(?P<number> \d)?"
    )


def _find_weekdays(folded: str) -> Iterator[Atom]:
    for match in _weekday_pattern().finditer(folded):
        word = match["day"]
        before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
        is_shy = word in load_shy_weekdays("ar") and not (match["yawm"] or match["number"])
        if is_shy or (not match["yawm"] and _PAIR.search(before)):
            continue
        days = (DaySet(weekdays=(load_weekdays("ar")[word],)),)
        is_prayer = _PRAYER.search(before) and not match["number"]
        count = None if is_prayer else Count("weekday", _read_way(match))
        end = match.start("number") if match["number"] else match.end()
        if match["second"] and not match["night"]:
            end = match.end("day")
        start = match.start("yawm" if match["yawm"] else "day")
        yield Atom(start, end, "weekday", days, count)


@cache
def _day_word_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبل]?(?P<word>{alternate(load_day_words('ar'))})(?!\w)")


def _find_day_words(folded: str) -> Iterator[Atom]:
    for match in _day_word_pattern().finditer(folded):
        word, start = match["word"], match.start("word")
        before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
        after = folded[match.end() : match.end() + _LOOKBACK]
        if word == "اليوم" and (_NOT_TODAY.search(before) or _NOT_TODAY_AFTER.match(after)):
            continue
        found = load_day_words("ar")[word]
        yield build_day_word(start, match.end(), found.counted, found.part)


@cache
def _distance_pattern() -> re.Pattern[str]:
    names = [*load_months("ar"), *load_weekdays("ar"), *load_hijri_months()]
    return re.compile(
        r"(?<!\w)(?:قبل|منذ) (?P<body>(?:(?:نحو|حوالي|قرابه|اكثر من) )?"
        rf"(?:(?P<number>\d{{1,3}}|{alternate(load_counts('ar'))}) )?"
        rf"(?P<unit>{alternate(load_time_units('ar'))})(?!\w))(?! (?:\d|ال|{alternate(names)}))"
        r"(?P<other> (?:واحد )?(?:من|علي)\b)?"
    )


def _find_distances(folded: str) -> Iterator[Atom]:
    """Find "قبل يومين" and "منذ ثلاثة أيام", but not "قبل يومين من الهجوم"."""
    for match in _distance_pattern().finditer(folded):
        unit = load_time_units("ar")[match["unit"]]
        number, is_vague = _read_count(match["number"], unit.number)
        if number == 0:
            continue
        is_ago = match[0].startswith("قبل")
        start, end = match.start() if is_ago else match.start("body"), match.end("body")
        if match["other"]:
            yield Atom(start, end, "open", (DaySet(),))
        else:
            yield Atom(
                start, end, "day", (DaySet(),), count_ago(number, unit.unit, is_vague=is_vague)
            )


def _read_count(word: str | None, own: int | None) -> tuple[int, bool]:
    if word is None:
        return own or 0, False
    return (int(word), False) if word.isdigit() else load_counts("ar")[word]


_HOURS = re.compile(
    r"(?<!\w)(?:ال ?(?P<first>\d{2,3}) ساعه|الساعات (?:ال)? ?(?P<second>\d{2,3}))"
    r" (?:الماضيه|الاخيره)\b"
)
_TWO = re.compile(
    r"(?<!\w)(?:ال(?P<unit>يومين|اسبوعين|شهرين|عامين|سنتين)) (?:الماضيين|الاخيرين|الماضيتين)\b"
)


def _find_periods(folded: str) -> Iterator[Atom]:
    """Find "الساعات الـ24 الماضية" and "الأسبوعين الماضيين"."""
    for match in _HOURS.finditer(folded):
        hours = int(match["first"] or match["second"])
        if hours % 24 == 0 and hours:
            count = count_past(hours // 24, "day")
            yield Atom(match.start(), match.end(), "week", (DaySet(),), count)
    for match in _TWO.finditer(folded):
        unit = load_time_units("ar")[match["unit"]].unit
        yield Atom(match.start(), match.end(), "week", (DaySet(),), count_past(2, unit))
