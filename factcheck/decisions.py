"""Decisions: what reviewers said of a finding, and what it comes to.

A decision belongs to the fingerprint, not to the run: it holds for the same finding
tomorrow. Nothing is overwritten. Each reviewer's last word that is not undone counts;
where two say the opposite the finding waits for adjudication; and once a quote that decided
the finding has changed, what was said of it is stale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from pydantic import Field

from factcheck.records import FacetName, Record, Verdict

Action = Literal["confirm", "dismiss", "later", "edit", "note", "undo"]
DismissalReason = Literal[
    "different event", "same thing said otherwise", "superseded", "wrongly extracted", "other"
]
Standing = Literal["pending", "later", "confirmed", "dismissed", "contested"]

DISMISSAL_REASONS: tuple[DismissalReason, ...] = (
    "different event",
    "same thing said otherwise",
    "superseded",
    "wrongly extracted",
    "other",
)
STANDINGS: tuple[Standing, ...] = ("pending", "contested", "later", "confirmed", "dismissed")
_SAYS: dict[Action, Standing] = {
    "confirm": "confirmed",
    "dismiss": "dismissed",
    "later": "later",
}


class Decision(Record):
    """One entry of a finding's history: who said what of it, and when.

    `number` counts the entries of a fingerprint from 1. `evidence` is the digest of the
    quotes that the reviewer saw. `is_final` settles a disagreement between reviewers.
    """

    fingerprint: str
    number: int
    action: Action
    reviewer: str
    at: datetime
    evidence: str
    reason: DismissalReason | None = None
    note: str = ""
    facet: FacetName | None = Field(default=None, description="the facet it should have")
    verdict: Verdict | None = Field(default=None, description="the verdict it should have")
    is_final: bool = False


class Outcome(Record):
    """What the decisions on a finding come to.

    `facet` and `verdict` are what a reviewer put in place of the finding's own; `last` is
    the decision that counts, the newest of those that agree.
    """

    standing: Standing = "pending"
    is_stale: bool = False
    facet: FacetName | None = None
    verdict: Verdict | None = None
    last: Decision | None = None


def weigh_decisions(history: Sequence[Decision], evidence: str) -> Outcome:
    """Say what a finding's history, oldest first, comes to; `evidence` is its digest now.

    A final decision outweighs all before it. Stale ones still stand, and say so.
    """
    counting = drop_undone(history)
    final = max((n for n, one in enumerate(counting) if one.is_final), default=0)
    last_by_reviewer = {one.reviewer: one for one in counting[final:] if one.action in _SAYS}
    words = sorted(last_by_reviewer.values(), key=lambda one: one.number)
    edits = [one for one in counting if one.action == "edit"]
    return Outcome(
        standing=_weigh_words(words),
        is_stale=bool(words) and words[-1].evidence != evidence,
        facet=next((one.facet for one in reversed(edits) if one.facet), None),
        verdict=next((one.verdict for one in reversed(edits) if one.verdict), None),
        last=words[-1] if words else None,
    )


def drop_undone(history: Iterable[Decision]) -> list[Decision]:
    """Leave out what its own reviewer has taken back; an undo takes back their last entry."""
    counting: list[Decision] = []
    for one in history:
        if one.action != "undo":
            counting.append(one)
            continue
        mine = [n for n, earlier in enumerate(counting) if earlier.reviewer == one.reviewer]
        if mine:
            del counting[mine[-1]]
    return counting


def _weigh_words(words: Sequence[Decision]) -> Standing:
    said = {_SAYS[one.action] for one in words}
    if {"confirmed", "dismissed"} <= said:
        return "contested"
    decided = said - {"later"}
    return decided.pop() if decided else "later" if said else "pending"
