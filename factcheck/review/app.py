"""The app: addresses and pages.

/                                     the queue
/finding/STORY/FINGERPRINT            one finding; a form sent to it decides
/article/STORY/ARTICLE                a whole article
/figures  /exports  /export/FILE      what decisions come to, and where they go
/name                                 who is reviewing
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import parse_qsl, quote, unquote

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from factcheck.review import desk
from factcheck.review.deciding import Clock, FormError, clean_name
from factcheck.review.guard import LONGEST_BODY, Access, Guard
from factcheck.review.pages import MEDIA_TYPES, read_asset, render
from factcheck.review.register import Register

NAME_COOKIE = "factcheck_reviewer"
_A_YEAR_S = 365 * 24 * 3600

Answering = Callable[[desk.Desk, Request], Response]


def read_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def build_app(
    engine: Engine,
    access: Access | None = None,
    *,
    reviewer: str | None = None,
    clock: Clock = read_clock,
) -> Starlette:
    """Build the app over a store that is at its newest schema.

    `reviewer` names everybody who decides here; without, each browser is asked once.
    """
    register = Register(engine)

    def route(path: str, answer: Answering, *methods: str) -> Route:
        run = partial(_answer, answer, register, reviewer, clock)
        return Route(path, run, methods=list(methods or ("GET",)))

    return Starlette(
        routes=[
            route("/", desk.show_queue),
            route("/finding/{story}/{fingerprint}", desk.show_finding),
            Route(
                "/finding/{story}/{fingerprint}",
                partial(_answer, desk.settle_finding, register, reviewer, clock),
                methods=["POST"],
            ),
            route("/article/{story}/{article}", desk.show_article),
            route("/figures", desk.show_figures),
            route("/exports", desk.show_exports),
            route("/export/{file}", desk.send_export),
            Route("/name", partial(_ask_name, reviewer), methods=["GET"]),
            Route("/name", partial(_keep_name, reviewer), methods=["POST"]),
            Route("/static/{file}", _send_asset),
        ],
        middleware=[Middleware(Guard, access=access or Access())],
        exception_handlers={
            HTTPException: _explain,
            FormError: _refuse_form,
            OperationalError: _say_busy,
        },
    )


async def _answer(
    answer: Answering,
    register: Register,
    reviewer: str | None,
    clock: Clock,
    request: Request,
) -> Response:
    """Answer for a reviewer with a name; whoever has none is asked for it first."""
    name = reviewer or _read_name(request)
    if not name:
        back = str(request.url.path) + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/name?back={quote(back, safe='')}", status_code=303)
    fields = await _read_fields(request) if request.method == "POST" else {}
    at_desk = desk.Desk(register, name, reviewer is None, clock, fields)
    return await run_in_threadpool(answer, at_desk, request)


async def _read_fields(request: Request) -> Mapping[str, str]:
    """Read a form; one that grows beyond what the guard lets in is refused."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise HTTPException(413, "That is too long.")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise FormError("unreadable") from error
    return dict(pairs)


def _read_name(request: Request) -> str:
    return clean_name(unquote(request.cookies.get(NAME_COOKIE, "")))


async def _ask_name(reviewer: str | None, request: Request) -> Response:
    back = _choose_back(request.query_params.get("back", ""))
    if reviewer:
        return RedirectResponse(back, status_code=303)
    return render("name.html.j2", reviewer=_read_name(request), back=back, is_missing=False)


async def _keep_name(reviewer: str | None, request: Request) -> Response:
    fields = await _read_fields(request)
    name, back = clean_name(fields.get("name", "")), _choose_back(fields.get("back", ""))
    if reviewer or not name:
        shown = {"reviewer": "", "back": back, "is_missing": True}
        return render("name.html.j2", status=422, **shown)
    response = RedirectResponse(back, status_code=303)
    response.set_cookie(
        NAME_COOKIE, quote(name), max_age=_A_YEAR_S, httponly=True, samesite="strict"
    )
    return response


def _choose_back(back: str) -> str:
    """A place on this page to go back to; never another server's."""
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\"))
    return back if is_ours and back.isprintable() and back.isascii() else "/"


async def _send_asset(request: Request) -> Response:
    name = request.path_params["file"]
    if name not in MEDIA_TYPES:
        raise HTTPException(404)
    kept = {"Cache-Control": "max-age=31536000, immutable"}
    return Response(read_asset(name), media_type=MEDIA_TYPES[name], headers=kept)


_SENTENCES = {
    404: "There is nothing at this address. What stood here may have gone from the store.",
    405: "This address cannot be asked in that way.",
}


async def _explain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    sentence = _SENTENCES.get(status) or str(getattr(error, "detail", ""))
    return render("error.html.j2", status=status, code=status, sentence=sentence)


async def _refuse_form(request: Request, error: Exception) -> Response:
    sentence = "This form holds something that the page does not offer. Nothing was saved."
    return render("error.html.j2", status=400, code=400, sentence=sentence)


async def _say_busy(request: Request, error: Exception) -> Response:
    sentence = (
        "The store does not answer just now; nothing was saved. Go back and send it again."
    )
    return render("error.html.j2", status=503, code=503, sentence=sentence)
