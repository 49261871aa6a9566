"""Builders: records for tests that say only what the test is about."""

from __future__ import annotations

from datetime import date

from factcheck.names import find_topic_concepts
from factcheck.profiles import profile_claim
from factcheck.records import (
    Article,
    ArticleHead,
    Claim,
    Language,
    Paragraph,
    Profile,
    Relation,
    RelationKind,
    Slot,
    Span,
)
from factcheck.text import is_arabic


def language_of(text: str) -> Language:
    return "ar" if is_arabic(text) else "en"


def make_article(text: str, **changes: object) -> Article:
    """An article whose paragraphs are the lines of `text`."""
    language = language_of(text)
    paragraphs: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(
                Paragraph(start=start, end=start + len(line), language=language_of(line))
            )
        start += len(line) + 1
    fields: dict[str, object] = {
        "id": "daily-1",
        "path": "articles/daily-1.txt",
        "outlet": "The Daily",
        "language": language,
        "text": text,
        "paragraphs": tuple(paragraphs),
        "published": date(2016, 8, 17),
    }
    return Article.model_validate({**fields, **changes})


def make_claim(text: str, **changes: object) -> Claim:
    """A claim that is the whole of its article, which starts at offset 0."""
    article = str(changes.get("article", "daily-1"))
    start = int(str(changes.get("start", 0)))
    fields: dict[str, object] = {
        "id": f"{article}:{start}-{start + len(text)}",
        "article": article,
        "outlet": "The Daily",
        "language": language_of(text),
        "start": start,
        "end": start + len(text),
        "text": text,
        "reading": text,
        "sentence": Span(start, start + len(text)),
        "anchor": date(2016, 8, 17),
    }
    return Claim.model_validate({**fields, **changes})


def make_profile(text: str, **changes: object) -> Profile:
    """The profile of a claim made by `make_claim`."""
    return profile_claim(make_claim(text, **changes), text)


def make_relation(
    left: str, right: str, values: tuple[str, str], kind: RelationKind, **changes: object
) -> Relation:
    """A relation between two claims of one slot, marked at 0..1 of each."""
    fields: dict[str, object] = {
        "left": left,
        "right": right,
        "facet": "quantity",
        "kind": kind,
        "slot": Slot(key="people|killed", topic="people killed"),
        "reason": f"{values[0]} against {values[1]}",
        "score": 0.9,
        "left_value": values[0],
        "right_value": values[1],
        "left_highlights": (Span(0, 1),),
        "right_highlights": (Span(0, 1),),
    }
    return Relation.model_validate({**fields, **changes})


def make_head(article: str, **changes: object) -> ArticleHead:
    """An article as reports list it."""
    fields: dict[str, object] = {
        "id": article,
        "path": f"articles/{article}.txt",
        "outlet": article.split("-")[0].title(),
        "language": "en",
        "published": date(2016, 8, 17),
        "title": None,
    }
    return ArticleHead.model_validate({**fields, **changes})


def bare_profile(claim: Claim) -> Profile:
    """A profile with nothing found in the claim but what it is about."""
    return Profile(
        claim=claim,
        sentence=claim.text,
        mentions=(),
        names=frozenset(),
        concepts=find_topic_concepts(claim.text, claim.language),
        topic_text=claim.text,
    )
