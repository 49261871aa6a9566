"""JSON and JSON Lines: the records themselves, with unseen characters written out."""

from __future__ import annotations

import json

from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.batches import BatchFinding, BatchReport
from factcheck.reporters.batch import json as json_reporter
from factcheck.reporters.batch import jsonl
from factcheck.text import BIDI_CONTROLS
from tests.reporters.batch.sample import FULL, QUIET


def test_a_report_is_read_back_as_it_was() -> None:
    assert BatchReport.model_validate_json(json_reporter.render(FULL)) == FULL


def test_each_line_is_one_finding() -> None:
    lines = jsonl.render(FULL).splitlines()
    assert tuple(BatchFinding.model_validate_json(line) for line in lines) == FULL.findings
    assert jsonl.render(QUIET) == ""


def test_arabic_stays_arabic_and_overrides_are_escaped() -> None:
    written = json_reporter.render(FULL)
    assert "صوت الميناء" in written
    assert "\\u202e" in written
    assert not set(written) & BIDI_CONTROLS


@given(st.text(st.characters(exclude_categories=[])))
@example("a\u2028b\u2029c\x85d\ud800\uffff")
def test_any_text_is_one_printable_line_that_reads_back(text: str) -> None:
    written = json_reporter.write_json({"text": text})
    assert len(written.splitlines()) == 1
    assert json.loads(written) == {"text": text}
    written.encode()
