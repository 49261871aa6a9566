"""Number kinds: whether a number is an amount at all, and of which kind.

"60 miles"                           a measure
"41-year-old", "عمره 31 سنة", "Lee, 41,"   an age
"magnitude 6.2", "بقوة 6.2 درجات"     a magnitude
"the 39th minute", "الدقيقة 39"       an ordinal
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers import cues
from factcheck.numbers.amounts import QuantityKind
from factcheck.numbers.deeds import find_deed
from factcheck.numbers.drafts import Draft
from factcheck.numbers.nouns import Noun, find_noun, find_noun_before
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Phrase, Token
from factcheck.numbers.units import find_unit

_OLDEST = 125
_OLD = frozenset(["old", "olds"])
_MAGNITUDE = frozenset(["magnitude", "قوته", "قوتها", "بقوه", "قوه", "شدته", "شدتها", "بشده"])
_LINKS = frozenset(["of", "-", "a", "measuring", "("])
_NAMED_MINUTE = "الدقيقه"
_AGE_CLOSERS = frozenset([",", ".", ")", ";", "of", "from", "was", "who", "is", "has", "said"])
_FIRST_RANK = 3
_TIMES = frozenset(["h", "century", "decade"])
_ONE_FOLLOWERS = frozenset(["was", "were", "has", "is", "had"])
_VERBS_OF_REACHING = frozenset(["تبلغ", "يبلغ", "البالغ", "البالغه"])


def is_no_amount(tokens: Sequence[Token], draft: Draft) -> bool:
    """Tell whether the number is a date, year, time, name, phone number or part of a code."""
    numeral = draft.numeral
    if numeral.start == numeral.end:
        return False
    noun = _find_noun_after(tokens, draft)
    is_followed = draft.unit is not None or noun is not None
    if draft.start < numeral.start:
        return False
    return (
        cues.is_glued(tokens, numeral, draft.end)
        or cues.is_denominator(tokens, numeral)
        or cues.is_date(tokens, numeral)
        or cues.is_time(tokens, numeral)
        or cues.is_phone(tokens, numeral)
        or cues.is_list_mark(tokens, numeral)
        or cues.is_year(tokens, numeral, is_followed=is_followed)
        or (
            not is_rank(tokens, draft)
            and cues.is_name(tokens, numeral, is_followed=is_followed)
        )
    )


def _find_noun_after(tokens: Sequence[Token], draft: Draft) -> Phrase[Noun] | None:
    end = draft.end
    if text_at(tokens, end) == "-" and tokens[end].is_joined:
        end += 1
    return find_noun(tokens, end)


def is_counted_one(tokens: Sequence[Token], draft: Draft, *, is_hedged: bool) -> bool:
    """Tell whether "one" counts ("one soldier", "one was killed") or stands for a name."""
    numeral = draft.numeral
    if draft.unit or is_hedged or numeral.form == "digits":
        return True
    if tokens[numeral.start].is_arabic:
        is_each = tokens[numeral.start].text.startswith("ال")
        return not is_each and find_noun_before(tokens, numeral.start) is not None
    if text_at(tokens, numeral.end - 1) == "single":
        return text_at(tokens, numeral.end) != "-"
    before = cues.read_cue_before(tokens, numeral.start)
    if "pronoun" in before:
        return False
    after = numeral.end + (text_at(tokens, numeral.end) in _ONE_FOLLOWERS)
    if find_deed(tokens, after):
        return True
    return find_noun(tokens, numeral.end) is not None or (
        text_at(tokens, numeral.end) != "of" and find_noun(tokens, numeral.end + 1) is not None
    )


def is_rank(tokens: Sequence[Token], draft: Draft) -> bool:
    """Tell whether the number says which one in a row ("39th minute", "الدقيقة 39")."""
    numeral = draft.numeral
    if numeral.form != "ordinal":
        return text_at(tokens, numeral.start - 1) == _NAMED_MINUTE and draft.unit is None
    if tokens[numeral.start].is_arabic:
        unit = find_unit(tokens, numeral.start - 1)
        before = find_noun_before(tokens, numeral.start) or unit
        is_defined = tokens[numeral.start].text.startswith("ال")
        is_time = unit is not None and unit.row.name in _TIMES
        return bool(before) and is_defined and not is_time and numeral.value >= _FIRST_RANK
    unit = find_unit(tokens, numeral.end)
    if unit and unit.row.name in _TIMES:
        return False
    after = find_noun(tokens, numeral.end) or unit
    return after is not None and numeral.value >= _FIRST_RANK


def tell_kind(
    tokens: Sequence[Token], draft: Draft, start: int
) -> tuple[QuantityKind, int, str]:
    """Tell the kind of an amount whose words begin at `start`: (kind, where it ends, unit)."""
    unit, end = draft.unit, draft.end
    name = unit.name if unit else ""
    if unit and unit.dimension in ("money", "percent", "magnitude"):
        kind: QuantityKind = "money" if unit.dimension == "money" else "percent"
        return ("magnitude" if unit.dimension == "magnitude" else kind), end, name
    if _is_magnitude(tokens, draft):
        return "magnitude", end, "magnitude"
    age_end = _find_age_end(tokens, draft, start)
    if age_end:
        return "age", age_end, name if name in ("month", "day", "week") else "year"
    return ("measure" if unit else "count"), end, name


def _is_magnitude(tokens: Sequence[Token], draft: Draft) -> bool:
    if draft.unit and draft.unit.name not in ("degree", "magnitude"):
        return False
    at = draft.start
    while at > 0 and tokens[at - 1].text in _LINKS:
        at -= 1
    return text_at(tokens, at - 1) in _MAGNITUDE


def _find_age_end(tokens: Sequence[Token], draft: Draft, start: int) -> int:
    """Where the words of an age end; 0 when the number is none."""
    unit, end, value = draft.unit, draft.end, draft.numeral.value
    if (unit and unit.dimension != "duration") or not 0 < value <= _OLDEST:
        return 0
    after = end + 1 if text_at(tokens, end) == "-" else end
    if unit and text_at(tokens, after) in _OLD:
        return after + 1
    if unit and "age" in cues.read_cue_after(tokens, end):
        return end
    if _is_age_by_cue(tokens, draft, start) or "ages" in _texts(tokens, start, draft.start):
        return end
    if unit:
        is_bracketed = text_at(tokens, draft.start - 1) in ("(", ",")
        is_closed = text_at(tokens, end) in (")", ",", ".", "من")
        return end if is_bracketed and is_closed and unit.name == "year" else 0
    return end if _follows_person(tokens, draft) else 0


def _texts(tokens: Sequence[Token], start: int, end: int) -> list[str]:
    return [token.text for token in tokens[start:end]]


def _is_age_by_cue(tokens: Sequence[Token], draft: Draft, start: int) -> bool:
    at = start
    while at > 0 and tokens[at - 1].text in (":", "-", "of", "("):
        at -= 1
    if "age" not in cues.read_cue_before(tokens, at) | cues.read_cue_before(tokens, start):
        return text_at(tokens, start - 1) in _VERBS_OF_REACHING and draft.unit is not None
    return draft.unit is None or draft.unit.name in ("year", "month")


def _follows_person(tokens: Sequence[Token], draft: Draft) -> bool:
    """Tell whether it is an age after one person: "Ann Lee, 41, of Hull", "a man, 32,"."""
    start, end = draft.numeral.start, draft.end
    if not draft.numeral.is_plain or start < 2 or text_at(tokens, start - 1) != ",":
        return False
    name, noun = tokens[start - 2], find_noun_before(tokens, start - 1)
    is_name = name.kind == "latin" and name.has_capital and noun is None
    is_one = noun is not None and _is_one_person(noun.row)
    is_closed = end >= len(tokens) or text_at(tokens, end) in _AGE_CLOSERS
    return (is_name or is_one) and is_closed and not cues.read_cue_before(tokens, start - 1)


def _is_one_person(noun: Noun) -> bool:
    return noun.concept.group == "person" and not noun.is_plural
