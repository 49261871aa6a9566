"""ninjs of all three generations gives one article."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.readers.write import BUS, HAFILA, read_file, show

FIRST, SECOND = BUS.splitlines()

THREE = {
    "uri": "https://agency.example/items/7",
    "standard": {"name": "ninjs", "version": "3.0"},
    "type": "text",
    "versionCreated": "2019-03-04T23:30:00+03:00",
    "language": "en-GB",
    "infoSources": [{"role": "x"}, {"name": "Harbour Agency"}],
    "headlines": [
        {"role": "subhead", "value": "Road closed"},
        {"role": "main", "value": "Bus leaves the road"},
    ],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": BUS.replace("\n", " ")},
        {
            "role": "richtext",
            "contentType": "text/html",
            "value": f"<p>{FIRST}</p><p>{SECOND}</p>",
        },
    ],
}
TWO = {
    "uri": "tag:agency,2019:7",
    "versioncreated": "2019-03-04",
    "copyrightholder": "Harbour Agency",
    "headlines": [{"value": "Bus leaves the road"}],
    "bodies": [{"contenttype": "text/plain", "value": BUS}],
}
ONE = {
    "uri": "tag:agency,2019:7",
    "firstcreated": "2019-03-04T10:00:00Z",
    "headline": "Bus leaves the road",
    "provider": {"name": "Harbour Agency"},
    "body_html": f"<div><p>{FIRST}</p>\n<p>{SECOND}</p></div>",
}


@pytest.mark.parametrize("item", [THREE, TWO, ONE], ids=["ninjs 3", "ninjs 2", "ninjs 1"])
def test_every_generation_is_read(tmp_path: Path, item: dict[str, object]) -> None:
    reading = read_file(tmp_path, "wire-7.json", json.dumps(item))
    article = reading.articles[0]
    assert reading.faults == ()
    assert (article.id, article.outlet) == ("wire-7", "Harbour Agency")
    assert article.title == "Bus leaves the road"
    assert article.published == date(2019, 3, 4)
    assert show(article) == ["Bus leaves the road", FIRST, SECOND]
    assert article.paragraphs[0].is_title


def test_time_and_address_are_kept(tmp_path: Path) -> None:
    article = read_file(tmp_path, "a.json", json.dumps(THREE)).articles[0]
    assert article.url == "https://agency.example/items/7"
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2019-03-04T23:30:00+03:00"


@pytest.mark.parametrize(
    ("item", "outlet"),
    [
        ({"uri": "https://www.agency.example/7"}, "agency.example"),
        ({"uri": "tag:7"}, "wire"),
        ({"source": "Post"}, "Post"),
        ({"infosources": "Post", "copyrightHolder": "Gazette"}, "Gazette"),
    ],
)
def test_the_outlet_is_whoever_is_named(
    tmp_path: Path, item: dict[str, str], outlet: str
) -> None:
    content = json.dumps({**item, "body_text": BUS})
    assert read_file(tmp_path, "wire-7.json", content).articles[0].outlet == outlet


def test_plain_body_text_is_split_into_paragraphs(tmp_path: Path) -> None:
    article = read_file(tmp_path, "a.json", json.dumps({"body_text": HAFILA})).articles[0]
    assert (article.language, show(article)) == ("ar", HAFILA.splitlines())


def test_a_short_teaser_body_does_not_replace_the_whole_text(tmp_path: Path) -> None:
    bodies = [
        {"contenttype": "text/html", "value": "<p>A bus.</p><p>A road.</p><p>Hurt.</p>"},
        {"value": BUS},
    ]
    article = read_file(tmp_path, "a.json", json.dumps({"bodies": bodies})).articles[0]
    assert show(article) == [FIRST, SECOND]


def test_a_nitf_body_gives_its_paragraphs_only(tmp_path: Path) -> None:
    nitf = (
        '<?xml version="1.0"?><nitf><head><title>No</title></head><body><byline>No</byline>'
        f"<body.content><p>{FIRST}</p><p>{SECOND}</p></body.content></body></nitf>"
    )
    bodies = [{"contentType": "text/vnd.IPTC.NITF", "value": nitf}]
    article = read_file(tmp_path, "a.json", json.dumps({"bodies": bodies})).articles[0]
    assert show(article) == [FIRST, SECOND]


def test_an_object_with_a_text_is_read_like_a_json_line(tmp_path: Path) -> None:
    content = json.dumps(
        {"id": "bus", "title": "A bus crash", "text": BUS, "outlet": "Post"}, indent=1
    )
    article = read_file(tmp_path, "a.json", content).articles[0]
    assert (article.id, article.outlet, show(article)) == (
        "bus",
        "Post",
        ["A bus crash", FIRST, SECOND],
    )


def test_a_withdrawn_item_is_not_read(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "a.json", json.dumps({**THREE, "pubStatus": "canceled"}))
    assert reading.articles == ()
    assert reading.faults[0].message == "its publisher says it is canceled"


BROKEN = [
    (
        '{"headline": "x",\n "body_text": "a" "b"}',
        "a.json:2:19",
        "broken JSON: expecting ',' delimiter",
    ),
    ('{"headline": ', "a.json:1:13", "broken JSON: expecting value"),
    ("[1, 2]", "a.json:1:1", "this is no JSON object"),
    ('"text"', "a.json:1:1", "this is no JSON object"),
    ('{"headline": "x"}', "a.json:1:1", "there is no article text in this object"),
    ('{"body_text": 5}', "a.json:1:1", "there is no article text in this object"),
    (
        '{"bodies": [3, {"value": null}]}',
        "a.json:1:1",
        "there is no article text in this object",
    ),
    ("[" * 100_000, "a.json:1:1", "brackets are nested too deeply"),
    ('{"a":' * 100_000, "a.json:1:1", "brackets are nested too deeply"),
    ('{"a": ' + "1" * 10_000 + "}", "a.json:1:1", "a number has too many digits"),
]


@pytest.mark.parametrize(("content", "place", "message"), BROKEN)
def test_what_is_no_article_is_one_fault(
    tmp_path: Path, content: str, place: str, message: str
) -> None:
    reading = read_file(tmp_path, "a.json", content)
    assert reading.articles == ()
    assert [(fault.place, fault.message) for fault in reading.faults] == [(place, message)]
    assert reading.faults[0].cure


def test_broken_json_is_marked(tmp_path: Path) -> None:
    fault = read_file(tmp_path, "a.json", '{"headline" "Bus"}').faults[0]
    assert fault.excerpt == '    {"headline" "Bus"}\n                ~'


def test_a_bad_date_costs_the_date_alone(tmp_path: Path) -> None:
    content = (
        '{\n "versionCreated": "last week",\n "language": 7,\n "body_text": "' + FIRST + '"}'
    )
    reading = read_file(tmp_path, "a.json", content)
    assert reading.articles[0].published is None
    assert [(f.place, f.message) for f in reading.faults] == [
        ("a.json:2:20", "unknown date 'last week'"),
        ("a.json:3:14", "'language' is no text"),
    ]
