"""Where an English cue's content stands: after it, before it or around it.

    Rami said on Monday that the road is closed.   after
    The road is closed, Rami said on Monday.       before
    "The road," said Rami, "is closed."            both

Commas decide where they stand; texts that lost theirs are read by their verbs.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.attribution.agencies import names_agency
from factcheck.attribution.english_cues import Cue
from factcheck.attribution.english_phrases import (
    NEGATIONS,
    adverbial_end,
    has_finite,
    is_finite,
    phrase_end,
    phrase_start,
)
from factcheck.attribution.english_words import cue_forms, source_nouns
from factcheck.attribution.units import Token

Range = tuple[int, int]

_FINAL = frozenset(".?!…")
_ASKED = frozenset({"that", "whether", "how", "why", "what", "if"})
_SPLITTERS = frozenset({"but", "while", "although", "though", "whereas", "and", "as"})
_HEDGED_PASSIVES = frozenset(
    "say believe think report allege expect estimate understand suspect claim fear"
    " assume".split()
)
_EVIDENCE = frozenset({"text", "witness", "organisation"})
_CLAUSE_ENDS = frozenset({"noun", "cap", "num", "time", "adv", "fin", ")"})
_SUBORDINATE = frozenset(
    "if when while as although though since because after before despite asked speaking given"
    " following in on at during citing noting responding".split()
)


def content_end(tokens: Sequence[Token]) -> int:
    """The last token before the full stop."""
    end = len(tokens) - 1
    while end > 0 and tokens[end].kind in _FINAL:
        end -= 1
    return end


def content_ranges(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], end: int
) -> list[Range]:
    """The parts of what the cue's source says; `later` are the sentence's further cues."""
    if cue.mode == "passive":
        return _passive_ranges(tokens, cue, later, end)
    if cue.mode == "noun":
        return [(cue.last + 2, _noun_content_end(tokens, cue, later, end))]
    if cue.mode == "according":
        return _according_ranges(tokens, cue, later, end)
    left = left_content(tokens, cue)
    start = content_start(tokens, cue, end)
    marker = marker_at(tokens, start, end)
    right = strip_marker(tokens, (start, _right_end(tokens, cue, start, later, end)), marker)
    if marker == ",":
        return _middle_ranges(tokens, left, right)
    if marker == "end" and (left is None or not _is_statement(tokens, left)):
        return []
    if left and (marker == "end" or _is_after_content(tokens, cue, start, left)):
        return [left, right] if marker in ("quote", "that", ":") else [left]
    if marker == ":" and start >= end:
        return []  # what is said stands in the next paragraph
    is_said = marker in ("that", "quote", ":") or _takes_bare(tokens, cue, start, end)
    if not is_said or right[0] > right[1] or _is_cut_off(tokens, right):
        return []
    if marker == "bare" and is_finite(tokens[start]):
        return _around_relative(tokens, cue, right)
    return [right]


def _is_cut_off(tokens: Sequence[Token], right: Range) -> bool:
    """Tell a line that ends after "that" and a sentence that ends in "vowed to"."""
    first, last = right
    is_small = tokens[first].kind in ("sub", "prep", "det", ",") and tokens[first].low != "no"
    return first == last and is_small


def _around_relative(tokens: Sequence[Token], cue: Cue, right: Range) -> list[Range]:
    """Read "a strike that Rami said was a mistake": the noun belongs to what is said."""
    last = cue.start - 1
    while (last >= 0 and tokens[last].kind in ("rel", ",")) or tokens[last].low == "that":
        last -= 1
    if last < 0 or tokens[last].kind not in ("noun", "cap", "num", ")"):
        return []
    return [(phrase_start(tokens, last), last), right]


def _according_ranges(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], end: int
) -> list[Range]:
    assert cue.subject is not None
    start = cue.subject[1] + 1
    right = (start, _right_end(tokens, cue, start, later, end))
    last = cue.start - 1
    while last >= 0 and tokens[last].kind in (",", "-", "conj", "adv", "("):
        last -= 1
    if last < 0:
        first = start + (start <= end and tokens[start].kind == ",")
        return [(first, right[1])] if first <= right[1] else []
    if start < right[1] and tokens[start].kind == ",":
        return _middle_ranges(tokens, (0, last), right)
    return [(0, last)]


def _noun_content_end(tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], end: int) -> int:
    """The content of "claims that the road is closed, which he denied" ends at the comma."""
    stop = _right_end(tokens, cue, cue.last + 2, later, end)
    for at in range(cue.last + 3, stop):
        if tokens[at].kind == "," and (
            tokens[at + 1].kind == "rel" or is_finite(tokens[at + 1])
        ):
            return at - 1
    return stop


def _is_statement(tokens: Sequence[Token], left: Range) -> bool:
    """Tell what can be said from "In an interview"."""
    has_quote = any(token.kind == "quote" for token in tokens[left[0] : left[1] + 1])
    return has_quote or tokens[left[0]].kind != "prep" or has_finite(tokens, *left)


def _is_after_content(tokens: Sequence[Token], cue: Cue, start: int, left: Range) -> bool:
    """Tell `"...," Rami said as he left` from "If it rains, Rami said the road would close"."""
    if tokens[left[1]].kind == "quote":
        return cue.form.takes != "act"
    if cue.start and tokens[cue.start - 1].kind not in (",", "-"):
        return False
    is_adverbial = tokens[start].kind in ("prep", "sub", "time", "conj")
    return is_adverbial and cue.form.takes != "act" and tokens[start].low not in _ASKED


def _middle_ranges(tokens: Sequence[Token], left: Range | None, right: Range) -> list[Range]:
    """Read "The road, Rami said, is closed" and "The road is closed, Rami said, adding ..."."""
    if left is None:
        return []
    first, last = right[0] + 1, right[1]
    if first > last:
        return [left]
    follows = tokens[first]
    is_open = not has_finite(tokens, *left) or tokens[left[0]].low in _SUBORDINATE
    goes_on = follows.kind in ("conj", "pron") or follows.low == "which"
    is_quote = left[0] == left[1] and tokens[left[0]].kind == "quote"
    if is_finite(follows) or follows.low == "that" or ((goes_on or is_open) and not is_quote):
        return [left, (first, last)]
    return [left]


def strip_marker(tokens: Sequence[Token], right: Range, marker: str) -> Range:
    """Drop the "that" or the colon before what is said."""
    first, last = right
    if first < last and (marker == ":" or tokens[first].low == "that"):
        first += 1
        first += first < last and tokens[first].kind == ","
    return first, last


def _takes_bare(tokens: Sequence[Token], cue: Cue, start: int, end: int) -> bool:
    """Tell whether the words after the cue, without "that" or a mark, are what is said."""
    takes = cue.form.takes
    if takes == "that":
        return _is_clause(tokens, start, end)
    if takes == "to":
        return tokens[start].low == "to"
    if takes == "show":
        return cue.subject is not None and _is_evidence(tokens, *cue.subject)
    return takes != "quote"


def _is_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell "(added) the road was closed" from "(added) three rooms to the house"."""
    stop = start
    while stop < min(end, start + 12) and tokens[stop + 1].kind not in (",", "rel", "sub", ";"):
        stop += 1
    return any(is_finite(token) for token in tokens[start : stop + 1])


def _is_evidence(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(
        source_nouns().get(token.low) in _EVIDENCE for token in tokens[first : last + 1]
    ) or names_agency(tokens, first, last)


def left_content(tokens: Sequence[Token], cue: Cue) -> Range | None:
    """What stands before the source, if it can be what is said."""
    last = cue.start - 1
    has_comma = last >= 0 and tokens[last].kind in (",", "-")
    if has_comma:
        last -= 1
    if last < 0 or cue.mode in ("shared", "noun"):
        return None
    if tokens[last].kind == "quote" and (has_comma or tokens[last].low in ",.?!…-"):
        return (0, last)
    if cue.form.form == "ing":
        return None
    if has_comma:
        return (0, last)
    return _left_without_comma(tokens, last)


def _left_without_comma(tokens: Sequence[Token], last: int) -> Range | None:
    """Read "The road is closed the ministry said", as texts that lost their commas have it."""
    if tokens[last].low == "as":
        last -= 1
    is_clause = last >= 2 and tokens[last].kind in _CLAUSE_ENDS
    is_dangling = is_clause and is_finite(tokens[last]) and tokens[last - 1].kind != "aux"
    is_whole = is_clause and has_finite(tokens, 0, last) and not is_dangling
    return (0, last) if is_whole and tokens[0].low not in _SUBORDINATE else None


def content_start(tokens: Sequence[Token], cue: Cue, end: int) -> int:
    """The first token after the cue, its inverted subject, the one told and the occasion."""
    start = cue.last + 1
    if cue.mode == "inverted" and cue.subject:
        start = cue.subject[1] + 1
    if cue.form.takes == "tell":
        start = max(start, phrase_end(tokens, start) + 1)
    if cue.form.takes == "act":
        return start
    after = adverbial_end(tokens, start)
    if after > end or marker_at(tokens, after, end) != "bare":
        start = after
    while start <= end and _is_when(tokens, start):
        start += 1
    return _skip_comma(tokens, start, end)


def _is_when(tokens: Sequence[Token], at: int) -> bool:
    """Tell "later", "Monday" and "on Monday" from what is said."""
    if tokens[at].kind in ("time", "adv"):
        return tokens[at].low not in NEGATIONS
    return tokens[at].kind == "prep" and at + 1 < len(tokens) and tokens[at + 1].kind == "time"


def addressee(tokens: Sequence[Token], cue: Cue, end: int) -> Range | None:
    """Who was told: "told Reuters", "said in an interview with CNN on Monday"."""
    first = cue.last + 1
    if cue.mode == "inverted" and cue.subject:
        first = cue.subject[1] + 1
    if cue.form.takes == "tell":
        last = phrase_end(tokens, first)
        return (first, last) if last >= first else None
    stop = min(adverbial_end(tokens, first), end + 1)
    for at in range(first, stop):
        if tokens[at].low in ("with", "to") and tokens[at].kind == "prep":
            last = phrase_end(tokens, at + 1)
            return (at + 1, min(last, end)) if last > at else None
    return None


def _skip_comma(tokens: Sequence[Token], start: int, end: int) -> int:
    """Step over the comma in `he said, "..."` and over ", however," before "that"."""
    if start >= end or tokens[start].kind != ",":
        return start
    if tokens[start + 1].kind in ("quote", ":"):
        return start + 1
    for at in range(start + 1, min(end, start + 10)):
        if tokens[at].kind == ",":
            follows = tokens[at + 1]
            return at + 1 if follows.low in _ASKED or follows.kind == "quote" else start
    return start


def marker_at(tokens: Sequence[Token], at: int, end: int) -> str:
    """What opens the content: "quote", ":", ",", "that" (or "whether"), "bare" or "end"."""
    if at > end or _starts_another(tokens[at]):
        return "end"
    if tokens[at].kind in ("quote", ":", ","):
        return tokens[at].kind
    return "that" if tokens[at].low in _ASKED else "bare"


def _starts_another(token: Token) -> bool:
    """Tell a participle that attributes more ("he said adding that ...") from what is said."""
    if token.low == "according":
        return True
    return token.low.endswith("ing") and any(
        form.form == "ing" and form.takes != "quote" for form in cue_forms().get(token.low, ())
    )


def _right_end(
    tokens: Sequence[Token], cue: Cue, start: int, later: Sequence[Cue], end: int
) -> int:
    if cue.start > 0 and tokens[cue.start - 1].low in _SUBORDINATE and cue.mode != "passive":
        end = min(end, _subordinate_end(tokens, start, end))
    if cue.group > 1 and tokens[cue.group - 1].kind == "rel":
        end = _relative_end(tokens, cue, start, end)
    for other in later:
        stop = _break_before(tokens, other, end)
        if stop is not None and stop >= start:
            return min(stop, end)
    return end


def _subordinate_end(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where "Although Rami said the road was closed, cars drove on it" stops being said."""
    for at in range(start + 1, end):
        if tokens[at].kind == "," and tokens[at + 1].kind in ("pron", "det", "cap", "noun"):
            return at - 1
    return end


def _relative_end(tokens: Sequence[Token], cue: Cue, start: int, end: int) -> int:
    """Where "Rami, who warned of floods, was right" stops being said."""
    if tokens[cue.group - 2].kind != ",":
        return end
    commas = (at for at in range(start, end) if tokens[at].kind == ",")
    return next(commas, end + 1) - 1


def _break_before(tokens: Sequence[Token], other: Cue, end: int) -> int | None:
    """The last token before a cue that starts a statement of its own; None if it is nested."""
    at = other.start - 1
    if at < 1 or other.mode == "noun":
        return None
    token = tokens[at]
    if other.mode == "according" and token.kind not in (",", "-"):
        return at
    if token.kind == ",":
        is_own = other.mode in ("shared", "inverted", "according") or (
            other.mode == "active" and _ends_content(tokens, other, end)
        )
        return at - 1 if is_own else None
    if token.kind in (";", "-"):
        return at - 1
    if token.low in _SPLITTERS:
        has_comma = tokens[at - 1].kind == ","
        is_own = has_comma or other.mode == "shared" or token.low in ("and", "but")
        return at - 1 - has_comma if is_own else None
    if token.kind == "quote" and other.mode == "shared":
        return at
    return None


def _ends_content(tokens: Sequence[Token], other: Cue, end: int) -> bool:
    """Tell ", Rami said." and ", Rami said on Friday," from a cue that opens a statement."""
    start = content_start(tokens, other, end)
    return marker_at(tokens, start, end) in ("end", ",")


def _passive_ranges(
    tokens: Sequence[Token], cue: Cue, later: Sequence[Cue], end: int
) -> list[Range]:
    """Read "is said to have fled", "was told that", "was accused of theft"."""
    start = cue.last + 1
    assert cue.subject is not None
    stop = _right_end(tokens, cue, start, later, end)
    if start > stop:
        return []
    subject = cue.subject
    if tokens[start].low == "that" or tokens[cue.subject[0]].low == "it":
        return [strip_marker(tokens, (start, stop), "that")]
    if cue.form.takes == "tell":
        return [(start, stop)]
    if tokens[start].low == "to" and cue.form.verb in _HEDGED_PASSIVES:
        return [subject, (start, stop)]
    if cue.form.takes == "act":
        return [subject, (start, stop)]
    return []
