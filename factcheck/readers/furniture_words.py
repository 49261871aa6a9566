"""Page furniture by its words: look a paragraph up in the furniture lexicons.

Both languages are always asked: an Arabic page may carry an English share bar.
A row counts only for paragraphs of at most so many words, because the longer a
paragraph is the likelier it is a report that happens to use the row's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast

from factcheck.lexicons import load_lexicon
from factcheck.records import SetAsideReason
from factcheck.text import fold_text

MOST_WORDS = 90
MOST_CHARACTERS = 1500
_WILDCARD = "*"
_WILDCARD_REACH = 6
_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*|[:/©@()-]")
_PUNCTUATION = frozenset(":/©@()-")
_TIME_STAMP = "time stamp"


class Row(NamedTuple):
    """One row of a furniture lexicon; `most`: the longest paragraph it speaks of, in words."""

    tokens: tuple[str, ...]
    match: str
    most: int
    reason: SetAsideReason
    note: str


class _Lexicon(NamedTuple):
    exact: Mapping[tuple[str, ...], Row]
    by_first_token: Mapping[str, tuple[Row, ...]]
    only_by_note: Mapping[str, tuple[Row, frozenset[str]]]


def split_tokens(text: str) -> tuple[str, ...]:
    """Split `text` into folded words and the marks that furniture uses, such as : / © @.

    A text too long to be furniture gives no tokens.
    """
    if len(text) > MOST_CHARACTERS:
        return ()
    return tuple(_TOKEN.findall(fold_text(text)))


def find_row(tokens: Sequence[str]) -> Row | None:
    """Find the first row that speaks of a paragraph with these tokens."""
    words = tuple(token for token in tokens if token not in _PUNCTUATION)
    if not words or len(words) > MOST_WORDS:
        return None
    lexicon = _load()
    if words in lexicon.exact:
        return lexicon.exact[words]
    return next(_find_phrases(tokens, len(words), lexicon), None) or _find_only(words, lexicon)


def _find_phrases(tokens: Sequence[str], words: int, lexicon: _Lexicon) -> Iterator[Row]:
    first = next(i for i, token in enumerate(tokens) if token not in _PUNCTUATION)
    for start, token in enumerate(tokens):
        for row in lexicon.by_first_token.get(token, ()):
            if words > row.most or (row.match == "starts" and start not in (0, first)):
                continue
            end = _match_at(row.tokens, tokens, start)
            if end and (row.match != "ends" or end == len(tokens)):
                yield row


def _match_at(pattern: Sequence[str], tokens: Sequence[str], start: int) -> int | None:
    """Match `pattern` from `start` on and return where the match ends."""
    for index, wanted in enumerate(pattern):
        if wanted == _WILDCARD:
            rest = pattern[index + 1 :]
            reach = range(start + index, min(start + index + _WILDCARD_REACH, len(tokens)) + 1)
            return next((end for at in reach if (end := _match_at(rest, tokens, at))), None)
        if start + index >= len(tokens) or tokens[start + index] != wanted:
            return None
    return start + len(pattern)


def _find_only(words: Sequence[str], lexicon: _Lexicon) -> Row | None:
    for row, known in lexicon.only_by_note.values():
        if len(words) > row.most or all(word.isdigit() for word in words):
            continue
        if all(word in known or word[0].isdigit() for word in words):
            return row
    return None


@cache
def _load() -> _Lexicon:
    rows = [
        _read_row(row)
        for name in ("furniture.en", "furniture.ar")
        for row in load_lexicon(name)
    ]
    by_first: dict[str, list[Row]] = {}
    only: dict[str, tuple[Row, frozenset[str]]] = {}
    for row in rows:
        if row.match == "only":
            kept, known = only.get(row.note, (row, _calendar_words(row.note)))
            only[row.note] = (kept, known | frozenset(row.tokens))
        elif row.match != "exact":
            by_first.setdefault(row.tokens[0], []).append(row)
    return _Lexicon(
        exact={_drop_punctuation(row.tokens): row for row in rows if row.match == "exact"},
        by_first_token={first: tuple(found) for first, found in by_first.items()},
        only_by_note=only,
    )


def _read_row(cells: Mapping[str, str]) -> Row:
    tokens = tuple(
        token
        for part in cells["words"].split()
        for token in ((_WILDCARD,) if part == _WILDCARD else split_tokens(part))
    )
    most = int(cells["most"] or MOST_WORDS)
    return Row(
        tokens, cells["match"], most, cast(SetAsideReason, cells["reason"]), cells["note"]
    )


def _drop_punctuation(tokens: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in tokens if token not in _PUNCTUATION)


def _calendar_words(note: str) -> frozenset[str]:
    """A time stamp is made of the names of days and months, too."""
    if note != _TIME_STAMP:
        return frozenset()
    names = ("months.en", "months.ar", "weekdays.en", "weekdays.ar")
    words = (row["word"] for name in names for row in load_lexicon(name))
    return frozenset(token for word in words for token in split_tokens(word))
