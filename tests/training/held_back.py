"""Which places of the tiny data folder are only in rows held back, and which in others."""

from __future__ import annotations

from factcheck.training.parallel import HELD_BACK, SENTENCES
from tests.training import tiny


def held_back_names() -> list[str]:
    """Names, in either script, that occur in rows held back and nowhere else."""
    return [name for number in _held_back_numbers() for name in tiny.place_name(number)]


def trained_names() -> list[str]:
    """Names, in either script, that occur in rows to train on."""
    held_back = set(_held_back_numbers())
    return [
        name
        for source in SENTENCES
        for number in tiny.rows_of_source(source)
        if number not in held_back
        for name in tiny.place_name(number)
    ]


def _held_back_numbers() -> list[int]:
    return [
        number
        for source, every in HELD_BACK.items()
        for number in tiny.rows_of_source(source)[every - 1 :: every]
    ]
