"""Export: the graph computes what the trained model computes, in 8 bits, row by row."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.training import tiny
from tests.training.conftest import EMBEDDER_SETTINGS

torch = pytest.importorskip("torch", reason="training needs the extra: training")
pytest.importorskip("onnx", reason="export needs the extra: training")

from factcheck.models.embedded import EmbeddedEmbedder, EmbeddedNli  # noqa: E402
from factcheck.training import embedder, nli  # noqa: E402
from factcheck.training.export import (  # noqa: E402
    NLI_CARD,
    export_checkpoint,
    main,
    write_model_folder,
)
from factcheck.training.graph import quantize_rows  # noqa: E402

SETTINGS = nli.Settings(english=1, bilingual=0, batch=16, warmup=1, rate=1e-3)
ENGLISH = [(row["premise"], row["hypothesis"]) for row in tiny.nli_rows(30)]
ARABIC = [tiny.translation(n)[1] for n in range(4)]
PAIRS = [
    *ENGLISH,
    *((left, right) for left in ARABIC for right in ARABIC),
    *((pair[0], text) for pair, text in zip(ENGLISH, ARABIC, strict=False)),
]
TEXTS = [text for pair in PAIRS[::3] for text in pair]


@pytest.fixture(scope="module")
def work(
    data: Path, base: Path, embedder_run: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder in which a tiny classifier was trained for a few steps."""
    folder = tmp_path_factory.mktemp("work")
    nli.train(data, base, embedder_run, folder, SETTINGS)
    make_decided(folder / "latest" / "model.safetensors")
    return folder


def make_decided(path: Path) -> None:
    """Stretch the classifier, so that probabilities spread from 0 to 1."""
    from safetensors.numpy import load_file, save_file

    weights = load_file(path)
    weights["model.classifier.weight"] *= 60
    save_file(weights, path)


@pytest.fixture(scope="module")
def model(work: Path, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedNli:
    return EmbeddedNli(export_checkpoint(work, tmp_path_factory.mktemp("model")))


@pytest.fixture(scope="module")
def embedding_model(
    embedder_run: Path, tmp_path_factory: pytest.TempPathFactory
) -> EmbeddedEmbedder:
    return EmbeddedEmbedder(export_checkpoint(embedder_run, tmp_path_factory.mktemp("model")))


@torch.no_grad()
def classify(work: Path, base: Path, embedder_run: Path) -> NDArray[np.float32]:
    """Classify `PAIRS` with the trained model itself, in full precision."""
    trainer = nli.start_trainer(base, embedder_run, SETTINGS)
    trainer.resume(work)
    logits = trainer.model.eval()(**trainer.tensors(nli.encode(trainer.tokenizer, PAIRS)))
    return np.asarray(logits.softmax(dim=1))


def test_the_graph_agrees_with_the_classifier_it_came_from(
    work: Path, base: Path, embedder_run: Path, model: EmbeddedNli
) -> None:
    wanted = classify(work, base, embedder_run)
    assert wanted.std() > 0.1
    np.testing.assert_allclose(model.probabilities(PAIRS), wanted, atol=0.05)


def test_the_graph_agrees_with_the_embedder_it_came_from(
    base: Path, embedder_run: Path, embedding_model: EmbeddedEmbedder
) -> None:
    settings = embedder.Settings(**EMBEDDER_SETTINGS)
    trainer = embedder.resume_trainer(base, embedder_run / "latest", settings)
    with torch.no_grad():
        encoded = embedder.encode(trainer, TEXTS)
        wanted = np.asarray(trainer.model.eval()(**trainer.tensors(encoded)))
    rows = embedding_model.embed(TEXTS)
    assert (rows * wanted).sum(axis=1).min() > 0.998
    assert (rows @ rows.T).min() < 0.9


def test_a_pair_gets_the_same_row_alone_in_any_batch_and_in_any_order(
    model: EmbeddedNli,
) -> None:
    rows = model.probabilities(PAIRS)
    alone = np.concatenate([model.probabilities([pair]) for pair in PAIRS])
    np.testing.assert_array_equal(rows, alone)
    order = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))
    shuffled = model.probabilities([PAIRS[i] for i in order])
    np.testing.assert_array_equal(shuffled, rows[order])
    np.testing.assert_array_equal(model.probabilities(PAIRS[:5]), rows[:5])


def test_a_text_gets_the_same_row_alone_in_any_batch_and_in_any_order(
    embedding_model: EmbeddedEmbedder,
) -> None:
    rows = embedding_model.embed(TEXTS)
    alone = np.concatenate([embedding_model.embed([text]) for text in TEXTS])
    np.testing.assert_array_equal(rows, alone)
    np.testing.assert_array_equal(embedding_model.embed(TEXTS[::-1])[::-1], rows)


def test_columns_follow_the_labels_by_name(
    work: Path, model: EmbeddedNli, tmp_path: Path
) -> None:
    card = NLI_CARD | {"labels": list(tiny.LABELS[::-1])}
    turned = EmbeddedNli(write_model_folder(work / "latest", tmp_path, "classes", card))
    np.testing.assert_array_equal(turned.logits(PAIRS), model.logits(PAIRS)[:, ::-1])


def test_each_mix_of_languages_has_a_temperature_of_its_own(
    work: Path, model: EmbeddedNli, tmp_path: Path
) -> None:
    card = NLI_CARD | {"temperature_by_mix": {"ar-ar": 2.0, "ar-en": 0.5}}
    folder = write_model_folder(work / "latest", tmp_path, "classes", card)
    english, arabic = "police held two men", ARABIC[0]
    pairs = [(english, english), (arabic, arabic), (english, arabic), (arabic, english)]
    logits = model.logits(pairs) / np.float32([[1.0], [2.0], [0.5], [0.5]])
    wanted = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(EmbeddedNli(folder).probabilities(pairs), wanted, atol=1e-5)


def test_the_same_weights_give_the_same_bytes(work: Path, tmp_path: Path) -> None:
    first, second = (export_checkpoint(work, tmp_path / name) for name in ("a", "b"))
    for name in ("model.onnx", "tokenizer.json", "model.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def read_card(folder: Path) -> dict[str, Any]:
    card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return card


def test_the_card_tells_what_the_classifier_was_trained_on(work: Path, tmp_path: Path) -> None:
    assert main([str(work), "--output", str(tmp_path)]) == 0
    card = read_card(tmp_path)
    assert (card["languages"], card["labels"]) == (["en", "ar"], list(tiny.LABELS))
    assert (card["width"], card["window"], card["positions"]) == (3, 128, 128)
    seen = card["trained_on"]
    assert (seen["batches"], seen["is_finished"]) == (4, True)
    assert seen["settings"]["rate"] == SETTINGS.rate
    assert sum(seen["english"].values()) == 64


def test_the_card_of_an_embedder_tells_its_width(embedder_run: Path, tmp_path: Path) -> None:
    card = read_card(export_checkpoint(embedder_run, tmp_path))
    assert card["width"] == 64
    assert "labels" not in card
    assert card["trained_on"]["batches"] == 12


def test_an_unfinished_run_says_so(
    data: Path, base: Path, embedder_run: Path, tmp_path: Path
) -> None:
    nli.train(data, base, embedder_run, tmp_path / "work", SETTINGS, stop_after=1)
    card = read_card(export_checkpoint(tmp_path / "work", tmp_path / "out"))
    assert card["trained_on"]["is_finished"] is False


def test_a_folder_without_a_checkpoint_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="holds no checkpoint"):
        export_checkpoint(tmp_path, tmp_path / "out")


def test_codes_times_scales_are_about_the_matrix_and_rows_do_not_share_a_scale() -> None:
    matrix = np.float32([[1.0, -0.5, 0.004], [100.0, 3.0, -100.0], [0, 0, 0]])
    codes, scales = quantize_rows(matrix)
    assert codes.dtype == np.int8
    assert (codes.min(), codes.max()) == (-127, 127)
    np.testing.assert_array_equal(np.abs(codes * scales - matrix) <= scales / 2 + 1e-6, True)
    assert scales[0, 0] == pytest.approx(1 / 127)
