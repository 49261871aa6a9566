"""Export: trained weights -> the folder that the program runs.

    python -m factcheck.training.export WORK_FOLDER --output FOLDER

WORK_FOLDER is where `embedder` or `nli` trained: its last checkpoint is exported, and the
settings and rows it was trained with go into the card.

Writes `model.onnx` with 8-bit weights (see `graph`), `tokenizer.json` and `model.json`, the
model's card. The same weights give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
from safetensors.numpy import load_file

from factcheck.models import LABELS
from factcheck.training.graph import Head, Shape, Weights, build_model
from factcheck.training.trainer import BASE, find_checkpoint

WINDOW = 128  # tokens a text or pair is cut to
COMMON = {"languages": ["en", "ar"], "license": "Apache-2.0", "base": BASE}
NLI_CARD = COMMON | {
    "name": "embedded-nli-2",
    "job": "natural-language inference, English and Arabic in any mix",
    "labels": list(LABELS),
    "temperature_by_mix": {},
}
EMBEDDER_CARD = COMMON | {
    "name": "embedded-embedder-2",
    "job": "sentence embedding, English and Arabic in one space",
}
_HOLDER = re.compile(
    r"^(?:model\.bert|model|bert|encoder(?=\.(?:embeddings|encoder|pooler)))\."
)


def write_model_folder(
    source: Path, output: Path, head: Head, card: Mapping[str, Any], *, window: int = WINDOW
) -> Path:
    """Write the three files of the model whose config, weights and tokenizer are in `source`.

    `card` is stored in `model.json` with the sizes that running the model needs and the
    graph's hash.
    """
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    weights = read_weights(source / "model.safetensors")
    output.mkdir(parents=True, exist_ok=True)
    model = build_model(weights, _shape(config), head)
    onnx.save(model, output / "model.onnx")
    write_tokenizer(source / "tokenizer.json", output / "tokenizer.json")
    stored = dict(card) | {
        "window": window,
        "positions": config["max_position_embeddings"],
        "width": len(LABELS) if head == "classes" else config["hidden_size"],
        "sha256": hashlib.sha256((output / "model.onnx").read_bytes()).hexdigest(),
    }
    text = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True)
    (output / "model.json").write_text(text + "\n", encoding="utf-8")
    return output


def read_weights(path: Path) -> Weights:
    """Read weights under the names a bare encoder uses, whatever model holds them."""
    return {_HOLDER.sub("", name): value for name, value in load_file(path).items()}


def write_tokenizer(source: Path, output: Path) -> None:
    """Copy a tokenizer without the padding and cutting it was saved with."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.save(str(output), pretty=False)


def _shape(config: Mapping[str, Any]) -> Shape:
    return Shape(
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        epsilon=config["layer_norm_eps"],
        positions=config["max_position_embeddings"],
    )


def export_checkpoint(work: Path, output: Path) -> Path:
    """Export the last checkpoint in `work`, an embedder's or an NLI model's.

    The card notes settings, batches, and what lies in `work` as JSON: an NLI model's rows of
    each source, by part. A folder without a checkpoint raises SystemExit.
    """
    checkpoint = find_checkpoint(work)
    if checkpoint is None:
        raise SystemExit(f"{work} holds no checkpoint")
    seen = {"trained_on": _describe_training(checkpoint)}
    if "classifier.weight" in read_weights(checkpoint / "model.safetensors"):
        return write_model_folder(checkpoint, output, "classes", NLI_CARD | seen)
    return write_model_folder(checkpoint, output, "mean", EMBEDDER_CARD | seen)


def _describe_training(checkpoint: Path) -> dict[str, Any]:
    import torch

    state = torch.load(checkpoint / "trainer.pt", weights_only=True, map_location="cpu")
    notes = sorted(checkpoint.parent.glob("*.json"))
    return {
        "settings": state["settings"],
        "batches": state["step"],
        "is_finished": state["step"] >= state["plan"][-1][0],
        **{note.stem: json.loads(note.read_text(encoding="utf-8")) for note in notes},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Export a checkpoint as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.export")
    parser.add_argument("work", type=Path, metavar="WORK_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    export_checkpoint(chosen.work, chosen.output)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
