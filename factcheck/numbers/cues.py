"""Number cues: what the words beside a number say it is, when it is no count.

"16 August", "في 8 مارس"     a date          "in 2011", "عام ٢٠١٥"   a year
"7.55am", "الساعة 7"         a time          "Page 3", "رقم 40"      a name
"no one", "this one"         a pronoun       "0800 555 111"          a phone number
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from factcheck.lexicons import load_lexicon
from factcheck.numbers.sums import Numeral, text_at
from factcheck.numbers.tokens import PhraseTable, Token

Side = Literal["before", "after"]

_SKIPPED_BEFORE = frozenset([".", "(", ")", '"', "'"])
_MAY_BE_WORDS = frozenset(["may", "march", "mar", "sun", "sat", "dec", "jan"])
_YEARS = range(1000, 2101)
_LIKELY_YEARS = range(1900, 2100)
_FIRM_YEAR_CUES = frozenset(["in", "since", "عام", "سنه", "العام", "السنه", "لعام", "بعام"])
_LAST_DAY = 31
_PHONE_GROUPS = 3
_PHONE_REACH = 8


@cache
def _load_cues(side: Side) -> PhraseTable[frozenset[str]]:
    says: dict[str, set[str]] = {}
    for row in (*load_lexicon("number_cues.en"), *load_lexicon("number_cues.ar")):
        if row["side"] == side:
            says.setdefault(row["word"], set()).add(row["says"])
    return PhraseTable((word, frozenset(kinds)) for word, kinds in says.items())


def read_cue_before(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """What the words that end right before `at` say of the number there."""
    found = _load_cues("before").find_before(tokens, at)
    if found is None:
        return frozenset()
    return found.row - {"date"} if _is_plain_word(tokens, found.end - 1) else found.row


def read_cue_after(tokens: Sequence[Token], at: int) -> frozenset[str]:
    """What the words that begin at `at` say of the number before them."""
    found = _load_cues("after").find_at(tokens, at)
    if found is None:
        return frozenset()
    return found.row - {"date"} if _is_plain_word(tokens, found.end - 1) else found.row


def _is_plain_word(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "may" or "march" is the verb: the months are written with a capital."""
    return tokens[at].text in _MAY_BE_WORDS and not tokens[at].has_capital


def skip_back(tokens: Sequence[Token], at: int) -> int:
    """Step back over full stops, brackets and quotation marks before `at`."""
    while at > 0 and tokens[at - 1].text in _SKIPPED_BEFORE:
        at -= 1
    return at


def is_glued(tokens: Sequence[Token], numeral: Numeral, unit_end: int) -> bool:
    """Tell whether the number is part of a longer token ("F152", "mid-1990s", "16/8")."""
    start, end = numeral.start, numeral.end
    before, after = text_at(tokens, start - 1), text_at(tokens, end)
    if _is_clause_mark(tokens, start, end):
        return True
    is_joined = tokens[start].is_joined and start > 0
    if is_joined and (tokens[start - 1].kind == "latin" or before in ("/", "#", "_", ".")):
        return True
    if is_joined and before == "-" and tokens[start - 1].is_joined:
        return start > 1 and tokens[start - 2].kind == "latin" and numeral.form == "digits"
    if end < len(tokens) and tokens[end].is_joined and unit_end == end:
        return (tokens[end].kind == "latin" and numeral.form == "digits") or (
            after in ("/", "_", "°") and end + 1 < len(tokens) and tokens[end + 1].is_number
        )
    return before == "/" and text_at(tokens, start - 2).isdigit()


def _is_clause_mark(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether the number is part of "501(c)(4)"."""
    opens = text_at(tokens, end) == "(" and tokens[end].is_joined
    is_lettered = opens and end + 1 < len(tokens) and tokens[end + 1].kind == "latin"
    follows = text_at(tokens, start) == "(" and text_at(tokens, start - 1) == ")"
    return (is_lettered and tokens[end + 1].is_joined) or (follows and tokens[start].is_joined)


def is_denominator(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether the number is what others are counted by ("per 100,000", "لكل 1000")."""
    return text_at(tokens, numeral.start - 1) in ("per", "لكل", "/")


def is_date(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether the number is the day of a month."""
    if not 1 <= numeral.value <= _LAST_DAY or numeral.form not in ("digits", "ordinal"):
        return False
    after = numeral.end
    if text_at(tokens, after) == "(":
        after += 1
    before = skip_back(tokens, numeral.start)
    cues = read_cue_before(tokens, before) | read_cue_after(tokens, after)
    return "date" in cues


def is_time(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether the number is an hour of the day."""
    if numeral.form == "digits" and numeral.value < 24 and numeral.end <= len(tokens):
        cues = read_cue_before(tokens, numeral.start) | read_cue_after(tokens, numeral.end)
        return "time" in cues
    return "time" in read_cue_before(tokens, numeral.start) and numeral.form == "words"


def is_year(tokens: Sequence[Token], numeral: Numeral, *, is_followed: bool) -> bool:
    """Tell whether the number is a year; `is_followed` by a noun or unit it seldom is."""
    if not numeral.is_plain or numeral.value not in _YEARS:
        return False
    if "year" in read_cue_after(tokens, numeral.end) and tokens[numeral.end].is_joined:
        return True
    before = skip_back(tokens, numeral.start)
    cues = read_cue_before(tokens, before)
    if "date" in cues or text_at(tokens, before - 1) in _FIRM_YEAR_CUES:
        return numeral.value in _LIKELY_YEARS or not is_followed
    if is_followed:
        return False
    return numeral.value in _LIKELY_YEARS or "year" in cues


def is_name(tokens: Sequence[Token], numeral: Numeral, *, is_followed: bool) -> bool:
    """Tell whether the number names the thing before it ("Page 3", "القناة 7")."""
    if is_followed:
        return False
    before = skip_back(tokens, numeral.start)
    return "name" in read_cue_before(tokens, before)


def is_phone(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether the digits are one group of a longer row of digits."""
    if numeral.form != "digits":
        return False
    first = last = numeral.start
    for _ in range(_PHONE_REACH):
        first -= first > 0 and _is_group(tokens, first - 1)
        last += last + 1 < len(tokens) and _is_group(tokens, last + 1)
    groups = [token.text for token in tokens[first : last + 1] if token.is_number]
    begins_with_zero = groups[0].isdigit() and len(groups[0]) > 1 and groups[0][0] == "0"
    is_row = len(groups) >= _PHONE_GROUPS and all(group.isdigit() for group in groups)
    return begins_with_zero or is_row or text_at(tokens, first - 1) == "+"


def _is_group(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.is_number or (token.text == "-" and token.is_joined)


def is_list_mark(tokens: Sequence[Token], numeral: Numeral) -> bool:
    """Tell whether the number opens a numbered line ("1. ", "2) ")."""
    if numeral.start > 0 or not numeral.is_plain:
        return False
    after = text_at(tokens, numeral.end)
    return after in (".", ")") and tokens[numeral.end].is_joined
