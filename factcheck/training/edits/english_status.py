"""Status in English sentences: planned, under way, done, or only said to be.

"They plan to build one."   "They have built one."           changed
"They plan to build one."   "They intend to build one."      same
"They have built a dam."    "They may have built a dam."     looser

What is done contradicts what is planned, for a plan is of something not yet done; it does
not contradict what was hoped, expected or likely. So a deed gives way only to an outright
plan or a "yet to", and a hedged plan is left alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Edit
from factcheck.training.edits.english_spots import (
    can_loosen,
    is_asserted,
    is_mere_possibility,
    is_negated,
    put,
    swap,
)
from factcheck.training.edits.english_verbs import Verb, load_verbs, verbs_by

_FUTURE_TIME = re.compile(
    r"\b(?:next|tomorrow|coming|upcoming|later|soon|future|eventually|when|until|ever|always"
    r"|likely"
    r"|probably|then|20[2-4]\d|once|continue|never|in a few|in the next|if|still|by (?:the"
    r" end|\d{4})|need|remain|take place on)\b"
)
_PAST_TIME = re.compile(
    r"\b(?:last|ago|yesterday|since|already|so far|previously|earlier|past|recently|just"
    r"|before|[12]\d{3}"
    r"|formerly|once|historically|long|always|ever|until|now|today|when|after|over the|to"
    r" date|for (?:the|\w+ (?:years|months|weeks|days)))\b"
)
_EXPECTED = re.compile(
    r"\b(?:expect\w*|likely|hope[sd]?|hoping|aim[s]?|could|would|should|probably|reportedly"
    r"|apparently|allegedly|thought|believed|forecast|predict\w*|estimate\w*|in case)\b"
)
_SO_FAR = re.compile(
    r"\b(?:[Ss]ince|[Tt]o date|[Aa]s of|[Oo]ver the|[Ii]n the (?:past|last)|already"
    r"|[12]\d{3})\b"
)
_OBJECT_AHEAD = re.compile(r" (?:the|an?|his|her|its|their|[A-Z]|\d)")
_SINGULAR = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts) (?:[a-z]+"
    r" )?(?:[a-z]+[^s\W]|[a-z]+ss)|(?:[A-Z][a-z]+) [A-Z][a-z]+|[A-Z][a-z]+[^s\W])$"
)
_PLURAL = re.compile(
    r"\b(?:[Tt]hey|[Ww]e|I|[Yy]ou|(?:[Tt]he|[Tt]heir) (?:[a-z]+ )?[a-z]+[^s\W]s"
    r"|[a-z]+[^s\W]s|people|police|children)$"
)
_WILL = re.compile(r"\b(?P<will>will(?: soon| also)?) (?P<verb>be [a-z]+|[a-z]+)\b")
_PLANNED = re.compile(
    r"\b(?P<cue>plans?|intends?|(?:is|are) (?:planning|due|scheduled|about|going|preparing))"
    r" to (?P<verb>be [a-z]+|[a-z]+)\b"
)
_DONE = re.compile(
    r"\b(?P<have>has|have) (?:already |now |also )?(?P<verb>been [a-z]+|[a-z]+)\b"
)
_GOING = re.compile(
    r"\b(?P<be>is|are) (?P<adverb>currently |now )?(?P<verb>[a-z]+ing)\b(?= (?:the|an?|his"
    r"|its|their|new|[A-Z]))"
)
_WAS = re.compile(r"\b(?P<be>was|were) (?P<verb>[a-z]+)\b")
_YET = re.compile(
    r"\b(?P<have>has|have) (?:yet to (?P<base>be [a-z]+|[a-z]+)|not yet (?P<done>been [a-z]+"
    r"|[a-z]+))\b"
)
_SAME = (
    (
        re.compile(
            r"(?:(?<=\b[Hh]e )|(?<=\b[Ss]he )|(?<=\b[Ii]t )|(?<=government )|(?<=company )"
            r"|(?<=who ))plans to\b"
        ),
        ("intends to",),
    ),
    (
        re.compile(
            r"(?:(?<=\b[Tt]hey )|(?<=\b[Ww]e )|(?<=\bI )|(?<=officials )|(?<=ers )"
            r"|(?<=people ))plan to\b"
        ),
        ("intend to",),
    ),
    (re.compile(r"\bintends to\b"), ("plans to",)),
    (re.compile(r"\bintend to\b"), ("plan to",)),
    (re.compile(r"\bplanned to\b"), ("intended to",)),
    (
        re.compile(
            r"\b(is|are|was|were) (?:due|scheduled) to (?=be|open|begin|start|meet|arrive"
            r"|take|speak|visit|hold|leave|return|appear|expire|end|go|come)"
        ),
        (r"\1 due to ", r"\1 scheduled to "),
    ),
    (re.compile(r"\b(is|are) planning to\b"), (r"\1 intending to",)),
    (re.compile(r"\bhas already (?=[a-z]+(?:ed|en)\b)"), ("has ",)),
    (re.compile(r"\bis currently (?=[a-z]+ing\b)"), ("is ", "is now ")),
    (re.compile(r"\bare currently (?=[a-z]+ing\b)"), ("are ", "are now ")),
    (re.compile(r"\b(is|are) now (?=[a-z]+ing\b)"), (r"\1 currently ",)),
    (re.compile(r"\bis believed to\b"), ("is thought to",)),
    (re.compile(r"\bare believed to\b"), ("are thought to",)),
    (re.compile(r"\b(is|are) thought to\b"), (r"\1 believed to",)),
    (re.compile(r"\b(?<!not )may (?=be\b|have\b|cause\b|lead\b)"), ("might ",)),
    (re.compile(r"\b(?<!not )might (?=be\b|have\b)"), ("may ",)),
)
_STATIVE = frozenset(
    """be have like know want need seem like see find get think feel believe love hope help make
let do go include appear seem suggest lead surprise require involve reflect occur happen
exceed prove serve represent note assume concern expect intend follow drive base plan
consider force suffer locate situate allow continue remain keep stay live mean cost stand
understand hate own say fall being look wait last hold become tell show come exist contain
face""".split()
)


def edit_status(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of how far along a deed is, and how surely."""
    for pattern, forms in _SAME:
        for spot in pattern.finditer(sentence):
            for form in forms:
                yield Edit(swap(sentence, spot, spot.expand(form)), "status", "same")
    for spot in _YET.finditer(sentence):
        verb = _participle(spot["base"]) if spot["base"] else spot["done"]
        if verb and is_asserted(sentence) and not _FUTURE_TIME.search(sentence[spot.end() :]):
            yield Edit(
                swap(sentence, spot, f"{spot['have']} already {verb}"), "status", "changed"
            )
    if is_asserted(sentence) and not is_negated(sentence):
        if not (_EXPECTED.search(sentence) or is_mere_possibility(sentence)):
            yield from (Edit(text, "status", "changed") for text in _finish(sentence, rng))
            yield from (Edit(text, "status", "changed") for text in _postpone(sentence, rng))
        if can_loosen(sentence):
            yield from (Edit(text, "status", "looser") for text in _doubt(sentence, rng))


def _finish(sentence: str, rng: random.Random) -> Iterator[str]:
    """Make a plan a deed done."""
    if _FUTURE_TIME.search(sentence):
        return
    for spot in [*_WILL.finditer(sentence), *_PLANNED.finditer(sentence)]:
        before = sentence[: spot.start()].rstrip()
        verb = _participle(spot["verb"])
        cue = spot.groupdict().get("cue") or ""
        have = {"is": "has", "are": "have"}.get(cue.split(" ")[0]) or _have_after(before)
        if cue.endswith("s") and cue != "is":
            have = "has"
        if cue in ("plan", "intend"):
            have = (
                "have"
                if re.search(r"(?:s|[Tt]hey|[Ww]e|I|people|police|who) *$", before)
                else None
            )
        if verb and have:
            yield swap(sentence, spot, f"{have} {rng.choice(('', 'already '))}{verb}")
    for spot in _GOING.finditer(sentence):
        going = verbs_by("gerund").get(spot["verb"])
        if going and going.base not in _STATIVE:
            has = "has" if spot["be"] == "is" else "have"
            stage = rng.choice(("finished", "yet to start"))
            yield swap(sentence, spot, f"{has} {stage} {going.gerund}")


def _postpone(sentence: str, rng: random.Random) -> Iterator[str]:
    """Make a deed done a plan."""
    for spot in _DONE.finditer(sentence):
        before = sentence[: spot.start()]
        if _PAST_TIME.search(sentence[spot.end() :]) or _SO_FAR.search(before):
            continue
        base = _base(spot["verb"])
        if base and not re.match(r" (?:been|had|to)\b", sentence[spot.end() :]):
            be, has = ("is", "has") if spot["have"] == "has" else ("are", "have")
            if re.search(
                r"\b(?:I|[Yy]ou|who|that|which|to|would|could|should|may|might|must|will|can"
                r"|and|or|[Ww]e)(?: also)? $",
                sentence[: spot.start()],
            ):
                continue
            forms = [f"{has} yet to", f"{be} about to"]
            if base.startswith("be "):
                forms.append(f"{be} still to")
            elif _OBJECT_AHEAD.match(sentence[spot.end() :]):
                forms += [f"{be} preparing to", "plans to" if has == "has" else "plan to"]
            yield swap(sentence, spot, f"{rng.choice(forms)} {base}")
    for spot in _WAS.finditer(sentence):
        verb = verbs_by("participle").get(spot["verb"])
        if not verb or verb.base in _STATIVE or _PAST_TIME.search(sentence):
            continue
        before = sentence[: spot.start()]
        if (
            re.search(
                r"\b(?:who|which|that|and|or|as|because|there|what|it)\b[^,]{0,40}$", before
            )
            or sentence.count(" was ") + sentence.count(" were ") > 1
        ):
            continue
        if re.match(
            r" (?:by|in|at|on|from|with|near|for)\b|[.,]", sentence[spot.end() :]
        ) and not re.search(r"\bborn|known|named|called\b", spot.group()):
            be = "is" if spot["be"] == "was" else "are"
            form = rng.choice(
                (
                    f"{'has' if be == 'is' else 'have'} yet to be",
                    f"{be} about to be",
                    f"{be} still to be",
                )
            )
            yield swap(sentence, spot, f"{form} {spot['verb']}")


def _doubt(sentence: str, rng: random.Random) -> Iterator[str]:
    """Say only that it may be so."""
    for spot in _DONE.finditer(sentence):
        if _base(spot["verb"]) and not sentence[: spot.start()].endswith(
            ("to ", "would ", "could ")
        ):
            be = "is" if spot["have"] == "has" else "are"
            hedge = rng.choice(
                (
                    f"may have {spot['verb']}",
                    f"{spot['have']} reportedly {spot['verb']}",
                    f"{spot['have']} apparently {spot['verb']}",
                    f"{be} thought to have {spot['verb']}",
                    f"{be} said to have {spot['verb']}",
                )
            )
            yield swap(sentence, spot, hedge)
    for spot in _WAS.finditer(sentence):
        verb = verbs_by("participle").get(spot["verb"])
        if (
            verb
            and verb.base not in _STATIVE
            and not re.search(
                r"\b(?:who|which|as|there|and)\b[^,]{0,30}$", sentence[: spot.start()]
            )
        ):
            hedge = rng.choice(
                (
                    f"may have been {spot['verb']}",
                    f"{spot['be']} reportedly {spot['verb']}",
                    f"{spot['be']} apparently {spot['verb']}",
                    f"{spot['be']} probably {spot['verb']}",
                )
            )
            yield swap(sentence, spot, hedge)
    for spot in _WILL.finditer(sentence):
        base = spot["verb"].split(" ")[-1]
        if base in load_verbs() or base in verbs_by("participle"):
            yield put(
                sentence,
                *spot.span("will"),
                rng.choice(
                    (
                        "may",
                        "might",
                        "will probably",
                        "is likely to"
                        if _have_after(sentence[: spot.start()].rstrip()) == "has"
                        else "may",
                    )
                ),
            )


def _have_after(subject: str) -> str | None:
    """ "has" or "have" as the subject asks, None where its number is not plain."""
    if re.search(r"\b(?:They|We|You|I)$", subject):
        return "have"
    if _SINGULAR.search(subject) and not re.search(r"\band [\w ]+$", subject[-40:]):
        return "has"
    return "have" if _PLURAL.search(subject) else None


def _participle(phrase: str) -> str | None:
    """The done form of "build" or "be built"."""
    if phrase.startswith("be "):
        verb = verbs_by("participle").get(phrase[3:])
        return f"been {phrase[3:]}" if verb else None
    verb = load_verbs().get(phrase)
    return verb.participle if verb and phrase not in _STATIVE else None


def _base(phrase: str) -> str | None:
    """The base form of "built" or "been built"."""
    word = phrase.removeprefix("been ")
    verb: Verb | None = verbs_by("participle").get(word)
    if verb is None or verb.base in _STATIVE:
        return None
    return f"be {word}" if phrase.startswith("been ") else verb.base
