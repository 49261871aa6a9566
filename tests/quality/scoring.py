"""How a report fares against what a careful editor finds: `gold.jsonl` beside a story."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from factcheck.readers import read_story
from factcheck.records import Report
from factcheck.training.gold import read_gold, score_findings


class Score(NamedTuple):
    """Shares of the gold lines found, 0..1, and how many disagreements nobody asked for."""

    found: float
    agreements: float
    alarms: int


def score_story(folder: Path, report: Report) -> Score:
    """Score a report of the story in `folder`; see `gold.score_findings`."""
    text_by_article = {article.id: article.text for article in read_story(folder).articles}
    score = score_findings(report.findings, read_gold(folder, text_by_article))
    return Score(
        found=score.found / max(1, score.disagreements),
        agreements=score.agreements_found / max(1, score.agreements),
        alarms=score.alarms,
    )
