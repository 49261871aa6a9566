"""Quality as a gate: what the example stories and sentence pairs must show.

A floor may rise; lowering one is a decision and says why in its commit.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from factcheck import check_story
from factcheck.models import LABELS, load_nli
from tests.quality.scoring import score_story

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent.parent / "seeds"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FLOORS["stories"])
def test_an_example_story_stays_above_its_floors(name: str) -> None:
    floors = FLOORS["stories"][name]
    score = score_story(SEEDS / name, check_story(SEEDS / name))
    assert score.found >= floors["found"]
    assert score.agreements >= floors["agreements"]
    assert score.alarms <= floors["alarms_at_most"]


def test_the_embedded_model_judges_plain_pairs() -> None:
    with (HERE / "pairs.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    scores = load_nli().probabilities([(row["premise"], row["hypothesis"]) for row in rows])
    right = [
        LABELS[score.argmax()] == row["label"] for score, row in zip(scores, rows, strict=True)
    ]
    assert sum(right) / len(right) >= FLOORS["nli"]["pairs"]
