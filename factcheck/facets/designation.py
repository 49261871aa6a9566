"""Designations: models, flights, laws, units, roads: letters, a number, a suffix.

    "Tu-22M3", "Tupolev-22M3", "TU-22 M3", "توبوليف-22 إم 3"   one designation
    "Boeing 777", "Boeing 777-200ER"                          the second refines the first
    "Tu-22M3", "Tu-23M3"                                      competing readings of one name
    "Tu-22M3", "Su-34"                                        two aircraft, no conflict

Two designations in one story are mostly two things, so values conflict only when
they are near: a digit or a letter apart, or two numbers of one series.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from factcheck.codes.codes import Code, find_codes
from factcheck.codes.makers import load_families, load_formations_by_family
from factcheck.codes.suffixes import SUFFIX_WORDS
from factcheck.facets import SlotKind
from factcheck.numbers.context import find_context
from factcheck.numbers.tokens import Token, cut_tokens
from factcheck.records import Claim, Comparison, FacetName, Mention, Record, Slot
from factcheck.text import fold

_SERIES_KINDS = frozenset(
    [
        "law",
        "flight",
        "unit",
        "degree",
        "session",
        "product",
        "mission",
        "road",
        "reference",
        "phase",
        "category",
    ]
)
_SWAP = 0.5
_SURE = 0.95
_FAR_SERIES = 0.3
_NEAR_EDITS = 1


class Designation(Record):
    """A designation in parts, lower case: family "tu", number "22", suffix "m3".

    `kind` is what it designates, by its form: "aircraft", "flight", "law",
    "unit", ..., "other" where the form does not tell.
    """

    family: str
    number: str
    suffix: str = ""
    kind: str = "other"

    @property
    def code(self) -> str:
        """All parts in one: "tu22m3"."""
        return f"{self.family}{self.number}{self.suffix}"


class DesignationFacet:
    """Finds the designations of a claim and compares two of one kind."""

    name: FacetName = "designation"
    slot_kind: SlotKind = "list"
    value_type: type[Record] = Designation

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the designations of `claim.text`."""
        tokens = cut_tokens(claim.text)
        codes = find_codes(tokens)
        own = {index for code in codes for index in range(code.start, code.end)}
        return tuple(_make_mention(claim, tokens, code, own) for code in codes)

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two designations of one kind: one thing, near misses, or two things."""
        if left.slot.key != right.slot.key:
            reason = f"{self.label(left)} against {self.label(right)}: not the same kind"
            return Comparison(kind="unclear", reason=reason, score=0.0)
        return compare_designations(left.value, right.value)

    def describe(self, mention: Mention) -> str:
        """Spell the designation and what it designates."""
        return f"{self.label(mention)} ({mention.value.kind})"

    def label(self, mention: Mention) -> str:
        """Spell the designation one way whatever its spelling ("Tu-22M3")."""
        return label_designation(mention.value)


def _make_mention(claim: Claim, tokens: Sequence[Token], code: Code, own: set[int]) -> Mention:
    span = fold(claim.text).span(tokens[code.start].start, tokens[code.end - 1].end)
    words = tuple(sorted(set(find_context(tokens, code.start, code.end, own))))
    return Mention(
        facet="designation",
        start=claim.start + span.start,
        end=claim.start + span.end,
        text=claim.text[span.start : span.end],
        value=Designation(
            family=code.family, number=code.number, suffix=code.suffix, kind=code.kind
        ),
        slot=Slot(key=code.kind, words=words, topic=_name_topic(code.kind)),
    )


def _name_topic(kind: str) -> str:
    return "designation" if kind == "other" else f"which {kind}"


def compare_designations(left: Designation, right: Designation) -> Comparison:
    """Compare two designations of one kind; the score of a conflict is their nearness."""
    one, other = label_designation(left), label_designation(right)
    if left.code == right.code:
        return Comparison(kind="agree", reason=f"both {one}", score=1.0)
    if _refines(left, right) or _refines(right, left):
        reason = f"{one} and {other} can be one"
        return Comparison(kind="agree", reason=reason, score=_SURE, refines=True)
    nearness = measure_nearness(left, right)
    reason = f"{one} against {other}"
    if _is_near_miss(left, right):
        return Comparison(kind="conflict", reason=reason, score=round(_SURE * nearness, 3))
    if left.family == right.family and left.kind in _SERIES_KINDS:
        score = round(_FAR_SERIES * (1 + nearness), 3)
        return Comparison(kind="conflict", reason=reason, score=score)
    return Comparison(
        kind="unclear", reason=f"{reason}: may be two things", score=round(nearness, 3)
    )


def _refines(general: Designation, special: Designation) -> bool:
    """Tell whether `special` says all that `general` says, and more."""
    if general.number != special.number:
        return False
    if general.family == special.family:
        return not general.suffix or special.suffix.startswith(general.suffix)
    return general.kind == "flight" and not general.family


def measure_nearness(left: Designation, right: Designation) -> float:
    """How near two designations are spelled, 0..1; swapped digits count half a digit."""
    edits = float(OSA.distance(left.code, right.code))
    if sorted(left.code) == sorted(right.code):
        edits = min(edits, 2) * _SWAP
    return max(0.0, 1 - edits / max(len(left.code), len(right.code)))


def _is_near_miss(left: Designation, right: Designation) -> bool:
    if left.family == right.family and left.suffix == right.suffix:
        return _are_digits_near(left.number, right.number)
    if left.number == right.number and left.suffix == right.suffix:
        is_long = min(len(left.family), len(right.family)) > 1
        return is_long and OSA.distance(left.family, right.family) == _NEAR_EDITS
    is_one_code = left.family == right.family and left.number == right.number
    return is_one_code and OSA.distance(left.suffix, right.suffix) == _NEAR_EDITS


def _are_digits_near(left: str, right: str) -> bool:
    """Tell whether two numbers differ in one digit, or only in the order of digits."""
    return OSA.distance(left, right) == _NEAR_EDITS or sorted(left) == sorted(right)


def label_designation(value: Designation) -> str:
    """Spell a designation: "Tu-22M3", "MH370", "Resolution 2254", "5th Fleet"."""
    formation = load_formations_by_family().get(value.family)
    if formation:
        return f"{_spell_rank(int(value.number))} {formation}"
    if value.kind == "flight" and not value.family:
        return f"Flight {value.number}"
    maker = load_families().get(value.family) if value.kind != "flight" else None
    family = f"{maker.label}{maker.separator}" if maker else value.family.upper()
    return f"{family}{value.number}{_spell_suffix(value.suffix)}"


def _spell_suffix(suffix: str) -> str:
    if suffix[:1].isdigit():
        return f"-{suffix.upper()}"
    word = suffix.rstrip("0123456789")
    if word == "max":
        return f" MAX {suffix[3:]}".rstrip()
    return f" {suffix.title()}" if word in SUFFIX_WORDS and len(word) > 2 else suffix.upper()


def _spell_rank(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 <= number % 100 <= 20 else ending}"
