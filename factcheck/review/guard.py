"""Guarding: which requests are answered at all, and what every answer forbids.

The page stands on the reviewer's own machine, in a browser that has other pages open, too.
Four things keep those out: a Host that is not ours is refused (a foreign name that was
made to point here), a change must come from our own page by Origin and Sec-Fetch-Site, a
token is asked for wherever the page can be reached from another machine, and the answers'
policy lets no script run but ours, loaded from a file.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import socket
from http.cookies import CookieError, SimpleCookie
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_COOKIE = "factcheck_token"
SHORTEST_TOKEN = 16  # characters; a shorter one can be guessed
LONGEST_BODY = 64 * 1024  # bytes; a note of a thousand words is far below
_SAFE = ("GET", "HEAD")
_WILDCARDS = ("0.0.0.0", "::", "")
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# With "no-referrer" browsers would send "Origin: null" with our own forms.
# Source: WHATWG Fetch, "append a request Origin header".
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Access(NamedTuple):
    """Who may ask: the address the server listens on, and the token, if one is asked for."""

    host: str = "127.0.0.1"
    token: str | None = None


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Middleware that answers refused requests itself and adds the headers to all others."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access
        self.names = _list_names(access.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        if scope["type"] == "http":
            answer = self._refuse(scope) or self.app
            await answer(scope, receive, send_guarded)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if not self._is_ours(headers.get("host", "")):
            return _say(400, "This page is not served under that name.")
        is_change = scope["method"] not in _SAFE
        if is_change and not _is_from_own_page(headers):
            return _say(403, "A change must come from this page itself.")
        if is_change and _read_length(headers) > LONGEST_BODY:
            return _say(413, "That is too long.")
        return self._refuse_stranger(scope, headers)

    def _is_ours(self, host: str) -> bool:
        """Tell whether a Host header names this server; another port may be a tunnel's."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if any(character in host for character in "/@?#\\ "):
            return False
        return name in self.names or (self.access.host in _WILDCARDS and _is_number(name))

    def _refuse_stranger(self, scope: Scope, headers: Headers) -> Response | None:
        token = self.access.token
        if token is None:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = next((value for name, value in query if name == "token"), None)
        if shown is not None and scope["method"] == "GET" and _are_equal(shown, token):
            return _let_in(scope["path"], query, token)
        if any(_are_equal(one, wanted) for one, wanted in _list_proofs(headers, token)):
            return None
        return _say(401, "Open this page by the link with its token that the server printed.")


def _list_names(host: str) -> frozenset[str]:
    """Names by which browsers may ask for the server."""
    names = {*LOOPBACK, host.lower()}
    if not is_loopback(host):
        names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return frozenset(names - {""})


def _is_number(name: str) -> bool:
    """Tell whether a host is a bare IP address, which no foreign name can be."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_from_own_page(headers: Headers) -> bool:
    """Tell whether a change was sent by a page of this server.

    Every browser sends Origin with a form; Sec-Fetch-Site came later and may be absent.
    """
    try:
        origin = urlsplit(headers.get("origin", ""))
    except ValueError:
        return False
    is_same = origin.scheme in ("http", "https") and origin.netloc == headers.get("host")
    return is_same and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def _read_length(headers: Headers) -> int:
    """How long a body says it is; one that does not say is too long."""
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 12 else LONGEST_BODY + 1


def _let_in(path: str, query: list[tuple[str, str]], token: str) -> Response:
    """Put the token in a cookie and take it out of the address."""
    rest = urlencode([(name, value) for name, value in query if name != "token"])
    place = "/" + path.lstrip("/\\")  # "//name" would be another server
    response = RedirectResponse(f"{place}?{rest}" if rest else place, status_code=303)
    response.set_cookie(TOKEN_COOKIE, _seal(token), httponly=True, samesite="strict", path="/")
    return response


def _list_proofs(headers: Headers, token: str) -> list[tuple[str, str]]:
    """What a request shows as proof, each with what it must equal."""
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    proofs = [(headers.get("x-factcheck-token", ""), token)]
    if scheme.lower() == "bearer":
        proofs.append((bearer.strip(), token))
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(TOKEN_COOKIE)
    except CookieError:
        cookie = None
    return [*proofs, (cookie.value, _seal(token))] if cookie else proofs


def _seal(token: str) -> str:
    """What the cookie holds: it opens the page, and does not tell the token."""
    return hashlib.sha256(f"factcheck review {token}".encode()).hexdigest()


def _are_equal(shown: str, wanted: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(shown.encode(errors="replace"), wanted.encode(errors="replace"))


def _say(status: int, sentence: str) -> Response:
    return PlainTextResponse(f"{sentence}\n", status_code=status)
