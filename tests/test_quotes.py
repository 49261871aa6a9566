from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.quotes import find_quotations, quotation_at

MARKS = "\"“”„«»‘’'` \nabب.,"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "no" and left.', ['"no"']),
        ("She said “no” and “yes”.", ["“no”", "“yes”"]),
        ("قال «نعم» ثم مضى", ["«نعم»"]),
        ("قال ”نعم“ ثم مضى", ["”نعم“"]),
        ('في ما سماه ب"الحادث" أمس', ['"الحادث"']),
        ('قال " 12 شخصا" فقط', ['" 12 شخصا"']),
        ("He wrote 'no' twice.", ["'no'"]),
        ("“I said ‘no’ to him,” she said.", ["“I said ‘no’ to him,”"]),
        ('He said, "Call it “home” if you like."', ['"Call it “home” if you like."']),
        ("''Two marks,'' he said.", ["''Two marks,''"]),
        ("“Mixed marks," + '" he said.', ['“Mixed marks,"']),
    ],
)
def test_a_quotation_spans_from_mark_to_mark(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "the workers' rights and the '90s",
        "It's the girls’ school.",
        'A 5" pipe',
        'It ended" here.',
        "No marks at all.",
    ],
)
def test_a_mark_without_its_partner_is_no_quotation(text: str) -> None:
    assert find_quotations(text) == ()


def test_a_paragraph_of_a_longer_speech_may_leave_its_mark_open() -> None:
    text = "“We began at noon.\n“We ended at dusk,” he said."
    first, second = find_quotations(text)
    assert (text[first.start : first.end], first.is_closed) == ("“We began at noon.", False)
    assert (text[second.start : second.end], second.is_closed) == ("“We ended at dusk,”", True)


def test_a_quotation_ends_with_its_line() -> None:
    assert find_quotations('He said "no\nand" left') == ()


def test_the_inside_leaves_out_the_marks() -> None:
    text = "a «bc» d"
    (quotation,) = find_quotations(text)
    assert text[quotation.inner.start : quotation.inner.end] == "bc"


@pytest.mark.parametrize(
    ("offset", "is_inside"), [(1, False), (2, True), (5, True), (6, False)]
)
def test_an_offset_lies_in_a_quotation_up_to_its_last_mark(
    offset: int, is_inside: bool
) -> None:
    assert (quotation_at(find_quotations("a «bc» d"), offset) is not None) is is_inside


@given(st.text(alphabet=MARKS, max_size=60))
def test_quotations_are_ordered_and_apart(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        end = quotation.end
