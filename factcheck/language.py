"""Language: which language a text is written in.

The script tells Arabic from English, and nothing else has to be asked of most
news. Within a script the small words decide: no German sentence is full of
"the" and "of", no Persian one of words with "ال". Only a long text without
them goes to a statistical model (py3langid, loaded on first use, 1.5 s).

A foreign verdict takes text away from the reader of a report, so doubt is
always settled in favour of English or Arabic.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, TypeGuard

from factcheck.records import Language
from factcheck.text import ARABIC_LETTER, fold_text

UNKNOWN = "und"
LONG_ENOUGH = 60
SURE = 0.98
_SAMPLE = 4000
_SMALL_WORDS = 0.2
_SMALL_WORDS_WITH_HINT = 0.08

_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = """
the of and that was were with for from said by which have has had his her their its are is be
been not will would who this at on in to as it he they after before about when
"""
_ENGLISH_ALONE = "the of and that with from said which have has been their were"
_ARABIC = """
في على إلى عن التي الذي الذين هذا هذه ذلك تلك قال قالت كان كانت أنه أنها بعد قبل بين منذ
"""
_LATIN_SCRIPT = """
en fr de es it pt nl tr id ms ca ro pl cs sk sl hr bs sq sv da no fi hu et lt lv vi so sw az
"""
_ARABIC_SCRIPT = "ar fa ur ps ug sdh"

_ENGLISH_WORDS = frozenset(_ENGLISH.split())
_ENGLISH_ONLY = frozenset(_ENGLISH_ALONE.split())
_ARABIC_WORDS = frozenset(fold_text(_ARABIC).split())
_ARABIC_ARTICLES = ("ال", "وال", "بال", "لل", "كال", "فال", "ولل", "وبال")
_LATIN_CODES = tuple(_LATIN_SCRIPT.split())
_ARABIC_CODES = tuple(_ARABIC_SCRIPT.split())

_NAMES = {
    "en": "English",
    "ar": "Arabic",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
    "tr": "Turkish",
    "id": "Indonesian",
    "fa": "Persian",
    "ur": "Urdu",
    "ps": "Pashto",
    "ug": "Uyghur",
    "sdh": "Kurdish",
    UNKNOWN: "a language other than English and Arabic",
}


class _Identifier(Protocol):
    def set_languages(self, langs: list[str]) -> None: ...

    def classify(self, text: str) -> tuple[str, float]: ...


def is_supported(code: str) -> TypeGuard[Language]:
    """Tell whether factcheck reads the language with this code."""
    return code in ("en", "ar")


def name_language(code: str) -> str:
    """Name a language for people; a code without a known name stands for itself."""
    return _NAMES.get(code, f"the language '{code}'")


def find_language(text: str, hint: str | None = None) -> str:
    """Find the ISO 639-1 code of the language `text` is written in ("en", "ar", "fr", "fa").

    `hint` is the code that a header, or the article around a paragraph, gives:
    it settles what the text is too short to tell, never the script. "und" is a
    third script. Only the first 4,000 characters are read.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return hint or "en"
    arabic = len(ARABIC_LETTER.findall(sample))
    latin = len(_LATIN_LETTER.findall(sample))
    if 2 * (arabic + latin) < letters:
        return UNKNOWN
    if _is_written_in_arabic_script(sample, arabic, latin):
        return _find_in_arabic_script(sample, arabic, hint)
    return _find_in_latin_script(sample, latin, hint)


def _is_written_in_arabic_script(sample: str, arabic: int, latin: int) -> bool:
    """Arabic full of Latin names is Arabic, until its Latin part reads as prose."""
    if arabic >= latin:
        return True
    return 5 * arabic >= arabic + latin and _share(_words(sample), _ENGLISH_ONLY) < 0.05


def _find_in_arabic_script(sample: str, letters: int, hint: str | None) -> str:
    words = fold_text(sample).split()
    known = sum(word in _ARABIC_WORDS or word.startswith(_ARABIC_ARTICLES) for word in words)
    fallback = hint if hint in _ARABIC_CODES else "ar"
    if known >= 0.15 * len(words):
        return "ar"
    return _ask_model(sample, letters, _ARABIC_CODES, fallback)


def _find_in_latin_script(sample: str, letters: int, hint: str | None) -> str:
    words = _words(sample)
    fallback = hint if hint and hint not in _ARABIC_CODES else "en"
    enough = _SMALL_WORDS_WITH_HINT if hint == "en" else _SMALL_WORDS
    if _share(words, _ENGLISH_WORDS) >= enough and _share(words, _ENGLISH_ONLY) > 0:
        return "en"
    return _ask_model(sample, letters, _LATIN_CODES, fallback)


def _ask_model(sample: str, letters: int, codes: tuple[str, ...], fallback: str) -> str:
    if letters < LONG_ENOUGH:
        return fallback
    identifier = _load_identifier(codes)
    code, probability = identifier.classify(sample)
    return code if probability >= SURE else fallback


@cache
def _load_identifier(codes: tuple[str, ...]) -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(codes))
    return identifier


def _words(sample: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(sample)]


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words) if words else 0.0
