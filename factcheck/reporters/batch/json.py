"""JSON: the batch's report as the contract that scripts rely on.

It is the record itself. Characters that reorder text, break lines or are none at
all are written as `\\u` escapes, so the file shows them and reads back the same.
"""

from __future__ import annotations

import json
import re

from factcheck.batches import BatchReport
from factcheck.text import BIDI_CONTROLS

name = "json"

_UNSEEN = re.compile(
    f"[{''.join(sorted(BIDI_CONTROLS))}\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


def render(report: BatchReport) -> str:
    """Write `report`; `BatchReport.model_validate_json` reads it back, relations aside."""
    return f"{write_json(report.model_dump(mode='json'), indent=2)}\n"


def write_json(value: object, *, indent: int | None = None) -> str:
    """Write a JSON value; without `indent` on one line, whatever its texts hold."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
