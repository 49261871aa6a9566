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
from factcheck.errors import NoClaimsError, format_fault
from factcheck.executors import choose_executor
from factcheck.files import write_text
from factcheck.ingest import Means, Observer, check_batch
from factcheck.readers.batch import read_batch
from factcheck.records import VERDICTS
from factcheck.reporters.batch import BATCH_REPORTERS
from factcheck.settings import Loaded, OutletNames, Settings, apply_thresholds, format_settings
from factcheck.store.findings import load_open
from factcheck.terminal import say, show_steps


class Outputs(NamedTuple):
    """Where a report goes: one format to stdout, if any, others to files, by format."""

    stdout: str | None
    file_by_format: Mapping[str, Path]


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
        with hold_store(settings.store, wait_s) as engine:
            readings = read_batch(paths, stdin=sys.stdin.buffer)
            report = check_batch(engine, readings, means)
            with engine.connect() as connection:
                held = {finding.fingerprint for _, finding in load_open(connection)}
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


def count_failing(report: BatchReport, settings: Settings) -> BatchReport:
    """Count the findings that the run fails for, and choose its exit code."""
    graver = () if settings.fail_on == "none" else VERDICTS[: 1 + _grade(settings.fail_on)]
    failing = sum(one.finding.verdict in graver for one in report.open_findings())
    tally = report.tally
    is_silent = tally.new + tally.revised > 0 and not tally.unchanged and not tally.claims
    code = NoClaimsError.exit_code if is_silent else int(failing > settings.max_findings)
    return report.model_copy(update={"failing": failing, "exit_code": code})


def _grade(verdict: str) -> int:
    return [str(one) for one in VERDICTS].index(verdict)


def _write(report: BatchReport, outputs: Outputs) -> None:
    for name, path in outputs.file_by_format.items():
        write_text(path, BATCH_REPORTERS[name].render(report))
    if outputs.stdout:
        sys.stdout.write(BATCH_REPORTERS[outputs.stdout].render(report))


def run_print_config(loaded: Loaded) -> int:
    """Print every setting in force, and where it is from."""
    for note in loaded.notes:
        say(note)
    sys.stdout.write(format_settings(loaded.settings, loaded.origin, load_thresholds()))
    return 0
