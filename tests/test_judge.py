from __future__ import annotations

import pytest

from factcheck.align import measure_pair
from factcheck.calibration import LANGUAGE_PAIRS, Floors, Thresholds, load_thresholds
from factcheck.judge import is_supported, judge_alignments, judge_facets, match_slots
from factcheck.records import Alignment, FacetName, Gate, Profile, Relation
from tests.fakes import TableNli, WordEmbedder
from tests.make import make_profile


def align(left: Profile, right: Profile) -> Alignment:
    rows = WordEmbedder().embed([left.topic_text, right.topic_text])
    return measure_pair(left, right, cosine=float(rows[0] @ rows[1]))


def judge(
    left: Profile, right: Profile, thresholds: Thresholds | None = None
) -> list[Relation]:
    profiles = {left.claim.id: left, right.claim.id: right}
    return judge_alignments([align(left, right)], profiles, TableNli(), thresholds=thresholds)


def kinds(left: str, right: str, facet: str, **changes: object) -> set[str]:
    relations = judge(
        make_profile(left, article="a-1"), make_profile(right, article="b-1", **changes)
    )
    return {relation.kind for relation in relations if relation.facet == facet}


SAME_SLOT = [
    (
        "quantity",
        "A mill fire killed 12 people",
        "A mill fire killed 40 people",
        {"conflict"},
    ),
    (
        "quantity",
        "A mill fire killed 12 people",
        "A mill fire killed twelve people",
        {"agree"},
    ),
    ("quantity", "A mill fire killed 12 people", "The mill fire injured 40 people", set()),
    ("quantity", "A mill fire killed 12 people", "The storm in Peru killed 40 people", set()),
    (
        "designation",
        "Tu-22M3 bombers left it",
        "Tu-23M3 bombers left it",
        {"conflict"},
    ),
    ("designation", "Tu-22M3 bombers left it", "Tupolev-22M3 bombers left it", {"agree"}),
    ("designation", "Tu-22M3 bombers left it", "Su-34 fighters left it", set()),
    ("status", "They will open the mill museum", "They opened the mill museum", {"conflict"}),
    ("status", "They will open the mill museum", "They opened a hospital wing", set()),
    (
        "date",
        "The mill burned on 3 May 2024",
        "The mill burned on 4 May 2024",
        {"conflict"},
    ),
    (
        "date",
        "The mill burned in May 2024",
        "The mill burned on 4 May 2024",
        {"agree"},
    ),
]


@pytest.mark.parametrize(("facet", "left", "right", "expected"), SAME_SLOT)
def test_values_are_compared_within_one_slot_only(
    facet: str, left: str, right: str, expected: set[str]
) -> None:
    assert kinds(left, right, facet) == expected


def test_a_value_that_agrees_is_not_set_against_its_neighbour() -> None:
    left = "12 people died in the mill fire and 5 people died in the storm"
    right = "5 people died in the storm and 12 people died in the mill fire"
    assert kinds(left, right, "quantity") == {"agree"}


def test_claims_that_differ_in_day_and_number_tell_of_two_events() -> None:
    left = "A bus crash near the old harbour killed 12 people on 3 May 2024"
    right = "On 9 June 2024 another bus hit a wall close to the harbour and killed 7 people"
    assert kinds(left, right, "quantity") <= {"agree"}
    assert kinds(left, right, "date") <= {"agree"}


def test_one_speaker_quoted_in_two_ways_is_a_conflict() -> None:
    left = make_profile(
        "We exchange potentials and facilities", article="a-1", source="Ali Dell", quoted=True
    )
    right = make_profile(
        "We exchange capacities and facilities", article="b-1", source="Ali Dell", quoted=True
    )
    assert [r.kind for r in judge(left, right) if r.facet == "quotation"] == ["conflict"]


def test_the_same_words_under_two_names_are_a_conflict_of_attribution() -> None:
    words = "The bridge will be open to all lorries again before the first snow"
    left = make_profile(words, article="a-1", source="Kyra Dell", is_person=True, quoted=True)
    right = make_profile(words, article="b-1", source="Omar Nasri", is_person=True, quoted=True)
    assert [r.kind for r in judge(left, right) if r.facet == "attribution"] == ["conflict"]
    other = make_profile(
        "The tunnel must be closed for good this winter",
        article="b-1",
        source="Omar Nasri",
        is_person=True,
        quoted=True,
    )
    assert [r for r in judge(left, other) if r.facet == "attribution"] == []


def test_a_relation_explains_itself() -> None:
    (relation,) = (
        relation
        for relation in judge(
            make_profile("A mill fire killed 12 people", article="a-1"),
            make_profile("A mill fire killed 40 people", article="b-1"),
        )
        if relation.facet == "quantity"
    )
    assert (relation.left_value, relation.right_value) == ("12", "40")
    assert relation.left_world != relation.right_world
    assert relation.alignment is not None
    assert 0 < relation.score <= 1


def forbid(facet: FacetName, languages: str) -> Thresholds:
    """Thresholds of 1 for one facet and language pair, and of 0 for all else."""
    floors = {True: Floors(agree=1.0, conflict=1.0), False: Floors(agree=0.0, conflict=0.0)}
    rows = [
        row.model_copy(
            update={"floors": floors[(row.facet, row.languages) == (facet, languages)]}
        )
        for row in load_thresholds().rows
    ]
    return load_thresholds().model_copy(update={"rows": tuple(rows)})


@pytest.mark.parametrize(
    ("left", "right", "languages"),
    [
        ("A mill fire killed 12 people", "A fire at the old mill killed 40 people", "en-en"),
        ("حريق المصنع القديم قتل 12 شخصا", "حريق كبير في المصنع قتل 40 شخصا", "ar-ar"),
        ("A mill fire killed 12 people", "حريق كبير في المصنع قتل 40 شخصا", "ar-en"),
    ],
)
def test_each_language_pair_has_thresholds_of_its_own(
    left: str, right: str, languages: str
) -> None:
    profiles = make_profile(left, article="a-1"), make_profile(right, article="b-1")
    gate = Gate(is_open=True, score=1.0, reasons=())
    alignment = align(*profiles).model_copy(update={"gate": gate, "similarity": 0.7})
    for forbidden in LANGUAGE_PAIRS:
        relations = judge_facets(*profiles, alignment, forbid("quantity", forbidden))
        facets = {relation.facet for relation in relations}
        assert ("quantity" in facets) is (forbidden != languages)
        assert "status" in facets


#    floors                                       is the slot bare    supported
FLOORS = [
    (Floors(agree=0.9, conflict=0.5), False, True),
    (Floors(agree=0.5, conflict=0.9), False, False),
    (Floors(agree=0.5, conflict=0.5, bare=0.4), False, True),
    (Floors(agree=0.5, conflict=0.5, bare=0.4), True, False),
    (Floors(agree=0.5, conflict=0.5, words=0.6), False, True),
    (Floors(agree=0.5, conflict=0.5, words=0.7), False, False),
]


@pytest.mark.parametrize(("floors", "is_bare", "expected"), FLOORS)
def test_a_conflict_needs_support_and_shared_words(
    floors: Floors, is_bare: bool, expected: bool
) -> None:
    left = make_profile("A mill fire killed 12 people", article="a-1")
    right = make_profile("A mill fire killed 40 people", article="b-1")
    (match,) = (
        match
        for match in match_slots(left, right, align(left, right))
        if match.left.facet == "quantity"
    )
    slot = match.left.slot.model_copy(update={"is_bare": is_bare})
    mention = match.left.model_copy(update={"slot": slot})
    weighed = match._replace(left=mention, support=0.8, words=0.65)
    assert is_supported(weighed, floors) is expected
