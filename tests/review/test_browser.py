"""The page in a real Chromium: keys, forms without script, layout, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.review.browser import find_chromium, serve
from tests.review.clients import DISPUTE, FERRY, UPDATE
from tests.review.shelf import STORY, fill, make_ferry, make_hostile

pytestmark = pytest.mark.skipif(
    find_chromium() is None, reason="Chromium is not installed here"
)
HOSTILE_PAGE = f"/finding/{STORY}/bbbb000000000001"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = find_chromium()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with serve(fill(str(tmp_path / "store")), reviewer="Mona") as address:
        yield address


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A window that fails the test on any error of the page or foreign request."""
    yield from open_window(browser, address)


def open_window(browser: Any, address: str, **options: Any) -> Iterator[Any]:
    context = browser.new_context(base_url=address, **options)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda one: one.type == "error" and faults.append(one.text))
    page.on("request", lambda one: one.url.startswith(address) or faults.append(one.url))
    page.goto("/")
    yield page
    context.close()
    assert [fault for fault in faults if "404" not in fault] == []


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_queue_is_settled_without_the_mouse(page: Any) -> None:
    press(page, "j", "Enter")
    page.wait_for_url(f"**{FERRY}*")
    press(page, "c")
    page.wait_for_url(f"**{DISPUTE}*")
    press(page, "d", "3")
    page.wait_for_url(f"**{UPDATE}*")
    press(page, "l")
    page.wait_for_url("**/?*")
    assert "Nothing waits for you" in page.inner_text("main")
    page.goto("/?state=dismissed")
    page.click("h2 a")
    assert "dismissed it: superseded" in page.inner_text("main")


def test_u_takes_the_last_decision_back(page: Any) -> None:
    page.goto(FERRY)
    press(page, "c")
    page.wait_for_url(f"**{DISPUTE}*")
    press(page, "u")
    page.wait_for_url(f"**{FERRY}*")
    assert "taken back" in page.inner_text("main")


def test_j_and_k_move_and_q_goes_back(page: Any) -> None:
    page.goto(FERRY)
    press(page, "j")
    page.wait_for_url(f"**{DISPUTE}*")
    press(page, "k")
    page.wait_for_url(f"**{FERRY}*")
    press(page, "q")
    page.wait_for_url("**/?*")
    press(page, "j", "j", "k")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith(FERRY)


def test_a_note_is_saved_with_the_decision_and_keys_in_it_are_letters(page: Any) -> None:
    page.goto(FERRY)
    press(page, "n")
    page.keyboard.type("cdl ملاحظة")
    press(page, "Escape", "c")
    page.wait_for_url(f"**{DISPUTE}*")
    page.goto(FERRY)
    assert "cdl ملاحظة" in page.inner_text("main")


def test_e_opens_the_correction(page: Any) -> None:
    page.goto(FERRY)
    press(page, "e")
    page.select_option("#verdict", "update")
    page.click("text=Save the correction")
    assert "it should be update of quantity" in page.inner_text("main")


def test_slash_searches_and_question_mark_shows_the_keys(page: Any) -> None:
    press(page, "/")
    page.keyboard.type("overloaded")
    press(page, "Enter")
    page.wait_for_url("**search=overloaded*")
    assert page.locator("h2 a").count() == 1
    press(page, "?")
    assert page.is_visible("dialog")
    press(page, "Escape")
    assert not page.is_visible("dialog")


def test_single_keys_can_be_turned_off(page: Any) -> None:
    page.goto(FERRY)
    press(page, "?")
    page.uncheck("#keys-on")
    page.click("dialog >> text=Close")
    press(page, "c")
    page.reload()
    assert "Nobody has decided yet" in page.inner_text("main")
    assert not page.is_visible("kbd >> nth=0")


def test_an_arabic_keyboard_works_by_the_place_of_its_keys(page: Any) -> None:
    page.goto(FERRY)
    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'ؤ', code: 'KeyC', bubbles: true}))"
    )
    page.wait_for_url(f"**{DISPUTE}*")


def test_a_digit_decides_nothing_while_no_reasons_are_shown(page: Any) -> None:
    page.goto(FERRY)
    press(page, "1", "5")
    page.reload()
    assert "Nobody has decided yet" in page.inner_text("main")


def test_a_reload_in_the_middle_repeats_nothing(page: Any) -> None:
    page.goto(FERRY)
    press(page, "c")
    page.wait_for_url(f"**{DISPUTE}*")
    page.reload()
    page.goto(FERRY)
    assert page.locator(".history > li").count() == 1


def test_two_browsers_on_one_finding_are_told_who_was_first(
    browser: Any, address: str, page: Any
) -> None:
    page.goto(FERRY)
    other = browser.new_context(base_url=address).new_page()
    other.goto(FERRY)
    press(page, "c")
    page.wait_for_url(f"**{DISPUTE}*")
    other.keyboard.press("l")
    other.wait_for_selector(".alert")
    assert "Mona was first" in other.inner_text(".alert")
    other.context.close()


def test_without_script_forms_do_everything(browser: Any, address: str) -> None:
    for page in open_window(browser, address, java_script_enabled=False):
        page.click("h2 a >> nth=0")
        page.click("summary:has-text('Note')")
        page.fill("#note", "by hand")
        page.click("summary:has-text('Dismiss')")
        page.click("text=wrongly extracted")
        page.wait_for_url(f"**{DISPUTE}*")
        page.click("text=Undo")
        page.wait_for_url(f"**{FERRY}*")
        assert "by hand" in page.inner_text("main")
        assert page.locator("kbd:visible").count() == 0


def test_arabic_stands_at_the_right(page: Any) -> None:
    page.goto(FERRY)
    quote = page.locator("blockquote:lang(ar)")
    assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert quote.evaluate("e => getComputedStyle(e).borderRightWidth") == "3px"


@pytest.mark.parametrize(("width", "height"), [(360, 740), (640, 400), (320, 256)])
@pytest.mark.parametrize("path", ["/", FERRY, "/figures"])
def test_no_page_scrolls_sideways(page: Any, path: str, width: int, height: int) -> None:
    """640 wide is 1280 at 200 %, 320 is 1280 at 400 %."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_run_nowhere(browser: Any, tmp_path: Path) -> None:
    engine = fill(str(tmp_path / "hostile"), make_ferry(), make_hostile())
    with serve(engine, reviewer="Mona") as address:
        for page in open_window(browser, address):
            for path in ("/", HOSTILE_PAGE, "/figures"):
                page.goto(path)
                assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, tmp_path: Path, scheme: str) -> None:
    axe = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    engine = fill(str(tmp_path / "axe"), make_ferry(), make_hostile())
    with serve(engine) as address:
        for page in open_window(browser, address, color_scheme=scheme):
            assert find_violations(page, axe) == []
            page.fill("#name", "Mona")
            page.click("button")
            page.goto(FERRY)
            press(page, "d", "1")
            page.wait_for_url("**bbbb*")
            article = page.get_attribute("text=whole article >> nth=0", "href")
            paths = ("/", "/?state=dismissed", FERRY, UPDATE, HOSTILE_PAGE, article, "/figures")
            for path in (*paths, "/exports", "/nothing-here"):
                page.goto(path)
                assert find_violations(page, axe) == [], path
            page.goto(FERRY)
            for key in ("d", "n", "e", "?"):
                press(page, key)
                assert find_violations(page, axe) == [], key
                press(page, "Escape")


def find_violations(page: Any, axe: str) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]
