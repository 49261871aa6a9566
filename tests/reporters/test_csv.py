"""CSV: one row a claim, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest

from factcheck.records import FRAME_COLUMNS
from factcheck.reporters.csv import render
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import EMPTY, SAMPLE


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_one_row_for_each_claim_of_each_finding() -> None:
    rows = read_rows(render(SAMPLE))
    claims = [c for f in SAMPLE.findings for side in f.sides for c in side.claims]
    assert list(rows[0]) == FRAME_COLUMNS
    assert [row["article"] for row in rows] == [claim.article for claim in claims]
    assert [row["text"].removeprefix("'") for row in rows] == [claim.text for claim in claims]


def test_cells_hold_iso_days_plain_numbers_and_nothing_for_none() -> None:
    row = next(r for r in read_rows(render(SAMPLE)) if r["article"] == "sahel-1")
    assert (row["published"], row["via"], row["score"], row["side"]) == ("", "", "0.81", "0")
    first = read_rows(render(SAMPLE))[0]
    assert (first["published"], first["quoted"]) == ("2021-05-04", "False")


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
)
def test_a_cell_that_would_run_gets_an_apostrophe(start: str) -> None:
    value = f"{start}1+1"
    claim = make_side_claim("courier-1", value, source=value, via=value)
    finding = make_finding("single", "quantity", value, (value, [claim]))
    row = read_rows(render(SAMPLE.model_copy(update={"findings": (finding,)})))[0]
    for column in ("topic", "value", "source", "via", "text"):
        assert row[column] == f"'{value}"


def test_a_harmless_cell_stays_as_it_is() -> None:
    claim = make_side_claim("courier-1", "a-b = c")
    finding = make_finding("single", "quantity", "t", ("3 - 4", [claim]))
    row = read_rows(render(SAMPLE.model_copy(update={"findings": (finding,)})))[0]
    assert (row["value"], row["text"]) == ("3 - 4", "a-b = c")


def test_an_empty_report_has_its_columns() -> None:
    assert render(EMPTY) == ",".join(f'"{column}"' for column in FRAME_COLUMNS) + "\n"
