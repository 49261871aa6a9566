"""Gold: what a careful editor finds in a story, and how a report fares against it.

`gold.jsonl` beside a story's articles holds one expected finding a line:

    {"id": "g1", "verdict": "conflict", "facet": "quantity", "sides": [
      {"value": "12", "quotes": [{"article": "post-1", "text": "killed 12 people"}]},
      {"value": "19", "quotes": [{"article": "echo-1", "text": "19 were killed"}]}]}

Verdict "none" marks a trap, where reporting a disagreement is wrong, and
"optional" what may be reported or not. A line with `"planted": true` is true
of the edited articles only, and not of their twins under `clean/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from factcheck.records import FacetName, Finding, Span

DISAGREEMENTS = ("conflict", "update", "dispute")
LEAST_OVERLAP = 10


class Place(NamedTuple):
    """A stretch of an article."""

    article: str
    span: Span

    def touches(self, other: Place) -> bool:
        """Tell whether two places share ten characters, or the whole of the shorter one."""
        shared = min(self.span.end, other.span.end) - max(self.span.start, other.span.start)
        shortest = min(self.span.end - self.span.start, other.span.end - other.span.start)
        return self.article == other.article and shared >= min(LEAST_OVERLAP, shortest)


Places = tuple[Place, ...]


class GoldLine(NamedTuple):
    """One expected finding; a side holds the places of the quotes with one value."""

    id: str
    verdict: str
    facet: FacetName
    sides: tuple[Places, ...]
    is_planted: bool = False

    @property
    def is_disagreement(self) -> bool:
        """Tell whether a report should set its sides against each other."""
        return self.verdict in DISAGREEMENTS


class Score(NamedTuple):
    """How a report fares: counts of gold lines, and of findings nobody asked for.

    `found`, `right` and `typed` are gold disagreements that a reported one meets:
    with any verdict, with its own, with its own verdict and facet.
    """

    disagreements: int = 0
    found: int = 0
    right: int = 0
    typed: int = 0
    agreements: int = 0
    agreements_found: int = 0
    agreements_wrong: int = 0
    traps: int = 0
    traps_sprung: int = 0
    alarms: int = 0


def read_gold(folder: Path, text_by_article: Mapping[str, str]) -> list[GoldLine]:
    """Read the gold lines of the story in `folder`; a quote stands wherever its text does."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [_read_line(json.loads(line), text_by_article) for line in lines if line.strip()]


def _read_line(fields: Mapping[str, Any], text_by_article: Mapping[str, str]) -> GoldLine:
    sides = (
        tuple(
            Place(quote["article"], span)
            for quote in side["quotes"]
            for span in find_text(text_by_article.get(quote["article"], ""), quote["text"])
        )
        for side in fields["sides"]
    )
    return GoldLine(
        id=fields["id"],
        verdict=fields["verdict"],
        facet=fields["facet"],
        sides=tuple(sides),
        is_planted=fields.get("planted", False),
    )


def find_text(text: str, part: str) -> list[Span]:
    """Find every occurrence of `part`, overlapping ones too."""
    spans, start = [], text.find(part)
    while part and start >= 0:
        spans.append(Span(start, start + len(part)))
        start = text.find(part, start + 1)
    return spans


def are_opposed(sides: Iterable[Places], gold: GoldLine) -> bool:
    """Tell whether two different sides touch two different sides of a gold line."""
    links = [
        {index for index, quotes in enumerate(gold.sides) if _touch(side, quotes)}
        for side in sides
    ]
    return any(
        one != other
        for index, left in enumerate(links)
        for right in links[index + 1 :]
        for one in left
        for other in right
    )


def are_joined(sides: Iterable[Places], gold: GoldLine) -> bool:
    """Tell whether the claims touch quotes of a gold line in two articles."""
    claims = tuple(place for side in sides for place in side)
    quotes = (quote for side in gold.sides for quote in side)
    return len({quote.article for quote in quotes if _touch(claims, (quote,))}) > 1


def _touch(places: Places, quotes: Places) -> bool:
    return any(place.touches(quote) for place in places for quote in quotes)


def score_findings(findings: Sequence[Finding], gold: Sequence[GoldLine]) -> Score:
    """Match findings with gold lines one to one, same verdict and facet first, and count."""
    reported = [finding for finding in findings if finding.verdict in DISAGREEMENTS]
    agreed = [finding for finding in findings if finding.verdict == "agreement"]
    wanted = [line for line in gold if line.is_disagreement]
    same = [line for line in gold if line.verdict == "agreement"]
    traps = [line for line in gold if line.verdict == "none"]
    pairs = _match(reported, wanted, are_opposed)
    taken = {finding.fingerprint for _, finding in pairs}
    rest = [finding for finding in reported if finding.fingerprint not in taken]
    spare = _match(rest, [line for line in gold if line.verdict == "optional"], are_opposed)
    right = [(line, finding) for line, finding in pairs if line.verdict == finding.verdict]
    return Score(
        disagreements=len(wanted),
        found=len(pairs),
        right=len(right),
        typed=sum(line.facet == finding.facet for line, finding in right),
        agreements=len(same),
        agreements_found=len(_match(agreed, same, are_joined)),
        agreements_wrong=sum(_joins_rivals(finding, wanted) for finding in agreed),
        traps=len(traps),
        traps_sprung=sum(
            any(are_opposed(_place_sides(finding), line) for finding in reported)
            for line in traps
        ),
        alarms=len(rest) - len(spare),
    )


def add_scores(scores: Iterable[Score]) -> Score:
    """Add scores count by count."""
    return Score(*(sum(counts) for counts in zip(Score(), *scores, strict=True)))


def _match(
    findings: Sequence[Finding],
    gold: Sequence[GoldLine],
    fits: Callable[[Iterable[Places], GoldLine], bool],
) -> list[tuple[GoldLine, Finding]]:
    placed = [_place_sides(finding) for finding in findings]
    options = sorted(
        (
            -2 * (findings[f].verdict == gold[g].verdict)
            - (findings[f].facet == gold[g].facet),
            g,
            f,
        )
        for g in range(len(gold))
        for f in range(len(findings))
        if fits(placed[f], gold[g])
    )
    finding_by_line: dict[int, int] = {}
    for _, line, finding in options:
        if line not in finding_by_line and finding not in finding_by_line.values():
            finding_by_line[line] = finding
    return [(gold[line], findings[f]) for line, f in finding_by_line.items()]


def _place_sides(finding: Finding) -> list[Places]:
    return [
        tuple(Place(claim.article, Span(claim.start, claim.end)) for claim in side.claims)
        for side in finding.sides
    ]


def _joins_rivals(finding: Finding, wanted: Iterable[GoldLine]) -> bool:
    claims = [(place,) for side in _place_sides(finding) for place in side]
    return any(line.facet == finding.facet and are_opposed(claims, line) for line in wanted)
