from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from factcheck.calibration import Thresholds, load_thresholds
from factcheck.records import Alignment, Claim, Gate, RelationKind
from factcheck.statements import MAX_PARTNERS, judge_statements, shorten
from tests.fakes import TableNli
from tests.make import bare_profile, make_claim

LEFT = "The ferry left the harbour at dawn"
RIGHT = "The ferry never left the harbour"
SAYS_NO = {(LEFT, RIGHT): (0.01, 0.02, 0.97), (RIGHT, LEFT): (0.01, 0.02, 0.97)}
SAYS_YES = {(LEFT, RIGHT): (0.97, 0.02, 0.01)}


class CountingNli(TableNli):
    """Counts the pairs it is asked about."""

    asked = 0

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += len(pairs)
        return super().probabilities(pairs)


def align(left: Claim, right: Claim, similarity: float, *, is_open: bool = True) -> Alignment:
    gate = Gate(is_open=is_open, score=0.5, reasons=())
    return Alignment(
        left=left.id, right=right.id, similarity=similarity, wording=0.5, gate=gate
    )


def kinds(
    left: Claim, right: Claim, nli: TableNli, similarity: float = 0.9, *, is_open: bool = True
) -> list[RelationKind]:
    profiles = {claim.id: bare_profile(claim) for claim in (left, right)}
    alignments = [align(left, right, similarity, is_open=is_open)]
    return [r.kind for r in judge_statements(alignments, profiles, nli, [], load_thresholds())]


A = make_claim(LEFT, article="a-1")
B = make_claim(RIGHT, article="b-1")


def test_a_sure_contradiction_of_a_near_paraphrase_is_a_conflict() -> None:
    assert kinds(A, B, TableNli(SAYS_NO)) == ["conflict"]


def test_a_contradiction_in_one_direction_only_is_unclear() -> None:
    assert kinds(A, B, TableNli({(LEFT, RIGHT): (0.0, 0.02, 0.98)})) == []


def test_entailment_is_an_agreement() -> None:
    assert kinds(A, B, TableNli(SAYS_YES)) == ["agree"]


def test_contradiction_is_looked_at_before_entailment() -> None:
    table = {(LEFT, RIGHT): (0.9, 0.05, 0.05), (RIGHT, LEFT): (0.0, 0.02, 0.98)}
    assert kinds(A, B, TableNli(table)) == []


@pytest.mark.parametrize("similarity", [0.1, 0.59])
def test_sentences_that_are_merely_related_are_not_judged(similarity: float) -> None:
    assert kinds(A, B, TableNli(SAYS_NO), similarity) == []


def test_a_closed_gate_keeps_the_verdict_back() -> None:
    assert kinds(A, B, TableNli(SAYS_NO), is_open=False) == []


def test_a_language_that_the_model_cannot_read_is_not_judged() -> None:
    nli = TableNli(SAYS_NO)
    nli.languages = ("en",)
    assert kinds(A, make_claim("لم تغادر العبارة الميناء", article="b-1"), nli) == []


def test_each_language_pair_has_thresholds_of_its_own() -> None:
    arabic = make_claim("لم تغادر العبارة الميناء", article="b-1")
    no = (0.01, 0.02, 0.97)
    nli = TableNli({(LEFT, arabic.text): no, (arabic.text, LEFT): no} | SAYS_NO)
    floors = load_thresholds().statement_floors("ar-en").model_copy(update={"paraphrase": 1.0})
    rows = [
        row.model_copy(update={"floors": floors})
        if (row.facet, row.languages) == ("statement", "ar-en")
        else row
        for row in load_thresholds().rows
    ]
    thresholds = load_thresholds().model_copy(update={"rows": tuple(rows)})

    def judge(other: Claim, chosen: Thresholds) -> int:
        profiles = {claim.id: bare_profile(claim) for claim in (A, other)}
        return len(judge_statements([align(A, other, 0.9)], profiles, nli, [], chosen))

    assert judge(arabic, load_thresholds()) == 1
    assert judge(arabic, thresholds) == 0
    assert judge(B, thresholds) == 1


def test_a_denial_disputes_what_somebody_else_says() -> None:
    denial = make_claim(
        RIGHT, article="b-1", stance="denies", cue="denied", source="the company"
    )
    assert kinds(A, denial, TableNli(), 0.6) == ["conflict"]


def test_what_a_court_rejects_is_no_denial() -> None:
    ruling = make_claim(
        "the company's appeal",
        article="b-1",
        stance="denies",
        cue="rejected",
        source="the court",
    )
    assert kinds(A, ruling, TableNli(), 0.6) == []
    claims = ruling.model_copy(update={"text": "claims that the ferry left the harbour"})
    assert kinds(A, claims, TableNli(), 0.6) == ["conflict"]


def test_nobody_denies_himself() -> None:
    said = make_claim(LEFT, article="a-1", source="the company")
    denial = make_claim(
        RIGHT, article="b-1", stance="denies", cue="denied", source="the company"
    )
    assert kinds(said, denial, TableNli(), 0.6) == []


def test_an_article_that_sets_two_sources_against_each_other_reports_a_dispute() -> None:
    said = make_claim(LEFT, article="a-1", source="the company")
    other = make_claim(RIGHT, article="a-1", start=60, source="the crew", contrasts=said.id)
    assert kinds(said, other, TableNli(), 0.4) == []
    insisted = said.model_copy(update={"cue": "insisted"})
    assert kinds(insisted, other, TableNli(), 0.4) == ["conflict"]


def test_the_work_grows_with_the_claims_and_not_with_their_pairs() -> None:
    crowd = [make_claim(LEFT, article=f"b-{n:02}") for n in range(40)]
    profiles = {claim.id: bare_profile(claim) for claim in crowd}
    everyone = [align(left, right, 0.8) for left, right in combinations(crowd, 2)]
    counting = CountingNli()
    judge_statements(everyone, profiles, counting, [], load_thresholds())
    assert 0 < counting.asked <= 2 * MAX_PARTNERS * len(crowd) < 2 * len(everyone)


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("one two  three", limit=9) == "one two…"
    assert shorten("one two", limit=9) == "one two"
