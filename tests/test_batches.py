"""Batches: how a finding is graded."""

from __future__ import annotations

import pytest

from factcheck.batches import Severity, grade
from factcheck.records import FacetName, Finding, Verdict


@pytest.mark.parametrize(
    ("verdict", "facet", "score", "severity"),
    [
        ("conflict", "quantity", 0.75, "error"),
        ("conflict", "quantity", 0.74, "warning"),
        ("conflict", "statement", 0.99, "warning"),
        ("dispute", "quantity", 0.99, "warning"),
        ("update", "quantity", 0.99, "note"),
        ("agreement", "quantity", 0.99, "note"),
    ],
)
def test_a_sure_conflict_of_values_is_an_error(
    verdict: Verdict, facet: FacetName, score: float, severity: Severity
) -> None:
    finding = Finding(
        fingerprint="0" * 16,
        evidence="0" * 16,
        verdict=verdict,
        facet=facet,
        topic="people killed",
        score=score,
        reason="",
        sides=(),
    )
    assert grade(finding) == severity
