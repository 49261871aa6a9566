"""A store with a few findings made by hand, for the tests of the review page.

The sentences are our own. One finding is a conflict between an English and an Arabic
article, one an update, one a dispute; `hostile` fills every field with what must not run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine

from factcheck.ingest.gather import identify
from factcheck.records import (
    Article,
    Finding,
    ModelNames,
    Relation,
    Side,
    SideClaim,
    Slot,
    Span,
)
from factcheck.store import batches, open_store
from factcheck.store.articles import ReadArticle, Version, add_articles, enter_stories
from factcheck.store.connect import connect
from factcheck.store.findings import Change, save_changes, save_relations
from factcheck.stories import Sketch
from tests.make import make_article

STORY = "c0ffee0000000001"
HOSTILE = (
    "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
    "'\"`{{7*7}}\u202eevil\u2066 \x00\x1b[31m =HYPERLINK(1)"
)

HARBOUR = (
    "Outlet: Harbour Post\nPublished: 2019-03-04\nTitle: Ferry sinks off Ras Dalwa\n\n"
    "The ferry left the island before dawn. "
    "The sinking off Ras Dalwa killed 43 people, the coast guard said. "
    "Divers will search again at first light.\n"
    "The owner denied that the ferry was overloaded.\n"
)
NABD = (
    "غادرت العبارة الجزيرة قبل الفجر. "
    "وأسفر غرق العبارة قبالة رأس دلوة عن مقتل 100 شخص على الأقل، بحسب وزارة الصحة. "
    "ويستأنف الغواصون البحث مع أول ضوء.\n"
)
LEDGER = (
    "Rescue boats came late. The coast guard put the dead at 12 on Monday. Nothing moved.\n"
    "The harbour union said the ferry was overloaded.\n"
)


class Clock:
    """Tells a time that moves on by a minute whenever it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2019, 3, 6, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


class Told(NamedTuple):
    """An article of the shelf, under the id that the store knows it by."""

    article: Article

    def claim(self, text: str, mark: str = "", **changes: object) -> SideClaim:
        """The claim that says `text`, with `mark` highlighted."""
        whole = self.article.text
        start = whole.index(text)
        place = start + text.index(mark) if mark else start
        fields: dict[str, object] = {
            "id": f"{self.article.id}:{start}-{start + len(text)}",
            "article": self.article.id,
            "start": start,
            "end": start + len(text),
            "text": text,
            "reading": text,
            "highlights": (Span(place, place + len(mark)),) if mark else (),
            "source": None,
            "via": None,
            "quoted": False,
        }
        return SideClaim.model_validate({**fields, **changes})


def tell(outlet: str, text: str, **changes: object) -> Told:
    """An article by an outlet."""
    fields: dict[str, object] = {
        "outlet": outlet,
        "path": f"batch/{outlet.lower().replace(' ', '-')}-1.txt",
        "published": date(2019, 3, 4),
        "title": "Ferry sinks off Ras Dalwa",
        "url": "https://example.org/ferry?outlet=" + outlet.encode().hex(),
    }
    article = make_article(text, **{**fields, **changes})
    return Told(article.model_copy(update={"id": identify(article)}))


def make_finding(fingerprint: str, sides: Iterable[Side], **changes: object) -> Finding:
    """A conflict of quantities, unless told otherwise."""
    fields: dict[str, object] = {
        "fingerprint": fingerprint,
        "evidence": "e" * 16,
        "verdict": "conflict",
        "facet": "quantity",
        "topic": "people killed, the ferry",
        "score": 0.93,
        "reason": "Harbour Post says 43; نبض المرسى says at least 100",
        "sides": tuple(sides),
    }
    return Finding.model_validate({**fields, **changes})


def side(value: str, *claims: SideClaim) -> Side:
    """One value and who states it."""
    return Side(value=value, claims=claims)


class Shelf(NamedTuple):
    """What is put into the store: articles, findings, relations."""

    told: Sequence[Told]
    findings: Sequence[Finding]
    relations: Sequence[Relation] = ()


def make_ferry() -> Shelf:
    """The story of the ferry: a conflict, an update and a dispute."""
    harbour = tell("Harbour Post", HARBOUR)
    nabd = tell("نبض المرسى", NABD, title="غرق عبارة قبالة رأس دلوة")
    ledger = tell("The Ledger", LEDGER, published=date(2019, 3, 3))
    dead = harbour.claim(
        "The sinking off Ras Dalwa killed 43 people", "43", source="the coast guard"
    )
    dead = dead.model_copy(update={"after": ", the coast guard said."})
    many = nabd.claim(
        "وأسفر غرق العبارة قبالة رأس دلوة عن مقتل 100 شخص على الأقل",
        "100 شخص على الأقل",
        source="وزارة الصحة",
    )
    early = ledger.claim("The coast guard put the dead at 12 on Monday.", "12", via="Cove Wire")
    full = ledger.claim(
        "the ferry was overloaded", source="The harbour union", before="The harbour union said "
    )
    denied = harbour.claim(
        "the ferry was overloaded", source="The owner", before="The owner denied that "
    )
    findings = [
        make_finding("aaaa000000000001", [side("43", dead), side("at least 100", many)]),
        make_finding(
            "aaaa000000000002",
            [side("12", early), side("43", dead)],
            verdict="update",
            reason="The Ledger says 12; Harbour Post says 43",
            topic="people killed, first count",
            score=0.8,
        ),
        make_finding(
            "aaaa000000000003",
            [side("reported", full), side("denied", denied)],
            verdict="dispute",
            facet="statement",
            topic="the ferry was overloaded",
            reason="The owner denies it",
            score=0.7,
        ),
    ]
    return Shelf((harbour, nabd, ledger), findings, [_relate(dead, many)])


def _relate(left: SideClaim, right: SideClaim) -> Relation:
    return Relation.model_validate(
        {
            "left": left.id,
            "right": right.id,
            "facet": "quantity",
            "kind": "conflict",
            "slot": Slot(key="people|killed", topic="people killed"),
            "reason": "43 against at least 100",
            "score": 0.93,
            "left_value": "43",
            "right_value": "at least 100",
            "left_world": "43 people",
            "right_world": "100 to 150 people",
            "alignment": {
                "left": left.id,
                "right": right.id,
                "similarity": 0.81,
                "wording": 0.6,
                "gate": {"is_open": True, "score": 0.8, "reasons": ("both name Ras Dalwa",)},
            },
        }
    )


def make_hostile() -> Shelf:
    """One finding with hostile words in every field."""
    text = f"{HOSTILE} killed 3. {HOSTILE} killed 4.\n"
    told = tell(
        HOSTILE, text, title=HOSTILE, url="javascript:window.hacked=1", path="../../x.txt"
    )
    words = {"source": HOSTILE, "via": HOSTILE, "reading": HOSTILE}
    first = told.claim(f"{HOSTILE} killed 3.", "3", **words)
    second = told.claim(f"{HOSTILE} killed 4.", "4", **words)
    finding = make_finding(
        "bbbb000000000001",
        [side(HOSTILE, first), side(f"{HOSTILE} 4", second)],
        topic=HOSTILE,
        reason=HOSTILE,
    )
    return Shelf((told,), [finding])


def fill(address: str, *shelves: Shelf, story: str = STORY) -> Engine:
    """Put shelves into the store at `address`, a batch each, and open it as the page does."""
    with open_store(address) as engine:
        for shelf in shelves or (make_ferry(),):
            put(engine, shelf, story)
    return connect(address)


def put(engine: Engine, shelf: Shelf, story: str) -> None:
    """Put one shelf into a store as one batch."""
    with engine.begin() as connection:
        last = len(batches.find_unfinished(connection))
        names = ModelNames(embedder="none", nli="none")
        batch = batches.start_batch(
            connection, f"{story}{last}{hash(shelf.findings[0])}", names
        )
        number = batch.number
        new = [one for one in shelf.told if not _is_known(connection, one.article.id)]
        add_articles(connection, [_read(one.article) for one in new], number)
        enter_stories(connection, {one.article.id: story for one in new}, number)
        save_changes(connection, story, [Change("new", one) for one in shelf.findings], number)
        articles = {c.id: c.article for f in shelf.findings for s in f.sides for c in s.claims}
        if shelf.relations:
            save_relations(connection, story, shelf.relations, articles)


def _is_known(connection: object, article: str) -> bool:
    from sqlalchemy import select

    from factcheck.store.schema import articles

    asked = select(articles.c.id).where(articles.c.id == article)
    return connection.execute(asked).first() is not None  # type: ignore[attr-defined]


def _read(article: Article) -> ReadArticle:
    vector = np.zeros(2, dtype=np.float32)
    return ReadArticle(
        Version(article.id, 1, article.id, str(article.published or "")),
        article,
        (),
        np.zeros((0, 2), dtype=np.float32),
        Sketch(article.id, article.published, vector, ()),
    )
