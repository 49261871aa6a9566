"""Deciding: forms, who was first, and taking back."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import Engine, event, text

from factcheck.review.deciding import FormError, clean_name, read_form
from factcheck.store.connect import connect
from factcheck.store.decisions import load_history
from tests.review.clients import DISPUTE, FERRY, UPDATE, ask, decide, read_hidden
from tests.review.shelf import STORY, Shelf, make_ferry, put

FINGERPRINT = "aaaa000000000001"


def read_history(engine: Engine, fingerprint: str = FINGERPRINT) -> list[tuple[str, str]]:
    """Who did what, oldest first."""
    with engine.connect() as connection:
        return [(one.reviewer, one.action) for one in load_history(connection, fingerprint)]


def test_a_decision_leads_to_the_next_finding_of_the_queue(either: Engine) -> None:
    answer = decide(ask(either), FERRY, "confirm")
    assert (answer.status_code, answer.headers["Location"]) == (303, DISPUTE)
    assert read_history(either) == [("Mona", "confirm")]


def test_the_next_keeps_the_filters(engine: Engine) -> None:
    answer = decide(ask(engine), f"{FERRY}?score=75", "confirm")
    assert answer.headers["Location"] == f"{UPDATE}?score=75"


def test_the_last_of_a_queue_leads_back_to_it(engine: Engine) -> None:
    assert decide(ask(engine), f"{FERRY}?language=ar", "later").headers["Location"] == (
        "/?language=ar"
    )


def test_all_that_was_said_is_kept(engine: Engine) -> None:
    decide(ask(engine), FERRY, "dismiss:superseded", note="نسخة أقدم <b>\r\nsecond line")
    with engine.connect() as connection:
        [decision] = load_history(connection, FINGERPRINT)
    assert decision.reason == "superseded"
    assert decision.note == "نسخة أقدم <b>\nsecond line"
    assert decision.at.isoformat() == "2019-03-06T09:01:00+00:00"
    assert decision.evidence == "e" * 16


def test_a_correction_stands_beside_what_was_found(engine: Engine) -> None:
    client = ask(engine)
    answer = decide(client, FERRY, "edit", verdict="update", facet="date")
    assert answer.headers["Location"] == FERRY
    assert "it should be update of date" in client.get(FERRY).text


def test_a_note_alone_decides_nothing(engine: Engine) -> None:
    client = ask(engine)
    decide(client, FERRY, "note", note="asked the desk")
    page = client.get(FERRY).text
    assert "asked the desk" in page
    assert "1 of 3" in page


def test_undo_is_a_new_entry(either: Engine) -> None:
    client = ask(either)
    decide(client, FERRY, "confirm")
    answer = decide(client, FERRY, "undo")
    assert answer.headers["Location"] == FERRY
    assert read_history(either) == [("Mona", "confirm"), ("Mona", "undo")]
    assert "taken back" in client.get(FERRY).text


def test_nobody_takes_back_what_another_said(engine: Engine) -> None:
    decide(ask(engine, "Mona"), FERRY, "confirm")
    assert decide(ask(engine, "Karim"), FERRY, "undo").status_code == 400
    assert read_history(engine) == [("Mona", "confirm")]


def test_the_last_decision_can_be_taken_back_from_any_page(engine: Engine) -> None:
    client = ask(engine)
    decide(client, FERRY, "confirm")
    decide(client, DISPUTE, "later")
    page = client.get("/figures").text
    assert "You left it for later" in page
    assert f'action="{DISPUTE}"' in page
    decide(client, DISPUTE, "undo")
    assert "You confirmed it" in client.get("/").text


@pytest.mark.parametrize("do", ["confirm", "dismiss:other", "later", "undo", "edit"])
def test_who_was_first_is_told_and_nothing_is_overwritten(either: Engine, do: str) -> None:
    mona, karim = ask(either, "Mona <i>"), ask(either, "Karim")
    hidden = read_hidden(karim.get(FERRY).text)
    decide(mona, FERRY, "dismiss:different event")
    fields = {**hidden, "do": do, "note": "mine", "verdict": "update", "facet": "date"}
    answer = karim.post(FERRY, data=fields)
    assert answer.status_code == 409
    assert "Mona &lt;i&gt;</bdi> was first" in answer.text
    assert "dismissed it: different event" in answer.text
    assert ">mine</textarea>" in answer.text
    assert read_history(either) == [("Mona <i>", "dismiss")]


def test_evidence_that_changed_meanwhile_is_looked_at_again(engine: Engine) -> None:
    client = ask(engine)
    hidden = read_hidden(client.get(FERRY).text)
    changed = make_ferry().findings[0].model_copy(update={"evidence": "f" * 16})
    put(engine, Shelf((), [changed]), STORY)
    answer = client.post(FERRY, data={**hidden, "do": "confirm"})
    assert answer.status_code == 409
    assert "changed while this page was open" in answer.text
    assert read_history(engine) == []


def test_a_decision_is_stale_once_a_quote_has_changed(either: Engine) -> None:
    client = ask(either)
    decide(client, FERRY, "dismiss:other")
    changed = make_ferry().findings[0].model_copy(update={"evidence": "f" * 16})
    put(either, Shelf((), [changed]), STORY)
    assert "stale: a quote changed since" in client.get("/?state=dismissed").text
    assert "of an earlier wording" in client.get(FERRY).text


def test_reviewers_who_decide_at_once_lose_nothing(address: str, either: Engine) -> None:
    reviewers = [f"R{n}" for n in range(6)]
    statuses: list[int] = []

    def work(name: str) -> None:
        engine = connect(address)
        client = ask(engine, name)
        while (answer := decide(client, FERRY, "confirm")).status_code == 409:
            statuses.append(409)
        statuses.append(answer.status_code)
        engine.dispose()

    threads = [threading.Thread(target=work, args=(name,)) for name in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_history(either)) == [(name, "confirm") for name in reviewers]
    assert statuses.count(303) == len(reviewers)


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "delete"},
        {"do": ""},
        {"do": "dismiss"},
        {"do": "dismiss:because"},
        {"do": "confirm:other"},
        {"do": "confirm", "seen": "-1"},
        {"do": "confirm", "seen": "٣"},
        {"do": "confirm", "seen": "1e3"},
        {"do": "confirm", "evidence": "x" * 17},
        {"do": "confirm", "note": "x" * 4001},
        {"do": "edit", "facet": "colour", "verdict": "update"},
        {"do": "edit", "facet": "date", "verdict": "single"},
        {"do": "note", "note": "  "},
    ],
)
def test_a_form_that_the_page_does_not_send_is_refused(
    engine: Engine, fields: dict[str, str]
) -> None:
    usual = {"seen": "0", "evidence": "e" * 16}
    with pytest.raises(FormError):
        read_form({**usual, **fields})
    assert ask(engine).post(FERRY, data={**usual, **fields}).status_code == 400
    assert read_history(engine) == []


@pytest.mark.parametrize("seen", ["1", "999999"])
def test_a_history_longer_than_there_is_is_refused(engine: Engine, seen: str) -> None:
    fields = {"do": "confirm", "seen": seen, "evidence": "e" * 16}
    assert ask(engine).post(FERRY, data=fields).status_code == 400


@pytest.mark.parametrize("body", [b"\xff\xfe", b"&".join([b"a=1"] * 30), b"do=%00"])
def test_a_body_that_is_no_form_is_refused(engine: Engine, body: bytes) -> None:
    assert ask(engine).post(FERRY, content=body).status_code == 400


def test_a_finding_that_is_not_there_is_said_so(engine: Engine) -> None:
    fields = {"do": "confirm", "seen": "0", "evidence": "e" * 16}
    assert ask(engine).post("/finding/none/none", data=fields).status_code == 404


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Mona   Haddad ", "Mona Haddad"),
        ("منى حدّاد", "منى حدّاد"),
        ("a\x00b\u202ec\nd", "a b c d"),
        ("x" * 100, "x" * 60),
        ("\u202e", ""),
        ("   ", ""),
    ],
)
def test_a_name_is_one_line_without_controls(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_whoever_has_no_name_is_asked_once(engine: Engine) -> None:
    client = ask(engine, "")
    answer = client.get(f"{FERRY}?score=5")
    assert answer.headers["Location"].startswith("/name?back=")
    page = client.get(answer.headers["Location"]).text
    assert f'value="{FERRY}?score=5"' in page
    answer = client.post("/name", data={"name": "منى", "back": f"{FERRY}?score=5"})
    assert answer.headers["Location"] == f"{FERRY}?score=5"
    cookie = answer.headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "منى" in client.get("/").text


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://e.example", "x"]
)
def test_no_link_leads_from_the_name_to_another_server(engine: Engine, back: str) -> None:
    client = ask(engine, "")
    answer = client.post("/name", data={"name": "Mona", "back": back})
    assert answer.headers["Location"] == "/"


def test_a_name_of_nothing_is_asked_again(engine: Engine) -> None:
    assert ask(engine, "").post("/name", data={"name": " "}).status_code == 422


def test_a_store_that_a_run_is_writing_to_is_said_to_be_busy(engine: Engine) -> None:
    event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA busy_timeout = 50"))
    client = ask(engine)
    hidden = read_hidden(client.get(FERRY).text)
    engine.dispose()
    with connect(str(engine.url.database).removesuffix("/store.sqlite")).begin() as run:
        run.execute(text("UPDATE stories SET title = title"))
        answer = client.post(FERRY, data={**hidden, "do": "confirm"})
        assert client.get("/").status_code == 200
    assert answer.status_code == 503
    assert "nothing was saved" in answer.text
    assert read_history(engine) == []
