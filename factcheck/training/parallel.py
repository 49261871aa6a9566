"""Translations: English and Arabic sentences and names that say the same.

A row is held back from all training by its place in its file, so that every measuring
command finds the same rows: every second one of `ud_pud` (500) and every sixth of
`tico19_tmx` (511).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LONGEST = 300  # characters of a side of a row to train on
HELD_BACK = {"ud_pud": 2, "tico19_tmx": 6}
SENTENCES = (
    *("ud_pud", "fignews2024_news_mt", "tico19_tmx", "mt_geneval_wiki"),
    *("xquad_sentences_equalsplit", "xquad_questions", "tatoeba_anki"),
    *("tatoeba_challenge_test", "bible_svd", "quran_sahih"),
)
CLASSICAL = ("bible_svd", "quran_sahih")
MODERN = tuple(source for source in SENTENCES if source not in CLASSICAL)
NAMES = ("names_wikidata_coling2018", "names_google_ar2en")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LINK_OR_TAG = re.compile(
    r"https?://\S+|[#@](?=\w)|(?<=\w)_(?=\w)|[\U0001f000-\U0001ffff\ufe0f]"
)


class Translation(NamedTuple):
    """One row: the same in both languages, and the file it is of, without its ending."""

    english: str
    arabic: str
    source: str


def read_sources(
    data: Path, sources: Iterable[str], *, held_back: bool = False
) -> list[Translation]:
    """Read the rows of all `sources` (see `read_translations`), in their order."""
    return [row for one in sources for row in read_translations(data, one, held_back=held_back)]


def read_translations(data: Path, source: str, *, held_back: bool = False) -> list[Translation]:
    """Read DATA/parallel/`source`.tsv.gz: the rows to train on, or those held back; none twice.

    Rows that lack a side or hold Arabic letters on the English one are left out. So are rows
    to train on of more than `LONGEST` characters, which are posts of many sentences.
    """
    every = HELD_BACK.get(source, 0)
    with gzip.open(data / "parallel" / f"{source}.tsv.gz", "rt", encoding="utf-8") as lines:
        rows = [
            Translation(english, arabic, source)
            for number, line in enumerate(lines)
            for english, arabic in _sides(line)
            if (every > 0 and number % every == every - 1) is held_back
            and (held_back or max(len(english), len(arabic)) <= LONGEST)
        ]
    return list(dict.fromkeys(rows))


def _sides(line: str) -> Iterator[tuple[str, str]]:
    english, arabic, note = [*line.rstrip("\n").split("\t"), "", ""][:3]
    is_other_version = note.startswith("BWE")
    english, arabic = _tidy(english), _tidy(arabic)
    if english and arabic and not _ARABIC.search(english) and not is_other_version:
        yield english, arabic


def _tidy(text: str) -> str:
    return " ".join(_LINK_OR_TAG.sub(" ", text).split())
