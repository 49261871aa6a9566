"""The whole chain with fakes for the models: what it promises whatever they say."""

from __future__ import annotations

import random
from datetime import date

from factcheck.pipeline import check_articles
from factcheck.records import Article, Report
from tests.fakes import TableNli, WordEmbedder
from tests.make import make_article

POST = "The mill fire in Harlow killed 12 people on Monday.\nThe mill will be rebuilt."
ECHO = "The mill fire in Harlow killed 19 people on Monday.\nSchools were closed."
SAWT = "قتل 19 شخصا في حريق بمدينة هارلو يوم الاثنين."


def check(*articles: Article) -> Report:
    return check_articles("mill", articles, embedder=WordEmbedder(), nli=TableNli())


def article(name: str, text: str, day: int = 14) -> Article:
    return make_article(text, id=f"{name}-1", outlet=name.title(), published=date(2024, 5, day))


ARTICLES = [article("post", POST), article("echo", ECHO), article("sawt", SAWT)]


def test_a_toll_that_differs_is_one_conflict_across_languages() -> None:
    (finding,) = check(*ARTICLES).with_verdict("conflict")
    sides = {side.value: {claim.article for claim in side.claims} for side in finding.sides}
    assert sides == {"12": {"post-1"}, "19": {"echo-1", "sawt-1"}}


def test_the_order_of_the_articles_does_not_matter() -> None:
    shuffled = random.Random(7).sample(ARTICLES, len(ARTICLES))
    assert check(*ARTICLES) == check(*shuffled)


def test_every_claim_is_in_a_finding() -> None:
    report = check(*ARTICLES)
    shown = {c.id for f in report.findings for side in f.sides for c in side.claims}
    assert len(shown) == sum(head.claims for head in report.articles)


def test_one_article_alone_has_only_singles() -> None:
    report = check(ARTICLES[0])
    assert {finding.verdict for finding in report.findings} == {"single"}


def test_no_articles_give_an_empty_report() -> None:
    assert check().findings == ()


def test_the_stages_are_announced() -> None:
    stages: list[str] = []
    check_articles(
        "mill", ARTICLES, embedder=WordEmbedder(), nli=TableNli(), observe=stages.append
    )
    assert stages[0] == "extracting claims"
    assert len(stages) == 5


def test_the_frame_has_one_row_a_claim_of_a_finding() -> None:
    report = check(*ARTICLES)
    frame = report.to_frame()
    assert len(frame) == sum(len(side.claims) for f in report.findings for side in f.sides)
    conflicts = frame[frame.verdict == "conflict"]
    assert set(conflicts.value) == {"12", "19"}
    assert set(conflicts.outlet) == {"Post", "Echo", "Sawt"}
