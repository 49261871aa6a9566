"""Decisions in the store: append-only, and told who was first; they keep a check quiet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.commands.check import add_decisions
from factcheck.decisions import Decision
from factcheck.store import open_store
from factcheck.store.decisions import (
    AlreadyDecidedError,
    add_decision,
    load_histories,
    load_history,
)
from tests.ingest.stories import bus, check

FIRST = Decision(
    fingerprint="a" * 16,
    number=1,
    action="dismiss",
    reviewer="عادة \x00",
    at=datetime(2020, 1, 1, tzinfo=UTC),
    evidence="e" * 16,
    reason="different event",
)


def test_a_history_is_given_back_in_order(address: str) -> None:
    second = FIRST.model_copy(update={"number": 2, "action": "undo"})
    with open_store(address) as engine, engine.begin() as connection:
        add_decision(connection, FIRST)
        add_decision(connection, second)
        add_decision(connection, FIRST.model_copy(update={"fingerprint": "b" * 16}))
        assert load_history(connection, "a" * 16) == [FIRST, second]
        assert set(load_histories(connection)) == {"a" * 16, "b" * 16}
        assert set(load_histories(connection, ["b" * 16])) == {"b" * 16}


def test_who_comes_second_is_told_who_was_first(address: str) -> None:
    late = FIRST.model_copy(update={"reviewer": "bo", "action": "confirm"})
    with open_store(address) as engine, engine.begin() as connection:
        add_decision(connection, FIRST)
        with pytest.raises(AlreadyDecidedError, match="was first"):
            add_decision(connection, late)
        assert load_history(connection, "a" * 16) == [FIRST]


def test_a_dismissed_finding_is_quiet_until_its_quotes_change(address: str) -> None:
    report = check(address, bus("Post", 12), bus("Herald", 19))
    finding = report.findings[0].finding
    told = {"fingerprint": finding.fingerprint, "evidence": finding.evidence}
    dismissed = FIRST.model_copy(update=told)
    quiet = add_decisions(report, {finding.fingerprint: [dismissed]})
    assert (quiet.findings[0].standing, quiet.open_findings()) == ("dismissed", ())
    edited = dismissed.model_copy(update={"evidence": "0" * 16})
    stale = add_decisions(report, {finding.fingerprint: [edited]})
    assert stale.findings[0].is_stale
    assert len(stale.open_findings()) == 1
