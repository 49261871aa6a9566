"""Check gold stories as one mixed batch, and write what came out story by story.

    python benchmarks/mixed.py STORIES_FOLDER NEWS_FILE WORK_FOLDER [--distractors 1000]

Every folder below STORIES_FOLDER that holds `articles/` is one gold story (what lies in
`clean/` is left out). All are given to one check with the first articles of NEWS_FILE.
WORK_FOLDER/reports/<set>/<story>/report.json then holds the open findings in which two of
that story's articles, or one at odds with itself, take part: what a scorer of single
stories reads. WORK_FOLDER/alone holds the same for a check of each story alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.commands.loading import Choice, Models, load_models
from factcheck.executors import choose_executor
from factcheck.ingest import Means, check_batch
from factcheck.ingest.gather import identify
from factcheck.readers import read_story
from factcheck.readers.batch import read_batch
from factcheck.readers.source import Reading
from factcheck.records import Article, Finding, Side
from factcheck.store import open_store
from factcheck.store.findings import load_open
from factcheck.terminal import show_steps

FEW = 50  # articles for which processes are not worth their start


def read_gold(folder: Path) -> dict[Path, tuple[Article, ...]]:
    """Read the gold stories below a folder, each article under an id of its own."""
    return {
        story.relative_to(folder): tuple(
            article.model_copy(update={"id": f"{story.relative_to(folder)}/{article.id}"})
            for article in read_story(story).articles
        )
        for story in sorted(articles.parent for articles in folder.rglob("articles"))
    }


def check_all(readings: Sequence[Reading], store: Path, models: Models) -> list[Finding]:
    """Check a batch on a new store; the findings that hold then."""
    with show_steps(is_quiet=False) as observe:
        executor = choose_executor(None if len(readings) > FEW else 1)
        means = Means(models.embedder, models.nli, executor=executor, observe=observe)
        with open_store(str(store)) as engine:
            check_batch(engine, readings, means)
            with engine.connect() as connection:
                return [finding for _, finding in load_open(connection)]


def cut_to_story(
    findings: Sequence[Finding], stem_by_id: dict[str, str]
) -> Iterator[dict[str, object]]:
    """What a finding says of one story's articles, under their files' names."""
    for finding in findings:
        sides = [cut for side in finding.sides if (cut := _cut_side(side, stem_by_id)).claims]
        if len(sides) == len(finding.sides):
            fields = finding.model_copy(update={"sides": tuple(sides)}).model_dump(mode="json")
            yield fields


def _cut_side(side: Side, stem_by_id: dict[str, str]) -> Side:
    claims = tuple(
        claim.model_copy(update={"article": stem_by_id[claim.article]})
        for claim in side.claims
        if claim.article in stem_by_id
    )
    return side.model_copy(update={"claims": claims})


def write_reports(
    gold: dict[Path, tuple[Article, ...]], findings: Sequence[Finding], output: Path
) -> None:
    """Write a report.json for each gold story."""
    by_article: dict[str, dict[str, Finding]] = defaultdict(dict)
    for finding in findings:
        for side in finding.sides:
            for claim in side.claims:
                by_article[claim.article][finding.fingerprint] = finding
    for name, articles in gold.items():
        stems = {identify(one): one.id.rpartition("/")[2] for one in articles}
        met = {key: f for one in stems for key, f in by_article[one].items()}
        cut = list(cut_to_story(list(met.values()), stems))
        path = output / name / "report.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        heads = [{"id": stem} for stem in stems.values()]
        report = {"format": 1, "story": name.name, "articles": heads, "findings": cut}
        path.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Check all stories mixed, then each alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--distractors", type=int, default=1000)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True)
    models = load_models(Choice())
    gold = read_gold(chosen.stories)
    story_readings = {name: [Reading((one,)) for one in gold[name]] for name in gold}
    others = [
        one
        for one, _ in zip(read_batch([chosen.news]), range(chosen.distractors), strict=False)
    ]
    mixed = [*others, *(one for ones in story_readings.values() for one in ones)]
    found = check_all(mixed, chosen.work / "store", models)
    write_reports(gold, found, chosen.work / "reports")
    for number, (name, readings) in enumerate(story_readings.items()):
        alone = check_all(readings, chosen.work / f"store-{number}", models)
        write_reports({name: gold[name]}, alone, chosen.work / "alone")


if __name__ == "__main__":
    main()
