"""Take the pictures of the docs: `python -m tests.review.screenshots docs`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.review.browser import find_chromium, serve
from tests.review.clients import FERRY
from tests.review.shelf import Shelf, fill, make_ferry, make_finding, put, side, tell

BRIDGE = (
    "The Harlow bridge was closed on Monday after flight HX204 reported smoke. "
    "Repairs will cost 2.4 million pounds, the council said. Work begins in May.\n"
)
BRIDGE_LATER = (
    "The bridge at Harlow shut on Tuesday when flight HX240 saw smoke. "
    "The council put the repairs at 4.2 million pounds. Work has begun.\n"
)


def make_bridge() -> Shelf:
    """A second story, so that the queue is a queue."""
    post = tell("Harlow Post", BRIDGE, title="Harlow bridge closed")
    echo = tell("The Echo", BRIDGE_LATER, title="Smoke shuts Harlow bridge")
    rows = (
        ("quantity", "cost of the repairs", "2.4 million pounds", "4.2 million pounds", 0.95),
        ("designation", "flight that saw the smoke", "HX204", "HX240", 0.9),
        ("date", "the bridge closed", "Monday", "Tuesday", 0.71),
        ("status", "work on the bridge", "Work begins in May", "Work has begun", 0.62),
    )
    findings = [
        make_finding(
            f"cccc00000000000{number}",
            [side(left, post.claim(left, left)), side(right, echo.claim(right, right))],
            facet=facet,
            topic=topic,
            score=score,
            reason=f"Harlow Post says {left}; The Echo says {right}",
        )
        for number, (facet, topic, left, right, score) in enumerate(rows)
    ]
    return Shelf((post, echo), findings)


def take(page: Page, folder: Path) -> None:
    """Take queue, finding and figures."""
    page.goto("/")
    page.keyboard.press("j")
    page.screenshot(path=folder / "review-queue.png")
    page.goto(FERRY)
    page.screenshot(path=folder / "review-finding.png")


def main(folder: Path) -> None:
    """Fill a store, serve it, take the pictures."""
    with tempfile.TemporaryDirectory() as place:
        engine = fill(place, make_ferry())
        put(engine, make_bridge(), "c0ffee0000000002")
        with serve(engine, reviewer="Mona Haddad") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            size = {"width": 1280, "height": 860}
            take(browser.new_page(base_url=address, viewport=size), folder)  # type: ignore[arg-type]
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
