"""Batch reporters: what one batch brought as text, one module a format.

What several formats show is computed once, in `outline`; a format only lays it
out. The same report gives the same bytes. Articles are strangers' text: none can
make markup, a link, a terminal command or a workflow command.
"""

from __future__ import annotations

from typing import Protocol

from factcheck.batches import BatchReport
from factcheck.reporters.batch import github, json, jsonl, junit, markdown, sarif, text


class BatchReporter(Protocol):
    """Writes a batch's report in one format; `name` is what `--format` calls it."""

    name: str

    def render(self, report: BatchReport) -> str:
        """Write the report as UTF-8 text; it is empty or ends in a newline."""


BATCH_REPORTERS: dict[str, BatchReporter] = {
    "text": text,
    "json": json,
    "jsonl": jsonl,
    "sarif": sarif,
    "junit": junit,
    "github": github,
    "markdown": markdown,
}
