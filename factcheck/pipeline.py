"""The whole product on one screen: articles in, report out.

Models are handed in; nothing here opens a file, prints or loads a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from factcheck.align import align_claims
from factcheck.block import candidate_pairs
from factcheck.calibration import Thresholds
from factcheck.extract import extract_claims
from factcheck.findings import build_findings
from factcheck.judge import relate_claims, settle_relations
from factcheck.models import Embedder, NliModel
from factcheck.profiles import profile_claims
from factcheck.records import (
    Article,
    ArticleHead,
    Claim,
    Fault,
    ModelNames,
    Profile,
    Relation,
    Report,
    SetAside,
)

Observer = Callable[[str], None]


def check_articles(
    story: str,
    articles: Sequence[Article],
    *,
    embedder: Embedder,
    nli: NliModel,
    claims: Sequence[Claim] | None = None,
    faults: Sequence[Fault] = (),
    observe: Observer = lambda stage: None,
) -> Report:
    """Compare the claims of one story's articles and report where they differ.

    `claims` replaces extraction (claims corrected by hand); `faults` of reading
    are passed on into the report; `observe` hears the name of each stage as it
    begins. The same articles in any order give the same report.
    """
    articles = sorted(articles, key=lambda article: article.id)
    if claims is None:
        observe("extracting claims")
        claims = extract_claims(articles)
    observe("finding facets")
    profiles = profile_claims(claims, articles)
    relations = compare_claims(profiles, embedder=embedder, nli=nli, observe=observe)
    observe("writing findings")
    heads = list_heads(articles, claims)
    settled = settle_relations(relations, profiles)
    return Report(
        story=story,
        models=ModelNames(embedder=embedder.name, nli=nli.name),
        articles=heads,
        findings=build_findings(settled, profiles, {head.id: head for head in heads}),
        set_aside=list_set_aside(articles),
        faults=tuple(faults),
    )


def compare_claims(
    profiles: Mapping[str, Profile],
    *,
    embedder: Embedder,
    nli: NliModel,
    new_articles: Collection[str] | None = None,
    earlier: Sequence[Relation] = (),
    thresholds: Thresholds | None = None,
    observe: Observer = lambda stage: None,
) -> list[Relation]:
    """Relate the claims of one story, not yet settled.

    Given `new_articles` only pairs with a claim of theirs are compared, and what is
    `earlier` known of the other pairs is passed on before what is found now.
    """
    observe("aligning claims")
    pairs = candidate_pairs(profiles.values(), new_articles=new_articles)
    alignments = align_claims(pairs, profiles, embedder)
    observe("judging pairs")
    return relate_claims(alignments, profiles, nli, earlier=earlier, thresholds=thresholds)


def list_heads(articles: Sequence[Article], claims: Sequence[Claim]) -> tuple[ArticleHead, ...]:
    """List the articles without their texts, each with its number of claims."""
    counts = Counter(claim.article for claim in claims)
    return tuple(
        ArticleHead(
            id=article.id,
            path=article.path,
            outlet=article.outlet,
            language=article.language,
            published=article.published,
            title=article.title,
            url=article.url,
            claims=counts[article.id],
        )
        for article in articles
    )


def list_set_aside(articles: Sequence[Article]) -> tuple[SetAside, ...]:
    """List the paragraphs from which no claim was read."""
    return tuple(
        SetAside(
            article=article.id,
            start=paragraph.start,
            end=paragraph.end,
            text=article.text[paragraph.start : paragraph.end],
            reason=paragraph.set_aside,
            note=paragraph.note,
        )
        for article in articles
        for paragraph in article.paragraphs
        if paragraph.set_aside is not None
    )
