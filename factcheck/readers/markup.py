"""Markup: HTML made safe to parse, and cut into blocks of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 50_000
_LONGEST_TAG = 20_000
_OPENING = re.compile(
    r"<(?:(!--)|(script|style|svg|noscript|template|iframe)\b)", re.IGNORECASE
)
_SWALLOWING = ("-->", "</script>", "</style>")
_OVERSIZED = re.compile(rf"<[^<>]{{{_LONGEST_TAG},}}>?")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_INLINE_TAGS = """
a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub
sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_TAGS.split())


def count_tags(page: str) -> int:
    """Count what may open a tag: parsing takes time for each."""
    return page.count("<")


def drop_code(page: str) -> str:
    """Drop what holds no text: scripts, styles, drawings, comments, oversized tags.

    Without this a script of 8 MB keeps the parser busy for seconds, and a
    picture written into a tag for longer. An unclosed script or comment takes
    the rest of the page with it, as in a browser.
    """
    page = _DECLARATION.sub("", page.replace("\x00", ""))
    return _OVERSIZED.sub(" ", "".join(_keep_pieces(page)))


def _keep_pieces(page: str) -> Iterator[str]:
    lowered = page.lower()
    if len(lowered) != len(page):  # "İ" lowers to two characters
        lowered = page
    position = 0
    unclosed: set[str] = set()
    while opening := _OPENING.search(lowered, position):
        closing = "-->" if opening.group(1) else f"</{opening.group(2)}>"
        end = -1 if closing in unclosed else lowered.find(closing, opening.end())
        if end < 0 and closing in _SWALLOWING:
            yield page[position : opening.start()]
            return
        if end < 0:
            unclosed.add(closing)
            yield page[position : opening.end()]
            position = opening.end()
            continue
        yield page[position : opening.start()]
        position = end + len(closing)
    yield page[position:]


def split_blocks(markup: str) -> list[str]:
    """Split a piece of HTML into the texts of its blocks, white space made single."""
    tree = _parse(markup)
    pieces = [] if tree is None else list(_mark_breaks(tree))
    return _tidy("".join(pieces).split("\n"))


def find_paragraphs(page: str) -> list[str]:
    """Find the texts of a page's <p> elements; in a whole page the rest is menus."""
    tree = _parse(page)
    if tree is None:
        return []
    return _tidy("".join(map(str, element.itertext())) for element in tree.iter("p"))


def _parse(markup: str) -> _Element | None:
    from lxml import etree

    parser = etree.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        return etree.fromstring(f"<body>{drop_code(markup)}</body>".encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _mark_breaks(tree: _Element) -> Iterator[str]:
    from lxml import etree

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element.tag not in _INLINE:
            yield "\n"
        yield " ".join(f".{text or ''}.".split())[1:-1]


def _tidy(texts: Iterator[str] | list[str]) -> list[str]:
    return [text for raw in texts if (text := " ".join(raw.split()))]
