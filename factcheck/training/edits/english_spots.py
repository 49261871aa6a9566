"""Spots: put other words into an English sentence, and tell where a rule may not.

A part of a sentence can be loosened only where the sentence says it outright. "He did
not sleep in Rome" does not give "he did not sleep in Italy", nor does "the first bridge
in Rome" give "the first bridge in Italy".
"""

from __future__ import annotations

import re

_ARTICLE_BEHIND = re.compile(r"\b([Aa])n? $")
_VOWEL_SOUND = re.compile(
    r"(?!eu|uni(?!n)|use|usu|one\b|once|U\.?[SKN]|UA|ut)(?:[aeiou]|h(?:our|onest|eir|onou?r)"
    r"|8|11\b|18\b|[FHLMNRSX]-?\d)",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"\b(?:not|never|no|none|nor|neither|nobody|nothing|without|few|fewer|little|only|hardly"
    r"|barely|if|unless|whether|all|every|each|any|everyone|everything|than|first|second|third"
    r"|last|final|next|sole|most|least|best|worst|deny|denies|denied|doubt|doubts|refused?|fail"
    r"|failed|fails|unlikely|before|until|would|could|should|might|cannot|same|rather|always|so"
    r"|too|per|ever|both|total|between|altogether|instead|more|less)\b|n['’]t\b"
    r"|\b(?!west\b|east\b|rest\b|arrest\b|protest\b|test\b|request\b|interest\b|guest\b"
    r"|forest\b"
    r"|harvest\b|invest\b|suggest\b|contest\b|conquest\b|chest\b|quest\b|nest\b|priest\b)"
    r"[a-z]{3,}est\b|[?]",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|barely"
    r"|rarely|seldom|unless)\b|n['’]t\b",
    re.IGNORECASE,
)
_UNASSERTED = re.compile(
    r"\b(?:if|whether|unless|suppose|imagine|whatever|whoever|wish|hope|hoped|hopes)\b|[?]",
    re.IGNORECASE,
)
_POSSIBILITY = re.compile(r"\b(?:may|[Mm]ight|[Mm]aybe|[Pp]erhaps|[Pp]ossibly)\b")


def put(sentence: str, start: int, end: int, form: str) -> str:
    """Put `form` in place of `sentence[start:end]`; the article before it follows suit.

    A form at the head of the sentence is capitalised.
    """
    before, after = sentence[:start], sentence[end:]
    if not before.strip(" \"“'‘"):
        form = form[:1].upper() + form[1:]
    if form and (article := _ARTICLE_BEHIND.search(before)):
        before = (
            before[: article.start()] + article[1] + ("n " if opens_on_vowel(form) else " ")
        )
    if not form:
        before, after = before.rstrip(), after if before.strip() else after.lstrip()
    if form.endswith(".") and after.startswith("."):
        after = after[1:]
    return before + form + after


def swap(sentence: str, spot: re.Match[str], form: str) -> str:
    """Put `form` in place of the whole match."""
    return put(sentence, spot.start(), spot.end(), form)


def opens_on_vowel(form: str) -> bool:
    """Tell whether "an" goes before `form`."""
    return _VOWEL_SOUND.match(form) is not None


def can_loosen(sentence: str) -> bool:
    """Tell whether the sentence still holds when a part of it says less."""
    return _TURNING.search(sentence) is None


def is_negated(sentence: str) -> bool:
    """Tell whether a word of the sentence negates."""
    return _NEGATION.search(sentence) is not None


def is_asserted(sentence: str) -> bool:
    """Tell whether the sentence says that something is so: no question, no condition."""
    return _UNASSERTED.search(sentence) is None


def is_mere_possibility(sentence: str) -> bool:
    """Tell whether the sentence says what may be: "it may rain" and "it may not" agree."""
    return _POSSIBILITY.search(sentence) is not None


def lower_head(clause: str) -> str:
    """Write a clause's first word small where it is no name: for a clause moved inside."""
    first = clause.split(" ", 1)[0]
    return clause[0].lower() + clause[1:] if first in _SMALL_HEADS else clause


def raise_head(clause: str) -> str:
    """Capitalise the first letter."""
    return clause[:1].upper() + clause[1:]


_SMALL_HEADS = frozenset(
    "The A An He She It They We His Her Its Their Our My This That These Those There Some Many"
    " Most Several Two Three Four Five Six Seven Eight Nine Ten All Both People Police"
    " Officials"
    " Scientists Researchers Doctors Children Women Men Each Every One Another".split()
)
