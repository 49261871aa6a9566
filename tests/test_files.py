from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import UserError
from factcheck.files import write_text


def test_text_is_written_with_its_folders_and_plain_newlines(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_text(path, "سطر\n")
    assert path.read_bytes() == "سطر\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["b.txt"]


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.json"
    write_text(path, "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", fail)
    with pytest.raises(UserError, match="No space left on device"):
        write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_in_the_way_of_a_folder_is_the_users_to_mend(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        write_text(tmp_path / "out" / "report.json", "{}")
    assert caught.value.cure == "Choose another place."
