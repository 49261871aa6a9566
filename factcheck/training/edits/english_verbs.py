"""Verbs: the forms of the English verbs that the rules may turn.

Only verbs of the table are turned: an unknown word that ends in -ed may be no verb.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from factcheck.lexicons import load_lexicon

_REGULAR = """
abandon accept accompany accuse achieve acquire admit adopt advise agree allow announce
apologise appear apply appoint approve arrange arrest arrive ask assist attack attempt
attend award ban blame block bomb call cancel carry cause celebrate change charge chase
claim collapse collect complete condemn conduct confirm consider continue contribute convict
cover crash create criticise criticize damage declare decline defeat defend delay deliver
demand demolish deny deploy describe destroy develop die disappear discover discuss dismiss
display divide drop earn elect employ encourage end enter escape establish examine exceed
expand expel explain explode export express extend fail favour file finish fire follow force
form gain grant greet guarantee hand help hire import impose improve include increase injure
inspect install introduce invade investigate invite issue join jump kick kidnap kill kiss
land last launch lead lift like list live locate look love maintain marry mention move
murder name need notice obtain occur offer open operate oppose order organise organize own
paint participate pass perform permit persuade phone plan play praise predict present
prevent produce promise promote propose protect prove provide publish punish purchase push
question raise reach receive recommend record recover reduce refer refuse reject release
remain remember remove rename repair repeat replace report represent require rescue resign
resolve respond restore resume retire return reveal reward rule save search seem serve
settle share sign smile sponsor start state stay stop strengthen study submit succeed sue
suffer suggest supply support surprise surrender survive suspend talk target threaten
torture train transfer travel treat trust try turn unveil urge use vaccinate veto visit vote
wait walk want warn watch weaken welcome win work wound worsen close dislike hate exclude
decrease rise lower retreat capture hide acquit confiscate disband rebuild rename evacuate
renew ratify scrap demand halt host arm inform instruct thank hug interview assassinate
ambush bribe overtake outrank tutor mentor betray mock insult adore admire respect obey
interrupt photograph reassure rob summon""".split()
_DOUBLING = frozenset(
    "admit ban commit drop equip expel occur permit plan prefer refer rob scrap stop submit"
    " transfer hug".split()
)


class Verb(NamedTuple):
    """The forms of one verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


@cache
def load_verbs() -> dict[str, Verb]:
    """The verbs by base form."""
    return {base: inflect(base) for base in [*_REGULAR, *_load_irregular()] if base != "be"}


@cache
def verbs_by(form: str) -> dict[str, Verb]:
    """The verbs by one of their forms, named as the field of `Verb`."""
    return {getattr(verb, form): verb for verb in load_verbs().values()}


def inflect(base: str) -> Verb:
    """Inflect a verb, regularly unless the lexicon knows better."""
    stem = base + base[-1] if base in _DOUBLING or base in _IRREGULAR_DOUBLING else base
    stem = stem[:-1] if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")) else stem
    gerund = base[:-2] + "ying" if base.endswith("ie") else stem + "ing"
    past, participle = _load_irregular().get(base) or (_regular_past(base, stem),) * 2
    return Verb(base, _third(base), past, participle, gerund)


_IRREGULAR_DOUBLING = frozenset(
    "begin bet bid cut dig forbid forget get hit let put quit rid run set shut sit spin split"
    " swim win".split()
)


@cache
def _load_irregular() -> dict[str, tuple[str, str]]:
    rows = load_lexicon("irregular_verbs.en")
    return {row["base"]: (row["past"], row["participle"]) for row in rows}


def _regular_past(base: str, stem: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "d" if base.endswith("e") else stem + "ed"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
