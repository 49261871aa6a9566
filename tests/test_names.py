from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.names import are_one_name, find_names, find_topic_concepts, name_key, share_names

SAME = [
    ("Shamkhani", "شمخاني", True),
    ("Ali Shamkhani", "علي شمخاني", True),
    ("Hamadan", "Hamedan", True),
    ("Putin", "بوتين", True),
    ("Trump", "ترامب", True),
    ("al-Assad", "الأسد", True),
    ("Mohammed", "محمد", True),
    ("Medvedev", "ميدفيديف", True),
    ("Rouhani", "روحاني", True),
    ("Shamkhani", "Larijani", False),
    ("Shamkhani", "لاريجاني", False),
    ("Putin", "ترامب", False),
    ("Merkel", "Macron", False),
]


@pytest.mark.parametrize(("left", "right", "is_same"), SAME)
def test_a_name_has_one_key_in_any_script(left: str, right: str, is_same: bool) -> None:
    assert (name_key(left) == name_key(right)) is is_same


FOUND = [
    ("He met Hossein Deghan in Moscow", [("Moscow", "place"), ("Hossein Deghan", "other")]),
    ("Putin travelled north", [("Putin", "possible")]),
    ("The Russian army left Aleppo", [("Russian", "place"), ("Aleppo", "place")]),
    ("it told us nothing", []),
    ("US forces", [("US", "place")]),
    ("قصفت روسيا حلب", [("روسيا", "place"), ("حلب", "place"), ("قصفت", "possible")]),
    ("في سوريا وبحلب", [("سوريا", "place"), ("حلب", "place")]),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_found_with_their_kind(text: str, names: list[tuple[str, str]]) -> None:
    found = find_names(text, "ar" if text[0] > "z" else "en")
    assert [(name.text, name.kind) for name in found] == names
    assert all(text[name.span.start : name.span.end] == name.text for name in found)


def test_a_place_has_one_key_in_both_languages_and_lies_in_its_country() -> None:
    (english,) = find_names("in Aleppo", "en")
    arabic = find_names("في حلب", "ar")[0]
    syria = find_names("سوريا", "ar")[0]
    assert english.key == arabic.key
    assert english.within == syria.key


def test_places_are_no_part_of_what_a_text_is_about() -> None:
    assert find_topic_concepts("troops in Syria", "en") == {"=troops"}
    assert find_topic_concepts("جنود في سوريا", "ar") == {"=troops"}


@given(st.text(max_size=40))
def test_a_key_is_short_and_stable(text: str) -> None:
    key = name_key(text)
    assert key == "" or len(key) >= 2
    assert name_key(text) == key


#   keys of two texts' names, what both name
SHARED = [
    ({"shamkhani", "putin"}, {"شمخاني", "طهران"}, {"shamkhani"}),
    ({"shamkhani"}, {"shamkani"}, {"shamkani"}),
    ({"mohammed"}, {"mahmoud"}, set()),  # one key of consonants
    ({"konashenkov"}, {"كوناشينكو"}, {"konashenkov"}),  # one consonant less
    ({"place:eg"}, {"place:eg"}, {"place:eg"}),
    ({"place:eg"}, {"place:sy"}, set()),
    (set(), {"putin"}, set()),
]


@pytest.mark.parametrize(("left", "right", "both"), SHARED)
def test_the_names_of_both_are_found_in_any_spelling(
    left: set[str], right: set[str], both: set[str]
) -> None:
    assert share_names(frozenset(left), frozenset(right)) == both
    assert share_names(frozenset(right), frozenset(left)) == both


def test_a_place_is_never_a_spelling() -> None:
    assert not are_one_name("place:ir", "ir")


def test_a_name_is_keyed_by_its_last_word() -> None:
    (name,) = find_names("talks with Ali Shamkhani", "en")
    assert name.key == "shamkhani"
