"""What is measured of an embedder: translations found, English left where it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.text import is_arabic
from factcheck.training.measure import embedder
from tests.training import tiny

pytest.importorskip("transformers", reason="training needs the extra: training")


PLACES = {name: number for number in range(1_000) for name in tiny.place_name(number)}


class KnowsItsPlaces:
    """An embedder that places a text by the place it names, in one language or in both."""

    name = "places"

    def __init__(self, *, reads_arabic: bool) -> None:
        self.reads_arabic = reads_arabic

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), 1_001), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[self._place(text)] = 1
        return rows

    def _place(self, text: str) -> int:
        if is_arabic(text) and not self.reads_arabic:
            return 1_000
        return next(
            (PLACES[word] for word in re.findall(r"\w+", text) if word in PLACES), 1_000
        )


@pytest.mark.parametrize(("reads_arabic", "found"), [(True, 1.0), (False, 1 / 6)])
def test_translations_held_back_are_found_by_a_model_that_reads_both(
    data: Path,
    base: Path,
    tmp_path: Path,
    reads_arabic: bool,
    found: float,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedder, "DRIFT_PAIRS", 40)
    for folder in ("news", "parallel"):
        (tmp_path / folder).symlink_to(data / folder)
    tiny.write_lines(tmp_path / "nli" / "xnli_en.dev.jsonl.gz", entailed())
    model = KnowsItsPlaces(reads_arabic=reads_arabic)
    scores = embedder.measure_embedder(model, tmp_path, base)
    values = {(score.set, score.task): score.value for score in scores}
    assert values["ud_pud, held back", "Arabic to English"] == pytest.approx(found)
    assert values["XNLI English dev", "entailed to premise"] == 1.0
    assert -1 <= values["English news of one day", "as the base"] <= 1
    assert [score.rows for score in scores][:4] == [6, 6, 3, 3]


def entailed() -> list[dict[str, str]]:
    """Premises with one hypothesis that follows and one that does not."""
    return [
        {
            "premise": f"A ship reached {tiny.place_name(number)[0]}.",
            "hypothesis": f"{tiny.place_name(number + change)[0]} saw a ship.",
            "label": label,
        }
        for number in range(5)
        for change, label in ((7, "contradiction"), (0, "entailment"), (9, "entailment"))
    ]
