"""The baseline: findings that a newsroom has seen and accepted.

A text file for git, one JSON object a line, sorted by fingerprint:

    {"factcheck-baseline": 1}
    {"fingerprint": "0a1b…", "reason": "different days", "expires": "2026-12-31", "verdict": …}

A fingerprint is of content only (facet, slot and values), and no line holds a
place or the time it was written, so nothing changes that nobody decided on.
What stands behind the reason is for people who read a diff.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args

from pydantic import BeforeValidator, Field, ValidationError

from factcheck.batches import BatchReport
from factcheck.errors import InputError, UserError
from factcheck.records import FacetName, Fault, Finding, Record

OpenVerdict = Literal["conflict", "dispute", "update"]

OPEN_VERDICTS: tuple[OpenVerdict, ...] = get_args(OpenVerdict)
HEADER = {"factcheck-baseline": 1}
_FIRST_LINE = json.dumps(HEADER)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONFLICT_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")
# Characters that make a line show as another in a diff, and lone surrogates.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_WANTED = {
    "fingerprint": "16 hexadecimal digits",
    "reason": "a reason in words",
    "expires": "a day such as 2026-12-31",
    "verdict": "conflict, dispute or update",
    "facet": "the name of a facet",
    "topic": "words",
    "values": "a list of values in quotation marks",
}


def parse_day(text: str) -> date | None:
    """Read a day written as 2026-12-31; None for anything else."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _take_day(value: object) -> object:
    day = parse_day(value) if isinstance(value, str) else value
    if not isinstance(day, date | None) or (day is None and value is not None):
        raise ValueError("no day")
    return day


class Entry(Record):
    """An accepted finding: its fingerprint, why it is accepted, and until when.

    It holds through the day `expires`. Verdict, facet, topic and values are those of
    the day it was added, for people; only the fingerprint is ever compared.
    """

    fingerprint: str = Field(pattern="^[0-9a-f]{16}$")
    reason: str = Field(pattern=r"\S")
    expires: Annotated[date | None, BeforeValidator(_take_day)] = None
    verdict: OpenVerdict | None = None
    facet: FacetName | None = None
    topic: str = ""
    values: tuple[str, ...] = ()

    def has_expired(self, today: date) -> bool:
        """Tell whether its last day is over."""
        return self.expires is not None and self.expires < today


class Baseline(Record):
    """All entries, each fingerprint once."""

    entries: tuple[Entry, ...] = ()


class Change(NamedTuple):
    """A baseline after a change, and the entries that were added or taken out."""

    baseline: Baseline
    entries: tuple[Entry, ...]


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; the lines may stand in any order, as a merge leaves them.

    Raises InputError with all faults of the file.
    """
    lines = _read_lines(path)
    faults = [] if _is_header(lines[0][1] if lines else "") else [_miss_header(path)]
    numbered: list[tuple[int, Entry]] = []
    for number, line in lines[1:] if not faults else lines:
        read = _read_entry(line, f"{path}:{number}")
        if isinstance(read, Entry):
            numbered.append((number, read))
        else:
            faults += read
    faults += _find_repeated(path, numbered)
    if faults:
        raise InputError(faults)
    return _sort_entries(entry for _, entry in numbered)


def _read_lines(path: Path) -> list[tuple[int, str]]:
    """The lines that are not blank, numbered from 1."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        fault = Fault(
            place=str(path),
            message=f"cannot read the baseline: {reason[:1].lower()}{reason[1:]}",
            cure="Make one with `factcheck baseline update`.",
        )
        raise InputError([fault]) from error
    numbered = enumerate(text.split("\n"), start=1)
    return [(number, line) for number, line in numbered if line.strip()]


def _is_header(line: str) -> bool:
    try:
        return bool(json.loads(line) == HEADER)
    except (ValueError, RecursionError):
        return False


def _miss_header(path: Path) -> Fault:
    return Fault(
        place=f"{path}:1:1",
        message="the first line does not name a format that is known here",
        cure=f"Begin the file with {_FIRST_LINE}, or install a newer factcheck.",
    )


def _read_entry(line: str, place: str) -> Entry | list[Fault]:
    if line.startswith(_CONFLICT_MARKERS):
        cure = "Keep the entries of both sides, and delete the marker."
        return [Fault(place=f"{place}:1", message="a merge was left unresolved", cure=cure)]
    try:
        return Entry.model_validate(_parse_object(line))
    except (ValueError, RecursionError) as error:
        if isinstance(error, ValidationError):
            return [_describe(fault, line, place) for fault in error.errors()]
        column = getattr(error, "colno", 1)
        cure = "Write one JSON object, in braces, on one line."
        return [Fault(place=f"{place}:{column}", message="broken JSON", cure=cure)]


def _parse_object(line: str) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError("no object")
    return values


def _describe(error: Any, line: str, place: str) -> Fault:
    key = str(error["loc"][0])
    column = _find_column(line, key)
    if error["type"] == "missing":
        cure = f'Add "{key}": {_WANTED[key]}.'
        return Fault(place=f"{place}:1", message=f'"{key}" is missing', cure=cure)
    if error["type"] == "extra_forbidden":
        near = get_close_matches(key, _WANTED, n=1)
        cure = f'Write "{near[0]}".' if near else f"Write one of: {', '.join(_WANTED)}."
        return Fault(place=f"{place}:{column}", message=f"unknown key '{key}'", cure=cure)
    shown = json.dumps(error["input"], ensure_ascii=False, default=str)[:60]
    return Fault(
        place=f"{place}:{column}",
        message=f'"{key}" is {shown}',
        cure=f"Write {_WANTED[key]}.",
    )


def _find_column(line: str, key: str) -> int:
    """The column of a key; within a value its quotation mark would be escaped."""
    found = re.search(rf"(?<!\\){re.escape(json.dumps(key, ensure_ascii=False))}\s*:", line)
    return found.start() + 1 if found else 1


def _find_repeated(path: Path, numbered: Sequence[tuple[int, Entry]]) -> Iterator[Fault]:
    first_by_fingerprint: dict[str, int] = {}
    for number, entry in numbered:
        first = first_by_fingerprint.setdefault(entry.fingerprint, number)
        if first != number:
            yield Fault(
                place=f"{path}:{number}:1",
                message=f"'{entry.fingerprint}' stands on line {first} already",
                cure="Keep one of the two lines.",
            )


def _sort_entries(entries: Iterable[Entry]) -> Baseline:
    return Baseline(entries=tuple(sorted(entries, key=lambda entry: entry.fingerprint)))


def format_baseline(baseline: Baseline) -> str:
    """Lay a baseline out as its file; reading it gives the baseline back.

    Characters that a diff would not show are written as escapes.
    """
    ordered = _sort_entries(baseline.entries).entries
    return "".join(f"{line}\n" for line in (_FIRST_LINE, *map(_format_entry, ordered)))


def _format_entry(entry: Entry) -> str:
    values = entry.model_dump(mode="json", exclude_defaults=True)
    line = json.dumps(values, ensure_ascii=False)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match.group()):04x}", line)


def apply_baseline(
    report: BatchReport,
    baseline: Baseline,
    *,
    open_fingerprints: Collection[str],
    today: date,
) -> BatchReport:
    """Mark the findings that the baseline knows, and name its idle entries.

    `open_fingerprints` are those of all findings that hold, in the store or in the
    run. `unused` are entries still in force that meet none of them, `expired` those
    whose last day is over; none is in both. `failing` and `exit_code` stay
    as they are: count them afterwards.
    """
    known = {e.fingerprint for e in baseline.entries if not e.has_expired(today)}
    expired = {e.fingerprint for e in baseline.entries} - known
    findings = tuple(
        finding.model_copy(update={"is_known": finding.finding.fingerprint in known})
        for finding in report.findings
    )
    changes = {
        "findings": findings,
        "unused": tuple(sorted(known.difference(open_fingerprints))),
        "expired": tuple(sorted(expired)),
    }
    return report.model_copy(update=changes)


def add_entries(
    baseline: Baseline,
    findings: Iterable[Finding],
    *,
    reason: str,
    today: date,
    expires: date | None = None,
) -> Change:
    """Accept the conflicts, disputes and updates that the baseline lacks.

    An entry that has expired counts as lacking and is replaced. Raises UserError for
    an empty reason, and for a last day that is over.
    """
    if not reason.strip():
        raise UserError("the reason is empty", cure="Say with --reason why it is accepted.")
    if expires is not None and expires < today:
        raise UserError(f"{expires} is over", cure="Give --expires a day to come.")
    kept = {e.fingerprint: e for e in baseline.entries if not e.has_expired(today)}
    added = {
        finding.fingerprint: _make_entry(finding, " ".join(reason.split()), expires)
        for finding in findings
        if finding.verdict in OPEN_VERDICTS and finding.fingerprint not in kept
    }
    after = {e.fingerprint: e for e in baseline.entries} | added
    return Change(_sort_entries(after.values()), _sort_entries(added.values()).entries)


def _make_entry(finding: Finding, reason: str, expires: date | None) -> Entry:
    return Entry(
        fingerprint=finding.fingerprint,
        reason=reason,
        expires=expires,
        verdict=cast(OpenVerdict, finding.verdict),
        facet=finding.facet,
        topic=finding.topic,
        values=tuple(side.value for side in finding.sides),
    )


def prune_baseline(
    baseline: Baseline, open_fingerprints: Collection[str], today: date
) -> Change:
    """Take out the entries that have expired or that no open finding has."""
    kept = [
        entry
        for entry in baseline.entries
        if entry.fingerprint in open_fingerprints and not entry.has_expired(today)
    ]
    removed = [entry for entry in baseline.entries if entry not in kept]
    return Change(_sort_entries(kept), _sort_entries(removed).entries)
