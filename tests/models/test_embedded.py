"""The embedded models: what one pair or text gets depends on nothing but itself."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.models import LABELS, load_embedder, load_nli
from factcheck.models.embedded import (
    FILES,
    WEIGHTS,
    Card,
    EmbeddedEmbedder,
    EmbeddedNli,
    Encoder,
    batch_by_length,
    encode_pair,
    encode_text,
    fingerprint_files,
    may_overflow,
    mix_of,
    pad_batch,
    read_card,
)

CARD = Card(name="fake", sha256="0" * 64, window=16, positions=32, width=3)
TEXTS = [
    "Police arrested 12 men in Aleppo on Monday.",
    "No.",
    "اعتقلت الشرطة اثني عشر رجلا في حلب يوم الاثنين.",
    "The bank, which had raised its rate twice that year, left it where it was. " * 12,
    "",
    "Twelve men were held by the police.",
    "Ceasefire talks 🕊 resume; «التلغراف» reports 3/4 of posts open.",
]
PAIRS = [(left, right) for left in TEXTS for right in (TEXTS[0], TEXTS[1], TEXTS[5])]


def require_weights(kind: str) -> None:
    if not all((WEIGHTS / kind / name).is_file() for name in FILES):
        pytest.skip(f"the embedded {kind} is not in this checkout")


@pytest.fixture(scope="module")
def nli() -> EmbeddedNli:
    require_weights("nli")
    return EmbeddedNli(WEIGHTS / "nli")


@pytest.fixture(scope="module")
def embedder() -> EmbeddedEmbedder:
    require_weights("embedder")
    return EmbeddedEmbedder(WEIGHTS / "embedder")


def test_a_pair_gets_the_same_row_alone_and_in_any_batch(nli: EmbeddedNli) -> None:
    together = nli.probabilities(PAIRS)
    alone = np.concatenate([nli.probabilities([pair]) for pair in PAIRS])
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_a_text_gets_the_same_row_alone_and_in_any_batch(embedder: EmbeddedEmbedder) -> None:
    together = embedder.embed(TEXTS * 4)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, np.tile(alone, (4, 1)), atol=1e-4)


def test_what_else_is_asked_changes_no_bit_of_a_row(
    nli: EmbeddedNli, embedder: EmbeddedEmbedder
) -> None:
    texts = [" ".join(["police"] * count) for count in range(1, 20)]
    rows = embedder.embed(texts)
    pairs = [(text, texts[3]) for text in texts]
    shares = nli.probabilities(pairs)
    for some in ([4], [0, 18], list(range(17)), [5, 6, 9]):
        assert (embedder.embed([texts[i] for i in some]) == rows[some]).all()
        assert (nli.probabilities([pairs[i] for i in some]) == shares[some]).all()


def test_the_order_of_pairs_changes_nothing(nli: EmbeddedNli) -> None:
    order = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))
    shuffled = nli.probabilities([PAIRS[i] for i in order])
    np.testing.assert_allclose(shuffled, nli.probabilities(PAIRS)[order], atol=1e-4)


def test_the_order_of_texts_changes_nothing(embedder: EmbeddedEmbedder) -> None:
    reversed_rows = embedder.embed(TEXTS[::-1])
    np.testing.assert_allclose(reversed_rows[::-1], embedder.embed(TEXTS), atol=1e-4)


def test_probabilities_are_float32_rows_that_sum_to_one(nli: EmbeddedNli) -> None:
    shares = nli.probabilities(PAIRS)
    assert shares.dtype == np.float32
    assert shares.shape == (len(PAIRS), 3)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)


def test_embeddings_are_float32_rows_of_length_one(embedder: EmbeddedEmbedder) -> None:
    rows = embedder.embed(TEXTS)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_pairs_give_no_rows(nli: EmbeddedNli) -> None:
    assert nli.probabilities([]).shape == (0, 3)


def test_no_texts_give_no_rows(embedder: EmbeddedEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "label"),
    [
        ("A man is sleeping on a bench.", "A person is asleep.", "entailment"),
        ("A woman bought bread.", "She bought it because her children were hungry.", "neutral"),
        ("A man is sleeping on a bench.", "The man is running a race.", "contradiction"),
        ("The talks were held in Geneva.", "No talks were held.", "contradiction"),
    ],
)
def test_columns_stand_in_the_order_of_the_labels(
    nli: EmbeddedNli, premise: str, hypothesis: str, label: str
) -> None:
    assert LABELS[nli.probabilities([(premise, hypothesis)]).argmax()] == label


def test_a_paraphrase_lies_closer_than_another_subject(embedder: EmbeddedEmbedder) -> None:
    rows = embedder.embed([TEXTS[0], TEXTS[5], TEXTS[3]])
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2


def test_what_a_premise_says_beyond_the_window_changes_nothing(nli: EmbeddedNli) -> None:
    long = "The minister spoke of the weather and of the harvest. " * 30
    hypothesis = "The minister spoke."
    both = nli.probabilities([(long, hypothesis), (long + "He was silent.", hypothesis)])
    np.testing.assert_allclose(both[0], both[1], atol=1e-4)


def test_the_end_of_a_long_hypothesis_still_counts(nli: EmbeddedNli) -> None:
    premise = "The minister resigned on Monday. " * 20
    start = "After weeks of talks with the unions, with his party and with the king, " * 3
    rows = nli.probabilities(
        [(premise, start + "he resigned."), (premise, start + "he did not resign.")]
    )
    assert np.abs(rows[0] - rows[1]).max() > 0.01


@pytest.mark.parametrize(
    #  premise, hypothesis, premise kept: the window is 16, three places go to marks
    ("premise", "hypothesis", "kept"),
    [(5, 5, 5), (20, 5, 8), (20, 3, 10), (20, 12, 8), (2, 20, 2), (20, 20, 8)],
)
def test_the_premise_is_cut_and_never_the_hypothesis(
    premise: int, hypothesis: int, kept: int
) -> None:
    encoded = encode_pair([7] * premise, [8] * hypothesis, CARD, 1, 2)
    assert encoded.ids == [1, *[7] * kept, 2, *[8] * hypothesis, 2]
    assert encoded.segments == [0] * (kept + 2) + [1] * (hypothesis + 1)


def test_a_row_never_outgrows_the_positions_of_the_graph() -> None:
    assert len(encode_pair([7] * 99, [8] * 99, CARD, 1, 2).ids) == CARD.positions


@pytest.mark.parametrize(("length", "kept"), [(0, 0), (5, 5), (14, 14), (15, 14), (99, 14)])
def test_a_text_is_cut_to_the_window_with_its_marks(length: int, kept: int) -> None:
    encoded = encode_text([7] * length, CARD.window, 1, 2)
    assert encoded.ids == [1, *[7] * kept, 2]
    assert encoded.segments == [0] * (kept + 2)


@pytest.mark.parametrize(("longest", "width"), [(3, 8), (8, 8), (9, 12), (13, 16)])
def test_a_batch_is_padded_to_fours_and_padding_is_masked(longest: int, width: int) -> None:
    batch = pad_batch([encode_pair([7], [8], CARD, 1, 2), encode_text([7] * 99, longest, 1, 2)])
    assert {name: value.shape for name, value in batch.items()} == dict.fromkeys(
        ("input_ids", "token_type_ids", "attention_mask"), (2, width)
    )
    assert batch["attention_mask"][0].tolist() == [1] * 5 + [0] * (width - 5)
    assert batch["token_type_ids"][0].tolist() == [0, 0, 0, 1, 1] + [0] * (width - 5)


def test_batches_are_of_like_length_and_leave_nothing_out() -> None:
    lengths = [9, 1, 5, 5, 2, 7, 1]
    batches = batch_by_length(lengths, 3)
    assert batches == [[1, 6, 4], [2, 3, 5], [0]]
    assert batch_by_length([], 3) == []


ARABIC = "اعتقلت الشرطة 12 رجلا."


@pytest.mark.parametrize(
    ("premise", "hypothesis", "mix"),
    [
        (TEXTS[0], TEXTS[1], "en-en"),
        (ARABIC, ARABIC, "ar-ar"),
        (ARABIC, TEXTS[0], "ar-en"),
        (TEXTS[0], ARABIC, "ar-en"),
        ("12", ARABIC, "ar-en"),
        ("", "", "en-en"),
    ],
)
def test_a_mix_names_both_languages_in_either_order(
    premise: str, hypothesis: str, mix: str
) -> None:
    assert mix_of(premise, hypothesis) == mix


def test_a_card_without_temperatures_has_none(tmp_path: Path) -> None:
    fields = {"name": "n", "sha256": "0" * 64, "window": 8, "positions": 8, "width": 3}
    path = tmp_path / "model.json"
    path.write_text(json.dumps(fields), encoding="utf-8")
    assert read_card(path).temperature_by_mix == {}
    path.write_text(json.dumps(fields | {"temperature_by_mix": {"ar-en": 1.5}}))
    assert read_card(path).temperature_by_mix == {"ar-en": 1.5}


def test_an_unknown_model_names_the_known_ones() -> None:
    with pytest.raises(ModelError, match=r"unknown model 'gpt'\nUse one of: 'embedded'"):
        load_nli("gpt")
    with pytest.raises(ModelError, match="unknown model"):
        load_embedder("")


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks model\.onnx, tokenizer\.json, model\.json"):
        Encoder(tmp_path)


@pytest.mark.parametrize("kind", ["nli", "embedder"])
def test_a_card_names_the_weights_that_lie_beside_it(kind: str) -> None:
    require_weights(kind)
    folder = WEIGHTS / kind
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert card["sha256"] == hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    assert {"license", "base", "trained_on", "window"} <= card.keys()


def test_a_model_is_named_with_its_weights(embedder: EmbeddedEmbedder) -> None:
    name, _, digest = embedder.name.partition("@")
    assert name.startswith("embedded-embedder-")
    assert len(digest) == 12


@pytest.mark.parametrize("name", ["model.json", "tokenizer.json"])
def test_the_fingerprint_covers_temperature_and_tokenizer(name: str, tmp_path: Path) -> None:
    for each in ("model.json", "tokenizer.json"):
        (tmp_path / each).write_text('{"temperature": 1.0}', encoding="utf-8")
    before = fingerprint_files(tmp_path)
    (tmp_path / name).write_text('{"temperature": 1.1}', encoding="utf-8")
    assert fingerprint_files(tmp_path) != before


@pytest.mark.parametrize(
    ("machine", "processor", "expected"),
    [
        ("x86_64", "flags : avx2 avx512_vnni", False),
        ("AMD64", "flags : avx2 avx_vnni", False),
        ("x86_64", "flags : avx2", True),
        ("AMD64", "", True),
        ("aarch64", "", False),
        ("arm64", "", False),
    ],
)
def test_products_are_made_exact_where_a_processor_could_overflow(
    machine: str, processor: str, expected: bool
) -> None:
    assert may_overflow(machine, processor) is expected
