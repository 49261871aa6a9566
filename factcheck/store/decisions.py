"""Decisions in the store: a history for each fingerprint that only grows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from factcheck.decisions import Decision
from factcheck.store.packing import pack_record, unpack_record
from factcheck.store.schema import decisions


class AlreadyDecidedError(Exception):
    """Another reviewer was first; `history` is what the finding's history is now."""

    def __init__(self, history: list[Decision]) -> None:
        super().__init__(f"{history[-1].reviewer} was first")
        self.history = history


def load_history(connection: Connection, fingerprint: str) -> list[Decision]:
    """The decisions on a finding, oldest first."""
    asked = select(decisions.c.body).where(decisions.c.fingerprint == fingerprint)
    rows = connection.execute(asked.order_by(decisions.c.number)).scalars()
    return [unpack_record(body, Decision) for body in rows]


def load_histories(
    connection: Connection, fingerprints: Iterable[str] | None = None
) -> dict[str, list[Decision]]:
    """The decisions on several findings, or on all, each list oldest first."""
    asked = select(decisions.c.body).order_by(decisions.c.fingerprint, decisions.c.number)
    if fingerprints is not None:
        asked = asked.where(decisions.c.fingerprint.in_(sorted(set(fingerprints))))
    histories: dict[str, list[Decision]] = defaultdict(list)
    for body in connection.execute(asked).scalars():
        decision = unpack_record(body, Decision)
        histories[decision.fingerprint].append(decision)
    return dict(histories)


def add_decision(connection: Connection, decision: Decision) -> None:
    """Append a decision; its number must be the next of its fingerprint.

    Raises AlreadyDecidedError when that number is taken: somebody else decided since the
    reviewer saw the finding. Nothing is written then; the transaction can go on.
    """
    row = {
        "fingerprint": decision.fingerprint,
        "number": decision.number,
        "action": decision.action,
        "reviewer": decision.reviewer.replace("\0", "\ufffd"),
        "at": decision.at.isoformat(),
        "evidence": decision.evidence,
        "body": pack_record(decision),
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(decisions).values(**row))
    except IntegrityError as error:
        history = load_history(connection, decision.fingerprint)
        raise AlreadyDecidedError(history) from error
