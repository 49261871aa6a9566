from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.attribute import find_attributions
from factcheck.records import Attribution, Language, Span
from tests.make import language_of

PIECES = st.sampled_from(
    [
        *(
            "Rami ",
            "said ",
            "that ",
            "the road is closed",
            ", ",
            ". ",
            '"',
            "“",
            "”",
            "\n",
            ": ",
        ),
        *(
            "according to ",
            "Reuters ",
            "quoted ",
            "as saying ",
            "who ",
            "and ",
            "adding ",
            "he ",
        ),
        *(
            "قال ",
            "وأضاف ",
            "الوزير ",
            "إن ",
            "الطريق مغلق",
            "، ",
            "«",
            "»",
            "بحسب ",
            "وكالة رويترز ",
        ),
        *("نقلت ", "عن ", "مؤكدا ", "أن ", "(", ")", "— ", "in a statement "),
    ]
)


def join(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[span.start : span.end] for span in spans)


def find(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution; the parts of each joined by " … "."""
    return [
        (join(text, one.source), join(text, one.cue), join(text, one.content))
        for one in find_attributions(text, language_of(text))
    ]


def find_one(text: str) -> Attribution:
    (attribution,) = find_attributions(text, language_of(text))
    return attribution


#   text, source, cue, content
AFTER_THE_CUE = [
    ("Rami said that the road is closed.", "Rami", "said", "the road is closed"),
    ("Rami said the road is closed.", "Rami", "said", "the road is closed"),
    ("Rami has said the road is closed.", "Rami", "has said", "the road is closed"),
    ("Rami said on Monday the road is closed.", "Rami", "said", "the road is closed"),
    ("Rami said in a statement that the road is closed.", "Rami", "said", "the road is closed"),
    ("But Rami later said the road is closed.", "Rami", "said", "the road is closed"),
    ("In Cairo, Rami said the road is closed.", "Rami", "said", "the road is closed"),
    ('Rami said: "The road is closed."', "Rami", "said", '"The road is closed."'),
    ('Rami said, "The road is closed."', "Rami", "said", '"The road is closed."'),
    ("She insisted the road is closed.", "She", "insisted", "the road is closed"),
    (
        "Rami, a farmer, warned that floods will come.",
        "Rami, a farmer",
        "warned",
        "floods will come",
    ),
    (
        "Rami (R-Ohio) warned that floods will come.",
        "Rami (R-Ohio)",
        "warned",
        "floods will come",
    ),
    ("Rami, however, said floods will come.", "Rami", "said", "floods will come"),
    (
        "The mayor and the governor say it was late.",
        "The mayor and the governor",
        "say",
        "it was late",
    ),
    (
        "A man who saw the fire said it began at noon.",
        "A man who saw the fire",
        "said",
        "it began at noon",
    ),
    (
        "A survey by the college shows prices rose.",
        "A survey by the college",
        "shows",
        "prices rose",
    ),
    ("Delta News learned the bridge was sold.", "Delta News", "learned", "the bridge was sold"),
    (
        "Sources and pictures showed the bridge fell.",
        "Sources and pictures",
        "showed",
        "the bridge fell",
    ),
    ("The company vowed to pay.", "The company", "vowed", "to pay"),
    ("Rami accused the council of fraud.", "Rami", "accused", "the council of fraud"),
    ("According to Rami, the road is closed.", "Rami", "According to", "the road is closed"),
    (
        "Rami's claim that the road is closed drew laughs.",
        "Rami's",
        "claim",
        "the road is closed drew laughs",
    ),
    (
        "A report released last year found that prices rose.",
        "A report released last year",
        "found",
        "prices rose",
    ),
    ("Rami on Monday said that it was late.", "Rami", "said", "it was late"),
    ("Rami said, in a long speech, that it was late.", "Rami", "said", "it was late"),
    ("Rami, who is ill, said it was late.", "Rami, who is ill", "said", "it was late"),
    ("It rained but Rami and Hadi said it was late.", "Rami and Hadi", "said", "it was late"),
    (
        "One official, Salma Rami, said it was late.",
        "One official, Salma Rami",
        "said",
        "it was late",
    ),
    ("BANK OF RANO: Prices will rise", "BANK OF RANO", ":", "Prices will rise"),
    ('RAMI: "No."', "RAMI", ":", '"No."'),
    ("Mayor: Road is closed for a week", "Mayor", ":", "Road is closed for a week"),
    ("قال رامي إن الطريق مغلق.", "رامي", "قال", "الطريق مغلق"),
    ("وقال وزير النقل أمس إن الطريق مغلق.", "وزير النقل", "وقال", "الطريق مغلق"),
    ("وقالت الوزارة في بيان إنها أغلقت الطريق.", "الوزارة", "وقالت", "إنها أغلقت الطريق"),
    ("الوزير أكد أن الطريق مغلق.", "الوزير", "أكد", "الطريق مغلق"),
    ("قال رامي: «الطريق مغلق».", "رامي", "قال", "«الطريق مغلق»"),
    ("أشار المدير إلى أن الطريق مغلق.", "المدير", "أشار", "الطريق مغلق"),
    ("كشف المدير عن إغلاق الطريق.", "المدير", "كشف", "إغلاق الطريق"),
    ("أعلنت الوزارة مقتل ثلاثة سائقين.", "الوزارة", "أعلنت", "مقتل ثلاثة سائقين"),
    ("قال رامي، أحد سكان الحي، إن الطريق مغلق.", "رامي، أحد سكان الحي", "قال", "الطريق مغلق"),
    ("قال الرئيس علي هادي إن الطريق مغلق.", "الرئيس علي هادي", "قال", "الطريق مغلق"),
    ("وبحسب الوزارة، فإن الطريق مغلق.", "الوزارة", "وبحسب", "الطريق مغلق"),
    ("قال لافروف إن الطريق مغلق.", "لافروف", "قال", "الطريق مغلق"),
    ("قالت شركة «النور» إن الطريق مغلق.", "شركة «النور»", "قالت", "الطريق مغلق"),
    ("قال رامي: «الطريق مغلق» «والجسر أيضا».", "رامي", "قال", "«الطريق مغلق» «والجسر أيضا»"),
    ("قال رامي: «الطريق مغلق» وسط المدينة.", "رامي", "قال", "«الطريق مغلق» وسط المدينة"),
    ("قال رامي: «الطريق مغلق»، ثم غادر.", "رامي", "قال", "«الطريق مغلق»"),
    ("أكد رامي «إغلاق» الطريق.", "رامي", "أكد", "«إغلاق» الطريق"),
    ("أنكر نيته إغلاق الطريق.", "", "أنكر", "نيته إغلاق الطريق"),
    ("الوزير: الطريق مغلق اليوم", "الوزير", ":", "الطريق مغلق اليوم"),
]
BEFORE_THE_CUE = [
    ("The road is closed, Rami said.", "Rami", "said", "The road is closed"),
    ("The road is closed, Rami said on Monday.", "Rami", "said", "The road is closed"),
    ("The road is closed, said Rami.", "Rami", "said", "The road is closed"),
    ('"The road is closed," Rami said.', "Rami", "said", '"The road is closed,"'),
    (
        '"The road is closed," said Rami, a farmer.',
        "Rami, a farmer",
        "said",
        '"The road is closed,"',
    ),
    ('"Is it closed?" asked Rami.', "Rami", "asked", '"Is it closed?"'),
    ("“The road is closed,” she told reporters.", "she", "told", "“The road is closed,”"),
    ('"The road is closed," said Rami on Monday.', "Rami", "said", '"The road is closed,"'),
    ('"The road is closed" — Salma Rami', "Salma Rami", "—", '"The road is closed"'),
    ("The road is closed, according to Rami.", "Rami", "according to", "The road is closed"),
    ("The road is closed the ministry said", "the ministry", "said", "The road is closed"),
    ("Road closed until spring: spokesman", "spokesman", ":", "Road closed until spring"),
    ("«الطريق مغلق»، قال رامي.", "رامي", "قال", "«الطريق مغلق»"),
    ("الطريق مغلق، بحسب الوزارة.", "الوزارة", "بحسب", "الطريق مغلق"),
    ("الطريق مغلق، وفق ما أعلنت الوزارة.", "الوزارة", "وفق ما أعلنت", "الطريق مغلق"),
    ("الطريق مغلق، وفقا لوزارة النقل.", "وزارة النقل", "وفقا", "الطريق مغلق"),
]
AROUND_THE_CUE = [
    ("The road, Rami said, is closed.", "Rami", "said", "The road … is closed"),
    ('"The road," said Rami, "is closed."', "Rami", "said", '"The road," … "is closed."'),
    (
        '"The road," said Rami on Monday, "is closed."',
        "Rami",
        "said",
        '"The road," … "is closed."',
    ),
    ("Rami is said to have fled.", "", "is said", "Rami … to have fled"),
    ("A strike that Rami said was a mistake.", "Rami", "said", "A strike … was a mistake"),
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"), AFTER_THE_CUE + BEFORE_THE_CUE + AROUND_THE_CUE
)
def test_content_stands_after_before_or_around_its_cue(
    text: str, source: str, cue: str, content: str
) -> None:
    assert find(text) == [(source, cue, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Rami did not say the road was closed.",
        "Rami declined to say whether it was closed.",
        "Rami never said that.",
        "He left without saying it was late.",
        "«الطريق مغلق» وقال رامي ذلك.",
        "Rami would say the road is closed.",
        "The alleged attack was brief.",
        "The claims were settled.",
        "The United States or Germany may help.",
        "He added three rooms to the house.",
        "Video: Cars on the closed road",
        "The match ended 3: 1 in Cairo.",
        "Nothing is attributed here.",
        "لم يؤكد الوزير أن الطريق مغلق.",
        "يذكر أن الطريق مغلق منذ عام.",
        "جرى ذلك عبر الحدود بعد يومين.",
        "شاهد: سيارات على الطريق",
        "الطريق مغلق اليوم.",
    ],
)
def test_what_is_not_said_is_not_attributed(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rami said the road is closed, adding that the bridge is open.",
            [("Rami", "said", "the road is closed"), ("Rami", "adding", "the bridge is open")],
        ),
        (
            "The minister praised the crew, saying they worked hard.",
            [
                ("The minister", "praised", "the crew"),
                ("The minister", "saying", "they worked hard"),
            ],
        ),
        (
            "Rami said the road is closed, but Hadi denied it was.",
            [("Rami", "said", "the road is closed"), ("Hadi", "denied", "it was")],
        ),
        (
            'Rami called it "late" saying it was dark.',
            [("Rami", "called", 'it "late"'), ("Rami", "saying", "it was dark")],
        ),
        (
            "Although Rami said the road is closed, cars drove on it.",
            [("Rami", "said", "the road is closed")],
        ),
        (
            "Rami said Hadi believes the road is closed.",
            [
                ("Rami", "said", "Hadi believes the road is closed"),
                ("Hadi", "believes", "the road is closed"),
            ],
        ),
        (
            "قال رامي إن الطريق مغلق، مضيفا أن الجسر مفتوح.",
            [("رامي", "قال", "الطريق مغلق"), ("رامي", "مضيفا", "الجسر مفتوح")],
        ),
        (
            "قال رامي إن الطريق مغلق، فيما نفى هادي أن يكون مغلقا.",
            [("رامي", "قال", "الطريق مغلق"), ("هادي", "نفى", "يكون مغلقا")],
        ),
        (
            "قال رامي إن الطريق مغلق وأضاف أن الجسر مفتوح.",
            [("رامي", "قال", "الطريق مغلق"), ("رامي", "وأضاف", "الجسر مفتوح")],
        ),
    ],
)
def test_a_sentence_may_hold_several_attributions(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "source", "via", "content"),
    [
        ("Rami told Reuters the road is closed.", "Rami", "Reuters", "the road is closed"),
        (
            "Delta TV quoted Rami as saying the road is closed.",
            "Rami",
            "Delta TV",
            "the road is closed",
        ),
        (
            '"The road is closed," IRNA quoted Rami as saying.',
            "Rami",
            "IRNA",
            '"The road is closed,"',
        ),
        (
            "The road is closed, Rami said, as cited by TASS.",
            "Rami",
            "TASS",
            "The road is closed",
        ),
        (
            "Reuters reported that the road is closed, citing Rami.",
            "Rami",
            "Reuters",
            "the road is closed",
        ),
        ("قال رامي لوكالة رويترز إن الطريق مغلق.", "رامي", "وكالة رويترز", "الطريق مغلق"),
        (
            "نقلت وكالة رويترز عن رامي قوله إن الطريق مغلق.",
            "رامي",
            "وكالة رويترز",
            "الطريق مغلق",
        ),
        ('قال رامي بحسب وكالة "إسنا": "الطريق مغلق".', "رامي", 'وكالة "إسنا"', '"الطريق مغلق"'),
        ("قال رامي لـ«الحياة» إن الطريق مغلق.", "رامي", "«الحياة»", "الطريق مغلق"),
    ],
)
def test_who_only_carried_the_words_is_no_source(
    text: str, source: str, via: str, content: str
) -> None:
    attribution = find_one(text)
    assert join(text, attribution.source) == source
    assert join(text, attribution.via) == via
    assert join(text, attribution.content) == content


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Rami said the road is closed.", "affirms"),
        ("Rami denied the road is closed.", "denies"),
        ("Tehran denies the presence of troops.", "denies"),
        ("Rami believes the road is closed.", "hedges"),
        ("Amid allegations that the road is closed", "hedges"),
        ("أكد رامي أن الطريق مغلق.", "affirms"),
        ("نفت طهران وجود قوات في المدينة.", "denies"),
        ("زعم رامي أن الطريق مغلق.", "hedges"),
    ],
)
def test_the_cue_tells_whether_the_source_stands_by_it(text: str, stance: str) -> None:
    assert find_one(text).stance == stance


@pytest.mark.parametrize(
    ("text", "is_direct"),
    [
        ('"The road is closed," Rami said.', True),
        ("Rami said the road is closed.", False),
        ("Rami said the road near the old mill in the valley is “closed.”", False),
        ("قال رامي: «الطريق مغلق».", True),
        ("قال رامي إن الطريق القديم في الوادي «مغلق».", False),
        ("الوزير: «الطريق مغلق»", True),
        ("الوزير: الطريق «مغلق»", False),
    ],
)
def test_direct_speech_is_mostly_quotation(text: str, is_direct: bool) -> None:
    assert find_one(text).is_direct is is_direct


@pytest.mark.parametrize(
    ("text", "is_lone"),
    [
        ("Rami is said to have fled.", True),
        ("Rami said the road is closed.", False),
        ("وأضاف أن الطريق مغلق.", True),
        ("وأضاف رامي أن الطريق مغلق.", False),
    ],
)
def test_a_cue_without_a_source_is_lone(text: str, is_lone: bool) -> None:
    assert find_one(text).is_cue_lone is is_lone


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"It is over," Rami said. "Go home."', '"It is over," … "Go home."'),
        ('"It is over," Rami said.\n\n"Go home."', '"It is over," … "Go home."'),
        ('Rami wrote:\n\n"It is over."', '"It is over."'),
        ("RAMI: It is over. We won.\nThe end.", "It is over … We won"),
        ('"It is over."\n— Salma Rami', '"It is over."'),
        ("وقال رامي:\n«انتهى الأمر».", "«انتهى الأمر»"),
        ("«انتهى الأمر»، قال رامي.\n«عودوا إلى بيوتكم».", "«انتهى الأمر» … «عودوا إلى بيوتكم»"),
    ],
)
def test_speech_runs_on_across_sentences(text: str, content: str) -> None:
    assert join(text, find_one(text).content) == content


def test_another_sentence_ends_a_speech() -> None:
    text = '"It is over," Rami said. Cars came. "Go home."'
    assert join(text, find_one(text).content) == '"It is over,"'


def test_a_quoted_speaker_may_report_others_but_not_himself() -> None:
    text = '"I think it is late, but Iran denies the presence of troops," Rami said.'
    assert [source for source, _, _ in find(text)] == ["Rami", "Iran"]


def test_an_inner_attribution_lies_inside_the_outer_content() -> None:
    outer, inner = find_attributions("Rami said Hadi claimed the road is closed.")
    assert outer.content[0].holds(inner.content[0])


@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["en", "ar"]))
def test_spans_lie_in_the_text_and_content_stands_apart_from_its_cue(
    text: str, language: Language
) -> None:
    for attribution in find_attributions(text, language):
        spans = (*attribution.source, *attribution.cue, *attribution.content, *attribution.via)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert attribution.cue
        assert attribution.content
        assert not any(
            cue.overlaps(content) for cue in attribution.cue for content in attribution.content
        )
        assert attribution.is_cue_lone == (not attribution.source)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_text_before_a_full_paragraph_changes_nothing_in_it(text: str) -> None:
    plain = "Nothing is new here.\n\n"
    shifted = find_attributions(plain + "It rained.\n\n" + "Rami said so it is late.")
    assert [
        join(plain + "It rained.\n\n" + "Rami said so it is late.", a.source) for a in shifted
    ]
    alone = find_attributions(text)
    after = find_attributions(f"It rained all day.\n{text}")
    shift = len("It rained all day.\n")
    assert [[s.shift(shift) for s in one.cue] for one in alone] == [
        list(one.cue) for one in after
    ]


@pytest.mark.parametrize(
    "junk", ["said ", "“a said ", "he said. ", "قال ", '"قال: ', "a, ", "of the "]
)
def test_a_long_line_of_junk_is_read_to_its_end(junk: str) -> None:
    text = junk * (40_000 // len(junk))
    for attribution in find_attributions(text, language_of(junk)):
        assert all(0 <= span.start < span.end <= len(text) for span in attribution.content)


def test_a_source_may_carry_two_asides() -> None:
    text = '"The levy is unfair," Sen. Omar Nasri (R-Ohio), a critic of the plan, said.'
    (attribution,) = find_attributions(text, "en")
    (source,) = attribution.source
    assert text[slice(*source)] == "Sen. Omar Nasri (R-Ohio), a critic of the plan"
