"""Roles: pairs in both languages that differ only in who does something to whom.

Word order carries roles, and a model that looks at words takes "Mali accused Chad" for
"Chad accused Mali". News rarely holds such sentences ready to be turned round, so they are
made: active and passive, and help given or received beside another deed.

    "Mali accused Chad."   "Chad was accused by Mali."   entailment
    "Mali accused Chad."   "Chad accused Mali."          contradiction
    "اتهمت مالي تشاد."     "Mali was accused by Chad."   contradiction
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

from factcheck.training.contrast import CONTRADICTION, ENTAILMENT, Row

Teller = Callable[[bool], str]


class _Actor(NamedTuple):
    """Somebody who acts; `is_feminine` decides the form of the Arabic verb."""

    en: str
    ar: str
    is_feminine: bool


class _Deed(NamedTuple):
    """A verb with its passive participle, and the Arabic past in both genders."""

    past: str
    participle: str
    masculine: str
    feminine: str


class _Favour(NamedTuple):
    """A noun of help received, and a verb of help given, in both languages."""

    from_en: str
    to_en: str
    from_ar: str
    to_ar: str


_ACTORS = tuple(
    _Actor(*row)
    for row in (
        ("Mali", "مالي", True),
        ("Chad", "تشاد", True),
        ("Russia", "روسيا", True),
        ("Iran", "إيران", True),
        ("Turkey", "تركيا", True),
        ("France", "فرنسا", True),
        ("Kenya", "كينيا", True),
        ("Egypt", "مصر", True),
        ("Qatar", "قطر", True),
        ("the government", "الحكومة", True),
        ("the opposition", "المعارضة", True),
        ("the police", "الشرطة", True),
        ("the company", "الشركة", True),
        ("the city council", "البلدية", True),
        ("the army", "الجيش", False),
        ("the Syrian army", "الجيش السوري", False),
        ("the parliament", "البرلمان", False),
        ("Iraq", "العراق", False),
        ("Lebanon", "لبنان", False),
        ("Sudan", "السودان", False),
        ("the party", "الحزب", False),
        ("the union", "الاتحاد", False),
        ("the Red Crescent", "الهلال الأحمر", False),
        ("the minister", "الوزير", False),
        ("the president", "الرئيس", False),
        ("the resistance forces", "قوات المقاومة", True),
        ("the rebels", "المتمردون", False),
        ("Omar Said", "عمر سعيد", False),
        ("Lina Haddad", "لينا حداد", True),
        ("Sami Nasser", "سامي ناصر", False),
        ("Maria Lopez", "ماريا لوبيز", True),
    )
)
_DEEDS = tuple(
    _Deed(*row.split("|"))
    for row in (
        "helped|helped|ساعد|ساعدت",
        "accused|accused|اتهم|اتهمت",
        "attacked|attacked|هاجم|هاجمت",
        "defeated|defeated|هزم|هزمت",
        "criticised|criticised|انتقد|انتقدت",
        "warned|warned|حذر|حذرت",
        "supported|supported|دعم|دعمت",
        "thanked|thanked|شكر|شكرت",
        "invited|invited|دعا|دعت",
        "sued|sued|قاضى|قاضت",
        "funded|funded|مول|مولت",
        "trained|trained|درب|دربت",
        "armed|armed|سلح|سلحت",
        "protected|protected|حمى|حمت",
        "replaced|replaced|خلف|خلفت",
        "followed|followed|تبع|تبعت",
        "beat|beaten|غلب|غلبت",
    )
)
_FAVOURS = tuple(
    _Favour(*row.split("|"))
    for row in (
        "with the help of|to help|بمساعدة من|لمساعدة",
        "with help from|that helps|بمساعدة من جانب|يقوم بمساعدة",
        "with the support of|to support|بدعم من|لدعم",
        "with funding from|to fund|بتمويل من|لتمويل",
        "under the protection of|to protect|تحت حماية|لحماية",
        "with training from|to train|بتدريب من|لتدريب",
        "with advice from|to advise|بمشورة من|لتقديم المشورة إلى",
    )
)
_BUILT = tuple(
    row.split("|")
    for row in (
        "set up|أنشأ|أنشأت",
        "opened|افتتح|افتتحت",
        "built|بنى|بنت",
        "ran|أدار|أدارت",
    )
)
_THINGS = tuple(
    row.split("|")
    for row in (
        "a headquarters|مقرا",
        "a base|مركزا عسكريا",
        "a hospital|مستشفى",
        "a centre|مركزا",
        "a camp|مخيما",
        "an office|مكتبا",
        "a school|معهدا",
    )
)


def role_rows(count: int, rng: random.Random) -> Iterator[Row]:
    """Make `count` pairs in any mix of the two languages, half of them with roles swapped."""
    for number in range(count):
        one, other = rng.sample(_ACTORS, 2)
        make = _tell_favour if rng.random() < 0.4 else _tell_deed
        tell, is_swapped = make(one, other, rng), number % 2 == 0
        label = CONTRADICTION if is_swapped else ENTAILMENT
        premise = hypothesis = tell(False)
        while hypothesis == premise:
            hypothesis = tell(is_swapped)
        yield Row(_sentence(premise), _sentence(hypothesis), label, "roles")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _tell_deed(one: _Actor, other: _Actor, rng: random.Random) -> Teller:
    """Return a teller of one deed between two; it picks language and voice anew each time."""
    deed = rng.choice(_DEEDS)

    def tell(is_swapped: bool) -> str:
        agent, patient = (other, one) if is_swapped else (one, other)
        verb = deed.feminine if agent.is_feminine else deed.masculine
        be = "were" if patient.en.endswith(("forces", "rebels")) else "was"
        return rng.choice(
            (
                f"{agent.en} {deed.past} {patient.en}",
                f"{patient.en} {be} {deed.participle} by {agent.en}",
                f"{verb} {agent.ar} {patient.ar}",
                f"{agent.ar} {verb} {patient.ar}",
            )
        )

    return tell


def _tell_favour(one: _Actor, other: _Actor, rng: random.Random) -> Teller:
    """Return a teller of a deed of `one` that `other` helps, or that helps `other`."""
    favour, built, thing = rng.choice(_FAVOURS), rng.choice(_BUILT), rng.choice(_THINGS)
    is_received = rng.random() < 0.5

    def tell(is_swapped: bool) -> str:
        received = is_received != is_swapped
        arabic_verb = built[2] if one.is_feminine else built[1]
        return rng.choice(
            (
                f"{one.en} {built[0]} {thing[0]} "
                f"{favour.from_en if received else favour.to_en} {other.en}",
                f"{arabic_verb} {one.ar} {thing[1]} "
                f"{favour.from_ar if received else favour.to_ar} {other.ar}",
            )
        )

    return tell
