"""What is known of the models that are here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factcheck.models.figures import find_prompt, list_recommended, read_figures
from factcheck.models.folders import read_card
from factcheck.models.shelf import ShelfModel, list_models
from tests.models.tiny_hub import COMMIT, NLI_LABELS, put_in_cache, write_json

DIGEST = "ab" * 32
CARD = "---\nlanguage: [en, ar]\nlicense: apache-2.0\n---\n# A model\n"


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with one embedded model, and an empty cache."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    card = {"name": "embedded-nli-x", "sha256": DIGEST, "labels": list(NLI_LABELS)}
    card |= {"languages": ["en", "ar"], "license": "Apache-2.0"}
    write_json(tmp_path / "weights" / "nli" / "model.json", card)
    (tmp_path / "weights" / "nli" / "model.onnx").write_bytes(b"0" * 1000)
    return tmp_path / "weights"


def make_figure(**changes: Any) -> dict[str, Any]:
    figure = {"model": f"embedded-nli-x@{DIGEST[:12]}", "set": "XNLI", "task": "three labels"}
    measured = {"rows": 100, "metric": "accuracy", "value": 0.8, "command": "python -m x"}
    return figure | measured | changes


def test_an_embedded_model_has_the_figures_of_its_own_weights(weights: Path) -> None:
    other = make_figure(model="embedded-nli-x@000000000000", value=0.1)
    write_json(weights / "figures.json", [make_figure(), other])
    (model,) = list_models(weights)
    assert model.name == f"embedded-nli-x@{DIGEST[:12]}"
    assert (model.job, model.license, model.languages) == ("nli", "Apache-2.0", ("en", "ar"))
    assert model.bytes > 1000
    assert [figure.value for figure in model.figures] == [0.8]


def test_a_package_without_figures_lists_its_models_all_the_same(weights: Path) -> None:
    (model,) = list_models(weights)
    assert model.figures == ()
    assert read_figures(weights / "figures.json") == ()


def make_folder(folder: Path, *names: str, labels: tuple[str, ...] = ()) -> Path:
    write_json(folder / "config.json", {"id2label": dict(enumerate(labels))})
    for name in names:
        (folder / name).write_text(CARD if name == "README.md" else "[]", encoding="utf-8")
    return folder


def test_a_model_of_the_cache_is_described_by_its_files(weights: Path, tmp_path: Path) -> None:
    cache = tmp_path / "hub"
    put_in_cache(cache, "a/nli", make_folder(tmp_path / "1", "README.md", labels=NLI_LABELS))
    put_in_cache(cache, "b/sentences", make_folder(tmp_path / "2", "modules.json"))
    put_in_cache(cache, "c/other", make_folder(tmp_path / "3", labels=("good", "bad")))
    models: dict[str | None, ShelfModel] = {model.id: model for model in list_models(weights)}
    nli = models["a/nli"]
    assert (nli.job, nli.license, nli.languages) == ("nli", "apache-2.0", ("en", "ar"))
    assert (nli.commit, nli.name) == (COMMIT, f"a/nli@{COMMIT[:12]}")
    sentences = models["b/sentences"]
    assert (sentences.job, sentences.license, sentences.languages) == ("embedder", None, ())
    assert models["c/other"].job == "other"


def test_a_recommended_model_has_the_figures_its_card_publishes(
    weights: Path, tmp_path: Path
) -> None:
    best = list_recommended()[0]
    put_in_cache(tmp_path / "hub", best.id, make_folder(tmp_path / "1", labels=NLI_LABELS))
    model = list_models(weights)[-1]
    assert model.license == "mit"
    assert [(figure.set, figure.value) for figure in model.figures] == [
        ("XNLI English test", 0.883),
        ("XNLI Arabic test", 0.802),
    ]
    assert all(figure.command is None and figure.model == best.id for figure in model.figures)


def test_only_what_needs_a_prompt_has_one() -> None:
    assert find_prompt("intfloat/multilingual-e5-small") == "query: "
    assert find_prompt("sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2") is None
    assert find_prompt(None) is None


def test_every_recommended_model_is_in_the_docs() -> None:
    page = Path(__file__).parents[2] / "docs" / "larger-models.md"
    text = page.read_text(encoding="utf-8")
    for row in list_recommended():
        assert f"`{row.id}`" in text
        for figure in row.figures:
            assert f"{figure.value:.3f}".lstrip("0") in text


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("---\nlicense: mit\n---\n", {"license": ["mit"]}),
        ("---\nlanguage:\n- en\n- ar\ntags:\n- nli\n---\n", {"language": ["en", "ar"]}),
        ("---\nlanguage: ['en', \"ar\"]\n---\n", {"language": ["en", "ar"]}),
        ("---\r\nlanguage:\r\n  - en\r\n---\r\n", {"language": ["en"]}),
        (
            "---\nmodel-index:\n- name: x\n  results: []\nlicense: mit\n---\n",
            {"license": ["mit"]},
        ),
        ("# Title\n---\nlicense: mit\n---\n", {}),
        ("", {}),
    ],
)
def test_the_front_matter_of_a_card_is_read(
    text: str, values: dict[str, list[str]], tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_bytes(text.encode())
    card = read_card(tmp_path)
    assert {key: card[key] for key in values} == values
    assert bool(card) == bool(values)
