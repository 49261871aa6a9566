"""Lexicons: the words the program knows, as tables in the package.

One tab-separated file for each subject and language (`cues.en.tsv`): a header
line names the columns, `#` starts a comment line.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Read the table `name` ("months.ar") as one dict a row, columns by name.

    Missing trailing cells are empty strings. Raises FileNotFoundError for a
    name that the package does not hold: that is a bug, not a user's fault.
    """
    text = files(__package__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    return tuple(_read_row(columns, line) for line in lines[1:])


def _read_row(columns: list[str], line: str) -> dict[str, str]:
    cells = line.split("\t")
    cells += [""] * (len(columns) - len(cells))
    return dict(zip(columns, cells, strict=True))
