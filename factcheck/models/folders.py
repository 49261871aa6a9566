"""Folders in Hugging Face layout: what their files say, without opening the weights."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factcheck.errors import ModelError
from factcheck.models import LABELS
from factcheck.models.snapshots import Place
from factcheck.records import Language

WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json")
TOKENIZERS = (
    *("tokenizer.json", "vocab.txt", "vocab.json", "spm.model", "tokenizer.model"),
    *("sentencepiece.bpe.model", "spiece.model"),
)
RUN_FILES = (".safetensors", ".json", ".txt", ".model")
_LANGUAGES: dict[str, tuple[Language, ...]] = {
    **dict.fromkeys(("en", "eng", "english"), ("en",)),
    **dict.fromkeys(("ar", "ara", "arb", "arabic"), ("ar",)),
    **dict.fromkeys(("multilingual", "mul"), ("en", "ar")),
}
_TOP_LEVEL = re.compile(r"([\w-]+):[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.+)")


def place_folder(path: Path) -> Place:
    """Name a folder of the user's own by everything in it that decides what it answers."""
    if not any((path / name).is_file() for name in ("config.json", "modules.json")):
        raise ModelError(
            "this folder holds no model: it has no config.json",
            place=str(path),
            cure="Name the folder that save_pretrained wrote.",
        )
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")):
        if file.suffix in RUN_FILES and file.is_file():
            digest.update(str(file.relative_to(path)).encode() + b"\0")
            with file.open("rb") as stream:
                digest.update(hashlib.file_digest(stream, "sha256").digest())
    return Place(path=path, name=f"{path.resolve().name}@{digest.hexdigest()[:12]}")


def require_files(place: Place, weights: Path | None = None) -> None:
    """Raise ModelError when config, tokenizer or safetensors weights are missing.

    `weights` is the folder that holds them when it is not the model's own.
    """
    folder = weights or place.path
    missing = [] if (folder / "config.json").is_file() else ["config.json"]
    for names in (WEIGHTS, TOKENIZERS):
        if not any((folder / name).is_file() for name in names):
            missing.append(names[0])
    if WEIGHTS[0] in missing and any((folder / name).is_file() for name in PICKLES):
        raise ModelError(
            "the weights are only here as a pickle, which can run code when it is opened",
            place=str(folder),
            cure="Choose a model with model.safetensors, or convert this one if you trust it.",
        )
    missing += [name for name in _list_shards(folder) if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"the model lacks {', '.join(missing)}", place=str(folder), cure=place.cure
        )


def _list_shards(folder: Path) -> list[str]:
    index = folder / WEIGHTS[1]
    if (folder / WEIGHTS[0]).is_file() or not index.is_file():
        return []
    return sorted(set(read_json(index).get("weight_map", {}).values()))


def read_json(path: Path) -> dict[str, Any]:
    """Read a JSON object of a model; raises ModelError when it is none."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            "not readable as JSON", place=str(path), cure="Fetch or save the model again."
        ) from error
    if not isinstance(fields, dict):
        raise ModelError(
            "this is no JSON object", place=str(path), cure="Fetch or save the model again."
        )
    return fields


def read_label_columns(config: Mapping[str, Any], place: Place) -> list[int]:
    """Find the output columns of entailment, neutral, contradiction by their names.

    Raises ModelError unless the config names these three, in any case and order.
    """
    found = config.get("id2label")
    named = found if isinstance(found, dict) else {}
    key_by_label = {str(label).strip().lower(): str(key) for key, label in named.items()}
    if set(key_by_label) == set(LABELS) and sorted(named) == ["0", "1", "2"]:
        return [int(key_by_label[label]) for label in LABELS]
    raise ModelError(
        f"its labels are {_describe_labels(named)}, not entailment, neutral and contradiction",
        place=str(place.path / "config.json"),
        cure="Choose a model for natural-language inference with three labels"
        " (docs/larger-models.md names some), or write its labels into id2label.",
    )


def _describe_labels(named: Mapping[str, Any]) -> str:
    return ", ".join(repr(str(label)) for label in named.values()) or "not named"


def read_card(folder: Path) -> dict[str, list[str]]:
    """Read the plain keys of the front matter of a model's README; none gives {}.

    Lists may be written as `[a, b]` or one item a line; nested keys are left out.
    """
    path = folder / "README.md"
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    lines = iter(text.splitlines())
    values: dict[str, list[str]] = {}
    if next(lines, "").strip() != "---":
        return values
    key = ""
    for line in lines:
        if line.strip() == "---":
            break
        if match := _TOP_LEVEL.fullmatch(line.rstrip()):
            key = match[1]
            values[key] = [
                _unquote(part) for part in match[2].strip("[]").split(",") if part.strip()
            ]
        elif key and (match := _ITEM.fullmatch(line.rstrip())):
            values[key].append(_unquote(match[1]))
    return values


def _unquote(text: str) -> str:
    return text.strip().strip("'\"")


def read_languages(place: Place) -> tuple[Language, ...] | None:
    """Read which of our languages a model's card, else its config, names; None for no word.

    Raises ModelError when it names languages and ours are not among them.
    """
    named = read_card(place.path).get("language") or []
    if not named and (place.path / "config.json").is_file():
        named = _listed(read_json(place.path / "config.json").get("language"))
    if not named:
        return None
    read = {code for name in named for code in _LANGUAGES.get(_main_tag(name), ())}
    if not read:
        raise ModelError(
            f"the model reads {', '.join(named[:5])}, neither English nor Arabic",
            place=str(place.path),
            cure="Choose one that reads English or Arabic; docs/larger-models.md names some.",
        )
    return tuple(code for code in ("en", "ar") if code in read)


def _listed(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _main_tag(language: str) -> str:
    return re.split(r"[-_]", language.strip().lower())[0]


def read_license(folder: Path) -> str | None:
    """Read the licence that a model's card names."""
    return ", ".join(read_card(folder).get("license") or []) or None


def count_bytes(folder: Path) -> int:
    """Add up the sizes of a model's files, whether they are links or not."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
