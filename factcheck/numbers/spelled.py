"""Spelled: the numbers that are written in words, in English and Arabic."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.numbers.sums import (
    NumberWord,
    Numeral,
    Sum,
    add_scales,
    number_words,
    ordinal_words,
    text_at,
    word_at,
)
from factcheck.numbers.tokens import Token, spell_without_prefix

_SCALING = frozenset({"hundred", "scale", "scales", "dozen"})
_ARTICLES = frozenset({"a", "an"})
_POINT = "فاصله"
_MONDAY = frozenset({"الاثنين", "الاثنان"})
_WEEKDAY_CUES = frozenset("يوم مساء صباح فجر ظهر ليل ليله غد امس".split())
_NOT_SIX = frozenset({"لست", "ولست", "فلست", "الست", "بست", "كست"})
_ORDER = frozenset("first second third fourth final latter last next other better".split())
_SCORES_BEFORE = frozenset(
    "of more were are have killed dead injured wounded feared missing arrested".split()
)
_SHARED = frozenset("of the its their his all that our those these".split())
_NO_SHARE_BEFORE = frozenset("نهايي النهايي نهاييات سنوي سنويا النهاييات".split())
_LOOSE_DOZEN = 1 / 12
_PREFIXES = ("وال", "بال", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل")
_SCALE_NAMES = {
    10: "ten",
    12: "dozen",
    100: "hundred",
    1e3: "thousand",
    1e6: "million",
    1e9: "billion",
    1e12: "trillion",
}


def read_english(tokens: Sequence[Token], start: int) -> Numeral | None:
    """Read an English number or ordinal that begins at `start`."""
    at = start + 1 if tokens[start].text in _ARTICLES else start
    row = word_at(tokens, at)
    if row is None:
        return _read_english_ordinal(tokens, start) if at == start else None
    if row.role == "few":
        return _read_few(tokens, start, at, row)
    if row.role == "scales" and at == start:
        return _read_vague(tokens, start, row)
    if row.role == "fraction" or _begins_share(tokens, at, row):
        return _read_share(tokens, start, at, row)
    if row.role == "single":
        return Numeral(start, at + 1, 1.0, 1.0, 1.0, 1.0, "words")
    if at > start and row.role not in _SCALING:
        return None
    return _read_english_sum(tokens, start, at)


def _read_english_sum(tokens: Sequence[Token], start: int, at: int) -> Numeral | None:
    number, end = Sum(), at
    while True:
        step = _skip_link(tokens, end, number)
        row = word_at(tokens, step)
        if row is None or not _take_english(row, number):
            break
        end = step + 1
    if number.is_empty:
        return None
    end = _add_half(tokens, end, number)
    ordinal = ordinal_words().get(text_at(tokens, end + 1))
    if text_at(tokens, end) == "-" and ordinal and number.add(ordinal):
        return Numeral(start, end + 2, *(number.value,) * 3, 1.0, "ordinal")
    is_loose = word_at(tokens, end - 1) == number_words()["dozen"]
    numeral = number.to_numeral(start, end, "words")
    return _loosen(numeral) if is_loose else numeral


def _loosen(numeral: Numeral) -> Numeral:
    """Let a dozen be eleven or thirteen."""
    spread = numeral.value * _LOOSE_DOZEN
    return numeral._replace(low=numeral.value - spread, high=numeral.value + spread)


def _skip_link(tokens: Sequence[Token], end: int, number: Sum) -> int:
    """Step over the hyphen or "and" that may stand inside a number."""
    text = text_at(tokens, end)
    is_hyphen = text == "-" and tokens[end].is_joined and not number.is_empty
    is_and = text == "and" and number.floor >= 100 and not number.is_empty
    return end + 1 if is_hyphen or is_and else end


def _take_english(row: NumberWord, number: Sum) -> bool:
    if row.role in ("unit", "teen", "ten"):
        return number.add(row.value)
    if row.role == "hundred":
        return number.multiply_hundred()
    if row.role in ("scale", "dozen"):
        return number.multiply(row.value)
    return row.role == "scales" and not number.is_empty and number.multiply(row.value)


def _add_half(tokens: Sequence[Token], end: int, number: Sum) -> int:
    """Read "two and a half (million)"."""
    words = [text_at(tokens, end + i) for i in range(3)]
    if words[:2] != ["and", "a"] or words[2] not in ("half", "quarter"):
        return end
    if not number.add_share_of_last(number_words()[words[2]].value):
        return end
    row = word_at(tokens, end + 3)
    is_scaled = row is not None and row.role == "scale" and number.multiply(row.value)
    return end + 4 if is_scaled else end + 3


def _read_few(tokens: Sequence[Token], start: int, at: int, row: NumberWord) -> Numeral | None:
    """Read "several", "a few", "a couple of hundred"; "few" alone says that it is not many."""
    if start == at and text_at(tokens, at) not in ("several",):
        return None
    after = at + 2 if text_at(tokens, at + 1) == "of" else at + 1
    scale = word_at(tokens, after)
    if scale and scale.role in _SCALING:
        return _make_vague(start, after + 1, row, scale.value)
    return _make_vague(start, at + 1, row, 1.0)


def _read_vague(tokens: Sequence[Token], start: int, row: NumberWord) -> Numeral | None:
    """Read "dozens", "hundreds of thousands"; "tens" and "scores" need the words after them."""
    scale = word_at(tokens, start + 2)
    if text_at(tokens, start + 1) == "of" and scale and scale.role == "scales":
        return _make_vague(start, start + 3, row, scale.value)
    text = text_at(tokens, start)
    if text == "tens" or (
        text == "scores" and text_at(tokens, start + 1) not in _SCORES_BEFORE
    ):
        return None
    return _make_vague(start, start + 1, row, 1.0)


def _make_vague(start: int, end: int, row: NumberWord, scale: float) -> Numeral:
    low, high = row.low * scale, row.high * scale
    name = row.name
    if scale > 1:
        word = _SCALE_NAMES.get(scale, f"{scale:,.0f}")
        name = "tens" if name == "dozens" else name
        name = f"{name} {word}" if row.role == "few" else f"{name} of {word}s"
    return Numeral(start, end, low, low, high, scale, "vague", row.slack, name=name)


def _begins_share(tokens: Sequence[Token], at: int, row: NumberWord) -> bool:
    after = at + 2 if text_at(tokens, at + 1) == "-" else at + 1
    share = word_at(tokens, after)
    return row.role == "unit" and share is not None and share.role == "fraction"


def _read_share(
    tokens: Sequence[Token], start: int, at: int, row: NumberWord
) -> Numeral | None:
    """Read "half of", "a third of", "two-thirds", "half a million"."""
    times = 1.0
    if row.role == "unit":
        times = row.value
        at += 2 if text_at(tokens, at + 1) == "-" else 1
        row = number_words()[text_at(tokens, at)]
    share, end = times * row.value, at + 1
    scaled = _scale_share(tokens, start, end, share)
    if scaled:
        return scaled
    is_half = text_at(tokens, at) == "half" and text_at(tokens, start - 1) not in _ORDER
    is_counted = times != 1 or (start < at and text_at(tokens, end) == "of")
    if is_counted or (is_half and text_at(tokens, end) in (*_SHARED, *_ARTICLES)):
        return Numeral(start, end, share, share, share, 0.01, "fraction")
    return _read_english_ordinal(tokens, start) if start == at else None


def _scale_share(tokens: Sequence[Token], start: int, end: int, share: float) -> Numeral | None:
    while text_at(tokens, end) in ("a", "of", "-"):
        end += 1
    row = word_at(tokens, end)
    if row is None or row.role not in ("scale", "dozen"):
        return None
    value = share * row.value
    return Numeral(start, end + 1, value, value, value, value, "words")


def _read_english_ordinal(tokens: Sequence[Token], start: int) -> Numeral | None:
    value = ordinal_words().get(text_at(tokens, start))
    if value is None or tokens[start].is_arabic:
        return None
    return Numeral(start, start + 1, value, value, value, 1.0, "ordinal")


def read_arabic(tokens: Sequence[Token], start: int) -> Numeral | None:
    """Read an Arabic number or ordinal that begins at `start`."""
    ordinal = _read_arabic_ordinal(tokens, start)
    if ordinal:
        return ordinal
    text, row = _find_arabic(tokens, start)
    if row is None or _is_weekday(tokens, start):
        return None
    if row.role in ("few", "scales"):
        return _read_arabic_vague(tokens, start, row)
    if row.role == "fraction":
        return _read_arabic_share(tokens, start, text, row)
    return _read_arabic_sum(tokens, start)


def _find_arabic(tokens: Sequence[Token], at: int) -> tuple[str, NumberWord | None]:
    """Find the number word at `at`, also behind prefixes."""
    if not 0 <= at < len(tokens) or tokens[at].text in _NOT_SIX:
        return "", None
    words = number_words()
    for text in spell_without_prefix(tokens[at], _PREFIXES):
        row = words.get(text)
        if row:
            return tokens[at].text, row
    return "", None


def _is_weekday(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    return text in _MONDAY or (
        text.endswith("اثنين") and text_at(tokens, at - 1) in _WEEKDAY_CUES
    )


def _read_arabic_ordinal(tokens: Sequence[Token], start: int) -> Numeral | None:
    words = ordinal_words()
    for text in spell_without_prefix(tokens[start]):
        pair = f"{text} {text_at(tokens, start + 1)}"
        if pair in words:
            return Numeral(start, start + 2, *(float(words[pair]),) * 3, 1.0, "ordinal")
        if text in words:
            end, value = _add_ordinal_tens(tokens, start + 1, words[text])
            return Numeral(start, end, value, value, value, 1.0, "ordinal")
    return None


def _add_ordinal_tens(tokens: Sequence[Token], at: int, value: float) -> tuple[int, float]:
    """Read "الخامس والعشرون" and "الثالثة عشر", whose ending is often written wrong."""
    if text_at(tokens, at) in ("عشر", "عشره") and value < 10:
        return at + 1, value + 10
    text, row = _find_arabic(tokens, at)
    if row and row.role == "ten" and text.startswith("وال"):
        return at + 1, value + row.value
    return at, value


def _read_arabic_vague(tokens: Sequence[Token], start: int, row: NumberWord) -> Numeral:
    """Read "عشرات", "مئات الآلاف", "بضعة آلاف"."""
    _, scale = _find_arabic(tokens, start + 1)
    if scale and scale.role in _SCALING and scale.value >= 100:
        return _make_vague(start, start + 2, row, scale.value)
    return _make_vague(start, start + 1, row, 1.0)


def _read_arabic_share(
    tokens: Sequence[Token], start: int, text: str, row: NumberWord
) -> Numeral | None:
    """Read "نصف السكان" and "ربع مليون", not "الربع الأول" or "نصف النهائي"."""
    scale = word_at(tokens, start + 1)
    if scale and scale.role == "scale":
        value = row.value * scale.value
        return Numeral(start, start + 2, value, value, value, value, "words")
    if text.startswith(("ال", "بال", "و")) or text_at(tokens, start + 1) in _NO_SHARE_BEFORE:
        return None
    return Numeral(start, start + 1, row.value, row.value, row.value, 0.01, "fraction")


def _read_arabic_sum(tokens: Sequence[Token], start: int) -> Numeral | None:
    number, end, role = Sum(), start, ""
    while end < len(tokens):
        text, row = _find_arabic(tokens, end)
        is_linked = text.startswith("و") and text not in number_words()
        if row is None or not _take_arabic(row, number, is_linked=is_linked):
            break
        end, role = end + 1, row.role
    if number.is_empty or role == "eleven":
        return None
    if role == "fraction" and text_at(tokens, end).removeprefix("ال") in number_words():
        end += 1
    end = _add_point(tokens, add_scales(tokens, end, number), number)
    return number.to_numeral(start, end, "words")


def _take_arabic(row: NumberWord, number: Sum, *, is_linked: bool) -> bool:
    """Take the next word: what is added is joined with "و", what multiplies is not."""
    if row.role in ("scale", "scales"):
        return (number.is_empty or row.role == "scale" or not is_linked) and number.multiply(
            row.value
        )
    if row.role == "teen" and not is_linked and not number.is_empty:
        return number.add_ten_to_unit(10)
    if row.role == "hundred" and not is_linked:
        return number.multiply_hundred()
    if not number.is_empty and not is_linked:
        return False
    if row.role == "fraction":
        return number.add_share_of_last(row.value)
    if row.role == "ten" and number.floor == 1:
        return number.add_ten_to_unit(row.value)
    if row.role == "scaled":
        return number.is_empty and number.multiply(row.value / 2, times=2)
    if row.role == "eleven":
        return number.add(1)
    return number.add(row.value)


def _add_point(tokens: Sequence[Token], end: int, number: Sum) -> int:
    """Read the decimals of "ثلاثة وأربعين فاصلة ثمانية"."""
    if text_at(tokens, end) != _POINT or end + 1 >= len(tokens):
        return end
    decimals = _read_arabic_sum(tokens, end + 1)
    if decimals is None or not 0 < decimals.value < 100:
        return end
    number.add_decimals(decimals.value)
    return decimals.end
