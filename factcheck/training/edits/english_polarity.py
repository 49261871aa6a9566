"""Polarity of English sentences: said to be so, or not to be so.

Negation must be no shortcut: sentences are also contradicted by an opposite verb or by
taking a "not" out, and also kept with a "not" in them. An opposite with "not" is the same
where nothing lies between the two ("refused", "did not agree"), and looser where something
does ("failed to pay", "did not pay").

    "She accepted the offer."     "She did not accept the offer."   changed
    "She accepted the offer."     "She rejected the offer."         changed
    "He did not come."            "He came."                        changed
    "He did not come."            "He didn't come."                 same
    "It is unlikely to rain."     "It is not likely to rain."       same
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Change, Edit
from factcheck.training.edits.english_opposites import oppose_verbs
from factcheck.training.edits.english_spots import (
    can_loosen,
    is_asserted,
    is_mere_possibility,
    is_negated,
    put,
    swap,
)
from factcheck.training.edits.english_verbs import inflect, load_verbs, verbs_by

_AUX = re.compile(
    r"(?<![\w'’-])(?P<aux>is|are|was|were|will|would|can|could|should|has|have|had)(?="
    r" (?P<next>[\w’'-]+))"
)
_NO_NOT_AHEAD = frozenset(
    "not also only just even still already always too never no nothing n't either been more"
    " less most"
    " many some several few why how what who one because likely probably often usually"
    " sometimes perhaps"
    " generally mainly mostly largely rather so such both all each there being thus to"
    " better nearly almost"
    " currently typically commonly frequently especially particularly now then about around"
    " once again"
    " ever rarely seldom further subsequently eventually finally ultimately soon long far"
    " later at"
    " he she it they we you I this that these those his her its their my our up known said"
    " the".split()
)
_NEEDS_PARTICIPLE = frozenset(("has", "have", "had"))
_SUBORDINATE = re.compile(
    r"\b(?:who|whom|whose|which|where|when|why|how|what|because|although|though|while|since"
    r"|after"
    r"|before|until|as|so|than|or|if|let|some|many|most|several|few|all|every|each|any|only"
    r"|both"
    r"|another|others?|none|one|people|there|here|anyone|everyone|everything|sometimes|often"
    r"|and|but)\b|[\"“”:;()]"
    r"|(?<!said )(?<!says )(?<!announced )(?<!reported )(?<!claimed )(?<!confirmed )\bthat\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:because|until|even|just|too|either|any|also|still|already|only|again|once|so that"
    r"|or|instead|mostly|largely|mainly)\b"
)
_NPI = re.compile(
    r"\b(?:any|anyone|anything|anybody|anywhere|ever|either|yet|at all|until|much|many|only"
    r"|just"
    r"|even|because|but|nor|or|enough|longer|necessarily|always|all|every|everyone"
    r"|everything|too"
    r"|so|as|anymore|exactly|really|very|quite|let|want|care|mind|bother|need|help but"
    r"|rather|again)\b"
)
_NOT = re.compile(
    r"(?<![\w-])(?:(?P<aux>is|are|was|were|will|would|can|could|should|has|have|had|must)"
    r"(?P<not> not|n['’]t)|(?P<cannot>cannot|can['’]t|won['’]t)|(?P<do>do|does|did)(?: not"
    r"|n['’]t))"
    r" (?P<next>[a-z]+)"
)
_CONTRACTED = {
    **{
        f"{w} not": f"{w}n't"
        for w in "is are was were has have had does do did would could should".split()
    },
    "will not": "won't",
    "cannot": "can't",
    "can not": "cannot",
}
_FULL = {v: k for k, v in _CONTRACTED.items() if k != "can not"}
_CONTRACTION = re.compile(
    r"(?<![\w'’-])(?P<form>"
    + "|".join(re.escape(f) for f in [*_CONTRACTED, *_FULL]).replace("'", "['’]")
    + r")(?![\w'’-])",
    re.IGNORECASE,
)
_SUBJECT_BEHIND = r"(?<=[a-z] )" + "".join(
    rf"(?<!\b{word} )"
    for word in "is are was were be been has have had not never and or to a the by".split()
)
_SAME = (
    (re.compile(r"\b(is|are|was|were) unlikely to\b"), r"\1 not likely to"),
    (re.compile(r"\b(is|are|was|were) not likely to\b"), r"\1 unlikely to"),
    (re.compile(r"\b(is|are|was|were) unable to\b"), r"\1 not able to"),
    (re.compile(r"\b(is|are|was|were) not able to\b"), r"\1 unable to"),
    (
        re.compile(r"\b([Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Ii]t['’]s) (?:still )?unclear\b"),
        r"\1 not clear",
    ),
    (re.compile(r"\b(is|are|was|were) not clear\b"), r"\1 unclear"),
    (re.compile(r"\b(is|are|was|were) impossible\b"), r"\1 not possible"),
    (re.compile(r"\b(is|are|was|were) not possible\b"), r"\1 impossible"),
    (re.compile(r"\bremains unknown\b"), "is still not known"),
    (re.compile(r"\bremains unclear\b"), "is still not clear"),
    (
        re.compile(
            r"\b(is|are|was|were) (unusual|unnecessary|unaware|unsafe|uncommon|unwilling"
            r"|unfair|uncertain)\b"
        ),
        "UN",
    ),
    (re.compile(r"\bhas yet to ([a-z]+)\b"), "YET has"),
    (re.compile(r"\bhave yet to ([a-z]+)\b"), "YET have"),
    (
        re.compile(r"\bhas no (?=[a-z]+[.,]?)(?!longer|doubt|idea|choice|one|need)"),
        "does not have any ",
    ),
    (
        re.compile(
            r"(?<!to )(?<!will )(?<!would )(?<!may )\bhave no (?=[a-z]+)(?!longer|doubt|idea"
            r"|choice|one|need)"
        ),
        "do not have any ",
    ),
    (
        re.compile(r"\bhad no (?=[a-z]+)(?!longer|doubt|idea|choice|one|need)"),
        "did not have any ",
    ),
    (
        re.compile(
            r"\b([Tt]here) (is|are|was|were) no (?=[a-z]+)(?!longer|doubt|one|need|such|more"
            r"|way)"
        ),
        r"\1 \2 not any ",
    ),
    (re.compile(r"\bdenied that\b"), "said it was not true that"),
    (re.compile(rf"{_SUBJECT_BEHIND}refused to (?=[a-z]+)"), "did not agree to "),
    (
        re.compile(rf"{_SUBJECT_BEHIND}rejected (?=the|an?|his|her|its|their)"),
        "did not accept ",
    ),
    (re.compile(r"\bdid not agree to (?=[a-z]+)"), "refused to "),
    (re.compile(r"\bdid not accept\b"), "rejected"),
    (re.compile(r"\bnobody\b"), "no one"),
    (re.compile(r"\bno one\b"), "nobody"),
    (re.compile(r"\bdid nothing\b"), "did not do anything"),
    (re.compile(r"\bsaid nothing\b"), "did not say anything"),
    (re.compile(r"\bknow nothing\b"), "do not know anything"),
)
_LOOSER = (
    (re.compile(r"\b(?:has |have )?failed to (?=[a-z]+)"), "did not "),
    (re.compile(r"\bnever (?=[a-z]+ed\b)"), "NEVER"),
)


def edit_polarity(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of whether it is so."""
    yield from _edits(_reword(sentence), "same")
    yield from _edits(_weaken(sentence), "looser")
    if is_asserted(sentence) and not is_mere_possibility(sentence):
        kinds = [list(oppose_verbs(sentence, rng)), list(_affirm(sentence))]
        if not is_negated(sentence):
            kinds.append(list(_negate(sentence)))
        kinds = [kind for kind in kinds if kind]
        yield from _edits(rng.choice(kinds) if kinds else (), "changed")


def _edits(
    texts: Iterator[str] | list[str] | tuple[str, ...], change: Change
) -> Iterator[Edit]:
    yield from (Edit(text, "polarity", change) for text in texts)


def _negate(sentence: str) -> Iterator[str]:
    """Put a "not" to the first finite verb of the sentence."""
    for spot in _AUX.finditer(sentence):
        before, after = sentence[: spot.start()], sentence[spot.end() :]
        if _SUBORDINATE.search(before[-90:]) or not before:
            break
        following = spot["next"]
        if following in _NO_NOT_AHEAD - {"the", "known", "to", "he"} or _TURNED.search(after):
            break
        if following.endswith("ly") or (
            spot["aux"] in _NEEDS_PARTICIPLE and not _is_participle(following)
        ):
            break
        if spot["aux"] == "can":
            yield before + "cannot" + after
        yield before + spot["aux"] + " not" + after
        contracted = _CONTRACTED.get(f"{spot['aux']} not")
        if contracted:
            yield before + contracted + after
        break
    else:
        yield from _negate_past(sentence)


_PAST_HEAD = re.compile(
    r"^(?:(?:On|In) [^,]{3,30}, )?(?P<subject>(?:The|A|An|His|Her|Its|Their|My|Our)"
    r" (?:[\w’'-]+ ){1,3}|(?:He|She|It|They|We|I) |(?:[A-Z][\w’'.-]+ ){1,3}(?:(?:said"
    r"|announced) (?:that )?(?:he|she|it|they) )?)"
    r"(?P<verb>[a-z]+)(?= (?P<next>[\w’'$£€-]+)|\.)"
)
_OBJECT_HEAD = re.compile(
    r"(?:the|an?|his|her|its|their|him|them|it|that|my|our|me|us|this|these|[A-Z]\w*|\$.*"
    r"|\d.*|to)$"
)
_INTRANSITIVE = frozenset(
    "arrive die fall rise come go arise occur happen appear disappear agree escape resign"
    " retire live remain stay"
    " vote speak talk travel walk crash collapse return smile".split()
)


def _negate_past(sentence: str) -> Iterator[str]:
    """Negate a past or present verb: "arrested" gives "did not arrest"."""
    spot = _PAST_HEAD.match(sentence)
    if spot is None or (
        re.search(
            r"\b(?:who|which|that|and|of|in|on|for|or|when|many|some|most|only|all|other"
            r"|also|never)\b",
            spot["subject"],
            re.IGNORECASE,
        )
        and " that " not in spot["subject"]
    ):
        return
    if re.match(
        r"(?:Many|Some|Most|All|Both|Several|Few|Every|Each|Only|One|There|What|Who|When|If"
        r"|People|After|Before|While|As|Since|In|On|At|For|Two|Three)\b",
        spot["subject"],
    ):
        return
    if _TURNED.search(sentence[spot.end() :]) or '"' in sentence or "“" in sentence:
        return
    past = verbs_by("past").get(spot["verb"])
    third = verbs_by("third").get(spot["verb"])
    verb = past or third
    following = spot["next"] or "."
    if verb is None or not (_OBJECT_HEAD.match(following) or verb.base in _INTRANSITIVE):
        return
    if verb.base in (
        "say",
        "tell",
        "add",
        "let",
        "make",
        "put",
        "set",
        "cost",
        "cut",
        "hit",
        "read",
        "quit",
        "shut",
        "lead",
        "face",
    ) and not (past and verb.past != verb.base and verb.base == "make"):
        return
    if past and not third:
        do = "did"
    elif third and re.match(r"(?:He|She|It|The|A|His|Her|Its|[A-Z][a-z]+ $)", spot["subject"]):
        do = "does"
    else:
        return
    start, end = spot.span("verb")
    yield f"{sentence[:start]}{do} not {verb.base}{sentence[end:]}"
    yield f"{sentence[:start]}{do}n't {verb.base}{sentence[end:]}"


def _is_participle(word: str) -> bool:
    return word == "been" or word in verbs_by("participle")


def _affirm(sentence: str) -> Iterator[str]:
    """Take a "not" out."""
    for spot in _NOT.finditer(sentence):
        after = sentence[spot.end("next") :]
        before = sentence[: spot.start()]
        if _NPI.search(spot["next"] + after.split(",")[0]) or re.search(
            r"\b(?:or|whether|if|who|nor|why|so|but)\b", before
        ):
            continue
        if not before.strip() or is_negated(before + after):
            continue
        if spot["aux"]:
            yield put(sentence, *spot.span("not"), "")
        elif spot["cannot"]:
            form = "will" if spot["cannot"].startswith("w") else "can"
            yield put(sentence, *spot.span("cannot"), form)
        else:
            verb = load_verbs().get(spot["next"]) or inflect(spot["next"])
            known = spot["next"] in load_verbs() or spot["next"] in ("seem", "contain", "exist")
            if not known and spot["do"] != "do":
                continue
            form = {"do": spot["next"], "does": verb.third, "did": verb.past}[spot["do"]]
            yield put(sentence, spot.start(), spot.end(), form)


def _reword(sentence: str) -> Iterator[str]:
    """Say the same with or without a "not"."""
    for spot in _CONTRACTION.finditer(sentence):
        key = spot["form"].replace("’", "'")
        form = _CONTRACTED.get(key.lower()) or _FULL.get(key.lower())
        if form and not re.match(
            r" (?:only|just|he|she|it|they|we|you|I)\b|\?", sentence[spot.end() :]
        ):
            yield put(sentence, *spot.span(), form.capitalize() if key[0].isupper() else form)
    for pattern, form in _SAME:
        if found := pattern.search(sentence):
            text = _filled(found, form)
            yield sentence[: found.start()] + text + sentence[found.end() :]


def _filled(spot: re.Match[str], form: str) -> str:
    if form == "UN":
        return f"{spot[1]} not {spot[2].removeprefix('un')}"
    if form.startswith("YET"):
        verb = load_verbs().get(spot[1]) or inflect(spot[1])
        return f"{form[4:]} not yet {'been' if spot[1] == 'be' else verb.participle}"
    return spot.expand(form)


def _weaken(sentence: str) -> Iterator[str]:
    for pattern, form in _LOOSER:
        spot = pattern.search(sentence)
        if (
            spot
            and form != "NEVER"
            and not re.search(
                r"\b(?:to|not|never|and|who|which|that|or|if|by|is|are|was) $",
                sentence[: spot.start()],
            )
        ):
            yield swap(sentence, spot, form)
        elif spot and form == "NEVER":
            verb = verbs_by("past").get(sentence[spot.end() :].split(" ")[0].rstrip(".,"))
            before = sentence[: spot.start()]
            if (
                verb
                and re.search(r"\b(?:he|she|it|they|He|She|It|They|[A-Z][a-z]+) $", before)
                and can_loosen(sentence.replace("never", ""))
            ):
                after = sentence[spot.end() + len(verb.past) :]
                yield f"{before}did not {verb.base}{after}"
