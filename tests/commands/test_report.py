"""The main job as a user runs it, on the example story and on bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from factcheck.cli import run

ROOT = Path(__file__).resolve().parent.parent.parent
STORY = ROOT / "seeds" / "iran-russia-syria"
SHORT = (
    "Outlet: {outlet}\nPublished: 2024-05-14\nLanguage: en\n\n"
    "The blaze at the Harlow mill killed {count} people on Monday, the fire service said.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Two short articles that disagree on a toll."""
    folder = tmp_path / "mill-fire"
    folder.mkdir()
    for name, count in (("post", "12"), ("echo", "19")):
        text = SHORT.format(outlet=name.title(), count=count)
        (folder / f"{name}-1.txt").write_text(text, encoding="utf-8")
    return folder


def report_of(paths: list[Path], output: Path, *options: str) -> int:
    return run(["report", *map(str, paths), "--output", str(output), *options])


def read_report(output: Path, name: str = "mill-fire") -> dict[str, list[dict[str, object]]]:
    return json.loads((output / name / "report.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_all_formats_are_written_and_a_summary_printed(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    assert report_of([story], output) == 0
    names = sorted(path.name for path in (output / "mill-fire").iterdir())
    assert names == ["report.csv", "report.html", "report.json", "report.md"]
    assert "people killed" in capsys.readouterr().out


def test_the_toll_is_a_conflict_with_the_articles_own_words(
    story: Path, tmp_path: Path
) -> None:
    report_of([story], tmp_path / "out", "--format", "json")
    (finding,) = [
        f for f in read_report(tmp_path / "out")["findings"] if f["verdict"] == "conflict"
    ]
    assert finding["facet"] == "quantity"
    claims = [claim for side in finding["sides"] for claim in side["claims"]]  # type: ignore[attr-defined]
    for claim in claims:
        text = (story / f"{claim['article']}.txt").read_text(encoding="utf-8")
        assert text[claim["start"] : claim["end"]] == claim["text"]
    assert {claim["source"] for claim in claims} == {"the fire service"}


def test_two_runs_and_any_order_of_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = sorted((STORY / "articles").glob("*.txt"))
    outputs = []
    for number, names in enumerate((files, files[::-1])):
        folder = tmp_path / str(number) / "story"
        folder.mkdir(parents=True)
        for path in names:
            shutil.copy(path, folder / path.name)
        report_of([folder], tmp_path / f"out{number}")
        outputs.append(
            {p.name: p.read_bytes() for p in (tmp_path / f"out{number}" / "story").iterdir()}
        )
    assert outputs[0] == outputs[1]


def test_stdout_takes_one_story_in_one_format(
    story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(story), "--format", "json", "--output", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["story"] == "mill-fire"
    assert run(["report", str(story), "--output", "-"]) == 2


@pytest.mark.parametrize(("verdict", "code"), [("conflict", 1), ("update", 1), (None, 0)])
def test_fail_on_sets_the_exit_code(
    story: Path, tmp_path: Path, verdict: str | None, code: int
) -> None:
    options = ["--fail-on", verdict] if verdict else []
    assert report_of([story], tmp_path / "out", "--format", "json", *options) == code


def test_corrected_claims_are_what_is_compared(story: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims" / "mill-fire.jsonl"
    run(["claims", str(story), "--output", str(claims.parent)])
    lines = claims.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if '"echo-1"' not in line]
    claims.write_text("\n".join(kept), encoding="utf-8")
    code = report_of([story], tmp_path / "out", "--format", "json", "--claims", str(claims))
    assert code == 0
    assert {f["verdict"] for f in read_report(tmp_path / "out")["findings"]} == {"single"}


def test_a_claims_file_that_says_something_else_is_kept(story: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims" / "mill-fire.jsonl"
    claims.parent.mkdir()
    claims.write_text("corrected by hand\n", encoding="utf-8")
    run(["claims", str(story), "--output", str(claims.parent)])
    kept = claims.with_name("mill-fire.previous.jsonl")
    assert kept.read_text(encoding="utf-8") == "corrected by hand\n"
    assert '"echo-1"' in claims.read_text(encoding="utf-8")
    claims.write_text("corrected again\n", encoding="utf-8")
    run(["claims", str(story), "--output", str(claims.parent)])
    assert kept.read_text(encoding="utf-8") == "corrected by hand\n"
    second = claims.with_name("mill-fire.previous-2.jsonl")
    assert second.read_text(encoding="utf-8") == "corrected again\n"


BAD = {
    "empty.txt": b"",
    "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" * 20,
    "line.txt": b"word " * 6_000_000,
    "mojibake.txt": b"Outlet: X\n\nThe mayor said \xff\xc3\x28 twelve people died on Monday.\n",
    "broken.json": b'{"headline": "Mill fire", "body_text": ',
    "dated.txt": SHORT.format(outlet="Star", count="12")
    .replace("2024-05-14", "31-31-2024")
    .encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gets_one_message_and_the_others_are_reported(
    name: str, story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (story / name).write_bytes(BAD[name])
    assert report_of([story], tmp_path / "out", "--format", "json", "--quiet") == 0
    message = capsys.readouterr().err.strip()
    assert name in message.splitlines()[0]
    assert len(message.split("\n\n")) == 1
    assert "Traceback" not in message
    assert message.splitlines()[-1].endswith(".")  # the cure is a sentence
    verdicts = {f["verdict"] for f in read_report(tmp_path / "out")["findings"]}
    assert "conflict" in verdicts


@pytest.mark.parametrize("name", ["empty.txt", "picture.txt", "line.txt", "broken.json"])
def test_nothing_readable_is_exit_code_2(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    assert report_of([path], tmp_path / "out") == 2
    assert name in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_article_without_a_claim_is_exit_code_4(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Outlet: X\n\nMill fire.\n", encoding="utf-8")
    assert report_of([tmp_path / "one.txt"], tmp_path / "out", "-q") == 4


def test_a_place_that_cannot_be_written_to_is_exit_code_2(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    assert report_of([story], tmp_path / "out", "--format", "json") == 2
    assert "Choose another place." in capsys.readouterr().err


def test_two_stories_of_one_name_are_refused(story: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin" / "mill-fire"
    shutil.copytree(story, twin)
    assert report_of([story, twin], tmp_path / "out") == 2


def test_several_stories_get_an_index_of_this_run(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(story, tmp_path / "other-fire")
    output = tmp_path / "out"
    assert report_of([story, other], output, "--format", "html") == 0
    page = (output / "index.html").read_text(encoding="utf-8")
    assert '"./mill-fire/report.html"' in page
    assert '"./other-fire/report.html"' in page
    assert str(output / "index.html") in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("formats", [["--format", "json"], []], ids=["no page", "one story"])
def test_no_index_without_several_pages(
    story: Path, tmp_path: Path, formats: list[str]
) -> None:
    paths = [story, shutil.copytree(story, tmp_path / "other-fire")] if formats else [story]
    report_of(paths, tmp_path / "out", *formats)
    assert not (tmp_path / "out" / "index.html").exists()
