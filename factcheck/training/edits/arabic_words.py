"""Arabic words: where they stand, what is joined to them, and the tables about them.

A conjunction, a preposition and the article are written joined to the word after them
("وبالمدرسة"), so a word is replaced below what is joined to it, which stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from factcheck.text import fold_text

_WORD = re.compile(r"[\w\u0610-\u061a\u064b-\u065f\u0670]+")
_JOINED = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_SHORTEST_STEM = 2


class Word(NamedTuple):
    """A word of a sentence: `sentence[start:end]` is `text`, folded it is `key`."""

    start: int
    end: int
    text: str
    key: str


class Stem(NamedTuple):
    """A word below what is joined to it: `joined` letters, and whether "ال" follows."""

    joined: str
    has_article: bool
    key: str

    def carry(self, word: str) -> str:
        """Join the same letters to `word`: ("ل", "الصين") gives "للصين"."""
        word = f"ال{word}" if self.has_article else word
        if self.joined.endswith("ل") and word.startswith("ال"):
            return f"{self.joined}ل{word[2:]}"
        return self.joined + word


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """Read the table `name` beside this module, one dict a row; `#` starts a comment line."""
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    header, *lines = [line for line in text.splitlines() if line and line[0] != "#"]
    columns = header.split("\t")
    return tuple(
        dict(zip(columns, (*line.split("\t"), *[""] * len(columns)), strict=False))
        for line in lines
    )


@cache
def load_words(kind: str) -> tuple[str, ...]:
    """Read the words of one kind from the table of lists, as they are spelled."""
    return next(
        tuple(row["words"].split("|"))
        for row in load_table("arabic_lists")
        if row["kind"] == kind
    )


@cache
def load_keys(kind: str) -> frozenset[str]:
    """Read the words of one kind, folded."""
    return frozenset(fold_text(word) for word in load_words(kind))


@lru_cache(maxsize=256)
def cut_words(sentence: str) -> tuple[Word, ...]:
    """Find the words and numbers of `sentence`, in order."""
    found = (
        Word(*match.span(), match[0], fold_text(match[0])) for match in _WORD.finditer(sentence)
    )
    return tuple(word for word in found if word.key)


@lru_cache(maxsize=65536)
def find_stems(key: str) -> tuple[Stem, ...]:
    """Give each way to read a folded word as joined letters, article and the rest."""
    return tuple(_cut_joined(key))


def _cut_joined(key: str) -> Iterator[Stem]:
    for joined in _JOINED:
        if key.startswith(joined) and len(key) - len(joined) >= _SHORTEST_STEM:
            rest = key[len(joined) :]
            yield Stem(joined, False, rest)
            if rest.startswith("ال") and len(rest) > _SHORTEST_STEM + 1:
                yield Stem(joined, True, rest[2:])
            if joined.endswith("ل") and rest.startswith("ل"):
                yield Stem(joined, False, f"ا{rest}")
                yield Stem(joined, True, rest[1:])


def is_spelled_like(word: str, other: str) -> bool:
    """Tell whether two words that fold alike also agree in their last ه or ة."""
    return word.endswith("ه") == other.endswith("ه")


def put(sentence: str, start: int, end: int, words: str) -> str:
    """Put `words` in place of `sentence[start:end]`; an empty place leaves one space."""
    if words:
        return sentence[:start] + words + sentence[end:]
    before, after = sentence[:start].rstrip(" "), sentence[end:].lstrip(" ")
    gap = " " if before and after and after[0] not in ".،,؛:!)" else ""
    return before + gap + after


def has_gap(sentence: str, left: Word, right: Word) -> bool:
    """Tell whether nothing but one space stands between two words."""
    return sentence[left.end : right.start] == " "
