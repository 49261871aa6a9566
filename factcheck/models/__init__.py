"""Models: an embedder that proposes alignments, an NLI model that judges pairs.

Stages see the two protocols below and nothing else; commands load a model and hand it in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.records import Language

LABELS = ("entailment", "neutral", "contradiction")

Model = TypeVar("Model")


class NliModel(Protocol):
    """Judges whether a hypothesis follows from a premise."""

    @property
    def name(self) -> str:
        """The model and its weights, as reports name them."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages it reads; pairs in others are not judged."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Classify (premise, hypothesis) pairs.

        Returns float32 of shape (len(pairs), 3): entailment, neutral, contradiction,
        in that order whatever order the model uses; rows sum to 1.
        Long premises are cut to the model's window, never the hypothesis.
        One pair gives the same row alone and in any batch, to 1e-4.
        """


class Embedder(Protocol):
    """Places texts so that those which say the same lie close together."""

    @property
    def name(self) -> str:
        """The model and its weights, as reports name them."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts.

        Returns float32 of shape (len(texts), width) with rows of length 1, so that a dot
        product is a cosine. Long texts are cut to the model's window.
        One text gives the same row alone and in any batch, to 1e-4.
        """


def load_nli(name: str = "embedded") -> NliModel:
    """Load the NLI model called `name`; raises ModelError where there is none."""
    return _loader(name, {"embedded": _embedded_nli})()


def load_embedder(name: str = "embedded") -> Embedder:
    """Load the embedder called `name`; raises ModelError where there is none."""
    return _loader(name, {"embedded": _embedded_embedder})()


def _loader(name: str, loader_by_name: dict[str, Callable[[], Model]]) -> Callable[[], Model]:
    if name not in loader_by_name:
        known = ", ".join(repr(known) for known in sorted(loader_by_name))
        raise ModelError(f"unknown model {name!r}", cure=f"Use one of: {known}.")
    return loader_by_name[name]


def _embedded_nli() -> NliModel:
    from factcheck.models.embedded import WEIGHTS, EmbeddedNli

    return EmbeddedNli(WEIGHTS / "nli")


def _embedded_embedder() -> Embedder:
    from factcheck.models.embedded import WEIGHTS, EmbeddedEmbedder

    return EmbeddedEmbedder(WEIGHTS / "embedder")
