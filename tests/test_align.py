from __future__ import annotations

import pytest

from factcheck.align import align_claims, measure_pair, open_gate
from factcheck.block import candidate_pairs
from factcheck.records import Alignment, Profile
from tests.fakes import WordEmbedder
from tests.make import make_profile


def align(*profiles: Profile) -> list[Alignment]:
    by_id = {profile.claim.id: profile for profile in profiles}
    return align_claims(candidate_pairs(profiles), by_id, WordEmbedder())


def test_outlets_that_disagree_on_the_value_still_meet() -> None:
    left = make_profile("The blaze at the Harlow mill killed 12 people", article="a-1")
    right = make_profile("The blaze at the Harlow mill killed 40 people", article="b-1")
    (alignment,) = align(left, right)
    assert alignment.similarity == pytest.approx(1.0, abs=1e-3)
    assert alignment.gate.is_open


def test_claims_about_other_things_are_not_aligned() -> None:
    left = make_profile("The blaze at the Harlow mill killed 12 people", article="a-1")
    right = make_profile("Harlow council will debate parking charges next week", article="b-1")
    assert align(left, right) == []


def test_two_languages_are_aligned_by_meaning_names_and_slots() -> None:
    left = make_profile("Ali Shamkhani met Vladimir Putin in Tehran", article="a-1")
    right = make_profile("التقى علي شمخاني فلاديمير بوتين في طهران", article="b-1")
    near, far = (measure_pair(left, right, cosine=cosine) for cosine in (0.8, 0.2))
    assert near.wording == far.wording == 0.0
    assert near.similarity == pytest.approx(far.similarity + 0.3)
    assert far.similarity >= 0.4


def test_claims_that_name_other_places_do_not_speak_of_one_event() -> None:
    left = make_profile("A bomb killed 12 people in Cairo", article="a-1")
    right = make_profile("A bomb killed 40 people in Baghdad", article="b-1")
    gate = open_gate(left, right, similarity=0.4)
    assert not gate.is_open
    assert any(reason.startswith("other places") for reason in gate.reasons)


def test_claims_that_share_nothing_keep_the_gate_closed() -> None:
    left = make_profile("The ferry sank off the coast", article="a-1")
    right = make_profile("Wheat harvests doubled this year", article="b-1")
    assert not open_gate(left, right, similarity=0.1).is_open


def test_measuring_is_symmetric() -> None:
    left = make_profile("The blaze at the Harlow mill killed 12 people", article="a-1")
    right = make_profile("Twelve people died at Harlow", article="b-1")
    one = measure_pair(left, right, cosine=0.5)
    other = measure_pair(right, left, cosine=0.5)
    assert (one.similarity, one.wording, one.gate) == (
        other.similarity,
        other.wording,
        other.gate,
    )


def test_no_claims_need_no_embedder() -> None:
    assert align_claims([], {}, WordEmbedder()) == []
