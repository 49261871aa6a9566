"""Options: what several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
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
