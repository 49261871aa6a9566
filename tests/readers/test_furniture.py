"""What is on a page but is no report is set aside, and reports are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.lexicons import load_lexicon
from factcheck.readers.furniture import find_furniture, judge_paragraph
from factcheck.text import fold_text

FILLER = [
    "The mayor of Harlow said on Tuesday that three people were hurt when a bus left the road.",
    "Police closed the road for two hours, and the driver was questioned in the evening.",
]

#   paragraph                                                reason
ALONE = [
    ("COMMENTS", "furniture"),
    ("Please let us know if you're having trouble with the comments", "furniture"),
    ("Advertisement:", "furniture"),
    ("Story Continued Below", "furniture"),
    ("Share Tweet Email 12", "furniture"),
    ("Share this article", "furniture"),
    ("Follow the Harbour Post on Twitter", "furniture"),
    ("CLICK HERE TO GET THE HARBOUR NEWS APP", "furniture"),
    ("Sign up for our daily newsletter.", "furniture"),
    ("Get the best of the Post in your inbox.", "furniture"),
    ("© 2019 Harbour Post Ltd. All rights reserved.", "furniture"),
    ("We use cookies to improve this page.", "furniture"),
    ("Updated at 4:15 p.m. ET", "furniture"),
    ("Wednesday 17 August 2016 15:37 GMT", "furniture"),
    ("3 min read", "furniture"),
    ("This article is more than 2 years old", "furniture"),
    ("Editor's note: An earlier version named the wrong street.", "furniture"),
    ("Image 2 of 7", "furniture"),
    ("https://post.example/2019/bus", "furniture"),
    ("desk@post.example", "furniture"),
    ("* * *", "furniture"),
    ("1,204", "furniture"),
    ("Getty Images", "credit"),
    ("Photo: Ann Hill", "credit"),
    ("Image copyright Getty Images", "credit"),
    ("A bus on the coastal road. REUTERS/Ann Hill", "credit"),
    ("A bus stands on the coastal road near Harlow. (AP Photo/Ann Hill)", "credit"),
    ("A bus stands on the coastal road. (Ann Hill/Reuters)", "credit"),
    ("A bus stands on the coastal road. Ann Hill/AFP/Getty Images", "credit"),
    ("FILE - A bus stands on the coastal road near Harlow.", "credit"),
    ("bus-crash-12.jpg (Photo: HILL)", "credit"),
    ("By Ann Hill and Omar Said", "credit"),
    ("BY ANN HILL", "credit"),
    ("Reporting by Ann Hill; editing by Omar Said", "credit"),
    ("The Harbour Agency contributed to this report.", "credit"),
    ("Related:", "teaser"),
    ("READ MORE: Why the coastal road is closed", "teaser"),
    ("Why the coastal road is closed Read more", "teaser"),
    ("( PHOTOS: Ten buses of the coast)", "teaser"),
    ("تعليقات", "furniture"),
    ("شارك الخبر", "furniture"),
    ("شارك", "furniture"),
    ("إعلان", "furniture"),
    ("تابعونا على فيسبوك", "furniture"),
    ("جميع الحقوق محفوظة © 2019", "furniture"),
    ("آخر تحديث: 12 مارس 2019", "furniture"),
    ("نشر في 12 مارس 2019 الساعة 10:30 صباحا", "furniture"),
    ("...المزيد", "furniture"),
    ("الآراء الواردة في المقال لا تعبر بالضرورة عن رأي الصحيفة", "furniture"),
    ("المصدر: وكالات", "credit"),
    ("مصدر الصورة، Getty Images", "credit"),
    ("تصوير: منى سعيد", "credit"),
    ("النهار اليوم – متابعات", "credit"),
    ("بقلم منى سعيد", "credit"),
    ("اقرأ أيضًا", "teaser"),
    ("إقرأ أيضا: لماذا أغلق الطريق الساحلي", "teaser"),
    ("مواضيع ذات صلة", "teaser"),
]  # fmt: skip

KEPT = [
    "Police arrested three men.",
    "Nobody was hurt.",
    "“No.”",
    "Shares of the company fell by 3 percent.",
    "Comments by the minister angered the harbour workers.",
    "By Thursday the water had gone",
    "By signing up to the treaty, the two countries agreed to close the road.",
    "The company changed its privacy policy after the court's decision.",
    "Harlow hopes to become a member of the union of coastal towns.",
    "Subscribers were told of the theft in a letter.",
    "Written by a panel of engineers, the study blames the bridge.",
    "The photographer has sued Getty Images.",
    "About half of the voters disagree, according to a Reuters/Ipsos poll.",
    "According to the Associated Press, three people were hurt.",
    "Sources: three ministers will leave the government before the vote in the spring",
    "Updated figures show that 43 people were hurt.",
    "Watch groups said that 43 people were hurt.",
    "More than 1,000 people were hurt.",
    "The news app will close in June.",
    "12 people were hurt",
    "انضم إلى الحزب ثلاثة وزراء.",
    "سجل الفريق هدفين في الشوط الثاني.",
    "اشترك في الاجتماع وزراء من خمس دول.",
    "لمزيد من الضغط على المدينة أغلقت الشرطة الطريق.",
    "كتب الوزير رسالة إلى المجلس.",
    "مصدر: إصابة خمسة أشخاص في الحادث",
    "شارك في المسيرة مئات الأشخاص.",
    "صورة الوزير أثارت غضب العمال في الميناء.",
    "نشر الجيش قوات في المدينة يوم الثلاثاء.",
    "تعليقات الوزير أغضبت عمال الميناء.",
]


@pytest.mark.parametrize(("paragraph", "reason"), ALONE)
def test_furniture_is_known_by_its_words_and_shape(paragraph: str, reason: str) -> None:
    found = find_furniture([FILLER[0], paragraph, FILLER[1]])
    assert found[0] is None
    assert found[2] is None
    assert found[1] is not None
    assert found[1].reason == reason
    assert found[1].note


@pytest.mark.parametrize("paragraph", KEPT)
def test_reports_are_kept(paragraph: str) -> None:
    assert find_furniture([FILLER[0], paragraph, FILLER[1]]) == [None, None, None]
    assert judge_paragraph(paragraph) is None


@pytest.mark.parametrize(
    ("heading", "is_set_aside"),
    [
        ("What happened next", True),
        ("ردود الفعل", True),
        ("Three arrests follow soon", False),
        ("43 hurt", False),
        ("Road closed.", False),
        ("Why now?", False),
    ],
)
def test_three_words_without_a_number_are_a_heading(heading: str, is_set_aside: bool) -> None:
    found = find_furniture([FILLER[0], heading, FILLER[1]])
    assert (found[1] is not None) is is_set_aside


def test_an_article_of_three_words_is_kept() -> None:
    assert find_furniture(["Harbour road closed"]) == [None]


def test_a_headline_in_capitals_between_paragraphs_is_a_teaser() -> None:
    headline = "HARBOUR MAYOR LOSES VOTE ON NEW BRIDGE"
    found = find_furniture([FILLER[0], headline, FILLER[1]])
    assert found[1] == ("teaser", "headline in capitals")
    assert find_furniture([FILLER[0], headline + ".", FILLER[1]])[1] is None


def test_an_article_in_capitals_is_no_row_of_headlines() -> None:
    paragraphs = [text.upper().rstrip(".") for text in FILLER]
    assert find_furniture(paragraphs) == [None, None]


TEASERS = [
    "Three ministers of the coastal towns have met to…",
    "A team from Harlow has won the...",
]


def reasons(paragraphs: list[str]) -> list[str | None]:
    return [found.reason if found else None for found in find_furniture(paragraphs)]


def test_cut_off_headlines_at_the_end_are_teasers() -> None:
    assert reasons([*FILLER, *TEASERS]) == [None, None, "teaser", "teaser"]
    assert reasons([*FILLER, TEASERS[0]]) == [None, None, "teaser"]
    assert reasons([*FILLER, TEASERS[0], "COMMENTS"]) == [None, None, "teaser", "furniture"]


def test_cut_off_headlines_in_a_row_are_teasers_anywhere() -> None:
    assert reasons([FILLER[0], *TEASERS, FILLER[1]]) == [None, "teaser", "teaser", None]


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We waited for the bus, and then we heard…",
        "«انتظرنا الحافلة ثم سمعنا…",
        '"We waited for the bus, and then we heard...',
        "We waited for the bus. Then it came…",
    ],
)
def test_an_ellipsis_of_the_writer_is_kept(paragraph: str) -> None:
    assert reasons([*FILLER, paragraph, paragraph[:-1] + " more…"])[2] is None


def test_a_lone_ellipsis_amid_the_report_is_kept() -> None:
    assert reasons([FILLER[0], TEASERS[0], FILLER[1]]) == [None, None, None]


LINKS = ["Harlow mayor loses vote on new bridge", "Three ministers visit the coastal towns"]


def test_lines_after_a_label_of_links_are_teasers() -> None:
    assert reasons([FILLER[0], "Related:", *LINKS, FILLER[1]]) == [None, *["teaser"] * 3, None]
    arabic = ["اقرأ أيضا:", "رئيس البلدية يخسر التصويت على الجسر"]
    assert reasons([FILLER[0], *arabic, FILLER[1]]) == [None, "teaser", "teaser", None]


def test_long_lines_of_a_paper_without_full_stops_are_not_links() -> None:
    body = [
        "قال رئيس البلدية يوم الثلاثاء إن ثلاثة أشخاص أصيبوا عندما خرجت حافلة عن الطريق",
        "وأغلقت الشرطة الطريق ساعتين في وسط المدينة وسألت السائق عن الحادث في مكتبها مساء أمس",
    ]
    assert reasons([body[0], "اقرأ أيضا", body[1]]) == [None, "teaser", None]


def test_open_lines_at_the_end_are_headlines_of_other_stories() -> None:
    assert reasons([*FILLER, *LINKS]) == [None, None, "teaser", "teaser"]
    assert reasons([*FILLER, LINKS[0]]) == [None, None, None]


@pytest.mark.parametrize(("closed", "reason"), [(4, "teaser"), (1, None)])
def test_a_last_run_counts_where_paragraphs_mostly_close(
    closed: int, reason: str | None
) -> None:
    open_paragraph = (
        "The driver, who was questioned in the evening, has worked there for ten years now"
    )
    body = [f"{text} It was the {n}th." for n in range(closed) for text in FILLER[:1]]
    assert reasons([open_paragraph, *body, *LINKS])[-2:] == [reason, reason]


def test_links_are_known_in_a_paper_with_some_open_paragraphs() -> None:
    open_paragraph = (
        "The driver, who was questioned in the evening, has worked there for ten years now"
    )
    link = "Harlow mayor loses vote on the new bridge over the northern harbour canal"
    assert (
        reasons([*FILLER, open_paragraph, "Related:", link, FILLER[0] + " Yes."])[4] == "teaser"
    )


def test_a_list_at_the_end_is_the_articles_own() -> None:
    assert reasons(
        [*FILLER, "The hurt are:", "Ann Hill of East Harlow", "Omar Said of Port Street"]
    )[3:] == [None, None]
    assert reasons([*FILLER, "- Ann Hill of East Harlow", "- Omar Said of Port Street"])[
        2:
    ] == [
        None,
        None,
    ]


def test_a_paragraph_printed_again_is_a_repeat() -> None:
    found = find_furniture([*FILLER, FILLER[0].upper()], title="A bus crash")
    assert found[2] == ("repeated", "says paragraph 1 again")
    assert find_furniture(["A bus crash", *FILLER], title="A bus crash")[0] == (
        "repeated",
        "says the title again",
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_lexicon_is_well_formed(language: str) -> None:
    for row in load_lexicon(f"furniture.{language}"):
        assert row["match"] in ("exact", "starts", "ends", "contains", "only"), row
        assert row["reason"] in ("furniture", "credit", "teaser"), row
        assert not row["most"] or row["most"].isdigit(), row
        assert row["note"], row
        assert fold_text(row["words"]), row


@given(st.lists(st.text(alphabet='aB .…:"“«ح1@/-()\u200b', max_size=30), max_size=8))
def test_every_paragraph_gets_an_answer(paragraphs: list[str]) -> None:
    assert len(find_furniture(paragraphs)) == len(paragraphs)
