"""Commands for stories: report, claims, explain."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.options import (
    CACHE,
    OFFLINE,
    PATHS,
    VERDICTS_THAT_FAIL,
    model_option,
)

FORMATS = ("html", "markdown", "json", "csv")


@click.command()
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


@click.command()
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


@click.command()
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
