"""The models that are part of the package: small, 8-bit, no network, no GPU.

A folder holds `model.onnx`, `tokenizer.json` and the model's card, `model.json`. Texts are
sorted by length and run in small batches, a core for each, so little time goes into padding;
the graph scales activations within a row, so what a text gets never depends on its neighbours.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.models import LABELS
from factcheck.records import Language
from factcheck.text import is_arabic

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"
BATCH = 16
FILES = ("model.onnx", "tokenizer.json", "model.json")
# Raised when the code below changes what a text gets: rows kept before are then not found.
RECIPE = "1"
PAD_TO = 4  # tokens; the runtime adds up rows by fours, and what is left over in another order


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
    temperature_by_mix: Mapping[str, float] = field(default_factory=dict)  # divides logits

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
        self.fingerprint = fingerprint_files(folder)
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.start, self.end = mark_ids(self.tokenizer)
        self._session = _open_session(folder / "model.onnx")

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token ids of each text, without start and end marks."""
        return token_ids(self.tokenizer, texts)

    def run(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        """Return float32 of shape (len(encoded), card.width), in the order given."""
        rows = np.zeros((len(encoded), self.card.width), dtype=np.float32)
        batches = batch_by_length([len(one.ids) for one in encoded], BATCH)
        texts = ([encoded[i] for i in indexes] for indexes in batches)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for indexes, output in zip(batches, pool.map(self._run_batch, texts), strict=True):
                rows[indexes] = output
        return rows

    def _run_batch(self, encoded: Sequence[Encoded]) -> NDArray[np.float32]:
        """Run texts of like length; returns (len(encoded), card.width)."""
        alone = len(encoded) == 1  # one row alone is added up in another order than two are
        batch = pad_batch([*encoded, *encoded] if alone else encoded)
        rows: NDArray[np.float32] = self._session.run(["output"], batch)[0]
        return rows[: len(encoded)]


class EmbeddedNli:
    """The NLI cross-encoder of the package, for either language and both together."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self.name = self._encoder.card.full_name
        self.fingerprint = self._encoder.fingerprint
        self.languages = self._encoder.card.languages
        self._columns = [self._encoder.card.labels.index(label) for label in LABELS]

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Classify (premise, hypothesis) pairs; see `NliModel.probabilities`."""
        temperature_by_mix = self._encoder.card.temperature_by_mix
        temperatures = [temperature_by_mix.get(mix_of(*pair), 1.0) for pair in pairs]
        logits = self.logits(pairs) / np.array(temperatures, np.float32)[:, None]
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
        self.fingerprint = self._encoder.fingerprint

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; see `Embedder.embed`."""
        encoder = self._encoder
        window = encoder.card.window
        encoded = [
            encode_text(ids, window, encoder.start, encoder.end)
            for ids in encoder.tokens(texts)
        ]
        return encoder.run(encoded)


def mix_of(premise: str, hypothesis: str) -> str:
    """Name the languages of a pair: "en-en", "ar-ar", or "ar-en" in either order."""
    return "-".join(sorted("ar" if is_arabic(text) else "en" for text in (premise, hypothesis)))


def mark_ids(tokenizer: Tokenizer) -> tuple[int, int]:
    """Return the ids of the marks that stand at the start and the end of a text."""
    vocabulary = tokenizer.get_vocab()
    return vocabulary["[CLS]"], vocabulary["[SEP]"]


def token_ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[list[int]]:
    """Return the token ids of each text, without start and end marks."""
    encoded = tokenizer.encode_batch(list(texts), add_special_tokens=False)
    return [one.ids for one in encoded]


def encode_text(text: list[int], window: int, start: int, end: int) -> Encoded:
    """Put a text between start and end, cut to `window` tokens with them."""
    ids = [start, *text[: window - 2], end]
    return Encoded(ids, [0] * len(ids))


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
        temperature_by_mix=fields.get("temperature_by_mix", {}),
    )


def fingerprint_files(folder: Path) -> str:
    """Hash all that decides what a model makes of a text, but for the machine it runs on.

    That is the tokenizer, the card (its temperature and window, and by their hash the
    weights), the code here and the libraries that do the work.
    """
    import onnxruntime
    import tokenizers

    versions = (RECIPE, np.__version__, onnxruntime.__version__, tokenizers.__version__)
    digest = hashlib.sha256("\0".join(versions).encode())
    for name in ("model.json", "tokenizer.json"):
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()


def _require_files(folder: Path) -> None:
    """Raise ModelError where a file of the model is missing."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise ModelError(
            f"the embedded model lacks {', '.join(missing)}",
            place=str(folder),
            cure="Reinstall factcheck, or make the files as docs/training.md says.",
        )


def may_overflow(machine: str, processor: str) -> bool:
    """Tell whether sums of 8-bit products can overflow: on x86 without VNNI instructions.

    `machine` is as `platform.machine()` says, `processor` holds the processor's flags; where
    nothing is known of them an x86 processor is taken for an old one.
    """
    return machine.lower() in ("x86_64", "amd64") and "_vnni" not in processor


def _read_processor() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="ascii", errors="replace") if path.is_file() else ""


def _open_session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # batches run side by side, each on a core of its own
    if may_overflow(platform.machine(), _read_processor()):
        options.add_session_config_entry(
            "session.x64quantprecision", "1"
        )  # exact, half as fast
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"]
    )


def batch_by_length(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Cut the indexes of `lengths` into batches of like length, the shortest first."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i])
    return [order[first : first + size] for first in range(0, len(order), size)]


def pad_batch(encoded: Sequence[Encoded]) -> dict[str, NDArray[Any]]:
    """Lay texts out as the graph's inputs, each of shape (texts, tokens of the longest).

    Rounded up to `PAD_TO` tokens, so that a row is the same in any batch, to the bit.
    """
    longest = max(len(one.ids) for one in encoded)
    shape = (len(encoded), -(-longest // PAD_TO) * PAD_TO)
    ids, segments = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    mask = np.zeros(shape, np.int32)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = one.ids
        segments[row, : len(one.ids)] = one.segments
        mask[row, : len(one.ids)] = 1
    return {"input_ids": ids, "token_type_ids": segments, "attention_mask": mask}
