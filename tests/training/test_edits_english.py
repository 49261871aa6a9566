"""English edits: what is changed is incompatible, what is kept says the same, or less."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.training.edits import edit_sentence
from factcheck.training.edits.english import edit_english
from factcheck.training.edits.english_verbs import inflect

NAMES = ("Nadia Brandt", "Selim Okafor", "Ines Varga", "Tarek Lindqvist", "Marwan Duarte")


def draw_edits(sentence: str, facet: str, change: str, draws: int) -> Iterator[str]:
    """The edits of one facet and change, draw by draw."""
    for seed in range(draws):
        for edit in edit_sentence(sentence, "en", NAMES, random.Random(seed)):
            if (edit.facet, edit.change) == (facet, change):
                yield edit.text


def edits_of(sentence: str, facet: str, change: str) -> set[str]:
    """The edits of one facet and change that thirty draws give."""
    return set(draw_edits(sentence, facet, change, 30))


#   sentence, facet, change, an edit that must be among those drawn
MADE = [
    ("Police arrested 12 men.", "quantity", "same", "Police arrested twelve men."),
    ("Police arrested 12 men.", "quantity", "looser", "Police arrested at least 12 men."),
    ("The army lost 5,000 tanks.", "quantity", "same", "The army lost 5000 tanks."),
    ("It cost $3 million.", "quantity", "same", "It cost 3 million dollars."),
    ("Rents went up by 50 percent.", "quantity", "same", "Rents went up by 50%."),
    ("Over 300 men fled.", "quantity", "same", "More than 300 men fled."),
    ("She left on 12 March 2017.", "date", "same", "She left on March 12, 2017."),
    ("She left on 12 March 2017.", "date", "looser", "She left in March 2017."),
    ("She left on 12 March 2017.", "date", "looser", "She left in 2017."),
    ("He came on Monday morning.", "date", "looser", "He came on Monday."),
    ("The Tu-22M3 took off at dawn.", "designation", "same", "The Tu-22 M3 took off at dawn."),
    ("The Tu-22M3 took off at dawn.", "designation", "looser", "The Tu-22 took off at dawn."),
    ("Talks began in Hamadan.", "place", "same", "Talks began in Hamedan."),
    ("Talks began in Aleppo.", "place", "looser", "Talks began in Syria."),
    ("Talks began in Graz, Austria.", "place", "looser", "Talks began in Austria."),
    ("They saw Mohammed there.", "person", "same", "They saw Muhammad there."),
    ("They saw Peter Novak there.", "person", "looser", "They saw Novak there."),
    ("The mill is open.", "polarity", "changed", "The mill is not open."),
    ("The board accepted the plan.", "polarity", "changed", "The board rejected the plan."),
    ("The board did not accept it.", "polarity", "changed", "The board accepted it."),
    ("She accepted the offer.", "polarity", "changed", "She did not accept the offer."),
    ("She did not come.", "polarity", "same", "She didn't come."),
    ("It is unlikely to rain.", "polarity", "same", "It is not likely to rain."),
    ("He has yet to arrive there.", "polarity", "same", "He has not yet arrived there."),
    ("The firm failed to pay.", "polarity", "looser", "The firm did not pay."),
    ("She refused to pay.", "polarity", "same", "She did not agree to pay."),
    ("She did not agree to pay.", "polarity", "same", "She refused to pay."),
    ("The board rejected the plan.", "polarity", "same", "The board did not accept the plan."),
    ("They will build a dam.", "status", "changed", "They have built a dam."),
    ("The firm has built a dam.", "status", "changed", "The firm has yet to build a dam."),
    ("The firm has built a dam.", "status", "changed", "The firm is preparing to build a dam."),
    ("They plan to build a dam.", "status", "changed", "They have built a dam."),
    ("They plan to build a dam.", "status", "same", "They intend to build a dam."),
    ("The firm has built a dam.", "status", "looser", "The firm may have built a dam."),
    ("Russia helped Syria.", "role", "changed", "Syria helped Russia."),
    ("Russia helped Syria.", "role", "changed", "Russia was helped by Syria."),
    ("Russia helped Syria.", "role", "same", "Syria was helped by Russia."),
    ("Syria was helped by Russia.", "role", "same", "Russia helped Syria."),
    ("He saved Novak.", "role", "changed", "Novak saved him."),
    ("Egypt and Jordan agreed.", "role", "same", "Jordan and Egypt agreed."),
    ("Novak met Brandt.", "role", "same", "Brandt met Novak."),
    (
        "According to the mayor, two mills burned down.",
        "attribution",
        "same",
        "Two mills burned down, according to the mayor.",
    ),
    ("Officials said it was late.", "attribution", "changed", "Witnesses said it was late."),
    ("Minister Peter Novak said no.", "attribution", "looser", "A minister said no."),
    ("The men were at work.", "statement", "changed", "The women were at work."),
    ("She bought a house there.", "statement", "same", "She purchased a house there."),
    (
        "The Harbour Safety Board (HSB) met.",
        "statement",
        "same",
        "The Harbour Safety Board met.",
    ),
    ("The swelling factor (S0) fell.", "statement", "same", "The swelling factor fell."),
    ("The bird (or Kessar) fell ill.", "statement", "same", "The bird fell ill."),
    ("The HSB (founded in spring) met.", "statement", "looser", "The HSB met."),
    ("Talks in Kirman (Iran) began.", "statement", "looser", "Talks in Kirman began."),
    (
        "The mayor of the small town opened the bridge, which cost a fortune to build.",
        "statement",
        "looser",
        "The mayor of the small town opened the bridge.",
    ),
]


@pytest.mark.parametrize(("sentence", "facet", "change", "expected"), MADE)
def test_a_sentence_gives_the_edit(
    sentence: str, facet: str, change: str, expected: str
) -> None:
    made = draw_edits(sentence, facet, change, 60)
    assert any(text == expected for text in made)


#   sentence, facet, change: no such edit, for it would carry the wrong label
SILENT = [
    ("She left in 1994 for good.", "quantity", "changed"),
    ("He lives at 12 March Road.", "quantity", "changed"),
    ("He did not sleep in Aleppo.", "place", "looser"),
    ("It is the first bridge in Aleppo.", "place", "looser"),
    ("If he is late, wait for him.", "polarity", "changed"),
    ("Is the mill open today?", "polarity", "changed"),
    ("Some men are at work.", "polarity", "changed"),
    ("He is not only rich but kind.", "polarity", "changed"),
    ("They saw Paris Novak there.", "place", "changed"),
    ("They moved to New Mexico.", "place", "changed"),
    ("No one saw 12 men there.", "quantity", "looser"),
    ("Will they build a dam?", "status", "changed"),
    ("The mill opened next year will grow.", "status", "changed"),
    ("The plan to build a dam failed.", "status", "same"),
    ("It is due to the rain.", "status", "same"),
    ("He was thanked by the way.", "role", "same"),
    ("The 50 states voted.", "quantity", "looser"),
    ("It lasts for up to 8 hours.", "quantity", "looser"),
    ("The judge thanked her.", "role", "changed"),
    ("The Harbour Safety Board (HSB) met.", "statement", "looser"),
    ("The death rate in Aleppo rose.", "place", "looser"),
    ("The mills in Aleppo are old.", "place", "looser"),
    ("They fled to Egypt and Jordan.", "place", "changed"),
    ("They fled to Egypt, Jordan or Iran.", "place", "changed"),
    ("She refused to pay.", "polarity", "looser"),
    ("The mill may not be open.", "polarity", "changed"),
    ("Perhaps the board accepted it.", "polarity", "changed"),
    ("They are expected to build a dam.", "status", "changed"),
    ("They will probably build a dam.", "status", "changed"),
    ("It shaped public opinion there.", "statement", "changed"),
    ("The fair draws a diverse public.", "statement", "changed"),
    ("In her day (1350) the realms of Iran, Egypt, and Oman were rich.", "statement", "looser"),
]


@pytest.mark.parametrize(("sentence", "facet", "change"), SILENT)
def test_a_doubtful_edit_is_not_made(sentence: str, facet: str, change: str) -> None:
    assert set(draw_edits(sentence, facet, change, 12)) == set()


def test_a_deed_done_gives_way_to_an_outright_plan_only() -> None:
    made = edits_of("The firm has built a dam.", "status", "changed")
    assert made
    assert not any(" will " in text or " expected " in text for text in made)


def test_a_changed_number_keeps_its_manner() -> None:
    made = edits_of("The army lost 5,000 tanks.", "quantity", "changed")
    plain = [text for text in made if " than " not in text and " least " not in text]
    numbers = [text.split(" lost ")[1].removesuffix(" tanks.") for text in plain]
    plain_numbers = [n.removeprefix("over ") for n in numbers]
    assert plain_numbers
    assert all(n.endswith(",000") and n != "5,000" for n in plain_numbers)


def test_a_hedged_number_changes_with_its_hedge() -> None:
    made = edits_of("At least 100 men fled.", "quantity", "changed")
    assert made
    assert all(text.startswith(("Fewer than ", "No more than ")) for text in made)


def test_another_place_is_unrelated_to_the_places_of_the_sentence() -> None:
    made = edits_of("The fighting spread from Syria to Aleppo.", "place", "changed")
    assert made
    assert not any("Damascus" in text or "Homs" in text for text in made)


def test_an_article_follows_the_word_put_after_it() -> None:
    made = edits_of("An Iranian pilot came.", "place", "changed")
    assert any(text.startswith("A ") for text in made)
    assert not any(text.startswith(("An R", "A I", "An S", "A A")) for text in made)


def test_another_person_comes_from_the_names() -> None:
    made = edits_of("They saw Peter Novak there.", "person", "changed")
    assert "They saw Ines Varga there." in made
    assert "They saw Peter Varga there." in made


def test_a_speaker_is_an_attribution() -> None:
    made = edits_of("Peter Novak said that it was late.", "attribution", "changed")
    assert "Ines Varga said that it was late." in made


def test_each_facet_and_change_comes_once_and_anew() -> None:
    sentence = "On 12 March 2017, Peter Novak bought 12 cars in Aleppo, which was quiet."
    made = edit_sentence(sentence, "en", NAMES, random.Random(3))
    kinds = [(edit.facet, edit.change) for edit in made]
    assert len(kinds) == len(set(kinds)) >= 8
    assert all(edit.text != sentence for edit in made)


def test_the_same_state_gives_the_same_edits() -> None:
    sentence = "Officials said that 12 men were killed in Aleppo on Monday."
    first, second = (list(edit_english(sentence, NAMES, random.Random(5))) for _ in range(2))
    assert first == second


@settings(max_examples=30)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    assert all(edit.text != text for edit in edit_english(text, NAMES, random.Random(0)))


@pytest.mark.parametrize(
    ("base", "past", "gerund"),
    [
        ("stop", "stopped", "stopping"),
        ("deny", "denied", "denying"),
        ("arrive", "arrived", "arriving"),
        ("agree", "agreed", "agreeing"),
        ("build", "built", "building"),
        ("die", "died", "dying"),
        ("destroy", "destroyed", "destroying"),
    ],
)
def test_a_verb_is_inflected(base: str, past: str, gerund: str) -> None:
    verb = inflect(base)
    assert (verb.past, verb.gerund) == (past, gerund)
