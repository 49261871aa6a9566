"""A report that holds all that a reporter can meet: an invented ferry fire.

Three outlets in English, two in Arabic, all five verdicts, a three-step update,
an outlet at odds with itself, and one article that tries everything: markup,
script addresses, formulas, bidirectional overrides.
"""

from __future__ import annotations

from datetime import date

from factcheck.records import (
    ArticleHead,
    Fault,
    ModelNames,
    Report,
    SetAside,
)
from tests.reporters.sample_findings import (
    AGREEMENTS,
    CONFLICTS,
    DISPUTES,
    SCRIPT,
    SINGLES,
    UPDATES,
)

ARTICLES = (
    ArticleHead(
        id="courier-1",
        path="articles/courier-1.txt",
        outlet="Harbour Courier",
        language="en",
        published=date(2021, 5, 4),
        title="Ferry burns off Marsa Nour, hundreds brought ashore",
        url="https://courier.example.org/2021/05/04/ferry?from=front&page=1",
        claims=14,
    ),
    ArticleHead(
        id="courier-2",
        path="articles/courier-2.txt",
        outlet="Harbour Courier",
        language="en",
        published=date(2021, 5, 6),
        title="Toll rises to 11 as divers reach the car deck",
        url="https://courier.example.org/2021/05/06/toll",
        claims=9,
    ),
    ArticleHead(
        id="dispatch-1",
        path="articles/dispatch-1.html",
        outlet="Northern Dispatch",
        language="en",
        published=date(2021, 5, 5),
        title="What we know about the fire on the Amal",
        url="http://dispatch.example.org/amal",
        claims=17,
    ),
    ArticleHead(
        id="sawt-1",
        path="articles/sawt-1.txt",
        outlet="صوت الميناء",
        language="ar",
        published=date(2021, 5, 4),
        title="حريق في عبّارة قبالة مرسى نور وإنقاذ 214 راكبا",
        url="https://sawt.example.org/خبر/17",
        claims=11,
    ),
    ArticleHead(
        id="sahel-1",
        path="articles/sahel-1.json",
        outlet="نشرة الساحل",
        language="ar",
        published=None,
        title="شركة العبّارات تنفي تلقي أي تحذير",
        url=None,
        claims=6,
    ),
    ArticleHead(
        id="gazette-1",
        path="articles/gazette-1.txt",
        outlet="Gazette & Sons <b>",
        language="en",
        published=date(2021, 5, 5),
        title=f"Fire at sea {SCRIPT}",
        url="javascript:alert('owned')",
        claims=4,
    ),
)


SAMPLE = Report(
    story="ferry-fire",
    models=ModelNames(embedder="embedded", nli="embedded"),
    articles=ARTICLES,
    findings=(*CONFLICTS, *DISPUTES, *UPDATES, *AGREEMENTS, *SINGLES),
    set_aside=(
        SetAside(
            article="courier-1",
            start=1500,
            end=1508,
            text="COMMENTS",
            reason="furniture",
            note="part of the page, not of the story",
        ),
        SetAside(
            article="sawt-1",
            start=900,
            end=930,
            text="حريق في عبّارة قبالة مرسى نور…",
            reason="teaser",
            note="a headline cut off at its end",
        ),
        SetAside(
            article="gazette-1",
            start=700,
            end=700 + len(SCRIPT),
            text=SCRIPT,
            reason="credit",
            note="who made the picture",
        ),
    ),
    faults=(
        Fault(
            place="articles/late-1.txt:2:12",
            message="unknown date '31-31-2021'",
            cure="Write it as 2021-12-31.",
            excerpt="    Published: 31-31-2021\n               ~~~~~~~~~~",
        ),
    ),
)
AGREED = SAMPLE.model_copy(
    update={
        "articles": ARTICLES[:4],
        "findings": (*AGREEMENTS, *SINGLES),
        "set_aside": (),
        "faults": (),
    }
)
EMPTY = Report(story="empty", models=SAMPLE.models, articles=(), findings=())
