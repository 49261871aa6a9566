"""Calibrating: tiny stories with gold in, thresholds with their figures out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.calibration import Thresholds, load_thresholds, read_thresholds
from factcheck.errors import UserError
from factcheck.records import ModelNames
from factcheck.training import calibrate
from factcheck.training.benches import build_statement_bench, build_value_bench, list_stories
from factcheck.training.calibrate import calibrate_stories, fit_thresholds, score_stories
from factcheck.training.fitting import Counts, Outcome
from factcheck.training.gold import Score
from factcheck.training.trials import (
    Trial,
    read_trials,
    report_findings,
)
from tests.fakes import TableNli, WordEmbedder

HEADER = "Outlet: {0}\nPublished: 2024-05-14\n\n"
POST = "The blaze at the Harlow mill killed {0} people."
ECHO = "The blaze at the old Harlow mill killed 19 people."
CALM = "The road beside the Harlow mill is safe for drivers of heavy lorries"
DANGER = "The road beside the Harlow mill is deadly for drivers of heavy lorries"
MODELS = ModelNames(embedder="fake-words", nli="fake-table")


def write_story(folder: Path, *, is_twinned: bool = False) -> Path:
    """A story of two outlets that differ in a toll and in how safe a road is."""
    texts = {
        "articles/post-1": f"{POST.format(12)}\n\n{CALM}.",
        "articles/echo-1": f"{ECHO}\n\n{DANGER}.",
    }
    if is_twinned:
        texts["clean/post-1"] = f"{POST.format(19)}\n\n{CALM}."
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        outlet = path.stem.split("-")[0].title()
        path.write_text(HEADER.format(outlet) + text + "\n", encoding="utf-8")
    toll = make_line("g1", "quantity", "killed 12 people", "killed 19 people")
    road = make_line("g2", "statement", CALM, DANGER)
    lines = [toll | {"planted": is_twinned}, road]
    gold = "\n".join(json.dumps(line) for line in lines)
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    return folder


def make_line(identity: str, facet: str, post: str, echo: str) -> dict[str, object]:
    return {
        "id": identity,
        "verdict": "conflict",
        "facet": facet,
        "sides": [
            {"value": "post", "quotes": [{"article": "post-1", "text": post}]},
            {"value": "echo", "quotes": [{"article": "echo-1", "text": echo}]},
        ],
    }


def contradicting_nli() -> TableNli:
    no = (0.01, 0.02, 0.97)
    return TableNli({(CALM, DANGER): no, (DANGER, CALM): no})


def read(folder: Path) -> list[Trial]:
    return list(read_trials(folder, WordEmbedder(), contradicting_nli()))


def test_a_story_with_clean_articles_is_read_twice_and_its_twin_has_no_planted_gold(
    tmp_path: Path,
) -> None:
    story, twin = read(write_story(tmp_path / "mill", is_twinned=True))
    assert (story.is_twin, twin.is_twin) == (False, True)
    assert [line.id for line in story.gold] == ["g1", "g2"]
    assert [line.id for line in twin.gold] == ["g2"]
    assert {c.relation.kind for c in story.values if c.relation.facet == "quantity"} == {
        "conflict"
    }
    assert {c.relation.kind for c in twin.values if c.relation.facet == "quantity"} == {"agree"}


@pytest.mark.parametrize("missing", ["gold.jsonl", "articles"])
def test_a_folder_that_is_no_development_story_is_refused(tmp_path: Path, missing: str) -> None:
    folder = write_story(tmp_path / "mill")
    (folder / missing).rename(tmp_path / "elsewhere")
    with pytest.raises(UserError, match=r"articles/\*.txt and gold.jsonl"):
        read(folder)


def test_findings_are_counted_once_in_a_story_and_its_twin(tmp_path: Path) -> None:
    stories = list_stories(read(write_story(tmp_path / "mill", is_twinned=True)))
    bench = build_value_bench(stories, "quantity", ["en-en"])
    floors = load_thresholds().floors("quantity", "en-en")
    lax = floors.model_copy(update={"agree": 0.0, "conflict": 0.0})
    strict = floors.model_copy(update={"agree": 1.0, "conflict": 1.0})
    assert bench.outcomes(lax) == [
        Outcome(
            agree=Counts(unlisted=1),
            conflict=Counts(gold=1, found=1, right=1),
        )
    ]
    assert bench.outcomes(strict)[0].conflict == Counts(gold=1)
    assert build_value_bench(stories, "quantity", ["ar-en"]).outcomes(lax) == [Outcome()]


def test_statements_are_judged_by_the_models_probabilities(tmp_path: Path) -> None:
    stories = list_stories(read(write_story(tmp_path / "mill")))
    thresholds = load_thresholds()
    bench = build_statement_bench(stories, ["en-en"], thresholds)
    floors = thresholds.statement_floors("en-en")
    near = floors.model_copy(update={"paraphrase": 0.0, "contradiction": 0.9})
    sure = near.model_copy(update={"contradiction": 0.99})
    assert bench.outcomes(near)[0].conflict == Counts(gold=2, found=1, right=1)
    assert bench.outcomes(sure)[0].conflict == Counts(gold=2)


def many_stories(tmp_path: Path) -> list[Path]:
    return [write_story(tmp_path / f"mill-{number}") for number in range(9)]


def test_the_order_of_the_stories_changes_nothing(tmp_path: Path) -> None:
    trials = [trial for folder in many_stories(tmp_path) for trial in read(folder)]
    one, other = (
        fit_thresholds(list_stories(order), load_thresholds(), MODELS)
        for order in (trials, trials[::-1])
    )
    assert one == other
    assert one.fitted.models == MODELS
    assert one.fitted.stories == {tmp_path.name: 9}
    assert len(one.held_out) == 9


def test_a_row_says_what_its_thresholds_find(tmp_path: Path) -> None:
    stories = list_stories([t for folder in many_stories(tmp_path) for t in read(folder)])
    fitted = fit_thresholds(stories, load_thresholds(), MODELS).fitted
    figures = fitted.row("quantity", "en-en").conflict
    assert figures is not None
    assert (figures.gold, figures.found, figures.wrong, figures.held_out_found) == (9, 9, 0, 9)


def test_the_whole_program_is_scored_with_each_storys_own_thresholds(tmp_path: Path) -> None:
    story = read(write_story(tmp_path / "mill", is_twinned=True))
    present = load_thresholds()
    strict = raise_floors(present)
    nli = contradicting_nli()
    scores = score_stories([story], nli, {"old": [present], "new": [strict]})
    assert scores["old"]["mill"] == Score(disagreements=2, found=2, right=2, typed=2)
    assert scores["old"]["mill, twins"].alarms == 0
    assert scores["new"]["mill"].found == 0
    assert len(report_findings(story[0], nli, strict)) > 0


def raise_floors(thresholds: Thresholds) -> Thresholds:
    rows = [
        row.model_copy(
            update={
                "floors": row.floors.model_copy(update=dict.fromkeys(dict(row.floors), 1.0))
            }
        )
        for row in thresholds.rows
    ]
    return thresholds.model_copy(update={"rows": tuple(rows)})


def test_the_file_is_written_unless_it_is_a_dry_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = list_stories(read(write_story(tmp_path / "mill")))
    target = tmp_path / "thresholds.json"
    calibrate_stories(stories, WordEmbedder(), contradicting_nli(), None)
    assert not target.exists()
    calibrate_stories(stories, WordEmbedder(), contradicting_nli(), target)
    written = read_thresholds(target.read_text(encoding="utf-8"))
    assert written.models == MODELS
    out = capsys.readouterr().out
    for words in ("| quantity | en-en |", "held out", "| old |", "| new |"):
        assert words in out


def test_the_thresholds_of_the_package_are_what_is_written() -> None:
    assert calibrate.TARGET.read_text(encoding="utf-8")
    assert read_thresholds(calibrate.TARGET.read_text(encoding="utf-8")) == load_thresholds()
