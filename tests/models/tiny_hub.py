"""Models of a few thousand random weights in Hugging Face layout, and a cache of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

WORDS = (
    *("police", "held", "men", "women", "two", "twelve", "in", "Cairo", "Aleppo", "not"),
    *("on", "Monday", "the", "query", ":", "اعتقلت", "الشرطة", "رجال", "حلب", "يوم"),
)
MARKS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
POSITIONS = 64
WIDTH = 16
COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER_COMMIT = "fedcba9876543210fedcba9876543210fedcba98"
NLI_LABELS = ("entailment", "neutral", "contradiction")


def require_torch() -> None:
    """Skip a test where the extra `hub` is not installed."""
    torch = pytest.importorskip("torch", reason="needs torch, of the extra hub")
    pytest.importorskip("transformers", reason="needs transformers, of the extra hub")
    torch.set_num_threads(1)  # the models are tiny: more threads only wait for each other


def write_nli(folder: Path, labels: Sequence[str] = NLI_LABELS, *, card: str = "") -> Path:
    """Write a cross-encoder that gives the labels in this order."""
    from transformers import BertForSequenceClassification

    config = make_config(id2label=dict(enumerate(labels)), num_labels=len(labels))
    save(BertForSequenceClassification(config), folder)
    if card:
        (folder / "README.md").write_text(card, encoding="utf-8")
    return folder


def write_encoder(folder: Path) -> Path:
    """Write an encoder alone, as any BERT is saved."""
    from transformers import BertModel

    return save(BertModel(make_config()), folder)


def write_sentence_model(
    folder: Path,
    *,
    pooling: str = "mean",
    steps: Sequence[str] = (),
    is_old: bool = True,
    settings: dict[str, Any] | None = None,
    prompts: dict[str, Any] | None = None,
) -> Path:
    """Write an encoder with sentence-transformers' files; `steps` are Dense and Normalize."""
    write_encoder(folder)
    rows = [("", "Transformer"), ("1_Pooling", "Pooling")]
    rows += [(f"{number}_{step}", step) for number, step in enumerate(steps, 2)]
    prefix = "sentence_transformers." + ("models" if is_old else "base.modules.module")
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"{prefix}.{kind}"}
        for i, (path, kind) in enumerate(rows)
    ]
    write_json(folder / "modules.json", modules)
    write_json(folder / "1_Pooling" / "config.json", pooling_config(pooling, is_old=is_old))
    for path, kind in rows[2:]:
        if kind == "Dense":
            write_dense(folder / path)
    if settings:
        write_json(folder / "sentence_bert_config.json", settings)
    if prompts:
        write_json(folder / "config_sentence_transformers.json", prompts)
    return folder


def pooling_config(pooling: str, *, is_old: bool) -> dict[str, Any]:
    """The pooling's file as version 2 wrote it, or as version 6 does."""
    if not is_old:
        return {"embedding_dimension": WIDTH, "pooling_mode": pooling, "include_prompt": True}
    keys = {"cls": "cls_token", "lasttoken": "lasttoken"}
    chosen = keys.get(pooling, f"{pooling}_tokens")
    names = ("cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens", "lasttoken")
    modes = {f"pooling_mode_{name}": name == chosen for name in names}
    return {"word_embedding_dimension": WIDTH, **modes}


def write_dense(folder: Path) -> None:
    """Write a dense layer from WIDTH to 8."""
    import torch
    from safetensors.torch import save_file

    torch.manual_seed(5)
    name = "torch.nn.modules.activation.Tanh"
    write_json(folder / "config.json", {"out_features": 8, "activation_function": name})
    weights = {"linear.weight": torch.randn(8, WIDTH), "linear.bias": torch.randn(8)}
    save_file(weights, folder / "model.safetensors")


def make_config(**changes: Any) -> Any:
    """A BERT of one layer whose random weights are large enough to tell words apart."""
    from transformers import BertConfig

    return BertConfig(
        vocab_size=len(MARKS) + len(WORDS),
        hidden_size=WIDTH,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=POSITIONS,
        **changes,
    )


def save(model: Any, folder: Path) -> Path:
    """Save a model with weights that depend on nothing but its shape, and its tokenizer."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()
    torch.manual_seed(3)
    for name, parameter in model.named_parameters():
        if parameter.ndim > 1 or name.startswith("classifier"):
            torch.nn.init.normal_(parameter, std=0.5)
    model.save_pretrained(folder)
    write_tokenizer(folder)
    return folder


def write_tokenizer(folder: Path) -> None:
    """Write a tokenizer that knows `WORDS` whole and nothing else."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate([*MARKS, *(w.lower() for w in WORDS)])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]"
    ).save_pretrained(folder)


def put_in_cache(
    cache: Path, model_id: str, source: Path, *, commit: str = COMMIT, ref: str | None = "main"
) -> Path:
    """Lay a folder into a Hugging Face cache as a commit of `model_id`."""
    home = cache / ("models--" + model_id.replace("/", "--"))
    shutil.copytree(source, home / "snapshots" / commit)
    if ref:
        (home / "refs").mkdir(exist_ok=True)
        (home / "refs" / ref).write_text(commit, encoding="utf-8")
    return home / "snapshots" / commit


def change_json(path: Path, **changes: Any) -> None:
    """Change keys of a JSON file."""
    write_json(path, json.loads(path.read_text(encoding="utf-8")) | changes)


def write_json(path: Path, value: Any) -> None:
    """Write a JSON file, making its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")
