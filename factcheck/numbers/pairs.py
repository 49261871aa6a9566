"""Pairs: two numbers that are one amount.

"5,000 to 6,000", "ما بين ٥ و٧"   a range
"one in five", "9 out of 10"      a share
"won 3-1"                         a score
"rose from 325 to 348"            none: a change is two amounts
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers import cues
from factcheck.numbers.amounts import Quantity
from factcheck.numbers.drafts import Amount, Draft, make_amount, make_share_amount
from factcheck.numbers.hedges import find_hedges_before
from factcheck.numbers.kinds import tell_kind
from factcheck.numbers.nouns import find_noun
from factcheck.numbers.sums import Numeral, text_at
from factcheck.numbers.tokens import Token

_BETWEEN = frozenset(["between", "بين"])
_FROM = frozenset(["from", "من"])
_AGES = frozenset(["the", "ages", "age", "of", "سن", "عمر"])
_CHANGE_REACH = 8
_SHARE_LINKS = (("in",), ("out", "of"), ("in", "every"), ("of", "every"), ("من", "كل"))
_SHARE_BASES = frozenset([3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000])
_SCORE_REACH = 6
_HIGHEST_SCORE = 200
_SCORE_LINKS = (("-",), ("to",), ("-", "to", "-"))
_RANGE_LINKS = (*_SCORE_LINKS, ("الي",))
_LONGEST_LINK = 4


def _gap(tokens: Sequence[Token], first: Draft, second: Draft) -> tuple[str, ...]:
    return tuple(
        token.text for token in tokens[first.end : min(second.start, first.end + _LONGEST_LINK)]
    )


def is_score(tokens: Sequence[Token], first: Draft, second: Draft) -> bool:
    """Tell "won 3-1" from the range "3-5 people"."""
    one, other = first.numeral, second.numeral
    if not (one.is_plain and other.is_plain) or second.unit or one.value > _HIGHEST_SCORE:
        return False
    gap = _gap(tokens, first, second)
    noun = find_noun(tokens, second.end)
    if gap not in _SCORE_LINKS or (noun and noun.row.concept.group != "score"):
        return False
    if gap == ("-",) and not tokens[other.start].is_joined:
        return False
    is_falling = one.value > other.value and gap == ("-",)
    return is_falling or _has_score_cue(tokens, first.start, second.end)


def _has_score_cue(tokens: Sequence[Token], start: int, end: int) -> bool:
    before = range(start, max(0, start - _SCORE_REACH), -1)
    return any("score" in cues.read_cue_before(tokens, at) for at in before) or any(
        "score" in cues.read_cue_after(tokens, at) for at in (end, end + 1)
    )


def make_score(first: Draft, second: Draft) -> Amount:
    """Make a score of two numbers."""
    stated = (first.numeral.value, second.numeral.value)
    quantity = Quantity(kind="score", stated=stated, low=min(stated), high=max(stated))
    return Amount(first.start, first.start, second.end, quantity)


def is_share(tokens: Sequence[Token], first: Draft, second: Draft) -> bool:
    """Tell whether it is "one in five" or "9 out of 10"."""
    one, other = first.numeral, second.numeral
    return (
        _gap(tokens, first, second) in _SHARE_LINKS
        and other.value in _SHARE_BASES
        and 0 < one.value < other.value
        and first.unit is None
        and second.unit is None
    )


def make_share(tokens: Sequence[Token], first: Draft, second: Draft) -> Amount:
    """Make a share in percent of "X in Y"."""
    share = 100 * first.numeral.value / second.numeral.value
    start, hedge = find_hedges_before(tokens, first.start)
    return make_share_amount(share, start, first.start, second.end, hedge)


def is_range(tokens: Sequence[Token], first: Draft, second: Draft) -> bool:
    """Tell whether two numbers are the ends of one range ("5,000 to 6,000", "بين ٥ و٧")."""
    one, other = first.numeral, second.numeral
    if {one.form, other.form} - {"digits", "words"}:
        return False
    if first.unit and second.unit and first.unit != second.unit:
        return False
    if _lift_scale(one, other).value >= other.value:
        return False
    gap = _gap(tokens, first, second)
    if _find_between(tokens, first.start) < first.start:
        is_joined = not gap and _begins_with_and(tokens, second)
        return is_joined or gap in (("and",), ("و",), *_RANGE_LINKS)
    if gap in (("or",), ("او",)):
        return other.value <= max(one.value + 1, one.value * 1.5)
    is_change = is_after_change(tokens, first.start)
    return gap in _RANGE_LINKS and not is_change


def _begins_with_and(tokens: Sequence[Token], draft: Draft) -> bool:
    return tokens[draft.numeral.start].text.startswith("و")


def _find_between(tokens: Sequence[Token], start: int) -> int:
    """Where "between" or "ما بين" stands before `start`; `start` itself where it does not."""
    at = start
    while text_at(tokens, at - 1) in _AGES:
        at -= 1
    if text_at(tokens, at - 1) not in _BETWEEN:
        return start
    return at - 2 if text_at(tokens, at - 2) == "ما" else at - 1


def is_after_change(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether the number is the old value of "rose from 5 to 7"."""
    if text_at(tokens, start - 1) not in _FROM:
        return False
    reach = range(start - 1, max(0, start - 1 - _CHANGE_REACH), -1)
    return any("change" in cues.read_cue_before(tokens, at) for at in reach)


def _lift_scale(one: Numeral, other: Numeral) -> Numeral:
    """Read the first number of "1 to 2 million" as a million."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if other.value >= scale and other.grain >= scale / 100 and one.value < 1000 <= scale:
            lifted = one.value * scale
            if lifted < other.value and other.end - other.start > 1:
                return one._replace(value=lifted, low=lifted, high=lifted)
    return one


def make_range(tokens: Sequence[Token], first: Draft, second: Draft) -> Amount:
    """Make a range of two numbers, their unit and what introduces them."""
    one = _lift_scale(first.numeral, second.numeral)
    unit = second.unit or first.unit
    between = _find_between(tokens, first.start)
    start = between if between < first.start else find_hedges_before(tokens, first.start)[0]
    if between == first.start and text_at(tokens, start - 1) in _FROM:
        start -= 1
    draft = Draft(first.start, second.end, second.numeral, unit)
    kind, end, name = tell_kind(tokens, draft, start)
    stated = (one.value, second.numeral.value)
    grain = min(one.grain, second.numeral.grain)
    return make_amount(stated, start, first.start, end, kind, grain, name, None)
