"""The quantity facet's own answer on pairs of inference: does every number follow?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from factcheck.facets.registry import FACETS
from factcheck.records import Claim, Mention, Span
from factcheck.text import is_arabic
from factcheck.training.measure.scores import Floats


def answer_by_quantities(pairs: Sequence[tuple[str, str]]) -> Floats:
    """Return shares as an NLI model would: entailment where every number of the hypothesis
    agrees with one of the premise, contradiction where one conflicts, else neutral."""
    return np.eye(3)[[_answer(premise, hypothesis) for premise, hypothesis in pairs]]


def _answer(premise: str, hypothesis: str) -> int:
    facet = FACETS["quantity"]
    said = _find_quantities(premise)
    kinds = [
        {facet.compare(one, wanted).kind for one in said}
        for wanted in _find_quantities(hypothesis)
    ]
    if all("agree" in found for found in kinds):
        return 0
    return 2 if any("conflict" in found for found in kinds) else 1


def _find_quantities(text: str) -> tuple[Mention, ...]:
    claim = Claim(
        id="pair:0",
        article="pair",
        outlet="",
        language="ar" if is_arabic(text) else "en",
        start=0,
        end=len(text),
        text=text,
        reading=text,
        sentence=Span(0, len(text)),
    )
    return FACETS["quantity"].find(claim)
