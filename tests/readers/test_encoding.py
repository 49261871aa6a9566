"""Bytes become text, or a fault; never nonsense."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.readers.encoding import decode
from tests.readers.write import BUS, HAFILA, read_file

CAFE = "The owner of the “Café Besançon” said it would be closed.\n" + BUS


@pytest.mark.parametrize(
    "content",
    [
        HAFILA.encode(),
        codecs.BOM_UTF8 + HAFILA.encode(),
        codecs.BOM_UTF16_LE + HAFILA.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + HAFILA.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + HAFILA.encode("utf-32-le"),
    ],
)
def test_marked_encodings_are_read_without_a_word(content: bytes) -> None:
    assert decode("a.txt", content) == (HAFILA, ())


#   text, encoding, its name for people
OLD = [
    (HAFILA, "cp1256", "windows-1256"),
    (HAFILA.replace("،", ","), "iso8859-6", "ISO 8859-6"),
    (CAFE, "cp1252", "windows-1252"),
]


@pytest.mark.parametrize(("text", "encoding", "name"), OLD)
def test_an_old_encoding_is_found_and_reported(text: str, encoding: str, name: str) -> None:
    decoded, faults = decode("a.txt", text.encode(encoding))
    assert decoded == text
    assert [fault.cure for fault in faults] == ["Save it as UTF-8."]
    assert name in faults[0].message


@pytest.mark.parametrize(
    "content",
    [
        "Мэр города сказал во вторник, что три человека пострадали.".encode("koi8-r"),
        "道路は火曜日に閉鎖された。町長は三人がけがをしたと述べた。".encode("shift_jis"),
        HAFILA.encode("mac_arabic"),
        HAFILA.encode("cp1256")[::-1],
        b"\xff",
        bytes(range(128, 256)),
    ],
)
def test_what_makes_no_sense_is_not_guessed(content: bytes) -> None:
    decoded, faults = decode("a.txt", content)
    assert decoded is None
    assert [fault.cure for fault in faults] == ["Save it as UTF-8."]


def test_the_first_byte_that_is_not_utf8_is_shown() -> None:
    decoded, faults = decode("a.txt", "طريق\nطريق ".encode() + b"\xff\xfe\x81 road\n")
    assert decoded is None
    assert faults[0].place == "a.txt:2:6"
    assert faults[0].excerpt == "    طريق \ufffd\n         ~"


def test_a_broken_utf16_file_names_its_place() -> None:
    decoded, faults = decode(
        "a.txt", codecs.BOM_UTF16_LE + "ab\nc".encode("utf-16-le") + b"\x00"
    )
    assert decoded is None
    assert faults[0].place == "a.txt:2:2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04\x14\x00", "Office"),
        (b"text\x00more" * 50, "binary"),
        (BUS.encode("utf-16-le"), "UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    reading = read_file(tmp_path, "a.txt", content)
    assert reading.articles == ()
    assert len(reading.faults) == 1
    assert words in reading.faults[0].message


@pytest.mark.parametrize("content", [b"", b" \n\r\n", codecs.BOM_UTF8])
def test_an_empty_file_is_reported(tmp_path: Path, content: bytes) -> None:
    assert [f.message for f in read_file(tmp_path, "a.txt", content).faults] == [
        "the file is empty"
    ]


def test_a_page_says_its_own_charset() -> None:
    content = HAFILA.encode("cp1256")
    assert decode("a.txt", content, charset="windows-1256") == (HAFILA, ())
    assert decode("a.txt", HAFILA.encode(), charset="windows-1256") == (HAFILA, ())
    assert len(decode("a.txt", content, charset="no-such").faults) == 1


@given(st.binary(max_size=200))
def test_no_bytes_raise(content: bytes) -> None:
    text, faults = decode("a.txt", content)
    assert text is not None or len(faults) == 1


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff"),
        max_size=50,
    )
)
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode("a.txt", b" " + text.encode()).text == " " + text
