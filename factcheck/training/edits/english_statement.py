"""Other words in English sentences: another thing said, the same said otherwise, less said."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from factcheck.training.edits import Edit
from factcheck.training.edits.english_spots import (
    can_loosen,
    is_asserted,
    is_negated,
    lower_head,
    put,
    raise_head,
)
from factcheck.training.edits.english_words import (
    ONE_WAY,
    PHRASES,
    RIVAL_GUARDS,
    RIVALS,
    SMALL_WORDS,
    SYNONYM_GUARDS,
    SYNONYMS,
    is_set_phrase,
)

_WORD = re.compile(r"(?<![\w'’#@-])[A-Za-z]+(?:-[a-z]+)?(?![\w'’@]|-\w)")
_FIXED = re.compile(
    r"(?:more|most|general|taking|take|took|human|full|best|at|the whole|blood|White|Black"
    r"|left|right|middle|high|primary|secondary|first|last|prime|red|gold"
    r"|black|hot|cold|civil|world|fossil|tear|carbon|natural|single|old|new|head|heart|well"
    r"|no|any|such|so|too|very|how|or|and|both|between|as|not|all) $"
)
_FIXED_AHEAD = re.compile(
    r" (?:[A-Z]|and (?:women|men|girls|boys|mothers|fathers|sisters|brothers|south|north"
    r"|east|west|southern|northern|wives|mosques|dinner|tea|cold|weak|poor|small|girl)\b"
    r"|or\b|than\b|to\b|from\b|card|medal|line|field|house|education\w*|learning|stations?"
    r"|data|up\b|out\b|board|dogs?\b|pole|wing|side\b|of the art)"
)
_OPENING = re.compile(
    r"^(?P<head>(?:On|In|At|During) (?:[A-Z0-9][\w ,]{2,25}|the [a-z0-9]+(?: [a-z0-9]+){0,2}"
    r"|(?:early|late|mid-?) ?[A-Z0-9][\w ]{2,20}|[a-z]+)|Yesterday|Today|Last (?:week|year"
    r"|month|night)|After [a-z ]{4,30}), "
    r"(?P<rest>[^,;:“”\"]{15,110})\.$"
)
_CLOSING = re.compile(
    r"^(?P<rest>[A-Z][^,;:“”\"]{15,110}?) (?P<head>(?:on|in) (?:(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)(?: \d{1,2})?(?:,?"
    r" \d{4})?|[12]\d{3}|\d{1,2} [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+day)|yesterday|last"
    r" (?:week|year|month|night))\.$"
)
_TRAILING = re.compile(
    r"^(?P<kept>.{30,}?)(?:, (?:which|who|while|although|though|as|amid|where|after|with"
    r"|despite|including|leaving|adding|saying|making"
    r"|killing|prompting|following|citing|because)| after| when| amid| despite| following)\b"
    r" [^,;“”\"]{6,}\.$"
)
_CLOSING_TIME = re.compile(
    r"^(?P<kept>[^“”\"]{25,}?),? (?:(?:late |early )?(?:on|in) (?:Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|(?:late |early )?(?:January|February|March|April|June"
    r"|July|August|September|October|November|December)[ \d,]*|[12]\d{3})|yesterday|last"
    r" (?:week|year|month|night)|[a-z]+ (?:days|weeks|months|years) ago)\.$"
)
_LEADING = re.compile(
    r"^(?:On|In|At|After|Since|During|By|For example|For instance|Following|Despite|Amid|As"
    r" a result|Meanwhile|However|Moreover|Furthermore|In addition|Additionally"
    r"|Nevertheless|Last (?:week|year|month)|Earlier(?: this \w+)?|Later|Yesterday"
    r"|Recently)\b(?P<head>[^,;“”\"]{0,60}), (?P<kept>(?!and\b|which\b|who\b"
    r"|or\b)[^“”\"]{25,})$"
)
_ASIDE = re.compile(
    r", (?:an?|the|who|which|whose|where|also|along with|including) [^,;“”\"()]{5,90},(?="
    r" (?:has|have|had|is|was|were|are|will|would|said|told|[a-z]+ed|in|on|to|and [a-z]+ed)\b )"
)
_BRACKET = re.compile(r" \([^()]{2,80}\)")
_SHORT = re.compile(r"(?=[\w-]*[A-Z][\w-]*[A-Z\d])(?!.*\d\d)[A-Za-z][\w-]{1,9}s?")
_LONGEST_SHORT = 12
_ALIAS = re.compile(
    r"(?:or (?:the )?(?:[A-Z]\w+ ?){1,3}$"
    r"|(?:also|formerly|commonly|better|sometimes) (?:known|called)"
    r"|known as|a\.?k\.?a\b|abbreviated|short for)"
)
_ADVERB = re.compile(
    r"(?<=[a-z]) (?:quickly|immediately|finally|suddenly|brutally|repeatedly|publicly"
    r"|quietly|officially|unanimously|heavily|severely|badly|slowly|deliberately|formally"
    r"|strongly|secretly|openly|sharply|significantly|dramatically|slightly|jointly"
    r"|personally|briefly|peacefully|violently|fiercely)(?= [a-z]+(?:ed|en|t)\b)"
)
_TIME = re.compile(
    r"\d|day\b|(?:Janu|Febru)ary|March|April|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
    r"|morning|evening|night"
    r"|week|month|statement|interview|speech|letter|afternoon|spring|summer|winter|autumn"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|do|does|did|said|says"
    r"|[a-z]{2,}ed|won|lost|took|went"
    r"|made|came|became|began|fell|rose|told|held|met|left|found|gave|got|kept|led|saw|sent"
    r"|spent|wrote)\b"
)


def edit_statement(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the plain words of the sentence."""
    if is_asserted(sentence):
        yield from (Edit(text, "statement", "changed") for text in _change(sentence, rng))
    yield from (Edit(text, "statement", "same") for text in _reword(sentence, rng))
    for bracket in _BRACKET.finditer(sentence):
        if _renames(sentence[: bracket.start()], bracket.group()[2:-1]):
            yield Edit(put(sentence, *bracket.span(), ""), "statement", "same")
    for text in _move_time(sentence):
        yield Edit(text, "statement", "same")
    yield from (Edit(text, "statement", "looser") for text in drop_parts(sentence))


@cache
def _table(rows: str) -> dict[str, tuple[str, ...]]:
    """The other words of each word's row."""
    found: dict[str, tuple[str, ...]] = {}
    for row in re.split(r"[|\n]", rows):
        words = [word.replace("-", " ") if rows is SYNONYMS else word for word in row.split()]
        for word in words:
            found[word] = found.get(word, ()) + tuple(w for w in words if w != word)
    return found


def _change(sentence: str, rng: random.Random) -> Iterator[str]:
    """Put a word's rival."""
    table = _table(RIVALS)
    lower = sentence.lower()
    for spot in _WORD.finditer(sentence):
        word = spot.group()
        key = word if word in table else word.lower()
        others = table.get(key)
        before, after = sentence[: spot.start()], sentence[spot.end() :]
        if not others or (word[0].isupper() and spot.start() and word not in table):
            continue
        if _FIXED.search(before[-14:]) or _FIXED_AHEAD.match(after) or re.match(r"-", after):
            continue
        if (
            key in ("north", "south", "east", "west")
            and re.match(r" (?:of|and)\b|[.,]", after) is None
        ):
            continue
        if is_set_phrase(key, before, after):
            continue
        guard = RIVAL_GUARDS.get(key)
        if guard and not guard.search(before):
            continue
        others = tuple(o for o in others if o not in lower)
        others = tuple(o for o in others if o.removesuffix("s") not in lower)
        if others and not is_negated(before):
            yield put(sentence, *spot.span(), rng.choice(others))


def _reword(sentence: str, rng: random.Random) -> Iterator[str]:
    """Put synonyms: one, or all that fit."""
    table = _table(SYNONYMS)
    found: list[tuple[int, int, str]] = []
    for spot in _WORD.finditer(sentence):
        word = spot.group()
        others = table.get(word.lower())
        if not others or (word[0].isupper() and spot.start()):
            continue
        before, after = sentence[: spot.start()], sentence[spot.end() :]
        guard = SYNONYM_GUARDS.get(word.lower())
        if word.lower() in ONE_WAY:
            continue
        if (guard and not guard.search(before)) or (
            re.match(r" [A-Z]", after) and word.lower() not in ("bought", "purchased", "helped")
        ):
            continue
        fit = [o for o in others if o not in SMALL_WORDS]
        if fit:
            found.append((*spot.span(), rng.choice(fit)))
    for phrase, forms in PHRASES:
        at = sentence.lower().find(phrase.lower())
        if (
            at >= 0
            and not re.match(r"\w", sentence[at + len(phrase) :])
            and not re.search(r"\w$", sentence[:at])
        ) and not (phrase[0].isupper() and sentence[at] != phrase[0]):
            found.append((at, at + len(phrase), rng.choice(forms)))
    for start, end, form in found:
        yield put(sentence, start, end, form)
    if len(found) > 1:
        text = sentence
        last = len(text)
        for start, end, form in sorted(found, reverse=True):
            if end <= last:
                text, last = put(text, start, end, form), start
        yield text


def _drop_asides(sentence: str) -> Iterator[str]:
    """Leave out an aside or what stands in brackets, unless it only names again."""
    brackets = [
        spot
        for spot in _BRACKET.finditer(sentence)
        if not _renames(sentence[: spot.start()], spot.group()[2:-1])
    ]
    for aside in [*_ASIDE.finditer(sentence), *brackets]:
        is_list = aside.group().startswith(",") and not re.search(
            r"[A-Z]\w+$|\b(?:he|his|her|the|an?) [a-z]+$", sentence[: aside.start()]
        )
        if is_list or re.match(
            r"(?:In|On|At|After|During|By|For|With|If|When|While|As)\b[^,]*$",
            sentence[: aside.start()],
        ):
            continue
        yield sentence[: aside.start()] + sentence[aside.end() :]


def _renames(before: str, bracket: str) -> bool:
    """Tell whether brackets hold another name of what stands before them, and no news."""
    if _ALIAS.match(bracket):
        return True
    short, phrase = (bracket, before) if len(bracket) < _LONGEST_SHORT else ("", bracket)
    if not short:
        short = before.rsplit(" ", 1)[-1]
    is_short = _SHORT.fullmatch(short) is not None
    return is_short and _abbreviates(short, phrase)


def _abbreviates(short: str, phrase: str) -> bool:
    """Tell whether the letters of `short` are found, last to first, in the words at the end
    of `phrase`, the first at the head of a word (Schwartz and Hearst 2003)."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    text = " ".join(phrase.lower().split()[-2 * len(short) :])
    at = len(text)
    for letter in reversed(letters[1:]):
        at = text.rfind(letter, 0, at)
        if at < 0:
            return False
    return re.search(rf"\b{letters[0]}", text[:at]) is not None


def _move_time(sentence: str) -> Iterator[str]:
    """Say when it was in front or behind."""
    if opening := _OPENING.match(sentence):
        rest = opening["rest"]
        if (
            lower_head(rest) != rest
            or re.match(
                r"[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:was|is|had|has|became|won|[a-z]+ed)\b", rest
            )
            or rest[0].islower()
        ) and not re.search(r"\b(?:in|on|at|during|because|when|that) [\w ]+$", rest[-30:]):
            yield f"{raise_head(rest)} {opening['head'][0].lower()}{opening['head'][1:]}."
    elif closing := _CLOSING.match(sentence):
        rest = closing["rest"]
        is_plain = not re.search(
            r"\b(?:that|who|which|said|because|and|when|after|before|from|between|since"
            r"|since|as|if|not|but|while|to)\b",
            rest,
        )
        if is_plain and (
            lower_head(rest) != rest
            or re.match(
                r"[A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:was|had|has|became|won|moved|died"
                r"|[a-z]+ed)\b",
                rest,
            )
        ):
            yield f"{raise_head(closing['head'])}, {lower_head(rest)}."


def drop_parts(sentence: str) -> Iterator[str]:
    """Leave out one clause or aside whose loss leaves the rest of the sentence true."""
    is_open = can_loosen(sentence)
    trailing = _TRAILING.match(sentence)
    if (
        (
            trailing
            and "(" not in trailing["kept"]
            and not re.search(
                r"\b(?:not|never|no|only|if|until|because|n['’]t)\b", trailing["kept"]
            )
            and (is_open or ", who" in sentence or ", which" in sentence)
        )
        and _FINITE.search(trailing["kept"])
        and not re.search(
            r"\b(?:said|and|or|the|a|soon|shortly|just|immediately|days?|hours?|weeks?"
            r"|months?|years?|minutes?|even|only|but|known|described|such|because|is|was|it"
            r"|from|in|of|by|to|with|on|at|for|as|that|long|right|ever)$",
            trailing["kept"],
        )
    ):
        yield trailing["kept"].rstrip(",") + "."
    if (leading := _LEADING.match(sentence)) and (is_open or leading["head"] == ""):
        is_when = _TIME.search(leading["head"]) or not leading.group().startswith(
            ("In ", "On ", "At ", "By ")
        )
        if (
            is_when
            and not re.search(r"\b(?:if|not|would|could)\b", leading["kept"])
            and not re.match(r"[A-Z][\w ]*, (?:and|or) ", leading["kept"])
            and not re.match(
                r"[^,]*\b(?:case|cases|contrast|theory|view|opinion|words|poll|survey|study"
                r"|some|most|many|certain|rare|other|addition|studies|mind|fiction|novel"
                r"|film|book|game|series|comics|story|poll|polls|ranking)\b",
                leading["head"],
            )
        ):
            yield raise_head(leading["kept"])
    yield from _drop_asides(sentence)
    if (
        is_open
        and (closing := _CLOSING_TIME.match(sentence))
        and not re.search(
            r"\b(?:from|between|and|since|was|born|took place|on)$", closing["kept"]
        )
    ):
        yield closing["kept"] + "."
    if is_open:
        for spot in _ADVERB.finditer(sentence):
            yield sentence[: spot.start()] + sentence[spot.end() :]
