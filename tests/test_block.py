from __future__ import annotations

import random

from factcheck.block import block_keys, candidate_pairs
from factcheck.records import Profile
from tests.make import make_profile


def pairs_of(*profiles: Profile, max_block: int = 50) -> list[tuple[str, str]]:
    return [(pair.left, pair.right) for pair in candidate_pairs(profiles, max_block=max_block)]


def test_claims_that_share_a_name_are_paired_across_languages() -> None:
    english = make_profile("Putin travelled north in the spring", article="a-1")
    arabic = make_profile("غادر بوتين المدينة صباحا", article="b-1")
    assert pairs_of(english, arabic) == [(english.claim.id, arabic.claim.id)]


def test_claims_that_share_nothing_are_not_paired() -> None:
    left = make_profile("The ferry sank off the coast", article="a-1")
    right = make_profile("Wheat harvests doubled this year", article="b-1")
    assert pairs_of(left, right) == []


def test_a_key_never_names_the_value() -> None:
    twelve = make_profile("The blast killed 12 people", article="a-1")
    forty = make_profile("The blast killed 40 people", article="b-1")
    assert block_keys(twelve) - block_keys(forty) == {f"contrast:{twelve.claim.id}"}


def test_overlapping_claims_of_one_article_are_not_paired() -> None:
    whole = make_profile("The ferry sank off the coast", start=0)
    part = make_profile("ferry sank off the coast", start=4)
    assert pairs_of(whole, part) == []


def test_a_key_that_many_claims_hold_pairs_each_with_its_nearest() -> None:
    crowd = [make_profile("Ferry news", article=f"a-{n}") for n in range(8)]
    assert len(pairs_of(*crowd, max_block=2)) == 7 + 6
    assert len(pairs_of(*crowd, max_block=8)) == 28


def test_a_crowd_of_articles_still_meets() -> None:
    crowd = [
        make_profile(f"The ferry fire killed {n} people", article=f"a-{n}") for n in range(120)
    ]
    met = {claim_id for pair in pairs_of(*crowd) for claim_id in pair}
    assert len(met) == len(crowd)


def test_order_of_the_claims_does_not_matter() -> None:
    profiles = [
        make_profile(f"The ferry carried {n} lorries", article=f"a-{n}") for n in range(6)
    ]
    shuffled = random.Random(1).sample(profiles, len(profiles))
    assert candidate_pairs(profiles) == candidate_pairs(shuffled)
