"""Models of a few lines that satisfy the protocols, for tests that need no real ones."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from factcheck.records import Language
from factcheck.words import find_content_words

DIMENSIONS = 256


class WordEmbedder:
    """Embeds a text as its bag of stems: texts with the same words have cosine 1."""

    name = "fake-words"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[0] = 1e-3
            for word in find_content_words(text, "en"):
                digest = hashlib.sha256(word.stem.encode()).digest()
                row[int.from_bytes(digest[:4], "big") % DIMENSIONS] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class TableNli:
    """Answers from a table of (premise, hypothesis); everything else is neutral."""

    name = "fake-table"
    languages: tuple[Language, ...] = ("en", "ar")

    def __init__(
        self, table: dict[tuple[str, str], tuple[float, float, float]] | None = None
    ) -> None:
        self.table = table or {}

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        rows = [self.table.get(pair, (0.05, 0.9, 0.05)) for pair in pairs]
        return np.array(rows, dtype=np.float32).reshape(len(pairs), 3)
