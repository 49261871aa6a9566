"""`factcheck check`: a newly ingested batch in, only what is new out, and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from factcheck.baseline import apply_baseline, read_baseline
from factcheck.batches import BatchReport
from factcheck.calibration import load_thresholds
from factcheck.commands.loading import Choice, load_models
from factcheck.commands.store import hold_store
from factcheck.decisions import Decision, weigh_decisions
from factcheck.errors import NoClaimsError, UserError, format_fault
from factcheck.executors import choose_executor
from factcheck.files import write_text
from factcheck.ingest import Means, Observer, check_batch
from factcheck.readers.batch import read_batch
from factcheck.records import VERDICTS
from factcheck.reporters.batch import BATCH_REPORTERS
from factcheck.settings import Loaded, OutletNames, Settings, apply_thresholds, format_settings
from factcheck.store.decisions import load_histories
from factcheck.store.findings import load_open
from factcheck.terminal import print_text, say, show_steps


class Outputs(NamedTuple):
    """Where a report goes: one format to stdout, if any, and (format, file) pairs."""

    stdout: str | None
    files: Sequence[tuple[str, Path]]


def run_check(
    paths: Sequence[str],
    *,
    loaded: Loaded,
    outputs: Outputs,
    today: date,
    is_cached: bool = True,
    is_quiet: bool = False,
    wait_s: float = 600.0,
) -> int:
    """Check a batch against the store; 0, or 1 when more than the allowed findings count.

    Raises InputError when no article of the batch can be read, and NoClaimsError, after the
    outputs are written, when none of them holds a claim.
    """
    for note in loaded.notes:
        say(note)
    settings = loaded.settings
    baseline = read_baseline(Path(settings.baseline)) if settings.baseline else None
    with show_steps(is_quiet=is_quiet) as observe:
        means = _gather_means(settings, observe, is_cached=is_cached)
        with hold_store(settings.store, wait_s, must_exist=False) as engine:
            readings = read_batch(paths, stdin=sys.stdin.buffer if sys.stdin else None)
            report = check_batch(engine, readings, means)
            with engine.connect() as connection:
                held = {finding.fingerprint for _, finding in load_open(connection)}
                report = add_decisions(report, load_histories(connection))
    if not is_quiet:
        for fault in report.faults:
            say(format_fault(fault) + "\n")
    report = drop_unsure(report, settings.min_score)
    if baseline:
        report = apply_baseline(report, baseline, open_fingerprints=held, today=today)
    report = count_failing(report, settings)
    _write(report, outputs)
    if report.exit_code == NoClaimsError.exit_code:
        raise NoClaimsError(
            "no claim could be extracted from any article of the batch",
            cure="Give articles with sentences in English or Arabic.",
        )
    return report.exit_code


def _gather_means(settings: Settings, observe: Observer, *, is_cached: bool) -> Means:
    models = load_models(Choice(settings.embedder, settings.nli, is_cached))
    return Means(
        embedder=models.embedder,
        nli=models.nli,
        thresholds=apply_thresholds(load_thresholds(), settings),
        outlets=OutletNames(settings),
        executor=choose_executor(settings.jobs),
        observe=observe,
    )


def drop_unsure(report: BatchReport, min_score: float) -> BatchReport:
    """Leave out the findings that are less sure than asked for."""
    kept = tuple(one for one in report.findings if one.finding.score >= min_score)
    return report.model_copy(update={"findings": kept})


def add_decisions(
    report: BatchReport, histories: Mapping[str, Sequence[Decision]]
) -> BatchReport:
    """Say of every finding what reviewers have decided on its fingerprint."""
    return report.model_copy(
        update={
            "findings": tuple(
                one.model_copy(
                    update={"standing": outcome.standing, "is_stale": outcome.is_stale}
                )
                for one in report.findings
                for history in [histories.get(one.finding.fingerprint, ())]
                for outcome in [weigh_decisions(history, one.finding.evidence)]
            )
        }
    )


def count_failing(report: BatchReport, settings: Settings) -> BatchReport:
    """Count the findings that the run fails for, and choose its exit code."""
    graver = () if settings.fail_on == "none" else VERDICTS[: 1 + _grade(settings.fail_on)]
    failing = sum(one.finding.verdict in graver for one in report.open_findings())
    tally = report.tally
    is_silent = not tally.claims and not tally.unchanged_claims
    code = NoClaimsError.exit_code if is_silent else int(failing > settings.max_findings)
    return report.model_copy(update={"failing": failing, "exit_code": code})


def _grade(verdict: str) -> int:
    return [str(one) for one in VERDICTS].index(verdict)


def _write(report: BatchReport, outputs: Outputs) -> None:
    """Write every output that can be written; the first that cannot raises after them."""
    failed: list[UserError] = []
    for name, path in outputs.files:
        try:
            write_text(path, BATCH_REPORTERS[name].render(report))
        except UserError as error:
            failed.append(error)
    if outputs.stdout:
        print_text(BATCH_REPORTERS[outputs.stdout].render(report))
    if failed:
        raise failed[0]


def run_print_config(loaded: Loaded) -> int:
    """Print every setting in force, and where it is from."""
    for note in loaded.notes:
        say(note)
    sys.stdout.write(format_settings(loaded.settings, loaded.origin, load_thresholds()))
    return 0
