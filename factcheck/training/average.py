"""Average: one checkpoint from several that were trained side by side from one start.

    python -m factcheck.training.average WORK_FOLDER WORK_FOLDER... --output WORK_FOLDER

Two processes with a core each learn twice as many batches an hour as one process with two
cores. Each learns its own part of the bilingual rows (`nli --part`), from a copy of one work
folder, and the mean of their weights is the model (Zinkevich et al. 2010, "Parallelized
Stochastic Gradient Descent"; that the mean is good rests on their common start: Wortsman et
al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file


def average_checkpoints(works: Sequence[Path], output: Path) -> Path:
    """Write the mean of the latest weights in `works` to `output/latest`; return that folder.

    Everything else, tokenizer, config and counts of rows, is copied from the first.
    """
    latest = output / "latest"
    shutil.copytree(works[0], output, dirs_exist_ok=True)
    weights = [load_file(work / "latest" / "model.safetensors") for work in works]
    mean = {
        name: torch.stack([one[name].double() for one in weights]).mean(dim=0).float()
        for name in weights[0]
    }
    save_file(mean, latest / "model.safetensors")
    return latest


def main(arguments: Sequence[str] | None = None) -> int:
    """Average as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.average")
    parser.add_argument("works", type=Path, nargs="+", metavar="WORK_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="WORK_FOLDER")
    chosen = parser.parse_args(arguments)
    average_checkpoints(chosen.works, chosen.output)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
