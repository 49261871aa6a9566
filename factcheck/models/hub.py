"""Larger models: any of Hugging Face layout, through transformers and torch.

A model comes from a folder, or by its id from the local Hugging Face cache; nothing here
fetches anything. Weights are read from safetensors alone, and no code that comes with a model
is run. Rows are computed in 32 bits, so what a text gets does not depend on its neighbours.
The CPU is used unless FACTCHECK_DEVICE names another device ("cuda").
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.models.extra import go_offline, require_extra
from factcheck.models.figures import find_prompt
from factcheck.models.folders import (
    place_folder,
    read_json,
    read_label_columns,
    read_languages,
    require_files,
)
from factcheck.models.sentences import load_steps, pool_tokens, read_layout
from factcheck.models.snapshots import Place, expand_user, find_snapshot, parse_id
from factcheck.records import Language

if TYPE_CHECKING:
    from torch import Tensor

BATCH = 16
MOST_TOKENS = 512
LEAST_PREMISE = 64  # tokens that even the longest hypothesis leaves to the premise

Inputs = dict[str, list[int]]


def locate_model(name: str) -> Place:
    """Find the model `name`: a folder, or ORG/NAME or ORG/NAME@REVISION of the local cache.

    A folder comes first. Raises ModelError when it is neither or not here.
    """
    path = expand_user(name)
    if name and path.is_dir():
        return place_folder(path)
    parsed = parse_id(name)
    if parsed:
        return find_snapshot(*parsed)
    raise ModelError(
        f"unknown model {name!r}",
        cure="Use one of: 'embedded', a folder, or the id ORG/NAME of a model that was pulled.",
    )


class HubNli:
    """An NLI cross-encoder in Hugging Face layout."""

    def __init__(self, place: Place) -> None:
        """Load it; raises ModelError when files are missing or its labels are not NLI's."""
        require_files(place)
        self._columns = read_label_columns(read_json(place.path / "config.json"), place)
        named = read_languages(place)
        self.name = place.name
        self.languages: tuple[Language, ...] = named or ("en", "ar")
        self.notes = () if named else (_note_unnamed_languages(place),)
        self._encoder = _Encoder(place, place.path, "AutoModelForSequenceClassification")

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Classify (premise, hypothesis) pairs; see `NliModel.probabilities`.

        A hypothesis is cut only where it would leave the premise fewer than 64 tokens.
        """
        if not pairs:
            return np.zeros((0, len(self._columns)), np.float32)
        logits = self._encoder.run(
            self._encoder.encode_pairs(pairs), lambda output, mask: output.logits
        )[:, self._columns]
        grown = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: NDArray[np.float32] = grown / grown.sum(axis=1, keepdims=True)
        return shares.astype(np.float32)


class HubEmbedder:
    """A sentence embedder in sentence-transformers layout, or an encoder and its mean."""

    def __init__(self, place: Place) -> None:
        """Load it; raises ModelError when files are missing or a step is not known."""
        layout = read_layout(place.path)
        require_files(place, layout.encoder)
        self.name = place.name
        self._layout = layout
        self._prompt = layout.prompt or find_prompt(place.id) or ""
        self._encoder = _Encoder(place, layout.encoder, "AutoModel", window=layout.window)
        self._steps = load_steps(layout, self._encoder.device)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts; see `Embedder.embed`."""
        if not texts:
            return self.embed([""])[:0]
        said = [self._prompt + text for text in texts]
        if self._layout.is_lower_cased:
            said = [text.lower() for text in said]
        rows = self._encoder.run(self._encoder.encode_texts(said), self._reduce)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(lengths, 1e-12)
        return unit

    def _reduce(self, output: Any, mask: Tensor) -> Tensor:
        rows = pool_tokens(output.last_hidden_state, mask, self._layout.pooling)
        for step in self._steps:
            rows = step(rows)
        return rows


class _Encoder:
    """A transformer and its tokenizer: token ids in, one row of numbers each out."""

    def __init__(
        self, place: Place, folder: Path, kind: str, *, window: int | None = None
    ) -> None:
        require_extra("torch", "transformers")
        go_offline()
        self.device = os.environ.get("FACTCHECK_DEVICE") or "cpu"
        self._tokenizer, self._model = _load(place, folder, kind, self.device)
        self._tokenizer.padding_side = "right"
        config = self._model.config
        self.window = min(window or MOST_TOKENS, _find_window(self._tokenizer, config))
        accepted = inspect.signature(self._model.forward).parameters
        self._has_segments = (
            "token_type_ids" in accepted and getattr(config, "type_vocab_size", 2) > 1
        )
        # Without a padding token only texts of one length could share a batch.
        self._batch = 1 if self._tokenizer.pad_token is None else BATCH

    def encode_texts(self, texts: Sequence[str]) -> list[Inputs]:
        """Turn texts into token ids, cut to the window."""
        encoded = self._tokenizer(list(texts), truncation=True, max_length=self.window)
        return self._list_inputs(encoded)

    def encode_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Inputs]:
        """Turn pairs into token ids, cutting premises to what the hypotheses leave."""
        tokenizer = self._tokenizer
        marks = tokenizer.num_special_tokens_to_add(pair=True)
        room = self.window - marks - min(LEAST_PREMISE, self.window // 4)
        plain = tokenizer([hypothesis for _, hypothesis in pairs], add_special_tokens=False)
        hypotheses = [
            hypothesis if len(ids) <= room else tokenizer.decode(ids[:room])
            for (_, hypothesis), ids in zip(pairs, plain["input_ids"], strict=True)
        ]
        encoded = tokenizer(
            [premise for premise, _ in pairs],
            hypotheses,
            truncation="only_first",
            max_length=self.window,
        )
        return self._list_inputs(encoded)

    def _list_inputs(self, encoded: Any) -> list[Inputs]:
        keys = ["input_ids", "attention_mask"]
        if self._has_segments and "token_type_ids" in encoded:
            keys.append("token_type_ids")
        rows = [
            {key: encoded[key][i] for key in keys} for i in range(len(encoded["input_ids"]))
        ]
        # A tokenizer without marks makes nothing of an empty text; models need one token.
        return [row if row["input_ids"] else {key: [1] for key in keys} for row in rows]

    def run(
        self, encoded: Sequence[Inputs], reduce: Callable[[Any, Tensor], Tensor]
    ) -> NDArray[np.float32]:
        """Return one float32 row for each, in the order given, in batches of like length."""
        import torch

        parts, order = [], []
        with torch.inference_mode():
            for indexes in self._batches_by_length(encoded):
                rows = self._tokenizer.pad([encoded[i] for i in indexes], return_tensors="pt")
                inputs = {key: value.to(self.device) for key, value in rows.items()}
                part = reduce(self._model(**inputs), inputs["attention_mask"])
                parts.append(part.float().cpu().numpy())
                order.extend(indexes)
        found: NDArray[np.float32] = np.concatenate(parts)
        return found[np.argsort(order)]

    def _batches_by_length(self, encoded: Sequence[Inputs]) -> Iterator[list[int]]:
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]["input_ids"]))
        for first in range(0, len(order), self._batch):
            yield order[first : first + self._batch]


def _find_window(tokenizer: Any, config: Any) -> int:
    """Find how many tokens a model takes; some families number positions from 2."""
    positions = getattr(config, "max_position_embeddings", None) or MOST_TOKENS + 2
    if tokenizer.model_max_length <= positions:
        return min(MOST_TOKENS, int(tokenizer.model_max_length))
    return min(MOST_TOKENS, int(positions) - 2)


def _load(place: Place, folder: Path, kind: str, device: str) -> tuple[Any, Any]:
    """Load tokenizer and model, ready to run; raises ModelError with the reason why not."""
    import transformers
    from safetensors import SafetensorError

    transformers.utils.logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    transformers.utils.logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    options: Any = {"local_files_only": True, "trust_remote_code": False}
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(str(folder), **options)
        model, report = getattr(transformers, kind).from_pretrained(
            str(folder), use_safetensors=True, output_loading_info=True, **options
        )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError, SafetensorError) as error:
        raise ModelError(
            f"transformers cannot load it: {_first_line(error)}",
            place=str(folder),
            cure=place.cure,
        ) from error
    _refuse_random_weights(folder, kind, report)
    return tokenizer, _move(model.float().eval(), device)


def _move(model: Any, device: str) -> Any:
    """Move a model to its device; raises ModelError where torch does not have that."""
    try:
        return model.to(device)
    except (RuntimeError, AssertionError) as error:  # no such name; not built for it
        raise ModelError(
            f"torch cannot use the device {device!r}: {_first_line(error)}",
            place="FACTCHECK_DEVICE",
            cure="Unset it to use the CPU, or install a torch that is built for the device.",
        ) from error


def _refuse_random_weights(folder: Path, kind: str, report: Any) -> None:
    """Refuse a model of which transformers made up a part, as it does in silence."""
    absent = [str(key) for key in (*report["missing_keys"], *report["mismatched_keys"])]
    if kind == "AutoModel":  # its pooler is not used here
        absent = [key for key in absent if not key.startswith("pooler.")]
    if absent:
        raise ModelError(
            f"its weights lack {', '.join(sorted(absent)[:3])}",
            place=str(folder),
            cure="Choose a model that was trained for this job.",
        )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _note_unnamed_languages(place: Place) -> str:
    return (
        f"{place.name}: neither README.md nor config.json names its languages;"
        " it is asked about English and Arabic alike"
    )
