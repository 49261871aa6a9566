"""A path is a story: its files, its name, its articles' ids, whatever their order."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from factcheck.readers import READERS, read_articles, read_story
from tests.readers.write import BUS, HAFILA, read_files, show, write_story

CLASHING = [("b", "bus"), ("b", "road"), ("c", "wall")]
PAGE = f"<html><body><p>{'</p><p>'.join(BUS.splitlines() * 3)}</p></body></html>"


def test_a_folder_of_articles_is_a_story(tmp_path: Path) -> None:
    story = read_files(
        tmp_path / "flood", {"b-1.txt": BUS, "a-1.txt": HAFILA, "c.jsonl": '{"text": "A bus."}'}
    )
    assert story.name == "flood"
    assert [(a.id, a.path, a.language) for a in story.articles] == [
        ("a-1", "a-1.txt", "ar"),
        ("b-1", "b-1.txt", "en"),
        ("c-1", "c.jsonl", "en"),
    ]
    assert story.faults == ()


def test_a_folder_holding_articles_is_the_same_story_by_either_path(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "articles/a-1.txt": BUS,
        "clean/a-1.txt": HAFILA,
        "notes.txt": "x",
    }
    story = read_files(tmp_path / "flood", files)
    assert story == read_story(tmp_path / "flood" / "articles")
    assert story == read_story(str(tmp_path / "flood"))
    assert (story.name, [a.path for a in story.articles]) == ("flood", ["articles/a-1.txt"])


def test_a_file_is_a_story_called_like_it(tmp_path: Path) -> None:
    write_story(tmp_path, {"post-1.txt": BUS})
    story = read_story(tmp_path / "post-1.txt")
    assert (story.name, story.articles[0].id, story.articles[0].path) == (
        "post-1",
        "post-1",
        "post-1.txt",
    )


def test_a_relative_path_gives_the_same_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_story(tmp_path / "flood", {"a.txt": BUS})
    monkeypatch.chdir(tmp_path / "flood")
    assert read_story(".") == read_story(tmp_path / "flood")


def test_what_is_no_article_is_passed_over_in_silence(tmp_path: Path) -> None:
    names = (
        "README",
        "README.txt",
        "readme.md",
        "notes.md",
        ".hidden.txt",
        "gold.jsonl",
        ".git/a.txt",
    )
    silent: dict[str, str | bytes] = dict.fromkeys(names, "x")
    story = read_files(tmp_path, {**silent, "a.txt": BUS, "pictures/b.png": "x"})
    assert ([a.id for a in story.articles], story.faults) == (["a"], ())


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "noending", "a.txt.bak"])
def test_an_unknown_ending_is_one_fault(tmp_path: Path, name: str) -> None:
    story = read_files(tmp_path, {name: "x", "b.txt": BUS})
    assert len(story.articles) == 1
    assert [fault.place for fault in story.faults] == [(tmp_path / name).as_posix()]
    assert all(ending in story.faults[0].cure for ending in READERS)


def test_endings_are_known_in_any_case(tmp_path: Path) -> None:
    assert len(read_files(tmp_path, {"A.TXT": BUS, "B.Html": PAGE}).articles) == 2


def test_a_folder_inside_the_story_is_reported(tmp_path: Path) -> None:
    story = read_files(tmp_path, {"a.txt": BUS, "other/articles/b.txt": BUS, "more/c.txt": BUS})
    assert [a.id for a in story.articles] == ["a"]
    assert [Path(f.place).name for f in story.faults] == ["more", "other"]


def test_a_path_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    story = read_story(tmp_path / "gone")
    assert (story.name, story.articles) == ("gone", ())
    assert [f.message for f in story.faults] == ["there is no such file or folder"]


@pytest.mark.parametrize("files", [{}, {"README.md": "x"}, {".hidden.txt": BUS}])
def test_a_folder_with_nothing_readable_is_a_fault(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    assert [f.message for f in read_files(tmp_path, files).faults] == [
        "the folder holds no articles"
    ]


def test_a_link_to_nothing_and_a_pipe_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("gone.txt")
    os.mkfifo(tmp_path / "b.txt")
    assert [f.message for f in read_story(tmp_path).faults] == [
        "there is no such file or folder",
        "this is no plain file",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    write_story(tmp_path, {"a.txt": BUS})
    (tmp_path / "a.txt").chmod(0)
    assert [f.message for f in read_story(tmp_path).faults] == [
        "cannot be opened: permission denied"
    ]


def test_ids_that_clash_get_their_endings(tmp_path: Path) -> None:
    lines = "\n".join(f'{{"id": "{name}", "text": "A {text}."}}' for name, text in CLASHING)
    story = read_files(tmp_path, {"a.txt": BUS, "a.html": PAGE, "b.txt": BUS, "x.jsonl": lines})
    assert [article.id for article in story.articles] == [
        "a-html",
        "a-txt",
        "b-jsonl",
        "b-jsonl-2",
        "b-txt",
        "c",
    ]
    assert show(story.articles[2]) == ["A bus."]


def test_a_made_id_does_not_take_another_articles(tmp_path: Path) -> None:
    story = read_files(tmp_path, {"a.txt": BUS, "a.html": PAGE, "a-txt.txt": HAFILA})
    assert [article.id for article in story.articles] == ["a-html", "a-txt", "a-txt-2"]
    assert story.articles[1].language == "ar"


def test_the_order_of_the_paths_changes_nothing(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{name}.{ending}": BUS for name in "abc" for ending in ("txt", "json")
    }
    folder = write_story(tmp_path / "flood", {**files, "articles/d.txt": HAFILA})
    paths = [path for path in folder.rglob("*.*") if path.is_file()]
    story = read_articles(sorted(paths))
    assert (story.name, len(story.articles), len(story.faults)) == ("flood", 4, 3)
    for seed in range(3):
        shuffled = random.Random(seed).sample(paths * 2, k=2 * len(paths))
        assert read_articles(shuffled) == story


def test_paths_given_one_by_one_are_one_story(tmp_path: Path) -> None:
    folder = write_story(tmp_path / "flood", {"articles/a.txt": BUS, "articles/b.txt": BUS})
    paths = [folder / "articles" / "b.txt", str(folder / "articles" / "a.txt")]
    story = read_articles(paths)
    assert (story.name, [a.path for a in story.articles]) == ("flood", ["a.txt", "b.txt"])
    assert read_articles(paths, name="storm").name == "storm"
    assert read_articles([]).articles == ()


def test_a_path_without_a_reader_is_a_fault(tmp_path: Path) -> None:
    folder = write_story(tmp_path, {"a.pdf": "x"})
    story = read_articles([folder / "a.pdf", folder / "gone.txt", folder])
    assert [f.message for f in story.faults] == [
        "no reader for a file without an ending",
        "no reader for .pdf",
        "there is no such file or folder",
    ]


def test_a_name_that_is_no_utf8_is_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(BUS)
    article = read_story(tmp_path).articles[0]
    assert (article.id, article.path) == ("caf\ufffd", "caf\ufffd.txt")
