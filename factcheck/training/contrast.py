"""Contrast pairs: rows made by rule where the data at hand teaches a shortcut.

Sources that hold only contradictions (a sentence and its negation) teach "edited means
false"; generic data holds few numbers and names, little news and next to no Arabic. So one
sentence or its translation is set beside an edit of it (see `edits`), in both directions
and any mix of languages, and many pairs that are merely related are shown as neutral: a
contradiction seen between such is the worst error of the product.

    "Police arrested 12 men."      "Police arrested 15 men."          contradiction
    "Police arrested 12 men."      "Police arrested twelve men."      entailment
    "Police arrested 12 men."      "Police arrested several men."     entailment
    "Police arrested several men." "Police arrested 12 men."          neutral
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from factcheck.records import Language
from factcheck.training.edits import Change, edit_sentence
from factcheck.training.parallel import Translation

ENTAILMENT, NEUTRAL, CONTRADICTION = 0, 1, 2
COMPOSED = 0.3  # share of the sentences that are loosened before they are edited
COMMON = 40  # sentences; a word of more tells too little to pair them
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])")
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
_STRENGTH: tuple[Change, ...] = ("same", "looser", "changed")  # of two changes, which counts
_PHRASE = re.compile(
    r"(?:,|\(|(?<!\w)(?:in|on|at|by|for|from|of|with|as|and|to|during|after|before|who|which)\b)"
    r"[^,()]*?(?=,|\(|\)| \.|\.$|(?<!\w)(?:in|on|at|by|for|from|of|with|as|and|to)\b|$)"
)


class Row(NamedTuple):
    """One training pair; `label` is 0 entailment, 1 neutral, 2 contradiction."""

    premise: str
    hypothesis: str
    label: int
    source: str


class Rosters(NamedTuple):
    """Names of people in each language, that may stand in for one another."""

    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()


class Article(NamedTuple):
    """The sentences of one news article and the day it was published (YYYY-MM-DD)."""

    published: str
    sentences: tuple[str, ...]


def read_articles(path: Path) -> Iterator[Article]:
    """Read the news articles at `path` and cut them into plain sentences."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            yield Article(fields["published"] or "", tuple(plain_sentences(fields["text"])))


def plain_sentences(text: str) -> list[str]:
    """Return the sentences of 40 to 260 characters that stand alone, without repeats."""
    pieces = (p.strip() for block in text.split("\n") for p in _SENTENCE_END.split(block))
    kept = (p for p in pieces if 40 <= len(p) <= 260 and p[0].isupper() and p.endswith("."))
    return list(dict.fromkeys(kept))


def edit_rows(
    sentence: str, same: str, language: Language, rosters: Rosters, rng: random.Random
) -> Iterator[Row]:
    """Pair `same`, the sentence itself or its translation, with edits of `sentence`.

    The source of a row names the edit's facet and change: "quantity.changed".
    """
    names = rosters.ar if language == "ar" else rosters.en
    loose = _loosen(sentence, language, names, rng) if rng.random() < COMPOSED else None
    before: Change = "looser" if loose else "same"
    for edit in edit_sentence(loose or sentence, language, names, rng):
        change = max(edit.change, before, key=_STRENGTH.index)
        yield _pair(same, edit.text, change, f"{edit.facet}.{edit.change}", rng)


def _loosen(
    sentence: str, language: Language, names: Sequence[str], rng: random.Random
) -> str | None:
    edits = edit_sentence(sentence, language, names, rng)
    return next((e.text for e in edits if (e.facet, e.change) == ("statement", "looser")), None)


def _pair(same: str, edited: str, change: Change, source: str, rng: random.Random) -> Row:
    """Put a text and an edit of it in either order; what is looser follows one way only."""
    is_turned = rng.random() < 0.5
    premise, hypothesis = (edited, same) if is_turned else (same, edited)
    if change == "changed":
        label = CONTRADICTION
    else:
        label = NEUTRAL if change == "looser" and is_turned else ENTAILMENT
    return Row(premise, hypothesis, label, source)


def choose_evenly(rows: Iterable[Row], count: int) -> list[Row]:
    """Take rows until there are `count` or no more, no source with more than a tenth of them.

    Contradictions are held to four in ten. `rows` may be made as they are asked for: none is
    asked for once there are `count`.
    """
    chosen: list[Row] = []
    if count < 1:
        return chosen
    of_source, of_label = Counter[str](), Counter[int]()
    for row in rows:
        is_full = of_source[row.source] >= max(1, count // 10) or (
            row.label == CONTRADICTION and of_label[CONTRADICTION] >= 0.4 * count
        )
        if is_full:
            continue
        of_source[row.source] += 1
        of_label[row.label] += 1
        chosen.append(row)
        if len(chosen) == count:
            break
    return chosen


def contrast_news(
    sentences: Iterable[str], language: Language, rosters: Rosters, rng: random.Random
) -> Iterator[Row]:
    """Make contrast pairs of sentences in one language; one edit a sentence."""
    for sentence in sentences:
        rows = list(edit_rows(sentence, sentence, language, rosters, rng))
        if rows:
            row = rng.choice(rows)
            yield row._replace(source=f"{language}-{language}.{row.source}")


def contrast_translations(
    rows: Iterable[Translation],
    mixes: Sequence[tuple[Language, Language]],
    rosters: Rosters,
    rng: random.Random,
) -> Iterator[Row]:
    """Make contrast pairs of translations, in languages drawn from `mixes`; two edits a row.

    Either language of a mix may become the premise's; the source of a row begins with the
    premise's and the hypothesis's: "ar-en.quantity.changed".
    """
    for row in rows:
        text: dict[Language, str] = {"en": row.english, "ar": row.arabic}
        mix = rng.choice(mixes)
        edited = rng.choice(mix)
        same = mix[1] if edited == mix[0] else mix[0]
        made = list(edit_rows(text[edited], text[same], edited, rosters, rng))
        for one in rng.sample(made, min(2, len(made))):
            order = (same, edited) if one.premise == text[same] else (edited, same)
            yield one._replace(source=f"{order[0]}-{order[1]}.{one.source}")


def related_rows(articles: Sequence[Article], count: int, rng: random.Random) -> list[Row]:
    """Pair different sentences that share words, of one article or one day: neutral."""
    rows = _same_article_pairs(articles, count * 4 // 5, rng)
    return rows + _same_day_pairs(articles, count - len(rows), rng)


def related_translations(
    rows: Sequence[Translation], count: int, rng: random.Random
) -> list[Row]:
    """Pair a sentence with the translation of one that shares words with it: neutral."""
    arabic = {row.english: row.arabic for row in rows}
    pairs = overlapping_pairs(list(arabic), count, rng, at_most=0.5)
    made = []
    for left, right in pairs:
        premise, hypothesis = rng.choice(
            ((left, arabic[right]), (arabic[left], right), (arabic[left], arabic[right]))
        )
        made.append(Row(premise, hypothesis, NEUTRAL, "translations.related"))
    return made


def remove_detail(premise: str, hypothesis: str, rng: random.Random) -> str | None:
    """Cut from `premise` a phrase that holds a word only it shares with `hypothesis`.

    What followed from the whole no longer follows from the rest (after the sufficiency
    tests of Atanasova et al. 2022).
    """
    wanted = {word.lower() for word in _WORD.findall(hypothesis)}
    spots = [
        match
        for match in _PHRASE.finditer(premise)
        if match.start() > 15
        and len(match.group().split()) <= 9
        and any(
            word.lower() in wanted and premise.count(word) == 1
            for word in _WORD.findall(match.group())
        )
    ]
    if not spots:
        return None
    spot = rng.choice(spots)
    return " ".join(f"{premise[: spot.start()]} {premise[spot.end() :]}".split())


def _same_article_pairs(
    articles: Sequence[Article], count: int, rng: random.Random
) -> list[Row]:
    """Pair different sentences of one article that share words: neutral."""
    order = rng.sample(range(len(articles)), len(articles))
    each = max(1, -(-count // max(1, len(order))) * 2)
    rows = []
    for index in order:
        pairs = overlapping_pairs(articles[index].sentences, each, rng)
        rows += [Row(p, h, NEUTRAL, "news.same_article") for p, h in pairs]
    rng.shuffle(rows)
    return rows[:count]


def _same_day_pairs(articles: Sequence[Article], count: int, rng: random.Random) -> list[Row]:
    """Pair sentences that share words from different articles of one day: neutral.

    One early sentence an article is used, so no pair comes from one article.
    """
    by_day: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        if article.published and article.sentences:
            by_day[article.published].append(rng.choice(article.sentences[:6]))
    rows = []
    for day in sorted(by_day):
        sentences = list(dict.fromkeys(by_day[day]))
        pairs = overlapping_pairs(sentences, 4 * len(sentences), rng, at_most=0.5)
        rows += [Row(p, h, NEUTRAL, "news.same_day") for p, h in pairs]
    rng.shuffle(rows)
    return rows[:count]


def overlapping_pairs(
    sentences: Sequence[str], count: int, rng: random.Random, *, at_most: float = 0.6
) -> list[tuple[str, str]]:
    """Pair sentences that share a rare word, most words shared first, repeats left out.

    A pair that shares more than `at_most` of the shorter one's words may say the same
    thing and is dropped.
    """
    words = [set(map(str.lower, _WORD.findall(s))) for s in sentences]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(words):
        for word in bag:
            holders[word].append(index)
    share: dict[tuple[int, int], float] = {}
    for indexes in holders.values():
        for left, right in pairwise(indexes) if len(indexes) <= COMMON else ():
            common = len(words[left] & words[right])
            share[left, right] = common / min(len(words[left]), len(words[right]))
    ranked = sorted((p for p in share if share[p] <= at_most), key=lambda p: (-share[p], p))
    chosen = [rng.sample(pair, 2) for pair in ranked[:count]]
    return [(sentences[left], sentences[right]) for left, right in chosen]
