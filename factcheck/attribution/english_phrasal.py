"""English cues without a finite verb: "according to Rami", "the claim that"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.attribution.english_cues import Cue
from factcheck.attribution.english_phrases import (
    apposition_end,
    is_finite,
    phrase_end,
    phrase_start,
)
from factcheck.attribution.english_words import CueForm, cue_forms, marked, source_nouns
from factcheck.attribution.units import Token
from factcheck.lexicons import load_lexicon
from factcheck.records import Stance

_ACCORDING = CueForm(("according", "to"), "base", "according to", "any", "affirms")
_BEFORE_BY = frozenset({"as", ",", "first", "originally", "also"})
_BY_VERBS = frozenset(
    "report cite quote announce state say note write post reveal disclose claim suggest".split()
)


def find_phrasal_cues(tokens: Sequence[Token]) -> list[Cue]:
    """Find the attributing phrases, from left to right."""
    cues: list[Cue] = []
    for at in range(len(tokens) - 1):
        low, follows = tokens[at].low, tokens[at + 1].low
        if low == "according" and follows == "to":
            cue = _read_source_after(tokens, at, at + 1, at, _ACCORDING)
        elif follows == "by" and low in cue_forms():
            cue = _read_by(tokens, at)
        elif follows == "that" and low in _cue_nouns():
            cue = _read_noun(tokens, at)
        else:
            continue
        if cue:
            cues.append(cue)
    return cues


@cache
def _cue_nouns() -> dict[str, Stance]:
    return {row["noun"]: row["stance"] for row in load_lexicon("cue_nouns.en")}  # type: ignore[misc]


def _read_source_after(
    tokens: Sequence[Token], at: int, last: int, start: int, form: CueForm
) -> Cue | None:
    end = phrase_end(tokens, last + 1)
    if end <= last:
        return None
    if start > 0:
        end = apposition_end(tokens, end)
    return Cue(at, last, form, "according", (last + 1, end), start)


def _read_by(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read ", as reported by TASS" and "first reported by TASS"."""
    before = tokens[at - 1].low if at else ","
    forms = [
        form
        for form in cue_forms()[tokens[at].low]
        if form.form in ("past", "done") and form.verb in _BY_VERBS
    ]
    if before not in _BEFORE_BY or not forms:
        return None
    start = at - 1 if before in ("as", "first", "originally", "also") else at
    return _read_source_after(tokens, at, at + 1, start, forms[-1])


def _read_noun(tokens: Sequence[Token], at: int) -> Cue | None:
    """Read "the governor's claim that" and "allegations that"."""
    is_occasion = tokens[at].low in marked("occasion") and "in" in (
        token.low for token in tokens[max(0, at - 3) : at]
    )
    if is_occasion:
        return None  # "said in a statement that"
    if at + 2 < len(tokens) and is_finite(tokens[at + 2]):
        return None  # "the threat that hangs over the town" says what the threat does
    form = CueForm(
        (tokens[at].low,), "base", tokens[at].low, "that", _cue_nouns()[tokens[at].low]
    )
    first = phrase_start(tokens, at)
    owner = next((k for k in range(at - 1, first - 1, -1) if _is_possessive(tokens[k])), None)
    if owner is None and at > first and tokens[at - 1].low in source_nouns():
        owner = at - 1
    subject = None if owner is None else (max(first, phrase_start(tokens, owner)), owner)
    return Cue(at, at, form, "noun", subject, at)


def _is_possessive(token: Token) -> bool:
    is_name = token.kind in ("cap", "noun") and token.low.endswith(("'s", "s'"))
    return is_name or token.low in ("his", "her", "their", "its", "my", "our", "your")
