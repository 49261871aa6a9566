"""The nouns: every record that one stage hands to the next.

Records are frozen and compare by content; what differs is a new record. All
offsets are code points into `Article.text`, end excluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    import pandas as pd

FacetName = Literal[
    "designation",
    "quantity",
    "date",
    "place",
    "person",
    "attribution",
    "quotation",
    "status",
    "polarity",
    "role",
    "statement",
]
Language = Literal["en", "ar"]
RelationKind = Literal["agree", "conflict", "unclear"]
SetAsideReason = Literal["furniture", "credit", "teaser", "repeated", "other language"]
Stance = Literal["affirms", "denies", "hedges"]
Verdict = Literal["conflict", "dispute", "update", "agreement", "single"]

VERDICTS: tuple[Verdict, ...] = ("conflict", "dispute", "update", "agreement", "single")


class Span(NamedTuple):
    """A stretch of a text: `text[start:end]`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Move the span by `by` characters."""
        return Span(self.start + by, self.end + by)


class Record(BaseModel):
    """What every record has in common: frozen, closed, compared by content."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Paragraph(Record):
    """One paragraph of an article; set aside when no claim may be read from it."""

    start: int
    end: int
    language: Language
    is_title: bool = False
    set_aside: SetAsideReason | None = None
    note: str = Field(default="", description="why it was set aside, in words for people")

    @property
    def span(self) -> Span:
        """The paragraph's place in `Article.text`."""
        return Span(self.start, self.end)


class Article(Record):
    """One published text.

    For a `.txt` file `text` is the whole decoded file, header lines included;
    `paragraphs` says which of its parts are title, body or set aside.
    """

    id: str
    path: str
    outlet: str
    language: Language
    text: str
    paragraphs: tuple[Paragraph, ...]
    url: str | None = None
    published: date | None = None
    published_at: datetime | None = Field(
        default=None, description="when the hour is known too"
    )
    title: str | None = None
    line: int = Field(default=1, description="line of its file on which it begins")


class Attribution(Record):
    """Who says what, as spans: source, cue and content may each be split in parts."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    is_direct: bool = Field(description="the content stands in quotation marks")
    stance: Stance = "affirms"
    via: tuple[Span, ...] = ()
    is_cue_lone: bool = Field(default=False, description="no source is named in the sentence")


class Claim(Record):
    """One assertion: `text` verbatim for people, `reading` resolved for comparing.

    `anchor` is the day that relative words ("Tuesday", "yesterday") count from.
    """

    id: str
    article: str
    outlet: str
    language: Language
    start: int
    end: int
    text: str
    reading: str
    sentence: Span
    source: str | None = None
    is_person: bool = Field(default=False, description="the source is one named person")
    via: str | None = None
    cue: str | None = None
    stance: Stance = "affirms"
    quoted: bool = False
    is_title: bool = False
    anchor: date | None = None
    contrasts: str | None = Field(default=None, description='id of the claim before a "but"')

    @property
    def span(self) -> Span:
        """The claim's place in `Article.text`."""
        return Span(self.start, self.end)


class Slot(Record):
    """What a value is a value of: the thing counted, named or dated.

    `key` is compared by code ("people killed"), `words` are the content words
    that say which one ("bus", "hass"), `topic` is for people. `is_bare` marks a
    key that names a unit only ("percent"), of which an article holds many.
    """

    key: str
    words: tuple[str, ...] = ()
    topic: str = ""
    is_bare: bool = False


class Mention(Record):
    """The words of a claim that name a value; `start` and `end` into `Article.text`.

    `value` is the facet's own frozen record; only that facet looks inside.
    """

    facet: FacetName
    start: int
    end: int
    text: str
    value: Any
    slot: Slot

    @property
    def span(self) -> Span:
        """The mention's place in `Article.text`."""
        return Span(self.start, self.end)


class Profile(Record):
    """A claim with what it is about and what it states, ready to be paired.

    `names` are keys that are equal across spellings and scripts,
    `possible_names` those of words that may be names, `concepts` its
    content words in neither language's spelling, `topic_text` its words without
    the values it states: what is embedded, so that outlets which disagree on a
    value still meet.
    """

    claim: Claim
    sentence: str
    mentions: tuple[Mention, ...]
    names: frozenset[str]
    possible_names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    concepts: frozenset[str]
    topic_text: str

    def mentions_of(self, facet: FacetName) -> tuple[Mention, ...]:
        """The mentions of one facet, in text order."""
        return tuple(mention for mention in self.mentions if mention.facet == facet)


class Comparison(Record):
    """What a facet says of two values of one slot, and why, in words for people.

    `score` is how sure the facet is, 0..1. `refines` marks an agreement in
    which one value lies inside the other ("March 2011" in "2011").
    """

    kind: RelationKind
    reason: str
    score: float = 1.0
    refines: bool = False


class CandidatePair(Record):
    """Two claims worth comparing, with the block keys they share."""

    left: str
    right: str
    keys: tuple[str, ...]


class Gate(Record):
    """The event gate's answer: do two claims speak of the same event?"""

    is_open: bool
    score: float
    reasons: tuple[str, ...]


class Alignment(Record):
    """A candidate pair that may be about the same fact; its gate may yet be closed."""

    left: str
    right: str
    is_one_language: bool = True
    similarity: float = Field(description="cosine of topics; between languages see `align`")
    wording: float = Field(description="fuzzy similarity of the words, 0..1")
    gate: Gate


class NliScores(Record):
    """An NLI model's probabilities for one direction; they sum to 1."""

    entailment: float
    neutral: float
    contradiction: float


class Relation(Record):
    """What is said of one pair of claims in one slot, with its reasons."""

    left: str
    right: str
    facet: FacetName
    kind: RelationKind
    slot: Slot
    reason: str
    score: float
    left_value: str
    right_value: str
    left_highlights: tuple[Span, ...] = ()
    right_highlights: tuple[Span, ...] = ()
    left_world: str = Field(default="", description="the left value as a set, in words")
    right_world: str = ""
    support: float = Field(default=1.0, description="how surely both fill one slot, 0..1")
    refines: bool = False
    forward: NliScores | None = Field(default=None, description="left as premise")
    backward: NliScores | None = Field(default=None, description="right as premise")
    alignment: Alignment | None = None


class SideClaim(Record):
    """A claim as a finding shows it, with the deciding words marked."""

    id: str
    article: str
    start: int
    end: int
    text: str
    reading: str
    highlights: tuple[Span, ...]
    source: str | None
    via: str | None
    quoted: bool
    before: str = Field(default="", description="the sentence up to the claim")
    after: str = Field(default="", description="the sentence after the claim")


class Side(Record):
    """One value of a finding and the claims that state it."""

    value: str
    claims: tuple[SideClaim, ...]


class Finding(Record):
    """One slot, its competing or shared values, and the verdict."""

    fingerprint: str
    evidence: str
    verdict: Verdict
    facet: FacetName
    topic: str
    score: float
    reason: str
    sides: tuple[Side, ...]
    relations: tuple[Relation, ...] = Field(default=(), exclude=True)


class SetAside(Record):
    """A paragraph from which no claim was read, and why."""

    article: str
    start: int
    end: int
    text: str
    reason: SetAsideReason
    note: str


class Fault(Record):
    """One thing that could not be read: where, what, and the cure."""

    place: str
    message: str
    cure: str = ""
    excerpt: str = ""


class ModelNames(Record):
    """Which models a report was made with."""

    embedder: str
    nli: str


class ArticleHead(Record):
    """An article as a report lists it: all but its text."""

    id: str
    path: str
    outlet: str
    language: Language
    published: date | None
    title: str | None
    url: str | None = None
    claims: int = 0


class Report(Record):
    """All that was found in one story; `report.json` is this record."""

    format: Literal[1] = 1
    story: str
    models: ModelNames
    articles: tuple[ArticleHead, ...]
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()
    faults: tuple[Fault, ...] = ()

    def with_verdict(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings of one verdict, in report order."""
        return tuple(finding for finding in self.findings if finding.verdict == verdict)

    def to_frame(self) -> pd.DataFrame:
        """One row a claim of a finding, for notebooks.

        Columns: fingerprint, verdict, facet, topic, score, side, value, article,
        outlet, published, source, via, quoted, text. `side` counts from 0.
        """
        import pandas as pd

        return pd.DataFrame(_frame_rows(self.findings, self.articles), columns=FRAME_COLUMNS)


FRAME_COLUMNS = (
    "fingerprint verdict facet topic score"
    " side value article outlet published source via quoted text"
).split()
_FINDING_COLUMNS, _CLAIM_COLUMNS = FRAME_COLUMNS[:5], FRAME_COLUMNS[10:]


def _frame_rows(
    findings: Sequence[Finding], articles: Sequence[ArticleHead]
) -> list[tuple[object, ...]]:
    head_by_id = {head.id: head for head in articles}
    return [
        (
            *(getattr(finding, column) for column in _FINDING_COLUMNS),
            *(index, side.value, claim.article),
            *(head_by_id[claim.article].outlet, head_by_id[claim.article].published),
            *(getattr(claim, column) for column in _CLAIM_COLUMNS),
        )
        for finding in findings
        for index, side in enumerate(finding.sides)
        for claim in side.claims
    ]
