"""The command line: arguments in, exit code out; the only place that catches errors."""

from __future__ import annotations

import sys
import tempfile
import traceback

import click

from factcheck.cli.batches import baseline, check, store
from factcheck.cli.models import models
from factcheck.cli.options import OFFLINE
from factcheck.cli.review import review
from factcheck.cli.stories import claims, explain, report


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96})
@click.version_option(package_name="factcheck-news", prog_name="factcheck")
@OFFLINE
def cli() -> None:
    """Find where several outlets' articles about one story agree and where they cannot
    all be true, in English and Arabic. It never says who is right."""


for command in (report, claims, explain, check, baseline, store, review, models):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0 nothing to report, 1 findings at or above --fail-on, 2 the user can mend
    it, 3 our bug, 4 no claim could be extracted, 130 interrupted.
    """
    try:
        return int(cli.main(arguments, standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        print("interrupted; what was written is whole", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        return _show_error(error)


def _show_error(error: Exception) -> int:
    from factcheck.errors import FactcheckError

    if isinstance(error, FactcheckError):
        print(error, file=sys.stderr)
        return error.exit_code
    with tempfile.NamedTemporaryFile(
        "w", prefix="factcheck-", suffix=".log", delete=False, encoding="utf-8"
    ) as log:
        traceback.print_exception(error, file=log)
    print(f"factcheck has a bug: {error!r}; the traceback is in {log.name}", file=sys.stderr)
    return 3
