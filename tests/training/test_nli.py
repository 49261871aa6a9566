"""NLI training: seeded, resumable in either part and across the border between them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.training import tiny
from tests.training.held_back import held_back_names, trained_names
from tests.training.weights import assert_same_weights, read_weights

torch = pytest.importorskip("torch", reason="training needs the extra: training")

from factcheck.models import LABELS  # noqa: E402
from factcheck.training.mixture import read_rows  # noqa: E402
from factcheck.training.nli import (  # noqa: E402
    Settings,
    encode,
    judge_pairs,
    start_trainer,
    train,
)

SETTINGS = Settings(english=2, bilingual=2, batch=16, warmup=2, rate=1e-3)
BORDER = 8  # batches of the English part
WORDS = "bert.embeddings.word_embeddings.weight"


@pytest.fixture(scope="module")
def whole(
    data: Path, base: Path, embedder_run: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder in which a classifier was trained without a break."""
    folder = tmp_path_factory.mktemp("nli")
    train(data, base, embedder_run, folder, SETTINGS)
    return folder


@pytest.mark.parametrize("kills", [(3, 2), (6, 5), (11,)])
def test_a_killed_run_resumes_to_the_same_weights(
    data: Path, base: Path, embedder_run: Path, whole: Path, tmp_path: Path, kills: tuple[int]
) -> None:
    for batches in kills:
        train(data, base, embedder_run, tmp_path, SETTINGS, stop_after=batches)
    cut = train(data, base, embedder_run, tmp_path, SETTINGS)
    assert_same_weights(whole / "latest", cut)


def test_words_of_the_base_stay_and_new_pieces_move(
    base: Path, embedder_run: Path, whole: Path
) -> None:
    before = read_weights(base)["embeddings.word_embeddings.weight"]
    placed = read_weights(embedder_run / "latest")["encoder.embeddings.word_embeddings.weight"]
    after = read_weights(whole / "latest")[f"model.{WORDS}"]
    known = len(before)
    np.testing.assert_array_equal(after[:known], before)
    assert after.shape == placed.shape
    moved = np.abs(after[known:] - placed[known:]).max(axis=1)
    assert (moved > 1e-4).mean() > 0.25  # others stand for parts of words that were not read


def test_pieces_start_where_the_embedder_put_them(base: Path, embedder_run: Path) -> None:
    trainer = start_trainer(base, embedder_run, SETTINGS)
    placed = read_weights(embedder_run / "latest")["encoder.embeddings.word_embeddings.weight"]
    words = trainer.model.state_dict()["model.bert.embeddings.word_embeddings.learned"]
    np.testing.assert_array_equal(np.asarray(words), placed[-len(words) :])


def test_the_parts_are_noted_and_neither_holds_a_row_held_back(whole: Path) -> None:
    import gzip

    counts = [
        json.loads((whole / f"{part}.json").read_text()) for part in ("english", "bilingual")
    ]
    assert [sum(one.values()) for one in counts] == [2 * 64, 2 * 64]
    with gzip.open(whole / "bilingual.jsonl.gz", "rt", encoding="utf-8") as file:
        text = file.read()
    assert not [name for name in held_back_names() if name in text]
    assert any(name in text for name in trained_names())


def test_too_little_data_is_refused_with_the_number_of_chunks_there_is(
    data: Path, base: Path, embedder_run: Path, tmp_path: Path
) -> None:
    most = Settings(english=50, bilingual=2, batch=16)
    with pytest.raises(SystemExit, match=r"of 3,200 rows; ask for --english [1-9]"):
        train(data, base, embedder_run, tmp_path, most)


def test_an_embedder_not_yet_trained_is_refused(base: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no checkpoint of an embedder"):
        start_trainer(base, tmp_path, SETTINGS)


def test_a_run_is_brought_to_its_end_sooner_and_goes_on_from_a_share(
    data: Path, base: Path, embedder_run: Path, tmp_path: Path
) -> None:
    train(data, base, embedder_run, tmp_path, SETTINGS, stop_after=2)
    folder = train(data, base, embedder_run, tmp_path, SETTINGS, end_at=4)
    state = torch.load(folder / "trainer.pt", weights_only=True)
    assert (state["step"], state["plan"][-1]) == (4, (4, 0.0))
    folder = train(data, base, embedder_run, tmp_path, SETTINGS, end_at=6, share=0.5)
    state = torch.load(folder / "trainer.pt", weights_only=True)
    assert (state["step"], state["plan"]) == (6, [(4, 0.5), (6, 0.0)])


def test_the_checkpoint_names_its_labels_in_order(whole: Path) -> None:
    config = json.loads((whole / "latest" / "config.json").read_text())
    assert tuple(config["id2label"][str(i)] for i in range(3)) == LABELS


def test_judging_depends_on_no_order_and_leaves_the_model_training(
    base: Path, embedder_run: Path
) -> None:
    trainer = start_trainer(base, embedder_run, SETTINGS)
    pairs = [(row["premise"], row["hypothesis"]) for row in tiny.nli_rows(9)]
    shares = judge_pairs(trainer, pairs)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(judge_pairs(trainer, pairs[::-1])[::-1], shares, atol=0.02)
    assert trainer.model.training
    assert judge_pairs(trainer, []).shape == (0, 3)


def test_pairs_are_marked_and_cut_as_in_the_runtime(base: Path, embedder_run: Path) -> None:
    trainer = start_trainer(base, embedder_run, SETTINGS)
    (pair,) = encode(trainer.tokenizer, [("police " * 300, "two men")])
    assert pair.ids[0] == trainer.start
    assert [place for place, one in enumerate(pair.ids) if one == trainer.end] == [124, 127]
    assert pair.segments == [0] * 125 + [1] * 3


def test_a_row_without_a_source_has_its_files_name(data: Path) -> None:
    rows = list(read_rows(data / "nli" / "ans_stance_ar.train.jsonl.gz"))
    assert {row.source for row, _ in rows} == {"ans_stance_ar.train"}
    assert [row.label for row, _ in rows[:2]] == [0, 2]
