"""A browser without a window: asks the app as a reviewer's browser would."""

from __future__ import annotations

import re
from urllib.parse import quote

from sqlalchemy import Engine
from starlette.testclient import TestClient

from factcheck.review.app import NAME_COOKIE, build_app
from factcheck.review.guard import Access
from tests.review.shelf import STORY, Clock

ORIGIN = "http://127.0.0.1:8321"
FERRY = f"/finding/{STORY}/aaaa000000000001"
UPDATE = f"/finding/{STORY}/aaaa000000000002"
DISPUTE = f"/finding/{STORY}/aaaa000000000003"


def ask(engine: Engine, reviewer: str = "Mona", **options: object) -> TestClient:
    """A reviewer's browser, which already knows their name."""
    app = build_app(engine, options.pop("access", Access()), clock=Clock())  # type: ignore[arg-type]
    client = TestClient(
        app,
        base_url=ORIGIN,
        headers={"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"},
        follow_redirects=False,
    )
    if reviewer:
        client.cookies.set(NAME_COOKIE, quote(reviewer), domain="127.0.0.1")
    return client


def read_hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form in which one decides."""
    form = page[page.index('id="decide"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', form))


def decide(client: TestClient, path: str, do: str, **fields: str):  # type: ignore[no-untyped-def]
    """Open a finding's page and send its form."""
    hidden = read_hidden(client.get(path).text)
    return client.post(path, data={**hidden, "do": do, **fields})
