"""The embedder's training: resumable, on rows not held back, English left in place."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from tests.training import tiny
from tests.training.conftest import EMBEDDER_SETTINGS
from tests.training.held_back import held_back_names, trained_names
from tests.training.weights import assert_same_weights, read_weights

torch = pytest.importorskip("torch", reason="training needs the extra: training")

from factcheck.training import embedder  # noqa: E402
from factcheck.training.embedder import (  # noqa: E402
    Settings,
    Teacher,
    losses,
    passes,
    read_english,
    resume_trainer,
    train,
)
from factcheck.training.parallel import Translation  # noqa: E402

SETTINGS = Settings(**EMBEDDER_SETTINGS)
WORDS = "encoder.embeddings.word_embeddings.weight"


def test_a_killed_run_resumes_where_it_was(
    data: Path, base: Path, embedder_start: Path, embedder_run: Path, tmp_path: Path
) -> None:
    shutil.copytree(embedder_start, tmp_path / "run")
    for batches in (2, 5):
        train(data, base, tmp_path / "run", SETTINGS, stop_after=batches)
    cut = train(data, base, tmp_path / "run", SETTINGS)
    # The teacher's rows are brain floats and may differ in their last bit after a restart.
    assert_same_weights(embedder_run / "latest", cut, within=2e-3)


def test_words_of_the_base_stay_and_new_pieces_move(
    base: Path, embedder_start: Path, embedder_run: Path
) -> None:
    before = read_weights(base)["embeddings.word_embeddings.weight"]
    start = read_weights(embedder_start / "latest")
    after = read_weights(embedder_run / "latest")
    known = len(before)
    np.testing.assert_array_equal(after[WORDS][:known], before)
    moved = np.abs(after[WORDS][known:] - start[WORDS][known:]).max(axis=1)
    assert (moved > 1e-3).mean() > 0.25  # others stand for parts of words that were not read
    name = "encoder.encoder.layer.0.output.dense.weight"
    assert (after[name] != start[name]).any()


def test_translations_end_nearer_than_they_began(
    base: Path, embedder_start: Path, embedder_run: Path
) -> None:
    begun = resume_trainer(base, embedder_start / "latest", SETTINGS)
    trained = resume_trainer(base, embedder_run / "latest", SETTINGS)
    rows = [tiny.translation(n) for n in (41, 82, 120, 163)]
    english = Teacher(begun, base).embed([row[0] for row in rows])
    with torch.no_grad():
        near = [
            float((embedder._embed(one, [row[1] for row in rows]) * english).sum(1).mean())
            for one in (begun, trained)
        ]
    assert near[1] > near[0] + 0.02


def test_a_finished_run_started_again_learns_no_more(
    data: Path, base: Path, embedder_run: Path
) -> None:
    def state() -> tuple[int, list[tuple[int, float]]]:
        stored = torch.load(embedder_run / "latest" / "trainer.pt", weights_only=True)
        return stored["step"], stored["plan"]

    before = state()
    train(data, base, embedder_run, SETTINGS)
    assert state() == before
    assert before[0] == SETTINGS.batches


def test_every_fourth_batch_is_english(data: Path, base: Path, embedder_run: Path) -> None:
    trainer = resume_trainer(base, embedder_run / "latest", SETTINGS)
    trainer.step = 0
    seen: list[int] = []

    class Noted(Teacher):
        """Notes how many texts it is asked for at once."""

        def embed(self, texts: Sequence[str]) -> torch.Tensor:
            seen.append(len(texts))
            return super().embed(texts)

    # Two chunks of four Arabic batches, each with an English one of half the size after three.
    list(islice(losses(trainer, Noted(trainer, base), data, SETTINGS), 9))
    assert seen == [32, 4, 32, 4]


def test_no_pass_holds_a_row_held_back(data: Path, small_chunks: None) -> None:
    chosen = [row for one in islice(passes(data, 1), 2) for row in one]
    text = " ".join(f"{row.english} {row.arabic}" for row in chosen)
    assert not [name for name in held_back_names() if name in text]
    assert sum(name in text for name in trained_names()) > 20


def test_the_english_that_keeps_its_place_is_not_held_back(data: Path) -> None:
    text = " ".join(read_english(data, 1))
    assert not [name for name in held_back_names() if name in text]
    assert tiny.place_name(900)[0] in text
    assert tiny.place_name(tiny.FIRST_OF_SOURCE["ud_pud"])[0] in text


def test_news_is_read_more_often_than_scripture(data: Path, small_chunks: None) -> None:
    (chosen,) = islice(passes(data, 1), 1)
    sources = [row.source for row in chosen]
    assert sources.count("ud_pud") == 3 * 6
    assert sources.count("fignews2024_news_mt") == 2 * 6
    assert sources.count("bible_svd") < 6
    assert sources.count("names") == embedder.NAME_LINES


def test_passes_differ_but_not_from_run_to_run(data: Path, small_chunks: None) -> None:
    first, second = islice(passes(data, 1), 2)
    assert first != second
    assert [first, second] == list(islice(passes(data, 1), 2))
    assert first != next(passes(data, 2))


def test_names_are_joined_alike_in_both_languages() -> None:
    names = [Translation(en, ar, "x") for en, ar in (("a", "ا"), ("b", "ب"), ("c", "ج"))]
    joined = [embedder._join_names(names[:count])[:2] for count in (1, 2, 3)]
    assert joined == [("a", "ا"), ("a and b", "ا وب"), ("a, b and c", "ا، ب وج")]
