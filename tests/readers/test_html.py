"""A web page gives its article, its date, and its site, whatever else is in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.readers.markup import drop_code, find_paragraphs, split_blocks
from tests.readers.write import HAFILA, read_file, show

SENTENCES = [
    f"The mayor of Harlow said that {number} people were hurt when a bus left the {road} road."
    for number, road in enumerate(
        ["old", "coastal", "northern", "harbour", "market", "hill"], 3
    )
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
HEAD = (
    "<title>Bus leaves the road | Harbour Post</title>"
    '<meta property="og:site_name" content="Harbour Post">'
    '<meta property="og:title" content="Bus leaves the road">'
    '<link rel="canonical" href="https://post.example/bus">'
)
TIME = '<meta property="article:published_time" content="2019-03-04T23:30:00+03:00">'


def page(head: str = "", body: str = BODY) -> str:
    return (
        f"<!DOCTYPE html><html lang='ar'><head>{head}</head><body>"
        f"<nav>Home Sport</nav><article><h1>Bus leaves the road</h1>{body}</article>"
        f"<footer>Harbour Post Ltd</footer></body></html>"
    )


def test_a_page_is_read_with_its_metadata(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "post-1.html", page(HEAD + TIME))
    article = reading.articles[0]
    assert reading.faults == ()
    assert (article.id, article.outlet, article.language) == ("post-1", "Harbour Post", "en")
    assert article.url == "https://post.example/bus"
    assert article.published == date(2019, 3, 4)
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2019-03-04T23:30:00+03:00"
    assert show(article) == ["Bus leaves the road", *SENTENCES]
    assert article.text == "\n".join(show(article))
    assert [p.is_title for p in article.paragraphs] == [True] + [False] * len(SENTENCES)


def test_a_page_that_says_nothing_of_itself_is_named_after_its_file(tmp_path: Path) -> None:
    article = read_file(tmp_path, "post-1.htm", f"<p>{'</p><p>'.join(SENTENCES)}</p>").articles[
        0
    ]
    assert (article.outlet, article.published, article.url) == ("post", None, None)


def test_linked_data_tells_the_time(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"datePublished": "2019-03-04T10:00:00Z"}</script>'
    )
    article = read_file(tmp_path, "a.html", page(HEAD + head)).articles[0]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2019-03-04T10:00:00+00:00"


def test_a_short_flash_is_an_article_too(tmp_path: Path) -> None:
    article = read_file(tmp_path, "a.html", page(HEAD, f"<p>{SENTENCES[0]}</p>")).articles[0]
    assert show(article)[-1] == SENTENCES[0]


@pytest.mark.parametrize("charset", ["windows-1256", "utf-8", "iso-8859-6"])
def test_a_page_in_its_own_charset_is_read(tmp_path: Path, charset: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in HAFILA.splitlines() * 2).replace("،", ",")
    content = page(f'<meta charset="{charset}">', paragraphs).encode(charset)
    reading = read_file(tmp_path, "a.html", content)
    assert reading.faults == ()
    assert HAFILA.splitlines()[0] in show(reading.articles[0])


HOSTILE = {
    "script": f"<script>{'var a=1;' * 500_000}</script>{BODY}",
    "picture": f'<img src="data:image/png;base64,{"A" * 2_000_000}">{BODY}',
    "attributes": f"<p {' '.join(f'a{i}=x' for i in range(50_000))}>{BODY}",
    "drawings": f"{'<svg><path/></svg>' * 10_000}{BODY}",
    "comments": f"{'<!-- x -->' * 20_000}{BODY}",
    "less-than": f"{'<' * 40_000}{BODY}",
    "nul": f"\x01{BODY}\ufffe",
    "entities": f"{'&amp;&lt;&#x41;&bogus;' * 10_000}{BODY}",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_still_gives_its_article(tmp_path: Path, content: str) -> None:
    reading = read_file(tmp_path, "a.html", content)
    assert SENTENCES[-1] in show(reading.articles[0])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html><head><title>x</title></head></html>", "no article was found in the page"),
        ("<" * 30, "no article was found in the page"),
        ("<div>" * 5_000 + BODY, "no article was found in the page"),
        ("<script>" + BODY, "no article was found in the page"),
        ("<b>x</b>" * 40_000, "80,000 tags are too many for one article: the limit is 50,000"),
    ],
)
def test_a_page_without_an_article_is_one_fault(
    tmp_path: Path, content: str, message: str
) -> None:
    reading = read_file(tmp_path, "a.html", content)
    assert reading.articles == ()
    assert [fault.message for fault in reading.faults] == [message]


#   markup, blocks
BLOCKS = [
    ("<p>One.</p><p>Two <b>bold</b>\n words.</p>", ["One.", "Two bold words."]),
    ("One.<br>Two.<br/><br>Three.", ["One.", "Two.", "Three."]),
    ("<ul><li>One</li><li>Two</li></ul> after", ["One", "Two", "after"]),
    ("plain text", ["plain text"]),
    ("<div>حافلة <a href='x'>خرجت</a> عن الطريق</div>", ["حافلة خرجت عن الطريق"]),
    ("<p>a&amp;b &#1578;</p><script>no()</script><style>p{}</style><!-- no -->", ["a&b ت"]),
    ("", []),
    ("<!-- only -->", []),
]


@pytest.mark.parametrize(("markup", "blocks"), BLOCKS)
def test_markup_is_split_into_its_blocks(markup: str, blocks: list[str]) -> None:
    assert split_blocks(markup) == blocks


def test_only_the_paragraphs_of_a_page_are_found() -> None:
    assert find_paragraphs("<nav>Home</nav><p>One <i>two</i>.</p><div>Menu</div>") == [
        "One two."
    ]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("a<script>x</script>b", "ab"),
        ("a<SCRIPT src=y>x</SCRIPT>b", "ab"),
        ("a<style>x</style>b<!-- c -->d", "abd"),
        ("a<script>x", "a"),
        ("a<svg>x", "a<svg>x"),
        ("a<scripture>x", "a<scripture>x"),
        ('<?xml version="1.0" encoding="utf-8"?>a', "a"),
    ],
)
def test_code_is_dropped(page: str, kept: str) -> None:
    assert drop_code(page) == kept
