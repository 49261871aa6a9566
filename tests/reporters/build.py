"""Builders for what a report holds; deciding words are written in ⟦brackets⟧."""

from __future__ import annotations

import hashlib
import re

from factcheck.records import FacetName, Finding, Side, SideClaim, Span, Verdict


def make_side_claim(
    article: str,
    marked: str,
    *,
    start: int = 100,
    reading: str | None = None,
    **changes: object,
) -> SideClaim:
    """A claim whose deciding words stand in ⟦brackets⟧."""
    text = re.sub("[⟦⟧]", "", marked)
    opened = [m.start() - 2 * i for i, m in enumerate(re.finditer("⟦", marked))]
    closed = [m.start() - 2 * i - 1 for i, m in enumerate(re.finditer("⟧", marked))]
    fields: dict[str, object] = {
        "id": f"{article}:{start}-{start + len(text)}",
        "article": article,
        "start": start,
        "end": start + len(text),
        "text": text,
        "reading": reading or text,
        "highlights": tuple(
            Span(start + a, start + b) for a, b in zip(opened, closed, strict=True)
        ),
        "source": None,
        "via": None,
        "quoted": False,
    }
    return SideClaim.model_validate({**fields, **changes})


def make_finding(
    verdict: Verdict,
    facet: FacetName,
    topic: str,
    *sides: tuple[str, list[SideClaim]],
    reason: str = "told by two articles",
    score: float = 0.9,
) -> Finding:
    """A finding whose fingerprint hangs on verdict, facet and topic."""
    return Finding(
        fingerprint=_digest(f"{verdict} {facet} {topic}"),
        evidence=_digest(f"evidence {verdict} {facet} {topic}"),
        verdict=verdict,
        facet=facet,
        topic=topic,
        score=score,
        reason=reason,
        sides=tuple(Side(value=value, claims=tuple(claims)) for value, claims in sides),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
