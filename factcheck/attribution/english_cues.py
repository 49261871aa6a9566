"""Finding English cues: the verb, whether it attributes at all, and who its subject is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from factcheck.attribution.english_phrases import (
    apposition_end,
    has_finite,
    is_finite,
    phrase_end,
    phrase_start,
    skip_aside,
)
from factcheck.attribution.english_words import CueForm, cue_forms, marked, source_nouns
from factcheck.attribution.units import Token

Mode = Literal["active", "inverted", "shared", "passive", "according", "noun"]

_BE = frozenset("is are was were be been being 's isn't aren't wasn't weren't".split())
_MODAL = frozenset("will would can could may might must shall should to".split())
_DO = frozenset({"do", "does", "did"})
_PLURAL = frozenset(
    "i we you they who whom people police media some many most others both all".split()
)
_ALSO_NOUNS = frozenset(
    "claims reports calls notes states demands questions charges estimates comments fears hopes"
    " doubts requests orders answers remarks tweets posts attacks signals voices references"
    " brands labels bets holds reads forecasts projects offers promises threats"
    " cites hints responds guesses worries replies lectures defends pleads"
    " report call note state demand question charge estimate comment fear hope doubt request"
    " order answer remark tweet post attack signal voice reference brand label bet hold read"
    " forecast project offer promise claim show find hint guess worry reply plead"
    " describe pitch echo vow pledge".split()
)
_NOT_AFTER = frozenset({"det", "prep", "num"})
_NAMING_VERBS = frozenset({"call", "dub", "label", "describe", "brand"})
_NOBODY = frozenset({"neither", "nobody", "none", "no", "nothing", "no-one"})
_PASSIVES = frozenset(
    "say believe think report allege expect estimate understand suspect claim fear assume tell"
    " inform warn notify remind quote cite accuse blame charge describe announce call".split()
)
_ACT_REDUCED = frozenset({"as", "in", "on", "at", "for"})


class Cue(NamedTuple):
    """A cue verb that attributes, by token indices.

    `group` is the first of its auxiliaries ("has repeatedly said"). `subject` is
    None when another cue's or the sentence's subject must do. `start` is where
    its clause starts: at the subject or, without one, at the verb.
    """

    group: int
    last: int
    form: CueForm
    mode: Mode
    subject: tuple[int, int] | None
    start: int


def find_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Find the verbs that attribute something, from left to right."""
    forms_by_word = cue_forms()
    cues: list[Cue] = []
    is_headline = _is_headline(tokens)
    at = 0
    while at < len(tokens):
        form = _match_form(tokens, at, forms_by_word.get(tokens[at].low, ()))
        cue = _read_cue(tokens, at, form, is_headline) if form else None
        if cue:
            cues.append(cue)
        at += len(form.words) if cue and form else 1
    return cues


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Tell Whether Most Words Are Written Like This."""
    lower = sum(token.kind == "noun" for token in tokens)
    return lower * 3 <= sum(token.kind == "cap" for token in tokens)


def main_subject(tokens: Sequence[Token], before: int) -> tuple[int, int] | None:
    """The first noun phrase that a verb follows: who a later participle speaks for."""
    at = 0
    while at < before:
        if tokens[at].kind in ("cap", "noun", "det", "pron"):
            last = phrase_end(tokens, at)
            end = apposition_end(tokens, last)
            follows = end + 1 + (end > last)
            if last >= at and follows < len(tokens) and _is_verbal(tokens, follows):
                return (at, last)
            last = _cut_at_verb(tokens, at, last)
            if last >= at:
                return (at, last)
        while at < before and tokens[at].kind not in (",", "quote"):
            at += 1
        at += 1
    return None


def _match_form(tokens: Sequence[Token], at: int, forms: Sequence[CueForm]) -> CueForm | None:
    for form in forms:
        words = form.words
        if len(words) == 1 or (
            at + len(words) <= len(tokens)
            and all(tokens[at + k].low == words[k] for k in range(1, len(words)))
        ):
            return form
    return None


def _read_cue(tokens: Sequence[Token], at: int, form: CueForm, is_headline: bool) -> Cue | None:
    if at and tokens[at].low == "states" and tokens[at - 1].low == "united":
        return None
    if tokens[at].kind == "cap" and not (is_headline and form.form in ("third", "past", "ing")):
        return None
    group = _group_start(tokens, at)
    helpers = {token.low for token in tokens[group:at]}
    if _is_unreal(tokens, group, helpers):
        return None
    last = at + len(form.words) - 1
    if form.form == "ing" and not helpers & _BE:
        return _read_participle(tokens, at, last, form)
    if form.form in ("past", "done") and helpers & _BE:
        return _read_passive(tokens, group, at, last, form)
    if not _is_verb(tokens, at, last, group, helpers, form):
        return None
    return _read_finite(tokens, group, last, form)


def _group_start(tokens: Sequence[Token], at: int) -> int:
    group = at
    while group > 0:
        before = tokens[group - 1]
        if before.kind in ("aux", "adv") or before.low in ("not", "never", "to"):
            group -= 1
        elif (
            before.kind == "time"
            and group > 1
            and tokens[group - 2].low in ("on", "late", "early")
        ):
            group -= 2
        elif before.kind == "time" and group > 1 and tokens[group - 2].kind in ("cap", "pron"):
            group -= 1
        else:
            break
    while group < at and tokens[group].kind == "adv" and group == 0:
        group += 1
    return group


def _is_unreal(tokens: Sequence[Token], group: int, helpers: set[str]) -> bool:
    """Tell "did not say", "declined to say", "would say" from what was said."""
    if helpers & _MODAL or helpers & marked("neg"):
        return True
    if any(helper.endswith("n't") for helper in helpers):
        return True
    return group > 0 and tokens[group - 1].low in marked("neg") | {"if", "without", "let"}


def _is_verb(
    tokens: Sequence[Token], at: int, last: int, group: int, helpers: set[str], form: CueForm
) -> bool:
    before = tokens[at - 1] if at else None
    if before is not None and before.kind in _NOT_AFTER and before.low not in ("one", "all"):
        return False
    if (
        before is not None
        and before.low.endswith(("'s", "s'"))
        and before.kind in ("cap", "noun")
    ):
        return False
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if form.form == "base":
        return _has_plural_subject(tokens, group, helpers) and not _is_noun_use(
            tokens, at, follows
        )
    if form.form == "past" and not helpers and _is_reduced(tokens, group, follows, form):
        return False
    if form.form == "third" and form.words[0] in _ALSO_NOUNS:
        return _is_third_person(tokens, group) and not _is_noun_use(tokens, at, follows)
    return True


def _is_reduced(
    tokens: Sequence[Token], group: int, follows: Token | None, form: CueForm
) -> bool:
    """Tell "a man described as tall" and "a bomb believed to be old" from finite verbs."""
    if follows is None or group == 0 or tokens[group - 1].kind not in ("noun", ","):
        return False
    if follows.low == "by" or (follows.low == "to" and form.stance == "hedges"):
        return True
    if form.verb in _NAMING_VERBS and tokens[group - 1].low not in source_nouns():
        return tokens[group - 1].kind == "noun" and follows.kind in ("cap", "det", "quote")
    return form.takes == "act" and follows.low in _ACT_REDUCED


def _has_plural_subject(tokens: Sequence[Token], group: int, helpers: set[str]) -> bool:
    if helpers & _DO:
        return True
    if group == 0:
        return False
    subject = tokens[group - 1]
    if subject.low in _PLURAL or subject.low in ("republicans", "democrats"):
        return True
    if subject.kind == "cap":
        first = phrase_start(tokens, group - 1)
        return subject.low.endswith("s") or any(t.low == "and" for t in tokens[first:group])
    if any(token.low == "and" for token in tokens[phrase_start(tokens, group - 1) : group]):
        return True
    return any(
        token.kind == "noun" and token.low.endswith("s") and not token.low.endswith("ss")
        for token in _heads(tokens, group - 1)
    )


def _heads(tokens: Sequence[Token], last: int) -> list[Token]:
    """The nouns that may head the phrase up to `last`: its last word and those before "of"."""
    first = phrase_start(tokens, last)
    return [tokens[last]] + [
        tokens[at]
        for at in range(first, last)
        if tokens[at + 1].kind in ("prep", "rel", "time")
    ]


def _is_third_person(tokens: Sequence[Token], group: int) -> bool:
    if group == 0:
        return False
    subject = tokens[group - 1]
    if subject.kind == "noun" and (subject.low in _PLURAL or subject.low.endswith("s")):
        heads = _heads(tokens, group - 1)[1:]
        return any(head.low in source_nouns() and not head.low.endswith("s") for head in heads)
    return (
        (subject.kind in ("cap", "rel", ")", ",") and subject.low != "percent")
        or subject.low in ("he", "she", "it", "that", "one")
        or any(head.low in source_nouns() for head in _heads(tokens, group - 1))
    )


def _is_noun_use(tokens: Sequence[Token], at: int, follows: Token | None) -> bool:
    if tokens[at].low not in _ALSO_NOUNS or follows is None:
        return False
    return follows.kind in ("prep", "aux") or follows.low.startswith("'") or is_finite(follows)


def _read_finite(tokens: Sequence[Token], group: int, last: int, form: CueForm) -> Cue | None:
    inverted = _inverted_subject(tokens, group, last, form)
    if inverted:
        return Cue(group, last, form, "inverted", inverted, group)
    subject = _left_subject(tokens, group)
    if subject is not None and tokens[subject[0]].low in _NOBODY:
        return None
    if subject is None:
        is_shared = group > 0 and tokens[group - 1].kind in (",", "conj", "-")
        if not is_shared:
            return None
        return Cue(group, last, form, "shared", None, group)
    return Cue(group, last, form, "active", subject, subject[0])


def _inverted_subject(
    tokens: Sequence[Token], group: int, last: int, form: CueForm
) -> tuple[int, int] | None:
    """Find the speaker in `"...," said Rami` and `the war is over, said Rami`."""
    if group == 0 or form.form == "base" or last + 1 >= len(tokens):
        return None
    before = tokens[group - 1]
    after_quote = before.kind == "quote" or (
        before.kind in (",", "-") and group > 1 and tokens[group - 2].kind == "quote"
    )
    if not after_quote and (before.kind != "," or form.takes in ("act", "tell")):
        return None
    end = phrase_end(tokens, last + 1)
    if end <= last or tokens[last + 1].kind == "time":
        return None
    if not after_quote and not any(
        token.kind in ("cap", "pron", "det") or token.low in source_nouns()
        for token in tokens[last + 1 : end + 1]
    ):
        return None
    follows = tokens[end + 1] if end + 1 < len(tokens) else None
    if follows is not None and (is_finite(follows) or follows.kind in ("sub", "pron", "conj")):
        return None
    if (
        tokens[last + 1].kind == "pron"
        and follows is not None
        and follows.kind not in (".", ",")
    ):
        return None
    return (last + 1, apposition_end(tokens, end))


def _left_subject(tokens: Sequence[Token], group: int) -> tuple[int, int] | None:
    last = group - 1
    if last < 0:
        return None
    token = tokens[last]
    if token.kind == "pron":
        return (last, last)
    if token.kind == "rel" or (token.low == "that" and last > 0):
        return _antecedent(tokens, last)
    if token.kind in (",", ")", "-"):
        inside = skip_aside(tokens, last)
        if inside is None:
            return None
        if tokens[inside].kind == "pron":
            return (inside, inside)
        return _with_aside(tokens, inside, last)
    first = phrase_start(tokens, last)
    if token.kind == "time" and first < last:
        return first, last  # "a report released last year"
    if token.kind in ("noun", "cap", "num", ".", "det") and not is_finite(token):
        return _over_relative(tokens, first), last
    return None


def _with_aside(tokens: Sequence[Token], inside: int, last: int) -> tuple[int, int]:
    """Keep "Rami, a farmer," as one name; drop "Rami, however," and "Rami, in Rome,"."""
    opening = tokens[inside + 2] if inside + 2 < len(tokens) else tokens[last]
    is_name = tokens[last].kind == ")" or opening.kind in ("noun", "cap", "det", "num", "rel")
    if not is_name or opening.low.endswith("ing"):
        last = inside + 1
    return phrase_start(tokens, inside), last - (tokens[last].kind != ")")


def _over_relative(tokens: Sequence[Token], first: int) -> int:
    """Step left over "(a man) who saw the attack"."""
    for at in range(first - 1, max(-1, first - 10), -1):
        if tokens[at].kind in (",", "quote", ";", ":", "conj"):
            break
        if tokens[at].low == "who" and at > 0 and tokens[at - 1].kind in ("noun", "cap"):
            is_verb = at + 1 == first or any(
                has_finite(tokens, k, k) for k in range(at + 1, first)
            )
            return phrase_start(tokens, at - 1) if is_verb else first
    return first


def _antecedent(tokens: Sequence[Token], relative: int) -> tuple[int, int] | None:
    last = relative - 1
    while last >= 0 and tokens[last].kind in (",", "prep"):
        last -= 1
    if last < 0 or tokens[last].kind not in ("noun", "cap", ")", "time", "pron"):
        return None
    return (phrase_start(tokens, last), last)


def _read_participle(tokens: Sequence[Token], at: int, last: int, form: CueForm) -> Cue | None:
    """Read ", saying the road was closed" and "a statement saying ..."."""
    before = tokens[at - 1] if at else None
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if follows is None or (len(form.words) == 1 and follows.kind == "prep"):
        return None
    if before is not None and before.low.endswith(("'s", "s'")):
        return None  # "the country's ruling party"
    if before is None or before.kind in (",", "conj", "adv", "quote", "-", ")", "pron"):
        return Cue(at, last, form, "shared", None, at)
    if before.low in source_nouns():
        return Cue(at, last, form, "active", (phrase_start(tokens, at - 1), at - 1), at)
    if before.low in ("by", "in", "of", "after", "before", "while", "when"):
        return Cue(at, last, form, "shared", None, at)
    if before.kind in ("noun", "cap", "time", "num"):
        return Cue(at, last, form, "shared", None, at)
    return None


def _read_passive(
    tokens: Sequence[Token], group: int, at: int, last: int, form: CueForm
) -> Cue | None:
    if group == 0 or form.verb not in _PASSIVES:
        return None
    subject = _left_subject(tokens, group)
    if subject is None:
        return None
    return Cue(group, last, form, "passive", subject, subject[0])


def _is_verbal(tokens: Sequence[Token], at: int) -> bool:
    return has_finite(tokens, at, at) or (
        tokens[at].kind == "adv" and at + 1 < len(tokens) and has_finite(tokens, at + 1, at + 1)
    )


def _cut_at_verb(tokens: Sequence[Token], first: int, last: int) -> int:
    """Cut "the minister underlined the need" before its verb."""
    for at in range(first + 1, last + 1):
        if tokens[at].kind == "noun" and tokens[at].low.endswith(("ed", "es")):
            return at - 1
    return first - 1
