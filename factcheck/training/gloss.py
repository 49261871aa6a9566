"""Glosses: English pairs put into Arabic word by word, to teach inference across languages.

There is next to no Arabic inference data to train on. A word-by-word gloss is poor Arabic,
but keeps the English label (Qin et al. 2020, "CoSDA-ML"), and on a vocabulary that
translations have aligned it carries what the English rows teach over to Arabic words.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.text import fold_text
from factcheck.training.parallel import Translation

ROUNDS = 5
FEWEST = 2  # rows that hold both words
LEAST = 0.12  # probability of a translation
MOST = 3  # translations of a word
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_ARABIC_WORD = re.compile(r"[\u0620-\u064a]+")
_DROPPED = frozenset("the a an of to do does did is are was were be been has have had".split())


Forms = tuple[tuple[str, ...], tuple[float, ...]]  # and the probability of each


class Glossary:
    """English words, and names, with their likeliest Arabic forms; keys are in lower case."""

    def __init__(self, forms_by_word: dict[str, Forms], name_by_name: dict[str, str]) -> None:
        self.forms_by_word = forms_by_word
        self.name_by_name = name_by_name

    def gloss(self, text: str, rng: random.Random) -> str:
        """Put `text` into Arabic word by word.

        Articles and auxiliaries are dropped; digits, marks and unknown words stay as they
        are. A name is looked up only where the text capitalises it.
        """
        parts, end = [], 0
        for match in _LATIN_WORD.finditer(text):
            parts += [text[end : match.start()], self._translate(match.group(), rng)]
            end = match.end()
        return " ".join("".join([*parts, text[end:]]).split())

    def _translate(self, word: str, rng: random.Random) -> str:
        plain = word.lower()
        if plain in _DROPPED:
            return ""
        if plain in self.forms_by_word:
            return rng.choices(*self.forms_by_word[plain])[0]
        return self.name_by_name.get(plain, word) if word[0].isupper() else word


def learn_glossary(rows: Iterable[Translation], names: Iterable[Translation]) -> Glossary:
    """Learn a glossary from translations, by IBM model 1 (Brown et al. 1993), and from names.

    A translation is kept that at least `FEWEST` rows hold and that has `LEAST` of the
    probability; at most `MOST` a word. The English sides of `names` are in lower case.
    """
    english, arabic = zip(
        *((_words(row.english, _LATIN_WORD), _words(row.arabic, _ARABIC_WORD)) for row in rows),
        strict=True,
    )
    sources, targets = _number_words(english), _number_words(arabic)
    links, shares = _align(english, arabic, sources, targets)
    candidates: dict[str, list[tuple[float, str]]] = defaultdict(list)
    source_words, target_words = list(sources), list(targets)
    for (source, target), share in zip(links.tolist(), shares.tolist(), strict=True):
        if share >= LEAST:
            candidates[source_words[source]].append((share, target_words[target]))
    forms = {word: _choose_forms(some) for word, some in candidates.items()}
    return Glossary(forms, {row.english: row.arabic for row in names if len(row.english) > 3})


def _choose_forms(candidates: Iterable[tuple[float, str]]) -> Forms:
    best = sorted(candidates, reverse=True)[:MOST]
    return tuple(form for _, form in best), tuple(share for share, _ in best)


def _words(text: str, pattern: re.Pattern[str]) -> list[str]:
    return sorted(set(pattern.findall(fold_text(text))) - _DROPPED)


def _number_words(bags: Sequence[Sequence[str]]) -> dict[str, int]:
    counts = Counter(word for bag in bags for word in bag)
    kept = sorted(word for word, number in counts.items() if number >= FEWEST)
    return {word: number for number, word in enumerate(kept)}


def _align(
    english: Sequence[Sequence[str]],
    arabic: Sequence[Sequence[str]],
    sources: dict[str, int],
    targets: dict[str, int],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return links (source, target) and the probability of each target given its source.

    A slot is an Arabic word of one row, whose mass the English words of that row share.
    """
    codes, slots = [], []
    for number, (left, right) in enumerate(zip(english, arabic, strict=True)):
        s = np.array([sources[w] for w in left if w in sources], np.int64)
        t = np.array([targets[w] for w in right if w in targets], np.int64)
        codes.append((s[:, None] * len(targets) + t).ravel())
        slots.append(np.broadcast_to(number * len(targets) + t, (len(s), len(t))).ravel())
    found, link = np.unique(np.concatenate(codes), return_inverse=True)
    _, slot = np.unique(np.concatenate(slots), return_inverse=True)
    rows_of_link = np.bincount(link)
    source = found // len(targets)
    share = np.ones(len(found))
    for _ in range(ROUNDS):
        weight = share[link]
        weight /= np.bincount(slot, weight)[slot]
        mass = np.bincount(link, weight)
        share = mass / np.bincount(source, mass)[source]
    kept = rows_of_link >= FEWEST
    links = np.stack([source, found % len(targets)], axis=1)
    return links[kept], share[kept]
