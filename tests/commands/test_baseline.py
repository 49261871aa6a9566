"""`factcheck baseline`: every entry that comes or goes is printed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from factcheck.baseline import read_baseline
from factcheck.commands.baseline import (
    choose_today,
    run_prune,
    run_show,
    run_update,
    take_day,
)
from factcheck.errors import InputError, UserError
from factcheck.records import Finding
from tests.reporters.build import make_finding, make_side_claim

TODAY = date(2024, 5, 14)


class Findings(tuple[Finding, ...]):
    """A store that holds these findings."""

    def open_findings(self) -> tuple[Finding, ...]:
        return self


def finding(topic: str, fingerprint: str) -> Finding:
    sides = [(value, [make_side_claim("post-1", value)]) for value in ("14", "١٩")]
    made = make_finding("conflict", "quantity", topic, *sides)
    return made.model_copy(update={"fingerprint": fingerprint.ljust(16, "0")})


FERRY, PIER = finding("people on the ferry", "aa1"), finding("عدد \u202eالقوارب", "ab2")
AGREED = finding("boats", "cc3").model_copy(update={"verdict": "agreement"})
STORE = Findings((PIER, FERRY, AGREED, FERRY))
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that is not there yet."""
    return tmp_path / "news" / "baseline.jsonl"


def test_an_update_begins_the_file_and_prints_every_entry(file: Path, capsys: Captured) -> None:
    assert run_update(file, STORE, reason="seen", today=TODAY) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "added aa10000000000000 · conflict · quantity · people on the ferry: "
        "14 / \u2068١٩\u2069 — seen",
        "added ab20000000000000 · conflict · quantity · \u2068عدد [U+202E]القوارب\u2069: "
        "14 / \u2068١٩\u2069 — seen",
    ]
    assert printed.err == f"{file}: 2 entries to add, 0 there already\n"
    assert [e.fingerprint[:3] for e in read_baseline(file).entries] == ["aa1", "ab2"]


def test_a_second_update_changes_nothing(file: Path, capsys: Captured) -> None:
    run_update(file, STORE, reason="seen", today=TODAY)
    written = file.read_bytes()
    capsys.readouterr()
    assert run_update(file, STORE, reason="again", today=TODAY) == 0
    assert capsys.readouterr() == ("", f"{file}: 0 entries to add, 2 there already\n")
    assert file.read_bytes() == written


def test_a_dry_run_prints_and_writes_nothing(file: Path, capsys: Captured) -> None:
    run_update(file, STORE, reason="seen", today=TODAY, is_dry_run=True)
    assert capsys.readouterr().out.count("would add") == 2
    assert not file.exists()


def test_fingerprints_limit_what_is_added(file: Path, capsys: Captured) -> None:
    run_update(
        file, STORE, reason="seen", today=TODAY, expires=date(2024, 6, 1), fingerprints=["ab"]
    )
    assert capsys.readouterr().out.endswith(" — seen (through 2024-06-01)\n")
    assert [e.fingerprint[:3] for e in read_baseline(file).entries] == ["ab2"]


@pytest.mark.parametrize(
    ("fingerprint", "words"),
    [
        ("a", "'a' begins 2 fingerprints"),
        ("ff", "no open conflict, dispute or update 'ff'"),
        ("cc3", "no open conflict, dispute or update 'cc3'"),
    ],
)
def test_a_fingerprint_names_one_open_finding(file: Path, fingerprint: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        run_update(file, STORE, reason="seen", today=TODAY, fingerprints=[fingerprint])
    assert not file.exists()


def test_an_update_without_a_reason_writes_nothing(file: Path) -> None:
    with pytest.raises(UserError, match="the reason is empty"):
        run_update(file, STORE, reason=" ", today=TODAY)
    assert not file.exists()


def test_pruning_prints_what_goes_and_why(file: Path, capsys: Captured) -> None:
    run_update(file, Findings([FERRY]), reason="seen", today=TODAY, expires=TODAY)
    run_update(file, Findings([PIER]), reason="seen", today=TODAY)
    run_update(file, Findings([finding("crew", "dd4")]), reason="seen", today=TODAY)
    capsys.readouterr()
    later, store, written = date(2024, 5, 15), Findings([FERRY, PIER]), file.read_bytes()
    assert run_prune(file, store, today=later, is_dry_run=True) == 0
    assert capsys.readouterr().out.count("would remove") == 2
    assert file.read_bytes() == written
    assert run_prune(file, store, today=later) == 0
    printed = capsys.readouterr()
    assert [line.split(" ·")[0] for line in printed.out.splitlines()] == [
        "removed expired aa10000000000000",
        "removed unused dd40000000000000",
    ]
    assert printed.err == f"{file}: 2 entries to remove, 1 to keep\n"
    assert [e.fingerprint[:3] for e in read_baseline(file).entries] == ["ab2"]


def test_pruning_a_file_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(InputError, match="factcheck baseline update"):
        run_prune(file, STORE, today=TODAY)


def test_show_marks_what_has_expired(
    file: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    run_update(file, Findings([FERRY]), reason="[b]seen", today=TODAY, expires=TODAY)
    run_update(file, Findings([PIER]), reason="seen", today=TODAY)
    capsys.readouterr()
    assert run_show(file, today=date(2024, 5, 15)) == 0
    table = capsys.readouterr().out
    assert "2024-05-14 expired" in table
    assert "[b]seen" in table
    assert "\u202e" not in table
    assert table.endswith("2 entries, 1 expired\n")


def test_show_as_json_holds_every_field(file: Path, capsys: Captured) -> None:
    run_update(file, Findings([FERRY]), reason="seen", today=TODAY, expires=TODAY)
    capsys.readouterr()
    assert run_show(file, today=TODAY, format="json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": 1,
        "entries": [
            {
                "fingerprint": "aa10000000000000",
                "reason": "seen",
                "expires": "2024-05-14",
                "verdict": "conflict",
                "facet": "quantity",
                "topic": "people on the ferry",
                "values": ["14", "١٩"],
                "has_expired": False,
            }
        ],
    }


def test_today_is_the_day_given_or_that_of_the_clock() -> None:
    assert choose_today("2024-05-14") == TODAY
    assert choose_today(None) >= TODAY


def test_a_day_that_is_none_is_refused_with_its_option() -> None:
    with pytest.raises(UserError, match=r"--expires: unknown day .14\.5\.2024"):
        take_day("14.5.2024", "--expires")
