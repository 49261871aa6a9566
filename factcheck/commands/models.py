"""`factcheck models`: which models are here, and fetching others."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck.models.figures import Figure, Recommendation, list_recommended
from factcheck.models.shelf import ShelfModel, describe_snapshot, list_models
from factcheck.terminal import say

SHOWN_FIGURES = 4


def run_list(*, format: str) -> int:
    """Print the models that are here: a table, or JSON with every figure."""
    models = list_models()
    here = {model.id for model in models}
    absent = [row for row in list_recommended() if row.id not in here]
    if format == "json":
        print(json.dumps(_list_as_json(models, absent), ensure_ascii=False, indent=2))
    else:
        _print_table(models, absent)
    return 0


def _list_as_json(
    models: Sequence[ShelfModel], absent: Sequence[Recommendation]
) -> dict[str, Any]:
    return {
        "format": 1,
        "models": [_with_figures(model) for model in models],
        "recommended": [_with_figures(row) for row in absent],
    }


def _with_figures(model: ShelfModel | Recommendation) -> dict[str, Any]:
    figures = [
        {"origin": _name_origin(figure), **figure.model_dump(mode="json", exclude={"model"})}
        for figure in model.figures
    ]
    return {**model.model_dump(mode="json"), "figures": figures}


def _print_table(models: Sequence[ShelfModel], absent: Sequence[Recommendation]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in ("model", "job", "languages", "size", "licence"):
        table.add_column(
            column,
            justify="right" if column == "size" else "left",
            overflow="fold",
            no_wrap=column == "model",  # a name is there to be copied
        )
    for model in models:
        table.add_row(
            model.name,
            model.job,
            " ".join(model.languages) or "not named",
            format_bytes(model.bytes),
            model.license or "not named",
        )
    # What cards say is text: "[b]" in a licence is no markup.
    console = Console(markup=False, emoji=False, highlight=False)
    console.print(table)
    for model in models:
        console.print(f"{model.name}: {_format_figures(model.figures)}", soft_wrap=True)
    if absent:
        console.print("Worth having, fetched with `factcheck models pull ID`:")
    for row in absent:
        said = f"  {row.id}  {row.job}, {' '.join(row.languages)}; {row.note}"
        console.print(said, soft_wrap=True)


def _format_figures(figures: Sequence[Figure]) -> str:
    """Say the first figures, a line each, below the model's name."""
    lines = [
        f"{figure.set}, {figure.task}: "
        f"{figure.metric} {figure.value:.3f} ({_name_origin(figure)})"
        for figure in figures[:SHOWN_FIGURES]
    ]
    if len(figures) > SHOWN_FIGURES:
        lines.append(f"{len(figures) - SHOWN_FIGURES} more: --format json")
    return "".join(f"\n  {line}" for line in lines) or "no figures"


def _name_origin(figure: Figure) -> str:
    return "measured" if figure.command else "published"


def run_pull(name: str, *, is_offline: bool) -> int:
    """Fetch a model into the local cache; print its commit, size and licence."""
    from factcheck.models.pull import pull_model

    place = pull_model(name, is_offline=is_offline)
    model = describe_snapshot(place)
    print(f"{place.id}  commit {place.commit}")
    print(f"{format_bytes(model.bytes)}, licence {model.license or 'not named'}")
    option = {"nli": "--nli", "embedder": "--embedder", "other": "--embedder"}[model.job]
    print(f"use it with {option} {place.name}")
    return 0


def run_cache(*, clear: bool) -> int:
    """Print where results are kept and how much, or drop them all."""
    from factcheck.models.cache import ResultCache

    cache = ResultCache(warn=say)
    if clear:
        cache.clear()
    state = cache.describe()
    print(f"path     {state.path}")
    print(f"entries  {state.entries:,}")
    print(f"size     {format_bytes(state.bytes)} of {format_bytes(state.limit_bytes)} at most")
    return 0


def format_bytes(count: int) -> str:
    """Write a number of bytes in the unit that people read, of 1,000 each.

    >>> format_bytes(24_649_960)
    '24.6 MB'
    """
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{size:.0f} B" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
