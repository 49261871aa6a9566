"""Reporters: a report as text, one module a format.

Numbers and groupings are computed once, in `layout`; a format only lays them
out. The same report gives the same bytes. What a format needs (jinja2, pandas)
is imported when it renders.
"""

from __future__ import annotations

from typing import Protocol

from factcheck.records import Report
from factcheck.reporters import csv, html, json, markdown


class Reporter(Protocol):
    """Writes a report in one format; `file_name` is what it is called beside the others."""

    name: str
    file_name: str

    def render(self, report: Report) -> str:
        """Write the report as the text of a UTF-8 file, final newline included."""


REPORTERS: dict[str, Reporter] = {
    "html": html,
    "markdown": markdown,
    "json": json,
    "csv": csv,
}
