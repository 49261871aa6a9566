"""The desk: what each address answers to a reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from factcheck.records import Finding
from factcheck.review.context import cut_article, find_body
from factcheck.review.deciding import (
    Answer,
    Clock,
    can_undo,
    decide,
    find_last,
    read_form,
    settles,
)
from factcheck.review.exports import EXPORTS
from factcheck.review.figures import measure_precision
from factcheck.review.finding import SHOWN_CLAIMS, load_view
from factcheck.review.pages import address_of, render
from factcheck.review.queue import (
    Query,
    find_neighbours,
    list_all,
    list_queue,
    read_query,
)
from factcheck.review.register import Entry, Register, Snapshot
from factcheck.store.articles import load_members
from factcheck.store.packing import unpack_record
from factcheck.store.schema import findings

FACETS = tuple(sorted(Finding.model_fields["facet"].annotation.__args__))  # type: ignore[union-attr]


class Desk(NamedTuple):
    """A reviewer at the register; `fields` are those of the form they sent, if any."""

    register: Register
    reviewer: str
    may_rename: bool
    clock: Clock
    fields: Mapping[str, str]


def show_queue(desk: Desk, request: Request) -> Response:
    """Show one page of the queue."""
    snapshot = desk.register.read()
    query = read_query(request.query_params)
    listing = list_queue(snapshot, query, desk.reviewer)
    return render(
        "queue.html.j2",
        **_show_frame(desk, snapshot, query),
        listing=listing,
        snapshot=snapshot,
    )


def _show_frame(desk: Desk, snapshot: Snapshot, query: Query) -> dict[str, Any]:
    """What every page shows around its own."""
    return {
        "reviewer": desk.reviewer,
        "may_rename": desk.may_rename,
        "query": query,
        "last": find_last(snapshot, desk.reviewer),
        "length_of": lambda entry: len(snapshot.history(entry.fingerprint)),
    }


def _find_entry(snapshot: Snapshot, request: Request) -> Entry:
    key = (request.path_params["story"], request.path_params["fingerprint"])
    entry = snapshot.entry_by_key.get(key)
    if entry is None:
        raise HTTPException(404)
    return entry


def show_finding(desk: Desk, request: Request) -> Response:
    """Show one finding."""
    return _lay_finding(desk, request, desk.register.read(), Answer())


def settle_finding(desk: Desk, request: Request) -> Response:
    """Decide on a finding and go on to the next; show it again where somebody was first."""
    snapshot = desk.register.read()
    query = read_query(request.query_params)
    entry = _find_entry(snapshot, request)
    form = read_form(desk.fields)
    queue = list_all(snapshot, query, desk.reviewer)
    answer = decide(desk.register.engine, snapshot, entry, form, desk.reviewer, desk.clock)
    if not answer.saved:
        return _lay_finding(desk, request, desk.register.read(), answer, form.note)
    if form.action in ("undo", "note", "edit"):
        return RedirectResponse(address_of(entry, query.encode()), status_code=303)
    before, after, _ = find_neighbours(queue, entry)
    target = after or before
    place = address_of(target, query.encode()) if target else f"/?{query.encode()}"
    return RedirectResponse(place, status_code=303)


def _lay_finding(
    desk: Desk, request: Request, snapshot: Snapshot, answer: Answer, note: str = ""
) -> Response:
    query = read_query(request.query_params)
    entry = _find_entry(snapshot, request)
    history = snapshot.history(entry.fingerprint)
    with desk.register.engine.connect() as connection:
        view = load_view(connection, entry, history)
    if view is None:
        raise HTTPException(404)
    queue = list_all(snapshot, query, desk.reviewer)
    before, after, place = find_neighbours(queue, entry)
    outcome = snapshot.outcome(entry)
    return render(
        "finding.html.j2",
        status=409 if answer.first or answer.is_changed else 200,
        **_show_frame(desk, snapshot, query),
        entry=entry,
        view=view,
        outcome=outcome,
        answer=answer,
        note=note,
        before=before,
        after=after,
        place=place,
        total=len(queue),
        can_undo=can_undo(history, desk.reviewer),
        is_third=settles(outcome, history, "confirm", desk.reviewer),
        shown_claims=SHOWN_CLAIMS,
        facets=FACETS,
    )


def show_article(desk: Desk, request: Request) -> Response:
    """Show a whole article, the claims of a finding marked if one is named."""
    story, name = request.path_params["story"], request.path_params["article"]
    fingerprint = request.query_params.get("finding", "")
    with desk.register.engine.connect() as connection:
        members = load_members(connection, story)
        asked = findings.select().where(
            findings.c.story == story, findings.c.fingerprint == fingerprint
        )
        row = connection.execute(asked).one_or_none()
    member = next((one for one in members if one.head.id == name), None)
    if member is None:
        raise HTTPException(404)
    finding = unpack_record(row.body, Finding) if row else None
    claims = [c for side in finding.sides for c in side.claims] if finding else []
    mine = [c for c in claims if c.article == name]
    return render(
        "article.html.j2",
        **_show_frame(desk, desk.register.read(), read_query(request.query_params)),
        head=member.head,
        paragraphs=cut_article(member.text, find_body(member), mine),
        back=address_of((story, fingerprint)) if finding else "/",
    )


def show_figures(desk: Desk, request: Request) -> Response:
    """Show how often settled findings were right."""
    snapshot = desk.register.read()
    frame = _show_frame(desk, snapshot, Query())
    return render("figures.html.j2", **frame, figures=measure_precision(snapshot))


def show_exports(desk: Desk, request: Request) -> Response:
    """Show what can be taken away."""
    frame = _show_frame(desk, desk.register.read(), Query())
    return render("exports.html.j2", **frame, exports=EXPORTS.values())


def send_export(desk: Desk, request: Request) -> Response:
    """Send one export as a file."""
    export = EXPORTS.get(request.path_params["file"])
    if export is None:
        raise HTTPException(404)
    snapshot = desk.register.read()
    with desk.register.engine.connect() as connection:
        text = "".join(export.write(connection, snapshot))
    named = {"Content-Disposition": f'attachment; filename="{export.file_name}"'}
    return Response(text.encode(errors="replace"), media_type=export.media_type, headers=named)
