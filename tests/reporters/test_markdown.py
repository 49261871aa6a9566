"""Markdown: what editors paste; an article makes no markup of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.records import Report
from factcheck.reporters import layout
from factcheck.reporters.markdown import render
from factcheck.text import BIDI_CONTROLS
from tests.reporters.build import make_finding, make_side_claim
from tests.reporters.sample import AGREED, ARTICLES, EMPTY, SAMPLE

ISOLATES = {"\u2068", "\u2069"}


def walk(text: str) -> Iterator[Token]:
    for token in MarkdownIt("commonmark").parse(text):
        yield token
        yield from token.children or ()


def read_strong(text: str) -> list[str]:
    """The words between bold marks, in order."""
    found: list[str] = []
    is_strong = False
    for token in walk(text):
        if token.type in ("strong_open", "strong_close"):
            is_strong = token.type == "strong_open"
            found += [""] if is_strong else []
        elif is_strong and not token.children:
            found[-1] += token.content
    return found


def read_quotes(text: str) -> list[str]:
    """The first paragraph of each block quotation, as a reader sees it."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [
        "".join(child.content for child in tokens[i + 2].children or ())
        for i, token in enumerate(tokens)
        if token.type == "blockquote_open"
    ]


def report_of(text: str, *, value: str = "v", topic: str = "t") -> Report:
    claim = make_side_claim("courier-1", text)
    finding = make_finding("conflict", "place", topic, (value, [claim]))
    return SAMPLE.model_copy(update={"findings": (finding,), "articles": ARTICLES[:1]})


def test_an_article_makes_no_markup() -> None:
    types = {token.type for token in walk(render(SAMPLE))}
    assert types <= {
        *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline"),
        *("blockquote_open", "blockquote_close", "bullet_list_open", "bullet_list_close"),
        *("list_item_open", "list_item_close", "text", "text_special", "code_inline"),
        *("strong_open", "strong_close", "link_open", "link_close"),
    }


def test_only_web_addresses_are_linked() -> None:
    links = [token.attrs["href"] for token in walk(render(SAMPLE)) if token.type == "link_open"]
    assert len(links) > 5
    assert all(str(link).startswith(("https://", "http://")) for link in links)


def test_every_claim_stands_in_a_quotation_of_its_own() -> None:
    shown = [f for section in layout.SECTIONS[:3] for f in SAMPLE.with_verdict(section.verdict)]
    claims = [claim for finding in shown for side in finding.sides for claim in side.claims]
    assert read_quotes(render(SAMPLE)) == [layout.reveal_controls(c.text) for c in claims]


@pytest.mark.parametrize(
    ("marked", "strong"),
    [
        ("at least ⟦43⟧ people", ["43"]),
        ("وقتل ⟦٤٣⟧ شخصا", ["٤٣"]),
        ("قتل و⟦43⟧ شخصا", ["43"]),
        ("“⟦43 people⟧”", ["43 people"]),
        ("cost⟦ $5bn ⟧more", ["$5bn"]),
        ("⟦*43*⟧ people", ["*43*"]),
        ("US⟦$5bn⟧ more", []),
        ("the ⟦so-called “army”⟧s", []),
        ("a⟦ ⟧b", []),
    ],
)
def test_deciding_words_are_bold_where_bold_can_be(marked: str, strong: list[str]) -> None:
    text = render(report_of(marked))
    assert [words for words in read_strong(text)[2:] if words] == strong
    assert read_quotes(text) == [" ".join(marked.replace("⟦", "").replace("⟧", "").split())]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_any_words_are_read_back_as_they_were(words: str) -> None:
    text = render(report_of(words))
    assert read_quotes(text) == [layout.reveal_controls(words).strip()]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "# head",
            "###### six",
            "- item",
            "+ item",
            "* item",
            "1. item",
            "12) item",
            "> quote",
            "---",
            "===",
        ),
        *("    code", "```", "~~~", "<b>bold</b>", "[a](b)", "![a](b)", "&lt;", "a\\", "_a_"),
        *("- - -", "a | b", "<https://a.example.org>", "[a]: https://a.example.org"),
    ],
)
def test_words_that_look_like_markup_are_only_words(words: str) -> None:
    text = render(report_of(words, value=words, topic=words))
    assert read_quotes(text) == [words.strip()]
    headings = [t.content for t in walk(text) if t.type == "inline"]
    plain = [
        "".join(c.content for c in MarkdownIt().parseInline(h)[0].children) for h in headings
    ]
    assert words.strip() in plain
    assert f"A: {words.strip()}" in plain


def test_plain_numbers_and_names_carry_no_backslash() -> None:
    text = render(
        report_of("Tu-22M3: 1.5 (about) +3, 43!", value="-5", topic="#1 story = news")
    )
    assert "\\" not in text


def test_arabic_inside_a_line_is_isolated_and_controls_are_written_out() -> None:
    text = render(SAMPLE)
    assert "\u2068صوت الميناء\u2069, 4 May 2021" in text
    assert "\\[U+202E\\]" in text
    assert not (BIDI_CONTROLS - ISOLATES) & set(text)
    for line in text.splitlines():
        assert line.count("\u2068") == line.count("\u2069")


def test_a_report_without_disagreement_says_so() -> None:
    assert "**No disagreement found among 4 articles.**" in render(AGREED)
    assert "No article was read." in render(EMPTY)
    assert "## Conflicts" not in render(AGREED)
