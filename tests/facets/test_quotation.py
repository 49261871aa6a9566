from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.facets.quotation import QuotationFacet, find_surname
from factcheck.records import Comparison, Mention
from tests.make import make_claim

FACET = QuotationFacet()


def quote(text: str) -> Mention:
    (mention,) = FACET.find(make_claim(text, quoted=True, source="Omar Rashidi"))
    return mention


def compare(left: str, right: str) -> Comparison:
    comparison = FACET.compare(quote(left), quote(right))
    mirrored = FACET.compare(quote(right), quote(left))
    assert (comparison.kind, comparison.score) == (mirrored.kind, mirrored.score)
    assert comparison.refines == mirrored.refines
    return comparison


STRETCHES = [
    ('He called it "a very bad day" for the port', ["a very bad day"]),
    ("He called it “a very bad day” for the port", ["a very bad day"]),
    ("He called it ‘a very bad day’ for the port", ["a very bad day"]),
    ("He called it «a very bad day» for the port", ["a very bad day"]),
    ('"We are safe," he said, "and dry."', ["We are safe", "and dry"]),
    ("“They sang ‘the old song’ at noon,” he said", ["They sang ‘the old song’ at noon"]),
    ('The crew is "safe and well', ["safe and well"]),
    ('safe and well," he said of the crew', ["safe and well"]),
    ('It was a "miracle" of sorts', ["miracle"]),
    ('It was an "odd" sort', []),
    ("The crews' boats and the mayor's car were safe", []),
    ("وصف اليوم بأنه «يوم سيئ جدا» للميناء", ["يوم سيئ جدا"]),
    ('وصف اليوم بأنه "يوم سيئ جدا" للميناء', ["يوم سيئ جدا"]),
]


@pytest.mark.parametrize(("text", "stretches"), STRETCHES)
def test_the_words_between_quotation_marks_are_found(text: str, stretches: list[str]) -> None:
    mentions = FACET.find(make_claim(text, source="the mayor", start=7))
    assert [mention.text for mention in mentions] == stretches
    assert [text[m.start - 7 : m.end - 7] for m in mentions] == stretches


QUOTED = [
    ("We are safe and dry", "We are safe and dry"),
    ("“We are safe and dry.”", "We are safe and dry"),
    ('We sang "the old song" at noon', 'We sang "the old song" at noon'),
    ('"We are safe," he said', "We are safe"),
]


@pytest.mark.parametrize(("text", "words"), QUOTED)
def test_a_claim_cut_out_of_a_quotation_is_one_mention(text: str, words: str) -> None:
    assert quote(text).text == words


SAME = [
    ("We will rebuild the pier", "we will rebuild the pier."),
    ("We don't organise regattas", "We do not organize regattas"),
    ("The harbour's centre is safe", "the harbor's center is safe"),
    ("It took two days to raise it", "It took 2 days to raise it"),
    ("The [harbour] pier is safe … and open", "The pier is safe and open"),
    ("The pier was closed to boats", "The pier is closed for boats"),
    ("Our boats were leaving the old quay", "Our boat left from an old quay"),
    ("We left Deir ez-Zor at dawn", "we left Deir Ezzor at dawn"),
    ("The Uyghur crew sang for us", "The Uighur crew sang for us"),
    ("The harbour board HB met at noon", "The harbour board Harbour Board met at noon"),
    ("أغلقنا الجسر أمام الشاحنات", "اغلقنا الجِسر امام الشاحنات"),
    ("وصلنا إلى يانغون قبل الفجر", "وصلنا إلى يانجون قبل الفجر"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spelling_inflection_and_small_words_are_no_difference(left: str, right: str) -> None:
    comparison = compare(left, right)
    assert (comparison.kind, comparison.refines) == ("agree", False)


EXCERPTS = [
    ("The pier is safe and open to all", "safe and open to all"),
    ("We will rebuild the old pier by spring, God willing", "rebuild the old pier"),
    ("I promise you. We will rebuild the old pier", "We will rebuild the old pier by spring"),
    ("سنعيد بناء الرصيف القديم قبل الربيع", "بناء الرصيف القديم"),
]


@pytest.mark.parametrize(("left", "right"), EXCERPTS)
def test_an_excerpt_refines_what_it_is_taken_from(left: str, right: str) -> None:
    comparison = compare(left, right)
    assert (comparison.kind, comparison.refines) == ("agree", True)


CONFLICTS = [
    ("we share boats and ropes", "nets and ropes", "boats", "nets"),
    (
        "a manner that was careless at best",
        "in a manner that was honest at best",
        "careless",
        "honest",
    ),
    (
        "We will rebuild the old pier by spring",
        "We will rebuild the new pier by spring",
        "old",
        "new",
    ),
    (
        "The storm has taken all that we built",
        "The flood has taken all that we built",
        "storm",
        "flood",
    ),
    ("The Tu-22M3 bombers left the base", "The Tu-23M3 bombers left the base", "22M3", "23M3"),
    ("We will never sell the old pier", "We will sell the old pier", "never", "nothing"),
    ("We raised 12 boats from the bay", "We raised 21 boats from the bay", "12", "21"),
    ("لن نبيع الرصيف القديم أبدا", "لن نبيع الرصيف الجديد أبدا", "القديم", "الجديد"),
]


@pytest.mark.parametrize(("left", "right", "one", "other"), CONFLICTS)
def test_a_replaced_word_is_a_conflict_and_named(
    left: str, right: str, one: str, other: str
) -> None:
    comparison = compare(left, right)
    assert comparison.kind == "conflict"
    assert one in comparison.reason
    assert other in comparison.reason


UNCLEAR = [
    ("We will win this war", "We will win this election"),
    ("fight against poverty", "fight against corruption"),
    ("The storm took our homes and boats", "We have lost nearly everything"),
    (
        "miscarriage of justice",
        "There are two systems of justice on this island, one for friends",
    ),
    ("The council has failed the crews again", "The crews of this port will not sail tomorrow"),
    ("We will rebuild the pier", "سنعيد بناء الرصيف"),
]


@pytest.mark.parametrize(("left", "right"), UNCLEAR)
def test_two_sentences_of_a_speech_are_unclear(left: str, right: str) -> None:
    assert compare(left, right).kind == "unclear"


def test_words_that_nobody_is_known_to_say_are_not_compared() -> None:
    (left,) = FACET.find(make_claim('The play "A Long Way Home to Port" opened', source=None))
    (right,) = FACET.find(make_claim('The play "A Short Way Home to Port" opened', source=None))
    assert FACET.compare(left, right).kind == "unclear"


def test_the_more_is_shared_the_surer_the_conflict() -> None:
    short = compare("the old pier is shut", "the new pier is shut")
    long = compare(
        "the old pier is shut to all boats until the storm has passed",
        "the new pier is shut to all boats until the storm has passed",
    )
    rewritten = compare(
        "the old pier is shut to all boats until the storm has passed",
        "the old quay is shut to all ships until the gale has passed",
    )
    assert short.kind == long.kind == rewritten.kind == "conflict"
    assert long.score > rewritten.score
    assert long.score > short.score


def test_a_scare_quote_agrees_weakly() -> None:
    assert compare("catastrophe", "a catastrophe for all of us").score < 0.5


SURNAMES = [
    ("Omar al-Rashidi", "rashidi"),
    ("Lt. Gen. Omar Rashidi, a spokesman for the port", "rashidi"),
    ("port spokesman Omar Rashidi Jr.", "rashidi"),
    ("Mayor Haddad's", "haddad"),
    ("the ministry", "ministry"),
    ("عمر الرشيدي", "رشيدي"),
    ("عمر الرشيدي، المتحدث باسم الميناء", "رشيدي"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "surname"), SURNAMES)
def test_a_speaker_is_known_by_surname(source: str, surname: str) -> None:
    assert find_surname(source) == surname
    (mention,) = FACET.find(make_claim("We are safe", quoted=True, source=source or None))
    assert mention.value.speaker == surname


SURE = ("We will rebuild the old pier by spring", "We will rebuild the new pier by spring")
UNSURE = ("the old pier is shut", "the new pier is shut")
SPEAKERS = [
    (SURE, "Omar Rashidi", "Omar Rashidi", "conflict"),
    (SURE, "Omar Rashidi", None, "conflict"),
    (SURE, "Omar Rashidi", "the ministry", "conflict"),
    (UNSURE, "Omar Rashidi", "Omar Rashidi", "conflict"),
    (UNSURE, "Omar Rashidi", None, "conflict"),
    (UNSURE, "Omar Rashidi", "the ministry", "unclear"),
]


@pytest.mark.parametrize(("texts", "one", "other", "kind"), SPEAKERS)
def test_two_speakers_need_words_that_are_surely_one_sentence(
    texts: tuple[str, str], one: str | None, other: str | None, kind: str
) -> None:
    mentions = [
        FACET.find(make_claim(text, quoted=True, source=source))[0]
        for text, source in zip(texts, (one, other), strict=True)
    ]
    comparison = FACET.compare(*mentions)
    assert comparison.kind == kind
    if one != other and other and kind == "conflict":
        assert comparison.score < compare(*texts).score


def test_slot_words_stand_outside_the_quotation() -> None:
    claim = make_claim('At the harbour Rashidi promised "a new pier"', source="Rashidi")
    (mention,) = FACET.find(claim)
    assert mention.slot.words == ("harbour", "rashidi", "promis")


def test_a_long_quotation_is_cut_in_its_label_and_whole_in_its_words() -> None:
    mention = quote("We will rebuild " + "the old pier and " * 20 + "the quay")
    assert len(FACET.label(mention)) < 130
    assert FACET.label(mention).endswith(" …”")
    assert FACET.describe(mention).endswith("quay")
    assert FACET.label(quote("«We are  safe.»")) == "“We are safe”"


ENGLISH = ["the ", "old ", "pier ", "is ", "not ", "safe", ". ", "and ", "dry ", "Deir ez-Zor "]
ARABIC = ["الرصيف ", "القديم ", "لن ", "آمن ", "و", "«", "»"]
WORDS = st.sampled_from([*ENGLISH, *ARABIC, "12 ", "[he] ", "… ", '"', "’s ", "\n"])
TEXTS = st.lists(WORDS, max_size=14).map("".join)


@given(TEXTS, TEXTS)
def test_comparing_is_symmetric_and_a_quotation_agrees_with_itself(
    left: str, right: str
) -> None:
    lefts = FACET.find(make_claim(left, source="Rashidi"))
    rights = FACET.find(make_claim(right, source="Rashidi"))
    for one in lefts:
        assert FACET.compare(one, one).kind == "agree"
        for other in rights:
            forward, backward = FACET.compare(one, other), FACET.compare(other, one)
            assert (forward.kind, forward.score) == (backward.kind, backward.score)


@given(TEXTS, st.booleans())
@example('the "the و»', False)
def test_mentions_stand_in_order_and_never_overlap(text: str, quoted: bool) -> None:
    end = 0
    for mention in FACET.find(make_claim(text, quoted=quoted)):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


def test_hostile_quotations_take_time_in_proportion() -> None:
    mention = quote("pier " * 20_000 + "quay")
    other = quote("quay " * 20_000 + "pier")
    assert FACET.compare(mention, other).kind in ("unclear", "agree", "conflict")
    FACET.find(make_claim('"a ' * 20_000, source="Rashidi"))


SCORES = [
    ("the old pier is shut", "the new pier is shut", 0.45),
    ("We will rebuild the old pier by spring", "We will rebuild the new pier by spring", 0.6),
    (
        "the old pier is shut to all boats by noon",
        "the new pier is shut to all boats by noon",
        0.576,
    ),
    ("By noon the old pier is shut to boats", "By noon the new pier is shut to boats", 0.72),
    ("we share boats and ropes", "nets and ropes", 0.45),
]


@pytest.mark.parametrize(("left", "right", "score"), SCORES)
def test_a_conflicts_score_counts_shared_and_replaced_words(
    left: str, right: str, score: float
) -> None:
    assert compare(left, right).score == pytest.approx(score)
