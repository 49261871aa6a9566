"""`factcheck check` as a pipeline runs it: what it prints, what it writes, how it exits."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcheck.batches import BatchReport
from factcheck.cli import run

POST = (
    "Outlet: Post\nPublished: 2019-03-04\nTitle: Bus falls off Harlow bridge\n\n"
    "A bus fell off the bridge at Harlow on Monday. "
    "The crash at Harlow killed 12 people, police said.\n"
)
OTHER = (
    "Outlet: Echo\nPublished: 2019-03-05\nTitle: Parliament votes on the fishing law\n\n"
    "Parliament passed a law on fishing quotas by 61 votes to 40, the speaker said.\n"
)
HERALD = POST.replace("Post", "Herald").replace("12", "19")


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in an empty folder, where the store will lie."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTCHECK_TODAY", raising=False)
    return tmp_path


def write_batch(name: str = "batch", **texts: str) -> str:
    for stem, text in texts.items():
        path = Path(name, f"{stem}.txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return name


def test_a_conflict_of_two_outlets_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    batch = write_batch(post=POST, herald=HERALD)
    assert run(["check", batch, "--quiet"]) == 1
    first = capsys.readouterr().out
    assert first.startswith("batch/post.txt:5:48: error: quantity conflict: people killed: ")
    assert "12 (Post)" in first
    assert "19 (Herald, batch/herald.txt:5:48)" in first
    assert Path(".factcheck/store.sqlite").exists()
    assert run(["check", batch, "--quiet"]) == 1, "a batch given again is answered again"
    assert capsys.readouterr().out == first


def test_only_what_is_new_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", write_batch("one", post=POST, herald=HERALD), "--quiet"])
    capsys.readouterr()
    assert run(["check", write_batch("two", echo=OTHER), "-q"]) == 0
    assert "conflict:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "none"], 0),
        (["--fail-on", "conflict"], 1),
        (["--fail-on", "update"], 1),
        (["--max-findings", "1"], 0),
        (["--min-score", "1.0"], 0),
        (["--min-score", "7"], 2),
        (["--min-score", "nan"], 2),
        (["--baseline", ""], 2),
        (["--store", ""], 2),
        (["--output", "json=o", "--output", "text=o"], 2),
        (["--fail-on", "agreement"], 2),
        (["--output", "sarif"], 2),
        (["--output", "pdf=x.pdf"], 2),
        (["--today", "tomorrow"], 2),
    ],
)
def test_options_decide_the_exit_code(options: list[str], code: int) -> None:
    assert run(["check", write_batch(post=POST, herald=HERALD), "-q", *options]) == code


def test_several_formats_are_written_at_once() -> None:
    batch = write_batch(post=POST, herald=HERALD)
    outputs = {"json": "a/o.json", "sarif": "o.sarif", "junit": "o.xml", "markdown": "o.md"}
    options = [f"--output={name}={path}" for name, path in outputs.items()]
    assert run(["check", batch, "-q", *options]) == 1
    report = BatchReport.model_validate_json(Path("a/o.json").read_text())
    assert (report.failing, report.exit_code, report.tally.new) == (1, 1, 2)
    assert json.loads(Path("o.sarif").read_text())["version"] == "2.1.0"
    assert Path("o.xml").read_text().startswith("<?xml")
    assert Path("o.md").read_text().startswith("## factcheck: 1 error")


def test_standard_input_is_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        json.dumps({"outlet": name, "published": "2019-03-04", "text": text.split("\n\n")[1]})
        for name, text in (("Post", POST), ("Herald", HERALD))
    ]
    stdin = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["check", "-", "-q"]) == 1


def test_what_the_baseline_knows_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    batch = write_batch(post=POST, herald=HERALD)
    run(["check", batch, "-q"])
    assert run(["baseline", "update", "known.txt", "--reason", "both stand"]) == 0
    assert "added" in capsys.readouterr().out
    assert run(["check", batch, "-q", "--baseline", "known.txt"]) == 0
    assert "(known)" in capsys.readouterr().out
    assert run(["baseline", "prune", "known.txt"]) == 0
    assert run(["check", batch, "-q", "--baseline", "known.txt"]) == 0


def test_an_expired_entry_fails_again() -> None:
    batch = write_batch(post=POST, herald=HERALD)
    run(["check", batch, "-q"])
    update = ["baseline", "update", "known.txt", "--reason", "wait", "--expires", "2019-04-01"]
    assert run([*update, "--today", "2019-03-05"]) == 0
    for day, code in (("2019-04-01", 0), ("2019-04-02", 1)):
        asked = ["check", batch, "-q", "--baseline", "known.txt", "--today", day]
        assert run(asked) == code


def test_settings_of_the_folder_hold_and_are_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("factcheck.toml").write_text(
        'fail_on = "none"\nstore = "kept"\n[outlets]\n"Herald" = "The Herald"\n'
    )
    assert run(["check", write_batch(post=POST, herald=HERALD), "-q"]) == 0
    assert "19 (The Herald, " in capsys.readouterr().out
    assert Path("kept/store.sqlite").exists()
    assert run(["check", "--print-config"]) == 0
    assert 'fail_on = "none"  # ' in capsys.readouterr().out


@pytest.mark.parametrize("name", ["batch", "second"])
def test_a_batch_without_a_claim_exits_with_4(name: str) -> None:
    batch = write_batch(empty="Outlet: Post\n\nOh no!\n")
    run(["check", batch, "-q"])
    write_batch(name, empty="Outlet: Post\n\nOh no!\n", other="Outlet: Echo\n\nWell, well!\n")
    assert run(["check", batch, name, "-q", "--output", "json=o.json"]) == 4
    assert json.loads(Path("o.json").read_text())["exit_code"] == 4


@pytest.mark.parametrize("batch", ["nowhere", "-"])
def test_a_batch_without_an_article_exits_with_2(
    batch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"{broken\n")))
    assert run(["check", batch, "-q"]) == 2
    assert "<stdin>:1" in (said := capsys.readouterr().err) or "nowhere" in said


def test_an_unreadable_article_costs_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    batch = write_batch(post=POST, herald=HERALD)
    Path(batch, "broken.jsonl").write_text('{"text": \n')
    assert run(["check", batch]) == 1
    assert "broken.jsonl:1" in capsys.readouterr().err


def test_a_run_that_is_killed_is_finished_by_the_next(in_folder: Path) -> None:
    batch = write_batch(post=POST, herald=HERALD)
    for stem in range(40):
        write_batch(**{f"more-{stem}": POST.replace("Post", f"Echo {stem}")})
    command = [sys.executable, "-c", "from factcheck.cli import main; main()", "check", batch]
    killed = subprocess.Popen(
        [*command, "--store", "cut"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        text=True,
    )
    assert killed.stderr
    while "reading articles" not in killed.stderr.readline():
        pass
    time.sleep(0.5)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    killed.stderr.close()
    outputs = []
    for store in ("cut", "whole"):
        asked = ["check", batch, "--store", store, "-q", "--output", f"json={store}.json"]
        assert run(asked) == 1
        outputs.append(Path(f"{store}.json").read_bytes())
    assert outputs[0] == outputs[1]
    assert run(["store", "verify", "--store", "cut"]) == 0


def test_an_output_that_cannot_be_written_costs_no_other() -> None:
    batch = write_batch(post=POST, herald=HERALD)
    Path("folder").mkdir()
    outputs = ["--output", "sarif=folder", "--output", "json=o.json"]
    assert run(["check", batch, "-q", *outputs]) == 2
    assert json.loads(Path("o.json").read_text())["failing"] == 1


@pytest.mark.parametrize(
    "command",
    [
        ["store", "verify"],
        ["store", "export"],
        ["store", "prune", "--before", "2020-01-01"],
        ["baseline", "prune", "known.txt"],
        ["baseline", "update", "known.txt", "--reason", "so"],
    ],
)
def test_only_check_makes_a_store(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--store", "typo"]) == 2
    assert "there is no store here" in capsys.readouterr().err
    assert not Path("typo").exists()


def test_an_address_that_cannot_be_read_costs_only_itself() -> None:
    line = {"outlet": "Echo", "text": POST.split("\n\n")[1], "url": "http://[bad"}
    Path("batch.jsonl").write_text(json.dumps(line))
    assert run(["check", "batch.jsonl", "-q"]) == 0


def test_a_reader_that_has_gone_away_is_no_failure() -> None:
    batch = write_batch(post=POST, herald=HERALD)
    command = f"{sys.executable} -c 'from factcheck.cli import main; main()' check {batch} -q"
    piped = f"set -o pipefail; {command} --fail-on none | true"
    run_ = subprocess.run(["bash", "-c", piped], capture_output=True, text=True, check=False)
    assert (run_.returncode, run_.stderr) == (0, "")
