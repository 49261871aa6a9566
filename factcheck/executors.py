"""Executors: map a function over items, in this process or in several, in order."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Maps a function over items."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the results in the order of the items.

        Items are taken as results are fetched, so neither pile up. What `function` raises
        is raised where its result would come.
        """


class SerialExecutor:
    """Maps in this process, one item at a time."""

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        return map(function, items)


class ProcessExecutor:
    """Maps in `jobs` processes; function, items and results must pickle."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the results in the order of the items; two items a process wait at most."""
        context = multiprocessing.get_context("spawn")
        waiting: deque[Future[Result]] = deque()
        items = iter(items)
        with ProcessPoolExecutor(self.jobs, context, initializer=_follow_parent) as pool:
            try:
                waiting.extend(
                    pool.submit(function, one) for one in islice(items, 2 * self.jobs)
                )
                while waiting:
                    yield waiting.popleft().result()
                    waiting.extend(pool.submit(function, one) for one in islice(items, 1))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _follow_parent() -> None:
    """End with the parent, however it ends; an interrupt from the keyboard is its to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def count_cores() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_executor(jobs: int | None = None) -> Executor:
    """Processes for `jobs` above 1; without it, as many as there are cores."""
    jobs = jobs or count_cores()
    return ProcessExecutor(jobs) if jobs > 1 else SerialExecutor()
