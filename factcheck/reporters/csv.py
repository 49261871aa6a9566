"""CSV: one row for each claim of each finding, for spreadsheets.

An article may hold a cell that a spreadsheet would run as a formula
(`=HYPERLINK(...)`); such a cell gets a leading apostrophe.
"""

from __future__ import annotations

import csv

from factcheck.records import Report

name = "csv"
file_name = "report.csv"

# Source: OWASP, "CSV Injection"; the wide forms count too in some locales.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def render(report: Report) -> str:
    """Write the columns of `Report.to_frame`; all but numbers is quoted, lines end in LF."""
    frame = report.to_frame().astype(object)
    guarded = frame.map(_guard_cell, na_action="ignore")
    # Quoting only where needed would leave a lone carriage return bare, and split the row.
    return guarded.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)


def _guard_cell(cell: object) -> object:
    is_formula = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell
