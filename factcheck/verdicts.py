"""Verdicts: what kind of disagreement the sides of a finding are.

A denial, or two sources set against each other in one article, is a dispute:
the outlets report it as such. A toll that rises and a plan that is carried out
from one day to the next are updates, and so is a value that its own sentence
calls earlier. All else is a conflict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from factcheck.lexicons import load_lexicon
from factcheck.records import ArticleHead, Claim, Relation, Verdict
from factcheck.sides import Group, Node
from factcheck.statements import is_contrast, is_denial
from factcheck.text import fold_text
from factcheck.words import find_concepts

NEAR_CHARACTERS = 60
LONGEST_ADVANCE = timedelta(days=60)
ADVANCING_DEEDS = frozenset(
    {"killed", "wounded", "missing", "infected", "displaced", "arrested", "rescued"}
)
STAGE_ORDER = {"not done": 0, "planned": 0, "begun": 1, "done": 2}


def choose_verdict(
    groups: Sequence[Group],
    relations: Sequence[Relation],
    claim_by_id: Mapping[str, Claim],
    heads: Mapping[str, ArticleHead],
) -> Verdict:
    """Choose the verdict of a finding with these sides."""
    if len(groups) == 1:
        return "agreement"
    conflicts = [
        (claim_by_id[r.left], claim_by_id[r.right]) for r in relations if r.kind == "conflict"
    ]
    if not conflicts:
        return "agreement"
    if is_update(groups, relations, claim_by_id, heads):
        return "update"
    if any(is_reported_as_dispute(left, right) for left, right in conflicts):
        return "dispute"
    return "conflict"


def is_reported_as_dispute(left: Claim, right: Claim) -> bool:
    """Tell whether an article itself sets two sources against each other.

    Either one denies what the other says, or both are named in one article and
    share no word: "the ministry" may be the "Defence Ministry".
    """
    if is_denial(left, right) or is_contrast(left, right):
        return True
    if left.article != right.article or not left.source or not right.source:
        return False
    names = find_concepts(left.source, left.language)
    return not names & find_concepts(right.source, right.language)


def is_update(
    groups: Sequence[Group],
    relations: Sequence[Relation],
    claim_by_id: Mapping[str, Claim],
    heads: Mapping[str, ArticleHead],
) -> bool:
    """Tell whether one value replaces another in time."""
    if relations[0].facet not in ("quantity", "status"):
        return False
    if any(_is_called_earlier(node, claim_by_id) for group in groups for node in group.nodes):
        return True
    return _may_advance(relations[0]) and _advances(groups, claim_by_id, heads)


def _is_called_earlier(node: Node, claim_by_id: Mapping[str, Claim]) -> bool:
    """Tell whether words near the value say that one replaces another ("rose to 19")."""
    claim = claim_by_id[node.claim]
    start = min((span.start for span in node.highlights), default=claim.start) - claim.start
    end = max((span.end for span in node.highlights), default=claim.end) - claim.start
    near = claim.text[max(0, start - NEAR_CHARACTERS) : end + NEAR_CHARACTERS]
    return _update_cue().search(fold_text(near)) is not None


def _may_advance(relation: Relation) -> bool:
    """Tell whether a value of this slot grows with the days: tolls and stages do."""
    deed = relation.slot.key.partition("|")[2]
    return relation.facet == "status" or deed in ADVANCING_DEEDS


def _advances(
    groups: Sequence[Group],
    claim_by_id: Mapping[str, Claim],
    heads: Mapping[str, ArticleHead],
) -> bool:
    """Tell whether the lowest value was printed first and none before a lower one.

    Tolls rise, and plans become facts, within `LONGEST_ADVANCE` of each other.
    """
    dated = [(rank_value(g.value), _published(g, claim_by_id, heads)) for g in groups]
    if any(rank is None or not days for rank, days in dated):
        return False
    firsts = [min(days) for _, days in sorted(dated, key=lambda entry: entry[0] or 0.0)]
    rises = all(earlier <= later for earlier, later in pairwise(firsts))
    return rises and timedelta(0) < firsts[-1] - firsts[0] <= LONGEST_ADVANCE


def rank_value(value: str) -> float | None:
    """Where a value stands on its way: its number, or its stage; None when it has neither."""
    if value in STAGE_ORDER:
        return float(STAGE_ORDER[value])
    return leading_number(value)


def leading_number(value: str) -> float | None:
    """The first number of a label such as "at least 1,200", None without one."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", value)
    return float(match[0].replace(",", "")) if match else None


def _published(
    group: Group, claim_by_id: Mapping[str, Claim], heads: Mapping[str, ArticleHead]
) -> list[date]:
    days = [heads[claim_by_id[node.claim].article].published for node in group.nodes]
    return [day for day in days if day is not None] if all(days) else []


def order_sides(
    groups: Sequence[Group],
    claim_by_id: Mapping[str, Claim],
    heads: Mapping[str, ArticleHead],
) -> list[Group]:
    """Order sides from the oldest published to the newest, then by value."""

    def first_day(group: Group) -> date:
        return min(_published(group, claim_by_id, heads), default=date.max)

    return sorted(groups, key=lambda g: (first_day(g), rank_value(g.value) or 0.0, g.value))


@cache
def _update_cue() -> re.Pattern[str]:
    """Words that say a value replaces an earlier one ("rose to", "ارتفعت الحصيلة")."""
    rows = [*load_lexicon("updates.en"), *load_lexicon("updates.ar")]
    return re.compile("|".join(rf"\b{re.escape(fold_text(row['words']))}" for row in rows))
