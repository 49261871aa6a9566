from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.records import Language, Span
from factcheck.sentences import split_sentences
from tests.make import language_of

PIECES = st.sampled_from(
    [
        *(
            "The road is closed",
            "الطريق مغلق",
            "Gen.",
            "د.",
            "أ.ف.ب.",
            "U.S.",
            '"',
            "“",
            "”",
            "«",
            "»",
        ),
        *(
            ". ",
            "? ",
            "! ",
            "؟ ",
            "…",
            ".,",
            '."., ',
            "\n",
            " ",
            "he said",
            "He said",
            "3.5",
            "'",
            ")",
        ),
    ]
)


def split(text: str, language: Language | None = None) -> list[str]:
    spans = split_sentences(text, language or language_of(text))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. Rami met Sen. Adel Hadi and Rep. Noor.",
        "The road to St. Paul is No. 5 on the list.",
        "J. K. Hadi wrote to George W. Noor.",
        "The bus left at 5 a.m. Monday.",
        "The U.S. Army left.",
        "It costs 3.5 dollars at example.com today.",
        "Prices rose, e.g. those of bread, vs. last year.",
        "It stopped… then it went on.",
        '"Is it over?" he asked.',
        '"Is it over?" Mayor Salma Rami asked.',
        "“Go!” shouted the driver.",
        '"It is over.", he said.',
        "التقى د. عادل هادي أ. نور في المدينة.",
        "قال لوكالة أ.ف.ب. إن الطريق مغلق.",
        "بلغ الطول 3.5 كم",
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The road is closed.", "Cars wait."],
        ["They left the U.S.", "He stayed."],
        ["He took vitamin C.", "It helped."],
        ["It opens at 5 p.m.", "The gate is green."],
        ["“It is over.", "We won,” he said.", "“Go home.”"],
        ['"One."', '"Two."', "He left."],
        ["“Is it over?”", "Nobody knew."],
        ["Is it?", "No!", "Yes."],
        ["الطريق مغلق.", "السيارات تنتظر؟", "نعم!"],
        ["حدث ذلك عام 1436هـ.", "ثم انتهى."],
        ["قال: «الطريق مغلق.", "السيارات تنتظر».", "ثم مضى."],
    ],
)
def test_these_are_sentences_of_their_own(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A line without a stop\nand another", ["A line without a stop", "and another"]),
        ("The gate fell.The guard ran away.", ["The gate fell.", "The guard ran away."]),
        ("سقط الجدار.وأكد الحارس ذلك.", ["سقط الجدار.", "وأكد الحارس ذلك."]),
        (
            'قال عادل: "سقط الجدار"., وأضاف: "لم يصب أحد".',
            ['قال عادل: "سقط الجدار".,', 'وأضاف: "لم يصب أحد".'],
        ),
        ("انتهى العمل في المدينة., ثم بدأ", ["انتهى العمل في المدينة.,", "ثم بدأ"]),
        ("A stop in Albany, N.Y., was brief.", ["A stop in Albany, N.Y., was brief."]),
        ("The end … ”", ["The end … ”"]),
        ("One; two; three", ["One; two; three"]),
        (" \n\t \n", []),
        ("", []),
    ],
)
def test_lines_glued_stops_and_joined_paragraphs_split(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["en", "ar"]))
def test_sentences_hold_every_character_but_the_space_between(
    text: str, language: Language
) -> None:
    end = 0
    for span in split_sentences(text, language):
        assert not text[end : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        assert end <= span.start < span.end
        end = span.end
    assert not text[end:].strip()


@given(st.lists(PIECES, max_size=20).map("".join), st.lists(PIECES, max_size=20).map("".join))
def test_a_line_splits_alike_alone_and_after_another(first: str, second: str) -> None:
    first, second = first.replace("\n", " "), second.replace("\n", " ")
    shift = len(first) + 1
    together = split_sentences(f"{first}\n{second}", "en")
    apart = tuple(Span(*span).shift(shift) for span in split_sentences(second, "en"))
    assert together == split_sentences(first, "en") + apart


@pytest.mark.parametrize("junk", ["“a ", '").', ". ", "A.", '."., ', "(a. “b "])
def test_a_long_line_of_junk_is_read_to_its_end(junk: str) -> None:
    text = junk * (50_000 // len(junk))
    spans = split_sentences(text, "en")
    assert spans
    assert len(text.rstrip()) - spans[-1].end <= len(junk)
