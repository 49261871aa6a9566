"""Years and decades: the four digits that are a year and no count.

"since 2014", "(2014)", "the 2014 ruling", "عام ٢٠١٤"    a year
"2014 people", "2,014", "in 2011 dollars", "Tokyo 2020"  none
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.dates.atoms import Atom
from factcheck.dates.days import DaySet, whole_years
from factcheck.dates.words import alternate
from factcheck.lexicons import load_lexicon
from factcheck.text import fold_text

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_YEARS = re.compile(
    rf"(?<![\w.,:/$#&@-])(?P<first>{_YEAR})"
    rf"(?:(?P<range>-| to |/)(?P<last>{_YEAR}|\d\d(?= |[,.;)]|$)))?"
    rf"(?P<more>(?:, ?{_YEAR}(?!\d)){{0,6}},? ?(?:and|or|و) ?{_YEAR})?"
    r"(?:م\b|(?![\w%]))(?![.,/]\d|-\d)"
)
_AFTER_DASH = re.compile(rf"\b(?:mid|late|early|post|pre)-(?P<first>{_YEAR})(?![\w%]|[.,]\d)")
_DECADE = re.compile(r"(?:\b(?P<full>(?:1[5-9]|20)\d0)'?|'(?P<short>[2-9]0))s\b")
_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|during|before|after|through|throughout|year|early|late"
    r"|mid|between|circa|half of|end of|start of|beginning of|middle of|quarter of|back to"
    r"|years|as of|for the year|في|منذ|عام|العام|لعام|بعام|عامي|سنه|السنه|لسنه|اعوام"
    r"|حتي|بحلول|قبل|بعد)"
    r"[ -]\(?$|\($"
)
_DETERMINER = re.compile(r"(?:\b(?:the|a|an|this|its|his|her|their)|'s) $")
_BETWEEN = re.compile(r"(?:\bbetween|\bبين(?: عامي)?) $")
_ARABIC_NAME = re.compile(r"[\u0621-\u064a] $")
_ARABIC_AFTER = re.compile(
    r" (?:ال\w|(?:في|من|الي|علي|عن|بعد|قبل|مع|بين|حتي|ان)\b)|[,.;:)\"]|$"
)
_ARABIC_COUNT = re.compile(
    r"(?<!\w)(?:من|نحو|حوالي|قرابه|الي|زهاء|عن|علي|تجاوز|بلغ|رقم|ال\w+ه|مبلغ|بنحو|بحوالي) $"
)
_NOUN_AFTER = re.compile(r"-?[ -]([a-z]+)")
_LOOKBACK, _LOOKAHEAD = 24, 28


def find_years(folded: str) -> Iterator[Atom]:
    """Find the years, lists and ranges of years, and decades of an English text."""
    for match in _YEARS.finditer(folded):
        if (
            (match["range"] and len(match["last"]) == 4)
            or _accepts_year(match, folded)
            or _is_adjective(match, folded)
            or _follows_arabic_noun(match, folded)
        ):
            yield _build_years(match, is_range=_is_between(match, folded))
    for match in _AFTER_DASH.finditer(folded):
        yield Atom(match.start("first"), match.end(), "year", (_one_year(match["first"]),))
    for match in _DECADE.finditer(folded):
        first = int(match["full"] or f"19{match['short']}")
        yield Atom(match.start(), match.end(), "decade", (whole_years(first, first + 9),))


def _is_between(match: re.Match[str], folded: str) -> bool:
    before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
    return bool(match["range"] or (match["more"] and _BETWEEN.search(before)))


def _build_years(match: re.Match[str], *, is_range: bool) -> Atom:
    first = match["first"]
    if is_range:
        last = match["last"] or match["more"][-4:]
        last = last if len(last) == 4 else first[:2] + last
        ordered = sorted((int(first), int(last)))
        span = (whole_years(ordered[0], ordered[1]),)
        return Atom(match.start(), match.end(), "year", span)
    years = [first, *re.findall(_YEAR, match["more"] or "")]
    days = tuple(_one_year(year) for year in dict.fromkeys(years))
    return Atom(match.start(), match.end(), "year", days, is_list=len(days) > 1)


def _one_year(year: str) -> DaySet:
    return whole_years(int(year), int(year))


def _accepts_year(match: re.Match[str], folded: str) -> bool:
    before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
    if not _BEFORE.search(before) or counts_things(folded, match.end()):
        return False
    is_round = match["first"].endswith("00") and not (match["range"] or match["more"])
    return not (is_round and _NOUN_AFTER.match(folded[match.end() : match.end() + _LOOKAHEAD]))


def _is_adjective(match: re.Match[str], folded: str) -> bool:
    """Tell whether the year describes the next word: "the 2014 ruling"."""
    before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
    after = folded[match.end() : match.end() + _LOOKAHEAD]
    return bool(
        _DETERMINER.search(before)
        and not match["first"].endswith("00")
        and _NOUN_AFTER.match(after)
        and not counts_things(folded, match.end())
    )


def _follows_arabic_noun(match: re.Match[str], folded: str) -> bool:
    """Tell whether the year stands bare after an Arabic noun: "قرار 2004 الصادر"."""
    before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
    after = folded[match.end() : match.end() + _LOOKAHEAD]
    return bool(
        _ARABIC_NAME.search(before)
        and _ARABIC_AFTER.match(after)
        and not _ARABIC_COUNT.search(before)
        and not match["first"].endswith("00")
    )


def counts_things(folded: str, end: int) -> bool:
    """Tell whether the number that ends at `end` counts what follows ("2014 people")."""
    return _counted().match(folded[end : end + _LOOKAHEAD]) is not None


@cache
def _counted() -> re.Pattern[str]:
    """The nouns that a number counts or measures."""
    rows = [*load_lexicon("counted.en"), *load_lexicon("counted.ar")]
    words = alternate(fold_text(row["word"]) for row in rows)
    return re.compile(rf" ?(?:%|[$€£])|[ -](?:[a-z]+ )?(?:{words})\b")
