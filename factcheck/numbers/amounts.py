"""Amounts: the value of a quantity as a range of numbers, and how two of them compare.

    "1,204 people"           1204 .. 1204
    "at least 1,200 people"  1200 .. 1320   (how far a hedge reaches is a lexicon row)
    "5,000 to 6,000 troops"  5000 .. 6000
    "60 miles"               96561 .. 96561 metres

Two amounts conflict when their ranges do not meet. A number spelled to fewer
places meets those that round to it: 4,980 lies in "5,000", 66.4 in "66 percent".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from factcheck.numbers.units import CURRENCY_SIGNS, load_units
from factcheck.records import Comparison, Record

QuantityKind = Literal[
    "count", "money", "measure", "percent", "age", "ordinal", "score", "magnitude"
]

_ROUND_FROM = 100
_ENDS = 2
_TWO_PLACES_FROM = 1000
_OTHER_UNIT_TOLERANCE = 0.025
_WIDEST_ROUNDING = 0.25
_WIDEST_COUNT, _WIDEST_OTHER = 20.0, 5.0
_SURE, _HEDGED, _VAGUE, _ORDERED = 0.95, 0.85, 0.7, 0.5
_PLURAL_UNITS = frozenset(["day", "week", "month", "year", "decade"])


class Quantity(Record):
    """How many, how much, what share: the numbers its words allow.

    `stated` holds the number as written, or both ends of a range; `low` and `high`
    are in the dimension's base unit. `grain` is the last place spelled, in the
    unit as written. `vague` is the name of a vague word ("dozens"), `counted` the
    concept counted; `is_part` marks a number that another in the same claim includes.
    """

    kind: QuantityKind
    stated: tuple[float, ...]
    low: float
    high: float
    grain: float = 1.0
    unit: str = ""
    dimension: str = ""
    hedge: str = ""
    slack: float = 0.0
    vague: str = ""
    counted: str = ""
    is_part: bool = False
    who: tuple[str, ...] = ()

    @property
    def is_hedged(self) -> bool:
        """Tell whether the words leave room: a hedge, a range or a vague word."""
        return bool(self.hedge or self.vague) or self.low != self.high


class Range(NamedTuple):
    """The numbers from `low` to `high`."""

    low: float
    high: float

    def meets(self, other: Range) -> bool:
        """Tell whether the two ranges share a number."""
        return self.low <= other.high and other.low <= self.high

    def holds(self, other: Range) -> bool:
        """Tell whether `other` lies in this range."""
        return self.low <= other.low and other.high <= self.high


def compare_quantities(left: Quantity, right: Quantity) -> Comparison:
    """Compare two quantities of one slot; the reason names both."""
    reason = f"{label_quantity(left)} against {label_quantity(right)}"
    if left.kind != right.kind or left.dimension != right.dimension:
        return Comparison(kind="unclear", reason=f"{reason}: not the same kind", score=0.0)
    if left.kind == "money" and left.unit != right.unit:
        return Comparison(kind="unclear", reason=f"{reason}: two currencies", score=0.0)
    if _name_others(left.who, right.who):
        return Comparison(kind="unclear", reason=f"{reason}: two persons", score=0.0)
    if left.kind in ("score", "ordinal"):
        return _compare_names(left, right, reason)
    if left.hedge == right.hedge == "at least" and not (left.vague or right.vague):
        return _compare_bounds(left, right, reason)
    if len(left.stated) == len(right.stated) == _ENDS:
        return _compare_spans(left, right, reason)
    return _compare_ranges(left, right, reason)


def _name_others(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two names have no word in common, a letter more or less aside."""
    pairs = [(one, other) for one in left for other in right]
    return bool(pairs) and all(OSA.distance(one, other) > 1 for one, other in pairs)


def _compare_names(left: Quantity, right: Quantity, reason: str) -> Comparison:
    """Compare what is no range: the numbers of a score, the rank of an ordinal.

    One match has many scores (half-time, final); two that share a number compete.
    """
    if sorted(left.stated) == sorted(right.stated):
        return Comparison(kind="agree", reason=_agreement(left, right), score=_SURE)
    if left.kind == "score" and not set(left.stated) & set(right.stated):
        return Comparison(kind="unclear", reason=f"{reason}: two scores", score=0.0)
    score = _ORDERED if left.kind == "ordinal" else _SURE
    return Comparison(kind="conflict", reason=reason, score=score)


def _compare_bounds(left: Quantity, right: Quantity, reason: str) -> Comparison:
    """Compare "at least" with "at least": each names what its outlet knows of.

    Logically 20 and 22 are both true when there are 22; in news the lower one is
    another count, and a reader who sees both asks which.
    """
    one, other = _known_range(left, right), _known_range(right, left)
    if one.meets(other):
        return Comparison(
            kind="agree",
            reason=_agreement(left, right),
            score=_SURE,
            refines=_is_refinement(left, right),
        )
    return Comparison(kind="conflict", reason=reason, score=_HEDGED)


def _known_range(quantity: Quantity, other: Quantity) -> Range:
    plain = quantity.model_copy(
        update={"hedge": "", "low": to_base(quantity.stated[0], quantity.unit)}
    )
    return spread_by_rounding(plain.model_copy(update={"high": plain.low}), other)


def _compare_ranges(left: Quantity, right: Quantity, reason: str) -> Comparison:
    one, other = spread_by_rounding(left, right), spread_by_rounding(right, left)
    score = _score(left, right)
    if one.meets(other):
        return Comparison(
            kind="agree",
            reason=_agreement(left, right),
            score=score,
            refines=_is_refinement(left, right),
        )
    if _is_within_slack(left, right):
        return Comparison(kind="unclear", reason=f"{reason}: too vague to tell", score=0.0)
    if _are_far_apart(left, right):
        return Comparison(kind="unclear", reason=f"{reason}: hardly one thing", score=0.0)
    return Comparison(kind="conflict", reason=reason, score=score)


def _is_refinement(left: Quantity, right: Quantity) -> bool:
    one, other = Range(left.low, left.high), Range(right.low, right.high)
    if one == other:
        return False
    if left.unit != right.unit:
        return one.holds(other) or other.holds(one)
    wide, spread = spread_by_rounding(left, right), spread_by_rounding(right, left)
    return wide.holds(other) or spread.holds(one)


def _agreement(left: Quantity, right: Quantity) -> str:
    one, other = label_quantity(left), label_quantity(right)
    return f"both {one}" if one == other else f"{one} and {other} can both be true"


def _score(left: Quantity, right: Quantity) -> float:
    if left.vague or right.vague:
        return _VAGUE
    return _HEDGED if left.is_hedged or right.is_hedged else _SURE


def _compare_spans(left: Quantity, right: Quantity, reason: str) -> Comparison:
    """Compare two ranges that are given as such ("1 to 3 inches"): both ends count."""
    ends = zip(_split_ends(left), _split_ends(right), strict=True)
    if all(spread_by_rounding(a, b).meets(spread_by_rounding(b, a)) for a, b in ends):
        return Comparison(kind="agree", reason=_agreement(left, right), score=_SURE)
    return Comparison(kind="conflict", reason=reason, score=_VAGUE)


def _split_ends(quantity: Quantity) -> list[Quantity]:
    bases = [to_base(number, quantity.unit) for number in quantity.stated]
    return [
        quantity.model_copy(update={"stated": (number,), "low": base, "high": base})
        for number, base in zip(quantity.stated, bases, strict=True)
    ]


def _is_within_slack(left: Quantity, right: Quantity) -> bool:
    low, high = (left, right) if left.high < right.low else (right, left)
    gap = low.high * (1 + low.slack) >= high.low * (1 - high.slack)
    return (low.slack > 0 or high.slack > 0) and gap


def _are_far_apart(left: Quantity, right: Quantity) -> bool:
    """Tell whether two numbers are too far apart to be two reports of one thing.

    The same digits with another scale ("$2.2 billion", "$2.2 trillion"; 10 and
    100) are the commonest error there is, and never too far.
    """
    low, high = (left, right) if left.high < right.low else (right, left)
    widest = _WIDEST_COUNT if left.kind == "count" else _WIDEST_OTHER
    if low.high <= 0 or high.low <= widest * low.high:
        return False
    return _spell_digits(left) != _spell_digits(right)


def _spell_digits(quantity: Quantity) -> str:
    return "".join(c for c in f"{quantity.stated[0]:.6f}" if c.isdigit()).strip("0")


def spread_by_rounding(quantity: Quantity, other: Quantity) -> Range:
    """Widen a range by what its rounding hides, when `other` is spelled finer or otherwise."""
    low, high = quantity.low, quantity.high
    half = _spelled_place(quantity) * _factor(quantity.unit) / 2
    if quantity.unit != other.unit:
        half = min(max(half, abs(high) * _OTHER_UNIT_TOLERANCE), abs(high) * _WIDEST_ROUNDING)
        return Range(low - half, high + half)
    is_plain = not (quantity.hedge or quantity.vague)
    if is_plain and _spelled_place(quantity) > _spelled_place(other):
        return Range(low - half, high + half)
    return Range(low, high)


def _spelled_place(quantity: Quantity) -> float:
    """The place to which a number may have been rounded, at most its second.

    Below 1000 only a whole hundred of things or money is taken for rounded.
    """
    number = abs(quantity.stated[-1])
    if quantity.grain < 1 or number < _TWO_PLACES_FROM:
        is_hundreds = number >= _ROUND_FROM and number % _ROUND_FROM == 0
        is_rounded = is_hundreds and quantity.kind in ("count", "money")
        return 10.0 if is_rounded else min(quantity.grain, 1.0)
    return min(quantity.grain, 10.0 ** (math.floor(math.log10(number)) - 1))


def _factor(unit: str) -> float:
    return load_units()[unit].factor if unit in load_units() else 1.0


def to_base(number: float, unit: str) -> float:
    """Turn a number of `unit` into the base unit of its dimension."""
    row = load_units().get(unit)
    return (number - row.offset) * row.factor if row else number


def label_quantity(quantity: Quantity) -> str:
    """Spell a quantity for people, the same for every spelling ("at least 43", "$25,100")."""
    numbers = [_spell_number(number) for number in quantity.stated]
    if quantity.kind == "score":
        return "-".join(numbers)
    if quantity.kind == "ordinal":
        return numbers[0] + _ordinal_ending(int(quantity.stated[0]))
    number = _with_unit(quantity.vague or " to ".join(numbers), quantity)
    spelled = f"{quantity.hedge} {number}" if quantity.hedge else number
    return f"aged {spelled}" if quantity.kind == "age" else spelled


def _with_unit(number: str, quantity: Quantity) -> str:
    unit = quantity.unit
    if unit in CURRENCY_SIGNS:
        sign = CURRENCY_SIGNS[unit]
        return sign + number.replace(" to ", f" to {sign}")
    if quantity.kind == "age" and unit == "year":
        return number
    if unit == "percent":
        return f"{number} %"
    if unit in _PLURAL_UNITS and number != "1":
        return f"{number} {unit}s"
    if quantity.kind == "money":
        return f"{number} {unit.upper()}"
    return f"{number} {unit}".strip() if unit else number


def _spell_number(number: float) -> str:
    for scale, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(number) >= scale and abs(number) % (scale / 1000) == 0:
            return f"{_spell_plain(number / scale)} {word}"
    return _spell_plain(number)


def _spell_plain(number: float) -> str:
    rounded = round(number, 6)
    return f"{int(rounded):,}" if rounded == int(rounded) else f"{rounded:,.6f}".rstrip("0")


def _ordinal_ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def describe_quantity(quantity: Quantity) -> str:
    """Spell a quantity as the range of numbers it allows, in its own unit."""
    low, high = (_from_base(number, quantity.unit) for number in (quantity.low, quantity.high))
    spelled = [_spell_plain(number) for number in (low, high)]
    range_ = spelled[0] if low == high else " .. ".join(spelled)
    return f"{range_} {quantity.unit or quantity.kind}"


def _from_base(number: float, unit: str) -> float:
    row = load_units().get(unit)
    return number / row.factor + row.offset if row else number
