from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.cli import run

TEXT = "Outlet: {0}\nPublished: 2024-05-14\n\nThe blaze at the Harlow mill killed {1} people.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds" / "mill-fire"
    folder.mkdir(parents=True)
    for name, count in (("post", "12"), ("echo", "19")):
        (folder / f"{name}-1.txt").write_text(TEXT.format(name, count), encoding="utf-8")
    run(["report", str(folder), "--output", str(tmp_path / "reports"), "--quiet"])
    return folder


def fingerprint_of(folder: Path) -> str:
    report = json.loads((folder / "reports" / "mill-fire" / "report.json").read_text("utf-8"))
    return str(next(f["fingerprint"] for f in report["findings"] if f["verdict"] == "conflict"))


def test_a_verdict_is_explained_by_its_pair_gate_worlds_and_limits(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = fingerprint_of(tmp_path)
    folders = ["--reports", str(tmp_path / "reports"), "--seeds", str(tmp_path / "seeds")]
    assert run(["explain", fingerprint[:6], *folders]) == 0
    out = capsys.readouterr().out
    for words in (
        "19 against 12",
        "gate   open",
        "slot   ",
        "worlds 19",
        "limits agree",
        "precision ",
    ):
        assert words in out
    capsys.readouterr()
    assert run(["explain", fingerprint, "--story", str(story)]) == 0
    assert capsys.readouterr().out == out


def test_an_unknown_fingerprint_is_refused_with_the_cure(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "ffff0000ffff0000", "--reports", str(tmp_path / "reports")]) == 2
    assert "Copy the fingerprint from a report" in capsys.readouterr().err
    assert run(["explain", "ffff0000ffff0000", "--story", str(story)]) == 2
