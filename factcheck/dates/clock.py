"""Times of day: "7 pm", "19:00 GMT", "at dawn", "الساعة السابعة مساء".

A time is the set of minutes its words allow: an hour without am or pm is two minutes of
the day, a hedged one half an hour either way, a part of the day its hours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.dates.atoms import DAY_MINUTES, Atom, Minutes, Side
from factcheck.dates.words import (
    alternate,
    load_day_parts,
    load_hours,
    load_ordinals,
    load_weekdays,
)

_HEDGE_MINUTES = 30
_LOOKBACK, _LOOKAHEAD = 32, 36
_ZONE = re.compile(
    r"(?: ?\(? ?(?P<gmt>gmt\b|utc\b|ب?توقيت غرينيتش|ب?توقيت [غج]رينتش|ت\.? ?غ\b)"
    r"| \(?(?P<local>local(?: time)?\b|بالتوقيت المحلي|بتوقيت \w+)"
    r"| \(?(?P<named>(?:[ecmp][sd]?t|bst|cet|cest|eet|msk|ist)\b|[a-z]{2,12} time\b))"
)
_TWELVE = re.compile(
    r"(?<![\d:.,/$-])(?:(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?"
    r"|(?P<compact>(?:1[0-2]|0?[1-9])[0-5]\d))(?: ?(?P<half>[ap])\.?m\b\.?)"
)
_COLON = re.compile(
    r"(?<![\d:.,/$-])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
)
_COMPACT = re.compile(
    r"(?<![\d:.,/$-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?![\d:%]|[.,]\d)"
)
_OCLOCK = re.compile(
    r"\b(?:(?P<past>half past|quarter past|quarter to) )?"
    r"(?P<word>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|1[0-2]|[1-9])"
    r"(?P<clock> o'clock)?\b"
)
_AT = re.compile(
    r"\b(?:at|around|about|approximately|by|since|until|till|from|before|after|to|and|between"
    r"|time|عند|في|نحو|حوالي|بحلول|قبل|بعد|منذ|حتي|الساعه|تمام)(?: exactly)? $"
)
_AT_ABOUT = re.compile(r"\bat (?:about|around|approximately|exactly) $")
_LEFT_TO_PLAY = re.compile(r" (?:to play|to go|left|remaining|into|mark|of the)\b")
_NEARLY = re.compile(
    r"\b(?:(?P<about>around|about|approximately|roughly|nearly|almost|نحو|حوالي|قرابه|قرب|زهاء)"
    r"|(?P<before>shortly before|just before|قبيل)"
    r"|(?P<after>shortly after|just after|soon after|بعيد))(?: الساعه)? $"
)
_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15, None: 0}
_ALONE = re.compile(
    r"\b(?:at|around|before|after|by|until|since|in the|during the|from|عند|قبل|بعد|منذ|حتي) $"
)
_STRONG = frozenset(
    {
        "noon",
        "midday",
        "midnight",
        "dawn",
        "daybreak",
        "overnight",
        "early hours",
        "منتصف الليل",
    }
)
_NUMERALS = r"\d{1,2}(?:[:.,][0-5]\d)?"


def find_times(folded: str) -> Iterator[Atom]:
    """Find the times of day in English or Arabic; they may overlap."""
    yield from _find_clock_times(folded)
    yield from _find_english_parts(folded)
    if "ا" in folded:
        yield from _find_arabic_hours(folded)
        yield from _find_arabic_parts(folded)


def read_part(part: str) -> tuple[tuple[Minutes, ...], Side]:
    """The minutes and side of a part of the day in either language, none for ""."""
    found = load_day_parts("en").get(part) or load_day_parts("ar").get(part)
    return (((found.start, found.end),), found.side) if found else ((), "")


def _find_clock_times(folded: str) -> Iterator[Atom]:
    for match in _TWELVE.finditer(folded):
        hour, minute = _split(match)
        start = hour % 12 * 60 + minute + (720 if match["half"] == "p" else 0)
        yield _build_clock(folded, match.start(), match.end(), (start,))
    for match in _COLON.finditer(folded):
        if _stands_as_time(folded, match):
            yield _build_clock(folded, match.start(), match.end(), _read_hours(match))
    for match in _COMPACT.finditer(folded):
        before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
        after = folded[match.end() : match.end() + _LOOKAHEAD]
        if (
            _ZONE.match(after)
            or re.match(r" (?:hours|hrs)\b", after)
            or _AT_ABOUT.search(before)
        ):
            yield _build_clock(folded, match.start(), match.end(), _read_hours(match))
    for match in _OCLOCK.finditer(folded):
        if match["clock"] or match["past"]:
            word = match["word"]
            hour = int(word) if word.isdigit() else _WORDS.index(word) + 1
            start = hour % 12 * 60 + _PAST[match["past"]]
            yield _build_clock(folded, match.start(), match.end(), (start, start + 720))


def _split(match: re.Match[str]) -> tuple[int, int]:
    if match["compact"]:
        return int(match["compact"][:-2]), int(match["compact"][-2:])
    return int(match["hour"]), int(match["minute"] or 0)


def _read_hours(match: re.Match[str]) -> tuple[int, ...]:
    """Minutes of a time without am or pm: two when the hour is 1 to 12 with no zero before."""
    start = int(match["hour"]) * 60 + int(match["minute"])
    is_ambiguous = 60 <= start < 780 and not match["hour"].startswith("0")
    return (start % 720, start % 720 + 720) if is_ambiguous else (start,)


def _stands_as_time(folded: str, match: re.Match[str]) -> bool:
    before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
    after = folded[match.end() : match.end() + _LOOKAHEAD]
    if _LEFT_TO_PLAY.match(after):
        return False
    return bool(_AT.search(before) or _ZONE.match(after) or _day_follows().match(after))


@cache
def _day_follows() -> re.Pattern[str]:
    days = alternate([*load_weekdays("en"), *load_weekdays("ar")])
    return re.compile(rf",? (?:on )?(?:{days}|hours|hrs|يوم|امس|صباح|مساء|ظهر|فجر|بعد)")


def _build_clock(folded: str, start: int, end: int, times: tuple[int, ...]) -> Atom:
    minutes = tuple(_hedge(time, folded[max(0, start - _LOOKBACK) : start]) for time in times)
    zone = _ZONE.match(folded[end : end + _LOOKAHEAD])
    if zone is None:
        return Atom(start, end, "time", minutes=minutes, is_clock=True)
    name = "local" if zone["local"] else "gmt" if zone["gmt"] else (zone["named"] or "")
    return Atom(start, end + zone.end(), "time", minutes=minutes, is_clock=True, zone=name)


def _hedge(time: int, before: str) -> Minutes:
    hedge = _NEARLY.search(before)
    if hedge is None:
        return (time, time)
    return (
        time - (0 if hedge["after"] else _HEDGE_MINUTES),
        time + (0 if hedge["before"] else _HEDGE_MINUTES),
    )


@cache
def _english_part() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternate(load_day_parts('en'))})\b")


def _find_english_parts(folded: str) -> Iterator[Atom]:
    for match in _english_part().finditer(folded):
        part = load_day_parts("en")[match[0]]
        yield Atom(
            match.start(),
            match.end(),
            "time",
            minutes=((part.start, part.end),),
            side=part.side,
            name=match[0],
        )


def stands_alone(folded: str, atom: Atom) -> bool:
    """Tell whether a time of day says enough without a day: "at dawn", not "night"."""
    if atom.is_clock:
        return True
    before = folded[max(0, atom.start - _LOOKBACK) : atom.start]
    return atom.name in _STRONG and bool(_ALONE.search(before))


@cache
def _arabic_hour() -> re.Pattern[str]:
    return re.compile(
        rf"(?:الساعه|عند) (?:(?P<word>{alternate(load_hours())})|(?P<hour>\d{{1,2}})"
        r"(?:[:.,](?P<minute>[0-5]\d))?)(?![\d:]|[.,]\d)\b"
        r"(?P<more> والنصف| و النصف| والربع| والثلث| الا ربعا?| الا الربع| الا ثلثا?)?"
    )


_MORE = {"نصف": 30, "ربع": 15, "ثلث": 20}
_SPEED = re.compile(r"(?:ميلا?|كيلومترا?|كلم|كم|متر|مترا) في $")


def _find_arabic_hours(folded: str) -> Iterator[Atom]:
    for match in _arabic_hour().finditer(folded):
        hour = load_hours()[match["word"]] if match["word"] else int(match["hour"])
        is_speed = _SPEED.search(folded[max(0, match.start() - 16) : match.start()])
        if hour > 24 or is_speed or (match[0].startswith("عند") and not match["minute"]):
            continue
        start = hour * 60 + int(match["minute"] or 0) + _read_more(match["more"] or "")
        is_ambiguous = 45 <= start < 780 and not (match["hour"] or "").startswith("0")
        times = (start % 720, start % 720 + 720) if is_ambiguous else (start % DAY_MINUTES,)
        yield _build_clock(folded, match.start(), match.end(), times)


def _read_more(more: str) -> int:
    minutes = next((value for word, value in _MORE.items() if word in more), 0)
    return -minutes if "الا" in more else minutes


@cache
def _arabic_part() -> re.Pattern[str]:
    parts = alternate(load_day_parts("ar"))
    days = alternate(load_weekdays("ar"))
    numbers = alternate(load_ordinals("ar"))
    day = rf"(?:(?:من )?(?:يوم|نهار)\b|\(?(?:{days}|{numbers}|امس|اليوم|غد|{_NUMERALS})\b)"
    return re.compile(
        rf"(?<!\w)[وفبل]?(?:(?P<part>{parts})(?= {day})|(?P<adverb>{parts})ا(?!\w)"
        rf"|(?P<plain>مساء)(?!\w)|ال(?P<definite>فجر|صباح|مساء|ليل|ظهيره)(?!\w)"
        rf"|(?P<middle>منتصف الليل)(?!\w))"
    )


_BEFORE_DEFINITE = re.compile(r"(?<!\w)(?:في|عند|قبل|منذ|حتي|ساعات) $")


def _find_arabic_parts(folded: str) -> Iterator[Atom]:
    for match in _arabic_part().finditer(folded):
        name = match.lastgroup or ""
        word, start = match[name], match.start(name)
        if name == "definite":
            start -= 2
            if not _BEFORE_DEFINITE.search(folded[max(0, start - _LOOKBACK) : start]):
                continue
        part = load_day_parts("ar")["منتصف ليل" if name == "middle" else word]
        minutes = ((part.start, part.end),)
        yield Atom(start, match.end(), "time", minutes=minutes, side=part.side, name=word)
