"""TOML keys: where each stands in its file, which `tomllib` does not say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

_KEY = r"""(?:"(?:[^"\\]|\\.)*+"|'[^']*+'|[A-Za-z0-9_-]++)"""
_KEYS = rf"({_KEY}(?:\s*+\.\s*+{_KEY})*+)\s*+"
_HEADER_LINE = re.compile(rf"\s*+\[\[?\s*+{_KEYS}\]\]?\s*+(?:#|$)")
_KEY_LINE = re.compile(rf"\s*+{_KEYS}=")
_DEEPEST = 8  # steps of a key that are told apart; every one costs an entry


class KeyPlaces:
    """The places of a file's keys; `root` is the table that keys are asked in.

    Lines are read one by one, so text that looks like a key inside a string of
    several lines counts as one: the place is then off, nothing else.
    """

    def __init__(self, path: str, text: str, root: tuple[str, ...]) -> None:
        self._path, self._root = path, root
        self._place_by_key: dict[tuple[str, ...], str] = {}
        header: tuple[str, ...] = ()
        for number, line in enumerate(text.split("\n"), start=1):
            if found := _HEADER_LINE.match(line):
                header = key = _split_key(found[1])
            elif found := _KEY_LINE.match(line):
                key = (*header, *_split_key(found[1]))
            else:
                continue
            place = f"{path}:{number}:{found.start(1) + 1}"
            for length in range(1, min(len(key), _DEEPEST) + 1):
                self._place_by_key.setdefault(key[:length], place)

    def find(self, key: Sequence[str]) -> str:
        """The place of a key, or of the nearest table around it."""
        path = (*self._root, *key)[:_DEEPEST]
        for length in range(len(path), 0, -1):
            if path[:length] in self._place_by_key:
                return self._place_by_key[path[:length]]
        return self._path


def _split_key(text: str) -> tuple[str, ...]:
    """Split a dotted TOML key; what is none, inside a string, gives nothing."""
    try:
        table: Any = tomllib.loads(f"{text} = 0")
    except (tomllib.TOMLDecodeError, RecursionError):
        return ()
    keys = []
    while isinstance(table, dict):
        [(key, table)] = table.items()
        keys.append(key)
    return tuple(keys)
