"""English attribution: cues, their sources, what is said, and whom an outlet credits.

One statement may have a source and a carrier. The carrier (an agency, a
broadcaster) becomes `via`:

    TASS quoted Rami as saying the road was closed.
    Rami told Reuters the road was closed.
    The road was closed, Rami said, as cited by TASS.
    TASS reported, citing Rami, that the road was closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from factcheck.attribution import Draft
from factcheck.attribution.agencies import names_agency
from factcheck.attribution.english_content import (
    Range,
    addressee,
    content_end,
    content_ranges,
    content_start,
)
from factcheck.attribution.english_cues import Cue, find_cues, main_subject
from factcheck.attribution.english_labels import read_labels
from factcheck.attribution.english_phrasal import find_phrasal_cues
from factcheck.attribution.english_quoting import read_quoting
from factcheck.attribution.units import Token, Unit, join_span

_OWN_WORDS = frozenset("i we you me us my our your".split())
_CREDITING = frozenset({"cite", "quote"})


class Found(NamedTuple):
    """An attribution as token ranges."""

    cue: Cue
    source: Range | None
    marks: tuple[Range, ...]
    content: tuple[Range, ...]
    via: tuple[Range, ...] = ()


def attribute_unit(unit: Unit) -> list[Draft]:
    """Find the attributions of one sentence, in order of their cues."""
    tokens = unit.tokens
    end = content_end(tokens)
    verbs = find_cues(tokens)
    used = {cue.last for cue in verbs}
    phrases = [cue for cue in find_phrasal_cues(tokens) if cue.last not in used]
    cues = sorted([*verbs, *phrases], key=_group_of)
    founds = _merge_credits(tokens, _find_all(tokens, cues, end))
    if unit.quote is not None:
        founds = [found for found in founds if _is_reported(tokens, found)]
    drafts = [_make_draft(tokens, found) for found in founds]
    return drafts or (read_labels(unit, end) if unit.quote is None else [])


def _find_all(tokens: Sequence[Token], cues: Sequence[Cue], end: int) -> list[Found]:
    founds: list[Found] = []
    last: Range | None = None
    for index, cue in enumerate(cues):
        later = cues[index + 1 :]
        source = _source_of(tokens, cue, last)
        if cue.mode in ("active", "inverted"):
            last = source
        quoting = read_quoting(tokens, cue, end) if cue.form.verb in _CREDITING else None
        if quoting:
            founds.append(Found(cue, *quoting))
            continue
        if cue.mode == "shared" and source is None:
            continue
        ranges = content_ranges(tokens, cue, later, end)
        if ranges or _awaits(tokens, cue, end):
            via = _told_agency(tokens, cue, end)
            founds.append(Found(cue, source, (_mark(tokens, cue),), tuple(ranges), via))
    return founds


def _group_of(cue: Cue) -> int:
    return cue.group


def _source_of(tokens: Sequence[Token], cue: Cue, last: Range | None) -> Range | None:
    if cue.mode == "passive":
        return None
    if cue.mode == "shared":
        return last or main_subject(tokens, cue.group)
    return cue.subject


def _awaits(tokens: Sequence[Token], cue: Cue, end: int) -> bool:
    """Tell whether the content comes in the next paragraph ("Rami wrote:")."""
    return tokens[end].kind == ":" and content_start(tokens, cue, end) == end


def _mark(tokens: Sequence[Token], cue: Cue) -> Range:
    first = cue.group
    while first < cue.last and tokens[first].kind in ("adv", "time", "prep"):
        first += 1
    return first, cue.last


def _told_agency(tokens: Sequence[Token], cue: Cue, end: int) -> tuple[Range, ...]:
    """The agency of "told Reuters" and of "said in an interview with CNN"."""
    told = addressee(tokens, cue, end)
    return (told,) if told and names_agency(tokens, *told) else ()


def _merge_credits(tokens: Sequence[Token], founds: list[Found]) -> list[Found]:
    """Turn agencies that only pass a statement on into the `via` of that statement."""
    kept: list[Found] = []
    for found in founds:
        if found.source is None or not kept or found.cue.mode not in ("according", "shared"):
            kept.append(found)
            continue
        if found.cue.mode == "according" and names_agency(tokens, *found.source):
            kept[-1] = kept[-1]._replace(via=(*kept[-1].via, found.source))
        elif found.cue.form.verb in _CREDITING and found.content:
            kept[-1] = _cite(tokens, kept[-1], found)
        else:
            kept.append(found)
    return kept


def _cite(tokens: Sequence[Token], carrier: Found, cited: Found) -> Found:
    """Read "TASS reported, citing Rami"."""
    if carrier.source is None or not names_agency(tokens, *carrier.source):
        return carrier
    return carrier._replace(
        source=cited.content[0],
        marks=(*carrier.marks, *cited.marks),
        via=(*carrier.via, carrier.source),
    )


def _is_reported(tokens: Sequence[Token], found: Found) -> bool:
    """Inside a quotation, keep what the speaker reports of others, not his own "I think"."""
    if found.source is None or found.cue.form.stance == "hedges":
        return False
    first, last = found.source
    is_named = any(token.kind == "cap" for token in tokens[first : last + 1])
    return is_named and tokens[first].low not in _OWN_WORDS


def _make_draft(tokens: Sequence[Token], found: Found) -> Draft:
    return Draft(
        source=() if found.source is None else (join_span(tokens, *found.source),),
        cue=tuple(join_span(tokens, *pair) for pair in found.marks),
        content=tuple(join_span(tokens, *pair) for pair in found.content),
        is_direct=_is_direct(tokens, found.content),
        stance=found.cue.form.stance,
        via=tuple(join_span(tokens, *pair) for pair in found.via),
    )


def _is_direct(tokens: Sequence[Token], ranges: Sequence[Range]) -> bool:
    quoted = total = 0
    for first, last in ranges:
        total += tokens[last].end - tokens[first].start
        quoted += sum(t.end - t.start for t in tokens[first : last + 1] if t.kind == "quote")
    return 2 * quoted > total
