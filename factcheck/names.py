"""Names: who and where a text speaks of, and which of two texts' names are one.

"شمخاني" and "Shamkhani" are one name, "Hamadan" and "Hamedan" one town. Vowels
differ between transliterations and short ones are not written in Arabic, so names
are looked up by their consonants, those that spellings confuse made one (b and p, k
and q, g and j), and then `factcheck.transliteration` weighs the letters. Places that
are called differently (حلب, Aleppo) come from a lexicon. English names are
capitalised, but so is the first word of a sentence; Arabic ones are not at all. Such
words are possible names: they count only where another text surely names the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import dropwhile
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.records import Language, Span
from factcheck.text import fold, fold_text
from factcheck.transliteration import SAME_NAME, match_words, split_name
from factcheck.words import find_concepts, load_stop_words

NameKind = Literal["place", "other", "possible"]

_SHORTEST_KEY = 3
_ARABIC_SOUNDS = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"),
        **dict.fromkeys("تثط", "t"),
        **dict.fromkeys("جغگ", "g"),
        **dict.fromkeys("دذض", "d"),
        **dict.fromkeys("سص", "s"),
        **dict.fromkeys("زظ", "z"),
        **dict.fromkeys("قك", "k"),
        **dict.fromkeys("فڤ", "f"),
        **dict.fromkeys("حه", "h"),
        **dict.fromkeys("اويءئؤعى", ""),
        **{"خ": "x", "ر": "r", "ش": "S", "ل": "l", "م": "m", "ن": "n"},
    }
)
_LATIN_SOUNDS = (
    (re.compile(r"kh"), "x"),
    (re.compile(r"sh|sch|tch|ch"), "S"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh|dj|[gj]"), "g"),
    (re.compile(r"(?<=[aeiou])ths?|th(?=[aeiou])"), "t"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"ck|[ckq]"), "k"),
    (re.compile(r"[bp]"), "b"),
    (re.compile(r"[fv]"), "f"),
    (re.compile(r"x(?!\b)"), "x"),
    (re.compile(r"[aeiouyw']"), ""),
)
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|at|an|ad|az|ez)[- ]|^ال")
_CAPITALISED = re.compile(
    r"(?:(?<=\s)|(?<=^)|(?<=[(\[\"“‘«'\-/]))"
    r"(?:al-|el-|Al-|El-)?[A-ZÀ-Þ][\w’'\-]*(?:\s(?:(?:al|el|bin|ibn|de|der|van|von)[\s-])?"
    r"(?:al-|el-)?[A-ZÀ-Þ][\w’'\-]*)*"
)
_ARABIC_WORD = re.compile(r"[\u0621-\u064a]{3,}")
_ARABIC_PARTICLE = re.compile(r"^[وفبلك](?=\w{4})")


class Name(NamedTuple):
    """A name in a text.

    `key` is "place:" and its code for what the lexicon knows, which is the same in any
    language, else the name's last word as it is compared (`are_one_name`). `kind` is
    "possible" for a word that may be a name. `within` is the key of the country a
    place lies in.
    """

    span: Span
    text: str
    key: str
    kind: NameKind
    within: str = ""


@lru_cache(maxsize=4096)
def find_names(text: str, language: Language) -> tuple[Name, ...]:
    """Find the names of a text, places first; "Russian" is the place, not a name's part."""
    places = tuple(_find_places(text, language))
    find = _find_arabic if language == "ar" else _find_capitalised
    return places + tuple(find(text, [place.span for place in places]))


def find_topic_concepts(text: str, language: Language) -> frozenset[str]:
    """What a text is about, without where: its concepts but those of the places it names."""
    places = " ".join(place.text for place in _find_places(text, language))
    return find_concepts(text, language) - find_concepts(places, language)


def share_names(left: frozenset[str], right: frozenset[str]) -> frozenset[str]:
    """The names of both, given and returned as keys of `Name`: of two spellings the first.

    Spellings are looked up by their consonants, so the work grows with the names that
    sound alike, not with all pairs.
    """
    lefts, rights = _index_names(left), _index_names(right)
    return frozenset(
        min(one, other)
        for sound in lefts.keys() & rights.keys()
        for one in lefts[sound]
        for other in rights[sound]
        if are_one_name(one, other)
    )


@lru_cache(maxsize=65536)
def are_one_name(left: str, right: str) -> bool:
    """Tell whether two keys of `Name` are of one name: one place, or two spellings."""
    if left == right:
        return True
    is_spelling = ":" not in left and ":" not in right
    return is_spelling and match_words(left, right) >= SAME_NAME


@lru_cache(maxsize=65536)
def sound_keys(name: str) -> frozenset[str]:
    """What a key of `Name` is looked up by; two spellings of one name nearly always share one.

    A place is looked up by itself, a word by its consonants and, where it has three or
    more, by those without any one of them.
    """
    if ":" in name:
        return frozenset((name,))
    key = name_key(name)
    shorter = (key[:index] + key[index + 1 :] for index in range(len(key)))
    return frozenset((key, *(shorter if len(key) >= _SHORTEST_KEY else ())))


@lru_cache(maxsize=8192)
def _index_names(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    names_by_sound: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        for sound in sound_keys(name):
            names_by_sound[sound].append(name)
    return {sound: tuple(alike) for sound, alike in names_by_sound.items()}


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The consonants of a name's last word, in any script; "" when hardly any are left.

    "Ali Shamkhani", "Shamkhani" and "شمخاني" have one key; "Mohammed" and
    "Mahmoud" too.
    """
    word = fold_text(name).replace("'", "").split()[-1:]
    if not word:
        return ""
    bare = _ARTICLE.sub("", word[0])
    arabic = bare.translate(_ARABIC_SOUNDS)
    for pattern, sound in _LATIN_SOUNDS:
        arabic = pattern.sub(sound, arabic)
    key = re.sub(r"(.)\1+", r"\1", re.sub(r"[^A-Za-z]", "", arabic))
    key = key.removesuffix("h") or key
    return key if len(key) >= 2 else ""


def _find_places(text: str, language: Language) -> Iterator[Name]:
    folded = fold(text)
    for match in _place_pattern(language).finditer(folded.text):
        span = folded.span(match.start("place"), match.end("place"))
        letters = text[span.start : span.end]
        if language == "ar" or (
            letters[0].isupper() if len(letters) > 3 else letters.isupper()
        ):
            key, within = _load_places(language)[match["place"]]
            yield Name(span, text[span.start : span.end], key, "place", within)


@cache
def _load_places(language: Language) -> dict[str, tuple[str, str]]:
    return {
        fold_text(form): (
            f"place:{row['place']}",
            f"place:{row['within']}" if row["within"] else "",
        )
        for row in load_lexicon(f"places.{language}")
        for form in row["forms"].split("|")
        if form
    }


@cache
def _place_pattern(language: Language) -> re.Pattern[str]:
    forms = "|".join(sorted((re.escape(form) for form in _load_places(language)), reverse=True))
    before = r"(?:(?<=\s)|^|(?<=[\s(\"'][وفبل]))[وفبل]{0,2}" if language == "ar" else r"(?<!\w)"
    return re.compile(rf"{before}(?P<place>{forms})(?!\w)")


def _find_capitalised(text: str, places: Sequence[Span]) -> Iterator[Name]:
    """Find the capitalised runs; one word that opens a sentence is a possible name."""

    def is_stop_word(word: str) -> bool:
        return fold_text(word).removesuffix("'s") in load_stop_words("en")

    for match in _CAPITALISED.finditer(text):
        start, end = _cut_places(Span(*match.span()), places)
        words = list(dropwhile(is_stop_word, text[start:end].split()))
        if not words:
            continue
        is_first = len(words) == 1 and _opens_sentence(text, match.start())
        start = text.index(words[0], start)
        name = re.sub(r"['’]s?$", "", text[start:end].rstrip())
        sound, spelt = name_key(name), split_name(name)
        if spelt and (len(sound) >= _SHORTEST_KEY or (sound and len(words) > 1)):
            kind: NameKind = "possible" if is_first else "other"
            yield Name(Span(start, start + len(name)), name, spelt[-1], kind)


def _cut_places(run: Span, places: Sequence[Span]) -> Span:
    """What follows the last place in a run: "Shoigu" of "Russian Minister Shoigu"."""
    last = bisect_left(places, run.end, key=lambda place: place.start) - 1
    is_inside = last >= 0 and places[last].overlaps(run)
    return Span(places[last].end if is_inside else run.start, run.end)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \"“‘'«([")
    return not before or before[-1] in ".!?:\n"


def _find_arabic(text: str, places: Sequence[Span]) -> Iterator[Name]:
    folded = fold(text)
    stop_words = load_stop_words("ar")
    for match in _ARABIC_WORD.finditer(folded.text):
        span = folded.span(*match.span())
        if match[0] in stop_words or _cut_places(span, places) != span:
            continue
        for word in sorted(set(_without_particle(match[0]))):
            if len(name_key(word)) >= _SHORTEST_KEY:
                yield Name(span, match[0], word, "possible")


def _without_particle(word: str) -> tuple[str, ...]:
    """The word, and what follows a letter that may be a particle ("بوتين": "وتين")."""
    return word, _ARABIC_PARTICLE.sub("", word)
