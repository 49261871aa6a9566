"""Contrast pairs: rows made by rule where the data at hand teaches a shortcut.

Two shortcuts are worth the trouble. Sources that hold only contradictions (a sentence
and its negation) teach "edited means false", so true sub-sentences and merely related
sentences of the same evidence are set beside them. Generic data holds few numbers and
little news, so numbers and dates of news sentences are changed, respelled and loosened,
and many sentence pairs of one article or one day are shown as neutral: a contradiction
seen between news sentences that are only related is the worst error of the product.

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

ENTAILMENT, NEUTRAL, CONTRADICTION = 0, 1, 2
ONE_SIDED = ("cannot_wikifactcheck.train", "wikifactcheck_claim_refuted.dev")

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORD_BY_NUMBER = dict(enumerate(_UNITS[2:], 2)) | dict(
    zip(range(20, 100, 10), _TENS, strict=True)
)
_NUMBER_BY_WORD = {word: n for n, word in _WORD_BY_NUMBER.items()}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[\"“A-Z])")
_NUMBER = re.compile(
    r"(?<![\w.,$£€:/#-])(?:\d{1,3}(?:,\d{3})+|\d{1,6})(?![\w:/-]|[.,]\d)"
    r"|\b(?:" + "|".join(_NUMBER_BY_WORD) + r")\b(?!-)"
)
_COUNT_AHEAD = re.compile(r" (?!million|billion|percent|per|times|o)[a-z]+s\b| people\b")
_HEDGE_BEHIND = re.compile(
    r"(?:at least|at most|more than|fewer than|less than|about|around|nearly|almost|over|under"
    r"|up to|roughly|some|approximately|than|or|to|between|and)\s+$",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"\b(?:" + "|".join([*_DAYS, *(m for m in _MONTHS if m not in ("March", "May"))]) + r")\b"
)
_TRAILING_CLAUSE = re.compile(
    r"^(.{30,}?)(?:, (?:which|who|while|although|as|amid|where)| after| when)\b[^,;“”\"]+\.$"
)
_LEADING_CLAUSE = re.compile(r"^(?:On|In|At|After|Since|During|By) [^,]{3,40}, ([a-z].{25,})$")
_ASIDE = re.compile(r", (?:an?|the|who|which|whose) [^,;“”\"]{5,70},(?= (?:[a-z]+) )")
_WORD = re.compile(r"[A-Za-z][a-z]{3,}|\d+")


class Row(NamedTuple):
    """One training pair; `label` is 0 entailment, 1 neutral, 2 contradiction."""

    premise: str
    hypothesis: str
    label: int
    source: str


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


def contrast_rows(
    rows: Iterable[Row], articles: Iterable[Article], *, news: int, balance: int, seed: int
) -> list[Row]:
    """Make about `news` rows from news and `balance` rows beside one-sided sources.

    The same input and seed give the same rows in the same order.
    """
    rng = random.Random(seed)
    pool = list(articles)
    one_sided = [row for row in rows if row.source in ONE_SIDED]
    made = news_rows(pool, news, rng) + balancing_rows(one_sided, balance, rng)
    rng.shuffle(made)
    return made


def news_rows(articles: Sequence[Article], count: int, rng: random.Random) -> list[Row]:
    """Make `count` rows from news: half related and neutral, the rest changed or kept facts.

    Related sentences are at least three times as many as contradictions.
    """
    sentences = [s for article in articles for s in article.sentences]
    rng.shuffle(sentences)
    quota = {NEUTRAL: count // 8, CONTRADICTION: count // 6, ENTAILMENT: count // 5}
    made = list(_fill(sentences, quota, rng))
    related = _same_article_pairs(articles, count // 3, rng)
    related += _same_day_pairs(articles, count - len(made) - len(related), rng)
    return made + related


def balancing_rows(one_sided: Sequence[Row], count: int, rng: random.Random) -> list[Row]:
    """Set true and neutral rows beside evidence that only ever appears with a false claim."""
    premises = list(dict.fromkeys(row.premise for row in one_sided))
    rng.shuffle(premises)
    made = []
    for premise in premises[: count // 2]:
        shorter = drop_clause(premise, rng)
        made.append(Row(premise, shorter or premise, ENTAILMENT, "balance.kept"))
        if shorter:
            made.append(Row(shorter, premise, NEUTRAL, "balance.detail_missing"))
    pairs = _overlapping_pairs(premises, count - len(made), rng)
    return made + [Row(p, h, NEUTRAL, "balance.related") for p, h in pairs]


def change_number(sentence: str, rng: random.Random) -> str | None:
    """Give one unhedged number, weekday or month of `sentence` another value."""
    spots = [m for m in _NUMBER.finditer(sentence) if _is_unhedged(sentence, m)]
    spots += list(_NAMED_DAY.finditer(sentence))
    if not spots:
        return None
    spot = rng.choice(spots)
    return _replace(sentence, spot, _other_value(spot.group(), rng))


def respell_number(sentence: str, rng: random.Random) -> str | None:
    """Write one number of `sentence` another way, or loosen it so that it still holds."""
    spots = [m for m in _NUMBER.finditer(sentence) if _is_unhedged(sentence, m)]
    if not spots:
        return None
    spot = rng.choice(spots)
    number = _value(spot.group())
    forms = [_spell(number, spot.group())]
    if _is_count(sentence, spot):
        forms += [f"at least {spot.group()}", f"more than {number - rng.randint(1, 2)}"]
        forms += ["several"] if 3 <= number <= 12 else []
    form = rng.choice([f for f in forms if f != spot.group()] or [""])
    return _replace(sentence, spot, form) if form and spot.start() else None


def blur_number(sentence: str, rng: random.Random) -> str | None:
    """Replace one count of `sentence` by "some", so that the count no longer follows."""
    spots = [
        m
        for m in _NUMBER.finditer(sentence)
        if m.start() and _is_unhedged(sentence, m) and _is_count(sentence, m)
    ]
    if not spots:
        return None
    return _replace(sentence, rng.choice(spots), rng.choice(("some", "several", "a number of")))


def drop_clause(sentence: str, rng: random.Random, *, leading: bool = True) -> str | None:
    """Drop one clause or aside whose loss leaves the rest of `sentence` true.

    A leading clause ("In this case, ...") often says nothing: `leading` leaves it in place.
    """
    shorter = []
    if match := _TRAILING_CLAUSE.match(sentence):
        shorter.append(match.group(1) + ".")
    if leading and (match := _LEADING_CLAUSE.match(sentence)):
        shorter.append(match.group(1)[0].upper() + match.group(1)[1:])
    if match := _ASIDE.search(sentence):
        shorter.append(sentence[: match.start()] + sentence[match.end() :])
    return rng.choice(shorter) if shorter else None


def _fill(sentences: Iterable[str], quota: dict[int, int], rng: random.Random) -> Iterator[Row]:
    """Make rows of each label from `sentences` until every quota is met."""
    makers = {CONTRADICTION: _changed, ENTAILMENT: _kept, NEUTRAL: _missing}
    left = Counter(quota)
    for sentence in sentences:
        label = rng.choice(list(makers))
        if left[label] <= 0:
            continue
        row = makers[label](sentence, rng)
        if row is not None:
            left[label] -= 1
            yield row
        if not +left:
            return


def _changed(sentence: str, rng: random.Random) -> Row | None:
    """Make a contradiction; half of the time with a clause dropped as well."""
    kept = drop_clause(sentence, rng) if rng.random() < 0.5 else None
    changed = change_number(kept or sentence, rng)
    return Row(sentence, changed, CONTRADICTION, "news.changed") if changed else None


def _kept(sentence: str, rng: random.Random) -> Row | None:
    """Make an entailment by respelling a number or dropping a clause, or both."""
    kept = drop_clause(sentence, rng)
    respelt = respell_number(kept or sentence, rng)
    hypothesis = respelt if respelt and (kept is None or rng.random() < 0.6) else kept
    return Row(sentence, hypothesis, ENTAILMENT, "news.kept") if hypothesis else None


def _missing(sentence: str, rng: random.Random) -> Row | None:
    """Make a neutral row whose premise lacks the detail that the hypothesis states."""
    premise = blur_number(sentence, rng) or drop_clause(sentence, rng, leading=False)
    return Row(premise, sentence, NEUTRAL, "news.detail_missing") if premise else None


def _same_article_pairs(
    articles: Sequence[Article], count: int, rng: random.Random
) -> list[Row]:
    """Pair different sentences of one article that share words: neutral."""
    order = rng.sample(range(len(articles)), len(articles))
    each = max(1, -(-count // max(1, len(order))) * 2)
    rows = []
    for index in order:
        pairs = _overlapping_pairs(articles[index].sentences, each, rng)
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
        pairs = _overlapping_pairs(sentences, 4 * len(sentences), rng, at_most=0.5)
        rows += [Row(p, h, NEUTRAL, "news.same_day") for p, h in pairs]
    rng.shuffle(rows)
    return rows[:count]


def _overlapping_pairs(
    sentences: Sequence[str], count: int, rng: random.Random, *, at_most: float = 0.6
) -> list[tuple[str, str]]:
    """Pair sentences that share a rare word, most words shared first, repeats left out.

    A pair that shares more than `at_most` of the shorter one's words may say the same
    thing and is dropped.
    """
    words = [set(map(str.lower, _WORD.findall(s))) for s in sentences]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, bag in enumerate(words):
        for word in sorted(bag):
            holders[word].append(index)
    share: dict[tuple[int, int], float] = {}
    for _, indexes in sorted(holders.items()):
        for left, right in pairwise(indexes):
            if len(indexes) <= 40:
                common = len(words[left] & words[right])
                share[left, right] = common / min(len(words[left]), len(words[right]))
    ranked = sorted((p for p in share if share[p] <= at_most), key=lambda p: (-share[p], p))
    chosen = [rng.sample(pair, 2) for pair in ranked[:count]]
    return [(sentences[left], sentences[right]) for left, right in chosen]


def _is_unhedged(sentence: str, spot: re.Match[str]) -> bool:
    return _HEDGE_BEHIND.search(sentence[: spot.start()]) is None


def _is_count(sentence: str, spot: re.Match[str]) -> bool:
    return _COUNT_AHEAD.match(sentence[spot.end() :]) is not None and _value(spot.group()) > 2


def _value(form: str) -> int:
    return _NUMBER_BY_WORD.get(form) or int(form.replace(",", ""))


def _spell(number: int, form: str) -> str:
    """Write `number` in another way than `form`, or the same where there is no other."""
    if form in _NUMBER_BY_WORD:
        return str(number)
    if "," in form:
        return form.replace(",", "")
    return _WORD_BY_NUMBER.get(number) or form


def _other_value(form: str, rng: random.Random) -> str:
    """Return another value in the manner of `form`: a year stays a year, a word a word."""
    for names in (_DAYS, _MONTHS):
        if form in names:
            return rng.choice([name for name in names if name != form])
    number = _value(form)
    if form in _NUMBER_BY_WORD:
        return rng.choice([w for w, n in _NUMBER_BY_WORD.items() if n != number and n <= 20])
    if 1900 <= number <= 2100 and "," not in form:
        return str(number + rng.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))
    step = max(1, round(number * rng.uniform(0.1, 0.9)))
    other = number + step if rng.random() < 0.5 or number - step < 1 else number - step
    return f"{other:,}" if "," in form else str(other)


def _replace(sentence: str, spot: re.Match[str], form: str) -> str:
    return sentence[: spot.start()] + form + sentence[spot.end() :]
