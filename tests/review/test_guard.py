"""Guarding: who is not answered, and what answers forbid."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from factcheck.review.guard import TOKEN_COOKIE, Access, is_loopback
from tests.review.clients import FERRY, ORIGIN, ask

TOKEN = "a-token-of-enough-letters"
LAN = Access("0.0.0.0", TOKEN)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8321", 200),
        ("localhost:9000", 200),
        ("[::1]:8321", 200),
        ("evil.example", 400),
        ("evil.example:8321", 400),
        ("127.0.0.1.evil.example", 400),
        ("localhost@evil.example", 400),
        ("192.168.1.7:8321", 400),
        ("[::1", 400),
        ("", 400),
    ],
)
def test_a_foreign_host_is_refused(engine: Engine, host: str, status: int) -> None:
    assert ask(engine).get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "file://"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
@pytest.mark.parametrize("path", [FERRY, "/name"])
def test_a_change_from_another_page_is_refused(
    engine: Engine, path: str, headers: dict[str, str]
) -> None:
    client = ask(engine)
    sent = {"do": "confirm", "seen": "0", "evidence": "e" * 16, "name": "Eve"}
    assert client.post(path, data=sent, headers=headers).status_code == 403
    assert "Nobody has decided yet" in client.get(FERRY).text


def test_a_change_without_an_origin_is_refused(engine: Engine) -> None:
    client = ask(engine)
    del client.headers["Origin"]
    assert client.post(FERRY, data={"do": "confirm"}).status_code == 403


def test_an_old_browser_sends_no_sec_fetch_site_and_may_decide(engine: Engine) -> None:
    client = ask(engine)
    del client.headers["Sec-Fetch-Site"]
    sent = {"do": "confirm", "seen": "0", "evidence": "e" * 16}
    assert client.post(FERRY, data=sent).status_code == 303


@pytest.mark.parametrize("length", ["70000", "999999999999999", "-1", "x"])
def test_a_long_form_is_refused(engine: Engine, length: str) -> None:
    answer = ask(engine).post(FERRY, content=b"do=confirm", headers={"Content-Length": length})
    assert answer.status_code == 413


def test_a_body_longer_than_it_says_is_refused(engine: Engine) -> None:
    answer = ask(engine).post(FERRY, content=b"x" * 70_000, headers={"Content-Length": "3"})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/", FERRY, "/nowhere", "/static/review.js", "/name"])
def test_every_answer_forbids_what_is_not_ours(engine: Engine, path: str) -> None:
    answer = ask(engine).get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_refusals_carry_the_policy_too(engine: Engine) -> None:
    answer = ask(engine).get("/", headers={"Host": "evil.example"})
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_pages_are_kept_by_no_cache(engine: Engine) -> None:
    assert ask(engine).get("/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", FERRY, "/export/gold.jsonl", "/static/review.css"])
def test_with_a_token_nothing_is_answered_without_it(engine: Engine, path: str) -> None:
    client = ask(engine, access=LAN)
    assert client.get(path).status_code == 401
    assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get(f"{path}?token=wrong").status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Authorization": f"Bearer {TOKEN}"}, {"X-Factcheck-Token": TOKEN}]
)
def test_a_header_may_bring_the_token(engine: Engine, headers: dict[str, str]) -> None:
    assert ask(engine, access=LAN).get("/", headers=headers).status_code == 200


def test_a_link_turns_the_token_into_a_cookie(engine: Engine) -> None:
    client = ask(engine, access=LAN)
    answer = client.get(f"/?state=later&token={TOKEN}")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/?state=later")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert TOKEN not in cookie
    assert client.get("/").status_code == 200


def test_a_link_never_leads_to_another_server(engine: Engine) -> None:
    client = ask(engine, access=LAN)
    answer = client.get(f"{ORIGIN}//evil.example/?token={TOKEN}")
    assert answer.headers["Location"] == "/evil.example/"


@pytest.mark.parametrize("cookie", ["x", f"{TOKEN}", '"', "a;b"])
def test_a_forged_cookie_opens_nothing(engine: Engine, cookie: str) -> None:
    client = ask(engine, "", access=LAN)
    headers = {"Cookie": f"{TOKEN_COOKIE}={cookie}"}
    assert client.get("/", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("host", "status"), [("192.168.1.7:8321", 200), ("evil.example", 400), ("localhost", 200)]
)
def test_on_every_address_only_numbers_and_own_names_are_hosts(
    engine: Engine, host: str, status: int
) -> None:
    headers = {"Host": host, "X-Factcheck-Token": TOKEN}
    assert ask(engine, access=LAN).get("/", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("host", "is_own"),
    [
        ("127.0.0.1", True),
        ("127.8.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.0.1", False),
        ("news.example", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, is_own: bool) -> None:
    assert is_loopback(host) == is_own
