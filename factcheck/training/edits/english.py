"""English edits: every rule is asked, and one edit of each facet and change is drawn.

A rule that finds nothing plain says nothing; a sentence that is part of a list, a
headline of a table or a line of code gives no edits.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from factcheck.records import FacetName
from factcheck.training.edits import Change, Edit
from factcheck.training.edits.english_codes import edit_designation
from factcheck.training.edits.english_dates import edit_date
from factcheck.training.edits.english_numbers import edit_quantity
from factcheck.training.edits.english_persons import edit_attribution, edit_person
from factcheck.training.edits.english_places import edit_place
from factcheck.training.edits.english_polarity import edit_polarity
from factcheck.training.edits.english_roles import edit_role
from factcheck.training.edits.english_statement import edit_statement
from factcheck.training.edits.english_status import edit_status

_RULES = (
    edit_quantity,
    edit_date,
    edit_place,
    edit_designation,
    edit_polarity,
    edit_status,
    edit_role,
    edit_attribution,
    edit_statement,
)
_LENGTHS = range(15, 401)
_CUT_OFF = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|vs)\.$|(?<![A-Z.])[ .][A-Z]\.$(?<!U\.S\.)"
)
_BROKEN = re.compile(r"  |\ban? an? \b|\bthe the\b| ,| \.$|\.\.$|,,|\bto to\b")


def edit_english(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    """Make the edits that an English sentence allows, one of each facet and change.

    Full names among `names` stand in for full names, surnames for surnames.
    """
    if len(sentence) not in _LENGTHS or _CUT_OFF.search(sentence):
        return
    made: dict[tuple[FacetName, Change], list[str]] = {}
    for edit in _make_edits(sentence, names, rng):
        if edit.text != sentence and not _breaks(sentence, edit.text):
            made.setdefault((edit.facet, edit.change), []).append(edit.text)
    for (facet, change), texts in made.items():
        yield Edit(rng.choice(texts), facet, change)


def _make_edits(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    for rule in _RULES:
        yield from rule(sentence, rng)
    yield from edit_person(sentence, names, rng)


def _breaks(sentence: str, text: str) -> bool:
    """Tell whether the edit reads broken where the sentence did not."""
    broken = _BROKEN.search(text)
    return broken is not None and _BROKEN.search(sentence) is None
