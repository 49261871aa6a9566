"""Measure how well a mixed batch falls into its stories.

    python benchmarks/stories.py STORIES_FOLDER NEWS_FILE [--distractors 1000]

Every folder below STORIES_FOLDER that holds `articles/` is one gold story; what lies in a
story's `clean/` is left out. All are mixed with the first articles of NEWS_FILE (JSONL, may
be gzipped), at once and again in batches by date and by chance. B-cubed over the gold
stories' articles: precision is the share of an article's cluster that is of its gold story,
other news among it counted against, recall the share of its gold story that is in its
cluster. Two gold stories on one event are two. Source: Bagga and Baldwin 1998,
"Entity-based cross-document coreferencing using the vector space model", ACL.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from factcheck.models import load_embedder
from factcheck.readers import read_story
from factcheck.records import Article
from factcheck.stories import Sketch, assign_stories, sketch_articles

BATCH = 50


class GoldStory(NamedTuple):
    """A gold story: its set ("planted/en"), its name, and its articles, ids made unique."""

    set: str
    name: str
    articles: tuple[Article, ...]


def main() -> None:
    """Print B-cubed by set, the clusters that mix or split stories, and the seconds taken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", type=Path, metavar="STORIES_FOLDER")
    parser.add_argument("news", type=Path, metavar="NEWS_FILE")
    parser.add_argument("--distractors", type=int, default=1000)
    arguments = parser.parse_args()
    gold = list(read_gold(arguments.stories))
    news = read_news(arguments.news, arguments.distractors)
    articles = [*(article for story in gold for article in story.articles), *news]
    started = time.perf_counter()
    sketches = sketch_articles(articles, load_embedder())
    _print_time(f"sketching {len(sketches)} articles", started)
    _measure(gold, sketches)


def read_gold(folder: Path) -> Iterator[GoldStory]:
    """Read the gold stories below a folder, in the order of their paths."""
    for articles in sorted(folder.rglob("articles")):
        story = articles.parent
        name = str(story.relative_to(folder))
        yield GoldStory(
            str(story.parent.relative_to(folder)),
            name,
            tuple(
                article.model_copy(update={"id": f"{name}/{article.id}"})
                for article in read_story(story).articles
            ),
        )


def read_news(path: Path, count: int) -> tuple[Article, ...]:
    """Read the first articles of a JSONL file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as lines, tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "news.jsonl"
        part.write_bytes(b"".join(islice(lines, count)))
        return read_story(part).articles


def group_in_batches(sketches: Sequence[Sketch], size: int) -> dict[str, str]:
    """Group a batch at a time, each with what was known before it."""
    known: dict[str, list[Sketch]] = defaultdict(list)
    for first in range(0, len(sketches), size):
        batch = sketches[first : first + size]
        story_by_id = assign_stories(batch, known)
        for sketch in batch:
            known[story_by_id[sketch.id]].append(sketch)
    return {sketch.id: story for story, members in known.items() for sketch in members}


def score_articles(
    gold: Sequence[GoldStory], story_by_id: Mapping[str, str]
) -> dict[str, list[tuple[float, float]]]:
    """Compute B-cubed precision and recall of each gold article, by set and in "all"."""
    sizes = Counter(story_by_id.values())
    rows: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for story in gold:
        together = Counter(story_by_id[article.id] for article in story.articles)
        for article in story.articles:
            cluster = story_by_id[article.id]
            both = together[cluster]
            row = (both / sizes[cluster], both / len(story.articles))
            rows[story.set].append(row)
            rows["all"].append(row)
    return rows


def _measure(gold: Sequence[GoldStory], sketches: Sequence[Sketch]) -> None:
    by_date = sorted(sketches, key=lambda one: (str(one.published or "none"), one.id))
    by_chance = random.Random(1).sample(sketches, len(sketches))
    started = time.perf_counter()
    at_once = assign_stories(sketches, {})
    _print_time("grouping at once", started)
    _print_scores("at once", gold, at_once)
    for title, order in (("by date", by_date), ("by chance", by_chance)):
        _print_scores(f"{BATCH} a batch, {title}", gold, group_in_batches(order, BATCH))
    _print_mixed(gold, at_once)


def _print_time(title: str, started: float) -> None:
    print(f"{title}: {time.perf_counter() - started:.1f} s")


def _print_scores(
    title: str, gold: Sequence[GoldStory], story_by_id: Mapping[str, str]
) -> None:
    clusters = {story_by_id[article.id] for story in gold for article in story.articles}
    print(
        f"{title}: {len(set(story_by_id.values()))} stories, {len(clusters)} of gold articles"
    )
    for name, rows in score_articles(gold, story_by_id).items():
        precision, recall = (sum(column) / len(rows) for column in zip(*rows, strict=True))
        f1 = 2 * precision * recall / (precision + recall)
        scores = f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        print(f"  {name:14s} {len(rows):4d} articles  {scores}")


def _print_mixed(gold: Sequence[GoldStory], story_by_id: Mapping[str, str]) -> None:
    """Print what went wrong: gold stories in one cluster, other news in it, stories split."""
    sizes = Counter(story_by_id.values())
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for story in gold:
        clusters = Counter(story_by_id[article.id] for article in story.articles)
        for cluster, count in clusters.items():
            held[cluster][story.name] += count
        if len(clusters) > 1:
            print(f"  split: {story.name} {sorted(clusters.values(), reverse=True)}")
    for cluster, stories in held.items():
        others = sizes[cluster] - stories.total()
        if len(stories) > 1 or others:
            print(f"  mixed: {', '.join(sorted(stories))} and {others} other articles")


if __name__ == "__main__":
    main()
