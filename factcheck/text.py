"""Text made comparable, with a map back to the offsets of the original.

Arabic news writes one word in many ways: with or without short vowels, with
tatweel, with any of four alefs, with Arabic-Indic or Persian digits. `fold`
maps all of them, and the Latin variants (case, typographic quotes, dashes), to
one form, and remembers for each folded character where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from factcheck.records import Span

_SAME = {
    **dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627"),  # alefs
    "\u0649": "\u064a",  # alef maqsura
    "\u06cc": "\u064a",  # Persian yeh
    "\u06a9": "\u0643",  # Persian kaf
    "\u0629": "\u0647",  # teh marbuta
    "\u066b": ".",  # Arabic decimal separator
    "\u066c": ",",  # Arabic thousands separator
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u066a": "%",
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000\t", " "),
}
_DROPPED = frozenset(
    "\u0640\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\ufeff"
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")


class Folded(NamedTuple):
    """A folded text; `offsets[i]` is where folded character `i` stands in the original.

    `offsets` holds one more entry than `text`: the original's length.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Map a span of the folded text to the original, dropped characters inside kept."""
        if start >= end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@lru_cache(maxsize=16384)
def fold(text: str) -> Folded:
    """Fold Latin and Arabic spelling variants and remember the offsets.

    Lower case; Latin accents and Arabic short vowels dropped; alefs, yehs and
    teh marbuta made one; all digits ASCII; quotes and dashes ASCII. Newlines
    stay. Folding a folded text changes nothing.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        for folded in _fold_character(character):
            characters.append(folded)
            offsets.append(index)
    return Folded("".join(characters), (*offsets, len(text)))


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _DROPPED:
        return ""
    if character in _SAME:
        return _SAME[character]
    if character.isdigit() and not character.isascii():
        return str(unicodedata.digit(character))
    decomposed = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in _DROPPED)
    return "".join(_SAME.get(c, c) for c in kept.lower() if not unicodedata.combining(c))


def fold_text(text: str) -> str:
    """Fold `text` and forget the offsets."""
    return fold(text).text


def is_arabic(text: str) -> bool:
    """Tell whether most letters of `text` are Arabic."""
    letters = sum(character.isalpha() for character in text)
    return letters > 0 and 2 * len(ARABIC_LETTER.findall(text)) > letters
