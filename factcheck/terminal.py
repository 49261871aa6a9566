"""The terminal: messages and progress, all on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


def say(message: str) -> None:
    """Print a message for people on stderr."""
    print(message, file=sys.stderr, flush=True)


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
