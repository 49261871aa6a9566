"""The command line: arguments in, exit code out; the only place that catches errors."""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
FORMATS = ("html", "markdown", "json", "csv")
VERDICTS_THAT_FAIL = ("conflict", "dispute", "update")
PATHS = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)


def model_option(flag: str, kind: str, *, default: str = "embedded") -> Decorator:
    """Make the option that names the model of a kind."""
    what = "a folder, or the id of a model that was pulled"
    return click.option(flag, metavar="MODEL", help=f"{kind}: {what}.  [default: {default}]")


CACHE = click.option(
    "--no-cache",
    is_flag=True,
    help="Ask the models anew, and keep nothing of what they say.",
)


def _note_offline(context: click.Context, _: click.Parameter, is_offline: bool) -> None:
    if is_offline:
        context.meta["factcheck.offline"] = True


OFFLINE = click.option(
    "--offline",
    is_flag=True,
    envvar="FACTCHECK_OFFLINE",
    expose_value=False,
    callback=_note_offline,
    help="Never use the network; only `models pull` ever does.  [env: FACTCHECK_OFFLINE]",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(package_name="factcheck-news", prog_name="factcheck")
@OFFLINE
def cli() -> None:
    """Find where several outlets' articles about one story agree and where they cannot
    all be true, in English and Arabic. It never says who is right."""


@cli.command()
@PATHS
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="What to write; may be repeated.  [default: all]",
)
@click.option(
    "--output",
    default="reports",
    show_default=True,
    metavar="FOLDER",
    help="Write FOLDER/<story>/report.*; - prints one story to stdout.",
)
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Use these claims, corrected by hand, instead of extracting them.",
)
@click.option(
    "--claims-output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write FOLDER/<story>.jsonl.  [default: claims, unless --output is given]",
)
@click.option(
    "--fail-on",
    type=click.Choice(VERDICTS_THAT_FAIL),
    help="Exit with 1 when there is such a finding, or a graver one.",
)
@model_option("--nli", "NLI model")
@model_option("--embedder", "Embedder")
@CACHE
@OFFLINE
@click.option("--quiet", "-q", is_flag=True, help="Print neither progress nor summary.")
@click.pass_context
def report(
    context: click.Context,
    paths: tuple[Path, ...],
    formats: tuple[str, ...],
    output: str,
    claims_file: Path | None,
    claims_output: Path | None,
    fail_on: str | None,
    nli: str | None,
    embedder: str | None,
    no_cache: bool,
    quiet: bool,
) -> int:
    """Compare the articles of each story PATH and write its conflict report.

    A story is a folder of articles (.txt, .html, .json, .jsonl), a folder that
    holds `articles/`, or one file.
    """
    from factcheck.commands.loading import Choice
    from factcheck.commands.report import run_report

    is_default = context.get_parameter_source("output") == click.core.ParameterSource.DEFAULT
    return run_report(
        paths,
        formats=formats or FORMATS,
        output=output,
        claims_folder=claims_output or (Path("claims") if is_default else None),
        claims_file=claims_file,
        fail_on=fail_on,
        is_quiet=quiet,
        choice=Choice(embedder or "embedded", nli or "embedded", not no_cache),
    )


@cli.command()
@PATHS
@click.option(
    "--output",
    default="claims",
    show_default=True,
    metavar="FOLDER",
    help="Write FOLDER/<story>.jsonl; - prints to stdout.",
)
@OFFLINE
def claims(paths: tuple[Path, ...], output: str) -> int:
    """Extract the claims of each story PATH, with who said what, as JSONL."""
    from factcheck.commands.claims import run_claims

    return run_claims(paths, output=output)


@cli.command()
@click.argument("fingerprint")
@click.option(
    "--story",
    type=click.Path(path_type=Path, exists=True),
    help="The story's folder.  [default: SEEDS/<the story whose report holds it>]",
)
@click.option(
    "--claims",
    "claims_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The claims that the report was made with, if corrected by hand.",
)
@click.option(
    "--reports", type=click.Path(path_type=Path), default=Path("reports"), show_default=True
)
@click.option(
    "--seeds", type=click.Path(path_type=Path), default=Path("seeds"), show_default=True
)
@model_option("--nli", "NLI model", default="that of the report")
@model_option("--embedder", "Embedder", default="that of the report")
@CACHE
@OFFLINE
def explain(
    fingerprint: str,
    story: Path | None,
    claims_file: Path | None,
    reports: Path,
    seeds: Path,
    nli: str | None,
    embedder: str | None,
    no_cache: bool,
) -> int:
    """Show how the verdict of the finding FINGERPRINT came about.

    Its pairs of claims, the event gate, the values as sets, the NLI model's
    probabilities in both directions, and the thresholds. The story is judged
    again, by the models of its report unless others are named.
    """
    from factcheck.commands.explain import run_explain

    return run_explain(
        fingerprint,
        story=story,
        reports=reports,
        seeds=seeds,
        claims_file=claims_file,
        nli=nli,
        embedder=embedder,
        is_cached=not no_cache,
    )


@cli.group()
def models() -> None:
    """Show which models are here, fetch others, and drop kept results."""


@models.command("list")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
@OFFLINE
def list_(format_: str) -> int:
    """List the models of the package and of the local Hugging Face cache.

    With size, licence and figures: measured by us, or published by their makers.
    """
    from factcheck.commands.models import run_list

    return run_list(format=format_)


@models.command()
@click.argument("model", metavar="ID[@REVISION]")
@OFFLINE
@click.pass_context
def pull(context: click.Context, model: str) -> int:
    """Fetch the model ID (ORG/NAME) of the Hugging Face hub into its local cache.

    The only command that uses the network. REVISION is a branch, a tag or a
    commit.  [default: main]
    """
    from factcheck.commands.models import run_pull

    return run_pull(model, is_offline="factcheck.offline" in context.meta)


@models.command()
@click.option("--clear", is_flag=True, help="Drop everything that was kept.")
@OFFLINE
def cache(clear: bool) -> int:
    """Show where the models' results are kept, how many and how large."""
    from factcheck.commands.models import run_cache

    return run_cache(clear=clear)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 nothing to report, 1 findings at or above --fail-on, 2 the user can mend
    it, 3 our bug, 4 no claim could be extracted, 130 interrupted.
    """
    try:
        return int(cli.main(arguments, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        print("interrupted; what was written is whole", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        return _show_error(error)


def _show_error(error: Exception) -> int:
    from factcheck.errors import FactcheckError

    if isinstance(error, FactcheckError):
        print(error, file=sys.stderr)
        return error.exit_code
    with tempfile.NamedTemporaryFile(
        "w", prefix="factcheck-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    print(f"factcheck has a bug: {error!r}; the traceback is in {log.name}", file=sys.stderr)
    return 3
