"""Executors: the same results in the same order, however many processes there are."""

from __future__ import annotations

import pytest

from factcheck.executors import Executor, ProcessExecutor, SerialExecutor, choose_executor

EXECUTORS = [SerialExecutor(), ProcessExecutor(2)]


def halve(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


@pytest.mark.parametrize("executor", EXECUTORS)
def test_results_come_in_the_order_of_the_items(executor: Executor) -> None:
    assert list(executor.map(halve, range(0, 20, 2))) == list(range(10))


@pytest.mark.parametrize("executor", EXECUTORS)
def test_an_error_is_raised_where_its_result_would_come(executor: Executor) -> None:
    results = executor.map(halve, [2, 4, 5, 6])
    assert [next(results), next(results)] == [1, 2]
    with pytest.raises(ValueError, match="5 is odd"):
        next(results)


def test_items_are_taken_as_results_are_fetched() -> None:
    taken: list[int] = []
    items = (taken.append(n) or n for n in range(0, 200, 2))  # type: ignore[func-returns-value]
    results = ProcessExecutor(1).map(halve, items)
    next(results)
    assert len(taken) <= 4
    results.close()  # type: ignore[attr-defined]


def test_one_job_needs_no_processes() -> None:
    assert isinstance(choose_executor(1), SerialExecutor)
    assert isinstance(choose_executor(3), ProcessExecutor)
