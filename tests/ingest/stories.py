"""Articles of two stories, in short words of our own, for the tests of batches."""

from __future__ import annotations

from datetime import date

from factcheck.ingest import Means, check_batch
from factcheck.readers.source import Reading
from factcheck.records import Article
from factcheck.store import open_store
from factcheck.store.upkeep import export_store
from tests.fakes import TableNli, WordEmbedder
from tests.make import make_article

BUS = (
    "A bus fell off the bridge at Harlow on Monday. "
    "The crash at Harlow killed {} people, police said."
)
FERRY = (
    "عبارة غرقت قبالة ميناء رأس دلوة يوم الأحد. "
    "وأسفر غرق العبارة عن مقتل {} أشخاص، بحسب خفر السواحل."
)


def bus(outlet: str, dead: int | str, **changes: object) -> Article:
    """An article on the bus by one outlet."""
    return _tell(outlet, "Bus falls off Harlow bridge", BUS.format(dead), **changes)


def ferry(outlet: str, dead: int, **changes: object) -> Article:
    """An article on the ferry by one outlet."""
    return _tell(outlet, "غرق عبارة قبالة رأس دلوة", FERRY.format(dead), **changes)


def _tell(outlet: str, headline: str, body: str, **changes: object) -> Article:
    fields: dict[str, object] = {
        "id": f"{outlet.lower()}-1",
        "outlet": outlet,
        "path": f"batch/{outlet.lower()}-1.txt",
        "published": date(2019, 3, 4),
        "title": headline,
    }
    return make_article(f"{headline}\n{body}", **{**fields, **changes})


def read(*articles: Article) -> list[Reading]:
    """What a reader would make of them."""
    return [Reading((article,)) for article in articles]


def means(**changes: object) -> Means:
    """Models of a few lines, one process."""
    models = {"embedder": WordEmbedder(), "nli": TableNli()}
    return Means(**{**models, **changes})  # type: ignore[arg-type]


def check(address: str, *articles: Article, **changes: object):  # type: ignore[no-untyped-def]
    """Check a batch against the store at `address`."""
    with open_store(address) as engine:
        return check_batch(engine, read(*articles), means(**changes))


def export(address: str) -> list[str]:
    """Everything in the store, as lines."""
    with open_store(address) as engine, engine.connect() as connection:
        return list(export_store(connection))
