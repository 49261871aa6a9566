"""Quantities of English sentences, changed, respelt and loosened.

"12 men"            "15 men"               changed
"at least 12 men"   "fewer than six men"   changed: the number leaves with its hedge
"12 men"            "twelve men"           same
"12 men"            "at least 10 men"      looser
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from factcheck.training.edits import Change, Edit
from factcheck.training.edits.english_spots import can_loosen, put

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORD_BY_NUMBER = dict(enumerate(_UNITS)) | dict(zip(range(20, 100, 10), _TENS, strict=True))
_COMPOUND = {
    f"{tens}-{unit}": 10 * (2 + n) + m
    for n, tens in enumerate(_TENS)
    for m, unit in enumerate(_UNITS[1:10], 1)
}
_NUMBER_BY_WORD = {w: n for n, w in WORD_BY_NUMBER.items() if n >= 2} | _COMPOUND
WORD_BY_NUMBER |= {n: w for w, n in _COMPOUND.items()}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_LEAST = "at least|no fewer than|not less than|more than|over|upwards of"
_MOST = "at most|no more than|fewer than|less than|under|up to"
_NEAR = "about|around|nearly|almost|roughly|approximately|some|close to"
_WORDS = "|".join(sorted(_NUMBER_BY_WORD, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?:(?<![\w-])(?P<hedge>{_LEAST}|{_MOST}|{_NEAR}) )?"
    r"(?<![\w.,:/#°'’–$£€-])(?P<money>US\$|[$£€])?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}(?:\.\d{{1,2}})?|(?:{_WORDS})\b)"
    r"(?:(?P<gap> )(?P<scale>hundred|thousand|million|billion)\b)?"
    r"(?P<share>(?: percent| per cent| ?%)(?!\w))?"
    r"(?![\w:/°-]|[.,]\d|–|'s|’s|(?<=\d)[.]\w)",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_NO_QUANTITY_BEHIND = re.compile(
    rf"(?:{_MONTH}\.?|\b(?-i:[A-Z])\w*|\b(?:no\.?|number|numbers|page|pages|chapter|verse"
    rf"|type|phase"
    r"|stage|level|grade|route|article|section|resolution|version|at|from|between|than|or"
    r"|and|to"
    r"|since|by|of|aged?|until|circa|c\.|figure|table|step|room|channel|the|these|those|one"
    r"|game"
    r"|way|around|about|half|past|quarter|all|other|last|only|least|most|nearly|almost|over"
    r"|under"
    r"|roughly|some|approximately|exactly|just|dozen|twenty|thirty|hundred|thousand|x|×|=|<"
    r"|>|\+"
    r"|factor|category|class|track|day|ID|to|and|early|late|mid|as|her|his|their|season|top))"
    r"\s*$|[-–—/(+=<>~≥≤;]\s*$",
    re.IGNORECASE | re.UNICODE,
)
_SMALL_LINK = re.compile(
    r"\b(?:at|of|by|to|and|or|the|these|those|all|other|only|just|as|her|his|their|last"
    r"|exactly)\s*$"
)
_DEFINITE_BEHIND = re.compile(
    r"\b(?:the|these|those|his|her|its|their|our|my|all|only|other|just|as|first|last|next"
    r"|past|an?"
    r"|another|every|exactly|to|by|of|within|some|any) $"
)
_NO_QUANTITY_AHEAD = re.compile(
    rf"^(?: ?(?:a\.?m|p\.?m)\b| o['’]clock| (?:of )?{_MONTH}| (?:or|to|and|out of|of|in|per"
    rf"|times|by"
    r"|st|nd|rd|th|a|x|×|percentage|point|hundred|thousand|dozen|half|halves|thirds?|quarters?"
    r"|fifths?|degrees?|more|less|fewer|additional|other|others|another|AD|BC|CE|BCE|and a half"
    r"|minus|plus|is|was|are|were)\b| ?[°×x+=/–-]| ?\d| and a| \()",
    re.IGNORECASE,
)
_COUNT_AHEAD = re.compile(
    r"^ (?!percent|per|times|years? old|days?|weeks?|months?|hours?|minutes?|years?|miles?"
    r"|metres?"
    r"|meters?|kilo\w+|km|feet|points?|inches|seconds?|degrees|dollars|euros|pounds|is|was|has"
    r"|goals?|runs?|yards?|seasons?)(?:[a-z]+ )?(?:[a-z]+[^\Ws]s|people|men|women|children)\b"
)


class Quantity(NamedTuple):
    """A number that stands free in a sentence."""

    spot: re.Match[str]
    value: float

    @property
    def hedge(self) -> str:
        return (self.spot["hedge"] or "").lower()

    @property
    def start(self) -> int:
        """Where the number itself starts, its hedge left out."""
        return self.spot.start("money") if self.spot["money"] else self.spot.start("number")

    @property
    def is_definite(self) -> bool:
        """Tell whether a word before the number leaves no room for a hedge: "the 50 states"."""
        return _DEFINITE_BEHIND.search(self.spot.string[: self.spot.start()][-12:]) is not None

    @property
    def is_age(self) -> bool:
        """Tell whether it is the age in "Haddad, 53, said"."""
        string = self.spot.string
        is_set_off = string[: self.spot.start()].endswith(", ") and self.value < 100
        return is_set_off and string[self.spot.end() : self.spot.end() + 1] in (",", ".")

    @property
    def is_word(self) -> bool:
        return self.spot["number"][0].isalpha()

    @property
    def is_counted(self) -> bool:
        """Tell whether the number counts things: "12 men", not "12 percent"."""
        after = self.spot.string[self.spot.end() :]
        plain = not (self.spot["money"] or self.spot["share"])
        return plain and self.value > 2 and _COUNT_AHEAD.match(after) is not None

    def shown(self, value: float) -> str:
        """Write another value in this quantity's manner, without its hedge."""
        tail = self.spot["gap"] + self.spot["scale"] if self.spot["scale"] else ""
        return (
            (self.spot["money"] or "") + self._digits(value) + tail + (self.spot["share"] or "")
        )

    def _digits(self, value: float) -> str:
        form = self.spot["number"]
        whole = round(value)
        if self.is_word:
            return WORD_BY_NUMBER.get(whole) or str(whole)
        if "." in form:
            return f"{value:.{len(form.split('.')[1])}f}"
        return f"{whole:,}" if "," in form or whole > 9999 else str(whole)


def edit_quantity(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of one quantity of the sentence."""
    found = list(find_quantities(sentence))
    if not found:
        return
    one = rng.choice(found)
    spot = one.spot
    start = spot.start() if one.hedge else one.start
    yield _edit(put(sentence, start, spot.end(), _change(one, rng)), "changed")
    for form in _respell(one):
        yield _edit(put(sentence, one.start, spot.end(), form), "same")
    for hedge in _same_hedges(one.hedge):
        yield _edit(put(sentence, start, spot.end(), f"{hedge} {one.shown(one.value)}"), "same")
    is_free = not (one.is_definite or one.is_age)
    if is_free and can_loosen(sentence.replace(spot.group(), "")):
        for form in _loosen(one, rng):
            yield _edit(put(sentence, start, spot.end(), form), "looser")


def find_quantities(sentence: str) -> Iterator[Quantity]:
    """Find the numbers that count or measure: no dates, ages, ranges, names or ratios."""
    for spot in _QUANTITY.finditer(sentence):
        before, after = sentence[: spot.start()], sentence[spot.end() :]
        one = Quantity(spot, _value(spot["number"]))
        is_marked = bool(spot["money"] or spot["share"] or spot["scale"])
        if _NO_QUANTITY_BEHIND.search(before[-20:]) and not (
            _SMALL_LINK.search(before[-10:])
            and (one.is_counted or is_marked)
            and not re.search(r"(?:\d|\bbetween\b|\bfrom\b).*(?:to|and|or)\s*$", before[-24:])
        ):
            continue
        if _NO_QUANTITY_AHEAD.match(after) or one.value < 2:
            continue
        is_year = re.fullmatch(r"1\d{3}|20\d\d", spot["number"]) and not is_marked
        opens = spot.start() == 0 and not (one.is_word or one.hedge)
        is_plain = re.match(r" [a-z]|[.,;]", after) and not (is_year or opens)
        if is_marked or is_plain:
            yield one


def _value(form: str) -> float:
    return _NUMBER_BY_WORD.get(form.lower()) or float(form.replace(",", ""))


def _change(one: Quantity, rng: random.Random) -> str:
    """Another quantity that cannot hold beside this one."""
    if one.hedge in _LEAST.split("|"):
        hedge = rng.choice(("fewer than", "no more than"))
        hedge = (
            hedge.replace("fewer", "less") if one.spot["money"] or one.spot["share"] else hedge
        )
        return f"{hedge} {one.shown(_lower(one, rng))}"
    if one.hedge in _MOST.split("|"):
        return f"{rng.choice(('at least', 'more than'))} {one.shown(_higher(one, rng))}"
    if one.hedge:
        return _hedge_away(one, rng)
    if one.is_counted and not one.is_definite and rng.random() < 0.25:
        return _hedge_away(one, rng)
    return one.shown(_other(one, rng))


def _hedge_away(one: Quantity, rng: random.Random) -> str:
    """A hedged quantity on the far side of this one: "12" gives "more than 20"."""
    if rng.random() < 0.5 and one.value >= 6:
        hedge = "less than" if one.spot["money"] or one.spot["share"] else "fewer than"
        return f"{hedge} {one.shown(_lower(one, rng))}"
    return f"{rng.choice(('more than', 'at least', 'over'))} {one.shown(_higher(one, rng))}"


def _other(one: Quantity, rng: random.Random) -> float:
    if rng.random() < 0.5 and one.value >= 4 and not one.is_age:
        return _lower(one, rng)
    return _higher(one, rng)


def _lower(one: Quantity, rng: random.Random) -> float:
    return max(2, _rounded(one, one.value * rng.uniform(0.2, 0.75), down=True))


def _higher(one: Quantity, rng: random.Random) -> float:
    """A higher value; a share stays below 100."""
    top = one.value * rng.uniform(1.3, 2.8)
    if one.is_age:
        return rng.choice([n for n in range(19, 88) if abs(n - one.value) > 3])
    if one.spot["share"] and one.value < 95:
        top = min(top, (one.value + 99) / 2)
    return _rounded(one, top, down=False)


def _rounded(one: Quantity, value: float, *, down: bool) -> float:
    """Round as the quantity is round: 5,000 to 8,000, not to 7,913; never to itself."""
    if "." in one.spot["number"]:
        places = len(one.spot["number"].split(".")[1])
        return round(value, places)
    digits = str(round(one.value))
    unit: int = 10 ** min(
        len(digits) - len(digits.rstrip("0")), len(str(max(1, int(value)))) - 1
    )
    if one.is_word and one.value > 20 and one.value % 10 == 0:
        unit = 10
    rounded = int(round(value / unit) * unit)
    if rounded == round(one.value):
        rounded += -unit if down else unit
    return rounded


def _respell(one: Quantity) -> Iterator[str]:
    """The quantity written otherwise."""
    spot, whole = one.spot, round(one.value)
    number, scale, share = spot["number"], spot["scale"], spot["share"] or ""
    money, tail = spot["money"] or "", f" {scale}" if scale else ""
    if not money and "." not in number:
        if one.is_word:
            yield f"{whole}{tail}{share}"
        elif whole in WORD_BY_NUMBER and (whole <= 20 or whole % 10 == 0) and "%" not in share:
            yield f"{WORD_BY_NUMBER[whole]}{tail}{share}"
    if share.strip() and not one.is_word:
        forms = ("%", " percent", " per cent")
        yield from (number + tail + form for form in forms if form != share)
    if "," in number and not scale:
        yield money + number.replace(",", "") + share
    elif whole > 999 and "." not in number and not one.is_word and not scale:
        yield f"{money}{whole:,}{share}"
    if scale:
        yield f"{money}{round(one.value * _SCALES[scale.lower()]):,}{share}"
    elif whole >= 10**6 and whole % 10**5 == 0:
        yield f"{money}{whole / 10**6:g} million{share}"
    elif 2000 <= whole < 10**6 and whole % 1000 == 0 and not share:
        yield f"{money}{whole // 1000} thousand"
    yield from _respell_money(one, tail)


def _respell_money(one: Quantity, tail: str) -> Iterator[str]:
    """Money in words; "a $5 million deal" keeps its sign, for it stands before a noun."""
    names = {"$": "dollars", "US$": "US dollars", "£": "pounds", "€": "euros"}
    money = one.spot["money"]
    before, after = one.spot.string[: one.start], one.spot.string[one.spot.end() :]
    is_last = re.match(r"[.,;]|$| (?:in|for|from|to|on|at|by|and)\b", after)
    if money and is_last and not re.search(r"\b(?:an?|the|his|her|its|their) $", before):
        yield f"{one.spot['number']}{tail} {names[money]}"


def _same_hedges(hedge: str) -> Iterator[str]:
    groups = (
        ("at least", "no fewer than"),
        ("more than", "over"),
        ("about", "around", "roughly", "approximately"),
        ("nearly", "almost"),
        ("fewer than", "under"),
        ("less than", "under"),
    )
    for group in groups:
        if hedge in group:
            yield from (other for other in group if other != hedge)


def _loosen(one: Quantity, rng: random.Random) -> Iterator[str]:
    """Ways to say less; none for an upper bound.

    "Up to 8" is true of 4, yet news means that 8 was reached: "up to 12" would be no
    looser to a reader, but another number.
    """
    if one.hedge in ("at least", "more than", "over", "no fewer than"):
        yield f"{rng.choice(('at least', 'more than'))} {one.shown(_below(one))}"
        if one.is_counted:
            yield rng.choice(("several", "a number of"))
        return
    if one.hedge in _MOST.split("|"):
        return
    if not one.hedge and one.value >= 10:
        near = rng.choice(("about", "around", "approximately", "roughly"))
        yield f"{near} {one.shown(one.value)}"
    if not one.hedge:
        yield f"at least {one.shown(one.value)}"
        yield f"more than {one.shown(_below(one))}"
        yield f"at least {one.shown(_below(one))}"
    if not (one.hedge or one.spot["share"]):
        above = one.shown(_rounded(one, one.value * 1.4, down=False))
        yield f"{'less' if one.spot['money'] or one.spot['share'] else 'fewer'} than {above}"
    if one.is_counted:
        yield rng.choice(("some", "several", "a number of"))
        if one.value >= 24 and not one.spot["scale"]:
            yield (
                "dozens of"
                if one.value < 200
                else "hundreds of"
                if one.value < 2000
                else "many"
            )


def _below(one: Quantity) -> float:
    """A value a little below."""
    return max(1, _rounded(one, one.value * 0.85, down=True))


def _edit(text: str, change: Change) -> Edit:
    return Edit(text, "quantity", change)
