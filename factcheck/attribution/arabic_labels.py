"""Arabic sources before a colon: "الوزير: الطريق مغلق", in headlines and transcripts."""

from __future__ import annotations

from functools import cache

from factcheck.attribution import Draft
from factcheck.attribution.arabic_words import words_of
from factcheck.attribution.units import Unit, join_span
from factcheck.lexicons import load_lexicon
from factcheck.text import fold_text, is_arabic

_LONGEST = 6  # tokens of a label


def read_labels(unit: Unit, end: int) -> list[Draft]:
    """Find a source that a colon sets off; `end` is the last token that counts."""
    tokens = unit.tokens
    if not unit.opens_line:
        return []
    at = next((k for k in range(1, min(end, _LONGEST + 1)) if tokens[k].kind == ":"), None)
    if at is None or tokens[at + 1].kind == "num":
        return []
    words = [token.low for token in tokens[:at]]
    is_plain = all(token.kind == "noun" and is_arabic(token.low) for token in tokens[:at])
    if not is_plain or not unit.closes_line or _is_label(words):
        return []
    content = join_span(tokens, at + 1, end)
    is_direct = all(token.kind == "quote" for token in tokens[at + 1 : end + 1])
    source = join_span(tokens, 0, at - 1)
    return [Draft((source,), (join_span(tokens, at, at),), (content,), is_direct)]


def _is_label(words: list[str]) -> bool:
    closed = ("prep", "stop", "conj", "aux", "neg", "time", "dem", "rel")
    if any(word in words_of(kind) for word in words for kind in closed):
        return True
    return " ".join(words) in _labels() or words[-1] in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold_text(row["label"]) for row in load_lexicon("labels.ar"))
