"""Sentence models: from a vector for each token to one for the text.

The sentence-transformers layout lists its steps in `modules.json`: an encoder, a pooling,
then any number of dense layers and normalisations. A folder without that file is an encoder
alone, and its tokens' mean is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.errors import ModelError
from factcheck.models.folders import read_json

if TYPE_CHECKING:
    from torch import Tensor

Step = Callable[["Tensor"], "Tensor"]
POOLINGS = ("mean", "cls", "max")
ACTIVATIONS = ("Identity", "Tanh", "ReLU", "GELU", "Sigmoid")
_OLD_KEYS = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}


@dataclass(frozen=True)
class Layout:
    """How a folder turns a text into a vector."""

    encoder: Path
    pooling: str = "mean"  # one of POOLINGS
    after: tuple[tuple[str, Path], ...] = ()  # Dense and Normalize, with their folders
    window: int | None = None  # tokens, where the layout says
    is_lower_cased: bool = False
    prompt: str | None = None  # set before every text


def read_layout(folder: Path) -> Layout:
    """Read the steps of a folder; raises ModelError on one that is not known here."""
    modules = _read_modules(folder)
    if not modules:
        return Layout(folder, prompt=_read_prompt(folder))
    names = [name for name, _ in modules]
    if names[:2] != ["Transformer", "Pooling"]:
        raise _refuse(folder / "modules.json", f"it begins with {', '.join(names[:2])}")
    for name, _ in modules[2:]:
        if name not in ("Dense", "Normalize"):
            raise _refuse(folder / "modules.json", f"it has a step {name!r}")
    encoder = modules[0][1]
    settings_file = encoder / "sentence_bert_config.json"
    settings = read_json(settings_file) if settings_file.is_file() else {}
    return Layout(
        encoder=encoder,
        pooling=_read_pooling(modules[1][1] / "config.json"),
        after=tuple(modules[2:]),
        window=settings.get("max_seq_length"),
        is_lower_cased=bool(settings.get("do_lower_case")),
        prompt=_read_prompt(folder),
    )


def _read_modules(folder: Path) -> list[tuple[str, Path]]:
    path = folder / "modules.json"
    if not path.is_file():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [(str(row["type"]).rsplit(".", 1)[-1], folder / row["path"]) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "this lists no modules", place=str(path), cure="Fetch or save the model again."
        ) from error


def _read_pooling(path: Path) -> str:
    """Read the one way of pooling, as older files write it and newer ones do."""
    config = read_json(path)
    chosen = [name for key, name in _OLD_KEYS.items() if config.get(key)]
    newer = config.get("pooling_mode")
    if newer:
        chosen = [newer] if isinstance(newer, str) else list(newer)
    if len(chosen) != 1 or chosen[0] not in POOLINGS:
        raise _refuse(path, f"it pools by {', '.join(map(str, chosen)) or 'nothing'}")
    if config.get("include_prompt") is False and _read_prompt(path.parent.parent):
        raise _refuse(path, "it leaves the prompt out of the pooling")
    return str(chosen[0])


def _read_prompt(folder: Path) -> str | None:
    """Read what is set before every text; for two like texts, a query's where there is one."""
    path = folder / "config_sentence_transformers.json"
    settings = read_json(path) if path.is_file() else {}
    prompts = settings.get("prompts") or {}
    return prompts.get(settings.get("default_prompt_name") or "query") or None


def _refuse(path: Path, what: str) -> ModelError:
    return ModelError(
        f"this sentence model is of an unknown build: {what}",
        place=str(path),
        cure="Choose one of encoder, mean, cls or max pooling, Dense and Normalize.",
    )


def pool_tokens(states: Tensor, mask: Tensor, pooling: str) -> Tensor:
    """Make one vector of the tokens that are no padding: their mean, first or maximum."""
    if pooling == "cls":
        return states[:, 0]
    kept = mask.unsqueeze(-1)
    if pooling == "max":
        return states.masked_fill(kept == 0, float("-inf")).amax(dim=1)
    return (states * kept).sum(dim=1) / kept.sum(dim=1).clamp(min=1)


def load_steps(layout: Layout, device: str) -> list[Step]:
    """Load what comes after the pooling."""
    return [
        _load_dense(path, device) if name == "Dense" else _normalize
        for name, path in layout.after
    ]


def _normalize(rows: Tensor) -> Tensor:
    import torch

    return torch.nn.functional.normalize(rows, dim=1)


def _load_dense(folder: Path, device: str) -> Step:
    import torch
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    name = str(read_json(folder / "config.json").get("activation_function", "Tanh"))
    activation = name.rsplit(".", 1)[-1]
    if activation not in ACTIVATIONS:
        raise _refuse(folder / "config.json", f"its activation is {activation!r}")
    try:
        weights = load_file(folder / "model.safetensors", device=device)
        matrix, bias = weights["linear.weight"].float(), weights.get("linear.bias")
    except (OSError, KeyError, SafetensorError) as error:
        raise ModelError(
            "the model lacks a dense layer in model.safetensors",
            place=str(folder),
            cure="Choose a model with safetensors in every step, or save it again.",
        ) from error
    bias = None if bias is None else bias.float()
    act: Any = getattr(torch.nn, activation)()

    def apply(rows: Tensor) -> Tensor:
        result: Tensor = act(torch.nn.functional.linear(rows, matrix, bias))
        return result

    return apply
