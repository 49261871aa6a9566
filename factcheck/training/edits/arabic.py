"""Edits of Arabic sentences.

Each family of facts has its module and yields all the edits it can make; here one of
each facet and change is drawn, so that every rule has its turn. A question states
nothing and is left alone.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_dates import edit_dates
from factcheck.training.edits.arabic_numbers import edit_quantities
from factcheck.training.edits.arabic_persons import edit_persons
from factcheck.training.edits.arabic_places import edit_places
from factcheck.training.edits.arabic_sources import edit_sources
from factcheck.training.edits.arabic_swaps import swap_words
from factcheck.training.edits.arabic_verbs import edit_verbs, may_be_otherwise
from factcheck.training.edits.arabic_wording import drop_words, edit_designations, respell
from factcheck.training.edits.arabic_words import cut_words

_QUESTIONS = (
    "هل ",
    "أين ",
    "متى ",
    "لماذا ",
    "كيف ",
    "من هو ",
    "ماذا ",
    "ما هو ",
    "ما هي ",
    "كم ",
)


_ADDRESS = re.compile(r"[A-Za-z]/|/[A-Za-z]|\w-\w{1,30}-\w{1,30}-\w|[a-z]\.[a-z]")
_RESPELL_FIRST = 0.7
_FEWEST_WORDS = 2


def edit_arabic(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    """Make the edits that an Arabic `sentence` allows, at most one of each facet and change.

    `names` tell which words are names and stand in for one another.
    """
    if "؟" in sentence or "?" in sentence or sentence.startswith(_QUESTIONS):
        return
    if len(cut_words(sentence)) < _FEWEST_WORDS:
        return
    is_open = may_be_otherwise(cut_words(sentence))
    choices: dict[tuple[str, str], list[Edit]] = defaultdict(list)
    for edit in _make_edits(sentence, names, rng):
        if is_open and edit[1:] in (("polarity", "changed"), ("status", "changed")):
            continue
        if _is_clean(sentence, edit.text) and edit.text not in [
            e.text for e in choices[edit[1:]]
        ]:
            choices[edit[1:]].append(edit)
    if rng.random() > _RESPELL_FIRST or ("statement", "same") not in choices:
        choices["statement", "same"] = (
            list(respell(sentence, rng)) or choices["statement", "same"]
        )
    for edits in choices.values():
        if edits:
            yield rng.choice(edits)


def _is_clean(sentence: str, edited: str) -> bool:
    """Tell whether the edit changes something, and nothing in an address."""
    at = next((i for i, (a, b) in enumerate(zip(sentence, edited, strict=False)) if a != b), -1)
    if at < 0:
        return sentence != edited
    start = sentence.rfind(" ", 0, at) + 1
    return not _ADDRESS.search(sentence[start:].split(" ", 1)[0])


def _make_edits(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    yield from edit_quantities(sentence, rng)
    yield from edit_dates(sentence, rng)
    yield from edit_places(sentence, rng)
    yield from edit_persons(sentence, names, rng)
    yield from edit_sources(sentence, rng)
    yield from edit_designations(sentence, rng)
    yield from edit_verbs(sentence, rng)
    yield from swap_words(sentence, rng)
    yield from drop_words(sentence, rng)
