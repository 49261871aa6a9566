"""Encodings: bytes to text, without guessing it into nonsense.

UTF-8 is what almost every file is. A byte order mark, or a page's own charset,
names another. Only then is the encoding looked for, and only Windows and ISO
Latin and Arabic are believed, when the letters that come out make words; a file
read that way is reported, because nobody can be certain.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from factcheck.readers.source import mark_fault
from factcheck.records import Fault
from factcheck.text import ARABIC_LETTER, fold_text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_KINDS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a SQLite database"),
    (b"{\\rtf", "a rich text (RTF) document"),
)
_NAMES = {
    "cp1252": "windows-1252",
    "cp1256": "windows-1256",
    "iso8859_6": "ISO 8859-6",
    "iso8859_15": "ISO 8859-15",
}
_WEB_NAMES = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_NO_CHARSETS = frozenset("idna punycode raw-unicode-escape unicode-escape utf-7 utf-8".split())
_SAMPLE = 20_000
_MOST_CHAOS = 0.05
_ARABIC_WORDS = frozenset(
    fold_text("في من على إلى أن إن عن التي الذي هذا هذه ما لا قال بعد").split()
)
_WORD = re.compile(r"\w+")
_C1_CONTROLS = re.compile(r"[\x80-\x9f]")
_SAVE_AS_UTF8 = "Save it as UTF-8."


class Decoded(NamedTuple):
    """A file's text without its byte order mark, or None, and what is to be said about it."""

    text: str | None
    faults: tuple[Fault, ...] = ()


class _Where(NamedTuple):
    """Where the bytes come from: a whole file, or one line of it."""

    place: str
    line: int | None

    @property
    def whole(self) -> str:
        return f"{self.place}:{self.line}" if self.line else self.place


def decode(
    place: str, content: bytes, *, charset: str | None = None, line: int | None = None
) -> Decoded:
    """Decode a file: byte order mark, UTF-8, `charset` (what a page says of itself), detection.

    Text that had to be detected comes with a fault that says so. What cannot be
    decoded gives one fault, at the first byte that is not UTF-8. `line` is given
    for bytes that are one line of a file.
    """
    where = _Where(place, line)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_marked(where, content[len(mark) :], encoding)
    kind = _find_binary_kind(content)
    if kind:
        return Decoded(None, (_binary_fault(where, kind),))
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        text = _decode_stated(content, charset) if charset else None
        if text is not None:
            return Decoded(text)
        return _decode_detected(where, content, error.start)


def _decode_marked(where: _Where, content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding))
    except UnicodeDecodeError as error:
        before = content[: error.start].decode(encoding, errors="replace")
        return Decoded(
            None, (_byte_fault(where, before, content[error.start], encoding.upper()),)
        )


def _find_binary_kind(content: bytes) -> str | None:
    for magic, kind in _BINARY_KINDS:
        if content.startswith(magic):
            return kind
    if b"\x00" not in content:
        return None
    head = content[:400]
    if 5 * head.count(b"\x00") >= len(head) and len(content) % 2 == 0:
        return "UTF-16 without a byte order mark"
    return "a binary file"


def _binary_fault(where: _Where, kind: str) -> Fault:
    is_text = kind.startswith("UTF")
    return Fault(
        place=where.whole,
        message=f"this is {kind}, not text" if not is_text else f"this is {kind}",
        cure=_SAVE_AS_UTF8 if is_text else "Save the article's text as a .txt file in UTF-8.",
    )


def _decode_stated(content: bytes, charset: str) -> str | None:
    """Decode what a page says of itself as browsers do: its "ISO-8859-1" is windows-1252.

    Python's codecs that are no charset of pages, some of them slow, are left out.
    """
    try:
        name = codecs.lookup(charset).name.replace("_", "-")
    except (LookupError, ValueError):
        return None
    if name in _NO_CHARSETS:
        return None
    return _decode_strictly(content, _WEB_NAMES.get(name, name))


def _decode_strictly(content: bytes, charset: str) -> str | None:
    try:
        text = content.decode(charset)
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _decode_detected(where: _Where, content: bytes, first_bad: int) -> Decoded:
    encoding = _detect(content)
    text = _decode_strictly(content, encoding) if encoding else None
    if encoding is None or text is None or not _makes_sense(text):
        before = content[:first_bad].decode("utf-8")
        return Decoded(None, (_byte_fault(where, before, content[first_bad], "UTF-8"),))
    note = Fault(
        place=where.whole,
        message=f"not UTF-8: read as {_NAMES[encoding]}, which its letters fit",
        cure=_SAVE_AS_UTF8,
    )
    return Decoded(text, (note,))


def _detect(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(_sample_lines(content), cp_isolation=list(_NAMES)).best()
    if best is None or best.encoding not in _NAMES or best.chaos > _MOST_CHAOS:
        return None
    return best.encoding


def _sample_lines(content: bytes) -> bytes:
    """Take the neighbourhoods of bytes that are not ASCII, which alone tell encodings apart."""
    first = next(i for i, byte in enumerate(content) if byte >= 0x80)
    start = max(0, first - 200)
    return content[start : start + _SAMPLE]


def _makes_sense(text: str) -> bool:
    """Tell whether the letters beyond ASCII sit in words as English and Arabic have them."""
    if _C1_CONTROLS.search(text):
        return False
    words = _WORD.findall(text[: 5 * _SAMPLE])
    foreign = [word for word in words if not word.isascii()]
    arabic = [word for word in foreign if ARABIC_LETTER.search(word)]
    if not foreign:
        return True
    if not arabic:
        return 5 * len(foreign) <= len(words)
    known = sum(fold_text(word) in _ARABIC_WORDS for word in arabic)
    pure = sum(all(ord(c) > 0x5FF for c in word) for word in arabic)
    return known >= 0.04 * len(arabic) and pure >= 0.9 * len(foreign)


def _byte_fault(where: _Where, before: str, byte: int, encoding: str) -> Fault:
    shown = before + "\ufffd"
    return mark_fault(
        where.place,
        shown,
        len(before),
        len(shown),
        message=f"not {encoding}: byte 0x{byte:02X} fits no encoding that makes sense here",
        cure=_SAVE_AS_UTF8,
        first_line=where.line or 1,
    )
