"""Arabic sources: another who said it, a vaguer one, or other words for saying.

"قالت وزارة الصحة إن"     "قالت الشرطة إن"         changed   attribution
"قالت وزارة الصحة إن"     "أعلنت وزارة الصحة أن"    same      attribution
"قالت وزارة الصحة إن"     "قالت جهة رسمية إن"       looser    attribution
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from factcheck.text import fold_text
from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_persons import Gender, load_titles, tell_gender
from factcheck.training.edits.arabic_verbs import find_form
from factcheck.training.edits.arabic_words import (
    Stem,
    cut_words,
    find_stems,
    load_keys,
    load_words,
    put,
)
from factcheck.words import load_stop_words

_SAID = {
    "male": "قال أعلن أكد صرح ذكر أوضح أضاف أفاد يقول يؤكد يعلن كشف",
    "female": "قالت أعلنت أكدت صرحت ذكرت أوضحت أضافت أفادت تقول تؤكد تعلن كشفت",
}
_CUE = re.compile(
    r"(?:(?<=^)|(?<=[\s«\"]))(?P<joined>[وف]?)(?P<cue>"
    + "|".join(word for words in _SAID.values() for word in words.split())
    + r") (?P<source>[^\s.،؛:!«»\"()][^.،؛:!«»\"()]{2,70}?)"
    r" (?P<that>إن|أن|بأن|إنه|أنه|إنها|أنها)(?= )"
)
_HEADLINE = re.compile(
    r"^(?P<source>[^\s.،؛:!؟«»\"()#@|][^.،؛:!؟«»\"()#|]{2,45}?) ?:(?= ?[\"«]?[^\W\d])"
)
_ACCORDING = re.compile(
    r"(?P<cue>(?<!\w)و?وفق(?:ا|ًا|اً) ل(?:ـ ?)?|(?<!\w)طبقا ل|(?<!\w)ب?حسب )"
    r"(?P<source>[^\s.،؛:!«»\"()][^.،؛:!«»\"()]{2,60}?)(?=[.،]|$)"
)
_SAYING = {
    "male": (("قال", "إن"), ("ذكر", "أن"), ("أعلن", "أن"), ("صرح", "بأن"), ("أوضح", "أن")),
    "female": (
        ("قالت", "إن"),
        ("ذكرت", "أن"),
        ("أعلنت", "أن"),
        ("صرحت", "بأن"),
        ("أوضحت", "أن"),
    ),
}
_PLURAL = re.compile(r"(?:ون|ين|ان)$|^(?:خبراء|علماء|باحثون|شهود|نشطاء|سكان|أطباء)$")


def edit_sources(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of who says what in `sentence`."""
    for cue in _CUE.finditer(sentence):
        yield from _edit_said(sentence, cue, rng)
    match = _HEADLINE.search(sentence)
    if match and _names_source(match["source"]):
        gender = rng.choice(("male", "female"))
        yield _other_source(sentence, match, rng.choice(load_words(f"source_{gender}")))
    for credit in _ACCORDING.finditer(sentence):
        if len(credit["source"].split()) <= 9 and _speaks(credit["source"]):
            yield from _edit_according(sentence, credit, rng)


_FOR = Stem("ل", False, "")


def _edit_according(sentence: str, match: re.Match[str], rng: random.Random) -> Iterator[Edit]:
    source, start, end = match["source"], *match.span("source")
    other = rng.choice([*load_words("source_male"), *load_words("source_female")])
    if match["cue"].endswith("ل"):
        yield Edit(put(sentence, start - 1, end, _FOR.carry(other)), "attribution", "changed")
        bare = f"ال{source[1:]}" if source.startswith("ل") else source
        put_otherwise = f"بحسب {bare}"
    elif match["cue"].endswith("حسب "):
        yield Edit(put(sentence, start, end, other), "attribution", "changed")
        put_otherwise = f"وفقا {_FOR.carry(source)}"
    else:
        return
    if not match["cue"].startswith("وو"):
        yield Edit(put(sentence, *match.span(), put_otherwise), "attribution", "same")


def _edit_said(sentence: str, match: re.Match[str], rng: random.Random) -> Iterator[Edit]:
    gender: Gender = "male" if match["cue"] in _SAID["male"].split() else "female"
    source = match["source"].split()
    if len(source) > 9 or {"الذي", "التي", "إنه", "لـ"} & set(source) or not _opens(source):
        return
    pool = [s for s in load_words(f"source_{gender}") if s != match["source"]]
    yield _other_source(sentence, match, rng.choice(pool))
    office = load_words(f"office_{gender}")
    if source[0] in office:
        vague = rng.choice(("مسؤول", "مصدر مسؤول") if gender == "male" else ("جهة رسمية",))
        yield _other_source(sentence, match, vague)._replace(change="looser")
    is_present = match["cue"][0] in "يت"
    if match["that"] in ("إن", "أن") and not is_present and match["cue"] not in ("كشف", "كشفت"):
        ways = [pair for pair in _SAYING[gender] if pair[0] != match["cue"]]
        cue, that = rng.choice(ways)
        words = f"{match['joined']}{cue} {match['source']} {that}"
        yield Edit(put(sentence, *match.span(), words), "attribution", "same")
        if not _PLURAL.search(source[0]) and _is_definite(source):
            words = f"{match['joined']}{match['source']} {match['cue']} {match['that']}"
            if not match["joined"] and match.start() == 0:
                yield Edit(put(sentence, *match.span(), words), "statement", "same")


def _opens(source: Sequence[str]) -> bool:
    first = fold_text(source[0])
    return (
        first not in load_stop_words("ar")
        and not first.startswith(("ل", "ب"))
        and len(first) > 2
    )


def _is_definite(source: Sequence[str]) -> bool:
    return source[0].startswith("ال") or (len(source) > 1 and source[1].startswith("ال"))


def _names_source(source: str) -> bool:
    keys = [word.key for word in cut_words(source)]
    is_said = bool(load_keys("saying") & set(keys)) or any(find_form(key) for key in keys)
    is_name = (
        len(keys) == 2
        and bool(load_keys("known_male") & set(keys))
        and (tell_gender(keys[0]) is not None)
    )
    return len(keys) <= 6 and not is_said and (is_name or _speaks(source))


def _speaks(source: str) -> bool:
    """Tell whether the first word names somebody, or something, that can say a thing."""
    known = (
        load_keys("known_male")
        | load_titles()
        | load_keys("office_female")
        | load_keys("speaker")
    )
    return any(
        stem.key in known or f"ال{stem.key}" in known
        for word in cut_words(source)[:1]
        for stem in find_stems(word.key)
    )


def _other_source(sentence: str, match: re.Match[str], source: str) -> Edit:
    return Edit(put(sentence, *match.span("source"), source), "attribution", "changed")
