"""The local Hugging Face cache: found by id, by branch and by commit, without the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import ModelError
from factcheck.models.snapshots import (
    find_snapshot,
    hub_cache_folder,
    list_snapshots,
    parse_id,
)
from tests.models.tiny_hub import COMMIT, OTHER_COMMIT, put_in_cache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text("{}", encoding="utf-8")
    return tmp_path / "hub"


@pytest.mark.parametrize(
    ("revision", "found"),
    [
        (None, COMMIT),
        ("main", COMMIT),
        ("v2", OTHER_COMMIT),
        (OTHER_COMMIT, OTHER_COMMIT),
        (OTHER_COMMIT[:12], OTHER_COMMIT),
        (COMMIT[:7], COMMIT),
    ],
)
def test_a_model_is_found_by_branch_tag_and_commit(
    revision: str | None, found: str, cache: Path
) -> None:
    put_in_cache(cache, "some/nli", cache.parent / "model")
    put_in_cache(cache, "some/nli", cache.parent / "model", commit=OTHER_COMMIT, ref="v2")
    place = find_snapshot("some/nli", revision)
    assert place.commit == place.path.name == found
    assert place.name == f"some/nli@{found[:12]}"


@pytest.mark.parametrize("revision", ["v3", "0123456", COMMIT[:6], "fffffff"])
def test_a_revision_that_is_not_here_is_refused(revision: str, cache: Path) -> None:
    put_in_cache(cache, "some/nli", cache.parent / "model", commit=OTHER_COMMIT)
    with pytest.raises(ModelError, match=f"'some/nli@{revision}' is not on this machine"):
        find_snapshot("some/nli", revision)


def test_one_pinned_commit_is_found_without_naming_it_and_two_are_not(cache: Path) -> None:
    put_in_cache(cache, "some/nli", cache.parent / "model", ref=None)
    assert find_snapshot("some/nli", None).commit == COMMIT
    put_in_cache(cache, "some/nli", cache.parent / "model", commit=OTHER_COMMIT, ref=None)
    with pytest.raises(ModelError, match="here in 2 commits") as refusal:
        find_snapshot("some/nli", None)
    assert f"some/nli@{COMMIT[:12]}, some/nli@{OTHER_COMMIT[:12]}" in str(refusal.value)


def test_a_branch_whose_commit_was_dropped_is_not_here(cache: Path) -> None:
    put_in_cache(cache, "some/nli", cache.parent / "model")
    (cache / "models--some--nli" / "refs" / "main").write_text(OTHER_COMMIT, encoding="utf-8")
    with pytest.raises(ModelError, match="not on this machine"):
        find_snapshot("some/nli", None)


def test_all_models_and_commits_are_listed(cache: Path) -> None:
    assert list(list_snapshots()) == []
    for model_id in ("some/nli", "other/model"):
        put_in_cache(cache, model_id, cache.parent / "model")
    put_in_cache(cache, "some/nli", cache.parent / "model", commit=OTHER_COMMIT)
    (cache / "datasets--some--rows" / "snapshots" / COMMIT).mkdir(parents=True)
    assert [place.name for place in list_snapshots()] == [
        f"other/model@{COMMIT[:12]}",
        f"some/nli@{COMMIT[:12]}",
        f"some/nli@{OTHER_COMMIT[:12]}",
    ]


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"HF_HUB_CACHE": "/a/b"}, "/a/b"),
        ({"HF_HOME": "/a"}, "/a/hub"),
        ({"XDG_CACHE_HOME": "/a"}, "/a/huggingface/hub"),
        ({"HF_HUB_CACHE": "/b", "HF_HOME": "/a"}, "/b"),
        ({"HF_HUB_CACHE": "", "HF_HOME": "/a"}, "/a/hub"),
    ],
)
def test_the_cache_lies_where_the_hugging_face_libraries_look(
    variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(hub_cache_folder()) == folder


@pytest.mark.parametrize(
    ("name", "parsed"),
    [
        ("some/nli", ("some/nli", None)),
        ("some/nli-v3.1_x@refs/pr/2", ("some/nli-v3.1_x", "refs/pr/2")),
        ("some/nli@" + COMMIT, ("some/nli", COMMIT)),
        ("nli", None),
        ("some/nli@", None),
        ("some/../nli", None),
        ("some/nli@../../etc/passwd", None),
        ("/some/nli", None),
        ("نموذج/nli", None),
    ],
)
def test_an_id_has_an_organisation_a_name_and_perhaps_a_revision(
    name: str, parsed: tuple[str, str | None] | None
) -> None:
    assert parse_id(name) == parsed
