"""Markup: how words and styles come into a page without doing anything there.

Whatever an article holds stays text: escaped, its control characters shown by
name, and cut where it would fill the page. The cut says how much is left out.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from factcheck.reporters import layout
from factcheck.reporters.templating import build_environment
from factcheck.text import BIDI_CONTROLS, is_arabic

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

NAME_CHARACTERS = 200  # of a topic, an outlet, a value, a path
SENTENCE_CHARACTERS = 1000  # of a reason
TEXT_CHARACTERS = 4000  # of a quotation, on either side of its deciding words


@cache
def build_page_environment() -> Environment:
    """Build the loader of the pages' templates, with `name`, `reveal` and `sentence`."""
    environment = build_environment(
        {"name": reveal_name, "reveal": reveal_text, "sentence": write_sentence}
    )
    environment.tests["arabic"] = lambda text: is_arabic(text[:TEXT_CHARACTERS])
    return environment


def read_style(*names: str) -> str:
    """Read style sheets of the package and join them in this order."""
    folder = files(__package__) / "templates"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)


def hash_style(style: str) -> str:
    """Hash the style as the page's policy names it. Source: W3C, CSP Level 3, 6.7.3.2."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def reveal_text(text: str) -> Markup:
    """Escape a text and show its control characters; one too long loses its middle."""
    return _cut(text, TEXT_CHARACTERS, tail=TEXT_CHARACTERS // 2)


def reveal_name(text: str) -> Markup:
    """Escape a name and show its control characters; one too long loses its end."""
    return _cut(text, NAME_CHARACTERS)


def shorten(text: str, characters: int = NAME_CHARACTERS) -> str:
    """Write a name where only plain text may stand: a title, a choice, a label."""
    shown = layout.reveal_controls(text[: characters + 1])
    return f"{shown[:characters]}…" if len(text) > characters else shown


def write_sentence(text: str) -> Markup:
    """Escape a sentence of the program's own; Arabic names in it are isolated."""
    from markupsafe import Markup

    shown = text[:SENTENCE_CHARACTERS]
    pieces = [_reveal_controls(piece) for piece in layout.split_right_to_left(shown)]
    names = Markup('<bdi lang="ar">{}</bdi>')
    words = [names.format(p) if i % 2 else p for i, p in enumerate(pieces)]
    return Markup("").join([*words, _say_left_out(len(text) - len(shown))])


def _cut(text: str, characters: int, *, tail: int = 0) -> Markup:
    """Show at most `characters` of a text, `tail` of them from its end."""
    if len(text) <= characters:
        return _reveal_controls(text)
    head, end = text[: characters - tail], text[len(text) - tail :]
    left_out = _say_left_out(len(text) - characters)
    return _reveal_controls(head) + left_out + _reveal_controls(end)


def _say_left_out(characters: int) -> Markup:
    from markupsafe import Markup

    if not characters:
        return Markup("")
    noun = layout.say_noun(characters, "character")
    return Markup('<span class="cut">… {} more {} … </span>').format(f"{characters:,}", noun)


def _reveal_controls(text: str) -> Markup:
    """Escape `text`; each control character shows its name and touches nothing around it.

    Bidirectional controls stay in the text, isolated, so that it is copied
    verbatim; the others may not stand in HTML.
    """
    from markupsafe import Markup, escape

    pieces = layout.split_controls(text)
    shown = [
        Markup('<bdi class="control" data-code="{}">{}</bdi>').format(
            layout.name_control(piece), piece if piece in BIDI_CONTROLS else ""
        )
        if index % 2
        else escape(piece)
        for index, piece in enumerate(pieces)
    ]
    return Markup("").join(shown)
