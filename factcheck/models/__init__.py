"""Models: an embedder that proposes alignments, an NLI model that judges pairs.

Stages see the two protocols below and nothing else; commands load a model and hand it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.records import Language

EMBEDDED = "embedded"
LABELS = ("entailment", "neutral", "contradiction")


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


def load_nli(name: str = EMBEDDED) -> NliModel:
    """Load the NLI model `name`: the embedded one, a folder, or an id of the hub.

    A folder is in Hugging Face layout; an id, ORG/NAME or ORG/NAME@REVISION, is of a model
    that was pulled before. Nothing is fetched. Raises ModelError when it is not here or its
    labels are not those of NLI.
    """
    if name == EMBEDDED:
        from factcheck.models.embedded import WEIGHTS, EmbeddedNli

        return EmbeddedNli(WEIGHTS / "nli")
    from factcheck.models.hub import HubNli, locate_model

    return HubNli(locate_model(name))


def load_embedder(name: str = EMBEDDED) -> Embedder:
    """Load the embedder `name`: the embedded one, a folder, or an id of the hub.

    As `load_nli`; a folder is in sentence-transformers layout or holds an encoder alone.
    """
    if name == EMBEDDED:
        from factcheck.models.embedded import WEIGHTS, EmbeddedEmbedder

        return EmbeddedEmbedder(WEIGHTS / "embedder")
    from factcheck.models.hub import HubEmbedder, locate_model

    return HubEmbedder(locate_model(name))
