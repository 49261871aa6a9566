from __future__ import annotations

import pytest

from factcheck.facets.status import StatusFacet
from tests.make import make_claim

FACET = StatusFacet()

STAGES = [
    ("The council will open a new clinic", "open", "planned"),
    ("The council may open a new clinic", "open", "planned"),
    ("The council is preparing to open a new clinic", "open", "planned"),
    ("The clinic is due to be opened in May", "open", "planned"),
    ("The council has already opened the clinic", "open", "done"),
    ("The clinic was officially opened", "open", "done"),
    ("The council opened the clinic", "open", "done"),
    ("The council began building a clinic", "build", "begun"),
    ("A clinic is being built", "build", "begun"),
    ("The clinic was not opened", "open", "not done"),
    ("The clinic has yet to be opened", "open", "not done"),
    ("They sent aid north", "send", "done"),
    ("They did not sign the treaty", "sign", "not done"),
    ("They didn't sign the treaty", "sign", "not done"),
    ("They never signed the treaty", "sign", "not done"),
    ("Neither side signed the treaty", "sign", "not done"),
    ("No treaty was signed", "sign", "not done"),
    ("The treaty wasn't signed", "sign", "not done"),
    ("The council has begun building a clinic", "build", "begun"),
    ("They are preparing to set up a clinic", "establish", "planned"),
    ("The clinic was set up in the spring", "establish", "done"),
    ("They set the table", "set", "done"),
    ("تعتزم البلدية افتتاح عيادة جديدة", "open", "planned"),
    ("ستفتتح البلدية عيادة جديدة", "open", "planned"),
    ("سوف تفتتح البلدية عيادة", "open", "planned"),
    ("افتتحت البلدية عيادة جديدة", "open", "done"),
    ("تم افتتاح العيادة", "open", "done"),
    ("لم تفتتح البلدية العيادة", "open", "not done"),
]


@pytest.mark.parametrize(("text", "predicate", "stage"), STAGES)
def test_a_verb_form_gives_its_stage(text: str, predicate: str, stage: str) -> None:
    (mention,) = FACET.find(make_claim(text))
    assert (mention.slot.key, mention.value.stage) == (predicate, stage)
    assert mention.text == text[mention.start : mention.end]


@pytest.mark.parametrize(
    "text",
    [
        "The council opens a clinic",
        "The council can open a clinic",
        "The council should open a clinic",
        "If the council opened a clinic",
        "Council to rule on clinic",
        "The newly opened clinic",
        "delays due to protests",
        "العيادة الجديدة في المدينة",
    ],
)
def test_words_that_leave_the_stage_open_give_no_mention(text: str) -> None:
    assert FACET.find(make_claim(text)) == ()


COMPARED = [
    ("They will sign the treaty", "They signed the treaty", "conflict"),
    ("They will sign the treaty", "They began signing the treaty", "conflict"),
    ("They have signed the treaty", "They signed the treaty", "agree"),
    ("They began signing the treaty", "They signed the treaty", "agree"),
    ("They will sign the treaty", "The treaty has yet to be signed", "agree"),
    ("They signed the treaty", "The treaty has yet to be signed", "conflict"),
    ("They signed the treaty", "They buried the treaty", "unclear"),
    ("They will sign the treaty", "وقعت الحكومة المعاهدة", "conflict"),
    ("They have signed the treaty", "وقعت الحكومة المعاهدة", "agree"),
]


@pytest.mark.parametrize(("left", "right", "kind"), COMPARED)
def test_stages_compare_as_sets_and_in_both_orders(left: str, right: str, kind: str) -> None:
    (one,), (other,) = FACET.find(make_claim(left)), FACET.find(make_claim(right))
    assert FACET.compare(one, other).kind == kind
    assert FACET.compare(other, one) == FACET.compare(one, other)


def test_the_slot_names_what_is_signed() -> None:
    (mention,) = FACET.find(make_claim("They will sign the peace treaty"))
    assert mention.slot.words == ("=peace", "=treaty")
    assert FACET.describe(mention) == "{planned}"
    assert FACET.label(mention) == "planned"
