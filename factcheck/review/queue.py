"""The queue: which findings are shown, in which order, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlencode

from factcheck.decisions import Decision, drop_undone
from factcheck.records import FacetName
from factcheck.review.folding import fold_quickly
from factcheck.review.register import LONGEST, REVIEWED, Entry, Snapshot

State = Literal["pending", "contested", "second", "later", "confirmed", "dismissed"]
Order = Literal["gravest", "surest", "newest"]

STATES: dict[State, str] = {
    "pending": "Pending",
    "contested": "Contested",
    "second": "Second opinion",
    "later": "Later",
    "confirmed": "Confirmed",
    "dismissed": "Dismissed",
}
ORDERS: dict[Order, str] = {
    "gravest": "gravest first",
    "surest": "surest first",
    "newest": "newest first",
}
LANGUAGES = {"en": "English", "ar": "Arabic", "both": "English and Arabic"}
PAGE_SIZE = 50
_SETTLED = ("confirmed", "dismissed")
_SORT_KEYS: dict[Order, Callable[[Entry], tuple[float, ...]] | None] = {
    "gravest": None,  # as the register is
    "surest": lambda entry: (-entry.score,),
    "newest": lambda entry: (-entry.changed,),
}


class Query(NamedTuple):
    """What a reviewer wants to see; what is "" or 0 filters nothing."""

    state: State = "pending"
    story: str = ""
    outlet: str = ""
    facet: str = ""
    verdict: str = ""
    language: str = ""
    score: int = 0  # percent
    search: str = ""
    order: Order = "gravest"
    page: int = 1

    def encode(self, **changes: object) -> str:
        """Write it as the query of an address; what filters nothing is left out."""
        fields = self._replace(**changes)._asdict()  # type: ignore[arg-type]
        usual = _USUAL._asdict()
        return urlencode({k: v for k, v in fields.items() if v != usual[k]})

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything but the state and the order is asked for."""
        return self._replace(state="pending", order="gravest", page=1) != _USUAL


_USUAL = Query()


class Listing(NamedTuple):
    """One page of the queue; `counts` has the findings of each state under these filters."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[State, int]


def read_query(parameters: Mapping[str, str]) -> Query:
    """Read the query of an address; what it cannot mean is left out."""
    given = {name: parameters.get(name, "") for name in Query._fields}
    return Query(
        state=_choose(given["state"], tuple(STATES), _USUAL.state),
        story=given["story"][:80],
        outlet=given["outlet"][:LONGEST],
        facet=_choose(given["facet"], get_args(FacetName), ""),
        verdict=_choose(given["verdict"], REVIEWED, ""),
        language=_choose(given["language"], tuple(LANGUAGES), ""),
        score=min(_read_number(given["score"], 0), 100),
        search=" ".join(given["search"][:LONGEST].replace("\0", "").split()),
        order=_choose(given["order"], tuple(ORDERS), _USUAL.order),
        page=max(_read_number(given["page"], 1), 1),
    )


def _choose(value: str, choices: Sequence[str], otherwise: str):  # type: ignore[no-untyped-def]
    return value if value in choices else otherwise


def _read_number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise


def list_queue(snapshot: Snapshot, query: Query, reviewer: str) -> Listing:
    """List one page of what a reviewer asks for, and count every state beside it."""
    by_state = _sort_out(snapshot, query, reviewer)
    shown = _sort(by_state[query.state], query.order)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(query.page, pages)
    return Listing(
        tuple(shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        len(shown),
        page,
        pages,
        {state: len(entries) for state, entries in by_state.items()},
    )


def list_all(snapshot: Snapshot, query: Query, reviewer: str) -> list[Entry]:
    """List all that a reviewer asks for, in the order of the pages."""
    return _sort(_sort_out(snapshot, query, reviewer)[query.state], query.order)


def _sort_out(snapshot: Snapshot, query: Query, reviewer: str) -> dict[State, list[Entry]]:
    """Put what fits the filters under its states, gravest first."""
    by_state: dict[State, list[Entry]] = {state: [] for state in STATES}
    by_state["pending"] = _filter(snapshot.undecided.values(), query)
    for entry in sorted(_filter(snapshot.decided.values(), query), key=_rank):
        for state in list_states(snapshot, entry, reviewer):
            by_state[state].append(entry)
    if any(snapshot.history(entry.fingerprint) for entry in by_state["pending"][-1:]):
        by_state["pending"].sort(key=_rank)  # what was taken back goes back to its place
    return by_state


def _rank(entry: Entry) -> tuple[object, ...]:
    return entry.rank, entry.key


def list_states(snapshot: Snapshot, entry: Entry, reviewer: str) -> Iterator[State]:
    """Name the states under which a finding is listed.

    What is settled by others and not by this reviewer waits for a second opinion, too.
    A finding that no longer holds is kept only where somebody settled it.
    """
    standing = snapshot.outcome(entry).standing
    if not entry.is_open and standing not in _SETTLED:
        return
    yield standing
    if entry.is_open and standing in _SETTLED:
        counting = drop_undone(snapshot.history(entry.fingerprint))
        if not any(is_word(one) and one.reviewer == reviewer for one in counting):
            yield "second"


def is_word(decision: Decision) -> bool:
    """Tell whether a decision says confirmed, dismissed or later."""
    return decision.action in ("confirm", "dismiss", "later")


def _sort(entries: list[Entry], order: Order) -> list[Entry]:
    key = _SORT_KEYS[order]
    return sorted(entries, key=key) if key else entries


def _filter(every: Iterable[Entry], query: Query) -> list[Entry]:
    """Keep what fits the filters; a filter that is not set costs nothing."""
    entries = list(every)
    if query.story:
        entries = [entry for entry in entries if entry.story == query.story]
    if query.outlet:
        entries = [entry for entry in entries if query.outlet in entry.outlets]
    if query.facet:
        entries = [entry for entry in entries if entry.facet == query.facet]
    if query.verdict:
        entries = [entry for entry in entries if entry.verdict == query.verdict]
    if query.language == "both":
        entries = [entry for entry in entries if len(entry.languages) > 1]
    elif query.language:
        entries = [entry for entry in entries if query.language in entry.languages]
    if query.score:
        entries = [entry for entry in entries if entry.score >= query.score / 100]
    for word in fold_quickly(query.search).split():
        entries = [entry for entry in entries if word in entry.folded]
    return entries


def find_neighbours(
    entries: Sequence[Entry], entry: Entry
) -> tuple[Entry | None, Entry | None, int]:
    """The entries before and after one in a queue, and its place, 0 when it is not in it."""
    if entry not in entries:
        return None, entries[0] if entries else None, 0
    place = entries.index(entry)
    before = entries[place - 1] if place else None
    after = entries[place + 1] if place + 1 < len(entries) else None
    return before, after, place + 1
