"""Status: how far a thing has come, from a plan to a fact.

A verb's form says which stages of its event the words allow:

    "is preparing to establish"   planned
    "has begun building"          begun
    "have established"            begun, done
    "did not sign"                not done

The slot is the verb ("establish") with the words of what is established, so
"will sign the treaty" meets "signed the treaty" and never "signed the book".
Present tense and bare infinitives say nothing about the stage, and give no
mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Claim, Comparison, FacetName, Language, Mention, Record, Slot
from factcheck.text import fold_text
from factcheck.words import Word, find_words, load_stop_words, name_concept, stem_word

Stage = Literal["planned", "begun", "done", "not done"]

_STAGES: dict[Stage, frozenset[str]] = {
    "planned": frozenset({"planned"}),
    "begun": frozenset({"begun"}),
    "done": frozenset({"begun", "done"}),
    "not done": frozenset({"planned", "not done"}),
}
_OBJECT_WORDS = 6
_TOPIC_CHARACTERS = 80


@cache
def _cues(kind: str, language: Language = "en") -> frozenset[str]:
    """The words of one kind around a verb."""
    rows = load_lexicon(f"stages.{language}")
    return frozenset(
        fold_text(word) for row in rows if row["kind"] == kind for word in row["words"].split()
    )


class Status(Record):
    """The stage of one event; `predicate` is its concept, the same in both languages."""

    stage: Stage
    predicate: str


class VerbGroup(NamedTuple):
    """A verb with what its form says: the words `first..last` of a claim."""

    first: int
    last: int
    predicate: str
    stage: Stage


class StatusFacet:
    """Finds what was planned, begun or done."""

    name: FacetName = "status"
    slot_kind: Literal["single", "list"] = "single"
    value_type: type[Record] = Status

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the verbs whose form says how far their event has come."""
        words = find_words(claim.text, claim.language)
        find = _find_arabic_groups if claim.language == "ar" else _find_english_groups
        return tuple(_mention(claim, words, group) for group in find(words))

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare the stages of one event: conflict when no stage fits both."""
        one, other = left.value, right.value
        if one.predicate != other.predicate:
            return Comparison(kind="unclear", reason="two different events", score=0.0)
        if one.stage == other.stage:
            return Comparison(kind="agree", reason=f"both say {one.stage}", score=0.8)
        stages = sorted((one.stage, other.stage), key=list(_STAGES).index)
        if _STAGES[one.stage] & _STAGES[other.stage]:
            reason = f"{' and '.join(stages)} can both be true"
            return Comparison(kind="agree", reason=reason, score=0.6, refines=True)
        return Comparison(kind="conflict", reason=" against ".join(stages), score=0.85)

    def describe(self, mention: Mention) -> str:
        """Spell the stages that the words allow."""
        return "{" + ", ".join(sorted(_STAGES[mention.value.stage])) + "}"

    def label(self, mention: Mention) -> str:
        """Name the stage."""
        return str(mention.value.stage)


def _mention(claim: Claim, words: Sequence[Word], group: VerbGroup) -> Mention:
    start, end = words[group.first].span.start, words[group.last].span.end
    objects = _object_words(words, group, claim)
    return Mention(
        facet="status",
        start=claim.start + start,
        end=claim.start + end,
        text=claim.text[start:end],
        value=Status(stage=group.stage, predicate=group.predicate),
        slot=Slot(
            key=group.predicate,
            words=tuple(sorted({name_concept(word, claim.language) for word in objects})),
            topic=_name_topic(claim.text, words[group.last], objects),
        ),
    )


def _name_topic(text: str, verb: Word, objects: Sequence[Word]) -> str:
    """The verb's and its object's own words: "establish a joint headquarters"."""
    spans = [word.span for word in (verb, *objects[:5])]
    ends = [span for span in spans if abs(span.start - verb.span.start) < _TOPIC_CHARACTERS]
    return text[min(span.start for span in ends) : max(span.end for span in ends)]


def _object_words(words: Sequence[Word], group: VerbGroup, claim: Claim) -> list[Word]:
    """The content words after the verb; before it when it ends the claim (passives)."""
    stop_words = load_stop_words(claim.language)
    after = [word for word in words[group.last + 1 :] if word.text not in stop_words]
    before = [word for word in words[: group.first] if word.text not in stop_words]
    return after[:_OBJECT_WORDS] or before[-_OBJECT_WORDS:]


def _find_english_groups(words: Sequence[Word]) -> Iterator[VerbGroup]:
    index = 0
    while index < len(words):
        group = _read_planned(words, index) or _read_past(words, index)
        if group:
            yield group
            index = group.last
        index += 1


def _read_planned(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read "will not be signed", "is preparing to establish" at `index`."""
    word = words[index].text
    verb = index + 1
    if _is_intention(words, index):
        verb += 1
    elif word not in _cues("modal"):
        return None
    has_perfect = verb < len(words) and words[verb].text == "have"
    verb = _skip(words, verb)
    if verb >= len(words) or has_perfect or words[verb].text in load_stop_words("en"):
        return None
    stage: Stage = "not done" if word == "yet" else "planned"
    return VerbGroup(index, verb, _name_predicate(words, verb), stage)


def _is_intention(words: Sequence[Word], index: int) -> bool:
    """Tell whether "expected to", "yet to" stands here; "due to" only as "is due to"."""
    if index + 1 >= len(words) or words[index + 1].text != "to":
        return False
    word = words[index].text
    if word in {"due", "set"}:
        return index > 0 and words[index - 1].text in _cues("passive")
    return word in _cues("intention") or word == "yet"


def _skip(words: Sequence[Word], index: int) -> int:
    while index < len(words) and words[index].text in _cues("skipped"):
        index += 1
    return index


def _read_past(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read "has begun building", "did not sign", "was signed", "signed" at `index`."""
    if _is_conditional(words, index):
        return None
    return (
        _read_beginning(words, index)
        or _read_not_done(words, index)
        or _read_auxiliary(words, index)
        or _read_simple_past(words, index)
    )


def _is_conditional(words: Sequence[Word], index: int) -> bool:
    return bool({w.text for w in words[max(0, index - 3) : index]} & _cues("conditional"))


def _read_beginning(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read "began to build", "has started building"."""
    at = _skip(words, index + 1) if words[index].text in _cues("perfect") else index
    if at + 1 >= len(words) or words[at].text not in _cues("beginning"):
        return None
    verb = at + 2 if words[at + 1].text == "to" else at + 1
    if verb >= len(words) or not (verb == at + 2 or words[verb].text.endswith("ing")):
        return None
    return VerbGroup(index, verb, _name_predicate(words, verb), "begun")


def _read_not_done(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read "did not sign", "didn't sign"."""
    word = words[index].text
    verb = _skip(words, index + 1)
    is_negated = word == "didn't" or (
        word == "did" and bool({w.text for w in words[index + 1 : verb]} & _cues("negation"))
    )
    if not is_negated or verb >= len(words):
        return None
    return VerbGroup(index, verb, _name_predicate(words, verb), "not done")


def _read_auxiliary(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read "have established", "was not signed", "wasn't signed"."""
    word = words[index].text.removesuffix("n't")
    if word not in _cues("perfect") | _cues("passive"):
        return None
    verb = _skip(words, index + 1)
    if verb >= len(words) or _is_intention(words, verb) or not is_past_form(words[verb].text):
        return None
    between = {w.text for w in words[index + 1 : verb]}
    is_denied = _is_denied(words, index) or bool(between & _cues("negation"))
    stage: Stage = "not done" if is_denied else _stage_of(word)
    return VerbGroup(index, verb, _name_predicate(words, verb), stage)


def _is_denied(words: Sequence[Word], index: int) -> bool:
    """Tell whether "never", "nobody" or "no treaty" stands before, or the verb says "n't"."""
    before = {w.text for w in words[max(0, index - 3) : index]}
    return words[index].text.endswith("n't") or bool(before & _cues("nobody"))


def _stage_of(auxiliary: str) -> Stage:
    """ "is built" and "being built" are under way; "was built", "has built" are done."""
    return "begun" if auxiliary in {"is", "are", "being"} else "done"


def _read_simple_past(words: Sequence[Word], index: int) -> VerbGroup | None:
    """Read a past form that no auxiliary governs and that is no adjective."""
    word = words[index].text
    before = words[index - 1].text if index else ""
    governs = _cues("determiner") | _cues("modal") | _cues("auxiliary") | {"to"}
    governs |= _cues("passive") | _cues("perfect")
    if not is_past_form(word) or before in governs or _is_intention(words, index):
        return None
    if word in {"did", "had", "was", "were", "been"}:
        return None
    stage: Stage = "not done" if _is_denied(words, index) else "done"
    return VerbGroup(index, index, _name_predicate(words, index), stage)


def is_past_form(word: str) -> bool:
    """Tell whether an English word can be a past tense or past participle."""
    return word in _load_irregular_bases() or bool(re.fullmatch(r"[a-z]{2,}ed", word))


@cache
def _load_irregular_bases() -> dict[str, str]:
    rows = load_lexicon("irregular_verbs.en")
    return {row[form]: row["base"] for row in rows for form in ("past", "participle")}


def is_finite_form(word: str) -> bool:
    """Tell whether an English word shows that a clause has a verb of its own."""
    kinds = ("modal", "auxiliary", "passive", "perfect")
    return any(word in _cues(kind) for kind in kinds) or is_past_form(word)


def _name_predicate(words: Sequence[Word], index: int) -> str:
    particle = words[index + 1].text if index + 1 < len(words) else ""
    return normalise_predicate(words[index].text, particle)


def normalise_predicate(verb: str, particle: str = "") -> str:
    """Name a verb's concept, that of verb and particle ("set up") first, else its stem."""
    stem = stem_word(_load_irregular_bases().get(verb, verb), "en")
    concepts = _load_english_concepts()
    return concepts.get(f"{stem} {particle}") or concepts.get(stem, stem)


@cache
def _load_english_concepts() -> dict[str, str]:
    """Concepts by stem, or by stem and particle."""
    concepts = {}
    for row in reversed(load_lexicon("predicates.en")):
        for form in row["forms"].split("|"):
            verb, _, particle = form.partition(" ")
            concepts[f"{stem_word(verb, 'en')} {particle}".strip()] = row["concept"]
    return concepts


def _find_arabic_groups(words: Sequence[Word]) -> Iterator[VerbGroup]:
    forms = _load_arabic_forms()
    for index, word in enumerate(words):
        before = [other.text for other in words[max(0, index - 3) : index]]
        bare = (
            word.text.removeprefix("و").removeprefix("ف") if len(word.text) > 4 else word.text
        )
        form = forms.get(bare) or forms.get(bare.removeprefix("ال"))
        is_future = bare.startswith("س") and bare[1:] in forms and bare not in forms
        concept, tense = forms[bare[1:]] if is_future else form or ("", "")
        stage = _read_arabic_stage(tense, before, is_future=is_future)
        if concept and stage:
            yield VerbGroup(index, index, concept, stage)


def _read_arabic_stage(tense: str, before: Sequence[str], *, is_future: bool) -> Stage | None:
    if is_future or _cues("intention", "ar") & set(before):
        return "planned"
    if tense == "imperfect":
        return "not done" if before[-1:] == ["لم"] else None
    if tense == "masdar":
        return "done" if before[-1:] in (["تم"], ["جري"], ["جرت"]) else None
    if tense == "perfect":
        return "not done" if set(before[-1:]) & _cues("negation", "ar") else "done"
    return None


@cache
def _load_arabic_forms() -> dict[str, tuple[str, str]]:
    return {
        fold_text(form): (row["concept"], tense)
        for row in reversed(load_lexicon("predicates.ar"))
        for tense in ("masdar", "imperfect", "perfect")
        for form in row[tense].split()
    }
