"""The trainer: the base's words stay, the plan is kept, and no kill spoils a checkpoint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.training.weights import assert_same_weights, read_weights

torch = pytest.importorskip("torch", reason="training needs the extra: training")

from factcheck.training.embedder import Sentences, encode  # noqa: E402
from factcheck.training.trainer import (  # noqa: E402
    GrownEmbedding,
    Trainer,
    find_checkpoint,
    grow_words,
    run_batches,
    whole_weights,
    without_dropout,
    word_embeddings,
)

SETTINGS = {"rate": 1e-3, "warmup": 4}
TEXT = "police held two men"


@pytest.fixture
def trainer(base: Path) -> Trainer:
    return make_trainer(base)


def make_trainer(base: Path, **settings: float) -> Trainer:
    from tokenizers import Tokenizer
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(base)
    torch.manual_seed(4)
    grow_words(encoder, torch.randn(3, 64))
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    return Trainer(without_dropout(Sentences(encoder)), tokenizer, SETTINGS | settings)


def losses(trainer: Trainer, asked: list[int] | None = None) -> Iterator[torch.Tensor]:
    """Yield the first number of an embedding as the loss, without end; note each asking."""
    while True:
        if asked is not None:
            asked.append(trainer.step)
        yield trainer.model(**trainer.tensors(encode(trainer, [TEXT]))).sum()


def test_ids_below_the_base_size_read_fixed_rows_and_all_others_learned_ones() -> None:
    fixed, learned = torch.randn(5, 4), torch.randn(3, 4)
    ids = torch.tensor([[0, 4, 5], [7, 6, 2]])
    found = GrownEmbedding(fixed, learned)(ids)
    assert torch.equal(found, torch.cat([fixed, learned])[ids])


def test_only_new_pieces_learn() -> None:
    words = GrownEmbedding(torch.randn(5, 4), torch.randn(3, 4))
    words(torch.tensor([1, 6])).sum().backward()
    assert [name for name, _ in words.named_parameters()] == ["learned"]
    assert words.learned.grad.abs().sum(dim=1).gt(0).tolist() == [False, True, False]


def test_weights_hold_the_words_in_one_table(trainer: Trainer, base: Path) -> None:
    weights = whole_weights(trainer.model)
    before = word_embeddings(make_trainer(base).model.encoder.__class__.from_pretrained(base))
    words = weights["encoder.embeddings.word_embeddings.weight"]
    assert words.shape == (len(before) + 3, 64)
    assert torch.equal(words[: len(before)], before)
    assert not any(name.endswith(("fixed", "learned")) for name in weights)


def test_the_rate_rises_then_falls_to_nothing(trainer: Trainer) -> None:
    trainer.plan_steps(44)
    shares = []
    for trainer.step in range(45):
        shares.append(trainer.share_of_rate())
    assert shares[:6] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0, 0.975])
    assert shares[24] == pytest.approx(0.5)
    assert shares[44] == 0


def test_a_new_plan_falls_from_the_present_rate_or_from_the_share_asked_for(
    trainer: Trainer,
) -> None:
    trainer.plan_steps(44)
    trainer.step = 24
    trainer.plan_steps(34)
    assert trainer.plan == [(24, pytest.approx(0.5)), (34, 0.0)]
    trainer.plan_steps(30, 0.25)
    assert trainer.plan == [(24, 0.25), (30, 0.0)]


def test_new_pieces_learn_at_a_rate_of_their_own(base: Path) -> None:
    trainer = make_trainer(base)
    trainer.optimizer.param_groups[1]["share"] = 5.0
    trainer.plan_steps(44)
    trainer.learn(next(losses(trainer)))
    assert [group["lr"] for group in trainer.optimizer.param_groups] == pytest.approx(
        [2e-4, 1e-3]
    )


def test_no_loss_is_asked_for_beyond_the_plan(trainer: Trainer, tmp_path: Path) -> None:
    asked: list[int] = []
    trainer.plan_steps(3)
    run_batches(trainer, losses(trainer, asked), tmp_path, every=10)
    assert (asked, trainer.step) == ([0, 1, 2], 3)
    run_batches(trainer, losses(trainer, asked), tmp_path, every=10)
    assert (asked, trainer.step) == ([0, 1, 2], 3)


def test_a_resumed_run_knows_step_plan_and_optimiser(base: Path, tmp_path: Path) -> None:
    whole, cut = make_trainer(base), make_trainer(base)
    whole.plan_steps(6)
    left = run_batches(whole, losses(whole), tmp_path / "whole", every=10)
    cut.plan_steps(6)
    run_batches(cut, losses(cut), tmp_path / "cut", every=10, stop_after=2)
    cut = make_trainer(base)
    cut.resume(tmp_path / "cut")
    assert (cut.step, cut.plan) == (2, whole.plan)
    right = run_batches(cut, losses(cut), tmp_path / "cut", every=10)
    assert_same_weights(left, right)
    first = read_weights(left)["encoder.pooler.dense.bias"]
    assert first.shape == (64,)


def test_a_kill_between_two_renames_loses_nothing(base: Path, tmp_path: Path) -> None:
    trainer = make_trainer(base)
    trainer.step, trainer.plan = 7, [(0, 1.0), (9, 0.0)]
    trainer.save(tmp_path)
    (tmp_path / "latest").rename(tmp_path / "old")
    assert find_checkpoint(tmp_path) == tmp_path / "old"
    again = make_trainer(base)
    again.resume(tmp_path)
    assert again.step == 7
    again.save(tmp_path)
    assert find_checkpoint(tmp_path) == tmp_path / "latest"
    assert not (tmp_path / "old").exists()


def test_a_folder_without_a_checkpoint_begins_anew(trainer: Trainer, tmp_path: Path) -> None:
    trainer.resume(tmp_path)
    assert (trainer.step, trainer.plan, find_checkpoint(tmp_path)) == (0, [], None)


def test_other_settings_do_not_continue_a_run(base: Path, tmp_path: Path) -> None:
    trainer = make_trainer(base)
    trainer.plan_steps(3)
    trainer.save(tmp_path)
    with pytest.raises(SystemExit, match="other settings"):
        make_trainer(base, rate=2e-3).resume(tmp_path)
