"""The register: what the store holds of findings and decisions, kept in memory, read anew.

A finding's outlets and words stand in its body, which is compressed, so 10,000 of them
cannot be unpacked for every page. They are unpacked once; from then on two counts tell
whether a run changed a finding or a colleague decided, and only those are read again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, func, select

from factcheck.batches import SEVERITIES, Severity
from factcheck.decisions import Decision, Outcome, weigh_decisions
from factcheck.records import VERDICTS, FacetName, Language, Verdict
from factcheck.review.folding import fold_quickly
from factcheck.store.decisions import load_histories
from factcheck.store.packing import unpack_text
from factcheck.store.schema import articles, decisions, findings, history, stories

Key = tuple[str, str]  # story, fingerprint

REVIEWED = VERDICTS[:3]  # what `check` reports; agreement is not put to people
LONGEST = 200  # characters of a name or value in the queue; the finding's page has them whole
_LONGEST_FOLDED = 4000
_PLAIN = dict.fromkeys([*range(32), *range(127, 160)], "\ufffd")  # what a form cannot send
_MOST_STORIES = 200  # more are no choice; the link on a finding filters for its story


class Entry(NamedTuple):
    """A finding as the queue shows it; `values` has one row a side, with its outlets."""

    key: Key
    rank: tuple[int, int, float]
    title: str
    verdict: Verdict
    facet: FacetName
    severity: Severity
    score: float
    evidence: str
    is_open: bool
    changed: int
    topic: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    outlets: tuple[str, ...]
    languages: tuple[Language, ...]
    folded: str

    @property
    def story(self) -> str:
        """The id of its story."""
        return self.key[0]

    @property
    def fingerprint(self) -> str:
        """What decisions know it by."""
        return self.key[1]


class Choices(NamedTuple):
    """What can be filtered for: stories as (id, title), those with most findings first."""

    stories: tuple[tuple[str, str], ...] = ()
    outlets: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


class Snapshot(NamedTuple):
    """The register at one moment: entries gravest first, and what was decided on them.

    `undecided` are the open entries without a history, in that order, and `decided` those
    with one, in any: a decision moves one entry, and no page looks at all of them.
    """

    entries: tuple[Entry, ...] = ()
    entry_by_key: Mapping[Key, Entry] = {}
    undecided: Mapping[Key, Entry] = {}
    decided: Mapping[Key, Entry] = {}
    keys_by_fingerprint: Mapping[str, tuple[Key, ...]] = {}
    choices: Choices = Choices()
    histories: Mapping[str, tuple[Decision, ...]] = {}
    outcomes: Mapping[Key, Outcome] = {}

    def outcome(self, entry: Entry) -> Outcome:
        """What the decisions on a finding come to."""
        return self.outcomes.get(entry.key, _UNDECIDED)

    def history(self, fingerprint: str) -> tuple[Decision, ...]:
        """The decisions on a finding, oldest first."""
        return self.histories.get(fingerprint, ())


_UNDECIDED = Outcome()


class Register:
    """Reads a store, again and again; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._lock = Lock()
        self._mark: tuple[object, ...] = ()
        self._count = 0
        self._snapshot = Snapshot()

    def read(self) -> Snapshot:
        """The register as the store is now."""
        with self._lock, self.engine.connect() as connection:
            mark = _mark_findings(connection)
            count = connection.execute(select(func.count()).select_from(decisions)).scalar_one()
            if mark != self._mark:
                self._snapshot = _read_entries(connection, self._snapshot)
            if count != self._count:
                self._snapshot = _read_decisions(connection, self._snapshot)
            self._mark, self._count = mark, count
            return self._snapshot


def _mark_findings(connection: Connection) -> tuple[object, ...]:
    """What differs once a run has changed a finding: each change is a row of the history."""
    asked = select(func.count(), func.max(history.c.batch)).select_from(history)
    return tuple(connection.execute(asked).one())


def _read_entries(connection: Connection, before: Snapshot) -> Snapshot:
    """Read the findings that changed, keep the entries of all others."""
    titles = dict(connection.execute(select(stories.c.id, stories.c.title)).all())
    publishers = _list_publishers(connection)
    asked = select(findings).where(findings.c.verdict.in_(REVIEWED))
    entries = []
    for row in connection.execute(asked):
        known = before.entry_by_key.get((row.story, row.fingerprint))
        if known and known.changed == row.changed:
            entries.append(known)
        else:
            title = clip(titles.get(row.story) or row.story)
            entries.append(_read_entry(row, title, publishers))
    entries.sort(key=lambda entry: (entry.rank, entry.key))
    by_fingerprint: dict[str, tuple[Key, ...]] = {}
    for entry in entries:
        others = by_fingerprint.get(entry.fingerprint, ())
        by_fingerprint[entry.fingerprint] = (*others, entry.key)
    snapshot = Snapshot(
        tuple(entries),
        {entry.key: entry for entry in entries},
        {entry.key: entry for entry in entries if entry.is_open},
        keys_by_fingerprint=by_fingerprint,
        choices=_list_choices(entries),
    )
    return _apply(snapshot, before.histories)


def _list_choices(entries: Iterable[Entry]) -> Choices:
    stories = Counter((entry.story, entry.title) for entry in entries)
    return Choices(
        tuple(story for story, _ in stories.most_common(_MOST_STORIES)),
        tuple(sorted({outlet for entry in entries for outlet in entry.outlets})),
        tuple(sorted({entry.facet for entry in entries})),
    )


def _list_publishers(connection: Connection) -> dict[str, tuple[str, Language]]:
    """Outlet and language of each article's newest version."""
    asked = select(articles.c.id, articles.c.outlet, articles.c.language)
    rows = connection.execute(asked.order_by(articles.c.version))
    return {row.id: (clip(row.outlet.translate(_PLAIN)), row.language) for row in rows}


def clip(text: str) -> str:
    """Cut a text that is too long for a list; hostile ones are of any length."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _read_entry(row: Any, title: str, publishers: Mapping[str, tuple[str, Language]]) -> Entry:
    """Unpack a finding; as plain JSON, which is many times faster than checking its types."""
    body = json.loads(unpack_text(row.body))[0]
    unknown: tuple[str, Language] = ("", "en")
    by_side = [
        [publishers.get(claim["article"], unknown) for claim in side["claims"]]
        for side in body["sides"]
    ]
    outlets = [_list_once(outlet for outlet, _ in side) for side in by_side]
    values = tuple(clip(side["value"]) for side in body["sides"])
    every = _list_once(outlet for side in outlets for outlet in side)
    sources = [c["source"] or "" for side in body["sides"] for c in side["claims"]]
    words = (row.fingerprint, title, body["topic"], *values, *every, body["reason"], *sources)
    return Entry(
        key=(row.story, row.fingerprint),
        rank=(SEVERITIES.index(row.severity), VERDICTS.index(row.verdict), -row.score),
        title=title,
        verdict=row.verdict,
        facet=row.facet,
        severity=row.severity,
        score=row.score,
        evidence=row.evidence,
        is_open=row.state == "open",
        changed=row.changed,
        topic=clip(body["topic"]),
        values=tuple(zip(values, outlets, strict=True)),
        outlets=every,
        languages=tuple(sorted({language for side in by_side for _, language in side})),
        folded=fold_quickly("\n".join(words)[:_LONGEST_FOLDED]),
    )


def _list_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _read_decisions(connection: Connection, before: Snapshot) -> Snapshot:
    """Read the histories that grew."""
    asked = select(decisions.c.fingerprint, func.max(decisions.c.number))
    lengths = dict(connection.execute(asked.group_by(decisions.c.fingerprint)).all())
    grown = [one for one, length in lengths.items() if length != len(before.history(one))]
    few = grown if len(grown) <= 500 else None
    read = {one: tuple(ones) for one, ones in load_histories(connection, few).items()}
    return _apply(before, read)


def _apply(before: Snapshot, read: Mapping[str, tuple[Decision, ...]]) -> Snapshot:
    """Put histories in place: what they are of is decided from now on."""
    keys = [key for one in read for key in before.keys_by_fingerprint.get(one, ())]
    moved = {key: before.entry_by_key[key] for key in keys}
    undecided = dict(before.undecided)
    for key in keys:
        undecided.pop(key, None)
    weighed = {
        key: weigh_decisions(read[key[1]], entry.evidence) for key, entry in moved.items()
    }
    return before._replace(
        undecided=undecided,
        decided={**before.decided, **moved},
        histories={**before.histories, **read},
        outcomes={**before.outcomes, **weighed},
    )
