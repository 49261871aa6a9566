"""How a report fares against what a careful editor finds: `gold.jsonl` beside a story."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from factcheck.records import Finding, Report, Side

DISAGREEMENTS = ("conflict", "dispute", "update")
LEAST_OVERLAP = 10


class Quote(NamedTuple):
    """A stretch of an article."""

    article: str
    start: int
    end: int


class Score(NamedTuple):
    """Shares of the gold lines found, 0..1, and how many disagreements nobody asked for."""

    found: float
    agreements: float
    alarms: int


def score_story(folder: Path, report: Report) -> Score:
    """Score a report of the story in `folder`.

    A disagreement is found when two sides of one finding hold quotes of two gold
    sides, an agreement when one finding holds its quotes from two articles. A
    finding serves one gold line.
    """
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    wanted = [line for line in gold if line["verdict"] in (*DISAGREEMENTS, "optional")]
    reported = [f for f in report.findings if f.verdict in DISAGREEMENTS]
    pairs = _match(folder, wanted, reported, _are_opposed)
    named = [line for line in wanted if line["verdict"] != "optional"]
    same = [line for line in gold if line["verdict"] == "agreement"]
    agreed = [f for f in report.findings if f.verdict == "agreement"]
    return Score(
        found=sum(line["id"] in pairs for line in named) / max(1, len(named)),
        agreements=len(_match(folder, same, agreed, _are_joined)) / max(1, len(same)),
        alarms=len(reported) - len(pairs),
    )


def _match(folder: Path, gold: list, findings: list[Finding], rule) -> dict[str, str]:  # type: ignore[no-untyped-def, type-arg]
    taken: dict[str, str] = {}
    for line in gold:
        sides = [[_place(folder, quote) for quote in side["quotes"]] for side in line["sides"]]
        for finding in findings:
            if finding.fingerprint not in taken.values() and rule(finding, sides):
                taken[line["id"]] = finding.fingerprint
                break
    return taken


def _place(folder: Path, quote: dict[str, str]) -> Quote:
    text = (folder / "articles" / f"{quote['article']}.txt").read_text(encoding="utf-8")
    start = text.index(quote["text"])
    return Quote(quote["article"], start, start + len(quote["text"]))


def _touches(side: Side, quotes: list[Quote]) -> bool:
    return any(
        claim.article == quote.article
        and min(claim.end, quote.end) - max(claim.start, quote.start)
        >= min(LEAST_OVERLAP, quote.end - quote.start, claim.end - claim.start)
        for claim in side.claims
        for quote in quotes
    )


def _are_opposed(finding: Finding, sides: list[list[Quote]]) -> bool:
    links = [{i for i, gold in enumerate(sides) if _touches(s, gold)} for s in finding.sides]
    return any(
        one != other
        for index, left in enumerate(links)
        for right in links[index + 1 :]
        for one in left
        for other in right
    )


def _are_joined(finding: Finding, sides: list[list[Quote]]) -> bool:
    quotes = [quote for side in sides for quote in side]
    return (
        len({q.article for q in quotes if any(_touches(side, [q]) for side in finding.sides)})
        > 1
    )
