"""The shelf: every model on this machine, with its size, licence and figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from factcheck.errors import ModelError
from factcheck.models.embedded import WEIGHTS
from factcheck.models.figures import Figure, find_recommended, read_figures
from factcheck.models.folders import (
    count_bytes,
    read_json,
    read_label_columns,
    read_languages,
    read_license,
)
from factcheck.models.snapshots import Place, list_snapshots
from factcheck.records import Language, Record


class ShelfModel(Record):
    """A model that is here; `languages` is empty where its card names none of ours."""

    name: str  # as reports name it
    job: Literal["nli", "embedder", "other"]
    languages: tuple[Language, ...]
    bytes: int
    license: str | None
    origin: Literal["package", "hub"]
    id: str | None = None
    commit: str | None = None
    figures: tuple[Figure, ...] = ()


def list_models(embedded: Path = WEIGHTS) -> list[ShelfModel]:
    """List the models of the package, then those of the local Hugging Face cache."""
    measured = read_figures(embedded / "figures.json")
    hub = [describe_snapshot(place) for place in list_snapshots()]
    return [*_list_embedded(embedded, measured), *hub]


def _list_embedded(folder: Path, measured: tuple[Figure, ...]) -> Iterator[ShelfModel]:
    for path in sorted(folder.glob("*/model.json")):
        card = read_json(path)
        name = f"{card['name']}@{card['sha256'][:12]}"
        yield ShelfModel(
            name=name,
            job="nli" if card.get("labels") else "embedder",
            languages=tuple(card.get("languages", ("en",))),
            bytes=count_bytes(path.parent),
            license=card.get("license"),
            origin="package",
            figures=tuple(figure for figure in measured if figure.model == name),
        )


def describe_snapshot(place: Place) -> ShelfModel:
    """Describe a model of the local Hugging Face cache by what its files say."""
    known = find_recommended(place.id)
    return ShelfModel(
        name=place.name,
        job=_tell_job(place),
        languages=_read_languages(place),
        bytes=count_bytes(place.path),
        license=read_license(place.path) or (known.license if known else None),
        origin="hub",
        id=place.id,
        commit=place.commit,
        figures=known.figures if known else (),
    )


def _tell_job(place: Place) -> Literal["nli", "embedder", "other"]:
    if (place.path / "modules.json").is_file():
        return "embedder"
    try:
        read_label_columns(read_json(place.path / "config.json"), place)
    except ModelError:
        return "other"
    return "nli"


def _read_languages(place: Place) -> tuple[Language, ...]:
    try:
        return read_languages(place) or ()
    except ModelError:
        return ()
