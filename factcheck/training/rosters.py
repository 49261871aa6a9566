"""Rosters: full names of people in each language, to stand in for one another in edits."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from factcheck.text import fold_text
from factcheck.training.contrast import Article, Rosters
from factcheck.training.parallel import Translation

FEWEST = 3  # times that a full name occurs
ORDINARY = 5  # times that a word occurs in lower case from which it is no name
_WORD = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_PAIR = re.compile(rf"(?=(?<![.”\"] )(?<!^)\b({_WORD}) ({_WORD})\b)")


def build_rosters(
    articles: Iterable[Article], rows: Iterable[Translation], names: Sequence[Translation]
) -> Rosters:
    """Find the English names in `articles` and the Arabic ones in `rows`.

    `names` are single names, in lower case on the English side.
    """
    sentences = (sentence for article in articles for sentence in article.sentences)
    return Rosters(english_roster(sentences, names), arabic_roster(rows, names))


def english_roster(sentences: Iterable[str], names: Iterable[Translation]) -> tuple[str, ...]:
    """Find full names: two words in a row that are names, and no ordinary words."""
    known = {name.english for name in names}
    pairs, plain = Counter[tuple[str, str]](), Counter[str]()
    for text in sentences:
        pairs.update(_PAIR.findall(text))
        plain.update(word for word in text.split() if word.islower())
    return tuple(
        f"{given} {family}"
        for (given, family), number in sorted(pairs.items())
        if number >= FEWEST
        and all(w.lower() in known and plain[w.lower()] < ORDINARY for w in (given, family))
    )


def arabic_roster(rows: Iterable[Translation], names: Iterable[Translation]) -> tuple[str, ...]:
    """Find full names in the Arabic of `rows` whose two words stand for those of the English.

    `names` tells which words are names, and how each is written.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for name in names:
        forms[name.english].add(fold_text(name.arabic))
    found = {
        f"{first} {last}"
        for row in rows
        for given, family in _PAIR.findall(row.english)
        if forms.get(given.lower()) and forms.get(family.lower())
        for first, last in pairwise(re.findall(r"[\u0620-\u064a]+", row.arabic))
        if fold_text(first) in forms[given.lower()] and fold_text(last) in forms[family.lower()]
        if len(first) > 2 and len(last) > 3
    }
    return tuple(sorted(found))
