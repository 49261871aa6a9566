"""Dates of English sentences: another day, the same day put otherwise, or less of it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Edit
from factcheck.training.edits.english_spots import can_loosen, put, swap

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PARTS = ("morning", "afternoon", "evening", "night")
_SEASONS = ("spring", "summer", "autumn", "winter")
_M = "|".join(MONTHS)
_DATE = re.compile(
    rf"(?<![\w-])(?:(?P<day>\d{{1,2}}) (?P<month>{_M})(?:,? (?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_M}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,"
    rf" (?P<year2>\d{{4}})(?P<comma>,)?)?"
    rf"|(?P<month3>{_M}),? (?P<year3>\d{{4}}))(?![\w:–-]|[.,]\d)"
)
_BARE_MONTH = re.compile(
    r"(?<![\w-])(?P<prep>[Ii]n|[Ss]ince|[Uu]ntil|[Ll]ast|[Nn]ext|[Ee]arly|[Ll]ate|[Oo]f|[Bb]y)"
    rf" (?P<month>{_M})(?![\w-]| \d| [A-Z])"
)
_WEEKDAY = re.compile(rf"(?<![\w-])(?P<day>{'|'.join(_DAYS)})(?![\w'’-]| [A-Z])")
_YEAR = re.compile(
    r"(?<![\w-])(?P<prep>[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Oo]f|[Tt]he) "
    r"(?P<year>1[5-9]\d\d|20[0-4]\d)(?![\w%–-]|[.,]\d| [a-z]+s\b| (?:people|men|women)| [–-]"
    r"| to )"
)
_DECADE = re.compile(
    r"\b(?P<head>the |the early |the late )(?P<decade>1[5-9]\d|20[0-2])0['’]?s\b"
)
_CENTURY = re.compile(r"\b(?P<n>1[0-9])th(?=[- ]century)|\b(?P<m>20)th(?=[- ]century)")
_PART = re.compile(
    rf"\b(?P<head>(?:{'|'.join(_DAYS)}|in the|this|that|yesterday) )(?P<part>morning|afternoon"
    r"|evening|night)(?![\w'’-])"
)
_SEASON = re.compile(
    r"\b(?P<head>(?:[Ii]n|that|last|next) (?:the )?)(?P<part>spring|summer|autumn"
    r"|winter)\b(?! [a-z]+s? (?:olymp|break|hol))"
)
_RELATIVE = re.compile(r"(?<![\w'’-])(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)(?![\w'’-])")
_CLOCK = re.compile(
    r"\bat (?P<hour>1[0-2]|[1-9])(?P<rest>(?::[0-5]\d| o['’]clock)?(?: ?[ap]\.?m\b)?)(?=[ .,])"
)


def edit_date(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the sentence's dates."""
    yield from (Edit(text, "date", "changed") for text in _change(sentence, rng))
    yield from (Edit(text, "date", "same") for text in _respell(sentence, rng))
    if can_loosen(sentence):
        yield from (Edit(text, "date", "looser") for text in _loosen(sentence))


def _change(sentence: str, rng: random.Random) -> Iterator[str]:
    for spot in _DATE.finditer(sentence):
        yield _change_date(sentence, spot, rng)
    for pattern, group, values in (
        (_BARE_MONTH, "month", MONTHS),
        (_WEEKDAY, "day", _DAYS),
        (_PART, "part", _PARTS),
        (_SEASON, "part", _SEASONS),
    ):
        for spot in pattern.finditer(sentence):
            others = [v for v in values if v not in sentence]
            if others:
                yield put(sentence, *spot.span(group), rng.choice(others))
    for spot in _YEAR.finditer(sentence):
        year = _other_year(int(spot["year"]), rng)
        if str(year) not in sentence:
            yield put(sentence, *spot.span("year"), str(year))
    for spot in _DECADE.finditer(sentence):
        decade = int(spot["decade"]) + rng.choice((-4, -3, -2, 2))
        yield put(sentence, *spot.span("decade"), str(min(decade, 202)))
    for spot in _CENTURY.finditer(sentence):
        century = rng.choice([n for n in range(13, 20) if n != int(spot["n"] or 20)])
        yield put(sentence, spot.start(), spot.end(), f"{century}th")
    for spot in _RELATIVE.finditer(sentence):
        if spot["word"].lower() == "yesterday":
            yield swap(
                sentence,
                spot,
                rng.choice(
                    (f"on {rng.choice(_DAYS)} last week", "last month", "two weeks ago")
                ),
            )
        if spot["word"].lower() == "tomorrow":
            yield swap(sentence, spot, rng.choice(("next month", "next year", "in two weeks")))
    for spot in _CLOCK.finditer(sentence):
        if spot["rest"]:
            hour = rng.choice([h for h in range(1, 13) if h != int(spot["hour"])])
            yield put(sentence, *spot.span("hour"), str(hour))


def _change_date(sentence: str, spot: re.Match[str], rng: random.Random) -> str:
    """Change the day, the month or the year."""
    groups = [name for name, text in spot.groupdict().items() if text and name != "comma"]
    group = rng.choice(groups)
    if group.startswith("day"):
        form = str(rng.choice([n for n in range(1, 29) if n != int(spot[group])]))
    elif group.startswith("month"):
        form = rng.choice([m for m in MONTHS if m != spot[group]])
    else:
        form = str(_other_year(int(spot[group]), rng))
    return put(sentence, *spot.span(group), form)


def _other_year(year: int, rng: random.Random) -> int:
    return year + rng.choice((-12, -10, -8, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5))


def _parts(spot: re.Match[str]) -> tuple[str, str, str]:
    """The day, month and year of a date, "" for what it lacks."""
    day = spot["day"] or spot["day2"] or ""
    month = spot["month"] or spot["month2"] or spot["month3"]
    return day, month, spot["year"] or spot["year2"] or spot["year3"] or ""


def _respell(sentence: str, rng: random.Random) -> Iterator[str]:
    for spot in _DATE.finditer(sentence):
        day, month, year = _parts(spot)
        for form in _date_forms(day, month, year) if day else ():
            yield _put_date(sentence, spot, form)
        if not day and month != "May":
            yield swap(sentence, spot, f"{month[:3]} {year}")
            yield swap(sentence, spot, f"{month} of {year}")
    for spot in _WEEKDAY.finditer(sentence):
        before = sentence[: spot.start()]
        if before.endswith(" on ") and re.match(r"[.,]", sentence[spot.end() :]):
            yield before[:-3] + sentence[spot.start() :]
            yield before[:-3] + f"on {spot['day'][:3]}." + sentence[spot.end() :].lstrip(".")
        if before.endswith(" on "):
            other = rng.choice([d for d in _DAYS if d != spot["day"]])
            if re.fullmatch(r"[.]", sentence[spot.end() :]):
                yield f"{before}{spot['day']}, not {other}."
    for spot in _YEAR.finditer(sentence):
        if spot["prep"].lower() == "in" and sentence[spot.end() :] in (".", ""):
            yield swap(sentence, spot, f"{spot['prep']} the year {spot['year']}")
            yield swap(
                sentence, spot, f"{spot.group()}, not {_other_year(int(spot['year']), rng)}"
            )


def _date_forms(day: str, month: str, year: str) -> list[str]:
    comma, tail = (f", {year}" if year else ""), (f" {year}" if year else "")
    forms = [f"{month} {day}{comma}", f"{day} {month}{tail}", f"{day} {month[:3]}{tail}"]
    forms += [f"{month[:3]} {day}{comma}", f"{day}{_suffix(day)} {month}{tail}"]
    return forms


def _suffix(day: str) -> str:
    if day in ("11", "12", "13"):
        return "th"
    return {"1": "st", "2": "nd", "3": "rd"}.get(day[-1], "th")


def _put_date(sentence: str, spot: re.Match[str], form: str) -> str:
    """Put a date; "March 12, 2017," loses its second comma with the first."""
    if form == spot.group().rstrip(","):
        return sentence
    if spot["comma"] and ", " in form:
        form += ","
    return swap(sentence, spot, form)


def _loosen(sentence: str) -> Iterator[str]:
    for spot in _DATE.finditer(sentence):
        day, month, year = _parts(spot)
        before = sentence[: spot.start()]
        comma = "," if spot["comma"] and len(before) < 4 else ""
        if day and year and before[-3:].lower() == "on ":
            head = before[:-3] + ("In" if before[-3] == "O" else "in")
            yield f"{head} {month} {year}{comma}{sentence[spot.end() :]}"
            yield f"{head} {year}{comma}{sentence[spot.end() :]}"
            yield _put_date(sentence, spot, f"{month} {day}" + comma)
        elif not day and before[-3:].lower() == "in ":
            yield swap(sentence, spot, year)
    for spot in _PART.finditer(sentence):
        if spot["head"].strip() in _DAYS:
            yield swap(sentence, spot, spot["head"].strip())
    for spot in _YEAR.finditer(sentence):
        if spot["prep"].lower() == "in":
            yield put(sentence, *spot.span("year"), f"the {spot['year'][:3]}0s")
