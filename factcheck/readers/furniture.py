"""Page furniture: the paragraphs of a page that are no part of its report.

A credit, a share bar, a teaser for another story and a paragraph printed twice
would all become claims that nobody made. They are set aside, never deleted,
each with its reason, so that a reader can see what was left out and why.

Three kinds of evidence, strongest first: the words (lexicons furniture.en and
furniture.ar), the shape of a paragraph, and the company it keeps. A sentence
that ends like a sentence is only ever set aside for its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from factcheck.readers.furniture_words import (
    MOST_CHARACTERS,
    MOST_WORDS,
    find_row,
    split_tokens,
)
from factcheck.readers.repeats import find_repeats
from factcheck.records import SetAsideReason
from factcheck.text import BIDI_CONTROLS

HEADING_WORDS = 3
TEASER_WORDS = 40
BYLINE_WORDS = 9

_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
_ENDS_A_SENTENCE = re.compile(r"[.!?\u061f\u06d4\u2026][\"'\u201d\u2019\u00bb)\]]*$")
_ENDS_CUT_OFF = re.compile(r"(?:\u2026|\.\.\.+)\s*\]?$")
_SENTENCE_INSIDE = re.compile(r"[.!?\u061f][\"\u201d\u2019\u00bb)]*\s+\S")
_LIST_ITEM = re.compile(
    r"(?:[-*\u2022\u00b7>\u25aa\u25cf\u2013\u2014]|\(?\d{1,3}\s*[-./)\u2013])\s*\S"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|pic\.twitter\.com/\S+|[\w.+-]+@[\w-]+\.[\w.]+|[@#]\w+",
    re.IGNORECASE,
)
_PICTURE_FILE = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|svg|mp4)\b", re.IGNORECASE)
_CREDIT_AT_END = re.compile(
    r"(?:\bREUTERS/\w+(?: \w+){0,4}(?:/File Photo)?"
    r"|\((?:(?:AP|AFP|EPA|Reuters|REUTERS) )?[Pp]hotos?(?::|/| by | courtesy )[^()]{1,80}\)"
    r"|\([^()]{1,60}/(?:AP|AFP|EPA|Reuters|REUTERS|Getty Images)\))\W*$"
)
_BYLINE = re.compile(r"^(?:By|BY)\s+(?=[A-Z])[^\d]*$")
_LOWER = "and of for the in at de al bin von van la le"
_BYLINE_LOWER = frozenset(_LOWER.split())
_INVISIBLE = "".join(BIDI_CONTROLS) + " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_GOES_ON = tuple(":;,\u060c\u061b")
_OPENING = "\u201c\u00ab\u201e"
_CLOSING = "\u201d\u00bb\u201c"


class SetAsideVerdict(NamedTuple):
    """Why a paragraph is set aside: the reason for code, the note for people."""

    reason: SetAsideReason
    note: str


class _Look(NamedTuple):
    """What the tests see of one paragraph."""

    text: str
    words: int
    is_closed: bool
    is_list_item: bool


def find_furniture(
    paragraphs: Sequence[str], title: str | None = None
) -> list[SetAsideVerdict | None]:
    """Say of each paragraph of one article, in order, why it is set aside, or None.

    `title` is not judged itself, but a paragraph that says it again is a repeat.
    The work grows with the length of the text.
    """
    looks = [_look_at(text) for text in paragraphs]
    verdicts = [judge_paragraph(look.text) for look in looks]
    _judge_repeats(paragraphs, title, verdicts)
    _judge_headings(looks, verdicts)
    _judge_capitals(looks, verdicts)
    _judge_after_link_label(looks, verdicts)
    _judge_last_run(looks, verdicts)
    _judge_cut_off(looks, verdicts)
    return verdicts


def _look_at(text: str) -> _Look:
    text = text.strip(_INVISIBLE)
    return _Look(
        text=text,
        words=len(_WORD.findall(text)),
        is_closed=bool(_ENDS_A_SENTENCE.search(text[-20:])),
        is_list_item=bool(_LIST_ITEM.match(text)),
    )


def judge_paragraph(text: str) -> SetAsideVerdict | None:
    """Say why a paragraph is set aside by its own words and shape, or None."""
    look = _look_at(text)
    if not any(character.isalpha() for character in look.text):
        return SetAsideVerdict("furniture", "no words")
    if len(look.text) > MOST_CHARACTERS:
        return None
    row = find_row(split_tokens(look.text))
    if row:
        return SetAsideVerdict(row.reason, row.note)
    if look.words <= TEASER_WORDS and _PICTURE_FILE.match(look.text):
        return SetAsideVerdict("credit", "name of a picture file")
    if look.words <= MOST_WORDS and _CREDIT_AT_END.search(look.text):
        return SetAsideVerdict("credit", "picture caption with its credit")
    if look.words <= 2 * TEASER_WORDS and not _has_words_beside_addresses(look.text):
        return SetAsideVerdict("furniture", "only an address")
    if _is_byline(look):
        return SetAsideVerdict("credit", "byline")
    return None


def _has_words_beside_addresses(text: str) -> bool:
    return any(character.isalpha() for character in _ADDRESS.sub(" ", text))


def _is_byline(look: _Look) -> bool:
    """ "By Mona Said and Tom Field" is a byline, "By Thursday the water had gone" is none."""
    if look.is_closed or look.words > BYLINE_WORDS or not _BYLINE.match(look.text):
        return False
    return all(word[0].isupper() or word in _BYLINE_LOWER for word in _WORD.findall(look.text))


def _judge_headings(looks: Sequence[_Look], verdicts: list[SetAsideVerdict | None]) -> None:
    """Three words or fewer without a number and a full stop make no sentence."""
    for index, look in enumerate(looks):
        is_short = look.words <= HEADING_WORDS and not any(c.isdigit() for c in look.text)
        is_open = not look.is_closed and look.text[-1:] not in _GOES_ON
        if verdicts[index] is None and is_short and is_open and len(looks) > 1:
            verdicts[index] = SetAsideVerdict("furniture", "heading, not a sentence")


def _judge_capitals(looks: Sequence[_Look], verdicts: list[SetAsideVerdict | None]) -> None:
    """A line in capitals between paragraphs that are not is another story's headline."""
    in_capitals = [_is_in_capitals(look) for look in looks]
    if 2 * sum(in_capitals) > len(looks):
        return
    for index, look in enumerate(looks):
        if verdicts[index] is None and in_capitals[index] and not look.is_closed:
            verdicts[index] = SetAsideVerdict("teaser", "headline in capitals")


def _is_in_capitals(look: _Look) -> bool:
    if not HEADING_WORDS < look.words <= TEASER_WORDS:
        return False
    letters = [character for character in look.text if character.isalpha()]
    upper = sum(character.isupper() for character in letters)
    return len(letters) >= 15 and upper >= 0.95 * len(letters)


def _judge_after_link_label(
    looks: Sequence[_Look], verdicts: list[SetAsideVerdict | None]
) -> None:
    """The open lines that follow "Related" or "اقرأ أيضا" are the links it announces.

    Where paragraphs do without a full stop, as in some Arabic papers, only short
    lines are.
    """
    in_links = False
    longest = TEASER_WORDS // 2 if _are_closed(looks, 0.5) else TEASER_WORDS // 4
    for index, look in enumerate(looks):
        found = verdicts[index]
        if found:
            is_label = found.reason == "teaser" and look.words <= 2 * HEADING_WORDS
            in_links = is_label or (in_links and found.reason != "credit")
        elif in_links and _is_open_line(look) and look.words <= longest:
            verdicts[index] = SetAsideVerdict("teaser", "headline of another story")
        else:
            in_links = False


def _judge_last_run(looks: Sequence[_Look], verdicts: list[SetAsideVerdict | None]) -> None:
    """Open lines at the end of an article whose paragraphs close are other stories' headlines.

    Two of them at least; lists, and lines announced by a colon, are the article's own.
    """
    start = len(looks)
    while start and (verdicts[start - 1] or _is_open_line(looks[start - 1])):
        start -= 1
    run = [index for index in range(start, len(looks)) if verdicts[index] is None]
    body = [look for look, found in zip(looks[:start], verdicts, strict=False) if not found]
    is_announced = bool(body) and body[-1].text.rstrip().endswith((":", "\uff1a"))
    if len(run) < 2 or is_announced or not _are_closed(body, 0.8):
        return
    for index in run:
        verdicts[index] = SetAsideVerdict("teaser", "headline of another story")


def _are_closed(looks: Sequence[_Look], share: float) -> bool:
    """Tell whether that share of the longer paragraphs ends like a sentence."""
    long = [look.is_closed for look in looks if look.words > TEASER_WORDS // 4]
    return bool(long) and sum(long) >= share * len(long)


def _is_open_line(look: _Look) -> bool:
    return (
        not look.is_closed
        and not look.is_list_item
        and look.words <= TEASER_WORDS // 2
        and look.text[-1:] not in _GOES_ON
    )


def _judge_cut_off(looks: Sequence[_Look], verdicts: list[SetAsideVerdict | None]) -> None:
    """One sentence cut off by an ellipsis, beside another or at the end, is a teaser.

    An ellipsis inside a quotation, or after several sentences, is the writer's own.
    """
    cut = [_is_cut_off(look) for look in looks]
    is_last = True
    for index in range(len(looks) - 1, -1, -1):
        has_neighbour = any(cut[max(0, index - 1) : index]) or any(cut[index + 1 : index + 2])
        if verdicts[index] is None and cut[index] and (is_last or has_neighbour):
            verdicts[index] = SetAsideVerdict("teaser", "headline cut off")
        is_last = is_last and verdicts[index] is not None


def _is_cut_off(look: _Look) -> bool:
    if look.words > TEASER_WORDS or len(look.text) > MOST_CHARACTERS:
        return False
    if not _ENDS_CUT_OFF.search(look.text[-10:]):
        return False
    return not _SENTENCE_INSIDE.search(look.text) and not _is_quoting(look.text)


def _is_quoting(text: str) -> bool:
    """Tell whether a quotation is still open where the text ends."""
    if text.count('"') % 2:
        return True
    opened = max(text.rfind(mark) for mark in _OPENING)
    closed = max(text.rfind(mark) for mark in _CLOSING)
    return opened >= 0 and opened >= closed


def _judge_repeats(
    paragraphs: Sequence[str], title: str | None, verdicts: list[SetAsideVerdict | None]
) -> None:
    shown = [title or "", *paragraphs]
    for index, earlier in enumerate(find_repeats(shown)[1:]):
        if earlier is not None and verdicts[index] is None:
            place = "the title" if earlier == 0 else f"paragraph {earlier}"
            verdicts[index] = SetAsideVerdict("repeated", f"says {place} again")
