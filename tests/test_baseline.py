"""The baseline: what is accepted, read, applied, added to and pruned."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.baseline import (
    OPEN_VERDICTS,
    Baseline,
    Entry,
    add_entries,
    apply_baseline,
    format_baseline,
    parse_day,
    prune_baseline,
    read_baseline,
)
from factcheck.batches import BatchFinding, BatchReport, Tally
from factcheck.errors import InputError, UserError
from factcheck.records import VERDICTS, Finding, ModelNames, Verdict
from tests.reporters.build import make_finding, make_side_claim

TODAY = date(2024, 5, 14)
YESTERDAY, TOMORROW = date(2024, 5, 13), date(2024, 5, 15)
HEADER = '{"factcheck-baseline": 1}\n'
LINE = '{"fingerprint": "00000000000000aa", "reason": "seen"}\n'


def entry(last: str = "a", **changes: object) -> Entry:
    fields = {"fingerprint": last.rjust(16, "0"), "reason": "two counts of one night"}
    return Entry.model_validate({**fields, **changes})


def baseline(*entries: Entry) -> Baseline:
    return Baseline(entries=entries)


def finding(verdict: Verdict = "conflict", topic: str = "people rescued") -> Finding:
    sides = [(value, [make_side_claim("post-1", value)]) for value in ("14", "١٩ شخصا")]
    return make_finding(verdict, "quantity", topic, *sides)


def report(*findings: Finding) -> BatchReport:
    return BatchReport(
        batch="d1",
        models=ModelNames(embedder="fake", nli="fake"),
        tally=Tally(),
        findings=tuple(
            BatchFinding(story="s1", state="new", severity="error", finding=found)
            for found in findings
        ),
        failing=len(findings),
        exit_code=1,
    )


def write(folder: Path, text: str) -> Path:
    path = folder / "baseline.jsonl"
    path.write_bytes(text.encode("utf-8"))
    return path


def faults_of(path: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as raised:
        read_baseline(path)
    return [
        (fault.place.removeprefix(f"{path}"), fault.message, fault.cure)
        for fault in raised.value.faults
    ]


ENTRIES = st.builds(
    Entry,
    fingerprint=st.text("0123456789abcdef", min_size=16, max_size=16),
    reason=st.text(min_size=1).filter(str.strip),
    expires=st.none() | st.dates(),
    verdict=st.none() | st.sampled_from(OPEN_VERDICTS),
    facet=st.none() | st.just("quantity"),
    topic=st.text(),
    values=st.lists(st.text()).map(tuple),
)
BASELINES = st.lists(ENTRIES, unique_by=lambda e: e.fingerprint).map(
    lambda entries: Baseline(entries=tuple(sorted(entries, key=lambda e: e.fingerprint)))
)


@given(made=BASELINES)
def test_writing_and_reading_gives_the_baseline_back(
    made: Baseline, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path_factory.mktemp("made"), format_baseline(made))
    assert read_baseline(path) == made


@given(made=BASELINES, order=st.randoms())
def test_a_file_is_the_same_in_whatever_order_entries_came(
    made: Baseline, order: object
) -> None:
    entries = list(made.entries)
    order.shuffle(entries)  # type: ignore[attr-defined]
    text = format_baseline(baseline(*entries))
    assert text == format_baseline(made)
    assert text.count("\n") == len(entries) + 1


def test_a_line_can_be_read_in_a_diff() -> None:
    added = add_entries(
        Baseline(), [finding()], reason="one\n  night", today=TODAY, expires=TOMORROW
    )
    assert format_baseline(added.baseline) == (
        HEADER + f'{{"fingerprint": "{finding().fingerprint}", "reason": "one night", '
        '"expires": "2024-05-15", "verdict": "conflict", "facet": "quantity", '
        '"topic": "people rescued", "values": ["14", "١٩ شخصا"]}\n'
    )


def test_characters_that_a_diff_would_hide_are_written_as_escapes() -> None:
    text = format_baseline(baseline(entry(topic="safe\u202edeton\u2028", reason="a\x85b")))
    assert text.isascii()
    assert r"safe\u202edeton\u2028" in text


def test_a_merge_may_leave_lines_in_any_order_and_blank(tmp_path: Path) -> None:
    lines = [json.dumps(json.loads(LINE) | {"fingerprint": c * 16}) for c in "b0f"]
    read = read_baseline(write(tmp_path, "\ufeff" + HEADER + "\r\n\n".join(lines)))
    assert [e.fingerprint[0] for e in read.entries] == ["0", "b", "f"]


def line(**changes: object) -> str:
    return json.dumps({**json.loads(LINE), **changes}) + "\n"


@pytest.mark.parametrize(
    ("text", "place", "message", "cure"),
    [
        (line(expires="2024-31-01"), ":2:55", '"expires" is "2024-31-01"', "2026-12-31"),
        (line(expires="20241231"), ":2:55", '"expires" is "20241231"', "2026-12-31"),
        (line(expires=1715644800), ":2:55", '"expires" is 1715644800', "2026-12-31"),
        (line(reason=" "), ":2:37", '"reason" is " "', "a reason in words"),
        (line(fingerprint="00AA"), ":2:2", '"fingerprint" is "00AA"', "16 hexadecimal"),
        (line(verdict="agreement"), ":2:55", '"verdict" is "agreement"', "conflict, dispute"),
        (line(facet="size"), ":2:55", '"facet" is "size"', "the name of a facet"),
        (line(values="14"), ":2:55", '"values" is "14"', "a list of values"),
        (line(expired="2024-12-31"), ":2:55", "unknown key 'expired'", 'Write "expires".'),
        (line(zzz=1), ":2:55", "unknown key 'zzz'", "Write one of: fingerprint, reason"),
        ('{"fingerprint": "00000000000000aa"}', ":2:1", '"reason" is missing', 'Add "reason"'),
        ('{"reason": "a" "b"}', ":2:16", "broken JSON", "on one line"),
        ("[1]", ":2:1", "broken JSON", "in braces"),
        ("[" * 100_000, ":2:1", "broken JSON", "in braces"),
        ("1" * 5_000, ":2:1", "broken JSON", "in braces"),
        ("<<<<<<< HEAD", ":2:1", "a merge was left unresolved", "entries of both sides"),
    ],
)
def test_a_fault_names_its_place_and_cure(
    tmp_path: Path, text: str, place: str, message: str, cure: str
) -> None:
    [(where, said, mend)] = faults_of(write(tmp_path, HEADER + text))
    assert (where, said) == (place, message)
    assert cure in mend


def test_a_key_named_inside_a_reason_is_not_its_place(tmp_path: Path) -> None:
    text = line(reason='"expires": never', expires="soon")
    [(where, _, _)] = faults_of(write(tmp_path, HEADER + text))
    assert where == f":2:{text.rindex(chr(34) + 'expires') + 1}"


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = HEADER + LINE + line(reason="", facet="size") + LINE + "{"
    assert [(where, message) for where, message, _ in faults_of(write(tmp_path, text))] == [
        (":3:37", '"reason" is ""'),
        (":3:51", '"facet" is "size"'),
        (":5:2", "broken JSON"),
        (":4:1", "'00000000000000aa' stands on line 2 already"),
    ]


@pytest.mark.parametrize("text", ["", LINE, '{"factcheck-baseline": 2}\n', "[" * 100_000])
def test_a_file_of_another_format_is_refused(tmp_path: Path, text: str) -> None:
    where, said, cure = faults_of(write(tmp_path, text))[0]
    assert (where, said[:14]) == (":1:1", "the first line")
    assert HEADER.strip() in cure


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "baseline.jsonl"
    assert faults_of(path)[0][1] == "cannot read the baseline: no such file or directory"
    path.write_bytes(b"\xff\xfe")
    assert faults_of(path)[0][1] == "cannot read the baseline: it is not UTF-8"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-14", TODAY),
        ("2024-5-14", None),
        ("20240514", None),
        ("2024-W20-2", None),
        ("٢٠٢٤-٠٥-١٤", None),
        ("2023-02-29", None),
    ],
)
def test_a_day_is_written_one_way(text: str, day: date | None) -> None:
    assert parse_day(text) == day


#   expires          it is open    known    unused   expired
STATES = [
    (None, True, True, False, False),
    (None, False, True, True, False),
    (TOMORROW, True, True, False, False),
    (TODAY, True, True, False, False),
    (TODAY, False, True, True, False),
    (YESTERDAY, True, False, False, True),
    (YESTERDAY, False, False, False, True),
]


@pytest.mark.parametrize(("expires", "is_open", "known", "unused", "expired"), STATES)
def test_an_entry_holds_through_its_last_day(
    expires: date | None, is_open: bool, known: bool, unused: bool, expired: bool
) -> None:
    found = finding()
    kept = entry(fingerprint=found.fingerprint, expires=expires)
    open_fingerprints = {found.fingerprint} if is_open else {"0" * 16}
    after = apply_baseline(
        report(found, finding(topic="boats lost")),
        baseline(kept),
        open_fingerprints=open_fingerprints,
        today=TODAY,
    )
    assert [f.is_known for f in after.findings] == [known, False]
    assert after.unused == ((found.fingerprint,) if unused else ())
    assert after.expired == ((found.fingerprint,) if expired else ())


@pytest.mark.parametrize(("expires", "is_open", "_known", "unused", "expired"), STATES)
def test_pruning_takes_out_what_a_report_calls_unused_or_expired(
    expires: date | None, is_open: bool, _known: bool, unused: bool, expired: bool
) -> None:
    kept = entry(expires=expires)
    open_fingerprints = [kept.fingerprint] if is_open else []
    change = prune_baseline(baseline(kept), open_fingerprints, TODAY)
    assert change.entries == ((kept,) if unused or expired else ())
    assert change.baseline.entries == (() if unused or expired else (kept,))


def test_a_baseline_changes_only_its_own_part_of_a_report() -> None:
    before = report(finding())
    after = apply_baseline(before, Baseline(), open_fingerprints=(), today=TODAY)
    assert after == before


@pytest.mark.parametrize("verdict", VERDICTS)
def test_only_conflicts_disputes_and_updates_are_accepted(verdict: Verdict) -> None:
    added = add_entries(Baseline(), [finding(verdict)], reason="seen", today=TODAY).entries
    assert [e.verdict for e in added] == ([verdict] if verdict in OPEN_VERDICTS else [])


def test_adding_again_adds_nothing_and_keeps_the_reason() -> None:
    once = add_entries(Baseline(), [finding(), finding()], reason="seen", today=TODAY)
    again = add_entries(once.baseline, [finding()], reason="other", today=TODAY)
    assert len(once.entries) == 1
    assert again == (once.baseline, ())


def test_an_entry_that_has_expired_can_be_accepted_anew() -> None:
    old = entry(fingerprint=finding().fingerprint, expires=YESTERDAY)
    change = add_entries(baseline(old), [finding()], reason="still so", today=TODAY)
    assert [e.reason for e in change.entries] == ["still so"]
    assert change.baseline.entries == change.entries


def test_adding_keeps_what_is_there_even_expired() -> None:
    old = entry(expires=YESTERDAY)
    change = add_entries(baseline(old), [finding()], reason="seen", today=TODAY)
    assert change.baseline.entries == (old, *change.entries)


@pytest.mark.parametrize(
    ("reason", "expires", "words"),
    [(" \n", None, "the reason is empty"), ("seen", YESTERDAY, "2024-05-13 is over")],
)
def test_an_entry_needs_a_reason_and_a_day_to_come(
    reason: str, expires: date | None, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        add_entries(Baseline(), [], reason=reason, today=TODAY, expires=expires)


def test_an_entry_may_be_for_today_only() -> None:
    change = add_entries(Baseline(), [finding()], reason="seen", today=TODAY, expires=TODAY)
    assert [e.expires for e in change.entries] == [TODAY]
