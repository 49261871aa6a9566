"""Extraction: an article becomes claims, each with who says it.

A sentence is cut where its speakers change. What a source says is the source's
claim; what stands around it ("The remarks came after …") is the outlet's own,
when it asserts anything; the words that attribute are neither. Each part is cut
again where a new clause is set against the last ("…, but …"), and a claim
remembers which one it is set against.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from factcheck.attribute import find_attributions
from factcheck.clauses import (
    contrast_word,
    count_words,
    split_clauses,
    trim,
    trim_fragment,
)
from factcheck.dates.dating import find_anchor, find_dates, resolve_relative_days
from factcheck.persons import ResolvedSource, resolve_sources
from factcheck.quotes import Quotation, find_quotations, quotation_at
from factcheck.records import Article, Attribution, Claim, Language, Paragraph, Span
from factcheck.sentences import split_sentences
from factcheck.text import fold_text
from factcheck.words import find_content_words

_FEWEST_WORDS = 3
_FEWEST_OWN_WORDS = 5
_QUESTION_MARKS = ("?", "؟")
_RELATIVE = re.compile(r",?\s+(?:who|which)\b")


class Said(NamedTuple):
    """A part of a sentence and who says it; without `attribution` the outlet itself."""

    span: Span
    attribution: Attribution | None = None
    source: ResolvedSource | None = None


def extract_claims(articles: Iterable[Article]) -> tuple[Claim, ...]:
    """Extract the claims of every article, sorted by article and place.

    Claims are three words to `MAX_CHARACTERS` long, lie within one sentence and
    do not overlap. Paragraphs set aside give none.
    """
    return tuple(
        claim
        for article in sorted(articles, key=lambda article: article.id)
        for claim in extract_article(article)
    )


def extract_article(article: Article) -> list[Claim]:
    """Extract one article's claims in text order."""
    readable = [p for p in article.paragraphs if p.set_aside is None]
    said_in = _sort_into(readable, _attribute_article(article))
    quotations = find_quotations(article.text)
    return [
        claim
        for paragraph, said in zip(readable, said_in, strict=True)
        for claim in _extract_paragraph(article, paragraph, said, quotations)
    ]


def _sort_into(paragraphs: Sequence[Paragraph], said: Iterable[Said]) -> list[list[Said]]:
    """Hand each paragraph what is said in it, by bisection; order is kept."""
    ends = [paragraph.end for paragraph in paragraphs]
    said_in: list[list[Said]] = [[] for _ in paragraphs]
    for part in said:
        index = bisect_right(ends, part.span.start)
        while index < len(paragraphs) and paragraphs[index].start < part.span.end:
            said_in[index].append(part)
            index += 1
    return said_in


def _attribute_article(article: Article) -> list[Said]:
    """Find who says what in the paragraphs of each language, innermost contents last."""
    said: list[Said] = []
    for language in sorted({p.language for p in article.paragraphs if not p.set_aside}):
        text = blank_text(article, language)
        attributions = find_attributions(text, language)
        resolved = resolve_sources(text, attributions, language)
        for attribution, source in zip(attributions, resolved, strict=True):
            said += [Said(span, attribution, source) for span in _said_spans(attribution)]
    return sorted(said, key=lambda part: (part.span.start - part.span.end, part.span))


def _said_spans(attribution: Attribution) -> tuple[Span, ...]:
    """What is said; with its cue where nobody is named ("X is expected to sign").

    Such a cue stands inside the outlet's own sentence, and cutting it out would
    part the subject from its verb.
    """
    if not attribution.is_cue_lone or attribution.via or attribution.is_direct:
        return attribution.content
    spans = (*attribution.content, *attribution.cue)
    return (Span(min(s.start for s in spans), max(s.end for s in spans)),)


def blank_text(article: Article, language: Language) -> str:
    """The article's text with all but the readable paragraphs of `language` blanked.

    Offsets stay those of the article; newlines stay newlines.
    """
    blank = ["\n" if character == "\n" else " " for character in article.text]
    for paragraph in article.paragraphs:
        if paragraph.set_aside is None and paragraph.language == language:
            blank[paragraph.start : paragraph.end] = article.text[
                paragraph.start : paragraph.end
            ]
    return "".join(blank)


def _extract_paragraph(
    article: Article,
    paragraph: Paragraph,
    said: Sequence[Said],
    quotations: Sequence[Quotation],
) -> list[Claim]:
    text = article.text[paragraph.start : paragraph.end]
    anchor = article.published or find_anchor(text)
    claims: list[Claim] = []
    for found in split_sentences(text, paragraph.language):
        sentence = found.shift(paragraph.start)
        for part in _split_sentence(article.text, sentence, said):
            for clause in split_clauses(article.text, part.span, paragraph.language):
                claim = _make_claim(
                    article, paragraph, sentence, part, clause, anchor, quotations
                )
                if claim:
                    claims.append(_link_contrast(claim, claims, article.text, paragraph))
    return claims


def _split_sentence(text: str, sentence: Span, said: Sequence[Said]) -> Iterator[Said]:
    """Cut a sentence where its speakers change, in text order.

    Inner contents win over the outer ones that hold them. The words that
    attribute belong to nobody.
    """
    owner: list[Said | None] = [None] * (sentence.end - sentence.start)
    is_frame = [False] * len(owner)
    for part in said:
        for index in _indexes(part.span, sentence):
            owner[index] = part
        if part.attribution:
            for span in _frame_spans(text, part.attribution):
                for index in _indexes(span, sentence):
                    is_frame[index] = not part.span.holds(span) or is_frame[index]
    for span, speaker in _runs(owner, is_frame, sentence.start):
        trimmed = trim(text, span)
        if trimmed.start < trimmed.end:
            yield Said(trimmed) if speaker is None else speaker._replace(span=trimmed)


def _frame_spans(text: str, attribution: Attribution) -> Iterator[Span]:
    """The words that attribute; "Obama" in "met Obama, who said" is the outlet's own."""
    yield from attribution.cue
    yield from attribution.via
    for span in attribution.source:
        if not _RELATIVE.match(text, span.end):
            yield span


def _indexes(span: Span, sentence: Span) -> range:
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    return range(start - sentence.start, max(start, end) - sentence.start)


def _runs(
    owner: Sequence[Said | None], is_frame: Sequence[bool], shift: int
) -> Iterator[tuple[Span, Said | None]]:
    start = 0
    for index in range(1, len(owner) + 1):
        is_last = index == len(owner)
        changes = (
            is_last or owner[index] is not owner[start] or is_frame[index] != is_frame[start]
        )
        if changes:
            if not is_frame[start]:
                yield Span(start + shift, index + shift), owner[start]
            start = index


def _make_claim(
    article: Article,
    paragraph: Paragraph,
    sentence: Span,
    part: Said,
    span: Span,
    anchor: date | None,
    quotations: Sequence[Quotation],
) -> Claim | None:
    quotation = quotation_at(quotations, span.start)
    is_quoted = quotation is not None and quotation.span.holds(span)
    is_whole = part.attribution is not None or span == trim(article.text, sentence)
    if not (is_whole and span.end == _last_letter(article.text, part, sentence)):
        span = trim_fragment(article.text, span, paragraph.language)
    text = article.text[span.start : span.end]
    is_question = article.text[span.end : span.end + 1] in _QUESTION_MARKS
    if is_question or not asserts(text, paragraph.language, is_whole=is_whole):
        return None
    attribution, source = part.attribution, part.source
    return Claim(
        id=f"{article.id}:{span.start}-{span.end}",
        article=article.id,
        outlet=article.outlet,
        language=paragraph.language,
        start=span.start,
        end=span.end,
        text=text,
        reading=write_reading(text, anchor),
        sentence=sentence,
        source=source.display if source and source.display else None,
        is_person=bool(source and source.kind == "person" and source.name),
        via=source.via if source and source.via else None,
        cue=_join_spans(article.text, attribution.cue) if attribution else None,
        stance=attribution.stance if attribution else "affirms",
        quoted=is_quoted,
        is_title=paragraph.is_title,
        anchor=anchor,
    )


def _last_letter(text: str, part: Said, sentence: Span) -> int:
    """Where the sentence, or what its source says in it, would end uncut."""
    contents = part.attribution.content if part.attribution else (sentence,)
    ends = [span.end for span in contents if span.overlaps(part.span)]
    end = min(max(ends, default=sentence.end), sentence.end)
    return trim(text, Span(sentence.start, end)).end


def asserts(text: str, language: Language, *, is_whole: bool) -> bool:
    """Tell whether a stretch is long enough to assert something.

    What is left of a sentence around its quotations must be longer than a
    sentence or what somebody is quoted as saying.
    """
    fewest, fewest_content = (_FEWEST_WORDS, 2) if is_whole else (_FEWEST_OWN_WORDS, 3)
    dates = [dating.span for dating in find_dates(text)]
    content = [
        word
        for word in find_content_words(text, language)
        if not any(span.overlaps(word.span) for span in dates)
    ]
    return count_words(text) >= fewest and len(content) >= fewest_content


_BRACKETED = re.compile(r"\[([^\]]{1,80})\]")


def write_reading(text: str, anchor: date | None) -> str:
    """What is compared: relative days resolved, editor's brackets opened, one line."""
    plain = _BRACKETED.sub(r"\1", " ".join(text.split()))
    return resolve_relative_days(plain, anchor) if anchor else plain


def _join_spans(text: str, spans: Sequence[Span]) -> str | None:
    return " ".join(text[span.start : span.end] for span in spans) or None


def _link_contrast(
    claim: Claim, before: Sequence[Claim], text: str, paragraph: Paragraph
) -> Claim:
    """Note the claim that this one is set against by a "but" between or before them."""
    if not before:
        return claim
    last = before[-1]
    joint = fold_text(text[last.end : claim.start]) + " " + fold_text(claim.text)[:12]
    if contrast_word(paragraph.language).search(joint):
        return claim.model_copy(update={"contrasts": last.id})
    return claim
