"""Quotations: the words between quotation marks, as one speaker's own.

Quotation marks promise the speaker's very words, so one stretch of speech printed in
two wordings is a conflict, however slight:

    "potentials and facilities"   "capacities and facilities"   conflict
    "We will win"                 "we will win, and soon"       agree: an excerpt
    "We will win this war"        "We will win this election"   unclear: two sentences

A speech has many sentences, and two of them can be built alike: words count as
replaced only inside a stretch that is otherwise the same, and the more of the
stretch is shared the surer the conflict is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.facets import SlotKind
from factcheck.quotes import find_quotations
from factcheck.records import (
    Claim,
    Comparison,
    FacetName,
    Language,
    Mention,
    Record,
    Slot,
    Span,
)
from factcheck.text import fold_text
from factcheck.wording import Alignment, Difference, QuotedWord, align_words, read_words
from factcheck.words import find_content_words

_MARKS = "\"“”„‟«»‘’'`"
_DOUBLE = frozenset('"“”„‟«»')
_MOST_REPLACED = 0.5
_FEWEST_SHARED, _FEWEST_OVERLAP = 2, 3
_LEAST_COVERAGE, _LEAST_DENSITY, _LEAST_EXCERPT_DENSITY = 0.6, 0.6, 0.4
_PAIR_SCORE, _EDGE_FACTOR, _SCATTER_FACTOR = 0.45, 0.8, 0.7
_TWO_SPEAKERS_SCORE = 0.6
_LONGEST_LABEL = 120
_NAME_PREFIX = re.compile(r"^(?:al|el|ad|ar|as|an|at|ash|bin|ibn|ben|abu)-|^ال(?=\w{3})", re.I)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


class QuotedWords(Record):
    """The words of a quotation.

    `speaker` is a surname, "" when it is not known. `is_speech` tells that somebody
    says the words; scare quotes, titles of works and nicknames are no speech.
    """

    text: str
    language: Language
    speaker: str
    is_speech: bool


class QuotationFacet:
    """Finds quoted words and tells whether two outlets print them alike."""

    name: FacetName = "quotation"
    slot_kind: SlotKind = "list"
    value_type: type[Record] = QuotedWords

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the stretches between quotation marks, or the whole of a quoted claim."""
        found: list[Mention] = []
        end = 0
        for span in _find_stretches(claim):  # marks that cross leave the first stretch standing
            if span.start >= end and _says_something(claim.text[span.start : span.end]):
                found.append(_mention(claim, span))
                end = span.end
        return tuple(found)

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two quotations of one speaker: conflict when a content word is replaced.

        An excerpt agrees with what it is taken from. Different sentences, and
        the same in two languages, are unclear here. The pair is put in one order
        first: aligning words from either side may differ where they repeat.
        """
        one, other = sorted((left.value, right.value), key=lambda value: value.text)
        if one.language != other.language:
            return _unclear("the quotations are in two languages")
        if not (one.is_speech and other.is_speech):
            return _unclear("the quoted words are not known to be speech")
        words = [read_words(value.text, value.language) for value in (one, other)]
        found = _compare_words(words[0], words[1])
        is_one_speaker = one.speaker == other.speaker or not (one.speaker and other.speaker)
        return found if is_one_speaker else _doubt(found)

    def describe(self, mention: Mention) -> str:
        """Spell the words that are compared: "we / exchange / potential / facil"."""
        words = read_words(mention.value.text, mention.value.language)
        return " / ".join(word.key for word in words if word.is_content)

    def label(self, mention: Mention) -> str:
        """The quoted words between marks, cut at 120 characters."""
        text = str(mention.value.text)
        if len(text) > _LONGEST_LABEL:
            text = text[:_LONGEST_LABEL].rsplit(" ", 1)[0] + " …"
        return f"“{text}”"


def _find_stretches(claim: Claim) -> Iterator[Span]:
    """The quoted stretches of a claim without their marks, in order."""
    text = claim.text
    if claim.quoted and not _stands_between_marks(text):
        yield _trim(text, 0, len(text))
        return
    found = [quotation.inner for quotation in find_quotations(text)]
    outside = _find_open_ends(text, found)
    yield from sorted(_trim(text, *span) for span in [*found, *outside])


def _stands_between_marks(text: str) -> bool:
    """Tell whether a quoted claim holds its own marks and words outside them."""
    found = find_quotations(text)
    if not found:
        return False
    is_at_end = found[0].start == 0 or found[-1].end >= len(text.rstrip(" .,;!?،؛"))
    covered = sum(quotation.end - quotation.start for quotation in found)
    return is_at_end and covered < len(text.strip())


def _find_open_ends(text: str, found: list[Span]) -> Iterator[Span]:
    """Stretches of which the claim holds only one mark: cut at its start or its end."""
    low = found[-1].end + 1 if found else 0
    high = found[0].start - 1 if found else len(text)
    closing = next((i for i in range(1, high) if _closes(text, i)), None)
    if closing is not None:
        yield Span(0, closing)
    opening = next((i for i in range(low, len(text) - 1) if _opens(text, i)), None)
    if opening is not None and closing != opening:
        yield Span(opening + 1, len(text))


def _opens(text: str, place: int) -> bool:
    is_start = place == 0 or text[place - 1].isspace() or text[place - 1] in "([—-:"
    return text[place] in _DOUBLE - {"»"} and is_start and not text[place + 1].isspace()


def _closes(text: str, place: int) -> bool:
    is_end = place + 1 == len(text) or not text[place + 1].isalnum()
    return text[place] in _DOUBLE - {"«", "“", "„"} and is_end and not text[place - 1].isspace()


def _trim(text: str, start: int, end: int) -> Span:
    """Drop marks, white space and closing punctuation around a stretch."""
    while start < end and (text[start].isspace() or text[start] in _MARKS + ",."):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _MARKS + ",.;:،؛"):
        end -= 1
    return Span(start, end)


def _says_something(text: str) -> bool:
    words = re.findall(r"\w+", text)
    return len(words) > 1 or (len(words) == 1 and len(words[0]) >= 5)


def _mention(claim: Claim, span: Span) -> Mention:
    text = claim.text[span.start : span.end]
    is_speech = claim.quoted or claim.source is not None
    return Mention(
        facet="quotation",
        start=claim.start + span.start,
        end=claim.start + span.end,
        text=text,
        value=QuotedWords(
            text=" ".join(text.split()),
            language=claim.language,
            speaker=find_surname(claim.source or ""),
            is_speech=is_speech,
        ),
        slot=Slot(
            key="",
            words=_slot_words(claim, span),
            topic=f"words of {claim.source}" if claim.source else "quoted words",
        ),
    )


def _slot_words(claim: Claim, span: Span) -> tuple[str, ...]:
    """The stems around the quotation; its own when the claim is nothing else."""
    words = find_content_words(claim.text, claim.language)
    around = [word.stem for word in words if not span.overlaps(word.span)]
    return tuple(dict.fromkeys(around or [word.stem for word in words]))


def find_surname(source: str) -> str:
    """The folded surname of a source, the last name before an apposition, "" for none.

    "Lt. Gen. Omar al-Rashidi, a spokesman" is "rashidi"; a source without a
    name is its last word.
    """
    name = re.split(r"[,،(]", source.replace("’", "'"), maxsplit=1)[0]
    words = [word.removesuffix("'s").strip(".\"'“”") for word in name.split()]
    words = [word for word in words if word and fold_text(word) not in _SUFFIXES]
    bare = [_NAME_PREFIX.sub("", word) for word in words]
    capitals = [word for word in bare if word[:1].isupper() or not word.isascii()]
    return fold_text((capitals or bare or [""])[-1]).rsplit("-", 1)[-1]


def _compare_words(left: tuple[QuotedWord, ...], right: tuple[QuotedWord, ...]) -> Comparison:
    if [word.key for word in left] == [word.key for word in right]:
        return _agree("the same words", left, 1.0, refines=False)
    alignment = align_words(left, right)
    content = min(sum(word.is_content for word in words) for words in (left, right))
    replaced = sum(max(len(one.left), len(one.right)) for one in alignment.differences)
    if replaced == 0:
        return _compare_excerpts(alignment, content, left if len(left) < len(right) else right)
    share = replaced / (replaced + alignment.shared)
    if share > _MOST_REPLACED:
        return _unclear("they share too few words to be one sentence")
    if alignment.shared < _FEWEST_SHARED:
        return _compare_pairs(alignment, left, right)
    if not _is_dense(alignment):
        return _unclear("they share too few words to be one sentence")
    return _conflict(alignment, _score_conflict(alignment, share))


def _compare_excerpts(
    alignment: Alignment, content: int, shorter: tuple[QuotedWord, ...]
) -> Comparison:
    """Compare quotations in which no word is replaced: one may hold the other."""
    is_scattered = alignment.density < _LEAST_EXCERPT_DENSITY
    if alignment.shared == 0 or alignment.shared < content / 2 or is_scattered:
        return _unclear("each has words that the other leaves out")
    if alignment.shared < content:
        is_overlap = alignment.shared >= _FEWEST_OVERLAP
        reason = "each has words that the other leaves out"
        return _agree(reason, shorter, 0.6, refines=True) if is_overlap else _unclear(reason)
    if alignment.omitted == 0:
        return _agree("the same words but for small ones", shorter, 0.9, refines=False)
    return _agree("one is an excerpt of the other", shorter, 0.8, refines=True)


def _compare_pairs(
    alignment: Alignment, left: tuple[QuotedWord, ...], right: tuple[QuotedWord, ...]
) -> Comparison:
    """Compare a short pair ("X and Y") that shares only one of its two members."""
    shorter = min(left, right, key=len)
    is_pair = len(shorter) <= 4 and any(_is_and(word.text) for word in shorter[1:])
    if is_pair and len(alignment.differences) == 1 and _is_dense(alignment):
        return _conflict(alignment, _PAIR_SCORE)
    return _unclear("they share too few words to be one sentence")


def _is_dense(alignment: Alignment) -> bool:
    """Tell whether the shared words are many and close enough to be one stretch."""
    return alignment.coverage >= _LEAST_COVERAGE and alignment.density >= _LEAST_DENSITY


def _is_and(word: str) -> bool:
    """Tell whether a word joins a pair; in Arabic "and" is written onto the next."""
    folded = fold_text(word)
    return folded in ("and", "or", "او") or (folded.startswith("و") and len(folded) > 3)


def _doubt(found: Comparison) -> Comparison:
    """Doubt a conflict of two speakers' words: a ministry may be its spokesman.

    Only one that would be sure for a single speaker stands.
    """
    if found.kind != "conflict":
        return found
    if found.score < _TWO_SPEAKERS_SCORE:
        return _unclear("two speakers, it seems")
    return found.model_copy(update={"score": round(found.score * _EDGE_FACTOR, 3)})


def _score_conflict(alignment: Alignment, share: float) -> float:
    score = 0.9 * (1 - share)
    if all(one.is_edge for one in alignment.differences):
        score *= _EDGE_FACTOR
    if len(alignment.differences) > 2:
        score *= _SCATTER_FACTOR
    return round(min(score, 0.15 + 0.15 * alignment.shared), 3)


def _conflict(alignment: Alignment, score: float) -> Comparison:
    pairs = "; ".join(_spell_difference(one) for one in alignment.differences[:3])
    return Comparison(kind="conflict", reason=f"quoted words differ: {pairs}", score=score)


def _spell_difference(one: Difference) -> str:
    sides = (" ".join(word.text for word in words) for words in (one.left, one.right))
    return " / ".join(f"“{side}”" if side else "nothing" for side in sides)


def _agree(
    reason: str, words: tuple[QuotedWord, ...], score: float, *, refines: bool
) -> Comparison:
    """An agreement, weak when it rests on a word or two, as scare quotes do."""
    content = sum(word.is_content for word in words)
    weight = {0: 0.3, 1: 0.3, 2: 0.6}.get(content, 1.0)
    return Comparison(
        kind="agree", reason=reason, score=round(score * weight, 3), refines=refines
    )


def _unclear(reason: str) -> Comparison:
    return Comparison(kind="unclear", reason=reason, score=0.5)
