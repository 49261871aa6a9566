"""`factcheck baseline`: accept findings, show what is accepted, drop what is over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from factcheck.baseline import (
    OPEN_VERDICTS,
    Baseline,
    Entry,
    add_entries,
    format_baseline,
    parse_day,
    prune_baseline,
    read_baseline,
)
from factcheck.errors import UserError
from factcheck.files import write_text
from factcheck.records import Finding
from factcheck.reporters.layout import isolate, reveal_controls
from factcheck.terminal import say


class FindingSource(Protocol):
    """Knows which findings hold."""

    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that hold now, of all stories; order and repeats do not matter."""


def choose_today(given: str | None) -> date:
    """Choose the day that expiry counts from: the one given, else the system's local day.

    Raises UserError when what is given is no day.
    """
    return date.today() if given is None else take_day(given, "--today")


def take_day(text: str, option: str) -> date:
    """Take an option's day, written as 2026-12-31; raises UserError for anything else."""
    day = parse_day(text)
    if day is None:
        raise UserError(f"unknown day '{text}'", place=option, cure="Write it as 2026-12-31.")
    return day


def run_update(
    file: Path,
    source: FindingSource,
    *,
    reason: str,
    today: date,
    expires: date | None = None,
    fingerprints: Sequence[str] = (),
    is_dry_run: bool = False,
) -> int:
    """Add the open findings that the file lacks, and print each.

    `fingerprints`, which may be cut short, limit what is added. A file that is not
    there is begun. Raises UserError when a fingerprint names no open finding or several.
    """
    baseline = read_baseline(file) if file.exists() else Baseline()
    findings = [f for f in source.open_findings() if f.verdict in OPEN_VERDICTS]
    if fingerprints:
        findings = _choose_findings(findings, fingerprints)
    after, added = add_entries(baseline, findings, reason=reason, today=today, expires=expires)
    for entry in added:
        print(f"{'would add' if is_dry_run else 'added'} {_describe_entry(entry)}")
    if added and not is_dry_run:
        write_text(file, format_baseline(after))
    there = len({finding.fingerprint for finding in findings}) - len(added)
    say(f"{file}: {_count(len(added))} to add, {there} there already")
    return 0


def _choose_findings(findings: Sequence[Finding], fingerprints: Sequence[str]) -> list[Finding]:
    """The findings that the fingerprints name, each of them exactly one."""
    finding_by_fingerprint = {finding.fingerprint: finding for finding in findings}
    chosen = []
    for asked in fingerprints:
        names = [name for name in finding_by_fingerprint if name.startswith(asked)]
        if len(names) != 1:
            raise _refuse(asked, len(names))
        chosen.append(finding_by_fingerprint[names[0]])
    return chosen


def _refuse(asked: str, count: int) -> UserError:
    if count:
        return UserError(
            f"'{asked}' begins {count} fingerprints of the store",
            cure="Give more digits of it.",
        )
    return UserError(
        f"no open conflict, dispute or update '{asked}' in the store",
        cure="Copy the fingerprint from the report of `factcheck check`.",
    )


def run_prune(
    file: Path, source: FindingSource, *, today: date, is_dry_run: bool = False
) -> int:
    """Take out the entries that are unused or have expired, and print each."""
    baseline = read_baseline(file)
    open_fingerprints = {finding.fingerprint for finding in source.open_findings()}
    after, removed = prune_baseline(baseline, open_fingerprints, today)
    for entry in removed:
        why = "expired" if entry.has_expired(today) else "unused"
        print(f"{'would remove' if is_dry_run else 'removed'} {why} {_describe_entry(entry)}")
    if removed and not is_dry_run:
        write_text(file, format_baseline(after))
    say(f"{file}: {_count(len(removed))} to remove, {len(after.entries)} to keep")
    return 0


def _count(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"


def _describe_entry(entry: Entry) -> str:
    """Say an entry in one line, with no control character of an article in it."""
    about = [entry.verdict, entry.facet, entry.topic and _show(entry.topic)]
    said = " · ".join([entry.fingerprint, *filter(None, about)])
    values = f": {' / '.join(map(_show, entry.values))}" if entry.values else ""
    until = f" (through {entry.expires})" if entry.expires else ""
    return f"{said}{values} — {_show(entry.reason)}{until}"


def _show(text: str) -> str:
    return isolate(reveal_controls(text).strip())


def run_show(file: Path, *, today: date, format: str = "text") -> int:
    """Print the entries: a table, or JSON; those that have expired are marked."""
    entries = read_baseline(file).entries
    if format == "json":
        print(json.dumps(_list_as_json(entries, today), ensure_ascii=False, indent=2))
    else:
        _print_table(entries, today)
    return 0


def _list_as_json(entries: Sequence[Entry], today: date) -> dict[str, object]:
    listed = [
        {**entry.model_dump(mode="json"), "has_expired": entry.has_expired(today)}
        for entry in entries
    ]
    return {"format": 1, "entries": listed}


def _print_table(entries: Sequence[Entry], today: date) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("fingerprint", "verdict", "facet", "topic", "reason", "through"):
        table.add_column(column, overflow="fold", no_wrap=column == "fingerprint")
    for entry in entries:
        table.add_row(
            entry.fingerprint,
            entry.verdict or "",
            entry.facet or "",
            _show(entry.topic),
            _show(entry.reason),
            _say_expiry(entry, today),
        )
    # What articles and editors write is text: "[b]" in it is no markup.
    console = Console(markup=False, emoji=False, highlight=False)
    console.print(table)
    count = sum(entry.has_expired(today) for entry in entries)
    console.print(f"{_count(len(entries))}, {count} expired")


def _say_expiry(entry: Entry, today: date) -> str:
    if entry.expires is None:
        return ""
    return f"{entry.expires}{' expired' if entry.has_expired(today) else ''}"
