from __future__ import annotations

import pytest

from factcheck.facets.attribution import AttributionFacet
from factcheck.records import Claim
from tests.make import make_claim

FACET = AttributionFacet()
WORDS = "The bridge will be open to all lorries before the first snow"


def quote(source: str | None, text: str = WORDS, **changes: object) -> Claim:
    return make_claim(text, **{"source": source, "is_person": True, "quoted": True, **changes})


COMPARED = [
    ("Kyra Dell", "Kyra Dell", "agree"),
    ("Mayor Kyra Dell", "Dell", "agree"),
    ("Ali Shamkhani", "علي شمخاني", "agree"),
    ("Kyra Dell", "Omar Nasri", "conflict"),
    ("Ali Shamkhani", "علي لاريجاني", "conflict"),
    ("Hassan Larijani", "علي شمخاني", "conflict"),
]


@pytest.mark.parametrize(("left", "right", "kind"), COMPARED)
def test_speakers_are_compared_by_name_in_any_script(left: str, right: str, kind: str) -> None:
    (one,), (other,) = FACET.find(quote(left)), FACET.find(quote(right))
    assert FACET.compare(one, other).kind == kind
    assert FACET.compare(other, one).kind == kind


@pytest.mark.parametrize(
    "claim",
    [
        quote(None),
        quote("officials", is_person=False),
        quote("Kyra Dell", quoted=False),
        quote("Kyra Dell", "We are open"),
    ],
)
def test_without_a_named_speaker_of_a_longer_quotation_there_is_nothing_to_compare(
    claim: Claim,
) -> None:
    assert FACET.find(claim) == ()


def test_the_mention_is_the_whole_quotation() -> None:
    (mention,) = FACET.find(quote("Kyra Dell", start=10))
    assert (mention.start, mention.end, FACET.label(mention)) == (
        10,
        10 + len(WORDS),
        "Kyra Dell",
    )
