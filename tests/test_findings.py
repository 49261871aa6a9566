from __future__ import annotations

import random

import pytest

from factcheck.findings import build_findings
from factcheck.records import Claim, Finding, Relation
from tests.make import bare_profile, make_claim, make_head, make_relation

TWELVE = make_claim("The fire killed 12 people", article="ahram-1", outlet="Ahram")
FORTY = make_claim(
    "The fire killed 40 people", article="trt-1", outlet="TRT", source="a doctor"
)
FORTY_TOO = make_claim("Forty people were killed by the fire", article="nna-1")
CONFLICT = make_relation(TWELVE.id, FORTY.id, ("12", "40"), "conflict")
AGREE = make_relation(FORTY.id, FORTY_TOO.id, ("40", "40"), "agree")


def findings_of(relations: list[Relation], claims: list[Claim]) -> tuple[Finding, ...]:
    profiles = {claim.id: bare_profile(claim) for claim in claims}
    return build_findings(
        relations, profiles, {c.article: make_head(c.article) for c in claims}
    )


def test_a_conflict_shows_both_sides_and_who_says_them() -> None:
    (finding,) = findings_of([CONFLICT], [TWELVE, FORTY])
    assert (finding.verdict, finding.facet, finding.topic) == (
        "conflict",
        "quantity",
        "people killed",
    )
    assert [(s.value, [c.article for c in s.claims]) for s in finding.sides] == [
        ("12", ["ahram-1"]),
        ("40", ["trt-1"]),
    ]
    assert finding.reason == "Ahram says 12; TRT says 40"


def test_an_outlet_that_says_both_is_named_once() -> None:
    again = make_claim("Nineteen died", article="ahram-1", start=50, outlet="Ahram")
    relation = make_relation(TWELVE.id, again.id, ("12", "19"), "conflict")
    (finding,) = findings_of([relation], [TWELVE, again])
    assert finding.reason == "Ahram says both 12 and 19"


def test_agreement_within_one_article_is_no_finding_of_its_own() -> None:
    again = make_claim("Twelve died", article="ahram-1", start=50)
    relation = make_relation(TWELVE.id, again.id, ("12", "12"), "agree")
    assert [f.verdict for f in findings_of([relation], [TWELVE, again])] == ["single"] * 2


def test_a_conflict_within_one_article_is_a_finding() -> None:
    again = make_claim("Nineteen died", article="ahram-1", start=50)
    relation = make_relation(TWELVE.id, again.id, ("12", "19"), "conflict")
    assert [f.verdict for f in findings_of([relation], [TWELVE, again])] == ["conflict"]


def test_what_no_other_article_has_is_single() -> None:
    alone = make_claim("Schools were closed", article="trt-1", start=80)
    (_, single) = findings_of([CONFLICT], [TWELVE, FORTY, alone])
    assert (single.verdict, single.reason) == ("single", "only The Daily has it")


def test_another_outlet_on_a_side_keeps_the_fingerprint_and_changes_the_evidence() -> None:
    (before,) = findings_of([CONFLICT], [TWELVE, FORTY])
    (after,) = findings_of([CONFLICT, AGREE], [TWELVE, FORTY, FORTY_TOO])
    assert before.fingerprint == after.fingerprint
    assert before.evidence != after.evidence


def test_more_outlets_with_a_hedge_keep_the_fingerprint() -> None:
    about = make_relation(FORTY.id, FORTY_TOO.id, ("40", "about 40"), "agree")
    (before,) = findings_of([CONFLICT], [TWELVE, FORTY])
    (after,) = findings_of([CONFLICT, about], [TWELVE, FORTY, FORTY_TOO])
    assert before.fingerprint == after.fingerprint


@pytest.mark.parametrize(
    "changes", [{"facet": "date"}, {"slot": {"key": "people|wounded"}}, {"right_value": "41"}]
)
def test_facet_slot_and_values_make_the_fingerprint(changes: dict[str, object]) -> None:
    (before,) = findings_of([CONFLICT], [TWELVE, FORTY])
    other = Relation.model_validate({**CONFLICT.model_dump(), **changes})
    (after,) = findings_of([other], [TWELVE, FORTY])
    assert before.fingerprint != after.fingerprint


def test_two_findings_never_share_a_fingerprint() -> None:
    elsewhere = [
        make_claim("The flood killed 12 people", article="ahram-1", start=100),
        make_claim("The flood killed 40 people", article="trt-1", start=100),
    ]
    twin = make_relation(elsewhere[0].id, elsewhere[1].id, ("12", "40"), "conflict")
    found = findings_of([CONFLICT, twin], [TWELVE, FORTY, *elsewhere])
    assert len({finding.fingerprint for finding in found}) == 2


def test_order_of_relations_and_claims_does_not_matter() -> None:
    relations, claims = [CONFLICT, AGREE], [TWELVE, FORTY, FORTY_TOO]
    shuffled = random.Random(5).sample(claims, len(claims))
    assert findings_of(relations, claims) == findings_of(relations[::-1], shuffled)
