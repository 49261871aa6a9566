"""Facets: the ways in which two claims can agree or differ.

A value is the set of worlds its words allow. Two values of one slot conflict
when their sets do not meet; a value inside another refines it. Each module
finds the mentions of one facet in a claim and compares two of them; how a
value is found and how it is compared change together, so they live together.
"""

from __future__ import annotations

from typing import Literal, Protocol

from factcheck.records import Claim, Comparison, FacetName, Mention, Record

SlotKind = Literal["single", "list"]


class Facet(Protocol):
    """Finds the values of one facet in a claim and compares two of them."""

    name: FacetName
    slot_kind: SlotKind
    value_type: type[Record]  # what `Mention.value` is

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the mentions in `claim.text`, in order, none overlapping another.

        Spans are into `Article.text`, so a mention found at `i` of `claim.text`
        starts at `claim.start + i`. Relative days count from `claim.anchor`.
        """

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two values of one slot; swapping them gives the same kind.

        agree: the sets meet; conflict: they do not; unclear: the words do not
        say enough. The reason is one line for people, without the outlets' names.
        """

    def describe(self, mention: Mention) -> str:
        """Spell the value as a set of worlds ("2011-03-01 .. 2011-03-31"), for `explain`."""

    def label(self, mention: Mention) -> str:
        """Name the value for people, the same for every spelling ("Tu-22M3")."""
