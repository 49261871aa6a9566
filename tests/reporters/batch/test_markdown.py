"""Markdown: a bounded summary in which an article is only words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.records import Fault
from factcheck.reporters.batch.markdown import render
from factcheck.text import BIDI_CONTROLS
from tests.reporters.batch.build import make_conflict, make_entry, make_report
from tests.reporters.batch.sample import FULL
from tests.reporters.build import make_finding, make_side_claim


def walk(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").parse(text):
        yield token
        yield from token.children or ()


def read_headings(text: str) -> list[str]:
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        "".join(child.content for child in tokens[i + 1].children or ())
        for i, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def test_findings_come_most_severe_first_then_what_is_resolved_and_faulty() -> None:
    headings = read_headings(render(FULL))
    assert headings[0] == "factcheck: 2 errors, 3 warnings, 1 note"
    levels = [heading.split(":")[0] for heading in headings[1:]]
    assert levels == [
        *("Error", "Error", "Warning", "Warning", "Warning", "Note"),
        *("Resolved", "Could not be read", "Baseline"),
    ]


def test_an_article_makes_no_markup() -> None:
    types = {token.type for token in walk(render(FULL))}
    assert types <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
        *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close"),
        *("list_item_open", "list_item_close", "text", "text_special"),
        *("strong_open", "strong_close", "link_open", "link_close"),
    }


@pytest.mark.parametrize(
    "words",
    ["# x", "[a](b)", "<img src=x>", "`a`", "a | b", "/close", "> q", "1. x", "\u202ex"],
)
def test_words_that_look_like_markup_are_only_words(words: str) -> None:
    entry = make_entry(make_conflict(words, values=(words, words), words=words))
    text = render(make_report(entry))
    shown = words.replace("\u202e", "[U+202E]")
    assert read_headings(text)[1] == f"Error: {shown}"
    assert not any(token.type in ("link_open", "html_inline") for token in walk(text))
    assert not any(line.startswith("/") for line in text.splitlines())


def test_an_article_calls_nobody() -> None:
    entry = make_entry(make_conflict("@all", values=("@a", "@b"), words="mail c@d.example"))
    text = render(make_report(entry))
    assert "@\u200ball" in text
    assert "c@\u200bd.example" in text
    assert not any(f"@{letter}" in text for letter in "abd")


@pytest.mark.parametrize("letter", ["w", "*", "ش"])
def test_a_summary_fits_a_comment(letter: str) -> None:
    words = letter * 10_000
    finding = make_conflict(words, values=(words, words), words=words)
    entries = [make_entry(finding) for _ in range(60)]
    gone = [make_entry(finding, state="resolved")] * 30
    faults = [Fault(place="a.txt:1", message=words)] * 100
    text = render(make_report(*entries, *gone, faults=faults, unused=(words,) * 30))
    assert 20_000 < len(text) < 65_536
    shown = text.count("### Error")
    assert f"**And {60 - shown} findings more**" in text
    assert "- and 20 more" in text
    assert "- and 90 more" in text


def test_a_side_shows_three_claims_and_counts_the_rest() -> None:
    claims = [make_side_claim("daily-1", f"⟦{i}⟧ came") for i in range(5)]
    finding = make_finding("conflict", "quantity", "t", ("5", claims), ("6", claims[:3]))
    text = render(make_report(make_entry(finding)))
    assert text.count("> **") == 6
    assert text.count("and 2 claims more") == 1


def test_known_findings_are_counted_only() -> None:
    text = render(make_report(make_entry(make_conflict(), is_known=True)))
    assert "1 known to the baseline" in text
    assert "people rescued" not in text


def test_arabic_is_isolated_and_controls_are_written_out() -> None:
    text = render(FULL)
    assert "\u2068صوت الميناء\u2069" in text
    assert "\\[U+202E\\]" in text
    assert not (BIDI_CONTROLS - {"\u2068", "\u2069"}) & set(text)
    for line in text.splitlines():
        assert line.count("\u2068") == line.count("\u2069")
