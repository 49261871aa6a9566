from __future__ import annotations

import pytest

from factcheck.attribute import find_attributions
from factcheck.persons import ResolvedSource, resolve_sources
from tests.make import language_of


def resolve(text: str) -> tuple[ResolvedSource, ...]:
    language = language_of(text)
    return resolve_sources(text, find_attributions(text, language), language)


def last_display(text: str) -> str:
    return resolve(text)[-1].display


#   who speaks in the last attribution of the text
TABLE = [
    # a surname takes the full name, wherever the article introduces it
    ("Transport Minister Salma Rami said it rained. It is late, Rami said.", "Salma Rami"),
    ("Minister Salma Rami visited Cairo. It is late, Rami said.", "Salma Rami"),
    ("It is late, Rami said. Mayor Salma Rami spoke in Cairo.", "Salma Rami"),
    ("It is late, Mr Hadi said. Later Adel Hadi left.", "Adel Hadi"),
    # an office takes the name of who holds it
    (
        "Transport Minister Salma Rami said it rained. The minister said it is late.",
        "Salma Rami",
    ),
    ("Minister Salma Rami said it rained. The governor said it is late.", "The governor"),
    # a pronoun takes the last one quoted, or introduced since
    ("Mayor Salma Rami said it rained. She said it is late.", "Salma Rami"),
    ("Salma Rami said it rained. Adel Hadi walked home. He said it is late.", "Adel Hadi"),
    (
        "Salma Rami said it rained. She left. The Rano Agency said no. She said it is late.",
        "Salma Rami",
    ),
    (
        "Spokeswoman Salma Rami said no. Mr Adel Hadi said yes. She said it is late.",
        "Salma Rami",
    ),
    (
        "Salma Rami said no. The Rano News Agency said yes. It said the day is late.",
        "Rano News Agency",
    ),
    # a body takes the name that holds its noun
    (
        "Egypt's Ministry of Transport said no. The ministry said it is late.",
        "Egypt's Ministry of Transport",
    ),
    ("The Rano News Agency said no. The agency said it is late.", "Rano News Agency"),
    (
        "The Northern Road Board of Rano said no. The board said it is late.",
        "Northern Road Board of Rano",
    ),
    # what the article does not name keeps its words
    ("A senior official said it is late.", "A senior official"),
    ("Residents said it is late.", "Residents"),
    ("He said it is late.", "He"),
    # Arabic
    ("قال وزير النقل الأردني عادل هادي إن الجو ماطر. وأكد هادي أن الوقت متأخر.", "عادل هادي"),
    ("زار وزير النقل الأردني عادل هادي المدينة. وأكد هادي أن الوقت متأخر.", "عادل هادي"),
    ("قال وزير النقل عادل هادي إن الجو ماطر. وأضاف أن الوقت متأخر.", "عادل هادي"),
    ("قال وزير النقل عادل هادي إن الجو ماطر. وأكد الوزير أن الوقت متأخر.", "عادل هادي"),
    (
        "قالت وزارة النقل الأردنية إن الجو ماطر. وأكدت الوزارة أن الوقت متأخر.",
        "وزارة النقل الأردنية",
    ),
    ("قال عادل هادي، رئيس البلدية، إن الجو ماطر. وأكد هادي أن الوقت متأخر.", "عادل هادي"),
    ("قال مصدر أمني إن الوقت متأخر.", "مصدر أمني"),
]


@pytest.mark.parametrize(("text", "display"), TABLE)
def test_a_source_takes_the_fullest_name_its_article_offers(text: str, display: str) -> None:
    assert last_display(text) == display


#   words of a source, name, title, kind
WORDS = [
    (
        "Egyptian Transport Minister Salma Rami",
        "Salma Rami",
        "Egyptian Transport Minister",
        "person",
    ),
    (
        "Secretary of Egypt's Supreme Road Council (SRC) Adel Hadi",
        "Adel Hadi",
        "Secretary of Egypt's Supreme Road Council",
        "person",
    ),
    (
        "Salma Rami, a spokeswoman for the port",
        "Salma Rami",
        "spokeswoman for the port",
        "person",
    ),
    ("one of his lawyers, Salma Rami", "Salma Rami", "", "person"),
    ("Prosecutor Adel Hadi of Rano County", "Adel Hadi", "Prosecutor", "person"),
    ("The Rano Board's Salma Rami", "Salma Rami", "", "person"),
    ("the Morning Courier", "Morning Courier", "", "body"),
    ("Dr. Salma Rami", "Salma Rami", "Dr.", "person"),
    ("The Egyptian Transport Ministry", "Egyptian Transport Ministry", "", "body"),
    (
        "the Syrian Observatory for Human Rights",
        "Syrian Observatory for Human Rights",
        "",
        "body",
    ),
    ("Egyptian state-run Rano News Agency", "Rano News Agency", "", "body"),
    ("Tehran", "Tehran", "", "place"),
    ("a farmer from the valley", "", "", "unknown"),
    ("وزير النقل الأردني عادل هادي", "عادل هادي", "وزير النقل الأردني", "person"),
    ("عادل هادي المتحدث باسم الشرطة", "عادل هادي", "المتحدث باسم الشرطة", "person"),
    ("المتحدث باسم وزارة النقل عادل هادي", "عادل هادي", "المتحدث باسم وزارة النقل", "person"),
    ("حاكم ولاية أوهايو عادل هادي", "عادل هادي", "حاكم ولاية أوهايو", "person"),
    ("رئيس الوزراء نجيب عبد الهادي", "نجيب عبد الهادي", "رئيس الوزراء", "person"),
    ("الرئيس علي هادي", "علي هادي", "الرئيس", "person"),
    ("وزارة النقل الأردنية", "وزارة النقل الأردنية", "", "body"),
    ("طهران", "طهران", "", "place"),
    ("شهود في القرية", "", "", "unknown"),
]


@pytest.mark.parametrize(("words", "name", "title", "kind"), WORDS)
def test_the_words_of_a_source_part_into_name_and_title(
    words: str, name: str, title: str, kind: str
) -> None:
    is_arabic = language_of(words) == "ar"
    text = f"قال {words} إن الوقت متأخر." if is_arabic else f"It is late, according to {words}."
    (source,) = resolve(text)
    assert (source.name, source.title, source.kind) == (name, title, kind)
    assert source.display == (name or words)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Rami told Reuters it is late.", "Reuters"),
        ("قال عادل هادي لوكالة رويترز إن الوقت متأخر.", "وكالة رويترز"),
        ("Rami said it is late.", ""),
    ],
)
def test_the_carrier_is_named_beside_the_source(text: str, via: str) -> None:
    assert resolve(text)[-1].via == via


def test_a_passive_speaks_for_nobody() -> None:
    text = "Salma Rami said it rained. Adel Hadi is said to have fled."
    assert resolve(text)[-1] == ResolvedSource("", "", "")


def test_every_attribution_gets_one_source() -> None:
    text = 'Rami said no. "Yes," Hadi said. "Go."'
    assert len(resolve(text)) == len(find_attributions(text)) == 2
