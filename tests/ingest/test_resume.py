"""Interruptions: wherever a run is cut off, the next one ends with the same store."""

from __future__ import annotations

from contextlib import suppress

import pytest

from factcheck.ingest import read as reading
from tests.ingest.stories import bus, check, export, ferry

FIRST = [bus("Post", 12), ferry("Balad", 3)]
SECOND = [bus("Herald", 19), bus("Echo", 12), ferry("Rai", 5), bus("Post", 13)]


class Killed(BaseException):
    """Stands for the end of the process: nothing of ours catches it."""


class Killer:
    """Ends the run when it is told for the nth time how far the run is."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self, step: str, done: int, total: int) -> None:
        self.at -= 1
        if self.at < 0:
            raise Killed


def test_a_run_cut_off_anywhere_is_finished_by_the_next(
    address: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 1)
    whole = f"{tmp_path}/whole"
    check(whole, *FIRST)
    check(address, *FIRST)
    deaths = 0
    for at in (0, 1, 2, 0, 2, 1, 1, 3, 0, 2, 2):
        with suppress(Killed):
            check(address, *SECOND, observe=Killer(at))
            break
        deaths += 1
    assert deaths >= 6
    assert check(address, *SECOND) == check(whole, *SECOND)
    assert export(address) == export(whole)


def test_what_a_killed_batch_brought_is_reported_by_the_next(tmp_path: object) -> None:
    with pytest.raises(Killed):
        check(f"{tmp_path}/store", bus("Post", 12), bus("Herald", 19), observe=Killer(2))
    report = check(f"{tmp_path}/store", *FIRST)
    assert len(report.finished) == 1
    assert [one.state for one in report.findings] == ["new"]
    again = check(f"{tmp_path}/store", *FIRST)
    assert (again.finished, again.findings) == ((), ())


@pytest.mark.parametrize("at", range(7))
def test_another_batch_finishes_what_was_left_or_forgets_it(
    at: int, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CHUNK", 1)
    cut, whole = f"{tmp_path}/cut", f"{tmp_path}/whole"
    with pytest.raises(Killed):
        check(cut, *SECOND, observe=Killer(at))
    check(cut, *FIRST)
    check(cut, *SECOND)
    batches = [SECOND, FIRST] if at > 4 else [FIRST, SECOND]
    for batch in batches:
        check(whole, *batch)
    assert export(cut) == export(whole)
