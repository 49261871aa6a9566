"""Figures: how often the findings that people settled were right.

Precision is confirmed / (confirmed + dismissed). It is of the findings that people
settled, not of all: who settles the gravest first measures the gravest. The interval is
Wilson's at 95 %, which stays honest for few and for one-sided outcomes.
Source: Wilson 1927, "Probable inference, the law of succession, and statistical
inference", JASA 22.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from math import sqrt
from typing import NamedTuple

from factcheck.review.queue import LANGUAGES
from factcheck.review.register import Entry, Snapshot

_Z = 1.96
FEWEST = 10  # settled findings, below which a share tells next to nothing


class Row(NamedTuple):
    """One kind of findings: how many were confirmed and dismissed."""

    name: str
    confirmed: int
    dismissed: int

    @property
    def settled(self) -> int:
        """How many were settled."""
        return self.confirmed + self.dismissed

    @property
    def precision(self) -> float | None:
        """The share that was confirmed; None where nothing was settled."""
        return self.confirmed / self.settled if self.settled else None

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies, at 95 %."""
        return find_interval(self.confirmed, self.settled)

    @property
    def is_thin(self) -> bool:
        """Tell whether too few were settled to go by."""
        return self.settled < FEWEST


class Table(NamedTuple):
    """Precision by one property of a finding."""

    title: str
    head: str
    rows: tuple[Row, ...]


class Figures(NamedTuple):
    """Precision over all, and by facet, outlet and language; why findings were dismissed."""

    total: Row
    tables: tuple[Table, ...]
    reasons: tuple[tuple[str, int], ...]


def measure_precision(snapshot: Snapshot) -> Figures:
    """Measure precision on what reviewers settled.

    A finding of several outlets counts for each of them; a decision that is stale counts,
    for it was right of what was published then.
    """
    settled = [
        (entry, snapshot.outcome(entry).standing == "confirmed")
        for entry in snapshot.entries
        if snapshot.outcome(entry).standing in ("confirmed", "dismissed")
    ]
    reasons = Counter(
        str(outcome.last.reason)
        for outcome in snapshot.outcomes.values()
        if outcome.standing == "dismissed" and outcome.last
    )
    confirmed = sum(is_right for _, is_right in settled)
    return Figures(
        Row("all", confirmed, len(settled) - confirmed),
        (
            Table("By facet", "Facet", _count(settled, lambda entry: [entry.facet])),
            Table("By language", "Language", _count(settled, _name_languages)),
            Table("By outlet", "Outlet", _count(settled, lambda entry: entry.outlets)),
        ),
        tuple(reasons.most_common()),
    )


def _name_languages(entry: Entry) -> list[str]:
    key = "both" if len(entry.languages) > 1 else "".join(entry.languages)
    return [LANGUAGES[key]] if key else []


def _count(
    settled: list[tuple[Entry, bool]], name: Callable[[Entry], Iterable[str]]
) -> tuple[Row, ...]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for entry, is_right in settled:
        for one in name(entry):
            counts[one][not is_right] += 1
    rows = [Row(one, *count) for one, count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row.settled, row.name)))


def find_interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's interval of a share, at 95 %; 0..1 where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, room = right / total, _Z * _Z / total
    middle = (share + room / 2) / (1 + room)
    reach = _Z * sqrt(share * (1 - share) / total + room / total / 4) / (1 + room)
    return max(0.0, middle - reach), min(1.0, middle + reach)
