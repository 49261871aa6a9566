"""How fast the review page answers with many findings in the store.

    python benchmarks/review.py [FINDINGS]

Fills a new SQLite store, serves it, and times whole requests over loopback: the queue, a
search, one finding, and decisions with the redirect but without the page they lead to.
"""

from __future__ import annotations

import http.client
import statistics
import sys
import tempfile
import threading
import time
from datetime import date
from urllib.parse import urlencode

import numpy as np
from sqlalchemy import Engine

from factcheck.records import Article, Finding, ModelNames, Side, SideClaim, Span
from factcheck.review.app import build_app
from factcheck.review.serving import build_server, listen
from factcheck.store import batches, open_store
from factcheck.store.articles import ReadArticle, Version, add_articles, enter_stories
from factcheck.store.findings import Change, save_changes
from factcheck.stories import Sketch

A_STORY = 20  # findings
TIMES = 60
FACETS = ("quantity", "date", "place", "status", "quotation", "statement")
TEXT = (
    "The boat left at dawn. Officials said that {} people were on board. The search goes on.\n"
)


def main() -> None:
    """Fill, serve, time, print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with open_store(folder) as engine:
            fill(engine, count)
        print(f"{count:,} findings written in {time.perf_counter() - started:.1f} s")
        with open_store(folder) as engine:
            measure(engine)


def fill(engine: Engine, count: int) -> None:
    """Write findings, 20 a story, two articles a story."""
    with engine.begin() as connection:
        names = ModelNames(embedder="none", nli="none")
        number = batches.start_batch(connection, "0" * 64, names).number
        for story in range(count // A_STORY):
            articles = [make_article(story, side) for side in (0, 1)]
            name = f"{story:016x}"
            add_articles(connection, [read(article) for article in articles], number)
            enter_stories(connection, {article.id: name for article in articles}, number)
            found = [make_finding(story, n, articles) for n in range(A_STORY)]
            save_changes(connection, name, [Change("new", one) for one in found], number)


def make_article(story: int, side: int) -> Article:
    """One of the two articles of a story."""
    text = "".join(TEXT.format(100 * side + n) for n in range(A_STORY))
    return Article(
        id=f"outlet-{(story + side) % 12}-{story}-{side}",
        path=f"batch/{story}-{side}.txt",
        outlet=f"Outlet {(story + side) % 12}",
        language="ar" if side and story % 3 == 0 else "en",
        text=text,
        paragraphs=(),
        published=date(2020, 1, 1 + story % 28),
        title=f"Boat {story}",
    )


def read(article: Article) -> ReadArticle:
    """The article as the store takes it."""
    none = np.zeros((0, 2), dtype=np.float32)
    sketch = Sketch(article.id, article.published, np.zeros(2, dtype=np.float32), ())
    version = Version(article.id, 1, article.id, str(article.published))
    return ReadArticle(version, article, (), none, sketch)


def make_finding(story: int, number: int, articles: list[Article]) -> Finding:
    """A finding that sets the two articles of a story against each other."""
    sides = []
    for side, article in enumerate(articles):
        quote = f"Officials said that {100 * side + number} people were on board."
        start = article.text.index(quote)
        claim = SideClaim(
            id=f"{article.id}:{start}-{start + len(quote)}",
            article=article.id,
            start=start,
            end=start + len(quote),
            text=quote,
            reading=quote,
            highlights=(Span(start + 20, start + 23),),
            source="Officials",
            via=None,
            quoted=False,
        )
        sides.append(Side(value=str(100 * side + number), claims=(claim,)))
    return Finding(
        fingerprint=f"{story:010x}{number:06x}",
        evidence="e" * 16,
        verdict=("conflict", "dispute", "update")[number % 3],
        facet=FACETS[number % 6],  # type: ignore[arg-type]
        topic=f"people on board, boat {story}, count {number}",
        score=round(0.3 + (story * 7 + number) % 70 / 100, 2),
        reason=f"Outlet {story % 12} says {number}; the other says {100 + number}",
        sides=tuple(sides),
    )


def measure(engine: Engine) -> None:
    """Serve the store and time what a reviewer does."""
    server = build_server(build_app(engine, reviewer="Bench"))
    with listen("127.0.0.1", 0) as listener:
        runner = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        runner.start()
        while not server.started:
            time.sleep(0.01)
        try:
            time_requests(http.client.HTTPConnection(*listener.getsockname()))
        finally:
            server.should_exit = True
            runner.join()


def time_requests(connection: http.client.HTTPConnection) -> None:
    """Time each kind of request and print median and 95th percentile."""
    floor = [time_request(connection, "GET", "/static/icon.svg") for _ in range(TIMES)]
    show("a small file", floor)
    print(f"first page    {1000 * time_request(connection, 'GET', '/'):8.1f} ms")
    searches = (f"/?{urlencode({'search': f'boat {n} count'})}" for n in range(TIMES))
    keys = [(f"{n:016x}", f"{n:010x}{3:06x}") for n in range(TIMES)]
    show("queue", [time_request(connection, "GET", "/") for _ in range(TIMES)])
    show("search", [time_request(connection, "GET", path) for path in searches])
    paths = [f"/finding/{story}/{fingerprint}" for story, fingerprint in keys]
    show("finding", [time_request(connection, "GET", path) for path in paths])
    show("decision", [time_request(connection, "POST", path) for path in paths])
    show("queue after", [time_request(connection, "GET", "/") for _ in range(TIMES)])


def time_request(connection: http.client.HTTPConnection, method: str, path: str) -> float:
    """Send one request, read its answer, return the seconds."""
    host = f"{connection.host}:{connection.port}"
    headers = {"Host": host, "Origin": f"http://{host}"}
    body = None
    if method == "POST":
        body = urlencode({"do": "confirm", "seen": "0", "evidence": "e" * 16})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    started = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    assert answer.status in (200, 303), answer.status
    return time.perf_counter() - started


def show(name: str, seconds: list[float]) -> None:
    """Print a row."""
    times = sorted(1000 * one for one in seconds)
    late = times[-len(times) // 20]
    print(f"{name:<12}  {statistics.median(times):8.1f} ms, 95 % {late:6.1f} ms")


if __name__ == "__main__":
    main()
