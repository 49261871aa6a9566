"""Attribution: who is quoted as saying it.

One sentence between quotation marks has one speaker, so two outlets that print
the same words under two names cannot both be right. Speakers are compared by name, a
surname with a full name too, in any script; a source that is no named person
("officials", "the White House") leaves every name possible. Which agency a quotation
came through is provenance and is not compared.
"""

from __future__ import annotations

from typing import Literal

from factcheck.records import Claim, Comparison, FacetName, Mention, Record, Slot
from factcheck.transliteration import is_same_name, match_words, split_name
from factcheck.words import find_content_words

_FEWEST_WORDS = 5
_SURELY_OTHER = 0.1


class Speaker(Record):
    """Who says it: the source as people read it, and the words of its name as compared."""

    source: str
    words: tuple[str, ...]


class AttributionFacet:
    """Finds the speaker of a verbatim quotation."""

    name: FacetName = "attribution"
    slot_kind: Literal["single", "list"] = "single"
    value_type: type[Record] = Speaker

    def find(self, claim: Claim) -> tuple[Mention, ...]:
        """Find the named speaker of a quoted claim; the mention is the whole claim."""
        if not (claim.quoted and claim.source and claim.is_person):
            return ()
        name = split_name(" ".join(_name_parts(claim.source)))
        words = find_content_words(claim.text, claim.language)
        if not name or len(words) < _FEWEST_WORDS:
            return ()
        return (
            Mention(
                facet="attribution",
                start=claim.start,
                end=claim.end,
                text=claim.text,
                value=Speaker(source=claim.source, words=name),
                slot=Slot(
                    key="said",
                    words=tuple(sorted({word.stem for word in words})),
                    topic="who said: " + " ".join(claim.text.split()[:8]) + " …",
                ),
            ),
        )

    def compare(self, left: Mention, right: Mention) -> Comparison:
        """Compare two speakers: one name, or two that share no surname.

        "Prince Mohammed" may be "Mohammed bin Salman", and a first word a title: where
        one's last word is any word of the other, nothing is sure.
        """
        one, other = left.value, right.value
        if is_same_name(" ".join(one.words), " ".join(other.words)):
            return Comparison(kind="agree", reason=f"both quote {one.source}", score=0.9)
        reason = f"{one.source} against {other.source}"
        lasts = [(one.words[-1], word) for word in other.words]
        lasts += [(other.words[-1], word) for word in one.words]
        is_other = all(match_words(*pair) < _SURELY_OTHER for pair in lasts)
        return Comparison(kind="conflict" if is_other else "unclear", reason=reason, score=0.9)

    def describe(self, mention: Mention) -> str:
        """Spell the words of the speaker's name."""
        return "{" + ", ".join(mention.value.words) + "}"

    def label(self, mention: Mention) -> str:
        """Name the speaker."""
        return str(mention.value.source)


def _name_parts(source: str) -> list[str]:
    """The words of a source that are written as names: capitalised, or Arabic."""
    return [word for word in source.split() if word[:1].isupper() or not word.isascii()]
