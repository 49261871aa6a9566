"""Designations of English sentences: another model, flight, law or number of a thing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Edit
from factcheck.training.edits.english_spots import can_loosen, put

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_NAMED = (
    "Boeing|Airbus|Flight|flight|Resolution|resolution|Article|article|Section|section|Chapter"
    "|chapter|Apollo|Windows|iPhone|iPad|Galaxy|Route|Highway|Interstate|Channel|Formula|Title"
    "|Phase|phase|Type|type|Class|Grade|grade|Stage|stage|Level|level|Category|category|Episode"
    "|episode|Version|version|Bill|Law|Proposition|Protocol|Amendment|Unit|Line|Platform|Gate"
    "|Room|room|PlayStation|Model|Mark|Group|Table|Figure|No\\.|number|Number|Sputnik|Soyuz"
    "|Vega"
    "|Area|District|district|Ward|Zone|Exit|Falcon|Volume|volume|Symphony No\\.|Division"
    "|Euro|Tier"
    "|Block|Dreamliner|Xbox|Mission|Expedition|Season|season|Series|Round|round|Page|page"
)
_CODE = re.compile(
    r"(?<![\w.#@/$£€-])(?P<letters>[A-Z][A-Za-z]{0,5}|[A-Za-z]{1,3}[A-Z])(?P<joint>[- ]?)"
    r"(?P<number>\d{1,4})(?P<suffix>[A-Z]{0,3}\d?)(?![\w%:/$]|[.,]\d|-\d)"
)
_NAMED_NUMBER = re.compile(
    rf"(?<![\w-])(?P<name>{_NAMED}) (?P<number>\d{{1,5}})(?P<suffix>[A-Z]?)(?![\w:/%–-]"
    rf"|[.,]\d| [a-z]+s\b)"
)
_ROMAN_NUMBER = re.compile(
    r"(?<=[a-z] )(?P<number>II|III|IV|VI|VII|VIII|IX|XI|XII)(?=[ ,.;'’]|$)"
)
_JOINED_NAMES = (
    "covid|sars|hcov|cov|il|tu|mig|su|an|ka|mi|yak|type|dsm|co|pm|hiv|htlv|sar|mers|ace|cd"
    "|omega"
    "|apoe|nl|gen"
)
_SPACED = re.compile(r"[a-z]")
_NOT_LETTERS = frozenset(
    "The In On At By A An And Or From To Of For With But As It Is He She We They All About Over"
    " Only Than Some Nearly Almost Just After Since Until Around May June July March April"
    " Jan Feb"
    " Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec US UK EU UN Age Aged Day Year Week This That"
    " These"
    " Those I BC AD CE Top Lake Under Those Then When Both Last Next Early Mid Late Between"
    " Today"
    " Up Us PM AM EST GMT UTC ET".split()
)


def edit_designation(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the sentence's designations."""
    for spot in find_codes_in(sentence):
        number = spot["number"]
        other = _other_roman(number, rng) if number.isalpha() else _other_number(number, rng)
        changed = put(sentence, *spot.span("number"), other)
        is_disease = spot.group().lower().startswith(("covid", "sars"))
        if other and other not in sentence and not (is_disease and rng.random() < 0.7):
            yield Edit(changed, "designation", "changed")
        if "letters" not in spot.groupdict():
            yield from _respell_named(sentence, spot)
            continue
        if spot["suffix"][:1].isalpha() and rng.random() < 0.3:
            suffix = rng.choice([c for c in "ABCDEM" if c != spot["suffix"][0]])
            form = suffix + spot["suffix"][1:]
            yield Edit(put(sentence, *spot.span("suffix"), form), "designation", "changed")
        for form in _respell(spot):
            yield Edit(put(sentence, *spot.span(), form), "designation", "same")
        if spot["suffix"] and spot["joint"] == "-" and can_loosen(sentence):
            form = spot["letters"] + spot["joint"] + number
            yield Edit(put(sentence, *spot.span(), form), "designation", "looser")


def find_codes_in(sentence: str) -> Iterator[re.Match[str]]:
    """Find the designations: letters with a number, a named thing's number, "World War II"."""
    for spot in _CODE.finditer(sentence):
        is_plain = spot["letters"].isupper() or spot["joint"] == "-"
        if spot["letters"] not in _NOT_LETTERS and is_plain and spot["joint"] != " ":
            yield spot
    yield from _NAMED_NUMBER.finditer(sentence)
    yield from _ROMAN_NUMBER.finditer(sentence)


def _other_number(number: str, rng: random.Random) -> str:
    """Change one digit, or turn two; the length stays."""
    if len(number) >= 3 and rng.random() < 0.4:
        at = rng.randrange(len(number) - 1)
        turned = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        if turned != number and turned[0] != "0":
            return turned
    at = rng.randrange(len(number))
    digits = "123456789" if at == 0 else "0123456789"
    return number[:at] + rng.choice([d for d in digits if d != number[at]]) + number[at + 1 :]


def _other_roman(number: str, rng: random.Random) -> str:
    at = _ROMAN.index(number)
    return rng.choice([_ROMAN[n] for n in (at - 1, at + 1, at + 2) if 0 <= n < 12])


def _respell(spot: re.Match[str]) -> Iterator[str]:
    letters, joint, number, suffix = spot.group("letters", "joint", "number", "suffix")
    if letters.lower() in ("covid", "sars"):
        yield (
            {"C": letters.upper(), "S": letters.upper()}.get(letters[0], letters)
            + joint
            + number
            + suffix
        )
        yield letters.capitalize() + joint + number + suffix
        return
    if joint == "-" and len(letters) <= 3:
        if letters != "G":
            yield f"{letters} {number}{suffix}"
        yield f"{letters}{number}{suffix}"
        yield f"{letters.upper()}-{number}{suffix}"
        if suffix:
            yield f"{letters}-{number} {suffix}"
    elif not joint and len(letters) <= 2 and len(number) >= 2 and letters.isupper():
        yield f"{letters}-{number}{suffix}"


def _respell_named(sentence: str, spot: re.Match[str]) -> Iterator[Edit]:
    """Name a numbered thing otherwise: "Flight 370", "Flight No. 370"."""
    if spot["number"].isalpha():
        roman = _ROMAN.index(spot["number"]) + 1
        if re.search(r"\b(?:World War|War|Phase|Type|Part) $", sentence[: spot.start()]):
            yield Edit(put(sentence, *spot.span(), str(roman)), "designation", "same")
        return
    name, number = spot["name"], spot["number"] + spot["suffix"]
    if name.lower() in ("flight", "resolution", "law", "bill", "platform", "gate", "room"):
        yield Edit(put(sentence, *spot.span(), f"{name} No. {number}"), "designation", "same")
        yield Edit(
            put(sentence, *spot.span(), f"{name} number {number}"), "designation", "same"
        )
    if name.lower() in ("phase", "type", "stage") and 1 <= int(spot["number"]) <= 12:
        numeral = _ROMAN[int(spot["number"]) - 1] + spot["suffix"]
        yield Edit(put(sentence, *spot.span(), f"{name} {numeral}"), "designation", "same")
    if name in ("No.", "number") and sentence[: spot.start()].endswith(" "):
        other = "number" if name == "No." else "No."
        yield Edit(put(sentence, *spot.span(), f"{other} {number}"), "designation", "same")
