"""Command for reviewers: review."""

from __future__ import annotations

from pathlib import Path

import click

from factcheck.cli.batches import CONFIG, STORE, choose_store
from factcheck.cli.options import OFFLINE


@click.command()
@click.argument("store_argument", metavar="[STORE]", required=False)
@STORE
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Serve on this address; any but this machine's own needs --token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8321,
    show_default=True,
    help="0 takes any that is free.",
)
@click.option("--open", "is_opened", is_flag=True, help="Open the page in a browser.")
@click.option(
    "--token",
    envvar="FACTCHECK_TOKEN",
    help="16 characters or more; every request must bring it.  [env: FACTCHECK_TOKEN]",
)
@click.option(
    "--reviewer",
    metavar="NAME",
    help="Whose decisions these are; otherwise each browser is asked once.",
)
@CONFIG
@OFFLINE
def review(
    store_argument: str | None,
    store: str | None,
    host: str,
    port: int,
    is_opened: bool,
    token: str | None,
    reviewer: str | None,
    config: Path | None,
) -> int:
    """Serve the page on which people settle findings, and print its address.

    STORE is the store of `factcheck check`. Decisions are kept in it: they hold for the
    same finding tomorrow, and `check` stays quiet about what was dismissed.
    """
    from factcheck.commands.review import Place, run_review

    address = choose_store(store_argument or store, config)
    place = Place(host, port, token)
    return run_review(address, place, reviewer=reviewer, is_opened=is_opened)
