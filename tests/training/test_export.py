"""Export: the graph computes what the trained model computes, in 8 bits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.models.embedded import EmbeddedEmbedder, EmbeddedNli
from factcheck.training.nli import Settings, train
from tests.training import tiny
from tests.training.test_nli import rows

torch = pytest.importorskip("torch", reason="training needs the extra: training")
pytest.importorskip("onnx", reason="export needs the extra: training")

CARD = {"name": "tiny", "labels": list(tiny.LABELS), "width": 3, "license": "none"}
PAIRS = [(r["premise"], r["hypothesis"]) for r in tiny.nli_rows(40)]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a tiny model was trained for a few steps."""
    base = tiny.write_base(tmp_path_factory.mktemp("base"))
    folder = tmp_path_factory.mktemp("work")
    train(rows(), base, folder, Settings(pairs=96, batch=8, window=32, rate=5e-3))
    make_decided(folder / "latest" / "model.safetensors")
    (folder / "mixture.json").write_text('{"wanli_15k.train": 96}')
    return folder


def make_decided(path: Path) -> None:
    """Stretch the classifier, so that probabilities spread from 0 to 1."""
    from safetensors.numpy import load_file, save_file

    weights = load_file(path)
    weights["classifier.weight"] *= 60
    save_file(weights, path, metadata={"format": "pt"})


def export(work: Path, output: Path, head: Literal["classes", "mean"], **fields: Any) -> Path:
    from factcheck.training.export import write_model_folder

    return write_model_folder(work / "latest", output, head, CARD | fields, window=32)


def reference(work: Path) -> NDArray[np.float32]:
    """Classify `PAIRS` with the trained model itself."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(work / "latest")
    model = AutoModelForSequenceClassification.from_pretrained(work / "latest").eval()
    left, right = zip(*PAIRS, strict=True)
    inputs = tokenizer(list(left), list(right), padding=True, return_tensors="pt")
    with torch.no_grad():
        return np.asarray(model(**inputs).logits.softmax(dim=1))


def test_the_graph_agrees_with_the_model_it_came_from(work: Path, tmp_path: Path) -> None:
    model = EmbeddedNli(export(work, tmp_path, "classes"))
    wanted = reference(work)
    assert wanted.std() > 0.1
    np.testing.assert_allclose(model.probabilities(PAIRS), wanted, atol=0.04)


def test_columns_follow_the_labels_by_name(work: Path, tmp_path: Path) -> None:
    plain = EmbeddedNli(export(work, tmp_path / "plain", "classes"))
    turned = export(work, tmp_path / "turned", "classes", labels=list(tiny.LABELS[::-1]))
    np.testing.assert_allclose(
        EmbeddedNli(turned).probabilities(PAIRS),
        plain.probabilities(PAIRS)[:, ::-1],
        atol=1e-6,
    )


def test_a_pair_gets_the_same_row_alone_and_in_any_batch(work: Path, tmp_path: Path) -> None:
    model = EmbeddedNli(export(work, tmp_path, "classes"))
    alone = np.concatenate([model.probabilities([pair]) for pair in PAIRS])
    np.testing.assert_allclose(model.probabilities(PAIRS), alone, atol=1e-4)


def test_a_higher_temperature_makes_no_other_choice_but_a_softer_one(
    work: Path, tmp_path: Path
) -> None:
    sharp = EmbeddedNli(export(work, tmp_path / "1", "classes")).probabilities(PAIRS)
    soft = EmbeddedNli(export(work, tmp_path / "2", "classes", temperature=2.0))
    shares = soft.probabilities(PAIRS)
    np.testing.assert_array_equal(shares.argmax(axis=1), sharp.argmax(axis=1))
    assert (shares.max(axis=1) < sharp.max(axis=1)).all()


def test_the_embedder_averages_the_tokens(work: Path, tmp_path: Path) -> None:
    from transformers import AutoModel, AutoTokenizer

    embedder = EmbeddedEmbedder(export(work, tmp_path, "mean", width=64))
    tokenizer = AutoTokenizer.from_pretrained(work / "latest")
    model = AutoModel.from_pretrained(work / "latest", add_pooling_layer=False).eval()
    text = "police held two women in Cairo"
    with torch.no_grad():
        states = model(**tokenizer(text, return_tensors="pt")).last_hidden_state[0]
    mean = torch.nn.functional.normalize(states.mean(dim=0), dim=0)
    assert float(embedder.embed([text])[0] @ mean.numpy()) > 0.998


def test_the_same_weights_give_the_same_bytes(work: Path, tmp_path: Path) -> None:
    first, second = (export(work, tmp_path / name, "classes") for name in ("a", "b"))
    for name in ("model.onnx", "tokenizer.json", "model.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_card_tells_what_the_model_was_trained_on(work: Path, tmp_path: Path) -> None:
    from factcheck.training.export import main

    assert main([str(work), "--output", str(tmp_path), "--temperature", "1.5"]) == 0
    card = json.loads((tmp_path / "model.json").read_text())
    assert card["temperature"] == 1.5
    assert card["trained_on"] == {
        "pairs_seen": 96,
        "finished": True,
        "mixture": {"wanli_15k.train": 96},
    }
