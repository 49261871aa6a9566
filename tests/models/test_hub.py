"""Larger models: what a text gets is the model's own answer, whatever is beside it."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from factcheck.errors import ModelError
from factcheck.models import LABELS, load_embedder, load_nli
from factcheck.models.hub import HubEmbedder, HubNli
from tests.models import tiny_hub

TEXTS = [
    "police held twelve men in Aleppo on Monday",
    "men",
    "اعتقلت الشرطة رجال حلب يوم",
    "the police held two women not men in Cairo " * 12,
    "",
    "women held the police",
]
PAIRS = [(left, right) for left in TEXTS for right in (TEXTS[0], TEXTS[1], TEXTS[5])]


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the user's environment as it was, and say that the network may be used."""
    tiny_hub.require_torch()
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "0")
    monkeypatch.delenv("FACTCHECK_DEVICE", raising=False)


@pytest.fixture
def no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that so much as looks up a name."""

    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("the network was used")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture(scope="module")
def nli_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tiny_hub.require_torch()
    return tiny_hub.write_nli(tmp_path_factory.mktemp("hub") / "tiny-nli")


@pytest.fixture(scope="module")
def sentence_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tiny_hub.require_torch()
    return tiny_hub.write_sentence_model(tmp_path_factory.mktemp("hub") / "tiny-sentences")


def ask_transformers(folder: Path, premise: str, hypothesis: str) -> Any:
    """The logits of one pair, by transformers alone."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    with torch.no_grad():
        return model(**tokenizer(premise, hypothesis, return_tensors="pt")).logits[0].numpy()


def embed_tokens(folder: Path, text: str) -> Any:
    """The vectors of one text's tokens, by transformers alone."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    encoded = AutoTokenizer.from_pretrained(folder)(text, return_tensors="pt")
    with torch.no_grad():
        return AutoModel.from_pretrained(folder).eval()(**encoded).last_hidden_state[0].numpy()


def test_a_pair_gets_the_same_row_alone_and_in_any_batch(nli_folder: Path) -> None:
    nli = load_nli(str(nli_folder))
    together = nli.probabilities(PAIRS * 3)
    alone = np.concatenate([nli.probabilities([pair]) for pair in PAIRS])
    np.testing.assert_allclose(together, np.tile(alone, (3, 1)), atol=1e-4)
    order = random.Random(1).sample(range(len(PAIRS)), len(PAIRS))
    shuffled = nli.probabilities([PAIRS[i] for i in order])
    np.testing.assert_allclose(shuffled, alone[order], atol=1e-4)


def test_probabilities_are_float32_rows_that_sum_to_one(nli_folder: Path) -> None:
    nli = load_nli(str(nli_folder))
    shares = nli.probabilities(PAIRS)
    assert shares.dtype == np.float32
    assert shares.shape == (len(PAIRS), 3)
    np.testing.assert_allclose(shares.sum(axis=1), 1, atol=1e-5)
    assert nli.probabilities([]).shape == (0, 3)
    assert np.ptp(shares, axis=0).min() > 0.1  # the model tells the pairs apart


@pytest.mark.parametrize("labels", list(permutations(LABELS)))
def test_columns_are_found_by_name_whatever_order_the_model_uses(
    labels: tuple[str, ...], nli_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "permuted"
    shutil.copytree(nli_folder, folder)
    written = {str(i): label.upper() for i, label in enumerate(labels)}
    tiny_hub.change_json(folder / "config.json", id2label=written)
    logits = ask_transformers(folder, TEXTS[0], TEXTS[1])
    shares = np.exp(logits) / np.exp(logits).sum()
    expected = [shares[labels.index(label)] for label in LABELS]
    row = load_nli(str(folder)).probabilities([(TEXTS[0], TEXTS[1])])[0]
    np.testing.assert_allclose(row, expected, atol=1e-5)


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (("LABEL_0", "LABEL_1", "LABEL_2"), "'LABEL_0', 'LABEL_1', 'LABEL_2'"),
        (("entailment", "not_entailment"), "'entailment', 'not_entailment'"),
        (("positive", "neutral", "negative"), "'positive', 'neutral', 'negative'"),
        (("entailment", "neutral", "contradiction", "none"), "'none'"),
    ],
)
def test_labels_that_are_not_those_of_nli_are_refused(
    labels: tuple[str, ...], named: str, tmp_path: Path
) -> None:
    folder = tiny_hub.write_nli(tmp_path / "other", labels)
    with pytest.raises(ModelError) as refusal:
        load_nli(str(folder))
    message = str(refusal.value)
    assert named in message
    assert message.startswith(str(folder / "config.json"))
    assert "Choose a model for natural-language inference" in message


def test_what_a_premise_says_beyond_the_window_changes_nothing(nli_folder: Path) -> None:
    nli = load_nli(str(nli_folder))
    long = "the police held two men in Cairo " * 30
    rows = nli.probabilities([(long, "men held"), (long + "not women", "men held")])
    np.testing.assert_array_equal(rows[0], rows[1])


def test_the_end_of_a_hypothesis_counts_however_long_the_premise(nli_folder: Path) -> None:
    nli = load_nli(str(nli_folder))
    long = "the police held two men in Cairo " * 30
    start = "the police held men in Aleppo on Monday " * 4
    rows = nli.probabilities([(long, start + "not"), (long, start + "women")])
    assert np.abs(rows[0] - rows[1]).max() > 0.001


def test_even_an_endless_hypothesis_leaves_the_premise_some_room(nli_folder: Path) -> None:
    nli = load_nli(str(nli_folder))
    endless = "the police held men " * 500
    rows = nli.probabilities([("not women", endless), ("two men", endless)])
    assert np.abs(rows[0] - rows[1]).max() > 0.001


def test_a_model_kept_in_16_bits_is_computed_in_32(nli_folder: Path, tmp_path: Path) -> None:
    from transformers import AutoModelForSequenceClassification

    folder = tmp_path / "half"
    shutil.copytree(nli_folder, folder)
    AutoModelForSequenceClassification.from_pretrained(folder).half().save_pretrained(folder)
    together = load_nli(str(folder)).probabilities(PAIRS)
    alone = np.concatenate([load_nli(str(folder)).probabilities([pair]) for pair in PAIRS[:3]])
    np.testing.assert_allclose(together[:3], alone, atol=1e-6)


def test_an_encoder_without_segments_reads_pairs(tmp_path: Path) -> None:
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    labels = dict(enumerate(("contradiction", "entailment", "neutral")))
    config = DistilBertConfig(
        vocab_size=30, dim=16, n_layers=1, n_heads=2, hidden_dim=16, id2label=labels
    )
    tiny_hub.save(DistilBertForSequenceClassification(config), tmp_path / "distil")
    assert load_nli(str(tmp_path / "distil")).probabilities(PAIRS).shape == (len(PAIRS), 3)


def test_a_model_without_a_trained_classifier_is_refused(tmp_path: Path) -> None:
    folder = tiny_hub.write_encoder(tmp_path / "encoder")
    tiny_hub.change_json(folder / "config.json", id2label=dict(enumerate(LABELS)))
    with pytest.raises(ModelError, match=r"its weights lack classifier\.bias"):
        load_nli(str(folder))


@pytest.mark.parametrize(
    ("lost", "lacking"),
    [
        ("config.json", "it has no config.json"),
        ("model.safetensors", "lacks model.safetensors"),
        ("tokenizer.json", "lacks tokenizer.json"),
    ],
)
def test_a_missing_file_is_named_with_its_folder(
    lost: str, lacking: str, nli_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "partial"
    shutil.copytree(nli_folder, folder)
    (folder / lost).unlink()
    with pytest.raises(ModelError, match=lacking) as refusal:
        load_nli(str(folder))
    assert refusal.value.place == str(folder)
    assert refusal.value.cure


def test_a_missing_shard_is_named(nli_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sharded"
    shutil.copytree(nli_folder, folder)
    (folder / "model.safetensors").unlink()
    shards = {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}
    tiny_hub.write_json(folder / "model.safetensors.index.json", {"weight_map": shards})
    (folder / shards["a"]).write_bytes(b"")
    with pytest.raises(ModelError, match="lacks model-00002-of-00002"):
        load_nli(str(folder))


def test_weights_that_are_only_a_pickle_are_refused_unopened(
    nli_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pickled"
    shutil.copytree(nli_folder, folder)
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(b"cposix\nsystem\n")
    with pytest.raises(ModelError, match="only here as a pickle, which can run code"):
        load_nli(str(folder))


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json"])
def test_a_broken_file_gets_a_message_and_no_traceback(
    name: str, nli_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(nli_folder, folder)
    (folder / name).write_bytes(b"{ \x00\x00\x00 not what it was")
    with pytest.raises(ModelError) as refusal:
        load_nli(str(folder))
    assert str(folder) in str(refusal.value)
    assert refusal.value.cure


def test_code_that_comes_with_a_model_is_not_run(nli_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "coded"
    shutil.copytree(nli_folder, folder)
    (folder / "evil.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'w')", encoding="utf-8")
    coded = {"AutoConfig": "evil.C", "AutoModelForSequenceClassification": "evil.M"}
    tiny_hub.change_json(folder / "config.json", model_type="evil", auto_map=coded)
    with pytest.raises(ModelError, match="transformers cannot load it"):
        load_nli(str(folder))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("card", "languages", "is_noted"),
    [
        ("---\nlanguage: en\nlicense: mit\n---\n# A model", ("en",), False),
        ("---\nlanguage:\n- multilingual\n- en\n- ar\n---\n", ("en", "ar"), False),
        ("---\nlanguage: [fr, ar]\n---\n", ("ar",), False),
        ("---\nlicense: mit\n---\n", ("en", "ar"), True),
        ("# A model without front matter\nlanguage: fr\n", ("en", "ar"), True),
    ],
)
def test_its_languages_are_those_its_card_names(
    card: str, languages: tuple[str, ...], is_noted: bool, nli_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "carded"
    shutil.copytree(nli_folder, folder)
    (folder / "README.md").write_text(card, encoding="utf-8")
    nli = load_nli(str(folder))
    assert nli.languages == languages
    assert isinstance(nli, HubNli)
    assert bool(nli.notes) == is_noted


def test_a_model_of_other_languages_alone_is_refused(nli_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "french"
    shutil.copytree(nli_folder, folder)
    (folder / "README.md").write_text("---\nlanguage: [fr, de]\n---\n", encoding="utf-8")
    with pytest.raises(ModelError, match="reads fr, de, neither English nor Arabic"):
        load_nli(str(folder))


def test_a_folder_is_named_by_what_decides_its_answers(
    nli_folder: Path, tmp_path: Path
) -> None:
    first = load_nli(str(nli_folder)).name
    assert first.startswith("tiny-nli@")
    assert len(first.partition("@")[2]) == 12
    folder = tmp_path / "tiny-nli"
    shutil.copytree(nli_folder, folder)
    (folder / "README.md").write_text("a card changes nothing", encoding="utf-8")
    assert load_nli(str(folder)).name == first
    swapped = {"0": "neutral", "1": "entailment", "2": "contradiction"}
    tiny_hub.change_json(folder / "config.json", id2label=swapped)
    assert load_nli(str(folder)).name != first


@pytest.mark.parametrize(
    ("pooling", "is_old", "steps"),
    [
        ("mean", True, ()),
        ("cls", True, ("Normalize",)),
        ("max", True, ("Dense",)),
        ("mean", False, ("Dense", "Normalize")),
        ("cls", False, ()),
        ("max", False, ("Normalize",)),
    ],
)
def test_a_sentence_model_is_pooled_as_its_files_say(
    pooling: str, is_old: bool, steps: tuple[str, ...], tmp_path: Path
) -> None:
    from safetensors.numpy import load_file

    folder = tiny_hub.write_sentence_model(
        tmp_path / "s", pooling=pooling, steps=steps, is_old=is_old
    )
    tokens = embed_tokens(folder, TEXTS[0])
    row = {"mean": tokens.mean(axis=0), "cls": tokens[0], "max": tokens.max(axis=0)}[pooling]
    if "Dense" in steps:
        weights = load_file(folder / "2_Dense" / "model.safetensors")
        row = np.tanh(weights["linear.weight"] @ row + weights["linear.bias"])
    rows = load_embedder(str(folder)).embed(TEXTS)
    np.testing.assert_allclose(rows[0], row / np.linalg.norm(row), atol=1e-5)
    assert rows.dtype == np.float32


def test_an_encoder_alone_is_pooled_by_the_mean(tmp_path: Path) -> None:
    folder = tiny_hub.write_encoder(tmp_path / "encoder")
    row = embed_tokens(folder, TEXTS[2]).mean(axis=0)
    found = load_embedder(str(folder)).embed([TEXTS[2]])[0]
    np.testing.assert_allclose(found, row / np.linalg.norm(row), atol=1e-5)


@pytest.mark.parametrize("pooling", ["mean", "cls", "max"])
def test_a_text_gets_the_same_row_alone_and_in_any_batch(pooling: str, tmp_path: Path) -> None:
    folder = tiny_hub.write_sentence_model(tmp_path / "s", pooling=pooling, steps=["Dense"])
    embedder = load_embedder(str(folder))
    together = embedder.embed(TEXTS * 4)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    np.testing.assert_allclose(together, np.tile(alone, (4, 1)), atol=1e-4)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert embedder.embed([]).shape == (0, 8)


def test_a_sentence_model_cuts_texts_where_its_files_say(tmp_path: Path) -> None:
    folder = tiny_hub.write_sentence_model(tmp_path / "s", settings={"max_seq_length": 6})
    rows = load_embedder(str(folder)).embed(["police held two men", "police held two men not"])
    np.testing.assert_array_equal(rows[0], rows[1])


@pytest.mark.parametrize(
    ("prompts", "said"),
    [
        ({"prompts": {"query": "query: ", "passage": "the "}}, "query: "),
        ({"prompts": {"query": "query: ", "s": "the "}, "default_prompt_name": "s"}, "the "),
        ({"prompts": {"query": "", "document": ""}, "default_prompt_name": None}, ""),
        (None, ""),
    ],
)
def test_what_its_files_ask_for_is_set_before_every_text(
    prompts: dict[str, Any] | None, said: str, tmp_path: Path
) -> None:
    plain = load_embedder(str(tiny_hub.write_sentence_model(tmp_path / "plain")))
    prompted = tiny_hub.write_sentence_model(tmp_path / "prompted", prompts=prompts)
    rows = load_embedder(str(prompted)).embed(TEXTS[:3])
    expected = plain.embed([said + text for text in TEXTS[:3]])
    np.testing.assert_allclose(rows, expected, atol=1e-6)


def test_an_e5_of_the_hub_gets_the_prompt_its_card_asks_for(
    sentence_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    tiny_hub.put_in_cache(tmp_path, "intfloat/multilingual-e5-small", sentence_folder)
    rows = load_embedder("intfloat/multilingual-e5-small").embed([TEXTS[0]])
    plain = load_embedder(str(sentence_folder)).embed(["query: " + TEXTS[0]])
    np.testing.assert_allclose(rows, plain, atol=1e-6)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("1_Pooling/config.json", {"pooling_mode_mean_tokens": False}), "pools by nothing"),
        (("1_Pooling/config.json", {"pooling_mode": "lasttoken"}), "pools by lasttoken"),
        (("1_Pooling/config.json", {"pooling_mode_cls_token": True}), "pools by cls, mean"),
        (("2_Dense/config.json", {"activation_function": "x.Mish"}), "activation is 'Mish'"),
    ],
)
def test_a_step_that_is_not_known_is_refused(
    change: tuple[str, dict[str, Any]], said: str, tmp_path: Path
) -> None:
    folder = tiny_hub.write_sentence_model(tmp_path / "s", steps=["Dense"])
    tiny_hub.change_json(folder / change[0], **change[1])
    with pytest.raises(ModelError, match=said):
        load_embedder(str(folder))


def test_a_module_that_is_not_known_is_refused(tmp_path: Path) -> None:
    folder = tiny_hub.write_sentence_model(tmp_path / "s", steps=["LSTM"])
    with pytest.raises(ModelError, match="it has a step 'LSTM'"):
        load_embedder(str(folder))


def test_a_dense_layer_that_is_only_a_pickle_is_refused(tmp_path: Path) -> None:
    folder = tiny_hub.write_sentence_model(tmp_path / "s", steps=["Dense"])
    (folder / "2_Dense" / "model.safetensors").rename(folder / "2_Dense" / "pytorch_model.bin")
    with pytest.raises(ModelError, match="2_Dense: the model lacks"):
        load_embedder(str(folder))
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"cut short")
    with pytest.raises(ModelError, match="2_Dense: the model lacks"):
        load_embedder(str(folder))


@pytest.mark.usefixtures("no_socket")
def test_a_model_of_the_cache_is_loaded_without_the_network(
    nli_folder: Path,
    sentence_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    tiny_hub.put_in_cache(tmp_path, "some/nli", nli_folder)
    tiny_hub.put_in_cache(tmp_path, "some/sentences", sentence_folder)
    nli, embedder = load_nli("some/nli"), load_embedder("some/sentences@main")
    assert nli.name == f"some/nli@{tiny_hub.COMMIT[:12]}"
    assert embedder.name == f"some/sentences@{tiny_hub.COMMIT[:12]}"
    assert nli.probabilities(PAIRS[:2]).shape == (2, 3)
    assert os.environ["HF_HUB_OFFLINE"] == os.environ["TRANSFORMERS_OFFLINE"] == "1"
    assert isinstance(embedder, HubEmbedder)


@pytest.mark.usefixtures("no_socket")
def test_a_model_that_is_not_here_is_refused_with_the_command_that_fetches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for name in ("some/nli", "some/nli@v2"):
        with pytest.raises(ModelError, match=f"factcheck models pull {name}$"):
            load_nli(name)


@pytest.mark.parametrize(
    "name", ["", "gpt", "a/b/c", "./nowhere", "../up", "a/..", "a b/c", "~nobody/m"]
)
def test_a_name_that_is_neither_folder_nor_id_is_unknown(name: str) -> None:
    with pytest.raises(ModelError, match="unknown model"):
        load_nli(name)


def test_without_the_extra_the_message_names_it(
    nli_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(ModelError, match=r'need transformers\n.*"factcheck-news\[hub\]"'):
        load_nli(str(nli_folder))


@pytest.mark.parametrize("device", ["abacus", "cuda:99"])
def test_a_device_that_is_not_there_is_refused(
    device: str, nli_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_DEVICE", device)
    with pytest.raises(ModelError, match=f"FACTCHECK_DEVICE: torch cannot use .*{device}"):
        load_nli(str(nli_folder))


def test_label_orders_are_json_objects_or_refused(nli_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "listed"
    shutil.copytree(nli_folder, folder)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for id2label in (list(LABELS), None, {"a": "entailment"}):
        tiny_hub.write_json(folder / "config.json", config | {"id2label": id2label})
        with pytest.raises(ModelError, match="its labels are"):
            load_nli(str(folder))
