"""Arabic wording: the same words spelled or ordered otherwise, or fewer of them.

News spells hamza, yeh and nunation as it likes ("أحمد", "احمد"; "في", "فى"), so an edit
that only respells is the same. What follows the main clause may be dropped where nothing
in the sentence turns its truth round (a negation, "فقط", "كل").

    "توفي ثلاثة رجال بسبب الحريق"   "توفي ثلاثة رجال"   looser   statement
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from factcheck.codes.codes import find_codes
from factcheck.numbers.tokens import cut_tokens
from factcheck.text import fold, fold_text
from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_words import cut_words, load_keys, load_words, put

_MARKS = re.compile(r"[\u064b-\u0652\u0640]")
_HAMZA = re.compile(r"(?<![\w\u064b-\u0652])([وبلف]?(?:ال)?)[أإ](?=\w{2})")
_YEH = re.compile(r"ي(?![\w\u064b-\u0652])")
_TEH = re.compile(r"ة(?![\w\u064b-\u0652])")
_TANWIN = re.compile(r"(?<=\w{2}[^\Wاىأ])ا(?=[\s.،]|$)")
_BARE_TANWIN = frozenset(load_words("nunation"))


def respell(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Spell `sentence` in other ways that Arabic news uses."""
    if _MARKS.search(sentence):
        yield Edit(_MARKS.sub("", sentence), "statement", "same")
    for pattern, new in ((_HAMZA, r"\1ا"), (_YEH, "ى"), (_TEH, "ه")):
        spots = list(pattern.finditer(sentence))
        if spots and pattern is not _TEH:
            yield Edit(pattern.sub(new, sentence), "statement", "same")
        if len(spots) > 1:
            spot = rng.choice(spots)
            changed = spot.expand(new)
            yield Edit(put(sentence, *spot.span(), changed), "statement", "same")
    for word in cut_words(sentence):
        if word.text in _BARE_TANWIN:
            yield Edit(
                put(sentence, word.start, word.end, f"{word.text[:-1]}ًا"), "statement", "same"
            )


_TURNING = load_keys("turning")
_CLAUSE = re.compile(
    rf"(?<=\w)،? (?:{'|'.join(load_words('clause_opening'))})"
    r" (?P<rest>[^.؟!:«»\"(),]{4,160})(?=\.?$)"
)
_COMMA_TAIL = re.compile(
    r"(?<=[\w\u064b-\u0652])،"
    r" (?P<rest>(?:و(?!فق|إلا|الا|لكن)|مع|في|من|على|التي|الذي|إذ|حيث|كما)"
    r"[^.؟!:«»\"()،]{6,120})(?=\.?$)"
)
_LEAD = re.compile(rf"^(?:{'|'.join(load_words('lead'))})[،:|,] ?(?=\w)")
_LEAD_CLAUSE = re.compile(
    r"^و?(?:في|خلال|منذ|بعد|قبل|عقب|أثناء|وفي|بسبب|نتيجة|إثر)"
    r" [^،.:؛«»\"()]{3,50}، (?=[^\W\d_]{3})"
)
_ALIAS = re.compile(
    r"(?<=\w) \((?:(?:أو|المعروفة? باسم|يعرف باسم) (?!أكثر|أقل|حتى)[^\W\d_]{3,20}"
    r"|(?!US\b|UK\b)[A-Z]{2,6})\)"
)
_NO_FRESH_START = ("و", "ف", "حيث", "كما", "لكن", "التي", "الذي", "ثم", "أو", "أم", "إذ", "مما")
_SHORTEST = 4


def drop_words(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Drop what follows or opens the main clause; of a name's other form, nothing is lost."""
    for alias in _ALIAS.finditer(sentence):
        yield Edit(put(sentence, *alias.span(), ""), "statement", "same")
    for lead in _LEAD.finditer(sentence):
        yield Edit(sentence[lead.end() :], "statement", "looser")
    keys = [word.key for word in cut_words(sentence)]
    if _TURNING & set(keys):
        return
    for pattern in (_CLAUSE, _COMMA_TAIL):
        match = pattern.search(sentence)
        kept = sentence[: match.start()] if match else ""
        is_inner = match is not None and match[0][0] != "،" and "،" in kept
        if match and not is_inner and _is_whole(kept):
            yield Edit(put(sentence, match.start(), match.end(), ""), "statement", "looser")
    match = _LEAD_CLAUSE.search(sentence)
    rest = sentence[match.end() :] if match else ""
    if len(rest.split()) >= _SHORTEST and not rest.startswith(_NO_FRESH_START):
        yield Edit(rest, "statement", "looser")


_SUBORDINATE = load_keys("subordinate")
_NO_END = frozenset(
    "في من على إلى أن إن التي الذي بين ثم سواء أو أم كما مثل حتى قد منذ كان كانت لا ما".split()
)


def _is_whole(start: str) -> bool:
    """Tell whether the words before a dropped clause can stand as a sentence."""
    words = start.split()
    return (
        len(words) >= _SHORTEST
        and start.count('"') % 2 == 0
        and start.count("(") == start.count(")")
        and start.count("«") == start.count("»")
        and not words[-1].startswith(("و", "الم"))
        and words[-1] not in _NO_END
        and fold_text(words[0]).removeprefix("و") not in _SUBORDINATE
    )


_MODEL_OF = re.compile(rf"(?:{'|'.join(load_words('model_of'))}) $")


def edit_designations(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Change a digit of a designation ("Tu-22M3"), or its dash."""
    folded = fold(sentence)
    tokens = cut_tokens(sentence)
    for code in find_codes(tokens):
        span = folded.span(tokens[code.start].start, tokens[code.end - 1].end)
        text = sentence[span.start : span.end]
        digits = [i for i, letter in enumerate(text) if letter.isdigit()]
        if not digits or text.startswith(("في ", "من ", "ال", "و ", "ل ", "ب ")):
            continue
        at = rng.choice(digits)
        base = 0x660 if "\u0660" <= text[at] <= "\u0669" else ord("0")
        old = int(text[at])
        new = rng.choice([n for n in range(1, 10) if n != old])
        changed = text[:at] + chr(base + new) + text[at + 1 :]
        yield Edit(put(sentence, *span, changed), "designation", "changed")
        if re.search(r"[-–]\d", text):
            yield Edit(
                put(sentence, *span, re.sub(r"[-–](?=\d)", " ", text)), "designation", "same"
            )
        elif re.search(r"\w \d", text):
            yield Edit(
                put(sentence, *span, re.sub(r" (?=\d)", "-", text)), "designation", "same"
            )
        if _MODEL_OF.search(sentence[: span.start]) and not sentence[span.end :].startswith(
            " ال"
        ):
            yield Edit(put(sentence, *span, ""), "designation", "looser")
