"""The queue: what is listed, in which order."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from factcheck.review.folding import fold_quickly
from factcheck.review.queue import Query, find_neighbours, list_all, list_queue, read_query
from factcheck.review.register import Register
from factcheck.text import fold_text
from tests.review.clients import DISPUTE, FERRY, UPDATE, ask, decide
from tests.review.shelf import Shelf, make_ferry, make_finding, make_hostile, put


def list_topics(page: str) -> list[str]:
    """The addresses of the rows, in order."""
    return re.findall(r'<h2><a href="(/finding/\w+/\w+)', page)


def test_the_gravest_come_first(engine: Engine) -> None:
    assert list_topics(ask(engine).get("/").text) == [FERRY, DISPUTE, UPDATE]


@pytest.mark.parametrize(
    ("order", "expected"),
    [("surest", [FERRY, UPDATE, DISPUTE]), ("gravest", [FERRY, DISPUTE, UPDATE])],
)
def test_the_order_can_be_chosen(engine: Engine, order: str, expected: list[str]) -> None:
    assert list_topics(ask(engine).get(f"/?order={order}").text) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("verdict=update", [UPDATE]),
        ("facet=statement", [DISPUTE]),
        ("language=both", [FERRY]),
        ("language=ar", [FERRY]),
        ("language=en", [FERRY, DISPUTE, UPDATE]),
        ("score=75", [FERRY, UPDATE]),
        ("outlet=The+Ledger", [DISPUTE, UPDATE]),
        ("outlet=نبض المرسى", [FERRY]),
        ("story=c0ffee0000000001", [FERRY, DISPUTE, UPDATE]),
        ("story=another", []),
        ("search=overloaded", [DISPUTE]),
        ("search=OVERLOADED+ledger", [DISPUTE]),
        ("search=نبضُ المرسي", [FERRY]),
        ("search=وزاره الصحه", [FERRY]),
        ("search=aaaa000000000003", [DISPUTE]),
        ("search=nowhere", []),
        ("verdict=nonsense&score=x&page=0&state=?", [FERRY, DISPUTE, UPDATE]),
        ("state=later", []),
    ],
)
def test_filters_keep_what_they_name(engine: Engine, asked: str, expected: list[str]) -> None:
    assert list_topics(ask(engine).get(f"/?{asked}").text) == expected


def test_an_empty_queue_says_so(engine: Engine) -> None:
    assert "No finding fits these filters" in ask(engine).get("/?search=nowhere").text
    assert "No two reviewers disagree" in ask(engine).get("/?state=contested").text


@pytest.mark.parametrize(
    ("do", "state"),
    [("confirm", "confirmed"), ("dismiss:superseded", "dismissed"), ("later", "later")],
)
def test_a_decision_moves_a_finding(either: Engine, do: str, state: str) -> None:
    client = ask(either)
    decide(client, FERRY, do)
    assert list_topics(client.get("/").text) == [DISPUTE, UPDATE]
    assert list_topics(client.get(f"/?state={state}").text) == [FERRY]


def test_what_was_taken_back_returns_to_its_place(engine: Engine) -> None:
    client = ask(engine)
    decide(client, FERRY, "confirm")
    decide(client, FERRY, "undo")
    assert list_topics(client.get("/").text) == [FERRY, DISPUTE, UPDATE]


def test_a_second_opinion_is_asked_of_others_only(engine: Engine) -> None:
    mona, karim = ask(engine, "Mona"), ask(engine, "Karim")
    decide(mona, FERRY, "confirm")
    assert list_topics(karim.get("/?state=second").text) == [FERRY]
    assert list_topics(mona.get("/?state=second").text) == []


def test_a_disagreement_is_adjudicated(engine: Engine) -> None:
    mona, karim, zoe = (ask(engine, name) for name in ("Mona", "Karim", "Zoe"))
    decide(mona, FERRY, "confirm")
    decide(karim, FERRY, "dismiss:different event")
    assert list_topics(zoe.get("/?state=contested").text) == [FERRY]
    decide(zoe, FERRY, "confirm")
    assert list_topics(zoe.get("/?state=contested").text) == []
    assert list_topics(zoe.get("/?state=confirmed").text) == [FERRY]
    assert "which settles the disagreement" in zoe.get(FERRY).text


def test_one_of_two_may_change_their_mind(engine: Engine) -> None:
    mona, karim = ask(engine, "Mona"), ask(engine, "Karim")
    decide(mona, FERRY, "confirm")
    decide(karim, FERRY, "dismiss:different event")
    assert "You are one of them" in mona.get(FERRY).text
    decide(mona, FERRY, "confirm")
    assert list_topics(mona.get("/?state=contested").text) == [FERRY]
    decide(mona, FERRY, "dismiss:other")
    assert list_topics(mona.get("/?state=dismissed").text) == [FERRY]


def test_what_a_run_adds_appears(either: Engine) -> None:
    client = ask(either)
    client.get("/")
    put(either, make_hostile(), "c0ffee0000000002")
    assert len(list_topics(client.get("/").text)) == 4


def test_what_colleagues_decide_elsewhere_appears(either: Engine) -> None:
    here, elsewhere = ask(either), ask(either, "Karim")
    here.get("/")
    decide(elsewhere, FERRY, "confirm")
    assert list_topics(here.get("/").text) == [DISPUTE, UPDATE]


def test_agreements_are_not_put_to_people(engine: Engine) -> None:
    sides = make_ferry().findings[0].sides[:1]
    agreed = make_finding("aaaa000000000009", sides, verdict="agreement")
    put(engine, Shelf((), [agreed]), "c0ffee0000000001")
    assert "aaaa000000000009" not in ask(engine).get("/").text


def test_pages_hold_fifty_and_lead_on(engine: Engine) -> None:
    sides = make_ferry().findings[0].sides
    many = [make_finding(f"{n:016x}", sides, score=0.5) for n in range(60)]
    put(engine, Shelf((), many), "c0ffee0000000001")
    client = ask(engine)
    first, second = client.get("/").text, client.get("/?page=2").text
    assert (len(list_topics(first)), len(list_topics(second))) == (50, 13)
    assert "page 1 of 2" in first
    assert not set(list_topics(first)) & set(list_topics(second))
    assert list_topics(client.get("/?page=99").text) == list_topics(second)


def test_an_address_says_only_what_filters() -> None:
    query = read_query({"facet": "date", "search": " a  b ", "score": "500", "page": "3"})
    assert query.encode() == "facet=date&score=100&search=a+b&page=3"
    assert query.encode(page=1) == "facet=date&score=100&search=a+b"
    assert Query().encode() == ""


def test_neighbours_are_those_of_the_queue(engine: Engine) -> None:
    snapshot = Register(engine).read()
    entries = list_all(snapshot, Query(), "Mona")
    assert find_neighbours(entries, entries[0]) == (None, entries[1], 1)
    assert find_neighbours(entries, entries[2]) == (entries[1], None, 3)
    assert find_neighbours(entries[1:], entries[0]) == (None, entries[1], 0)
    assert list_queue(snapshot, Query(), "Mona").counts["pending"] == 3


@pytest.mark.parametrize("text", ["Café “A” – ١٢", "أُحُد ـ الهجرة\u200f", "İstanbul ﷺ", "plain"])
def test_folding_quickly_is_folding(text: str) -> None:
    assert fold_quickly(text) == fold_text(text)
