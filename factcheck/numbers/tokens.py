"""Tokens: a folded text cut into words, numbers and signs, and tables of phrases to find in it.

Everything here works on folded text, so Arabic and English, their digits and
their spelling variants need no separate treatment. Cutting is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, Literal, NamedTuple, TypeVar, cast

from factcheck.text import fold

Row = TypeVar("Row")
TokenKind = Literal["number", "arabic", "latin", "sign"]

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<arabic>[\u0621-\u064a\u0671-\u06d3]+)"
    r"|(?P<latin>[^\W\d_\u0621-\u064a\u0671-\u06d3]+(?:'[a-z]+)*)"
    r"|(?P<sign>\S)"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[@#][^\W_]\w*|[\w.+-]{1,64}@[\w-]{1,64}\.\w[\w.]*"
)
PREFIXES = (
    *("وبال", "ولل", "وال", "فال", "بال", "كال", "لل", "ال"),
    *("وب", "ول", "و", "ف", "ب", "ل", "ك"),
)
ARTICLES = ("ال", "لل")
_SHORTEST_STEM = 2


class Token(NamedTuple):
    """One word, number or sign of a folded text.

    `start` and `end` are offsets into the folded text; `is_joined` tells that no
    space stands before it. `has_capital` and `is_upper` speak of the original.
    """

    text: str
    start: int
    end: int
    kind: TokenKind
    is_joined: bool
    has_capital: bool = False
    is_upper: bool = False

    @property
    def is_number(self) -> bool:
        """Tell whether it is written in digits."""
        return self.kind == "number"

    @property
    def is_word(self) -> bool:
        """Tell whether it is made of letters."""
        return self.kind in ("arabic", "latin")

    @property
    def is_arabic(self) -> bool:
        """Tell whether it is an Arabic word."""
        return self.kind == "arabic"


class Phrase(NamedTuple, Generic[Row]):
    """A phrase found in a row of tokens, `tokens[start:end]`, and its lexicon row."""

    start: int
    end: int
    row: Row


class PhraseTable(Generic[Row]):
    """Phrases of one or more words, found at a place of a row of tokens, the longest first.

    The first word of an Arabic phrase is found behind one of `prefixes` too:
    conjunctions, prepositions and the article ("وبمقتل" holds "مقتل").
    """

    def __init__(
        self, rows: Iterable[tuple[str, Row]], *, prefixes: tuple[str, ...] = PREFIXES
    ) -> None:
        self._prefixes = prefixes
        self._by_first: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Row]]] = {}
        for phrase, row in rows:
            words = tuple(token.text for token in cut_tokens(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append((words, row))
                self._by_last.setdefault(words[-1], []).append((words, row))
        for table in (self._by_first, self._by_last):
            for entries in table.values():
                entries.sort(key=lambda entry: -len(entry[0]))

    def find_at(self, tokens: Sequence[Token], start: int) -> Phrase[Row] | None:
        """Find the longest phrase that begins at `start`."""
        if not 0 <= start < len(tokens):
            return None
        for first in spell_without_prefix(tokens[start], self._prefixes):
            for words, row in self._by_first.get(first, ()):
                if _reads(tokens, start + 1, words[1:]):
                    return Phrase(start, start + len(words), row)
        return None

    def find_before(self, tokens: Sequence[Token], end: int) -> Phrase[Row] | None:
        """Find the longest phrase that ends before `end`."""
        if not 0 < end <= len(tokens):
            return None
        for last in spell_without_prefix(tokens[end - 1], self._prefixes):
            for words, row in self._by_last.get(last, ()):
                start = end - len(words)
                if start >= 0 and self._reads_from(tokens, start, words):
                    return Phrase(start, end, row)
        return None

    def _reads_from(self, tokens: Sequence[Token], start: int, words: Sequence[str]) -> bool:
        first = words[0] in spell_without_prefix(tokens[start], self._prefixes)
        return first and _reads(tokens, start + 1, words[1:])


def _reads(tokens: Sequence[Token], start: int, words: Sequence[str]) -> bool:
    if start + len(words) > len(tokens):
        return False
    return all(tokens[start + i].text == word for i, word in enumerate(words))


@lru_cache(maxsize=8192)
def cut_tokens(text: str) -> tuple[Token, ...]:
    """Cut `text` into tokens of its folded form; web addresses and handles are left out."""
    folded = fold(text)
    tokens: list[Token] = []
    last_end = -1
    for start, end in _spans_outside_addresses(folded.text):
        for match in _TOKEN.finditer(folded.text, start, end):
            original = text[folded.offsets[match.start()] : folded.offsets[match.end() - 1] + 1]
            tokens.append(_make_token(match, original, is_joined=match.start() == last_end))
            last_end = match.end()
    return tuple(tokens)


def _spans_outside_addresses(folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ADDRESS.finditer(folded):
        yield start, match.start()
        start = match.end()
    yield start, len(folded)


def _make_token(match: re.Match[str], original: str, *, is_joined: bool) -> Token:
    kind = cast(TokenKind, match.lastgroup)
    start, end = match.span()
    is_upper = original.isupper()
    return Token(match.group(), start, end, kind, is_joined, original[:1].isupper(), is_upper)


def spell_without_prefix(token: Token, prefixes: tuple[str, ...] = PREFIXES) -> tuple[str, ...]:
    """Spell a token as it stands, and an Arabic word also without its prefixes."""
    return _strip_prefixes(token.text, prefixes) if token.is_arabic else (token.text,)


@lru_cache(maxsize=65536)
def _strip_prefixes(word: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    spellings = [word]
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            spellings.append(word[len(prefix) :])
    return tuple(dict.fromkeys(spellings))
