"""Attribution: who is quoted as saying it.

One sentence between quotation marks has one speaker, so two outlets that print
the same words under two names cannot both be right. Speakers are compared by
surname, in any script; a source that is no named person ("officials", "the
White House") leaves every name possible. Which agency a quotation came through is provenance
and is not compared.
"""

from __future__ import annotations

from typing import Literal

from factcheck.names import name_key
from factcheck.records import Claim, Comparison, FacetName, Mention, Record, Slot
from factcheck.words import find_content_words

_FEWEST_WORDS = 5


class Speaker(Record):
    """Who says it: the source as people read it, and the keys of its names."""

    source: str
    keys: tuple[str, ...]


class AttributionFacet:
    """Finds the speaker of a verbatim quotation."""

    name: FacetName = "attribution"
    slot_kind: Literal["single", "list"] = "single"

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the named speaker of a quoted claim; the mention is the whole claim."""
        if not (claim.quoted and claim.source and claim.is_person):
            return ()
        keys = tuple(sorted({name_key(part) for part in _name_parts(claim.source)} - {""}))
        words = find_content_words(claim.text, claim.language)
        if not keys or len(words) < _FEWEST_WORDS:
            return ()
        return (
            Mention(
                facet="attribution",
                start=claim.start,
                end=claim.end,
                text=claim.text,
                value=Speaker(source=claim.source, keys=keys),
                slot=Slot(
                    key="said",
                    words=tuple(sorted({word.stem for word in words})),
                    topic="who said: " + " ".join(claim.text.split()[:8]) + " …",
                ),
            ),
        )

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two speakers: agree when they share a name."""
        one, other = left.value, right.value
        if set(one.keys) & set(other.keys):
            return Comparison(kind="agree", reason=f"both quote {one.source}", score=0.9)
        reason = f"{one.source} against {other.source}"
        return Comparison(kind="conflict", reason=reason, score=0.9)

    def describe(self, mention: Mention) -> str:
        """Spell the speaker's name keys."""
        return "{" + ", ".join(mention.value.keys) + "}"

    def label(self, mention: Mention) -> str:
        """Name the speaker."""
        return str(mention.value.source)


def _name_parts(source: str) -> list[str]:
    """The words of a source that are written as names: capitalised, or Arabic."""
    return [word for word in source.split() if word[:1].isupper() or not word.isascii()]
