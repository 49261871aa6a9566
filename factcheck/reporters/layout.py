"""Layout: what several formats show, computed once.

Counts, sections, sides and their marks, the matrix of articles and topics, and
how a claim is cut at its deciding words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from factcheck.records import (
    ArticleHead,
    Finding,
    Language,
    Report,
    Side,
    SideClaim,
    Span,
    Verdict,
)
from factcheck.text import BIDI_CONTROLS

LANGUAGES: dict[Language, str] = {"en": "English", "ar": "Arabic"}
_CONTROL = re.compile(
    f"[{''.join(sorted(BIDI_CONTROLS))}\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]"
)
_WHITE_SPACE = re.compile(r"\s+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
_RIGHT_TO_LEFT_RUN = re.compile(
    f"({_RIGHT_TO_LEFT.pattern}(?:[^A-Za-z;]*{_RIGHT_TO_LEFT.pattern})?)"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#\x00-\x1f]+[^\s\x00-\x1f]*", re.IGNORECASE)
_LONGEST_ADDRESS = 2048  # characters
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Section(NamedTuple):
    """One verdict's part of a report: how it is counted, headed and explained to people."""

    verdict: Verdict
    noun: str
    title: str
    meaning: str

    @property
    def anchor(self) -> str:
        """The id that links lead to."""
        return f"{self.verdict}s"


SECTIONS = (
    Section("conflict", "conflict", "Conflicts", "Cannot all be true as published."),
    Section(
        "dispute",
        "dispute",
        "Disputes",
        "Sources contradict each other, and are reported as doing so.",
    ),
    Section(
        "update",
        "update",
        "Updates",
        "A later or better informed report replaces a value; the oldest comes first.",
    ),
    Section(
        "agreement",
        "agreement",
        "Agreements",
        "Told by two articles or more, however worded.",
    ),
    Section(
        "single",
        "fact in one outlet only",
        "What only one outlet has",
        "No other article read tells it; that alone makes it neither true nor false.",
    ),
)
CREED = (
    "factcheck shows, in the articles' own words, where reports agree and where they cannot "
    "all be true. It never says who is right."
)


class Piece(NamedTuple):
    """A stretch of a claim's text; marked when its words decided the finding."""

    text: str
    is_marked: bool


class Cell(NamedTuple):
    """What one article says on one topic: the side's mark ("A", "1" or none) and value."""

    mark: str
    value: str


class MatrixRow(NamedTuple):
    """One topic: for each column the values that the article states, none if silent."""

    finding: Finding
    cells: tuple[tuple[Cell, ...], ...]


class Matrix(NamedTuple):
    """Topics that more than one article tells, against the articles that tell them."""

    columns: tuple[ArticleHead, ...]
    rows: tuple[MatrixRow, ...]


def cut_claim(claim: SideClaim) -> tuple[Piece, ...]:
    """Cut a claim at its highlights; the pieces joined are the claim's text.

    Highlights count in the article: they are clipped to the claim, and those
    that touch or overlap become one.
    """
    pieces: list[Piece] = []
    at = 0
    for start, end in _marks_inside(claim):
        pieces += [Piece(claim.text[at:start], False), Piece(claim.text[start:end], True)]
        at = end
    pieces.append(Piece(claim.text[at:], False))
    return tuple(piece for piece in pieces if piece.text)


def _marks_inside(claim: SideClaim) -> list[Span]:
    merged: list[Span] = []
    for highlight in sorted(claim.highlights):
        start = max(highlight.start, claim.start) - claim.start
        end = min(highlight.end, claim.end) - claim.start
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        elif start < end:
            merged.append(Span(start, end))
    return merged


def count_verdicts(report: Report) -> dict[Verdict, int]:
    """Count the findings of each verdict, zeros included, in the order of `SECTIONS`."""
    counts = Counter(finding.verdict for finding in report.findings)
    return {section.verdict: counts[section.verdict] for section in SECTIONS}


def say_noun(count: int, noun: str) -> str:
    """Put a noun in the number it needs; its first word takes the plural's s."""
    first, space, rest = noun.partition(" ")
    return noun if count == 1 else f"{first}s{space}{rest}"


def say_count(count: int, noun: str) -> str:
    """Say a number with its noun: "1 fact in one outlet only", "2 conflicts"."""
    return f"{count} {say_noun(count, noun)}"


def say_date(day: date | None) -> str:
    """Say a day as "4 August 2016", whatever the locale, or "no date"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else "no date"


def say_scope(report: Report) -> str:
    """Say what was read: articles, outlets, claims, first and last day."""
    outlets = {head.outlet for head in report.articles}
    days = sorted(head.published for head in report.articles if head.published)
    articles = say_count(len(report.articles), "article")
    parts = [
        f"{articles} from {say_count(len(outlets), 'outlet')}",
        say_count(sum(head.claims for head in report.articles), "claim"),
    ]
    if days:
        parts.append(" to ".join(say_date(day) for day in dict.fromkeys((days[0], days[-1]))))
    return ", ".join(parts)


def say_outcome(report: Report) -> str:
    """Say in one sentence what came out."""
    if not any(head.claims for head in report.articles):
        return "Nothing was compared: no claim could be read."
    counts = count_verdicts(report)
    found = [
        say_count(counts[section.verdict], section.noun)
        for section in SECTIONS[:2]
        if counts[section.verdict]
    ]
    return (
        f"{' and '.join(found) or 'No disagreement found'} "
        f"among {say_count(len(report.articles), 'article')}."
    )


def explain_silence(report: Report) -> str:
    """Say what it means that a report shows no conflict and no dispute; "" if it shows one."""
    counts = count_verdicts(report)
    if counts["conflict"] or counts["dispute"]:
        return ""
    if not any(head.claims for head in report.articles):
        return (
            "factcheck reads articles in English and Arabic. What it set aside and what it "
            "could not read is listed in this report, with the reason."
        )
    if len(report.articles) == 1:
        return "One article alone can only be at odds with itself, and this one is not."
    return (
        f"{say_count(counts['agreement'], 'fact')} told by two articles or more, "
        f"{counts['single']} by one outlet only. "
        "What could not be decided is not counted as agreement."
    )


def index_heads(report: Report) -> dict[str, ArticleHead]:
    """Index the report's articles by id."""
    return {head.id: head for head in report.articles}


def list_outlets(side: Side, head_by_id: dict[str, ArticleHead]) -> tuple[str, ...]:
    """List who publishes a side's value, each outlet once, in the order of its claims."""
    return tuple(dict.fromkeys(head_by_id[claim.article].outlet for claim in side.claims))


def list_finding_outlets(
    finding: Finding, head_by_id: dict[str, ArticleHead]
) -> tuple[str, ...]:
    """List who publishes any of a finding's values, each outlet once."""
    outlets = (name for side in finding.sides for name in list_outlets(side, head_by_id))
    return tuple(dict.fromkeys(outlets))


def find_first_day(side: Side, head_by_id: dict[str, ArticleHead]) -> date | None:
    """Find the day a side's value was first published, if any article tells its day."""
    days = (head_by_id[claim.article].published for claim in side.claims)
    return min((day for day in days if day), default=None)


def mark_sides(finding: Finding) -> tuple[str, ...]:
    """Mark a finding's sides: letters where they oppose, numbers where they follow in time."""
    marks = range(1, len(finding.sides) + 1)
    if finding.verdict in ("conflict", "dispute"):
        return tuple(chr(64 + mark) if mark <= 26 else str(mark) for mark in marks)
    if finding.verdict == "update":
        return tuple(str(mark) for mark in marks)
    return ("",) * len(finding.sides)


def group_singles(report: Report) -> dict[str, tuple[Finding, ...]]:
    """Group what only one outlet has by outlet, in the order of the report's articles."""
    head_by_id = index_heads(report)
    grouped: dict[str, list[Finding]] = {head.outlet: [] for head in report.articles}
    for finding in report.with_verdict("single"):
        grouped[list_outlets(finding.sides[0], head_by_id)[0]].append(finding)
    return {outlet: tuple(findings) for outlet, findings in grouped.items() if findings}


def build_matrix(report: Report) -> Matrix:
    """Set topics against articles: who states which value.

    Rows are the conflicts, disputes, updates and agreements in that order;
    columns the articles that state a value in any of them.
    """
    shared = [f for section in SECTIONS[:4] for f in report.with_verdict(section.verdict)]
    cited = {claim.article for f in shared for side in f.sides for claim in side.claims}
    columns = tuple(head for head in report.articles if head.id in cited)
    return Matrix(columns, tuple(_build_row(finding, columns) for finding in shared))


def _build_row(finding: Finding, columns: Iterable[ArticleHead]) -> MatrixRow:
    cells_by_article: dict[str, dict[Cell, None]] = {}
    for mark, side in zip(mark_sides(finding), finding.sides, strict=True):
        for claim in side.claims:
            cells_by_article.setdefault(claim.article, {})[Cell(mark, side.value)] = None
    return MatrixRow(finding, tuple(tuple(cells_by_article.get(h.id, ())) for h in columns))


def find_web_link(url: str | None) -> str | None:
    """Give back an address that may be linked: http or https, short, no control character."""
    if not url or len(url) > _LONGEST_ADDRESS:
        return None
    if not _WEB_ADDRESS.fullmatch(url) or _CONTROL.search(url):
        return None
    return url


def split_controls(text: str) -> list[str]:
    """Split at control characters; every second piece is one control character."""
    return re.split(f"({_CONTROL.pattern})", text)


def name_control(character: str) -> str:
    """Name a character by its code point: "U+202E"."""
    return f"U+{ord(character):04X}"


def reveal_controls(text: str) -> str:
    """Write control characters out ("[U+202E]") and fold white space to single spaces.

    In an article they can make a quotation show as something else, in a
    terminal they run.
    """
    shown = _CONTROL.sub(lambda match: f"[{name_control(match.group())}]", text)
    return _WHITE_SPACE.sub(" ", shown)


def isolate(text: str) -> str:
    """Keep right-to-left words from reordering the line around them.

    Wraps the text in FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE; text
    that holds no right-to-left letter stays as it is.
    """
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def split_right_to_left(sentence: str) -> list[str]:
    """Split an English sentence at Arabic names and values; every second piece is one.

    A sentence such as a finding's reason reads from the left as a whole, so it
    must not be isolated as a whole.
    """
    return _RIGHT_TO_LEFT_RUN.split(sentence)


def isolate_names(sentence: str) -> str:
    """Isolate each Arabic name or value inside an English sentence."""
    return "".join(isolate(piece) for piece in split_right_to_left(sentence))
