"""The terminal: messages and progress, all on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def say(message: str) -> None:
    """Print a message for people on stderr."""
    print(message, file=sys.stderr, flush=True)


def print_text(text: str) -> None:
    """Print to stdout; a reader that has gone away ("| head") is no failure."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def show_progress(
    names: Sequence[str], *, is_quiet: bool
) -> Iterator[Callable[[str, str], None]]:
    """Show how far the stories are; yields a function of (story, stage).

    A bar when stderr is a terminal, one plain line a story otherwise.
    """
    if is_quiet:
        yield lambda story, stage: None
    elif sys.stderr.isatty():
        with _show_bar(names) as advance:
            yield advance
    else:
        yield _make_line_printer(names)


@contextmanager
def _show_bar(names: Sequence[str]) -> Iterator[Callable[[str, str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=len(names))

        def advance(story: str, stage: str) -> None:
            description = f"{story}: {stage}"
            progress.update(task, completed=list(names).index(story), description=description)

        yield advance


def _make_line_printer(names: Sequence[str]) -> Callable[[str, str], None]:
    seen: set[str] = set()

    def print_line(story: str, stage: str) -> None:
        if story not in seen:
            seen.add(story)
            say(f"[{len(seen)}/{len(names)}] {story}")

    return print_line


@contextmanager
def show_steps(*, is_quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show how far the steps of a long run are; yields a function of (step, done, total).

    A bar with rate and time left when stderr is a terminal, a plain line now and then
    otherwise.
    """
    if is_quiet:
        yield lambda step, done, total: None
    elif sys.stderr.isatty():
        with _show_step_bar() as advance:
            yield advance
    else:
        yield _make_step_printer()


@contextmanager
def _show_step_bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=total, completed=done, rate="")
            speed = progress.tasks[tasks[step]].speed
            rate = f"{speed:.1f}/s" if speed else ""
            progress.update(tasks[step], completed=done, rate=rate)

        yield advance


def _make_step_printer(every_s: float = 10.0) -> Callable[[str, int, int], None]:
    began: dict[str, tuple[float, int]] = {}
    last = [0.0]

    def print_step(step: str, done: int, total: int) -> None:
        now = time.monotonic()
        start, first = began.setdefault(step, (now, done))
        if done in (first, total) or now - last[0] >= every_s:
            last[0] = now
            pace = _say_pace(now - start, done - first, total - done)
            say(f"{step}: {done:,} of {total:,}{pace}")

    return print_step


def _say_pace(seconds: float, done: int, left: int) -> str:
    if not done or not left or not seconds:
        return ""
    rate = done / seconds
    return f", {rate:.1f}/s, {left / rate / 60:.0f} min left"
