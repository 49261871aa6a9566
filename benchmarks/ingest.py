"""Ingest: articles a second, memory, store size and where the time goes, as a store grows.

    python benchmarks/ingest.py NEWS_FILE WORK_FOLDER [--batch 1000] [--most 9066] [--more 50]

NEWS_FILE holds one article a line as JSON (`.jsonl` or `.jsonl.gz`). It is given to
`factcheck check` in batches, each in a process of its own, on one store in WORK_FOLDER;
then one small batch more is timed.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from factcheck.commands.loading import Choice, load_models
from factcheck.executors import choose_executor
from factcheck.ingest import Means, check_batch
from factcheck.readers.batch import read_batch
from factcheck.store import open_store

ROW = "{:>9} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9}"
HEAD = "articles", "batch", "art./s", "gather", "read", "group", "compare", "s/article"
HEAD_SIZES = "memory MB", "store MB"


class Figures(NamedTuple):
    """What one batch took: seconds by stage, and the largest resident memory."""

    articles: int
    gather: float
    read: float
    group: float
    compare: float
    memory_mb: float

    @property
    def seconds(self) -> float:
        """The seconds of all stages."""
        return self.gather + self.read + self.group + self.compare


def measure_batch(batch: Path, store: Path) -> Figures:
    """Check a batch in this process, which must have done nothing before."""
    models = load_models(Choice())
    marks: dict[str, list[float]] = {}

    def mark(step: str, done: int, total: int) -> None:
        marks.setdefault(step, []).append(time.perf_counter())

    means = Means(models.embedder, models.nli, executor=choose_executor(), observe=mark)
    start = time.perf_counter()
    with open_store(str(store)) as engine:
        report = check_batch(engine, read_batch([batch]), means)
    end = time.perf_counter()
    reading, comparing = marks["reading articles"], marks["comparing stories"]
    processes = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    usage = [resource.getrusage(who) for who in processes]
    return Figures(
        articles=report.tally.new,
        gather=reading[0] - start,
        read=reading[-1] - reading[0],
        group=comparing[0] - reading[-1],
        compare=end - comparing[0],
        memory_mb=sum(one.ru_maxrss for one in usage) / 1024,
    )


def cut_batches(news: Path, folder: Path, size: int, most: int, more: int) -> Iterator[Path]:
    """Cut a file of articles into batch files of `size` lines, and one of `more` after them."""
    opened = gzip.open if news.suffix == ".gz" else open
    with opened(news, "rt", encoding="utf-8") as lines:
        sizes = [size] * (most // size) + [most % size] * bool(most % size) + [more]
        for number, count in enumerate(sizes):
            path = folder / f"batch-{number:03}.jsonl"
            path.write_text("".join(islice(lines, count)), encoding="utf-8")
            if path.stat().st_size:
                yield path


def main() -> None:
    """Print a row a batch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--batch", type=int, default=1000)
    parser.add_argument("--most", type=int, default=9016)
    parser.add_argument("--more", type=int, default=50)
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True)
    store = chosen.work / "store"
    print(ROW.format(*HEAD, *HEAD_SIZES), flush=True)
    known = 0
    batches = cut_batches(chosen.news, chosen.work, chosen.batch, chosen.most, chosen.more)
    for path in batches:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            row = pool.submit(measure_batch, path, store).result()
        known += row.articles
        size = sum(one.stat().st_size for one in store.iterdir()) / 1e6
        stages = (f"{one:.1f}" for one in row[1:5])
        rate, cost = row.articles / row.seconds, row.seconds / row.articles
        cells = known, row.articles, f"{rate:.2f}", *stages, f"{cost:.3f}"
        print(ROW.format(*cells, f"{row.memory_mb:.0f}", f"{size:.0f}"), flush=True)


if __name__ == "__main__":
    main()
