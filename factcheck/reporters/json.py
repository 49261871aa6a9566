"""JSON: the report as the contract that scripts rely on (docs/report-format.md).

It is the record itself: keys in the record's order, offsets in code points
into the article, dates as `YYYY-MM-DD`, Arabic as Arabic.
"""

from __future__ import annotations

import json

from factcheck.records import Report

name = "json"
file_name = "report.json"


def render(report: Report) -> str:
    """Write `report`; `Report.model_validate_json` reads it back, relations aside."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
