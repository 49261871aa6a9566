"""Sentences: where one ends and the next begins.

sentencex proposes the ends, with quotation marks blanked so that a sentence
may end inside a speech; then each proposal is judged. Not an end: the stop of
an abbreviation or initial ("Gen.", "J. K.", "د.", "أ.ف.ب."), and a mark that
is followed by the words that say who spoke:

    "Is it over?" he asked.                    one sentence
    "It is over. We won," he said. "Go home."  three, split after "over." and "said."

News also ends sentences where sentencex sees none: a stop glued to the next
word ("الجنوبية.وأكد") and paragraphs joined by ``."., ``. A newline always ends one.
"""

from __future__ import annotations

import re
from functools import cache

from sentencex import segment

from factcheck.lexicons import load_lexicon
from factcheck.quotes import find_quotations
from factcheck.records import Language, Span
from factcheck.text import fold_text

_LINE = re.compile(r"[^\n\r\u0085\u2028\u2029]+")
_QUOTE_MARKS = str.maketrans(dict.fromkeys('"“”„‟«»‹›「」『』`', " "))
_SINGLE_MARK = re.compile(r"(?<!\w)['‘’]|['‘’](?!\w)")
_LONGEST_CLOSE = 8  # marks after a stop; more is no prose, and would cost n² on junk
_CLOSERS = "\"”“»’')]}"
_GLUED = re.compile(
    r"(?<=[\u0620-\u064a]{3})[.؟!](?=[\u0620-\u064a]{3})"
    r"|(?<=[a-z]{3})[.?!](?=[A-Z][a-z]* )"
    r"|(?<=[a-z]{2}[.?!])[\"”](?=[A-Z])"
)
_JOINT = re.compile(
    r"(?:[.?!؟…]\s?[\"”»“]\s?|(?<=[\"”»“])|(?<=[\u0620-\u064a]{3}))\.[,،](?=\s)"
)
_QUOTED_END = re.compile(r"[.?!؟…][\"”»“’']{1,2}(?=\s)")
_LAST_WORD = re.compile(r"[^\s\"“”«»()\[\]]{1,24}$")
_NEXT_WORD = re.compile(r"[\s\"“”„«»‘’'(\[]{0,9}([^\W_][\w'’]{0,40})?")
_ARABIC_LETTERS = re.compile(r"(?:[\u0620-\u064a]\.?\u0640*){1,4}")
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you in on at but and however meanwhile"
    " after before when while there his her its their our if for as with under according"
    " some many most all no not yet so what who why how one two three".split()
)
_ASKING = re.compile(
    r"(?:(?:[A-Z][\w.'’-]*|the|an?|his|her|their|one|of|for|former|\w+man|\w+er) ){0,6}"
    r"(?:said|says|asked|asks|wrote|added|tweeted|replied|shouted|exclaimed|told|joked|continued"
    r"|yelled|responded|quipped|wondered|demanded)\b(?! that)"
)


def split_sentences(text: str, language: Language) -> tuple[Span, ...]:
    """Split `text` into the spans of its sentences, in order.

    No span starts or ends with white space, and every other character lies in
    exactly one span. Time and memory grow with the length of the text.
    """
    closers = {quotation.end - 1 for quotation in find_quotations(text) if quotation.is_closed}
    return tuple(
        span
        for line in _LINE.finditer(text)
        for span in _split_line(text, line.start(), line.end(), language, closers)
    )


def _split_line(
    text: str, start: int, end: int, language: Language, closers: set[int]
) -> list[Span]:
    line = text[start:end]
    spans: list[Span] = []
    at = 0
    for stop in sorted(_proposed_ends(line, language)):
        after = _skip_closers(line, stop, start, closers)
        if after > at and _is_end(line, stop, after, language):
            spans += _trimmed(line, at, after, start)
            at = after
    return _join_fragments(text, [*spans, *_trimmed(line, at, len(line), start)])


def _proposed_ends(line: str, language: Language) -> set[int]:
    blanked = _SINGLE_MARK.sub(" ", line.translate(_QUOTE_MARKS))
    ends: set[int] = set()
    at = 0
    for part in segment(language, blanked):
        ends.add(at + len(part.rstrip()))
        at += len(part)
    ends.update(match.end() for match in _GLUED.finditer(line))
    ends.update(match.start() + 1 for match in _JOINT.finditer(line))
    ends.update(match.start() + 1 for match in _QUOTED_END.finditer(line))
    return ends


def _skip_closers(line: str, stop: int, shift: int, closers: set[int]) -> int:
    after = stop
    while after < min(len(line), stop + _LONGEST_CLOSE):
        is_closer = line[after] in _CLOSERS and (
            shift + after in closers or after + 1 == len(line) or not line[after + 1].isalnum()
        )
        if not is_closer and line[after] not in ".?!؟…" and not _is_joint(line, stop, after):
            break
        after += 1
    return after


def _is_joint(line: str, stop: int, after: int) -> bool:
    """Tell the comma of `"., ` from that of "N.Y.,"."""
    match = _JOINT.match(line, stop - 1)
    return match is not None and after < match.end()


def _is_end(line: str, stop: int, after: int, language: Language) -> bool:
    if line[stop - 1 : stop] not in {".", "?", "!", "؟", "…", "۔", "。", "！", "？"}:
        return False
    follows = _NEXT_WORD.match(line, after)
    word = (follows and follows.group(1)) or ""
    if not word:
        return True
    if word[0].islower() and line[after - 1] not in ",،":
        return False
    if (
        after > stop
        and line[stop - 1] in "?!"
        and _ASKING.match(line[after : after + 80].lstrip())
    ):
        return False
    return line[stop - 1] != "." or not _is_abbreviated(line, stop, word, language)


def _is_abbreviated(line: str, stop: int, word: str, language: Language) -> bool:
    match = _LAST_WORD.search(line, max(0, stop - 25), stop - 1)
    if not match:
        return False
    last = match.group()
    is_starter = word.lower() in _STARTERS
    kind = _abbreviations(language).get(fold_text(last).lstrip("'-"))
    if kind == "may_end":
        return not is_starter
    if kind == "number":
        return word[0].isdigit()
    if kind == "always":
        return True
    if _ARABIC_LETTERS.fullmatch(last) and len(last.replace(".", "").replace("ـ", "")) == (
        1 + last.count(".")
    ):
        return not line[: match.start()].rstrip()[-1:].isdigit()
    return len(last) == 1 and last.isupper() and last != "I" and not is_starter


@cache
def _abbreviations(language: Language) -> dict[str, str]:
    rows = load_lexicon(f"abbreviations.{language}")
    return {fold_text(row["abbreviation"]): row["kind"] for row in rows}


def _trimmed(line: str, start: int, end: int, shift: int) -> list[Span]:
    part = line[start:end]
    body = part.strip()
    if not body:
        return []
    first = start + len(part) - len(part.lstrip())
    return [Span(shift + first, shift + first + len(body))]


def _join_fragments(text: str, spans: list[Span]) -> list[Span]:
    """Give a stretch without a letter or digit ("…", '"') to the sentence before it."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(map(str.isalnum, text[span.start : span.end])):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
