"""Edits: a sentence with one fact changed, loosened or merely put otherwise, by rule.

Generic NLI data does not teach the differences that news turns on. A contrast pair is a
sentence and an edit of it (after the contrast sets of Gardner et al. 2020); with a
translation as its premise, the same edit makes a pair across languages.

    "Police arrested 12 men."   "Police arrested 15 men."        changed   quantity
    "Police arrested 12 men."   "Police arrested twelve men."    same      quantity
    "Police arrested 12 men."   "Police arrested several men."   looser    quantity
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Literal, NamedTuple

from factcheck.records import FacetName, Language

Change = Literal["changed", "same", "looser"]


class Edit(NamedTuple):
    """An edited sentence; `facet` names what the edit touched.

    `changed`: sentence and edit cannot both be true. `same`: each follows from the
    other. `looser`: the edit follows from the sentence, and not the other way round.
    """

    text: str
    facet: FacetName
    change: Change


def edit_sentence(
    sentence: str, language: Language, names: Sequence[str], rng: random.Random
) -> list[Edit]:
    """Make the edits that `sentence` allows, at most one of each facet and change.

    `names` are names in the sentence's script that may stand in for another; the same
    arguments and state of `rng` give the same edits. A sentence that no rule fits gives
    none.
    """
    from factcheck.training.edits.arabic import edit_arabic
    from factcheck.training.edits.english import edit_english

    edit = edit_arabic if language == "ar" else edit_english
    return [one for one in edit(sentence, names, rng) if one.text != sentence]
