"""Script and small words tell most languages; doubt is settled for English and Arabic."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language import find_language, is_supported, name_language

FRENCH = "Le maire a déclaré mardi que trois personnes avaient été blessées dans un accident."
GERMAN = "Der Minister sagte am Dienstag, dass die Straße noch vor dem Abend gesperrt werde."
SPANISH = "El alcalde dijo el martes que tres personas resultaron heridas en el accidente."
TURKISH = "Belediye başkanı salı günü yaptığı açıklamada üç kişinin yaralandığını söyledi."
URDU = "میئر نے منگل کو کہا کہ بس کے سڑک سے اترنے سے تین افراد زخمی ہوئے اور سڑک بند ہو گئی۔"
PERSIAN = "شهردار روز سه شنبه گفت که سه نفر هنگامی که یک اتوبوس از جاده خارج شد زخمی شدند."

#   text, hint, language
TABLE = [
    ("The mayor said on Tuesday that the road would be closed.", None, "en"),
    ("قال رئيس البلدية إن الطريق سيغلق يوم الثلاثاء.", None, "ar"),
    ("Road closed", None, "en"),
    ("حافلة تخرج عن الطريق", None, "ar"),
    ("قالت شركة Northern Harbour Transport Company Ltd إن الطريق مغلق.", None, "ar"),
    ("زار الوفد Northern Harbour Transport Company Limited أمس", "ar", "ar"),
    ("The word حافلة means a bus, and it is said in most of the Arab countries.", None, "en"),
    ("The name of the street is شارع السوق القديم and that of the bus is حافلة.", None, "en"),
    (FRENCH, None, "fr"),
    (FRENCH, "en", "fr"),
    (GERMAN, None, "de"),
    (SPANISH, None, "es"),
    (TURKISH, None, "tr"),
    (PERSIAN, None, "fa"),
    (PERSIAN, "ar", "fa"),
    (URDU, None, "ur"),
    ("Мэр города сказал во вторник, что дорога будет закрыта.", None, "und"),
    ("市长星期二说道路将关闭", "en", "und"),
    ("Le maire", "en", "en"),
    ("Le maire", "fr", "fr"),
    ("Le maire", "ar", "en"),
    ("حافلة", "en", "ar"),
    ("حافلة", "fa", "fa"),
    ("12 / 2019", "ar", "ar"),
    ("12 / 2019", None, "en"),
    ("", None, "en"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hint", "language"), TABLE)
def test_the_language_of_a_text_is_found(text: str, hint: str | None, language: str) -> None:
    assert find_language(text, hint) == language


@pytest.mark.parametrize(
    "text",
    [
        "Khaled Hassan, Omar Saleh, Deir ez-Zor, Raqqa, Idlib, Hama, Homs, Latakia, Tartus",
        "KENTWOOD COUNCIL BACKS NEW BRIDGE DESPITE PROTESTS IN EASTGATE DISTRICT",
        "Northern Harbour Transport: Bus crash hurts three near Harlow market, mayor says",
    ],
)
def test_english_without_small_words_stays_english(text: str) -> None:
    assert find_language(text, "en") == "en"


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert (
        find_language("The road is closed to all of the buses. " * 200 + FRENCH * 500) == "en"
    )


@given(st.text(max_size=300), st.sampled_from([None, "en", "ar", "fr"]))
def test_any_text_has_a_language(text: str, hint: str | None) -> None:
    code = find_language(text, hint)
    assert name_language(code)
    assert is_supported(code) == (code in ("en", "ar"))


def test_languages_are_named_for_people() -> None:
    assert name_language("fa") == "Persian"
    assert name_language("xx") == "the language 'xx'"


def test_importing_the_readers_loads_no_model_and_no_parser() -> None:
    heavy = ("trafilatura", "lxml", "charset_normalizer", "py3langid")
    code = f"import sys, factcheck.readers; sys.exit(any(m in sys.modules for m in {heavy!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
