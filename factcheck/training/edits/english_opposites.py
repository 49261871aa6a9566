"""Opposite verbs of English sentences: "accepted" and "rejected" in the same form.

A word that may be a noun is a verb only where the words about it say so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from factcheck.training.edits.english_spots import is_negated, swap
from factcheck.training.edits.english_verbs import Verb, inflect, verbs_by

_OPPOSITES = """
accept reject|approve reject|confirm deny|admit deny|support oppose|praise condemn
welcome condemn|increase decrease|increase reduce|raise lower|improve worsen
strengthen weaken|attack defend|agree refuse|begin end|start stop|start finish|join leave
enter leave|win lose|rise fall|grow shrink|expand shrink|appear disappear|include exclude
buy sell|love hate|remember forget|encourage discourage|build demolish|construct demolish
arrest release|hire fire|appoint dismiss|gain lose|acquit convict|arrive leave|open close
capture release|pass fail|advance retreat|connect disconnect|hide reveal|accelerate slow
import export|allow forbid|permit forbid|succeed fail|follow precede|create destroy
continue stop|favour oppose|ignore notice|tighten ease|ratify reject|launch cancel
survive die|uphold overturn|defend criticise|defend criticize|praise criticise
praise criticize|lend borrow|marry divorce|exceed trail|lengthen shorten|widen narrow
cause prevent|promote demote|legalise ban|legalize ban|endorse oppose|endorse reject
impose lift|save waste|multiply divide|trust distrust|attract repel|preserve destroy
protect endanger|heat cool|overestimate underestimate|attach detach|load unload
hasten delay|obey disobey|acquire sell"""
_NOUNLIKE = frozenset(
    "attack support start stop increase decrease rise fall end pass win love hate like open"
    " close"
    " fire hire leave welcome favour advance retreat release appear lower cool heat slow"
    " ease ban"
    " delay cause waste notice import export save lift narrow found left felt fell rose"
    " trail divide"
    " trust die load".split()
)
_ONLY_PAST = frozenset("rose fell left won lost grew began began led shrank".split())
_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")
_NO_VERB_AHEAD = re.compile(
    r" (?:down|up|off|out|over|on|in (?:love|favou?r|line)|for (?:the|a) living|away|to"
    r" (?:be|have|do)\b|behind|apart"
    r"|short|ill|asleep|flat|sight|interest|track|touch|by (?:the )?\d|with \w+ing"
    r"|[a-z]+ing\b|of\b)"
)
_NEEDS_OBJECT = re.compile(
    r" (?:the|an?|his|her|its|their|all|that|it|him|them|[A-Z]\w+|\d|[a-z]+ing|my|our|your"
    r"|more|some|any|new|\w+)\b"
)


@cache
def _opposites() -> dict[str, list[str]]:
    """The opposite forms by form; forms that may be nouns need a sign that they are verbs."""
    found: dict[str, list[str]] = {}
    for pair in re.split(r"[|\n]", _OPPOSITES.strip()):
        left, right = (inflect(base) for base in pair.split())
        for one, other in ((left, right), (right, left)):
            for field in Verb._fields:
                found.setdefault(f"{field} {getattr(one, field)}", []).append(
                    getattr(other, field)
                )
    return found


def oppose_verbs(sentence: str, rng: random.Random) -> Iterator[str]:
    """Put a verb's opposite."""
    if is_negated(sentence) and rng.random() < 0.5:
        return
    for spot in _WORD.finditer(sentence):
        field = _field_of(sentence, spot)
        others = _opposites().get(f"{field} {spot.group()}") if field else None
        if others and not _NO_VERB_AHEAD.match(sentence[spot.end() :]):
            before = sentence[: spot.start()]
            if re.search(r"\b(?:not|never|n['’]t|who|which|or|without)\b[^,]*$", before):
                continue
            other = rng.choice(others)
            if other not in sentence and _fits(spot.group(), other, sentence[spot.end() :]):
                yield swap(sentence, spot, other)


_NEED_SHORT_OBJECT = tuple(
    """allow permit forb encourag discourag caus prevent sav wast multipl divid slow eas
continu stop start begin began begun end finish ignor notic""".split()
)
_CHOOSY = tuple(
    """leav left arriv join enter succeed fail surviv die dying rais lower lift impos pass hir
fir follow preced launch cancel releas advanc retreat open clos appear disappear includ
los win won gain attack defend hid reveal""".split()
)


def _fits(form: str, other: str, after: str) -> bool:
    """Tell whether the opposite takes what follows: "refused to", "agreed to"."""
    follows_to = after.startswith(" to ")
    if form.startswith(("agree", "refus")):
        return follows_to and re.match(r" to [a-z]+(?!ing)\b(?! the)", after) is not None
    if form.startswith(_NEED_SHORT_OBJECT):
        return (
            re.match(r" (?:the|an?|his|her|its|their) [a-z]+(?: [a-z]+)?[.,]", after)
            is not None
            and not follows_to
        )
    if form.startswith(_CHOOSY):
        return _fits_closely(form, other, after)
    return not follows_to


def _fits_closely(form: str, other: str, after: str) -> bool:
    is_object = re.match(r" (?:the|an?|his|her|its|their|[A-Z][a-z]+)\b", after) is not None
    if form.startswith(("arriv",)):
        return (
            re.match(
                r" (?:on|yesterday|today|at \d|early|late|[A-Z]\w+day|this|last)\b|[.,]", after
            )
            is not None
        )
    if form.startswith(("leav", "left")) and other.startswith("arriv"):
        return (
            re.match(r" (?:on|yesterday|today|at \d|early|late|this|last)\b|[.]", after)
            is not None
        )
    if form.startswith(
        (
            "succeed",
            "surviv",
            "die",
            "dying",
            "fail",
            "disappear",
            "appear",
            "advanc",
            "retreat",
            "clos",
            "open",
        )
    ):
        is_plain = (
            re.match(r"[.,]| (?:on|in \d|yesterday|today|at \d|this|last)\b", after) is not None
        )
        return is_plain or (
            form.startswith(("open", "clos", "surviv"))
            and is_object
            and not other.startswith(("die", "dying"))
        )
    if form.startswith(("win", "won", "los", "gain")):
        return (
            re.match(
                r" (?:the|an?|his|her|its|their) (?:\w+ )?(?:election|match|game|vote|case"
                r"|war|battle|race|seat|seats|support|final|lawsuit|contest|ground|weight"
                r"|title|championship|primary|presidency|appeal|popularity|referendum|cup)\b"
                r"|[.,]",
                after,
            )
            is not None
        )
    if form.startswith(("appear",)):
        return False
    return is_object


def _field_of(sentence: str, spot: re.Match[str]) -> str | None:
    """Which form of a verb a word is here; None where it may be no verb."""
    word, before = spot.group(), sentence[: spot.start()]
    if re.search(
        r"\b(?:to|will|would|can|could|should|must|may|might|did|does|do|not) $", before
    ):
        return "base"
    if re.search(
        r"\b(?:been|be|was|were|is|are|being|has|have|had|has also|have also|[a-z]{4,}ly) $",
        before,
    ):
        if word.endswith("ing"):
            return "gerund" if word not in ("leading",) else None
        return (
            "participle"
            if word in verbs_by("participle") or f"participle {word}" in _opposites()
            else None
        )
    if word in _NOUNLIKE and word not in _ONLY_PAST:
        return None
    if re.search(
        r"\b(?:the|an?|of|by|his|her|its|their|my|our|this|that|with|in|from|most|more|newly"
        r"|and|no|or|for|on|at) $",
        before,
        re.IGNORECASE,
    ):
        return None
    if f"past {word}" in _opposites() and re.search(r"[\w%’'\"”),] $", before):
        return "past"
    if f"third {word}" in _opposites() and re.search(
        r"\b(?:he|she|it|He|She|It|[A-Z][a-z]+|government|company|law|bill|court|study) $",
        before,
    ):
        return "third"
    return None
