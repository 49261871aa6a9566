"""Attribution: who says what in a text.

A sentence at a time, with each quotation as one token, the grammar of the
language finds cues ("said", "denied", "according to", "بحسب"), their sources
and what is said. Between sentences three things hold:

- a quotation without a cue of its own goes on with the last quoted speaker;
- a cue that ends in a colon speaks for the quotation that opens the next paragraph;
- a line that is only a dash and a name signs the quotation before it.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.attribution import Draft, Grammar
from factcheck.attribution.grammars import GRAMMARS
from factcheck.attribution.units import Unit, make_units
from factcheck.quotes import find_quotations
from factcheck.records import Attribution, Language, Span
from factcheck.sentences import split_sentences

_SIGNING = frozenset({"cap", "num", ",", ".", "(", ")"})
_FINAL = frozenset(".?!…")
_LONGEST_SIGNATURE = 9  # tokens


def find_attributions(text: str, language: Language = "en") -> tuple[Attribution, ...]:
    """Find who says what in a paragraph or a whole article, in order of the cues.

    Spans are into `text`. A direct content keeps its quotation marks. A cue
    that only says what was not said ("declined to comment") attributes nothing.
    An attribution inside the content of another is listed too; the innermost
    one that holds a word is the one whose source said it.
    """
    grammar = GRAMMARS[language]
    sentences = split_sentences(text, language)
    units = make_units(text, sentences, find_quotations(text), grammar.word_kind)
    drafts = _Speech(grammar).read(units)
    return tuple(draft.to_attribution() for draft in drafts if draft.content)


class _Speech:
    """Carries the speaker from one sentence to the next."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.drafts: list[Draft] = []
        self.speaking: int | None = None  # the draft that a bare quotation goes on with
        self.turn: int | None = None  # the draft of "RAMI: ...", until the line ends
        self.unsigned: list[Span] = []

    def read(self, units: Iterable[Unit]) -> list[Draft]:
        """Read the units in order and return all drafts."""
        for unit in units:
            if unit.quote is not None:
                self.drafts += self.grammar.attribute_unit(unit)
                continue
            bare = _bare_quotation(unit)
            if bare is not None:
                self._go_on(bare)
            elif not self._sign(unit):
                self._read_sentence(unit)
        return self.drafts

    def _go_on(self, bare: Span) -> None:
        self.unsigned.append(bare)
        if self.speaking is not None:
            last = self.drafts[self.speaking]
            self.drafts[self.speaking] = last._replace(
                content=(*last.content, bare), is_direct=True
            )

    def _sign(self, unit: Unit) -> bool:
        tokens = unit.tokens
        is_signature = (
            unit.opens_line | bool(self.unsigned)
            and 1 < len(tokens) <= _LONGEST_SIGNATURE
            and tokens[0].kind == "-"
            and all(token.kind in _SIGNING for token in tokens[1:])
        )
        if is_signature and self.unsigned and self.speaking is None:
            name = Span(tokens[1].start, tokens[-1].end)
            dash = Span(tokens[0].start, tokens[0].end)
            self.drafts.append(Draft((name,), (dash,), tuple(self.unsigned), is_direct=True))
            self.unsigned = []
        return is_signature

    def _read_sentence(self, unit: Unit) -> None:
        found = self.grammar.attribute_unit(unit)
        self._take_turn(unit, found)
        self.unsigned = []
        self.speaking = None
        for draft in found:
            if draft.is_direct or not draft.content:
                self.speaking = len(self.drafts)
            self.drafts.append(draft)

    def _take_turn(self, unit: Unit, found: list[Draft]) -> None:
        """Let "RAMI: It is over. We won." run to the end of its line."""
        if unit.opens_line:
            is_turn = bool(found) and found[0].is_turn and not unit.closes_line
            self.turn = len(self.drafts) if is_turn else None
        elif self.turn is not None and not found and unit.tokens:
            tokens = unit.tokens
            final = -2 if len(tokens) > 1 and tokens[-1].kind in _FINAL else -1
            span = Span(tokens[0].start, tokens[final].end)
            last = self.drafts[self.turn]
            self.drafts[self.turn] = last._replace(content=(*last.content, span))


def _bare_quotation(unit: Unit) -> Span | None:
    tokens = [token for token in unit.tokens if token.kind not in ".,،"]
    if len(tokens) == 1 and tokens[0].kind == "quote":
        return Span(tokens[0].start, tokens[0].end)
    return None
