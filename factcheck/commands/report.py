"""`factcheck report`: articles in, conflict report out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import cast

from factcheck.claims import format_claims, read_claims
from factcheck.commands.loading import DEFAULT_CHOICE, Choice, Models, load_models
from factcheck.commands.stories import read_stories
from factcheck.errors import NoClaimsError, UserError
from factcheck.extract import extract_claims
from factcheck.files import write_text
from factcheck.pipeline import check_articles
from factcheck.readers import StoryArticles
from factcheck.records import VERDICTS, Claim, Report, Verdict
from factcheck.reporters import REPORTERS, html, index
from factcheck.reporters.console import print_summary
from factcheck.terminal import say, show_progress


def run_report(
    paths: Sequence[Path],
    *,
    formats: Sequence[str],
    output: str,
    claims_folder: Path | None = None,
    claims_file: Path | None = None,
    fail_on: str | None = None,
    is_quiet: bool = False,
    choice: Choice = DEFAULT_CHOICE,
) -> int:
    """Report each path as a story; 0, or 1 when `fail_on` was found.

    Reports go to `output/<story>/report.<ending>`, or to stdout for `-`; where several
    stories have pages, `output/index.html` lists them. The claims go to
    `claims_folder/<story>.jsonl`, unless None or given by `claims_file`. `choice` names
    the models.
    """
    stories = read_stories(paths)
    _refuse_ambiguous(stories, formats, output, claims_file)
    models = load_models(choice)
    reports = []
    with show_progress([story.name for story in stories], is_quiet=is_quiet) as advance:
        for story in stories:
            claims = _take_claims(story, claims_file)
            report = _check(story, claims, models, partial(advance, story.name))
            _write_report(report, formats, output)
            if claims_folder and not claims_file:
                write_claims(claims_folder / f"{story.name}.jsonl", claims)
            reports.append(report)
    _refuse_empty(reports)
    index_path = _write_index(reports, formats, output)
    if output != "-" and not is_quiet:
        _print_summaries(reports, formats, output)
        if index_path:
            print(index_path)
    return int(any(is_failing(report, fail_on) for report in reports))


def _refuse_ambiguous(
    stories: Sequence[StoryArticles],
    formats: Sequence[str],
    output: str,
    claims_file: Path | None,
) -> None:
    if output == "-" and (len(stories) > 1 or len(formats) > 1):
        raise UserError(
            "stdout takes one story in one format",
            cure="Name one path and one --format, or give --output a folder.",
        )
    if claims_file and len(stories) > 1:
        raise UserError("--claims holds the claims of one story", cure="Name one path.")


def _take_claims(story: StoryArticles, claims_file: Path | None) -> tuple[Claim, ...]:
    if claims_file:
        return read_claims(claims_file, story.articles)
    return extract_claims(story.articles)


def _check(
    story: StoryArticles,
    claims: Sequence[Claim],
    models: Models,
    observe: Callable[[str], None],
) -> Report:
    return check_articles(
        story.name,
        story.articles,
        embedder=models.embedder,
        nli=models.nli,
        claims=claims,
        faults=story.faults,
        observe=observe,
    )


def _write_report(report: Report, formats: Sequence[str], output: str) -> None:
    for name in formats:
        reporter = REPORTERS[name]
        text = reporter.render(report)
        if output == "-":
            sys.stdout.write(text)
        else:
            write_text(Path(output) / report.story / reporter.file_name, text)


def _write_index(reports: Sequence[Report], formats: Sequence[str], output: str) -> Path | None:
    """Write the page that links the pages of this run's stories, where there are several."""
    if len(reports) < 2 or html.name not in formats or output == "-":
        return None
    path = Path(output) / index.file_name
    write_text(path, index.render_index(reports))
    return path


def write_claims(path: Path, claims: Sequence[Claim]) -> None:
    """Write extracted claims; a file that says something else is kept beside them.

    It may have been corrected by hand, so it is renamed to `….previous.jsonl`, or
    to the next name that is free.
    """
    text = format_claims(claims)
    if path.exists() and path.read_bytes() != text.encode():
        kept = _free_name(path)
        path.replace(kept)
        say(f"{path}: the claims have changed; the earlier file is now {kept}")
    write_text(path, text)


def _free_name(path: Path) -> Path:
    """A name beside `path` that no earlier file has: `….previous-2.jsonl`."""
    endings = chain([".previous.jsonl"], (f".previous-{number}.jsonl" for number in count(2)))
    return next(kept for end in endings if not (kept := path.with_suffix(end)).exists())


def _refuse_empty(reports: Sequence[Report]) -> None:
    if not any(head.claims for report in reports for head in report.articles):
        names = ", ".join(f"'{report.story}'" for report in reports)
        raise NoClaimsError(
            f"no claim could be extracted from {names}",
            cure="Give articles with sentences in English or Arabic.",
        )


def _print_summaries(reports: Sequence[Report], formats: Sequence[str], output: str) -> None:
    from rich.console import Console

    console = Console()
    for report in reports:
        print_summary(report, console)
        for name in formats:
            console.print(
                str(Path(output) / report.story / REPORTERS[name].file_name),
                highlight=False,
                soft_wrap=True,
            )


def is_failing(report: Report, fail_on: str | None) -> bool:
    """Tell whether the report holds a finding of `fail_on` or of a graver verdict."""
    if fail_on is None:
        return False
    failing = VERDICTS[: VERDICTS.index(cast(Verdict, fail_on)) + 1]
    return any(finding.verdict in failing for finding in report.findings)
