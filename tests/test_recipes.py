"""The recipes run: a small newsroom's articles, a branch that adds one, and every tool's lines.

factcheck itself runs twice, on the main branch and then as the action does it. The other
recipes meet a stand-in that parses their options with the real command line and answers as
the second run did.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from factcheck.batches import BatchReport
from factcheck.commands.check import count_failing
from factcheck.reporters.batch import BATCH_REPORTERS
from factcheck.settings import Settings
from factcheck.store import open_store
from factcheck.store.batches import load_report

yaml = pytest.importorskip("yaml", reason="PyYAML reads the recipes; pre-commit brings it")

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "docs" / "recipes"
CI_PAGE = ROOT / "docs" / "ci.md"
FERRY = ROOT / "seeds" / "ras-dalwa-ferry" / "articles"
BEFORE = ("dalwa-star-1.txt", "meridian-ledger-1.txt")
ADDED = "coastline-news-1.txt"
EMPTY_BASELINE = '{"factcheck-baseline": 1}\n'

PROGRAM = """#!{python}
from factcheck.cli import main
if __name__ == "__main__":  # processes that it starts import it
    main()
"""
STAND_IN = """#!{python}
import json, os, sys
from pathlib import Path
from factcheck.cli.batches import check

name, *arguments = sys.argv[1:]
assert name == "check"
asked = check.make_context("check", list(arguments)).params
assert all(Path(path).exists() for path in asked["paths"]), asked
recorded = Path("{recorded}")
with open(recorded / "calls.jsonl", "a") as calls:
    calls.write(json.dumps(arguments) + "\\n")
if "STAND_IN_FAILS" in os.environ:
    print("the store does not answer", file=sys.stderr)
    sys.exit(2)
for format, path in asked["outputs"]:
    path.write_text((recorded / format).read_text())
sys.stdout.write((recorded / asked["format_"]).read_text())
sys.exit(1)
"""


class Newsroom(NamedTuple):
    """A folder with articles of the branch, and what the action's real run left."""

    folder: Path
    runner: Path
    recorded: Path
    done: subprocess.CompletedProcess[str]
    report: BatchReport

    def calls(self) -> list[list[str]]:
        """The arguments of all calls of the stand-in."""
        lines = (self.recorded / "calls.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """Main's articles are in the store, and the action has checked the branch's."""
    folder = tmp_path_factory.mktemp("newsroom")
    runner = tmp_path_factory.mktemp("runner")
    program = write_program(runner / "factcheck" / "bin" / "factcheck", PROGRAM)
    (folder / "articles").mkdir()
    (folder / "accepted.jsonl").write_text(EMPTY_BASELINE, encoding="utf-8")
    for name in BEFORE:
        shutil.copy(FERRY / name, folder / "articles")
    environment = make_environment(FACTCHECK_CACHE=runner / "cache")
    first = run([program, "check", "--quiet", "articles"], folder, environment)
    assert first.returncode == 1, first.stderr
    shutil.copy(FERRY / ADDED, folder / "articles")
    done = run_action_step("Check", folder, runner, environment, batch="articles")
    recorded = tmp_path_factory.mktemp("recorded")
    with open_store(str(folder / ".factcheck")) as engine, engine.connect() as connection:
        report = count_failing(load_report(connection, 2), Settings())
    for name, reporter in BATCH_REPORTERS.items():
        (recorded / name).write_text(reporter.render(report), encoding="utf-8")
    return Newsroom(folder, runner, recorded, done, report)


@pytest.fixture
def stand_in(newsroom: Newsroom, tmp_path: Path) -> dict[str, str]:
    """An environment in which `factcheck` answers at once, as the real run did."""
    (newsroom.recorded / "calls.jsonl").write_text("", encoding="utf-8")
    program = tmp_path / "bin" / "factcheck"
    write_program(program, STAND_IN.replace("{recorded}", str(newsroom.recorded)))
    return make_environment(PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}")


def write_program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(text.replace("{python}", sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path


def make_environment(**changes: object) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        **{name: str(value) for name, value in changes.items()},
    }


def run(
    command: list[object], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def run_action_step(
    name: str,
    folder: Path,
    runner: Path,
    environment: Mapping[str, str],
    *,
    code: str = "",
    **given: str,
) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub's runner does, with inputs and files of its own."""
    action = load(ROOT / "action.yml")
    (step,) = (one for one in action["runs"]["steps"] if one.get("name") == name)
    inputs = {key: row.get("default", "") for key, row in action["inputs"].items()} | given
    known = {f"inputs.{key}": value for key, value in inputs.items()}
    known["steps.check.outputs.exit-code"] = code
    filled = {
        key: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known[found[1]], value)
        for key, value in step["env"].items()
    }
    for file in ("output", "summary"):
        (runner / file).write_text("", encoding="utf-8")
    files = {"GITHUB_OUTPUT": runner / "output", "GITHUB_STEP_SUMMARY": runner / "summary"}
    script = runner / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    return run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        folder,
        {**environment, **filled, **{k: str(v) for k, v in files.items()}}
        | {"RUNNER_TEMP": str(runner)},
    )


def read_outputs(runner: Path) -> dict[str, str]:
    lines = (runner / "output").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_the_action_shows_the_conflict_that_a_branch_brings(newsroom: Newsroom) -> None:
    assert newsroom.done.returncode == 0, newsroom.done.stderr
    assert newsroom.report.tally.new == 1
    assert any(one.severity == "error" for one in newsroom.report.open_findings())
    assert read_outputs(newsroom.runner) == {
        "exit-code": "1",
        "sarif": "factcheck.sarif",
        "junit": "factcheck.xml",
    }
    assert newsroom.done.stdout == (newsroom.recorded / "github").read_text(encoding="utf-8")
    for file, name in [
        (newsroom.runner / "summary", "markdown"),
        (newsroom.folder / "factcheck.sarif", "sarif"),
        (newsroom.folder / "factcheck.xml", "junit"),
    ]:
        assert file.read_text(encoding="utf-8") == (newsroom.recorded / name).read_text(
            encoding="utf-8"
        )


@pytest.mark.parametrize("code", ["0", "1", "2", "4"])
def test_the_action_ends_with_the_exit_code_of_the_check(code: str, tmp_path: Path) -> None:
    done = run_action_step("Exit as factcheck did", tmp_path, tmp_path, os.environ, code=code)
    assert done.returncode == int(code)


def lay_out_runner(tmp_path: Path) -> Path:
    """A runner whose installed factcheck is the stand-in."""
    runner = tmp_path / "runner"
    target = runner / "factcheck" / "bin"
    target.mkdir(parents=True)
    (target / "factcheck").symlink_to(tmp_path / "bin" / "factcheck")
    return runner


def test_the_action_passes_every_input_on(
    newsroom: Newsroom, stand_in: dict[str, str], tmp_path: Path
) -> None:
    runner = lay_out_runner(tmp_path)
    given = {
        "batch": "articles\naccepted.jsonl\n",
        "store": "a store",
        "baseline": "accepted.jsonl",
        "fail-on": "update",
        "min-score": "0.5",
        "max-findings": "3",
        "sarif": str(tmp_path / "o ne.sarif"),
        "junit": str(tmp_path / "one.xml"),
    }
    assert run_action_step("Check", newsroom.folder, runner, stand_in, **given).returncode == 0
    (call,) = newsroom.calls()
    assert call[call.index("--") + 1 :] == ["articles", "accepted.jsonl"]
    for name in ("store", "baseline", "fail-on", "min-score", "max-findings"):
        assert call[call.index(f"--{name}") + 1] == given[name]
    assert read_outputs(runner)["sarif"] == given["sarif"]
    used = {*given, "python-version"}
    assert set(load(ROOT / "action.yml")["inputs"]) == used


def test_a_check_that_could_not_be_made_leaves_no_old_file_behind(
    newsroom: Newsroom, stand_in: dict[str, str], tmp_path: Path
) -> None:
    runner = lay_out_runner(tmp_path)
    sarif = tmp_path / "one.sarif"
    sarif.write_text("of an earlier run", encoding="utf-8")
    given = {"batch": "articles", "sarif": str(sarif), "junit": str(tmp_path / "one.xml")}
    environment = stand_in | {"STAND_IN_FAILS": "1"}
    assert run_action_step("Check", newsroom.folder, runner, environment, **given).stderr
    assert read_outputs(runner) == {"exit-code": "2"}
    assert not sarif.exists()
    assert "exit code 2" in (runner / "summary").read_text(encoding="utf-8")


def test_no_expression_stands_in_a_script_of_the_action() -> None:
    """What an input holds would be run there."""
    steps = load(ROOT / "action.yml")["runs"]["steps"]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 3
    assert not any("${{" in script for script in scripts)


def test_the_action_fetches_and_keeps_one_store_under_one_key() -> None:
    steps = {
        step["uses"].split("@")[0]: step
        for step in load(ROOT / "action.yml")["runs"]["steps"]
        if "uses" in step
    }
    fetched, kept = steps["actions/cache/restore"]["with"], steps["actions/cache/save"]["with"]
    assert (fetched["key"], fetched["path"]) == (kept["key"], kept["path"])
    assert fetched["key"].startswith(fetched["restore-keys"])


def test_the_workflow_asks_the_action_for_what_it_has() -> None:
    action = load(ROOT / "action.yml")
    (job,) = load(RECIPES / "github-workflow.yml")["jobs"].values()
    (step,) = (one for one in job["steps"] if "factcheck@" in one["uses"])
    assert set(step["with"]) <= set(action["inputs"])
    text = (RECIPES / "github-workflow.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"factcheck\.outputs\.([\w-]+)", text)) <= set(action["outputs"])


def test_gitlab_s_script_writes_the_report_that_the_job_names(
    newsroom: Newsroom, stand_in: dict[str, str]
) -> None:
    job = load(RECIPES / "gitlab-ci.yml")["factcheck"]
    done = run(["bash", "-e", "-c", "\n".join(job["script"])], newsroom.folder, stand_in)
    assert done.returncode == 1, done.stderr
    junit = newsroom.folder / job["artifacts"]["reports"]["junit"]
    assert "<testsuites>" in junit.read_text(encoding="utf-8")
    assert all((newsroom.folder / path).exists() for path in job["artifacts"]["paths"])
    assert job["cache"]["paths"] == [".factcheck/"]


def test_the_pre_commit_hook_stops_a_commit(
    newsroom: Newsroom, stand_in: dict[str, str], tmp_path: Path
) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    (hook,) = load(ROOT / ".pre-commit-hooks.yaml")
    (repository,) = load(RECIPES / "pre-commit-config.yaml")["repos"]
    local = hook | repository["hooks"][0] | {"language": "system"}
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    shutil.copytree(newsroom.folder / "articles", work / "articles")
    temporary.mkdir()
    (work / "accepted.jsonl").write_text(EMPTY_BASELINE, encoding="utf-8")
    (work / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": [local]}]}), encoding="utf-8"
    )
    environment = stand_in | {
        "PRE_COMMIT_HOME": str(tmp_path / "home"),
        "TMPDIR": str(temporary),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    for words in (["init", "--quiet"], ["add", "."]):
        assert run(["git", *words], work, environment).returncode == 0
    done = run([sys.executable, "-m", "pre_commit", "run"], work, environment)
    assert done.returncode == 1, done.stderr
    assert (newsroom.recorded / "text").read_text(encoding="utf-8").strip() in done.stdout
    (call,) = newsroom.calls()
    assert call[-3:] == ["articles", "--baseline", "accepted.jsonl"]
    assert Path(call[call.index("--store") + 1]).parent == temporary
    assert not list(temporary.iterdir())


def test_cron_checks_each_batch_once_and_prints_what_was_found(
    newsroom: Newsroom, stand_in: dict[str, str], tmp_path: Path
) -> None:
    arrived = tmp_path / "arrived"
    arrived.mkdir()
    for name in ("one 1.jsonl", "two.jsonl", ".half-written.jsonl"):
        (arrived / name).write_text("{}\n", encoding="utf-8")
    command: list[object] = ["sh", RECIPES / "check-arrived.sh", tmp_path]
    first = run(command, tmp_path, stand_in)
    assert first.returncode == 1
    assert first.stdout.count((newsroom.recorded / "text").read_text(encoding="utf-8")) == 2
    assert [call[-1] for call in newsroom.calls()] == [
        "arrived/one 1.jsonl",
        "arrived/two.jsonl",
    ]
    again = run(command, tmp_path, stand_in)
    assert (again.returncode, again.stdout, len(newsroom.calls())) == (0, "", 2)


def test_cron_gives_a_batch_that_could_not_be_checked_again(
    newsroom: Newsroom, stand_in: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "arrived").mkdir()
    (tmp_path / "arrived" / "one.jsonl").write_text("{}\n", encoding="utf-8")
    command: list[object] = ["sh", RECIPES / "check-arrived.sh", tmp_path]
    first = run(command, tmp_path, stand_in | {"STAND_IN_FAILS": "1"})
    assert first.returncode == 2
    assert "the store does not answer" in first.stdout
    assert run(command, tmp_path, stand_in).returncode == 1
    assert (tmp_path / "reports" / "one.jsonl.json").exists()


def test_the_cron_line_names_the_script() -> None:
    lines = (RECIPES / "crontab").read_text(encoding="utf-8").splitlines()
    (line,) = (one for one in lines if one[0] in "*0123456789")
    *times, program, folder = line.split()
    assert len(times) == 5
    assert (RECIPES / Path(program).name).stat().st_mode & 0o111
    assert folder.startswith("/")


def load_dag(monkeypatch: pytest.MonkeyPatch, batch: str) -> tuple[ModuleType, list[Any]]:
    """Import the DAG with a scheduler that runs each task at once; also returns its answers."""
    answers: list[Any] = []

    def task(call: Any) -> Any:
        def act(*given: Any) -> Any:
            known = [batch if one == "{{ params.batch }}" else one for one in given]
            answers.append(call(*known))
            return answers[-1]

        return act

    scheduler = ModuleType("airflow.sdk")
    vars(scheduler).update(dag=lambda **_: lambda call: call, task=task)
    monkeypatch.setitem(sys.modules, "airflow", ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.sdk", scheduler)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("airflow_task", RECIPES / "airflow_task.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, answers


def test_a_scheduler_gets_the_findings_and_the_digest(
    newsroom: Newsroom,
    stand_in: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in stand_in.items():
        monkeypatch.setenv(name, value)
    module, (answer, _) = load_dag(monkeypatch, str(newsroom.folder / "articles"))
    assert answer["batch"] == newsroom.report.batch
    told = capsys.readouterr().out
    for one in newsroom.report.open_findings():
        assert one.finding.fingerprint in told
    assert module.check_batch(str(newsroom.folder), store="a") == answer
    monkeypatch.setenv("STAND_IN_FAILS", "1")
    with pytest.raises(RuntimeError, match="the store does not answer"):
        module.check_batch(str(newsroom.folder), store="a")


SCHEMAS = [
    (ROOT / "action.yml", "github-actions", []),
    (RECIPES / "github-workflow.yml", "github-workflows", []),
    (RECIPES / "gitlab-ci.yml", "gitlab-ci", ["--data-transform", "gitlab-ci"]),
]


@pytest.mark.parametrize(("path", "schema", "options"), SCHEMAS, ids=[s[1] for s in SCHEMAS])
def test_the_file_is_valid_by_its_host_s_schema(
    path: Path, schema: str, options: list[str]
) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    words = ["-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *options, path]
    done = run([sys.executable, *words], ROOT, os.environ)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("command", "path"),
    [
        ("validate-manifest", ROOT / ".pre-commit-hooks.yaml"),
        ("validate-config", RECIPES / "pre-commit-config.yaml"),
    ],
    ids=["manifest", "config"],
)
def test_pre_commit_finds_its_files_valid(command: str, path: Path, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path)}
    done = run([sys.executable, "-m", "pre_commit", command, path], ROOT, environment)
    assert done.returncode == 0, done.stdout


def test_every_recipe_is_on_the_page() -> None:
    page = CI_PAGE.read_text(encoding="utf-8")
    for path in RECIPES.iterdir():
        assert f"(recipes/{path.name})" in page, path.name


@pytest.mark.parametrize("name", ["text", "github", "markdown"])
def test_the_page_shows_what_the_branch_s_run_printed(newsroom: Newsroom, name: str) -> None:
    """`FACTCHECK_ACCEPT_GOLDEN=1 pytest tests/test_recipes.py` rewrites it."""
    page = CI_PAGE.read_text(encoding="utf-8")
    pattern = f"(?<=<!-- printed: {name} -->\n````\n).*?^(?=````$)"
    block = re.compile(pattern, re.DOTALL | re.MULTILINE)
    printed = (newsroom.recorded / name).read_text(encoding="utf-8")
    if os.environ.get("FACTCHECK_ACCEPT_GOLDEN"):
        page = block.sub(lambda _: printed, page, count=1)
        CI_PAGE.write_text(page, encoding="utf-8")
    assert block.findall(page) == [printed]
