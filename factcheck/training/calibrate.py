"""Calibrate: fit the thresholds of the package on development stories.

    python -m factcheck.training.calibrate STORIES... [--dry-run]

Each of STORIES is a folder that holds `articles/*.txt` and `gold.jsonl`, and
may hold `clean/*.txt`, the unedited twins of articles with planted conflicts.
Prints the thresholds in force and the new ones, and what the whole program
finds with both; writes `factcheck/calibration/thresholds.json` unless
`--dry-run` is given. "Held out" is judged by thresholds fitted on the other
stories: how far it falls behind "new" is what was learnt by heart.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from factcheck import calibration
from factcheck.calibration import (
    FILE,
    LANGUAGE_PAIRS,
    Figures,
    Floors,
    LanguagePair,
    Row,
    StatementFloors,
    Thresholds,
    format_thresholds,
    load_thresholds,
)
from factcheck.facets.registry import FACETS
from factcheck.files import write_text
from factcheck.models import Embedder, NliModel, load_embedder, load_nli
from factcheck.models.cache import CachedEmbedder, CachedNli, ResultCache
from factcheck.records import FacetName, ModelNames, RelationKind
from factcheck.terminal import say, show_progress
from factcheck.training.benches import build_statement_bench, build_value_bench, list_stories
from factcheck.training.fitting import Bench, Fit, fit_pair
from factcheck.training.gold import Score, add_scores, score_findings
from factcheck.training.trials import (
    Trial,
    read_trials,
    report_findings,
)

Stories = Sequence[Sequence[Trial]]
TARGET = Path(calibration.__file__).parent / FILE
RELATION_KINDS: tuple[RelationKind, ...] = ("conflict", "agree")
F = TypeVar("F", Floors, StatementFloors)


class Calibration(NamedTuple):
    """The new thresholds, and those that each story would have if it had not been seen."""

    fitted: Thresholds
    held_out: Sequence[Thresholds]


def fit_thresholds(stories: Stories, present: Thresholds, models: ModelNames) -> Calibration:
    """Fit every facet; statements last, for facets settle which of them are asked about."""
    sets = dict(sorted(Counter(name_sets(stories)).items()))

    def assemble(rows: Iterable[Row]) -> Thresholds:
        return Thresholds(models=models, stories=sets, rows=tuple(rows))

    fitted: list[Row] = []
    held_out: list[list[Row]] = [[] for _ in stories]
    for facet in FACETS:
        build = partial(build_value_bench, stories, facet)
        for pair, fit in _fit_pairs(build, partial(present.floors, facet)):
            _add_rows(fitted, held_out, facet, pair, fit)
    ask = partial(build_statement_bench, stories, thresholds=assemble(fitted))
    for pair, asked in _fit_pairs(ask, present.statement_floors):
        _add_rows(fitted, held_out, "statement", pair, asked)
    return Calibration(assemble(fitted), [assemble(rows) for rows in held_out])


def _fit_pairs(
    build: Callable[[Collection[LanguagePair]], Bench[F]],
    floors: Callable[[LanguagePair], F],
) -> Iterator[tuple[LanguagePair, Fit[F]]]:
    pool = build(LANGUAGE_PAIRS)
    for pair in LANGUAGE_PAIRS:
        yield pair, fit_pair(build((pair,)), pool, floors(pair))


def _add_rows(
    fitted: list[Row],
    held_out: Sequence[list[Row]],
    facet: FacetName,
    languages: LanguagePair,
    fit: Fit[F],
) -> None:
    say(f"fitted {facet}, {languages}")
    row = Row(
        facet=facet,
        languages=languages,
        floors=fit.floors,
        origin=fit.origin,
        agree=fit.agree,
        conflict=fit.conflict,
    )
    fitted.append(row)
    for rows, floors in zip(held_out, fit.held_out, strict=True):
        rows.append(row.model_copy(update={"floors": floors}))


def name_sets(stories: Stories) -> list[str]:
    """Name each story's development set: the folder that holds it, or a lone story itself."""
    folders = [story[0].story.resolve() for story in stories]
    counts = Counter(folder.parent for folder in folders)
    return [
        folder.parent.name if counts[folder.parent] > 1 else folder.name for folder in folders
    ]


def score_stories(
    stories: Stories, nli: NliModel, thresholds_by_title: Mapping[str, Sequence[Thresholds]]
) -> dict[str, dict[str, Score]]:
    """Run the whole program on each story with its thresholds; scores by title and set.

    Twins are a set of their own ("en, twins"): none of their findings is planted.
    """
    scores: dict[str, dict[str, list[Score]]] = {
        title: defaultdict(list) for title in thresholds_by_title
    }
    for index, (name, story) in enumerate(zip(name_sets(stories), stories, strict=True)):
        for trial in story:
            seen: dict[tuple[object, ...], Score] = {}
            for title, thresholds in thresholds_by_title.items():
                floors = tuple(row.floors for row in thresholds[index].rows)
                if floors not in seen:
                    findings = report_findings(trial, nli, thresholds[index])
                    seen[floors] = score_findings(findings, trial.gold)
                set_name = f"{name}, twins" if trial.is_twin else name
                scores[title][set_name].append(seen[floors])
    return {
        title: {name: add_scores(score_by_set[name]) for name in sorted(score_by_set)}
        for title, score_by_set in scores.items()
    }


def read_stories(folders: Sequence[Path], embedder: Embedder, nli: NliModel) -> Stories:
    """Read all development stories, with progress on stderr."""
    with show_progress([str(folder) for folder in folders], is_quiet=False) as advance:
        trials: list[Trial] = []
        for folder in folders:
            advance(str(folder), "reading")
            trials += read_trials(folder, embedder, nli)
    return list_stories(trials)


def format_thresholds_table(present: Thresholds, fitted: Thresholds) -> Iterator[str]:
    """Lay out the thresholds, old -> new where they differ."""
    yield "| facet | languages | thresholds | origin |"
    yield "|---|---|---|---|"
    for row in fitted.rows:
        before = dict(present.row(row.facet, row.languages).floors)
        changes = ", ".join(
            f"{name} {value:.2f}"
            if value == before[name]
            else f"{name} {before[name]:.2f} -> {value:.2f}"
            for name, value in row.floors
        )
        yield f"| {row.facet} | {row.languages} | {changes} | {row.origin} |"


def format_figures_table(fitted: Thresholds) -> Iterator[str]:
    """Lay out what the thresholds did; rows without gold or findings are left out."""
    yield (
        "| facet | languages | relation | gold | found | right | wrong | unlisted"
        " | precision | recall | held out: found | right | wrong |"
    )
    yield "|---|---|---|" + "--:|" * 10
    for row in fitted.rows:
        for kind in RELATION_KINDS:
            figures = row.figures(kind)
            if figures and any(figures.model_dump().values()):
                yield f"| {row.facet} | {row.languages} | {kind} | {_format_figures(figures)} |"


def _format_figures(figures: Figures) -> str:
    counts = (figures.gold, figures.found, figures.right, figures.wrong, figures.unlisted)
    shares = (figures.precision, figures.recall)
    unseen = (figures.held_out_found, figures.held_out_right, figures.held_out_wrong)
    cells = [
        *map(str, counts),
        *("" if share is None else f"{share:.2f}" for share in shares),
        *map(str, unseen),
    ]
    return " | ".join(cells)


def format_scores(scores_by_title: Mapping[str, Mapping[str, Score]]) -> Iterator[str]:
    """Lay out what the whole program finds with each choice of thresholds."""
    yield (
        "| set | thresholds | disagreements | found | right | typed | alarms"
        " | agreements | found | wrong | traps | sprung |"
    )
    yield "|---|---|" + "--:|" * 10
    for name in next(iter(scores_by_title.values())):
        for title, score_by_set in scores_by_title.items():
            score = score_by_set[name]
            counts = (*score[:4], score.alarms, *score[4:9])
            yield f"| {name} | {title} | {' | '.join(map(str, counts))} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit as the command line asks; print tables, and write the file unless it is a dry run."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.calibrate")
    parser.add_argument("stories", type=Path, nargs="+", metavar="STORIES")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    cache = ResultCache(warn=say)
    nli, embedder = CachedNli(load_nli(), cache), CachedEmbedder(load_embedder(), cache)
    stories = read_stories(chosen.stories, embedder, nli)
    calibrate_stories(stories, embedder, nli, None if chosen.dry_run else TARGET)
    return 0


def calibrate_stories(
    stories: Stories, embedder: Embedder, nli: NliModel, target: Path | None
) -> None:
    """Fit on stories, print the tables, and write the thresholds to `target` unless None."""
    present = load_thresholds()
    models = ModelNames(embedder=embedder.name, nli=nli.name)
    fitted, held_out = fit_thresholds(stories, present, models)
    print(*format_thresholds_table(present, fitted), "", sep="\n")
    print(*format_figures_table(fitted), "", sep="\n")
    say("judging the stories again")
    scores = score_stories(
        stories,
        nli,
        {
            "old": [present for _ in stories],
            "new": [fitted for _ in stories],
            "held out": held_out,
        },
    )
    print(*format_scores(scores), sep="\n")
    if target:
        write_text(target, format_thresholds(fitted))
        say(f"{target}: written")


if __name__ == "__main__":
    raise SystemExit(main())
