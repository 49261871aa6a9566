"""Deciding: a form becomes a decision, unless somebody was first.

A form carries how long the finding's history was and which evidence the reviewer saw. If
either has changed since, nothing is written: the page says who was first, and asks again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, get_args

from sqlalchemy import Engine

from factcheck.decisions import DISMISSAL_REASONS, Action, Decision, Outcome, drop_undone
from factcheck.records import FacetName
from factcheck.review.queue import is_word
from factcheck.review.register import REVIEWED, Entry, Snapshot
from factcheck.store import begin_writing
from factcheck.store.decisions import AlreadyDecidedError, add_decision

Clock = Callable[[], datetime]

LONGEST_NOTE = 4000  # characters
LONGEST_NAME = 60
VERBS: dict[Action, str] = {
    "confirm": "confirmed it",
    "dismiss": "dismissed it",
    "later": "left it for later",
    "edit": "corrected it",
    "note": "noted",
    "undo": "took the last entry back",
}


class FormError(Exception):
    """A form that our page does not send."""


class Form(NamedTuple):
    """What a reviewer sent; `seen` and `evidence` are what their page showed."""

    action: Action
    seen: int
    evidence: str
    reason: str = ""
    note: str = ""
    facet: str = ""
    verdict: str = ""


class Answer(NamedTuple):
    """What became of a form: saved, or who was first, or that the evidence changed."""

    saved: Decision | None = None
    first: Decision | None = None
    is_changed: bool = False


def read_form(fields: Mapping[str, str]) -> Form:
    """Read the form of a finding's page.

    `do` names the action, with a dismissal's reason after a colon. Raises FormError where
    it holds what the page does not offer.
    """
    action, _, reason = fields.get("do", "").partition(":")
    seen, evidence = fields.get("seen", ""), fields.get("evidence", "")
    facet, verdict = fields.get("facet", ""), fields.get("verdict", "")
    note = fields.get("note", "").replace("\r\n", "\n").strip()
    is_offered = (
        action in VERBS
        and (reason in DISMISSAL_REASONS if action == "dismiss" else not reason)
        and seen.isascii()
        and seen.isdecimal()
        and len(seen) < 7
        and len(evidence) <= 16
        and len(note) <= LONGEST_NOTE
        and (action != "edit" or (facet in get_args(FacetName) and verdict in REVIEWED))
        and (action != "note" or bool(note))
    )
    if not is_offered:
        raise FormError(fields.get("do", ""))
    edits = (facet, verdict) if action == "edit" else ("", "")
    return Form(action, int(seen), evidence, reason, note, *edits)  # type: ignore[arg-type]


def decide(
    engine: Engine, snapshot: Snapshot, entry: Entry, form: Form, reviewer: str, clock: Clock
) -> Answer:
    """Write a decision down, if the finding is still what the reviewer saw.

    Raises FormError for a history longer than there is, and for an undo of nothing.
    """
    history = snapshot.history(entry.fingerprint)
    if form.seen > len(history):
        raise FormError("seen")
    if form.seen < len(history):
        return Answer(first=history[-1])
    if form.evidence != entry.evidence:
        return Answer(is_changed=True)
    if form.action == "undo" and not can_undo(history, reviewer):
        raise FormError("undo")
    decision = Decision(
        fingerprint=entry.fingerprint,
        number=form.seen + 1,
        action=form.action,
        reviewer=reviewer,
        at=clock(),
        evidence=entry.evidence,
        reason=form.reason or None,
        note=form.note,
        facet=form.facet or None,
        verdict=form.verdict or None,
        is_final=settles(snapshot.outcome(entry), history, form.action, reviewer),
    )
    try:
        with begin_writing(engine) as connection:
            add_decision(connection, decision)
    except AlreadyDecidedError as error:
        return Answer(first=error.history[-1])
    return Answer(saved=decision)


def settles(
    outcome: Outcome, history: tuple[Decision, ...], action: Action, reviewer: str
) -> bool:
    """Tell whether a decision ends a disagreement: a third reviewer's does.

    One of those who disagree changes their mind instead, which ends it as well.
    """
    spoke = {one.reviewer for one in drop_undone(history) if is_word(one)}
    is_verdict = action in ("confirm", "dismiss")
    return outcome.standing == "contested" and is_verdict and reviewer not in spoke


def can_undo(history: tuple[Decision, ...], reviewer: str) -> bool:
    """Tell whether a reviewer has something to take back."""
    return any(one.reviewer == reviewer for one in drop_undone(history))


def find_last(snapshot: Snapshot, reviewer: str) -> tuple[Entry, Decision] | None:
    """The newest entry of a reviewer that can be taken back, and its finding."""
    mine = (
        (one.at, one.number, one)
        for history in snapshot.histories.values()
        for one in history
        if one.reviewer == reviewer and one.action != "undo"
    )
    for _, _, one in sorted(mine, key=lambda row: row[:2], reverse=True):
        entry = _find_entry(snapshot, one.fingerprint)
        if entry and one in drop_undone(snapshot.history(one.fingerprint)):
            return entry, one
    return None


def _find_entry(snapshot: Snapshot, fingerprint: str) -> Entry | None:
    return next((one for one in snapshot.entries if one.fingerprint == fingerprint), None)


def clean_name(name: str) -> str:
    """Make a reviewer's name of what was typed: one line, no control characters."""
    kept = "".join(c if c.isprintable() else " " for c in name)
    return " ".join(kept.split())[:LONGEST_NAME].strip()
