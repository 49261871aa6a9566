"""Finding Arabic cues: the verb, its source, and where what is said begins.

    وقال الوزير في بيان إن الطريق مغلق      verb, source, occasion, "إن", content
    الوزير أكد أن الطريق مغلق               source before the verb
    وأضاف أن الطريق مغلق                    no source: the speaker of before
    الطريق مغلق، بحسب الوزارة               content before the cue

The verb comes first, so the source is what stands between it and "أن", a colon
or a quotation, without the day, the occasion and the outlet that was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from factcheck.attribution.agencies import names_agency
from factcheck.attribution.arabic_sources import (
    ACCORDING,
    MARKS,
    PRONOUN_ENDINGS,
    Range,
    is_addressed,
    is_agency_word,
    is_subject,
    source_after,
    source_before,
    split_object,
    told_outlet,
)
from factcheck.attribution.arabic_words import (
    ArabicForm,
    cue_form,
    opens_object,
    words_of,
)
from factcheck.attribution.units import Token

Mode = Literal["verb", "according", "quoting", "echo"]
_FARTHEST = 40  # tokens between a verb and what is said
_FARTHEST_PARTICIPLE = 8
_LONGEST_QUOTED_NAME = 32  # characters
_NEAR = 12  # tokens between a verb and a colon without quotation
_BARE_COMP = frozenset({"ان", "بان", "فان"})
_ECHO_NOUNS = frozenset({"قول", "وصف", "توصيف", "تعبير", "زعم", "راي", "كلام"})
_IMPERSONAL = frozenset({"يذكر", "يشار", "يلفت", "ينوه", "تجدر"})


class ArabicCue(NamedTuple):
    """A cue by token indices.

    `start` is the first content token after the cue, or None when what is said
    stands before it. `opening` says what opens the content: "comp", ":",
    "quote", "prep" or "object".
    """

    at: int
    last: int
    form: ArabicForm | None
    mode: Mode
    prefix: str
    source: Range | None
    via: Range | None = None
    start: int | None = None
    opening: str = ""


def find_cues(tokens: Sequence[Token], end: int) -> list[ArabicCue]:
    """Find the attributing words up to the token `end`, from left to right."""
    cues: list[ArabicCue] = []
    at = 0
    while at <= end:
        cue = _read_cue(tokens, at, end)
        if cue:
            cues.append(cue)
            at = cue.last
        at += 1
    return cues


def _read_cue(tokens: Sequence[Token], at: int, end: int) -> ArabicCue | None:
    token = tokens[at]
    if token.kind not in ("noun", "prep"):
        return None
    bare = token.low[1:] if token.low[0] == "و" and token.low not in ACCORDING else token.low
    if token.low in ACCORDING or bare in ACCORDING:
        return _read_according(tokens, at, end, "و" if bare != token.low else "")
    if token.low == "علي" and at + 1 < end and tokens[at + 1].low == "حد":
        return _read_wording(tokens, at, end)
    found = cue_form(token.low)
    if found is None:
        return None
    form, prefix = found
    if token.low in ("كما", "فيما") or not _is_verb(tokens, at, end, form, prefix):
        return None
    if form.takes == "quoting":
        return _read_quoting(tokens, at, end, form, prefix)
    return _read_verb(tokens, at, end, form, prefix)


def _is_verb(tokens: Sequence[Token], at: int, end: int, form: ArabicForm, prefix: str) -> bool:
    before = tokens[at - 1].low if at else ""
    follows = tokens[at + 1] if at < end else None
    if follows is None or before in words_of("neg"):
        return False
    if at > 1 and tokens[at - 2].low in words_of("neg") and before in words_of("aux"):
        return False
    if tokens[at].low.lstrip("و") in _IMPERSONAL and not is_subject(tokens, at - 1):
        return False
    if before in words_of("prep"):
        return False
    if form.tense == "participle":
        return form.is_clear or follows.kind in ("comp", ":", "quote")
    return form.is_clear or bool(prefix) or _opens_clause(tokens, at) or follows.kind == "comp"


def _opens_clause(tokens: Sequence[Token], at: int) -> bool:
    if at == 0:
        return True
    before = tokens[at - 1]
    return before.kind in MARKS or any(
        before.low in words_of(kind) for kind in ("conj", "aux", "time", "rel", "dem")
    )


def _read_verb(
    tokens: Sequence[Token], at: int, end: int, form: ArabicForm, prefix: str
) -> ArabicCue | None:
    start, opening, limit = _find_opening(tokens, at, end, form)
    source, via = source_after(tokens, at + 1, limit, form)
    cited = _cited(tokens, at + 1, limit)
    if source is not None and cited is not None:
        source, via = cited, source
    if form.tense == "participle":
        source = None
    elif source is None and not prefix:
        source = source_before(tokens, at, form)
    if start is None and source is not None and form.tense != "participle":
        start, source = split_object(tokens, source, limit, end, form)
        opening = "object"
        if source is None and not prefix:
            source = source_before(tokens, at, form)
    return ArabicCue(at, at, form, "verb", prefix, source, via, start, opening if start else "")


def _cited(tokens: Sequence[Token], first: int, limit: int) -> Range | None:
    """Whom "ذكرت الوكالة نقلا عن مصدر أمني أن" names as the source."""
    for at in range(first, limit - 2):
        if tokens[at].low == "نقلا" and tokens[at + 1].low == "عن":
            return source_after(tokens, at + 2, limit, None)[0]
    return None


def _find_opening(
    tokens: Sequence[Token], at: int, end: int, form: ArabicForm
) -> tuple[int | None, str, int]:
    """Where what is said begins, what opens it, and where the source must end."""
    stop = min(end, at + (_FARTHEST if form.tense != "participle" else _FARTHEST_PARTICIPLE))
    for k in range(at + 1, stop + 1):
        token = tokens[k]
        if token.kind == "comp":
            return (_after_comp(tokens, k), "comp", k) if k < end else (None, "", k)
        if token.kind == ":":
            return (
                (min(k + 1, end), ":", k)
                if _is_near_colon(tokens, at, k, end)
                else (None, "", k)
            )
        if token.kind == "quote" and not _is_name_quote(tokens, k, at, end):
            return (None, "", k) if form.takes == "act" else (k, "quote", k)
        if k < end and _is_preposition(tokens, k, at, form):
            return _after_preposition(tokens, k, end)
        if token.kind == "," and _over_aside(tokens, k, end) is None:
            return None, "", k
        if k > at + 1 and _starts_statement(tokens, k, end):
            return None, "", k
    return None, "", stop + 1


def _after_comp(tokens: Sequence[Token], at: int) -> int:
    """Keep "أنها", whose pronoun is the clause's subject; drop a bare "أن"."""
    return at + 1 if tokens[at].low in _BARE_COMP else at


def _is_near_colon(tokens: Sequence[Token], at: int, colon: int, end: int) -> bool:
    """A list ("في عمليتين: الأولى ...") is not what is said; a quotation is, however far."""
    return colon == end or tokens[colon + 1].kind == "quote" or colon - at <= _NEAR


def _is_preposition(tokens: Sequence[Token], k: int, at: int, form: ArabicForm) -> bool:
    low, preposition = tokens[k].low, form.preposition
    if not preposition:
        return False
    if preposition == "ب":
        return k == at + 1 and low.startswith("ب") and len(low) > 3
    is_object = any(opens_object(token.low) for token in tokens[at + 1 : k])
    if low == "علي" and tokens[k].kind == "noun" and tokens[k + 1].kind == "noun":
        return tokens[k + 1].low.startswith("ال")  # else the name, not "على"
    return low == preposition and not (is_object and form.takes == "any")


def _after_preposition(tokens: Sequence[Token], k: int, end: int) -> tuple[int, str, int]:
    if tokens[k].low.startswith("ب") and len(tokens[k].low) > 3:
        return k, "prep", k
    if tokens[k + 1].kind == "comp" and k + 1 < end:
        return _after_comp(tokens, k + 1), "comp", k
    return k + 1, "prep", k


def _over_aside(tokens: Sequence[Token], comma: int, end: int) -> int | None:
    """Step over "، أحد المحللين في المدينة،" when "أن", a colon or quotation follows it."""
    if comma < end and _links(tokens[comma + 1].low):
        return None
    for k in range(comma + 1, min(end, comma + 18) + 1):
        if tokens[k].kind in ("comp", ":"):
            return k
        if tokens[k].kind == "quote" and tokens[k - 1].kind in (",", ":"):
            return k
        found = cue_form(tokens[k].low)
        if (found and (found[1] or _links(tokens[k - 1].low))) or tokens[k].low == "حين":
            return None
    return None


def _links(low: str) -> bool:
    return low in words_of("conj") or low in words_of("aux")


def _starts_statement(tokens: Sequence[Token], at: int, end: int) -> bool:
    found = cue_form(tokens[at].low)
    return bool(found and found[1] and _is_verb(tokens, at, end, *found))


def _is_name_quote(tokens: Sequence[Token], at: int, cue: int, end: int) -> bool:
    """Tell the name in 'وكالة "إسنا"', 'لـ"الحياة"' and 'شركة "النور" أن' from what is said."""
    quote = tokens[at]
    before = tokens[at - 1]
    if quote.end - quote.start > _LONGEST_QUOTED_NAME or quote.low in ".!?":
        return False
    if at == cue + 1:
        return at < end and opens_object(tokens[at + 1].low)
    if before.kind != "noun":
        return False
    is_agency = names_agency(tokens, at - 1, at - 1, "ar") or is_agency_word(tokens, at - 1)
    return is_agency or before.low in ("ل", "عن", "في") or _is_followed(tokens, at, end)


def _is_followed(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether "أن" or another quotation comes before any comma."""
    for k in range(at + 1, min(end, at + 24) + 1):
        if tokens[k].kind == ",":
            return False
        if tokens[k].kind in ("comp", "quote"):
            return True
    return False


def _read_according(
    tokens: Sequence[Token], at: int, end: int, prefix: str
) -> ArabicCue | None:
    last = at
    if last < end and tokens[last + 1].low in ("عن", "الي", "ل"):
        last += 1
    if last < end and tokens[last + 1].low in ("ما", "لما"):
        last += 1
    if last < end and _is_cue_with_object(tokens[last + 1].low):
        last += 1
    if last < end and tokens[last + 1].low in ("به", "بها", "عنه", "عنها"):
        last += 1
    if last == end:
        return None
    if _is_echo(tokens[last + 1].low):
        return ArabicCue(at, last + 1, None, "echo", prefix, None)
    source, _ = source_after(tokens, last + 1, _according_limit(tokens, last + 1, end), None)
    if source is None and tokens[last + 1].kind == "noun" and is_addressed(tokens, last + 1):
        source = told_outlet(tokens, last + 1, _according_limit(tokens, last + 1, end))
    if source is None:
        return None
    return ArabicCue(at, last, None, "according", prefix, source)


def _read_wording(tokens: Sequence[Token], at: int, end: int) -> ArabicCue:
    """Read "على حد قوله", which names nobody, and "على حد قول الوزير"."""
    source = None
    if at + 2 < end and tokens[at + 2].low in _ECHO_NOUNS:
        limit = _according_limit(tokens, at + 3, end)
        source, _ = source_after(tokens, at + 3, limit, None)
    return ArabicCue(at, at + 2, None, "according" if source else "echo", "", source)


def _is_cue_with_object(low: str) -> bool:
    """Tell "ذكرت" and "ذكرته" after "وفقا لما"."""
    return any(cue_form(word) for word in (low, low.removesuffix("ه")) if len(word) > 2)


def _according_limit(tokens: Sequence[Token], first: int, end: int) -> int:
    for at in range(first, end + 1):
        token = tokens[at]
        if token.kind in (",", ":", "comp", ";"):
            return at
        if token.kind == "quote" and not _is_name_quote(tokens, at, first - 1, end):
            return at
        if at > first and cue_form(token.low):
            return at
    return end + 1


def _is_echo(low: str) -> bool:
    """Tell "قوله" and "توصيفها" ("as he put it"), which name no source."""
    return any(low == noun + ending for noun in _ECHO_NOUNS for ending in PRONOUN_ENDINGS)


def _read_quoting(
    tokens: Sequence[Token], at: int, end: int, form: ArabicForm, prefix: str
) -> ArabicCue | None:
    """Read "نقلت وكالة رويترز عن الوزير قوله إن"."""
    about = next((k for k in range(at + 1, min(end, at + 14)) if tokens[k].low == "عن"), None)
    if about is None:
        return None
    start, opening, limit = _find_opening(tokens, about, end, form)
    source, _ = source_after(tokens, about + 1, limit, form)
    if source is None or start is None:
        return None
    via = (at + 1, about - 1) if about > at + 1 else None
    return ArabicCue(at, at, form, "quoting", prefix, source, via, start, opening)
