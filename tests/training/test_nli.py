"""The trainer: seeded, and no kill changes where it ends."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.training.contrast import Row
from factcheck.training.nli import Settings, mix_rows, train
from tests.training import tiny

torch = pytest.importorskip("torch", reason="training needs the extra: training")
SETTINGS = Settings(pairs=96, batch=8, window=32, warmup=3, rate=1e-3)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny.write_base(tmp_path_factory.mktemp("base"))


def rows(count: int = 96) -> list[Row]:
    order = {label: i for i, label in enumerate(tiny.LABELS)}
    return [
        Row(r["premise"], r["hypothesis"], order[r["label"]], r["source"])
        for r in tiny.nli_rows(count)
    ]


def weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    from safetensors.numpy import load_file

    return dict(load_file(folder / "model.safetensors"))


def assert_same_weights(left: Path, right: Path) -> None:
    left_weights, right_weights = weights(left), weights(right)
    assert left_weights.keys() == right_weights.keys()
    for name, value in left_weights.items():
        np.testing.assert_array_equal(value, right_weights[name], err_msg=name)


def test_a_killed_run_resumes_to_the_same_weights(base: Path, tmp_path: Path) -> None:
    whole = train(rows(), base, tmp_path / "whole", SETTINGS)
    train(rows(), base, tmp_path / "cut", SETTINGS, stop_after=5)
    cut = train(rows(), base, tmp_path / "cut", SETTINGS)
    assert_same_weights(whole, cut)


def test_training_moves_all_weights_but_the_word_embeddings(base: Path, tmp_path: Path) -> None:
    trained = weights(train(rows(), base, tmp_path, SETTINGS))
    before = weights(base)
    same = [n for n in before if (trained[f"bert.{n}"] == before[n]).all()]
    assert same == ["embeddings.word_embeddings.weight"]


def test_other_settings_do_not_continue_a_run(base: Path, tmp_path: Path) -> None:
    train(rows(), base, tmp_path, SETTINGS, stop_after=1)
    with pytest.raises(SystemExit, match="other settings"):
        train(rows(), base, tmp_path, Settings(pairs=96, batch=8, seed=2))


def test_a_run_can_be_brought_to_its_end_sooner(base: Path, tmp_path: Path) -> None:
    train(rows(), base, tmp_path, SETTINGS, stop_after=4)
    folder = train(rows(), base, tmp_path, SETTINGS, end_at=64)
    state = torch.load(folder / "trainer.pt", weights_only=True)
    assert state["step"] == 64 // SETTINGS.batch
    assert state["plan"][-1] == (64 // SETTINGS.batch, 0.0)


def test_a_run_at_its_end_can_go_on_from_a_share_of_the_rate(
    base: Path, tmp_path: Path
) -> None:
    first = weights(train(rows(), base, tmp_path, SETTINGS, end_at=64))
    folder = train(rows(), base, tmp_path, SETTINGS, end_at=96, share=0.5)
    state = torch.load(folder / "trainer.pt", weights_only=True)
    assert (state["step"], state["plan"]) == (12, [(8, 0.5), (12, 0.0)])
    name = "classifier.weight"
    assert (weights(folder)[name] != first[name]).any()


def test_the_checkpoint_names_its_labels_in_order(base: Path, tmp_path: Path) -> None:
    from transformers import AutoConfig

    config = AutoConfig.from_pretrained(train(rows(8), base, tmp_path, SETTINGS, stop_after=1))
    assert tuple(config.id2label[i] for i in range(3)) == tiny.LABELS


def write_sources(data: Path) -> None:
    plain = tiny.nli_rows(40)
    noisy = [row | {"source": "disco_cf.train", "tier": "C"} for row in tiny.nli_rows(40)]
    tiny.write_lines(data / "nli" / "train.jsonl.gz", noisy + plain)
    tiny.write_lines(data / "news" / "articles.jsonl.gz", [])


def test_a_small_budget_drops_the_noisy_rows_first(tmp_path: Path) -> None:
    write_sources(tmp_path)
    chosen = mix_rows(tmp_path, Settings(pairs=60))
    by_source = [row.source for row in chosen]
    assert by_source.count("wanli_15k.train") == 40
    assert by_source.count("disco_cf.train") == 20


def test_one_seed_chooses_the_same_rows_in_the_same_order(tmp_path: Path) -> None:
    write_sources(tmp_path)
    assert mix_rows(tmp_path, Settings(pairs=60)) == mix_rows(tmp_path, Settings(pairs=60))
    assert mix_rows(tmp_path, Settings(pairs=60)) != mix_rows(
        tmp_path, Settings(pairs=60, seed=2)
    )
