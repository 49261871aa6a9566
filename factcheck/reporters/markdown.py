"""Markdown: the report as text that editors paste into a wiki, a chat or a mail.

Every value is escaped where it is printed, so an article can make no heading,
image or disguised link. Only what CommonMark would read as markup gets a
backslash: many of these places show the backslash.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from factcheck.records import Report, SideClaim
from factcheck.reporters import layout
from factcheck.reporters.templating import build_environment, mark_safe

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

name = "markdown"
file_name = "report.md"

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")
_LINE_START = re.compile(r"(\d{0,9})(?=#{1,6}(?:\s|$)|[+-](?:\s|$)|[=-]+$|(?<=\d)[.)](?:\s|$))")
_UNSAFE_IN_LINK = re.compile(r"[<>()\[\]\\|`\s]")


def render(report: Report) -> str:
    """Write `report` as CommonMark with GitHub's tables."""
    return (
        _build_environment()
        .get_template("report.md.j2")
        .render(report=report, layout=layout, head_by_id=layout.index_heads(report))
    )


@cache
def _build_environment() -> Environment:
    return build_environment(
        {"sentence": write_sentence, "quote": quote_claim, "link": write_link},
        finalize=_finish,
    )


def _finish(value: object) -> object:
    """Escape what the template prints, unless a filter has done so."""
    return value if hasattr(value, "__html__") else write_words(str(value))


def write_words(text: str) -> Markup:
    """Escape an article's words, which keep their own direction."""
    return mark_safe(layout.isolate(_escape(text)))


def write_sentence(text: str) -> Markup:
    """Escape a sentence of the program's own; Arabic names in it are isolated."""
    return mark_safe(layout.isolate_names(_escape(text)))


def quote_claim(claim: SideClaim) -> Markup:
    """Write a claim as a line of its own, its deciding words in bold."""
    pieces = layout.cut_claim(claim)
    texts = ["", *(_escape_markup(piece.text) for piece in pieces), ""]
    shown = [
        _embolden(text, before[-1:], after[:1]) if piece.is_marked else text
        for piece, before, text, after in zip(pieces, texts, texts[1:], texts[2:], strict=False)
    ]
    return mark_safe(_escape_line_start("".join(shown)))


def _embolden(text: str, before: str, after: str) -> str:
    """Mark `text` bold if CommonMark reads the asterisks so, else leave it plain.

    Asterisks between a letter and a punctuation mark open or close nothing.
    Source: CommonMark 0.31.2, section 6.2.
    """
    inner = text.strip()
    if not inner:
        return text
    lead, trail = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    opens = not _is_punctuation(inner[0]) or not _is_word(lead or before)
    closes = not _is_punctuation(inner[-1]) or not _is_word(trail or after)
    return f"{lead}**{inner}**{trail}" if opens and closes else text


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _is_word(character: str) -> bool:
    return bool(character) and not character.isspace() and not _is_punctuation(character)


def write_link(url: str, words: str) -> Markup:
    """Link words to an address that `layout.find_web_link` lets through."""
    target = _UNSAFE_IN_LINK.sub(lambda found: f"%{ord(found.group()):02X}", url)
    return mark_safe(f"[{layout.isolate(_escape(words))}]({target})")


def _escape(text: str) -> str:
    return _escape_line_start(_escape_markup(text))


def _escape_markup(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", layout.reveal_controls(text))


def _escape_line_start(text: str) -> str:
    """Strip a line and escape what starts a heading, a list or a rule."""
    line = text.strip()
    mark = _LINE_START.match(line)
    return f"{mark[1]}\\{line[mark.end() :]}" if mark else line
