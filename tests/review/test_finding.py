"""One finding: both sides in context, and nothing hostile runs."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from factcheck.records import SideClaim, Span
from factcheck.reporters.layout import Piece
from factcheck.review.context import cut_article, find_context
from factcheck.store.articles import Member
from tests.make import make_head
from tests.review.clients import DISPUTE, FERRY, UPDATE, ask, decide
from tests.review.shelf import (
    HARBOUR,
    HOSTILE,
    STORY,
    Shelf,
    make_ferry,
    make_hostile,
    put,
    side,
    tell,
)

HOSTILE_PAGE = f"/finding/{STORY}/bbbb000000000001"


def test_both_sides_stand_in_their_context(engine: Engine) -> None:
    page = ask(engine).get(FERRY).text
    assert "The ferry left the island before dawn." in page
    assert "The sinking off Ras Dalwa killed <mark>43</mark> people" in page
    assert "Divers will search again at first light." in page
    assert "غادرت العبارة الجزيرة قبل الفجر." in page
    assert "<mark>100 شخص على الأقل</mark>" in page


def test_header_lines_are_no_context(engine: Engine) -> None:
    page = ask(engine).get(FERRY).text
    assert "Outlet: Harbour Post" not in page


def test_arabic_runs_from_right_to_left(engine: Engine) -> None:
    page = ask(engine).get(FERRY).text
    assert re.search(r'<blockquote dir="auto" lang="ar">', page)
    assert '<bdi lang="ar">نبض المرسى</bdi> says at least 100' in page


def test_source_via_and_dates_are_told(engine: Engine) -> None:
    page = ask(engine).get(UPDATE).text
    assert "said by <b><bdi>the coast guard</bdi></b>" in page
    assert "via <b><bdi>Cove Wire</bdi></b>" in page
    assert '<time datetime="2019-03-03">3 March 2019</time>' in page


def test_an_update_is_a_timeline(engine: Engine) -> None:
    assert "steps" in ask(engine).get(UPDATE).text
    assert "steps" not in ask(engine).get(DISPUTE).text


def test_claims_beyond_three_a_side_unfold(engine: Engine) -> None:
    finding = make_ferry().findings[0]
    many = side("43", *finding.sides[0].claims * 5)
    put(engine, Shelf((), [finding.model_copy(update={"sides": (many,)})]), STORY)
    assert "<summary>2 more claims</summary>" in ask(engine).get(FERRY).text


def test_the_verdict_is_explained_in_words(engine: Engine) -> None:
    page = ask(engine).get(FERRY).text
    assert "Same event: both name Ras Dalwa." in page
    assert "43 people and 100 to 150 people; no value fits both" in page
    assert "It rests on 1 pair of claims" in page


def test_others_on_the_fact_and_silent_outlets_are_named(engine: Engine) -> None:
    page = ask(engine).get(FERRY).text
    assert f'href="{UPDATE}"' in page
    assert "Silent on it:</span> <bdi>The Ledger</bdi>" in page


def test_the_whole_article_is_one_click_away(engine: Engine) -> None:
    client = ask(engine)
    [link] = re.findall(
        r'href="(/article/[^"]+)" aria-label="Whole article, Harbour', client.get(FERRY).text
    )
    page = client.get(link).text
    assert '<mark id="claim">The sinking off Ras Dalwa killed 43 people</mark>' in page
    assert "The owner denied" in page
    assert "Published: 2019" not in page
    assert f'href="{FERRY}"' in page


@pytest.mark.parametrize(
    "path",
    ["/finding/x/y", "/article/x/y", f"/article/{STORY}/../../etc", "/export/../x", "/nope"],
)
def test_what_is_not_there_is_said_so(engine: Engine, path: str) -> None:
    assert ask(engine).get(path).status_code == 404


@pytest.mark.parametrize("name", ["../app.py", "%2e%2e/app.py", "app.py", "review.css/x"])
def test_only_the_pages_own_files_are_served(engine: Engine, name: str) -> None:
    assert ask(engine).get(f"/static/{name}").status_code == 404


def test_hostile_words_stay_words_on_every_page(engine: Engine) -> None:
    put(engine, make_hostile(), STORY)
    client = ask(engine, "Mona")
    article = re.findall(r'href="(/article/[^"]+)"', client.get(HOSTILE_PAGE).text)[0]
    decide(client, HOSTILE_PAGE, "dismiss:other", note=HOSTILE)
    paths = (
        "/",
        "/?state=dismissed",
        HOSTILE_PAGE,
        article,
        "/figures",
        "/?search=" + "<script>",
    )
    for path in paths:
        page = client.get(path).text
        assert "<img src=x" not in page, path
        assert "<script>" not in page, path
        assert 'href="javascript:' not in page, path
        assert not re.search("[\x00\x1b]", page), path
    assert 'data-code="U+202E"' in client.get(HOSTILE_PAGE).text


def test_a_long_title_is_cut_in_lists(engine: Engine) -> None:
    shelf = make_hostile()
    long = shelf.findings[0].model_copy(update={"topic": "x" * 1_000_000})
    put(engine, shelf._replace(findings=[long]), STORY)
    client = ask(engine)
    assert len(client.get("/").text) < 50_000
    assert client.get(HOSTILE_PAGE).status_code == 200


def test_pages_ask_nothing_of_other_servers(engine: Engine) -> None:
    client = ask(engine)
    for path in ("/", FERRY, "/figures", "/exports", "/name"):
        page = client.get(path).text
        assert not re.search(r'(?:src|action)="(?!/)', page)
        assert not re.search(r'<link[^>]+href="(?!/)', page)
        assert " style=" not in page
        assert not re.search(r"<script(?! src=)|<style|\bon\w+=", page)


def find(text: str, start: int, end: int, **changes: object) -> tuple[str, str]:
    told = tell("Echo", text)
    claim = told.claim(text[start:end])
    head = make_head("echo-1", path="echo-1.html", **changes)
    return tuple(find_context(Member(head, 1, 1, text), claim))  # type: ignore[return-value]


def test_neighbours_are_the_sentences_before_and_after() -> None:
    text = "One came. Two went. Three stayed. Four left."
    assert find(text, 10, 19) == ("One came.", "Three stayed.")
    assert find(text, 0, 9) == ("", "Two went.")
    assert find(text, 34, 44) == ("Three stayed.", "")


def test_arabic_neighbours_are_found_too() -> None:
    text = "وصل الأول. غادر الثاني. بقي الثالث."
    start = text.index("غادر")
    assert find(text, start, start + 12, language="ar") == ("وصل الأول.", "بقي الثالث.")


def test_a_text_that_is_another_now_has_no_context() -> None:
    claim = make_ferry().told[0].claim("Divers will search")
    member = Member(make_head("x", path="x.html"), 1, 1, "another text altogether")
    assert find_context(member, claim) == ("", "")


def test_a_claim_of_the_header_has_no_context() -> None:
    head = make_head("h", path="h.txt")
    claim = make_ferry().told[0].claim("Ferry sinks off Ras Dalwa")
    assert find_context(Member(head, 1, 1, HARBOUR), claim) == ("", "")


def test_neighbours_of_any_length_are_cut() -> None:
    text = f"{'word ' * 2000}end. Middle. {'more ' * 2000}end."
    start = text.index("Middle.")
    before, after = find(text, start, start + 7)
    assert len(before) < 700
    assert len(after) < 700
    assert before.startswith("…")


def test_an_article_is_cut_at_its_claims() -> None:
    text = "Head\n\nOne two three.\r\nFour five.\n"
    claims = [_claim(text, "two three"), _claim(text, "three."), _claim(text, "Four")]
    assert cut_article(text, 6, claims) == [
        [Piece("One ", False), Piece("two three.", True)],
        [Piece("Four", True), Piece(" five.", False)],
    ]


def _claim(text: str, words: str) -> SideClaim:
    start = text.index(words)
    claim = make_ferry().findings[0].sides[0].claims[0]
    span = Span(start, start + len(words))
    return claim.model_copy(update={"start": span.start, "end": span.end, "text": words})
