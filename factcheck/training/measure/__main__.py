"""Measure the embedded models and note the figures beside the weights.

    python -m factcheck.training.measure DATA_FOLDER [--fit] [--write]

Prints every figure of the model card. With `--fit`, one temperature is fitted first for
each mix of languages, on every second row of some of the sets, and written into the NLI
model's card; calibration is only ever reported on the other rows. With `--write`, the
figures are written to `factcheck/models/weights/figures.json`.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from pathlib import Path

from factcheck.models import load_embedder, load_nli
from factcheck.models.embedded import WEIGHTS
from factcheck.models.figures import MEASURED, Figure
from factcheck.training.measure.embedder import measure_embedder
from factcheck.training.measure.nli import (
    fit_temperatures,
    halves_by_mix,
    measure_calibration,
    measure_rows,
    measure_sets,
)
from factcheck.training.measure.scores import Score
from factcheck.training.measure.sets import held_back_contrast, held_back_news
from factcheck.training.trainer import base_folder

COMMAND = "python -m factcheck.training.measure DATA_FOLDER"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.measure")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--fit", action="store_true", help="fit and store temperatures")
    parser.add_argument("--write", action="store_true", help="write weights/figures.json")
    chosen = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    data: Path = chosen.data
    contrast = held_back_contrast(data)
    if chosen.fit:
        factors = fit_temperatures(halves_by_mix(load_nli(), data, contrast))
        print(f"temperatures: {store_temperatures(factors)}")
    nli, embedder = load_nli(), load_embedder()
    tables = {
        "Development sets": measure_sets(nli, data),
        "Contrast pairs by mix of languages": measure_rows(nli, contrast, _mix),
        "Contrast pairs by facet and mix": measure_rows(nli, contrast, _facet_and_mix),
        "English news": measure_rows(nli, held_back_news(data), str),
        "Calibration": measure_calibration(halves_by_mix(nli, data, contrast)),
        "Embedder": measure_embedder(embedder, data, base_folder()),
    }
    for title, scores in tables.items():
        print(f"\n{title}\n\n{format_table(scores)}")
    if chosen.write:
        model_by_title = dict.fromkeys(tables, nli.name) | {"Embedder": embedder.name}
        write_figures(model_by_title, tables)
    return 0


def _mix(source: str) -> str:
    return f"contrast pairs, {source.partition('.')[0]}"


def _facet_and_mix(source: str) -> str:
    mix, facet, _ = source.split(".")
    return f"{facet}, {mix}"


def format_table(scores: Sequence[Score]) -> str:
    """Lay scores out as a Markdown table."""
    lines = [
        "| set | task | rows | metric | value | majority | false contradictions |",
        "|---|---|--:|---|--:|--:|--:|",
    ]
    return "\n".join(lines + [_format_line(score) for score in scores])


def _format_line(s: Score) -> str:
    majority, false = (
        "" if value is None else f"{value:.3f}"
        for value in (s.majority, s.false_contradictions)
    )
    cells = (s.set, s.task, f"{s.rows:,}", s.metric, f"{s.value:.3f}", majority, false)
    return f"| {' | '.join(cells)} |"


def write_figures(
    model_by_title: dict[str, str], tables: dict[str, list[Score]], path: Path = MEASURED
) -> None:
    """Write the figures of all tables to the file that `factcheck models list` reads.

    `model_by_title` names the model that each table is of.
    """
    figures = [
        Figure(
            model=model_by_title[title],
            set=score.set,
            task=score.task,
            rows=score.rows,
            metric=score.metric,
            value=round(score.value, 4),
            command=COMMAND,
        ).model_dump()
        for title, scores in tables.items()
        for score in scores
    ]
    text = json.dumps(figures, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def store_temperatures(
    factors: dict[str, float], path: Path = WEIGHTS / "nli" / "model.json"
) -> dict[str, float]:
    """Multiply the temperatures in an NLI model's card by `factors`; return the new ones."""
    card = json.loads(path.read_text(encoding="utf-8"))
    stored = card["temperature_by_mix"]
    card["temperature_by_mix"] = {
        mix: round(stored.get(mix, 1.0) * factor, 4) for mix, factor in factors.items()
    }
    text = json.dumps(card, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    temperatures: dict[str, float] = card["temperature_by_mix"]
    return temperatures


if __name__ == "__main__":
    raise SystemExit(main())
