"""The embedder of the package: the base model itself, in 8 bits.

python -m factcheck.training.embedder --output FOLDER
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from factcheck.training.export import BASE, write_model_folder
from factcheck.training.nli import base_folder

CARD = {
    "name": "embedded-embedder-en-1",
    "job": "sentence embedding, English",
    "width": 384,
    "license": "Apache-2.0",
    "base": BASE,
    "trained_on": ["nothing here: the base model's weights, in 8 bits"],
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Export the embedder as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.embedder")
    parser.add_argument("--output", type=Path, required=True, metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    write_model_folder(base_folder(), chosen.output, "mean", CARD)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
