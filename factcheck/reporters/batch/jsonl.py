"""JSON Lines: one finding a line, for `jq`, queues and databases."""

from __future__ import annotations

from factcheck.batches import BatchReport
from factcheck.reporters.batch.json import write_json

name = "jsonl"


def render(report: BatchReport) -> str:
    """Write each `BatchFinding` as one line, most severe first; no finding, no line."""
    entries = (entry.model_dump(mode="json") for entry in report.findings)
    return "".join(f"{write_json(entry)}\n" for entry in entries)
