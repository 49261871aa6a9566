"""Vocabulary: Arabic word pieces for an encoder that has learned English only.

Word pieces are learned from the Arabic sides of translations and appended to the base's
vocabulary; English text is cut as before, but that curly quotes are read as straight ones,
as Arabic ones are. A new piece starts as the weighted mean of the
English pieces that stand opposite it most exclusively (by Dice's coefficient), so that an
Arabic sentence is read as a rough gloss before anything is trained.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

from factcheck.models.embedded import token_ids
from factcheck.training.parallel import Translation

PIECES = 16_000  # learned; those without an Arabic letter are not appended
NEAREST = 3  # English pieces that a start value is the mean of
_TATWEEL = "\u0640"
_VARIANTS = {
    **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
    **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
    **{_TATWEEL: "", "ى": "ي", "٪": "%", "٫": ".", "،": ",", "؛": ";", "؟": "?"},
    **{"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "‘": "'"},
}


def build_tokenizer(base: Path, texts: Iterable[str], pieces: int = PIECES) -> Tokenizer:
    """Append Arabic word pieces learned from `texts` to the tokenizer stored at `base`.

    The base's own pieces keep their ids. Diacritics, tatweel, forms of alef and ya, and
    Arabic digits and punctuation are made one, as in the base's normaliser accents are.
    Of pieces that are equally common the library may learn others the next time; a run
    therefore keeps its tokenizer beside its checkpoints.
    """
    stored = json.loads(base.read_text(encoding="utf-8"))
    plain = stored["normalizer"]
    variants = [
        {"type": "Replace", "pattern": {"String": one}, "content": other}
        for one, other in _VARIANTS.items()
    ]
    stored["normalizer"] = {"type": "Sequence", "normalizers": [*variants, plain]}
    stored["padding"] = stored["truncation"] = None
    grown = Tokenizer.from_str(json.dumps(stored))
    vocabulary = stored["model"]["vocab"]
    for piece in _learn_pieces(texts, grown.normalizer, pieces):
        vocabulary.setdefault(piece, len(vocabulary))
    return Tokenizer.from_str(json.dumps(stored))


def _learn_pieces(
    texts: Iterable[str], normalizer: normalizers.Normalizer, pieces: int
) -> list[str]:
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = normalizer
    learner.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    trainer = trainers.WordPieceTrainer(
        vocab_size=pieces, special_tokens=["[UNK]"], min_frequency=2, show_progress=False
    )
    learner.train_from_iterator(texts, trainer)
    found = learner.get_vocab(with_added_tokens=False)
    return sorted(
        (piece for piece in found if any("\u0621" <= letter <= "\u06d3" for letter in piece)),
        key=lambda piece: (found[piece], piece),
    )


class _Counts(NamedTuple):
    """In how many rows two pieces stand opposite each other, and each stands at all."""

    pairs: NDArray[np.int64]  # (pairs, 2): left piece, right piece
    together: NDArray[np.float64]  # rows of each pair
    left: NDArray[np.float64]  # rows of each left piece
    right: NDArray[np.float64]  # rows of each right piece


def start_values(
    words: NDArray[np.float32], tokenizer: Tokenizer, rows: Sequence[Translation]
) -> NDArray[np.float32]:
    """Return start values of the pieces that `words` (base pieces x width) lacks.

    Returns (new pieces, width), in the order of ids. A piece never seen beside English
    starts as the mean of all that were.
    """
    known = len(words)
    pairs, dice = _nearest_pairs(_count_together(rows, tokenizer), known)
    new = pairs[:, 0] - known
    size = tokenizer.get_vocab_size() - known
    values, weights = np.zeros((size, words.shape[1]), np.float32), np.zeros(size, np.float32)
    np.add.at(values, new, words[pairs[:, 1]] * dice[:, None])
    np.add.at(weights, new, dice)
    seen = weights > 0
    values[seen] /= weights[seen, None]
    values[~seen] = values[seen].mean(axis=0)
    return values


def _nearest_pairs(
    counts: _Counts, known: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the `NEAREST` pairs of each left piece from id `known` on, and their Dice."""
    is_new = counts.pairs[:, 0] >= known
    pairs, together = counts.pairs[is_new], counts.together[is_new]
    dice = 2 * together / (counts.left[pairs[:, 0]] + counts.right[pairs[:, 1]])
    order = np.lexsort((pairs[:, 1], -dice, pairs[:, 0]))
    pairs, dice = pairs[order], dice[order]
    rank = np.arange(len(pairs)) - np.searchsorted(pairs[:, 0], pairs[:, 0])
    return pairs[rank < NEAREST], dice[rank < NEAREST]


def _count_together(rows: Sequence[Translation], tokenizer: Tokenizer) -> _Counts:
    """Count pieces of the Arabic sides, left, against those of the English ones, right."""
    size = tokenizer.get_vocab_size()
    left, right = (
        [np.unique(np.array(ids, np.int64)) for ids in token_ids(tokenizer, side)]
        for side in ([row.arabic for row in rows], [row.english for row in rows])
    )
    codes = [(a[:, None] * size + b).ravel() for a, b in zip(left, right, strict=True)]
    found, together = np.unique(np.concatenate(codes), return_counts=True)
    return _Counts(
        np.stack([found // size, found % size], axis=1),
        together.astype(np.float64),
        np.bincount(np.concatenate(left), minlength=size).astype(np.float64),
        np.bincount(np.concatenate(right), minlength=size).astype(np.float64),
    )
