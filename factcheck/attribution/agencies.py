"""Which names are agencies, broadcasters and papers that other outlets credit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.attribution.units import Token
from factcheck.lexicons import load_lexicon
from factcheck.records import Language
from factcheck.text import fold_text

_ARTICLES = frozenset({"the", "state", "state-run", "a"})


def names_agency(
    tokens: Sequence[Token], first: int, last: int, language: Language = "en"
) -> bool:
    """Tell whether the phrase from `first` to `last` names a news agency or another outlet."""
    words = [
        token.low for token in tokens[first : last + 1] if token.kind not in (",", "quote")
    ]
    while words and words[0] in _ARTICLES:
        words = words[1:]
    if not words:
        return False
    names, marks = _agencies(language)
    is_marked = words[-1] in marks if language == "en" else words[0] in marks
    return is_marked or any(
        " ".join(words[:length]) in names for length in range(1, min(5, len(words) + 1))
    )


@cache
def _agencies(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    rows = load_lexicon(f"agencies.{language}")
    names = frozenset(fold_text(row["agency"]) for row in rows if row["kind"] == "name")
    return names, frozenset(fold_text(row["agency"]) for row in rows if row["kind"] != "name")
