"""Pulling: the one place that uses the network, and all that it fetches."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.errors import ModelError
from factcheck.models.pull import pull_model, refuse_pickles
from tests.models.fake_hub import serve_hub
from tests.models.tiny_hub import COMMIT

FILES = {
    "config.json": '{"id2label": {"0": "entailment", "1": "neutral", "2": "contradiction"}}',
    "model.safetensors": "weights",
    "tokenizer.json": "{}",
    "README.md": "---\nlicense: mit\nlanguage: [en, ar]\n---\n",
    "pytorch_model.bin": "a pickle",
    "modeling_own.py": "print('code')",
    "onnx/model.onnx": "graph",
    "onnx/config.json": "{}",
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """What the makers of a model put on the hub."""
    for name, text in FILES.items():
        path = tmp_path / "published" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "published"


def run_factcheck(
    address: str, cache: Path, *arguments: str, offline: str = "0"
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, for which `address` is the hub."""
    pytest.importorskip("huggingface_hub", reason="needs huggingface_hub, of the extra hub")
    kept = {key: value for key, value in os.environ.items() if "OFFLINE" not in key}
    environment = {
        **kept,
        "HF_ENDPOINT": address,
        "HF_HOME": str(cache / "home"),
        "HF_HUB_CACHE": str(cache),
        "HF_HUB_OFFLINE": offline,
    }
    code = "from factcheck.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_pull_fetches_what_running_takes_and_says_which_commit_it_is(
    published: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    with serve_hub("some/nli", published, COMMIT) as (address, asked):
        run = run_factcheck(address, cache, "models", "pull", "some/nli")
    assert run.returncode == 0, run.stderr
    assert f"some/nli  commit {COMMIT}" in run.stdout
    assert "licence mit" in run.stdout
    assert f"--nli some/nli@{COMMIT[:12]}" in run.stdout
    snapshot = cache / "models--some--nli" / "snapshots" / COMMIT
    fetched = {str(p.relative_to(snapshot)) for p in snapshot.rglob("*") if p.is_file()}
    assert fetched == {"config.json", "model.safetensors", "tokenizer.json", "README.md"}
    assert not [path for path in asked if "pytorch_model" in path or ".py" in path]


def test_a_pinned_commit_is_what_is_fetched(published: Path, tmp_path: Path) -> None:
    with serve_hub("some/nli", published, COMMIT) as (address, asked):
        name = f"some/nli@{COMMIT}"
        run = run_factcheck(address, tmp_path / "cache", "models", "pull", name)
        assert run.returncode == 0, run.stderr
        assert not [path for path in asked if "main" in path]
        refused = run_factcheck(address, tmp_path / "cache", "models", "pull", "some/nli@v9")
    assert refused.returncode == 2
    assert "'some/nli' has no revision 'v9'" in refused.stderr


def test_a_model_with_pickles_alone_is_refused_before_anything_is_fetched(
    published: Path, tmp_path: Path
) -> None:
    (published / "model.safetensors").unlink()
    with serve_hub("some/nli", published, COMMIT) as (address, asked):
        run = run_factcheck(address, tmp_path / "cache", "models", "pull", "some/nli")
    assert run.returncode == 2
    assert "only as a pickle, pytorch_model.bin, which can run code" in run.stderr
    assert not [path for path in asked if "resolve" in path]


@pytest.mark.parametrize(
    ("arguments", "offline"),
    [
        (["models", "pull", "some/nli", "--offline"], "0"),
        (["--offline", "models", "pull", "some/nli"], "0"),
        (["models", "pull", "some/nli"], "1"),
        (["report", "nowhere", "--nli", "some/nli"], "0"),
        (["models", "list"], "0"),
    ],
)
def test_offline_and_outside_of_a_pull_nothing_is_asked_for(
    arguments: list[str], offline: str, published: Path, tmp_path: Path
) -> None:
    with serve_hub("some/nli", published, COMMIT) as (address, asked):
        run = run_factcheck(address, tmp_path / "cache", *arguments, offline=offline)
    assert run.returncode == (0 if "list" in arguments else 2)
    assert "cannot be fetched offline" in run.stderr or "pull" not in arguments
    assert asked == []


def test_a_model_that_the_hub_lacks_and_a_hub_that_is_away_are_told_apart(
    published: Path, tmp_path: Path
) -> None:
    with serve_hub("some/nli", published, COMMIT) as (address, _):
        unknown = run_factcheck(address, tmp_path / "cache", "models", "pull", "some/other")
    away = run_factcheck(address, tmp_path / "cache", "models", "pull", "some/other")
    assert unknown.returncode == away.returncode == 2
    assert "the hub refuses 'some/other': 404\nCheck the id" in unknown.stderr
    assert "'some/other' could not be fetched" in away.stderr
    assert "Check the connection" in away.stderr
    assert "Traceback" not in unknown.stderr + away.stderr


@pytest.mark.parametrize("variable", ["FACTCHECK_OFFLINE", "HF_HUB_OFFLINE"])
def test_the_environment_forbids_the_network_too(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(ModelError, match="'some/nli' cannot be fetched offline"):
        pull_model("some/nli")


@pytest.mark.parametrize(
    "name", ["mDeBERTa", "a/b/c", "", "https://huggingface.co/a/b", "a/b--c", "a/b.git"]
)
def test_a_name_that_is_no_id_is_refused(name: str) -> None:
    pytest.importorskip("huggingface_hub", reason="needs huggingface_hub, of the extra hub")
    with pytest.raises(ModelError, match="is no id of a model"):
        pull_model(name)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["model.safetensors", "pytorch_model.bin"], None),
        (["model-00001-of-00002.safetensors", "pytorch_model-00001-of-00002.bin"], None),
        (["model.safetensors", "onnx/pytorch_model.bin"], None),
        (["model.safetensors", "2_Dense/pytorch_model.bin"], "2_Dense/pytorch_model.bin"),
        (["pytorch_model.bin"], "only as a pickle"),
        (["model.onnx", "tf_model.h5"], "no safetensors weights"),
        (["onnx/model.safetensors"], "no safetensors weights"),
    ],
)
def test_weights_must_be_safetensors_in_every_step(files: list[str], said: str | None) -> None:
    if said is None:
        refuse_pickles("some/model", files)
    else:
        with pytest.raises(ModelError, match=said):
            refuse_pickles("some/model", files)
