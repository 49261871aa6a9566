"""Sentences as newspapers write them, each with all its attributions.

A row is the text, then stance, source, cue, content and carrier of each; the parts of
one are joined by " … ".
"""

from __future__ import annotations

import pytest

from factcheck.attribute import find_attributions
from factcheck.records import Attribution
from tests.make import language_of

Row = tuple[str, str, str, str, str]

NEWS: list[tuple[str, list[Row]]] = [
    (
        "China promised not to raise the toll.",
        [("affirms", "China", "promised", "not to raise the toll", "")],
    ),
    ("Rami never promised to pay, but Hadi vowed to.", []),
    (
        "The country's ruling party said it would stay.",
        [("affirms", "The country's ruling party", "said", "it would stay", "")],
    ),
    (
        "Although the mayor insisted it was safe, three cars fell, the police said.",
        [
            ("affirms", "the mayor", "insisted", "it was safe", ""),
            (
                "affirms",
                "the police",
                "said",
                "Although the mayor insisted it was safe, three cars fell",
                "",
            ),
        ],
    ),
    (
        "The mayor, who had warned of floods, was told that the dam had burst.",
        [
            ("affirms", "The mayor", "had warned of", "floods", ""),
            ("affirms", "", "was told", "the dam had burst", ""),
        ],
    ),
    (
        "Hadi was quoted by Delta TV as saying the dam was old.",
        [("affirms", "Hadi", "was quoted … as saying", "the dam was old", "Delta TV")],
    ),
    (
        "Hadi was accused of stealing maps.",
        [("affirms", "", "was accused", "Hadi … of stealing maps", "")],
    ),
    (
        "Three men are believed to have drowned, Hadi said.",
        [
            ("hedges", "", "are believed", "Three men … to have drowned", ""),
            ("affirms", "Hadi", "said", "Three men are believed to have drowned", ""),
        ],
    ),
    ("It is said that the dam was old.", [("affirms", "", "is said", "the dam was old", "")]),
    (
        "The dam, according to Hadi, was old.",
        [("affirms", "Hadi", "according to", "The dam … was old", "")],
    ),
    (
        "The dam was old, first reported by the Rano Times.",
        [("affirms", "the Rano Times", "reported by", "The dam was old", "")],
    ),
    (
        'In a letter on Friday, Hadi called the dam "a disgrace" and blamed the builders.',
        [
            ("affirms", "Hadi", "called", 'the dam "a disgrace"', ""),
            ("affirms", "Hadi", "blamed", "the builders", ""),
        ],
    ),
    (
        '"The dam was old," Hadi told reporters in Cairo on Friday. "It broke."',
        [("affirms", "Hadi", "told", '"The dam was old," … "It broke."', "")],
    ),
    (
        '"Why now?" asked Hadi, 45, a farmer from the valley.',
        [("affirms", "Hadi, 45, a farmer from the valley", "asked", '"Why now?"', "")],
    ),
    (
        'Asked about the dam, Hadi said: "It was old."',
        [("affirms", "Hadi", "said", '"It was old."', "")],
    ),
    (
        "Hadi said online that the dam, which fell, was old, while Noor denied it.",
        [
            ("affirms", "Hadi", "said", "the dam, which fell, was old", ""),
            ("denies", "Noor", "denied", "it", ""),
        ],
    ),
    (
        "The report, out on Friday, found that nobody came; Hadi rejected its findings.",
        [
            ("affirms", "The report", "found", "nobody came", ""),
            ("denies", "Hadi", "rejected", "its findings", ""),
        ],
    ),
    (
        "Records reviewed by the Rano Times show the dam was never checked.",
        [
            (
                "affirms",
                "Records reviewed by the Rano Times",
                "show",
                "the dam was never checked",
                "",
            )
        ],
    ),
    (
        "Hadi added that he would leave, citing his health.",
        [("affirms", "Hadi", "added", "he would leave", "")],
    ),
    (
        "The ministry reported four deaths, but a hospital said five people died.",
        [
            ("affirms", "The ministry", "reported", "four deaths", ""),
            ("affirms", "a hospital", "said", "five people died", ""),
        ],
    ),
    (
        "Neither Hadi nor Rami commented on the claim that the dam was old.",
        [("hedges", "", "claim", "the dam was old", "")],
    ),
    (
        '"I warned them," Hadi said, "and nobody came," adding: "Not one."',
        [
            ("affirms", "Hadi", "said", '"I warned them," … "and nobody came,"', ""),
            ("affirms", "Hadi", "adding", '"Not one."', ""),
        ],
    ),
    ("Hadi did not deny that the dam was old.", []),
    (
        "Builders and farmers say they fear more floods.",
        [("affirms", "Builders and farmers", "say", "they fear more floods", "")],
    ),
    (
        "Hadi tweeted Friday that the dam was gone.",
        [("affirms", "Hadi", "tweeted", "the dam was gone", "")],
    ),
    (
        "Hadi, the only witness, later told a court the guard slept.",
        [("affirms", "Hadi, the only witness", "told", "the guard slept", "")],
    ),
    ("The guard, Hadi claims, slept.", [("hedges", "Hadi", "claims", "The guard … slept", "")]),
    (
        "Hadi says rain caused the flood and Rami says it was the wind.",
        [
            ("affirms", "Hadi", "says", "rain caused the flood", ""),
            ("affirms", "Rami", "says", "it was the wind", ""),
        ],
    ),
    (
        "A spokesman for the builders, Adel Noor, said they paid.",
        [("affirms", "A spokesman for the builders, Adel Noor", "said", "they paid", "")],
    ),
    (
        "Noor said that, despite the rain, they worked.",
        [("affirms", "Noor", "said", "despite the rain, they worked", "")],
    ),
    (
        "Officials in Rano said late on Friday the road would open.",
        [("affirms", "Officials in Rano", "said", "the road would open", "")],
    ),
    (
        "The road would open, officials said, without giving a date.",
        [("affirms", "officials", "said", "The road would open", "")],
    ),
    (
        'The builder said it "did nothing wrong" and would appeal.',
        [("affirms", "The builder", "said", 'it "did nothing wrong" and would appeal', "")],
    ),
    ("Dam builder denies guilt", [("denies", "Dam builder", "denies", "guilt", "")]),
    ("Noor says dam was old", [("affirms", "Noor", "says", "dam was old", "")]),
    (
        "Rano's allegations that the builder lied, which Noor rejects, are old.",
        [("hedges", "Rano's", "allegations", "the builder lied", "")],
    ),
    (
        "He pointed out that no one, not even the guard, was there.",
        [("affirms", "He", "pointed out", "no one, not even the guard, was there", "")],
    ),
    (
        "Noor made it clear that they would stay.",
        [("affirms", "Noor", "made it clear", "they would stay", "")],
    ),
    (
        "قال عادل هادي، الذي زار السد أمس، إن السد قديم.",
        [("affirms", "عادل هادي", "قال", "السد قديم", "")],
    ),
    (
        "وقال هادي في مؤتمر صحفي عقب الاجتماع إن السد قديم، مشيرا إلى أن أحدا لم يفحصه.",
        [
            ("affirms", "هادي", "وقال", "السد قديم", ""),
            ("affirms", "هادي", "مشيرا", "أحدا لم يفحصه", ""),
        ],
    ),
    (
        "وأوضحت الشركة أنها دفعت المال، لكنها لم تذكر متى.",
        [("affirms", "الشركة", "وأوضحت", "أنها دفعت المال، لكنها لم تذكر متى", "")],
    ),
    ("ولم يوضح هادي سبب انهيار السد.", []),
    (
        "وذكرت وكالة الأنباء الأردنية نقلا عن مصدر أمني أن السد انهار.",
        [("affirms", "مصدر أمني", "وذكرت", "السد انهار", "وكالة الأنباء الأردنية")],
    ),
    (
        "ونقلت صحيفة الغد عن هادي قوله: «السد قديم».",
        [("affirms", "هادي", "ونقلت", "«السد قديم»", "صحيفة الغد")],
    ),
    (
        "وأكد مصدر أمني لوكالة فرانس برس أن ثلاثة غرقوا.",
        [("affirms", "مصدر أمني", "وأكد", "ثلاثة غرقوا", "وكالة فرانس برس")],
    ),
    (
        "وأفاد شهود بأن ثلاثة غرقوا في النهر.",
        [("affirms", "شهود", "وأفاد", "ثلاثة غرقوا في النهر", "")],
    ),
    (
        "ونفت الشركة مسؤوليتها عن الحادث.",
        [("denies", "الشركة", "ونفت", "مسؤوليتها عن الحادث", "")],
    ),
    ("«السد قديم»، يقول هادي.", [("affirms", "هادي", "يقول", "«السد قديم»", "")]),
    ("وتابع هادي: «لم يفحصه أحد».", [("affirms", "هادي", "وتابع", "«لم يفحصه أحد»", "")]),
    (
        "وأضاف: «لم يفحصه أحد»، معتبرا أن الشركة أهملت.",
        [
            ("affirms", "", "وأضاف", "«لم يفحصه أحد»", ""),
            ("affirms", "", "معتبرا", "الشركة أهملت", ""),
        ],
    ),
    ("واعتبر هادي ذلك إهمالا.", [("affirms", "هادي", "واعتبر", "ذلك إهمالا", "")]),
    (
        "وشدد المحافظ على ضرورة فحص السد.",
        [("affirms", "المحافظ", "وشدد", "ضرورة فحص السد", "")],
    ),
    ("وكشفت الشرطة عن هوية الحارس.", [("affirms", "الشرطة", "وكشفت", "هوية الحارس", "")]),
    ("وحذر خبراء من انهيار سد آخر.", [("affirms", "خبراء", "وحذر", "انهيار سد آخر", "")]),
    (
        "كما أعلن المحافظ إغلاق الطريق المؤدي إلى السد.",
        [("affirms", "المحافظ", "أعلن", "إغلاق الطريق المؤدي إلى السد", "")],
    ),
    (
        "وقال المحافظ إنه «لا أحد يعلم» متى يفتح الطريق.",
        [("affirms", "المحافظ", "وقال", "إنه «لا أحد يعلم» متى يفتح الطريق", "")],
    ),
    (
        "وبحسب تقرير للشرطة، نام الحارس.",
        [("affirms", "تقرير للشرطة", "وبحسب", "نام الحارس", "")],
    ),
    ("ويعتقد خبراء أن السد قديم.", [("hedges", "خبراء", "ويعتقد", "السد قديم", "")]),
    ("واتهم هادي إيران بتخريب السد.", [("affirms", "هادي", "واتهم", "إيران بتخريب السد", "")]),
    (
        "انهار السد فجر أمس، وفق ما ذكرت الشرطة في بيان.",
        [("affirms", "الشرطة", "وفق ما ذكرت", "انهار السد فجر أمس", "")],
    ),
    ("انهار السد، على حد قول هادي.", [("affirms", "هادي", "على حد قول", "انهار السد", "")]),
    (
        "قال المحافظ، وهو مهندس، «السد قديم».",
        [("affirms", "المحافظ", "قال", "«السد قديم»", "")],
    ),
    ("المحافظ يعلن فتح الطريق.", [("affirms", "المحافظ", "يعلن", "فتح الطريق", "")]),
    (
        "وكان هادي قد قال الأسبوع الماضي إن السد قديم.",
        [("affirms", "هادي", "قال", "السد قديم", "")],
    ),
    (
        "وقالت الشرطة إن الحارس اعترف بأنه نام.",
        [
            ("affirms", "الشرطة", "وقالت", "الحارس اعترف بأنه نام", ""),
            ("affirms", "الحارس", "اعترف", "بأنه نام", ""),
        ],
    ),
    (
        "وقال هادي لصحيفة «الغد» إن السد قديم.",
        [("affirms", "هادي", "وقال", "السد قديم", "صحيفة «الغد»")],
    ),
    ("وعبر السيارات مر الطريق بين القريتين.", []),
]


def write_row(text: str, one: Attribution) -> Row:
    parts = (one.source, one.cue, one.content, one.via)
    source, cue, content, via = (
        " … ".join(text[span.start : span.end] for span in spans) for spans in parts
    )
    return one.stance, source, cue, content, via


@pytest.mark.parametrize(("text", "rows"), NEWS)
def test_a_newspaper_sentence_gives_these_attributions(text: str, rows: list[Row]) -> None:
    found = find_attributions(text, language_of(text))
    assert [write_row(text, one) for one in found] == rows
