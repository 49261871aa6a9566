from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from factcheck import cli
from factcheck.errors import NoClaimsError, UserError, format_fault
from factcheck.records import Fault


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UserError("no such thing", cure="Give another."), 2),
        (NoClaimsError("no claim"), 4),
        (KeyboardInterrupt(), 130),
        (click.Abort(), 130),
        (ZeroDivisionError("ours"), 3),
    ],
)
def test_errors_become_exit_codes(
    error: BaseException,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(cli.claims, "callback", fail)
    assert cli.run(["claims", "anything"]) == code
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_leaves_its_traceback_in_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(cli.claims, "callback", lambda **_: 1 / 0)
    assert cli.run(["claims", "anything"]) == 3
    (log,) = tmp_path.glob("factcheck-*.log")
    assert str(log) in capsys.readouterr().err
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_an_unknown_option_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["report", "--colour"]) == 2
    assert "--colour" in capsys.readouterr().err


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from factcheck.cli import run; run(['--help']);"
        "heavy = {'pydantic', 'numpy', 'pandas', 'onnxruntime', 'rich'} & set(sys.modules);"
        "sys.exit(','.join(heavy) or 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_files_name_cannot_start_a_line_of_its_own() -> None:
    fault = Fault(place="a\n::error ::b.txt:1:2", message="unknown date")
    assert format_fault(fault) == "a\ufffd::error ::b.txt:1:2: unknown date"
