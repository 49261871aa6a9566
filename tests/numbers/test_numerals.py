"""Numbers in digits and words, in both languages."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.numbers.numerals import find_numerals, parse_digits
from factcheck.numbers.sums import Numeral
from factcheck.numbers.tokens import cut_tokens


def read(text: str) -> list[Numeral]:
    return list(find_numerals(cut_tokens(text)))


def values(text: str) -> list[float]:
    return [numeral.value for numeral in read(text)]


NUMBERS = [
    ("1,204", 1204),
    ("١٬٢٠٤", 1204),
    ("٣٥٫٥", 35.5),
    ("61,3", 61.3),
    ("1.204.500", 1204500),
    ("15.000", 15000),
    ("1.2bn", 1.2e9),
    ("1.2 million", 1.2e6),
    ("5-million", 5e6),
    ("2 dozen", 24),
    ("100 000", 100000),
    ("3ر1 مليار", 1.3e9),
    ("0ر5", 0.5),
    ("(61,3) ألف", 61300),
    ("3 ملايين و500 ألف", 3.5e6),
    ("3 آلاف و250", 3250),
    ("5 ملايين ونصف", 5.5e6),
    ("twenty-three", 23),
    ("fifty nine", 59),
    ("two hundred and five", 205),
    ("one thousand two hundred", 1200),
    ("two million five hundred thousand", 2.5e6),
    ("two and a half million", 2.5e6),
    ("a hundred", 100),
    ("a dozen", 12),
    ("half a million", 500000),
    ("a quarter of a million", 250000),
    ("a single", 1),
    ("خمسة وعشرون", 25),
    ("خمسة وعشرين", 25),
    ("ثلاثة عشر", 13),
    ("إحدى عشرة", 11),
    ("مئة", 100),
    ("مائتان وخمسون", 250),
    ("ثلاثمئة ألف", 300000),
    ("ألفي", 2000),
    ("خمسة آلاف وثلاثمئة", 5300),
    ("ألف وخمسمئة وثلاثة وعشرون", 1523),
    ("مليون ونصف المليون", 1.5e6),
    ("ربع مليون", 250000),
    ("ثلاثة وأربعين فاصلة ثمانية", 43.8),
    ("وخمسة", 5),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_read_whole(text: str, value: float) -> None:
    (numeral,) = read(text)
    assert numeral.value == pytest.approx(value)
    assert (numeral.start, numeral.end) == (0, len(cut_tokens(text)))


@pytest.mark.parametrize(
    ("text", "low", "high", "name"),
    [
        ("dozens", 24, 99, "dozens"),
        ("عشرات", 20, 99, "dozens"),
        ("hundreds of thousands", 200000, 999000, "hundreds of thousands"),
        ("مئات الآلاف", 200000, 999000, "hundreds of thousands"),
        ("tens of thousands", 20000, 99000, "tens of thousands"),
        ("several hundred", 300, 900, "several hundred"),
        ("بضعة آلاف", 3000, 9000, "several thousand"),
        ("a few", 2, 9, "a few"),
        ("scores of", 40, 199, "scores"),
    ],
)
def test_a_vague_word_is_a_range_with_one_name(
    text: str, low: float, high: float, name: str
) -> None:
    numeral = read(text)[0]
    assert (numeral.low, numeral.high, numeral.name) == (low, high, name)
    assert numeral.form == "vague"
    assert numeral.slack > 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("39th", 39),
        ("the third", 3),
        ("twenty-first", 21),
        ("الثالث", 3),
        ("الثالثة عشرة", 13),
        ("الثالثة عشر", 13),
        ("الخامس والعشرين", 25),
    ],
)
def test_ordinals_are_numbers_of_their_own_form(text: str, value: float) -> None:
    (numeral,) = read(text)
    assert (numeral.value, numeral.form) == (value, "ordinal")


@pytest.mark.parametrize(
    ("text", "share"),
    [("half of", 0.5), ("two-thirds", 2 / 3), ("a third of", 1 / 3), ("نصف السكان", 0.5)],
)
def test_a_fraction_is_a_share(text: str, share: float) -> None:
    (numeral,) = read(text)
    assert numeral.form == "fraction"
    assert numeral.value == pytest.approx(share, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "0800",
        "12:08",
        "few survived",
        "he scores twice",
        "the first half",
        "يوم الاثنين",
        "مساء اثنين",
        "أحد المسؤولين",
        "الأحد",
        "الثلاثاء",
        "لست أدري",
        "كميات كبيرة",
        "الربع الأخير",
        "نصف نهائي",
        "2½",
        "1234567890123456",
    ],
)
def test_what_looks_like_a_number_and_is_none(text: str) -> None:
    assert [numeral for numeral in read(text) if numeral.form != "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ten five", [10, 5]),
        ("twenty thirty", [20, 30]),
        ("86 30 of them", [86, 30]),
        ("in 2016 dozens of people", [2016, 24]),
        ("في 2016 آلاف", [2016, 2000]),
        ("خمسة ستة", [5, 6]),
        ("ثلاثة وخمسة", [3, 5]),
        ("5 و7", [5, 7]),
    ],
)
def test_two_numbers_in_a_row_stay_two(text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "grain"),
    [("1.2 million", 1e5), ("1.50 million", 1e4), ("5,000", 1000), ("1,204", 1), ("20.4", 0.1)],
)
def test_the_grain_is_the_last_place_spelled(text: str, grain: float) -> None:
    assert read(text)[0].grain == pytest.approx(grain)


def test_only_plain_digits_may_be_a_year() -> None:
    assert [numeral.is_plain for numeral in read("2011, 2,011 and 2 thousand")] == [
        True,
        False,
        False,
    ]


@given(st.integers(min_value=0, max_value=10**14))
def test_digits_with_and_without_separators_are_one_number(number: int) -> None:
    plain, grouped = parse_digits(str(number)), parse_digits(f"{number:,}")
    assert plain == grouped
    assert plain is not None
    assert plain[0] == number


@given(st.integers(min_value=1, max_value=10**6))
def test_arabic_digits_are_read_like_latin_ones(number: int) -> None:
    arabic = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert values(arabic) == values(str(number))


ONES = ["", *"one two three four five six seven eight nine".split(" ")]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ARABIC_ONES = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
ARABIC_TENS = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]


@given(st.integers(min_value=0, max_value=7), st.integers(min_value=1, max_value=9))
def test_every_two_digit_number_can_be_spelled_in_both_languages(ten: int, one: int) -> None:
    number = 20 + 10 * ten + one
    assert values(f"{TENS[ten]}-{ONES[one]}") == [number]
    assert values(f"{TENS[ten]} {ONES[one]}") == [number]
    assert values(f"{ARABIC_ONES[one]} و{ARABIC_TENS[ten]}") == [number]


@given(st.text(alphabet="12 ,.و()-aخمسة وعشرون hundred", max_size=60))
def test_numerals_never_overlap(text: str) -> None:
    found = read(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
