"""Commands for models: list, pull, cache."""

from __future__ import annotations

import click

from factcheck.cli.options import OFFLINE


@click.group()
def models() -> None:
    """Show which models are here, fetch others, and drop kept results."""


@models.command("list")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
@OFFLINE
def list_(format_: str) -> int:
    """List the models of the package and of the local Hugging Face cache.

    With size, licence and figures: measured by us, or published by their makers.
    """
    from factcheck.commands.models import run_list

    return run_list(format=format_)


@models.command()
@click.argument("model", metavar="ID[@REVISION]")
@OFFLINE
@click.pass_context
def pull(context: click.Context, model: str) -> int:
    """Fetch the model ID (ORG/NAME) of the Hugging Face hub into its local cache.

    The only command that uses the network. REVISION is a branch, a tag or a
    commit.  [default: main]
    """
    from factcheck.commands.models import run_pull

    return run_pull(model, is_offline="factcheck.offline" in context.meta)


@models.command()
@click.option("--clear", is_flag=True, help="Drop everything that was kept.")
@OFFLINE
def cache(clear: bool) -> int:
    """Show where the models' results are kept, how many and how large."""
    from factcheck.commands.models import run_cache

    return run_cache(clear=clear)
