"""Arabic dates: another day, month or year, the same one put otherwise, or less of it.

"في 12 مارس 2017"   "في 15 مارس 2017"   changed
"في 12 مارس 2017"   "في 12 آذار 2017"   same
"في 12 مارس 2017"   "في مارس 2017"      looser
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_words import load_words, put

_DAYS = ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
_MONTHS = (
    ("يناير", "كانون الثاني"),
    ("فبراير", "شباط"),
    ("مارس", "آذار"),
    ("أبريل", "نيسان"),
    ("مايو", "أيار"),
    ("يونيو", "حزيران"),
    ("يوليو", "تموز"),
    ("أغسطس", "آب"),
    ("سبتمبر", "أيلول"),
    ("أكتوبر", "تشرين الأول"),
    ("نوفمبر", "تشرين الثاني"),
    ("ديسمبر", "كانون الأول"),
)
_SPELLINGS = {"إبريل": "أبريل", "ابريل": "أبريل", "اغسطس": "أغسطس", "اكتوبر": "أكتوبر"} | {
    "اذار": "آذار",
    "يونيه": "يونيو",
    "يوليه": "يوليو",
    "ايلول": "أيلول",
    "ايار": "أيار",
}
_DAY_SPELLINGS = {"الإثنين": "الاثنين", "الاربعاء": "الأربعاء", "الاحد": "الأحد"}
_NAMES = "|".join([*(name for pair in _MONTHS for name in pair), *_SPELLINGS])
_DAY_WORDS = "|".join([*_DAYS, *_DAY_SPELLINGS])
_END = r"(?![\w\u064b-\u0652])"
_DIGIT = r"[0-9\u0660-\u0669]"
_YEAR = (
    rf"(?:1[0-9]|20|[\u0661][\u0660-\u0669]|\u0662\u0660){_DIGIT}{{2}}"
    rf"(?!{_DIGIT}|[.,٫٬]{_DIGIT})"
)
_WEEKDAY = re.compile(
    r"(?P<cue>(?:\b(?:[وبل]?يوم|[وب]?أمس|مساء|صباح|ليلة|فجر|ظهر|حتى|منذ) ))?"
    rf"(?P<day>{_DAY_WORDS}){_END}"
)
_MONTH = re.compile(
    rf"(?P<before>(?:{_DIGIT}|\bشهر|\bمن) "
    r"|\b(?:في|بـ|منذ|حتى|أوائل|أواخر|مطلع|منتصف|نهاية|بداية|خلال) )?"
    rf"(?<!\w)(?P<month>{_NAMES}){_END}(?P<other> ?[/(] ?(?:{_NAMES})\)?)?"
    rf"(?P<year> (?:عام )?{_YEAR})?"
)
_DATED_YEAR = re.compile(
    rf"(?P<cue>\b(?:[وبلف]?(?:عام|العام|سنة|لعام|صيف|شتاء|ربيع|خريف)|(?:{_NAMES})) )"
    rf"(?P<year>{_YEAR}){_END}"
    rf"(?! ?(?:[-–/]|و ?{_DIGIT}|أو|إلى|حتى|وحتى))"
)
_BARE_YEAR = re.compile(
    rf"(?P<cue>\b(?:في|منذ|حتى|سنة) )(?P<year>{_YEAR})(?=[.،,؛ ]|$)(?! [^\W\d]+ا\b)"
)
_MONTH_DAY = re.compile(
    rf"(?P<cue>(?:\b(?:في|يوم|من|بتاريخ|حتى|منذ)|{'|'.join(_DAYS)}),? )?"
    rf"(?<![\d.,/:-])(?<!{_DIGIT})"
    rf"(?P<day>{_DIGIT}{{1,2}})(?P<gap> (?:من )?)(?P<month>{_NAMES}){_END}(?P<year> {_YEAR})?"
)
_CENTURY = "القرن العشرين"
_TAIL_DATE = re.compile(
    rf" (?:أمس|مساء أمس|صباح أمس|(?:أمس )?(?:يوم )?(?:{_DAY_WORDS})(?: الماضي)?"
    rf"|(?:في )?عام {_YEAR}"
    rf"|في {_YEAR}|في {_DIGIT}{{1,2}} (?:{_NAMES})(?: {_YEAR})?|في (?:{_NAMES})(?: {_YEAR})?"
    r"|العام الماضي|الشهر الماضي|الأسبوع الماضي)(?=\.?$)"
)
_FROM_ASCII = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NOT_BEFORE_DAY = ("صلاة", "بعد", "كل")


def edit_dates(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of each date that `sentence` names."""
    for make in (_edit_weekday, _edit_month, _edit_year, _edit_day, _edit_whole):
        yield from make(sentence, rng)


def _edit_weekday(sentence: str, rng: random.Random) -> Iterator[Edit]:
    for match in _WEEKDAY.finditer(sentence):
        day = _DAY_SPELLINGS.get(match["day"], match["day"])
        is_sure = bool(match["cue"]) or day in ("الثلاثاء", "الأربعاء", "الخميس")
        start, end = match.span("day")
        if not is_sure or sentence[: match.start()].endswith(
            tuple(f"{w} " for w in _NOT_BEFORE_DAY)
        ):
            continue
        other = rng.choice([name for name in _DAYS if name != day])
        if (match["cue"] or "").strip() not in ("أمس", "وأمس", "بأمس"):
            yield Edit(put(sentence, start, end, other), "date", "changed")
        if match["cue"] == "يوم ":
            yield Edit(put(sentence, match.start(), end, day), "date", "same")
        elif not match["cue"] and _is_word_start(sentence, start):
            yield Edit(put(sentence, start, end, f"يوم {day}"), "date", "same")


def _is_word_start(sentence: str, at: int) -> bool:
    return at > 0 and sentence[at - 1] == " "


def _edit_month(sentence: str, rng: random.Random) -> Iterator[Edit]:
    for match in _MONTH.finditer(sentence):
        month = _SPELLINGS.get(match["month"], match["month"])
        index, system = _find_month(month)
        if not (match["before"] or match["year"]) or not sentence[
            : match.start("month")
        ].endswith(" "):
            continue
        start, end = match.span("month")
        other = rng.choice([pair for pair in _MONTHS if pair is not _MONTHS[index]])
        if match["other"]:
            both = f"{other[system]}/{other[1 - system]}"
            end = match.end("other")
            yield Edit(put(sentence, start, end, both), "date", "changed")
            yield Edit(put(sentence, start, end, month), "date", "same")
            continue
        yield Edit(put(sentence, start, end, other[system]), "date", "changed")
        yield Edit(put(sentence, start, end, _MONTHS[index][1 - system]), "date", "same")
        if match["year"] and (match["before"] or "") in ("في ", "منذ ", "خلال "):
            year = match["year"].removeprefix(" عام")
            yield Edit(put(sentence, start, match.end("year"), f"عام{year}"), "date", "looser")


def _find_month(name: str) -> tuple[int, int]:
    return next((i, pair.index(name)) for i, pair in enumerate(_MONTHS) if name in pair)


def _edit_year(sentence: str, rng: random.Random) -> Iterator[Edit]:
    for match in (*_DATED_YEAR.finditer(sentence), *_BARE_YEAR.finditer(sentence)):
        year = int(match["year"])
        start, end = match.span("year")
        step = rng.choice((-12, -7, -4, -3, -2, -1, 1, 2, 3, 4, 6, 9))
        if year + step > 2024:
            step = -abs(step)
        yield Edit(
            put(sentence, start, end, _like(match["year"], year + step)), "date", "changed"
        )
        if match["cue"] in ("عام ", "في عام "):
            yield Edit(put(sentence, *match.span("cue"), "سنة "), "date", "same")
        elif match["cue"] == "سنة ":
            yield Edit(put(sentence, *match.span("cue"), "عام "), "date", "same")
        elif match["cue"] == "في ":
            yield Edit(put(sentence, start, end, f"عام {match['year']}"), "date", "same")
        if (
            match["cue"] in ("عام ", "سنة ")
            and 1920 <= year < 2000
            and _stands_in(sentence, match.start())
        ):
            decade = f"{_DECADES[year // 10 % 10]} {_CENTURY}"
            yield Edit(put(sentence, match.start(), end, decade), "date", "looser")


_DECADES = {2: "عشرينيات", 3: "ثلاثينيات", 4: "أربعينيات", 5: "خمسينيات"} | {
    6: "ستينيات",
    7: "سبعينيات",
    8: "ثمانينيات",
    9: "تسعينيات",
}


def _stands_in(sentence: str, at: int) -> bool:
    return sentence[:at].endswith((" في ", "وفي "))


def _like(old: str, number: int) -> str:
    """Spell a number in the digits of `old`."""
    return str(number) if old.isascii() else str(number).translate(_FROM_ASCII)


def _edit_day(sentence: str, rng: random.Random) -> Iterator[Edit]:
    for match in _MONTH_DAY.finditer(sentence):
        day = int(match["day"])
        if not 1 <= day <= 31 or sentence[: match.start("day")].endswith(
            ("و", " و ", "- ", "إلى ")
        ):
            continue
        other = rng.choice([n for n in range(1, 29) if n != day])
        start, end = match.span("day")
        yield Edit(put(sentence, start, end, _like(match["day"], other)), "date", "changed")
        gap = " " if match["gap"] == " من " else " من "
        yield Edit(put(sentence, *match.span("gap"), gap), "date", "same")
        if match["cue"] in ("في ", "منذ ") and match["year"]:
            yield Edit(put(sentence, start, match.start("month"), ""), "date", "looser")


_NO_LAST = frozenset(load_words("no_last_before_date"))
_INNER = re.compile(
    r"[،:؛\"«(]|\b(?:الذي|التي|الذين|أن|إن|أنه|أنها|لكن|ثم|حيث)\b"
    r"|^(?:و|ف|في |كما|لكن|بعد|قبل|منذ)| و\w{3}"
)
_LONGEST_PLAIN = 14


def _is_word_of_year(word: str) -> bool:
    return bool(re.fullmatch(rf"(?:{_DAY_WORDS}|{_NAMES}|{_DIGIT}+)،?", word))


def _edit_whole(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Drop a date that ends the sentence, or put it first."""
    match = _TAIL_DATE.search(sentence)
    if not match or len(sentence[: match.start()].split()) < 5:
        return
    rest = put(sentence, *match.span(), "")
    last = sentence[: match.start()].split()[-1]
    if last.endswith("،") or last in _NO_LAST or _is_word_of_year(last):
        return
    yield Edit(rest, "date", "looser")
    is_plain = len(rest.split()) <= _LONGEST_PLAIN and not _INNER.search(rest)
    if is_plain and sentence[0].isalpha() and sentence[0].isascii() is False:
        yield Edit(f"{match[0].strip()}، {rest}", "date", "same")
