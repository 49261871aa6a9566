"""`factcheck claims`: what each article claims, and who said it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from factcheck.claims import format_claims
from factcheck.commands.report import write_claims
from factcheck.commands.stories import read_stories
from factcheck.errors import NoClaimsError
from factcheck.extract import extract_claims
from factcheck.terminal import say


def run_claims(paths: Sequence[Path], *, output: str) -> int:
    """Write the claims of each path as `output/<story>.jsonl`, or to stdout for `-`."""
    count = 0
    for story in read_stories(paths):
        claims = extract_claims(story.articles)
        count += len(claims)
        if output == "-":
            sys.stdout.write(format_claims(claims))
        else:
            path = Path(output) / f"{story.name}.jsonl"
            write_claims(path, claims)
            say(f"{path}: {len(claims)} claims")
    if not count:
        raise NoClaimsError(
            "no claim could be extracted",
            cure="Give articles with sentences in English or Arabic.",
        )
    return 0
