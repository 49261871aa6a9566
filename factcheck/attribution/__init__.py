"""Attribution: who says what, one grammar for each language.

A grammar reads one unit (a sentence with each quotation as one token) and
returns its drafts. What runs across sentences (a bare quotation that goes on
with the last speaker) is added in `factcheck.attribute`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from factcheck.attribution.units import KindOf, Unit
from factcheck.records import Attribution, Span, Stance


class Draft(NamedTuple):
    """An attribution of one unit, before quotations that follow are added.

    Without content when it stands in the next paragraph ("Rami wrote:").
    `is_turn` marks the first sentence of a labelled turn ("RAMI: ...").
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    is_direct: bool
    stance: Stance = "affirms"
    via: tuple[Span, ...] = ()
    is_turn: bool = False

    def to_attribution(self) -> Attribution:
        """The draft as a record."""
        return Attribution(
            source=self.source,
            cue=self.cue,
            content=self.content,
            is_direct=self.is_direct,
            stance=self.stance,
            via=self.via,
            is_cue_lone=not self.source,
        )


class Grammar(NamedTuple):
    """What a language gives: the class of a word, and the attributions of a unit."""

    word_kind: KindOf
    attribute_unit: Callable[[Unit], list[Draft]]
