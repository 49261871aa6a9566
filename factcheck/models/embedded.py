"""The models that are part of the package: small, 8-bit, no network, no GPU.

A folder holds `model.onnx`, `tokenizer.json` and the model's card, `model.json`. Texts are
sorted by length and run in small batches, so little time goes into padding; the graph scales
activations within a row, so what a text gets never depends on its neighbours.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.models import LABELS
from factcheck.records import Language

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
BATCH = 16
FILES = ("model.onnx", "tokenizer.json", "model.json")


@dataclass(frozen=True)
class Card:
    """What a model says of itself in `model.json`, as far as running it needs."""

    name: str
    sha256: str  # of model.onnx
    window: int  # tokens a text or pair is cut to
    positions: int  # tokens the graph can take at most
    width: int  # numbers in a row of output
    languages: tuple[Language, ...] = ("en",)
    labels: tuple[str, ...] = ()
    temperature: float = 1.0  # logits are divided by it

    @property
    def full_name(self) -> str:
        """The name with the first 12 digits of the weights' hash."""
        return f"{self.name}@{self.sha256[:12]}"


@dataclass(frozen=True)
class Encoded:
    """The token ids of one text or pair, and which of the two texts a token is of."""

    ids: list[int]
    segments: list[int]


class Encoder:
    """A graph and its tokenizer: encoded texts in, one row of numbers each out."""

    def __init__(self, folder: Path) -> None:
        _require_files(folder)
        from tokenizers import Tokenizer

        self.card = read_card(folder / "model.json")
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        vocabulary = self.tokenizer.get_vocab()
        self.start, self.end = vocabulary["[CLS]"], vocabulary["[SEP]"]
        self._session = _open_session(folder / "model.onnx")

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, without start and end marks."""
        encoded = self.tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [one.ids for one in encoded]

    def run(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        """Return float32 of shape (len(encoded), card.width), in the order given."""
        rows = np.zeros((len(encoded), self.card.width), dtype=np.float32)
        for indexes in _batches_by_length(encoded):
            batch = _pad([encoded[i] for i in indexes])
            rows[indexes] = self._session.run(["output"], batch)[0]
        return rows


class EmbeddedNli:
    """The NLI cross-encoder of the package (English)."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self.name = self._encoder.card.full_name
        self.languages = self._encoder.card.languages
        self._columns = [self._encoder.card.labels.index(label) for label in LABELS]

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Classify (premise, hypothesis) pairs; see `NliModel.probabilities`."""
        logits = self.logits(pairs) / self._encoder.card.temperature
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
        return shares.astype(np.float32)

    def logits(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return the scores behind the probabilities, before the temperature."""
        encoder = self._encoder
        premises = encoder.tokens([premise for premise, _ in pairs])
        hypotheses = encoder.tokens([hypothesis for _, hypothesis in pairs])
        encoded = [
            encode_pair(premise, hypothesis, encoder.card, encoder.start, encoder.end)
            for premise, hypothesis in zip(premises, hypotheses, strict=True)
        ]
        return encoder.run(encoded)[:, self._columns]


class EmbeddedEmbedder:
    """The sentence embedder of the package."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self.name = self._encoder.card.full_name

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; see `Embedder.embed`."""
        encoder = self._encoder
        room = encoder.card.window - 2
        ids = [[encoder.start, *ids[:room], encoder.end] for ids in encoder.tokens(texts)]
        return encoder.run([Encoded(one, [0] * len(one)) for one in ids])


def encode_pair(
    premise: list[int], hypothesis: list[int], card: Card, start: int, end: int
) -> Encoded:
    """Join two texts as start, premise, end, hypothesis, end, cutting the premise to fit.

    The premise keeps half a window at least: a hypothesis that leaves it less lengthens the
    row instead, and is itself cut only where the graph's positions end.
    """
    hypothesis = hypothesis[: card.positions - card.window // 2 - 3]
    room = max(card.window - len(hypothesis) - 3, card.window // 2)
    first = [start, *premise[:room], end]
    second = [*hypothesis, end]
    return Encoded(first + second, [0] * len(first) + [1] * len(second))


def read_card(path: Path) -> Card:
    """Read what running a model needs from its `model.json`."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    return Card(
        name=fields["name"],
        sha256=fields["sha256"],
        window=fields["window"],
        positions=fields["positions"],
        width=fields["width"],
        languages=tuple(fields.get("languages", ("en",))),
        labels=tuple(fields.get("labels", ())),
        temperature=fields.get("temperature", 1.0),
    )


def _require_files(folder: Path) -> None:
    """Raise ModelError where a file of the model is missing."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"the embedded model lacks {', '.join(missing)}",
            place=str(folder),
            cure="Reinstall factcheck, or make the files as docs/training.md says.",
        )


def _open_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = os.cpu_count() or 1
    # A waiting thread that spins takes the core from whatever else runs on the machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _batches_by_length(encoded: Sequence[Encoded]) -> Iterator[list[int]]:
    """Yield indexes of texts of like length, the shortest first."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    for first in range(0, len(order), BATCH):
        yield order[first : first + BATCH]


def _pad(encoded: Sequence[Encoded]) -> dict[str, NDArray[Any]]:
    """Lay texts out as the graph's inputs, each of shape (texts, tokens of the longest)."""
    shape = (len(encoded), max(len(one.ids) for one in encoded))
    ids, segments = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    mask = np.zeros(shape, np.int32)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = one.ids
        segments[row, : len(one.ids)] = one.segments
        mask[row, : len(one.ids)] = 1
    return {"input_ids": ids, "token_type_ids": segments, "attention_mask": mask}
