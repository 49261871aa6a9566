"""Arabic attribution: cues, their sources, what is said, and whom an outlet credits."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.attribution import Draft
from factcheck.attribution.agencies import names_agency
from factcheck.attribution.arabic_cues import ArabicCue, find_cues
from factcheck.attribution.arabic_labels import read_labels
from factcheck.attribution.arabic_sources import Range
from factcheck.attribution.arabic_words import source_words, title_words, words_of
from factcheck.attribution.units import Token, Unit, join_span
from factcheck.records import Span

_FINAL = frozenset(".?!…,،")
_BREAKING = frozenset({",", ";", "-"})


def attribute_unit(unit: Unit) -> list[Draft]:
    """Find the attributions of one sentence, in order of their cues."""
    tokens = unit.tokens
    end = len(tokens) - 1
    while end > 0 and tokens[end].kind in _FINAL:
        end -= 1
    cues = find_cues(tokens, end)
    drafts: list[Draft] = []
    last: Range | None = None
    begun = 0  # where the content of the last draft begins
    for index, cue in enumerate(cues):
        if cue.mode == "according" and drafts and _is_credit(tokens, cue):
            drafts[-1] = _credit(tokens, drafts[-1], cue)
            continue
        if drafts and (cue.mode == "echo" or (cue.mode == "according" and cue.at < begun)):
            continue
        is_own = cue.at == 0 or _starts_statement(tokens, cue)
        source = cue.source or (last if cue.mode == "verb" and is_own else None)
        if source is None and drafts and not is_own:
            continue  # "أنه قال" inside what somebody says
        draft = _make_draft(tokens, cue, source, cues[index + 1 :], end)
        if draft is not None and drafts and draft.content == drafts[-1].content:
            continue  # "وصرح قائلا"
        if draft is not None and (source is not None or unit.quote is None):
            drafts.append(draft)
            last = source
            begun = cue.start or 0
    return drafts or (read_labels(unit, end) if unit.quote is None else [])


def _is_credit(tokens: Sequence[Token], cue: ArabicCue) -> bool:
    assert cue.source is not None
    first, last = cue.source
    names = [
        token._replace(low=token.low.removeprefix("ل")) for token in tokens[first : last + 1]
    ]
    return names_agency(names, 0, last - first, "ar")


def _credit(tokens: Sequence[Token], draft: Draft, cue: ArabicCue) -> Draft:
    assert cue.source is not None
    return draft._replace(via=(*draft.via, _name_span(tokens, cue.source)))


def _name_span(tokens: Sequence[Token], pair: Range) -> Span:
    """The span of a name without the preposition written with it ("لوكالة")."""
    span = join_span(tokens, *pair)
    low = tokens[pair[0]].low
    is_prefixed = low.startswith("ل") and (
        low[1:] in source_words() or low[1:] in title_words()
    )
    return Span(span.start + 1, span.end) if is_prefixed else span


def _make_draft(
    tokens: Sequence[Token],
    cue: ArabicCue,
    source: Range | None,
    later: Sequence[ArabicCue],
    end: int,
) -> Draft | None:
    awaits = cue.start is not None and cue.opening == ":" and cue.start >= end
    content = _content_range(tokens, cue, later, end)
    if content is None and not awaits:
        return None
    return Draft(
        source=() if source is None else (_name_span(tokens, source),),
        cue=(join_span(tokens, cue.at, cue.last),),
        content=() if content is None else (join_span(tokens, *content),),
        is_direct=content is not None and _is_direct(tokens, content),
        stance=cue.form.stance if cue.form else "affirms",
        via=() if cue.via is None else (_name_span(tokens, cue.via),),
    )


def _is_direct(tokens: Sequence[Token], content: Range) -> bool:
    first, last = content
    quoted = sum(t.end - t.start for t in tokens[first : last + 1] if t.kind == "quote")
    return 2 * quoted > tokens[last].end - tokens[first].start


def _content_range(
    tokens: Sequence[Token], cue: ArabicCue, later: Sequence[ArabicCue], end: int
) -> Range | None:
    if cue.mode in ("according", "echo"):
        return _around_according(tokens, cue, later, end)
    if cue.start is None:
        return _before_verb(tokens, cue)
    first, last = cue.start, _right_end(tokens, cue.start, later, end)
    if first > last or tokens[first].kind == ":":
        return None
    if first == last and tokens[first].low in words_of("dem"):
        return None
    if cue.opening in (":", "quote") and tokens[first].kind == "quote":
        return first, _quotation_end(tokens, first, last)
    return _trim(tokens, first, last)


def _before_verb(tokens: Sequence[Token], cue: ArabicCue) -> Range | None:
    """Read '"..."، قال الوزير'."""
    last = cue.at - 1
    while last >= 0 and tokens[last].kind in _BREAKING:
        last -= 1
    is_quoted = last >= 0 and tokens[last].kind == "quote" and not cue.prefix
    return (last, last) if is_quoted and cue.source else None


def _around_according(
    tokens: Sequence[Token], cue: ArabicCue, later: Sequence[ArabicCue], end: int
) -> Range | None:
    after = (cue.source[1] if cue.source else cue.last) + 1
    if cue.at == 0 or cue.prefix or tokens[cue.at - 1].low in words_of("conj"):
        while after <= end and tokens[after].kind in (",", "comp", ":", ";"):
            after += 1
        last = _right_end(tokens, after, later, end)
        return _trim(tokens, after, last) if after <= last else None
    return _trim(tokens, 0, cue.at - 1)


def _right_end(
    tokens: Sequence[Token], start: int, later: Sequence[ArabicCue], end: int
) -> int:
    """What is said ends before the next cue that starts a statement of its own."""
    for cue in later:
        if cue.at <= start:
            continue
        first = cue.at
        if cue.source and cue.source[1] == cue.at - 1:
            first = cue.source[0]
        if _starts_statement(tokens, cue._replace(at=first)) or cue.mode != "verb":
            return first - 1
    return end


def _starts_statement(tokens: Sequence[Token], cue: ArabicCue) -> bool:
    """Tell "، وأضاف", "فيما أكد" and "مؤكدا" from a verb inside what is said."""
    is_participle = cue.form is not None and cue.form.tense == "participle"
    before = tokens[cue.at - 1]
    is_parted = before.kind in _BREAKING or before.low in words_of("conj")
    return bool(cue.prefix) or is_participle or is_parted


def _quotation_end(tokens: Sequence[Token], first: int, last: int) -> int:
    """The quotation alone, or all when the sentence runs on without a comma."""
    if first == last or tokens[first + 1].kind in (",", ".", ";", "-", ")"):
        return first
    if tokens[first + 1].kind == "quote":
        return _quotation_end(tokens, first + 1, last)
    return last


def _trim(tokens: Sequence[Token], first: int, last: int) -> Range | None:
    while last >= first and (
        tokens[last].kind in _FINAL
        or tokens[last].kind in _BREAKING
        or tokens[last].low in words_of("conj")
    ):
        last -= 1
    while first <= last and tokens[first].kind in (",", "-", ";"):
        first += 1
    return (first, last) if first <= last else None
