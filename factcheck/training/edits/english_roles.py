"""Roles in English sentences: who did it to whom, exchanged or put in the other voice.

Two names that change places must be no shortcut, so they also do where nothing changes.

    "Russia helped Syria."       "Syria helped Russia."           changed
    "Russia helped Syria."       "Syria was helped by Russia."    same
    "Haddad met Aziz."           "Aziz met Haddad."               same
    "Egypt and Jordan agreed."   "Jordan and Egypt agreed."       same
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.training.edits import Change, Edit
from factcheck.training.edits.english_spots import raise_head
from factcheck.training.edits.english_verbs import Verb, inflect, verbs_by

_VERBS = tuple(
    inflect(base)
    for base in """accuse admire advise arrest ask assassinate assist attack beat betray
bite blame bomb bribe call catch challenge chase contact criticise criticize deceive
defeat defend elect encourage fight fire follow forgive hate help hire hit hug hurt
influence inform inspire insult interview invade invite kick kidnap kill kiss know leave
love mock murder need oppose remind convince back replace outrank overtake overthrow pay
persuade phone praise promote protect push raise reassure rebuke rescue respect reward
rob save see shoot succeed sue summon support surprise suspect teach tell thank threaten
train trust urge visit warn watch welcome wound attract consult accompany appoint
precede send lead trail slam target""".split()
)
_SYMMETRIC = (
    "met|married|divorced|met with|spoke with|talked with|spoke to|debated|fought alongside"
    "|borders|bordered"
)
_PAST = {verb.past: verb for verb in _VERBS}
_PARTICIPLE = {verb.participle: verb for verb in _VERBS}
_NOUNS = (
    "man|woman|boy|girl|dog|cat|teacher|doctor|police|army|government|soldiers?|rebels|king"
    "|queen"
    "|president|minister|judge|lawyer|company|court|players?|child|children|students?|officers?"
    "|driver|father|mother|brother|sister|son|daughter|wife|husband|farmers?|nurse|patient"
    "|general|senator"
    "|troops|parliament|senate|union|workers|opposition|protesters|militants|friend|boss"
    "|neighbou?r|team"
    "|state|party|council|committee|group|administration|coach|manager|captain|mayor"
    "|governor|chief|leader"
    "|suspect|victim|gunman|attacker|prosecutors?|ministry|bank|city|country|empire|emperor"
    "|prince|princess"
    "|pope|bishop|editor|director|author|actor|singer|candidate|voters|campaign|residents"
    "|villagers|crowd"
    "|hunter|bear|lion|wolf|snake|horse|mouse|bull|thief|guard|guards|kidnappers|hostages"
    "|refugees|settlers"
)
_NAME = r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?|[A-Z]{2,4})(?: (?:[A-Z]\. )?[A-Z][a-z]+){0,3}"
_CROWDS = (
    r"(?:[A-Z][a-z]+ )?(?:[Rr]eporters|[Ll]awmakers|[Jj]ournalists|[Oo]fficials|[Pp]olice"
    r"|[Vv]oters"
    r"|[Pp]rosecutors|[Ss]oldiers|[Ii]nvestigators|[Ss]enators|[Pp]rotesters|[Aa]ctivists"
    r"|[Mm]ilitants"
    r"|[Rr]ebels|[Ff]orces|[Tt]roops|[Ff]ighters)"
)
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|[Ii]ts)"
_NP = rf"(?:{_DETERMINER} (?:[a-z-]+ ){{0,2}}(?:{_NOUNS})|(?:[Tt]he )?{_NAME}|{_CROWDS})"
_END = (
    r"(?=[.,;!]|$| (?:in|on|at|for|with|after|before|during|over|by|from|yesterday|because"
    r"|when|near"
    r"|last|this|and (?:was|is|has|had|won)|as|until|twice|to|that|about|against|while|if"
    r"|into|who|how|what|it|he|she|they|there|not|through|out|should)\b)"
)
_START = r"(?:^|(?<=, )|(?<=said )|(?<=that )|(?<=when )|(?<=after )|(?<=because )|(?<=while ))"
_ADVERB = (
    r"(?P<adverb>(?:also|later|once|then|publicly|repeatedly|recently|often|finally"
    r"|eventually) )?"
)
_ACTIVE = re.compile(
    rf"{_START}(?P<agent>{_NP}) {_ADVERB}(?P<verb>{'|'.join(_PAST)}) (?P<patient>{_NP}){_END}"
)
_PRESENT = re.compile(
    rf"{_START}(?P<agent>{_NP}) (?P<verb>{'|'.join(verb.third for verb in _VERBS)})"
    rf" (?P<patient>{_NP}){_END}"
)
_MUTUAL = re.compile(
    rf"{_START}(?P<agent>{_NP}) (?P<verb>{_SYMMETRIC}) (?P<patient>{_NP}){_END}"
)
_PASSIVE = re.compile(
    rf"{_START}(?P<patient>{_NP}|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|{_DETERMINER} (?:[a-z]+"
    rf" ){{0,2}}[a-z]+)"
    rf" (?P<be>was|were) {_ADVERB}(?P<verb>[a-z]+) by (?P<agent>{_NP}){_END}"
)
_PRONOUN = re.compile(
    rf"^(?P<agent>He|She|They|I|We) (?P<verb>{'|'.join(_PAST)}) (?P<patient>{_NP}){_END}"
    rf"|^(?P<agent2>{_NP}) (?P<verb2>{'|'.join(_PAST)}) (?P<patient2>him|them|me|us)(?=[.,;]"
    rf"|$| (?:in|on|at|for|to|about|after|before|when|because|that|with|from)\b)"
)
_MORE = re.compile(
    rf"^(?P<agent>{_NP}) (?P<verb>(?:is|was) (?:much |far |a little )?(?:[a-z]+er|more"
    rf" [a-z]+|less [a-z]+) than) (?P<patient>{_NP})(?=[.,]|$)"
)
_FROM_TO = re.compile(rf"\bfrom (?P<agent>{_NAME}) to (?P<patient>{_NAME})(?![\w-]| [A-Z])")
_DEED = re.compile(
    rf"(?P<agent>(?:[Tt]he )?{_NAME})['’]s? (?P<verb>(?:[a-z]+ )?(?:attacks?|assault|war"
    rf"|strikes?|airstrikes?"
    r"|invasion|offensive|victory|win|criticism|support|threats?|sanctions|lawsuit|hatred"
    r"|love|influence"
    r"|campaign|aggression|raids?|visit|debts?|exports|letter|trust|lead|dependence|claims?"
    r"|policy)"
    rf" (?:on|against|over|of|for|to|towards?)) (?P<patient>(?:the )?{_NAME})(?![\w'’-]| [A-Z])"
)
_BY_ON = re.compile(
    rf"\bby (?P<agent>{_NAME}) (?P<verb>against|on|over) (?P<patient>{_NAME})(?![\w'’-]| [A-Z])"
    rf"|\b(?<=[a-z] )(?P<agent2>{_NAME}) (?P<verb2>over|rather than|instead of)"
    rf" (?P<patient2>{_NAME})(?![\w'’-]| [A-Z])"
)
_MOTION = re.compile(
    r"\b(?:flights?|fl[ei]w|flying|travel\w*|moved?|crossing|crossed|drove|went|go|came"
    r"|walk\w*|sail\w*|trains?|road"
    r"|export\w*|return\w*|planes?|bus|shipped|sent|fled|flee|journey|trip|route|move|way"
    r"|transferred|deported)\b"
)
_BOTH = re.compile(
    rf"(?<![\w,'’&.-] )(?<![\w'’#@-])(?P<agent>{_NAME}) (?P<verb>and|or)"
    rf" (?P<patient>{_NAME})(?![\w'’@-]| [A-Z&]|, [A-Z]| (?:and|or) )"
    rf"|(?<=[a-z] )(?P<agent2>{_NAME}) (?P<verb2>and|or) (?P<patient2>{_NAME})(?![\w'’@-]|"
    rf" [A-Z&]|, [A-Z]| (?:and|or) )"
)
_NO_NAME = re.compile(
    r"^(?:This|That|These|Those|What|Who|It|There|But|And|If|When|While|After|Before|Since"
    r"|Then|So|Not"
    r"|No|Nobody|Everyone|Nothing|Why|How|Which|Once|(?:Mon|Tues|Wednes|Thurs|Fri|Satur"
    r"|Sun)day|January"
    r"|February|March|April|May|June|July|August|September|October|November|December|Many"
    r"|Some|Most|In"
    r"|On|At|You|We|He|She|They|His|Her|Their|Its|My|Our|Your|The|Two|Three|Such|One|Another"
    r"|All|Both"
    r"|Several|Others|People|For|As|I|Did|Does|Do|Yesterday|Today|God|President|Prime|Sen|Mr"
    r"|Also|Every)"
    r"(?: [A-Z]|$)"
)
_NO_NOUNS = re.compile(
    r"\b(?:of|in|on|who|that|which|is|was|and|to|had|has|were|are|with|not|but|when|as|by"
    r"|for|at|be|or"
    r"|day|time|year|week|month|first|way|same|[a-z]+ed)\b"
)
_OBJECTS = {"he": "him", "she": "her", "they": "them", "i": "me", "we": "us", "it": "it"}
_ACCUSED = re.compile(
    rf"{_START}(?P<agent>{_NP}) {_ADVERB}(?P<verb>accused|warned|informed|reminded|suspected"
    rf"|convinced)"
    rf" (?P<patient>{_NP})(?= of\b)"
)
_SUBJECTS = {"him": "he", "them": "they", "me": "I", "us": "we"}
_PLURAL = re.compile(
    r"^(?:they|we|reporters|lawmakers|journalists|officials|police|voters|prosecutors"
    r"|soldiers|investigators|senators|protesters|activists|militants|rebels|forces|troops"
    r"|fighters|[A-Z][a-z]+ (?:forces|troops|fighters|officials|police|soldiers)|(?:the|his|her"
    r"|their|its|our|my) (?:\w+ )*(?:police|children|troops|(?!boss)[a-z]+[^s\W]s))$|^(?:the"
    r" )?(?:[A-Z]\w+ )?[A-Z]\w+(?:ians|ans|ers|States)$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(rf"^(?:{_DETERMINER}|He|She|They|It|We)\b")


def edit_role(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of who acts and who suffers."""
    for spot in [*_ACTIVE.finditer(sentence), *_ACCUSED.finditer(sentence)]:
        yield from _edit_active(sentence, spot)
    for spot in _PASSIVE.finditer(sentence):
        yield from _edit_passive(sentence, spot)
    for spot in _PRONOUN.finditer(sentence):
        yield from _exchange_pronoun(sentence, spot)
    for spot in _PRESENT.finditer(sentence):
        agent, verb, patient = spot.group("agent", "verb", "patient")
        if _are_names(agent, patient) and not (_PLURAL.match(agent) or _PLURAL.match(patient)):
            yield _edit(sentence, spot, f"{patient} {verb} {agent}", "changed")
    for pattern, change in ((_MORE, "changed"), (_MUTUAL, "same")):
        for spot in pattern.finditer(sentence):
            agent, verb, patient = spot.group("agent", "verb", "patient")
            if _are_names(agent, patient):
                yield _edit(sentence, spot, f"{patient} {verb} {agent}", change)  # type: ignore[arg-type]
    for spot in _FROM_TO.finditer(sentence):
        if _are_names(spot["agent"], spot["patient"]) and _MOTION.search(sentence):
            yield _edit(sentence, spot, f"from {spot['patient']} to {spot['agent']}", "changed")
    for spot in _DEED.finditer(sentence):
        agent, deed, patient = spot.group("agent", "verb", "patient")
        if _are_names(agent, patient):
            yield _edit(sentence, spot, f"{patient}'s {deed} {agent}", "changed")
    for spot in _BY_ON.finditer(sentence):
        agent, patient = spot["agent"] or spot["agent2"], spot["patient"] or spot["patient2"]
        if _are_names(agent, patient):
            link, by = spot["verb"] or spot["verb2"], "by " if spot["agent"] else ""
            yield _edit(sentence, spot, f"{by}{patient} {link} {agent}", "changed")
    if "respectively" not in sentence and " former " not in sentence:
        yield from _exchange_pair(sentence)


def _edit_active(sentence: str, spot: re.Match[str]) -> Iterator[Edit]:
    agent, patient, adverb = spot["agent"], spot["patient"], spot["adverb"] or ""
    if _are_names(agent, patient):
        verb = _PAST[spot["verb"]]
        yield _edit(sentence, spot, f"{patient} {adverb}{verb.past} {agent}", "changed")
        yield _edit(sentence, spot, _passive(agent, adverb, verb, patient), "changed")
        yield _edit(sentence, spot, _passive(patient, adverb, verb, agent), "same")


def _edit_passive(sentence: str, spot: re.Match[str]) -> Iterator[Edit]:
    """Edit a passive; only what may act as well as suffer changes places."""
    agent, patient, adverb = spot["agent"], spot["patient"], spot["adverb"] or ""
    verb: Verb | None = verbs_by("participle").get(spot["verb"]) or _PARTICIPLE.get(
        spot["verb"]
    )
    is_pronoun = patient.lower() in _OBJECTS
    if (
        verb is None
        or not _are_names(agent, "x" if is_pronoun else patient)
        or spot["verb"] in ("led", "followed")
    ):
        return
    object_ = _OBJECTS.get(patient.lower(), patient)
    yield _edit(sentence, spot, f"{agent} {adverb}{verb.past} {object_}", "same")
    can_act = re.fullmatch(rf"{_NP}|[Hh]e|[Ss]he|[Tt]hey", patient) is not None
    if can_act and spot["verb"] in _PARTICIPLE:
        yield _edit(sentence, spot, f"{patient} {adverb}{verb.past} {agent}", "changed")
        yield _edit(sentence, spot, _passive(agent, adverb, verb, object_), "changed")


def _exchange_pronoun(sentence: str, spot: re.Match[str]) -> Iterator[Edit]:
    """Exchange a pronoun and a name: "He saved Tom" gives "Tom saved him"."""
    if spot["agent"]:
        agent, verb, patient = spot.group("agent", "verb", "patient")
        if _are_names("x", patient):
            object_ = _OBJECTS[agent.lower()]
            yield _edit(sentence, spot, f"{patient} {verb} {object_}", "changed")
            yield _edit(sentence, spot, _passive(patient, "", _PAST[verb], object_), "same")
        return
    agent, verb, patient = spot.group("agent2", "verb2", "patient2")
    if _are_names(agent, "x"):
        subject = _SUBJECTS[patient]
        yield _edit(sentence, spot, f"{subject} {verb} {agent}", "changed")
        yield _edit(sentence, spot, _passive(subject, "", _PAST[verb], agent), "same")


def _exchange_pair(sentence: str) -> Iterator[Edit]:
    """Name two in the other order."""
    for spot in _BOTH.finditer(sentence):
        agent = spot["agent"] or spot["agent2"]
        link, patient = spot["verb"] or spot["verb2"], spot["patient"] or spot["patient2"]
        is_list = re.search(
            r"(?:,|\b(?:and|of|the|The|(?!When\b|In\b|But\b|While\b|If\b|Both\b)[A-Z]\w*"
            r"|for)) $",
            sentence[: spot.start()],
        )
        if is_list or _ADJECTIVE.search(patient) or _ADJECTIVE.search(agent):
            continue
        if _are_names(agent, patient) and len(agent.split()) == len(patient.split()):
            text = f"{patient} {link} {agent}"
            yield Edit(sentence[: spot.start()] + text + sentence[spot.end() :], "role", "same")


_ADJECTIVE = re.compile(
    r"(?:ish|ese|[aeu]an|ian|ew|ench|erman|lim|stant|ic|al|tch|i)$|^(?:Greek|Iraqi|Saudi"
    r"|Muslim)"
)


def _passive(patient: str, adverb: str, verb: Verb, agent: str) -> str:
    be = "were" if _PLURAL.match(patient) else "was"
    return f"{patient} {be} {adverb}{verb.participle} by {agent}"


def _are_names(agent: str, patient: str) -> bool:
    pair = (agent, patient)
    if any(_NO_NAME.match(re.sub(r"^[Tt]he ", "", name)) for name in pair):
        return False
    return agent != patient and not any(_NO_NOUNS.search(name) for name in pair)


def _edit(sentence: str, spot: re.Match[str], clause: str, change: Change) -> Edit:
    """Put a clause in place; its words are written small or large as their places ask."""
    if spot.start() == 0:
        old = sentence.split(" ", 1)[0]
        clause = raise_head(clause)
        if _DETERMINED.match(old) or re.fullmatch(_CROWDS, old):
            clause = clause[0] + re.sub(rf"(?<= ){old}\b", old.lower(), clause[1:])
    return Edit(sentence[: spot.start()] + clause + sentence[spot.end() :], "role", change)
