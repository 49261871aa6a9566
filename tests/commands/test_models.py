"""`factcheck models`, and the models that report and explain are asked to use."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from factcheck import check_story
from factcheck.cli import run
from factcheck.commands.models import format_bytes
from factcheck.models.figures import list_recommended
from tests.models import tiny_hub

TEXT = "Outlet: {0}\nPublished: 2024-05-14\n\nThe blaze at the Harlow mill killed {1} people.\n"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test caches of its own, and no network."""

    def refuse(*_: Any, **__: Any) -> None:
        pytest.fail("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("FACTCHECK_CACHE", str(tmp_path / "results"))
    monkeypatch.setenv("COLUMNS", "200")
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "0")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds" / "mill-fire"
    folder.mkdir(parents=True)
    for name, count in (("post", "12"), ("echo", "19")):
        (folder / f"{name}-1.txt").write_text(TEXT.format(name, count), encoding="utf-8")
    return folder


@pytest.fixture
def models(tmp_path: Path) -> tuple[str, str]:
    """An NLI model of the cache and an embedder of a folder."""
    tiny_hub.require_torch()
    card = "---\nlicense: mit\nlanguage: [en, ar]\n---\n"
    nli = tiny_hub.write_nli(tmp_path / "made", card=card)
    tiny_hub.put_in_cache(tmp_path / "hub", "some/nli", nli)
    return "some/nli", str(tiny_hub.write_sentence_model(tmp_path / "tiny-sentences"))


def report_with(story: Path, output: Path, *options: str) -> dict[str, Any]:
    """Report the story; returns the report."""
    asked = ["report", str(story), "--output", str(output), "--format", "json", "--quiet"]
    assert run([*asked, *options]) == 0
    text = (output / "mill-fire" / "report.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def test_a_report_names_the_models_it_was_made_with(
    story: Path, models: tuple[str, str], tmp_path: Path
) -> None:
    nli, embedder = models
    made = report_with(story, tmp_path / "out", "--nli", nli, "--embedder", embedder)
    assert made["models"]["nli"] == f"some/nli@{tiny_hub.COMMIT[:12]}"
    assert made["models"]["embedder"].startswith("tiny-sentences@")
    again = report_with(
        story, tmp_path / "b", "--nli", nli, "--embedder", embedder, "--no-cache"
    )
    assert again == made
    assert check_story(story, nli=nli, embedder=embedder).models.nli == made["models"]["nli"]


def test_without_a_cache_nothing_is_kept(story: Path, tmp_path: Path) -> None:
    made = report_with(story, tmp_path / "out", "--no-cache")
    assert not (tmp_path / "results").exists()
    assert report_with(story, tmp_path / "again") == made
    assert (tmp_path / "results").exists()
    assert report_with(story, tmp_path / "cached") == made


def fingerprint_of(report: dict[str, Any]) -> str:
    return str(next(f["fingerprint"] for f in report["findings"] if f["verdict"] == "conflict"))


def explain(tmp_path: Path, fingerprint: str, *options: str) -> int:
    folders = ["--reports", str(tmp_path / "reports"), "--seeds", str(tmp_path / "seeds")]
    return run(["explain", fingerprint, *folders, *options])


def test_an_explanation_is_by_the_models_of_the_report(
    story: Path, models: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = report_with(story, tmp_path / "reports", "--nli", models[0])
    assert explain(tmp_path, fingerprint_of(made)) == 0
    assert "the report was made with" not in capsys.readouterr().err
    assert explain(tmp_path, fingerprint_of(made), "--nli", "embedded") == 0
    said = capsys.readouterr().err
    assert f"the report was made with some/nli@{tiny_hub.COMMIT[:12]}; this is by emb" in said
    assert explain(tmp_path, fingerprint_of(made), "--story", str(story)) == 0
    assert "the report was made with" not in capsys.readouterr().err


def test_a_report_by_a_folder_is_explained_when_the_folder_is_named(
    story: Path, models: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = report_with(story, tmp_path / "reports", "--embedder", models[1])
    assert explain(tmp_path, fingerprint_of(made)) == 2
    assert "Name its folder with --embedder" in capsys.readouterr().err
    assert explain(tmp_path, fingerprint_of(made), "--embedder", models[1]) == 0
    assert "the report was made with" not in capsys.readouterr().err


def test_a_model_that_is_not_here_ends_a_report_with_code_2(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["report", str(story), "--output", str(tmp_path / "out"), "--nli", "some/absent"]
    assert run(asked) == 2
    assert "factcheck models pull some/absent" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_model_that_names_no_languages_is_noted(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny_hub.require_torch()
    folder = tiny_hub.write_nli(tmp_path / "silent")
    report_with(story, tmp_path / "out", "--nli", str(folder))
    assert "names its languages" in capsys.readouterr().err


def test_the_list_shows_what_is_here_and_what_is_worth_having(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    best = list_recommended()[0]
    folder = tmp_path / "made"
    labels = dict(enumerate(tiny_hub.NLI_LABELS))
    tiny_hub.write_json(folder / "config.json", {"id2label": labels})
    (folder / "README.md").write_text("---\nlicense: mit [/or] isc\n---\n", encoding="utf-8")
    tiny_hub.put_in_cache(tmp_path / "hub", best.id, folder)
    assert run(["models", "list"]) == 0
    table, _, worth = capsys.readouterr().out.partition("Worth having")
    assert "embedded-nli-" in table
    assert "mit [/or] isc" in table
    assert f"{best.id}@{tiny_hub.COMMIT[:12]}" in table
    assert "XNLI Arabic test, three labels: accuracy 0.802 (published)" in table
    assert best.id not in worth
    assert "multilingual-MiniLM-L12-v2" in worth


def test_the_list_as_json_holds_every_figure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "list", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {model["job"] for model in listed["models"]} == {"nli", "embedder"}
    assert all(model["bytes"] > 1_000_000 for model in listed["models"])
    published = [figure for row in listed["recommended"] for figure in row["figures"]]
    assert {figure["origin"] for figure in published} == {"published"}


def test_the_cache_is_shown_and_cleared(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report_with(story, tmp_path / "out")
    capsys.readouterr()
    assert run(["models", "cache"]) == 0
    shown = capsys.readouterr().out
    assert str(tmp_path / "results") in shown
    assert "entries  0" not in shown
    assert run(["models", "cache", "--clear"]) == 0
    assert "entries  0" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["global", "command", "environment"])
def test_offline_is_taken_everywhere_and_forbids_a_pull(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ["--offline"] if place == "global" else []
    after = ["--offline"] if place == "command" else []
    if place == "environment":
        monkeypatch.setenv("FACTCHECK_OFFLINE", "1")
    assert run([*before, "models", "cache", *after]) == 0
    assert run([*before, "models", "pull", "some/nli", *after]) == 2
    assert "'some/nli' cannot be fetched offline" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["report", "claims", "explain"])
def test_every_command_takes_offline(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "nowhere-at-all", "--offline"]) == 2
    assert "No such option" not in capsys.readouterr().err


def test_the_list_imports_neither_torch_nor_transformers() -> None:
    code = (
        "import sys; from factcheck.cli import run; run(['models', 'list']);"
        "sys.exit(bool({'torch', 'transformers', 'huggingface_hub'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (24_649_960, "24.6 MB"), (5e9, "5.0 GB")],
)
def test_sizes_are_written_in_the_unit_people_read(count: int, text: str) -> None:
    assert format_bytes(count) == text
