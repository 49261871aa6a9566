"""Parts: whether a number is part of another one in the same claim.

"killed 58 people, 11 of them children"       11 is part of 58, and was killed too
"six civilians were among 22 people killed"   six is part of 22
"18 of the 31 lorries were destroyed"         31 is the whole: not all were destroyed
"killed four and wounded seven others"        seven is no part: it is all the wounded
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.numbers.counting import Counted
from factcheck.numbers.cues import read_cue_after, read_cue_before
from factcheck.numbers.drafts import Amount
from factcheck.numbers.happening import Happening
from factcheck.numbers.sums import text_at
from factcheck.numbers.tokens import Token

_AMONG_REACH = 8
_EARLIER_REACH = 6
_PRONOUNS = frozenset(["them", "whom", "which"])
_OWNERS = frozenset(["the", "its", "their"])


class Filling(NamedTuple):
    """What fills a slot: the amount, the thing counted, the deed, and whether it is a part."""

    amount: Amount
    counted: Counted | None
    happening: Happening | None
    deed: str
    is_part: bool

    @property
    def noun_end(self) -> int:
        """Where the words of number and noun end."""
        return max(self.amount.end, self.counted.end if self.counted else 0)


def find_outer(
    tokens: Sequence[Token],
    amount: Amount,
    counted: Counted | None,
    earlier: Sequence[Filling],
) -> Filling | None:
    """Find the total that a part belongs to ("including 10", "11 of them children")."""
    if not earlier:
        return None
    end = counted.end if counted else amount.end
    after = read_cue_after(tokens, amount.end) | read_cue_after(tokens, end)
    is_part = "part" in read_cue_before(tokens, amount.start) or (
        "part" in after and not _stands_among(tokens, amount)
    )
    is_part = is_part or _continues_list(tokens, amount, earlier[-1])
    return _find_total(counted, earlier) if is_part else None


def _find_total(counted: Counted | None, earlier: Sequence[Filling]) -> Filling | None:
    """Find the last number that may include the counted things: of their group, with a deed."""
    group = counted.group if counted else "person"
    for filling in reversed(earlier[-_EARLIER_REACH:]):
        other = filling.counted.group if filling.counted else "person"
        if filling.deed and other == group and filling.amount.quantity.kind == "count":
            return filling
    return None


def _continues_list(tokens: Sequence[Token], amount: Amount, last: Filling) -> bool:
    """Tell whether the amount goes on with the parts: "including 5 women and 3 children"."""
    gap = [token.text for token in tokens[last.noun_end : amount.start]]
    is_joined = gap in ([], ["and"], [","], [",", "and"], ["و"])
    return last.is_part and is_joined and last.happening is not None


def _stands_among(tokens: Sequence[Token], amount: Amount) -> bool:
    ahead = range(amount.end, min(amount.end + _AMONG_REACH, len(tokens)))
    return any(text_at(tokens, index) == "among" for index in ahead)


def is_among_following(
    tokens: Sequence[Token],
    amount: Amount,
    counted: Counted | None,
    following: Amount | None,
) -> bool:
    """Tell whether the amount is part of the next one ("six were among 22 killed")."""
    start = counted.end if counted else amount.end
    stop = following.start if following else len(tokens)
    for index in range(start, min(start + _AMONG_REACH, stop)):
        if tokens[index].text == "among":
            return text_at(tokens, index + 1) not in _PRONOUNS
    return False


def is_whole_of(tokens: Sequence[Token], amount: Amount, earlier: Sequence[Filling]) -> bool:
    """Tell whether the amount is the 31 of "18 of the 31 lorries were destroyed"."""
    before = [text_at(tokens, amount.start - back) for back in (1, 2)]
    is_of = before[0] == "of" or (before[0] in _OWNERS and before[1] == "of")
    return is_of and bool(earlier) and amount.start - earlier[-1].amount.end <= 2


def is_rest(
    tokens: Sequence[Token],
    amount: Amount,
    counted: Counted | None,
    deed: str,
    earlier: Sequence[Filling],
) -> bool:
    """Tell whether the amount is the rest of a number: "21 others died".

    "killed four and wounded seven others" names all the wounded.
    """
    is_others = (counted is not None and counted.is_others) or (
        "others" in read_cue_before(tokens, amount.start)
    )
    if not is_others:
        return False
    deeds = {filling.deed for filling in earlier[-_EARLIER_REACH:] if filling.deed}
    return deed in deeds if deeds else deed == "killed"
