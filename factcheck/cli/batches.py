"""Commands for batches: check, baseline, store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from factcheck.cli.options import CACHE, OFFLINE, VERDICTS_THAT_FAIL, model_option

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github", "markdown")


def _parse_outputs(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> list[tuple[str, Path]]:
    pairs: list[tuple[str, Path]] = []
    for value in values:
        name, equals, path = value.partition("=")
        if name not in FORMATS or not equals or not path:
            fault = f"'{value}' is not FORMAT=FILE; formats are {', '.join(FORMATS)}"
            raise click.BadParameter(fault, context, option)
        if any(Path(path) == earlier for _, earlier in pairs):
            raise click.BadParameter(f"'{path}' is given twice", context, option)
        pairs.append((name, Path(path)))
    return pairs


def _refuse_empty(
    context: click.Context, option: click.Parameter, value: str | None
) -> str | None:
    """An unset variable of a script must not turn the option off."""
    if value is not None and not value.strip():
        raise click.BadParameter("it is empty", context, option)
    return value


class _Number(click.FloatRange):
    """A number in a range; nan, which no comparison refuses, is none."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"'{value}' is no number", param, ctx)
        return number


STORE = click.option(
    "--store",
    metavar="PATH_OR_URL",
    callback=_refuse_empty,
    help="The store: a folder, or postgresql+psycopg://USER@HOST/NAME.  [default: .factcheck]",
)
CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Read settings from this file.  [default: factcheck.toml or pyproject.toml, nearest]",
)
TODAY = click.option(
    "--today",
    metavar="DATE",
    envvar="FACTCHECK_TODAY",
    help="The day that expiry counts from.  [default: the system's; env: FACTCHECK_TODAY]",
)
DRY_RUN = click.option(
    "--dry-run", is_flag=True, help="Print what would change, and write nothing."
)
FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@click.argument("paths", nargs=-1, metavar="BATCH...")
@STORE
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="What to print.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT=FILE",
    callback=_parse_outputs,
    help="Write a format to a file as well; may be repeated.",
)
@click.option(
    "--baseline",
    metavar="FILE",
    callback=_refuse_empty,
    help="Findings that are known and accepted: they do not fail the run.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["none", *VERDICTS_THAT_FAIL]),
    help="Count findings of this verdict and of graver ones.  [default: conflict]",
)
@click.option(
    "--min-score",
    type=_Number(0, 1),
    help="Leave out findings that are less sure.  [default: 0]",
)
@click.option(
    "--max-findings",
    type=click.IntRange(min=0),
    metavar="N",
    help="Exit with 1 only when more than N findings count.  [default: 0]",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Extract claims in N processes.  [default: 0, one for each core]",
)
@click.option(
    "--wait",
    "wait_s",
    type=_Number(min=0),
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long for another run on the same store.",
)
@TODAY
@model_option("--nli", "NLI model")
@model_option("--embedder", "Embedder")
@CACHE
@CONFIG
@click.option("--print-config", is_flag=True, help="Print the settings in force and stop.")
@OFFLINE
@click.option("--quiet", "-q", is_flag=True, help="Print neither progress nor what is unread.")
def check(
    paths: tuple[str, ...],
    format_: str,
    outputs: list[tuple[str, Path]],
    wait_s: float,
    today: str | None,
    no_cache: bool,
    config: Path | None,
    print_config: bool,
    quiet: bool,
    **given: Any,
) -> int:
    """Take a newly ingested BATCH into the store and show what is new.

    A batch is folders and files of articles of any stories, in any order (.txt, .html,
    .json, .jsonl, .jsonl.gz, .warc, .warc.gz), or - for JSON lines on standard input.
    Its articles are grouped into stories with those of earlier batches, and only the
    findings that a new article takes part in are shown.
    """
    from factcheck.commands.baseline import choose_today
    from factcheck.commands.check import Outputs, run_check, run_print_config
    from factcheck.settings import load_settings

    loaded = load_settings(Path.cwd(), config).override(**given)
    if print_config:
        return run_print_config(loaded)
    if not paths:
        raise click.UsageError("Missing argument 'BATCH...'.")
    return run_check(
        paths,
        loaded=loaded,
        outputs=Outputs(format_, outputs),
        today=choose_today(today),
        is_cached=not no_cache,
        is_quiet=quiet,
        wait_s=wait_s,
    )


@click.group()
def baseline() -> None:
    """Accept findings that are known, show them, drop those that are over."""


@baseline.command()
@FILE
@STORE
@click.option("--reason", required=True, metavar="TEXT", help="Why they are accepted.")
@click.option("--expires", metavar="DATE", help="The last day on which they are.")
@click.option(
    "--fingerprint",
    "fingerprints",
    multiple=True,
    metavar="FINGERPRINT",
    help="Accept this finding only; may be repeated and cut short.",
)
@DRY_RUN
@TODAY
@CONFIG
@OFFLINE
def update(
    file: Path,
    store: str | None,
    reason: str,
    expires: str | None,
    fingerprints: tuple[str, ...],
    dry_run: bool,
    today: str | None,
    config: Path | None,
) -> int:
    """Add the store's open findings to the baseline FILE, and print each."""
    from factcheck.commands.baseline import choose_today, run_update, take_day
    from factcheck.commands.store import take_findings

    return run_update(
        file,
        take_findings(choose_store(store, config)),
        reason=reason,
        today=choose_today(today),
        expires=take_day(expires, "--expires") if expires else None,
        fingerprints=fingerprints,
        is_dry_run=dry_run,
    )


@baseline.command()
@FILE
@STORE
@DRY_RUN
@TODAY
@CONFIG
@OFFLINE
def prune(
    file: Path, store: str | None, dry_run: bool, today: str | None, config: Path | None
) -> int:
    """Take out of the baseline FILE what has expired or holds no longer, and print it."""
    from factcheck.commands.baseline import choose_today, run_prune
    from factcheck.commands.store import take_findings

    findings = take_findings(choose_store(store, config))
    return run_prune(file, findings, today=choose_today(today), is_dry_run=dry_run)


@baseline.command()
@FILE
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
@TODAY
@OFFLINE
def show(file: Path, format_: str, today: str | None) -> int:
    """Show what the baseline FILE accepts, why, and until when."""
    from factcheck.commands.baseline import choose_today, run_show

    return run_show(file, today=choose_today(today), format=format_)


@click.group()
def store() -> None:
    """Check the store, write it out, drop what is old."""


@store.command()
@STORE
@CONFIG
@OFFLINE
def verify(store: str | None, config: Path | None) -> int:
    """Check that the store is whole; what is not is listed, with exit code 2."""
    from factcheck.commands.store import run_verify

    return run_verify(choose_store(store, config))


@store.command()
@STORE
@CONFIG
@OFFLINE
def export(store: str | None, config: Path | None) -> int:
    """Print everything in the store as JSON lines, sorted."""
    from factcheck.commands.store import run_export

    return run_export(choose_store(store, config))


@store.command("prune")
@STORE
@click.option(
    "--before",
    required=True,
    metavar="DATE",
    help="Drop the stories whose last article was published before this day.",
)
@CONFIG
@OFFLINE
def prune_store(store: str | None, before: str, config: Path | None) -> int:
    """Drop old stories with their articles, claims, findings and history."""
    from factcheck.commands.baseline import take_day
    from factcheck.commands.store import run_prune

    return run_prune(choose_store(store, config), take_day(before, "--before"))


def choose_store(store: str | None, config: Path | None) -> str:
    """Choose the store that was named, else that of the settings."""
    from factcheck.settings import load_settings

    return load_settings(Path.cwd(), config).override(store=store).settings.store
