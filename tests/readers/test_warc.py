"""A web archive gives its articles, and nothing else that a crawl brings along."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc import stream_io
from fastwarc.warc import WarcRecordType
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.readers import read_story, responses, warc, warc_records
from factcheck.readers.source import Source
from factcheck.records import Article
from tests.readers.write import BUS, HAFILA, read_file, show
from tests.readers.write_warc import compress, make_page, make_record

FRENCH = (
    "Le maire de la ville a déclaré mardi que trois personnes ont été blessées dans "
    "l'accident, et que la route resterait fermée jusqu'à la fin de la semaine.",
    "La police a interrogé le conducteur de l'autocar, qui avait quitté la route dans "
    "la nuit, et les secours sont arrivés sur les lieux après une heure.",
)
PAGE = make_page(*BUS.splitlines(), "The council will meet again in the town hall on Friday.")
SAFHA = make_page(*HAFILA.splitlines())


def url(name: str | int) -> str:
    return f"https://www.post.example/news/{name}"


def read(
    folder: Path, *records: bytes, name: str = "crawl.warc.gz"
) -> tuple[list[str], list[str]]:
    """The last words of the articles' addresses, and the faults' messages."""
    parts = [compress(record) for record in records] if name.endswith("gz") else records
    reading = read_file(folder, name, b"".join(parts))
    urls = [str(article.url).rpartition("/")[2] for article in reading.articles]
    assert all(fault.place == name and fault.cure for fault in reading.faults)
    return urls, [fault.message for fault in reading.faults]


def read_one(folder: Path, record: bytes) -> Article:
    reading = read_file(folder, "crawl.warc.gz", compress(record))
    assert reading.faults == ()
    return reading.articles[0]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_every_page_with_a_report_is_an_article(tmp_path: Path, name: str) -> None:
    records = [make_record(url(1), PAGE), make_record(url(2), SAFHA), make_record(url(3), PAGE)]
    assert read(tmp_path, *records, name=name) == (["1", "2", "3"], [])


def test_an_article_has_the_records_address_and_its_hosts_name(tmp_path: Path) -> None:
    article = read_one(tmp_path, make_record(url("bus"), PAGE))
    assert (article.url, article.outlet) == (url("bus"), "post.example")
    assert (article.path, article.line, article.language) == ("crawl.warc.gz", 1, "en")
    assert show(article)[:2] == BUS.splitlines()


def test_a_page_names_its_outlet_and_day_itself(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta property="article:published_time" content="2019-03-04T23:30:00+03:00">'
        '<link rel="canonical" href="https://other.example/x">'
    )
    article = read_one(
        tmp_path, make_record(url("bus"), make_page(*BUS.splitlines(), head=head))
    )
    assert (article.outlet, str(article.published)) == ("Harbour Post", "2019-03-04")
    assert article.url == url("bus")


def test_an_id_is_made_of_the_address_alone(tmp_path: Path) -> None:
    other = PAGE.replace("Tuesday", "Monday")
    first = read_one(tmp_path, make_record(url("bus"), PAGE))
    assert first.id == read_one(tmp_path, make_record(url("bus"), other)).id
    assert first.id != read_one(tmp_path, make_record(url("road"), PAGE)).id
    assert len(first.id) == 12


NO_ARTICLES = {
    "redirect": make_record(url("x"), PAGE, status="301 Moved"),
    "missing page": make_record(url("x"), PAGE, status="404 Not Found"),
    "no status": make_record(url("x"), PAGE, status="abc"),
    "picture": make_record(url("x.png"), b"\x89PNG\r\n\x1a\n\x00", kind="image/png"),
    "robots": make_record("https://post.example/robots.txt", "a " * 99, kind="text/plain"),
    "feed": make_record(url("feed"), PAGE, kind="application/rss+xml"),
    "no type": make_record(url("x"), PAGE, kind=""),
    "front page": make_record("https://www.post.example/", PAGE),
    "address of no page": make_record("dns:post.example", PAGE),
    "broken address": make_record("http://[x", PAGE),
    "hardly any text": make_record(url("x"), make_page("Read all the news of the day here.")),
    "no text": make_record(url("x"), "<html></html>"),
    "empty": make_record(url("x"), ""),
    "request": make_record(url("x"), PAGE, record_type=WarcRecordType.request),
    "page of text": make_record(url("x"), PAGE, record_type=WarcRecordType.conversion),
}


@pytest.mark.parametrize("record", NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_what_is_no_article_is_passed_over_in_silence(tmp_path: Path, record: bytes) -> None:
    assert read(tmp_path, record, make_record(url("bus"), PAGE)) == (["bus"], [])


def test_a_file_without_an_article_is_reported(tmp_path: Path) -> None:
    assert read(tmp_path, *NO_ARTICLES.values()) == (
        [],
        ["the file holds no page with an article"],
    )


@pytest.mark.parametrize("kind", ["TEXT/HTML;charset=UTF-8", "application/xhtml+xml"])
def test_a_type_is_known_in_any_spelling(tmp_path: Path, kind: str) -> None:
    assert read(tmp_path, make_record(url("bus"), PAGE, kind=kind)) == (["bus"], [])


def test_other_languages_are_counted_in_one_fault(tmp_path: Path) -> None:
    french = [make_record(url(n), make_page(*FRENCH)) for n in range(3)]
    russian = make_record(url("r"), make_page("Мэр города сообщил, что дорога закрыта. " * 9))
    urls, messages = read(tmp_path, *french, make_record(url("bus"), PAGE), russian)
    assert urls == ["bus"]
    assert messages == [
        "pages passed over: 3 written in French, "
        "1 written in a language other than English and Arabic"
    ]


#   header of the answer, charset of the page, charset that it is written in
CHARSETS = [
    ("; charset=windows-1256", "", "cp1256"),
    ('; boundary=x; Charset="WINDOWS-1256"', "", "cp1256"),
    ("", '<meta charset="windows-1256">', "cp1256"),
    ("; charset=windows-1256", '<meta charset="iso-8859-1">', "cp1256"),
    ("; charset=windows-1256", "", "utf-8"),
]


@pytest.mark.parametrize(("header", "head", "written"), CHARSETS)
def test_the_servers_charset_comes_before_the_pages(
    tmp_path: Path, header: str, head: str, written: str
) -> None:
    body = make_page(*HAFILA.splitlines(), head=head).encode(written)
    article = read_one(tmp_path, make_record(url("x"), body, kind=f"text/html{header}"))
    assert show(article) == HAFILA.splitlines()


@pytest.mark.parametrize("charset", ["iso-8859-1", "latin1", "us-ascii"])
def test_latin_1_is_read_as_browsers_read_it(tmp_path: Path, charset: str) -> None:
    body = PAGE.replace("The mayor", "The town’s mayor").encode("cp1252")
    article = read_one(
        tmp_path, make_record(url("x"), body, kind=f"text/html; charset={charset}")
    )
    assert "The town’s mayor" in article.text


def chunk(body: bytes) -> bytes:
    pieces = [body[i : i + 100] for i in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, b""))


def pack(writer: type[stream_io.BrotliWriter | stream_io.ZstdWriter], body: bytes) -> bytes:
    stream = BytesIO()
    packed = writer(stream)
    packed.write(body)
    packed.close()
    return stream.getvalue()


PACKED = {
    "gzip": ("Content-Encoding: gzip\r\n", gzip.compress(PAGE.encode())),
    "x-gzip": ("content-encoding: X-GZIP\r\n", gzip.compress(PAGE.encode())),
    "deflate": ("Content-Encoding: deflate\r\n", zlib.compress(PAGE.encode())),
    "br": ("Content-Encoding: br\r\n", pack(stream_io.BrotliWriter, PAGE.encode())),
    "zstd": ("Content-Encoding: zstd\r\n", pack(stream_io.ZstdWriter, PAGE.encode())),
    "chunked": ("Transfer-Encoding: chunked\r\n", chunk(PAGE.encode())),
    "both": (
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        chunk(gzip.compress(PAGE.encode())),
    ),
    "unpacked by the crawler": (
        "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        PAGE.encode(),
    ),
    "said to be br": ("Content-Encoding: br\r\n", PAGE.encode()),
    "unknown": ("Content-Encoding: identity\r\n", PAGE.encode()),
}


@pytest.mark.parametrize(("headers", "body"), PACKED.values(), ids=PACKED)
def test_a_packed_page_is_unpacked(tmp_path: Path, headers: str, body: bytes) -> None:
    article = read_one(tmp_path, make_record(url("x"), body, headers=headers))
    assert show(article)[:2] == BUS.splitlines()


def test_a_page_that_unpacks_to_too_much_is_a_fault(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 30_000_000)
    records = [
        make_record(url("x"), bomb, headers="Content-Encoding: gzip\r\n"),
        make_record(url("film"), b"a" * 11_000_000, kind="video/mp4"),
        make_record(url("long"), b"a" * 11_000_000),
        make_record(url("bus"), PAGE),
    ]
    urls, messages = read(tmp_path, *records)
    assert urls == ["bus"]
    assert [message.partition(":")[2] for message in messages] == [
        " more than 10 MB is too much for one article: the limit is 10 MB"
    ] * 2


def test_long_bodies_are_unpacked_to_their_end() -> None:
    body = b"".join(b"<p>%d</p>" % number for number in range(200_000))
    for coding, packed in [
        ("gzip", gzip.compress(body)),
        ("br", pack(stream_io.BrotliWriter, body)),
        ("chunked", chunk(body)),
    ]:
        response = responses.Response(200, "text/html", None, (coding,), packed)
        assert responses.unpack_body(response) == body


PIECES = [make_record(url(n), PAGE.replace("two hours", f"{n + 2} hours")) for n in range(4)]
#   what is done to the second record
BREAKS: dict[str, Callable[[bytes], bytes]] = {
    "stain": lambda record: record[:30] + b"\xff" * 60 + record[90:],
    "no head": lambda record: b"\0" * 12 + record[12:],
    "cut off": lambda record: record[: len(record) // 2],
    "junk before it": lambda record: b"JUNK\r\n" * 500 + record,
    "longer than it says": lambda record: record.replace(
        b"Content-Length: ", b"Content-Length: -"
    ),
    "a lone member head": lambda record: b"\x1f\x8b\x08" * 20 + record,
}


@pytest.mark.parametrize("is_packed", [True, False], ids=["gz", "plain"])
@pytest.mark.parametrize("spoil", BREAKS.values(), ids=BREAKS)
def test_a_broken_record_costs_only_itself(
    tmp_path: Path, spoil: Callable[[bytes], bytes], is_packed: bool
) -> None:
    pieces = [compress(piece) if is_packed else piece for piece in PIECES]
    pieces[1] = spoil(pieces[1])
    reading = read_file(tmp_path, f"a.warc{'.gz' * is_packed}", b"".join(pieces))
    urls = {str(article.url)[-1] for article in reading.articles}
    assert {"0", "2", "3"} <= urls


def test_a_break_names_the_record_before_it(tmp_path: Path) -> None:
    packed = [compress(piece) for piece in PIECES]
    packed[2] = b"\0" * 9 + packed[2][9:]
    reading = read_file(tmp_path, "a.warc.gz", b"".join(packed))
    assert [fault.message for fault in reading.faults] == [
        f"the record after the one at byte {len(packed[0])} is broken or cut off"
    ]


@pytest.mark.parametrize("is_packed", [True, False], ids=["gz", "plain"])
def test_a_last_record_that_is_cut_off_is_a_fault(tmp_path: Path, is_packed: bool) -> None:
    pieces = [compress(piece) if is_packed else piece for piece in PIECES]
    content = b"".join(pieces)[:-60]
    reading = read_file(tmp_path, f"a.warc{'.gz' * is_packed}", content)
    assert len(reading.articles) == 3
    assert [fault.message for fault in reading.faults] == [
        f"the record at byte {sum(map(len, pieces[:3]))} is broken or cut off"
    ]


def test_a_record_that_says_too_great_a_length_hides_no_other(tmp_path: Path) -> None:
    pieces = list(PIECES)
    pieces[1] = pieces[1].replace(b"Content-Length: ", b"Content-Length: 9999")
    assert read(tmp_path, *pieces, name="a.warc") == (
        ["0", "2", "3"],
        [f"the record at byte {len(pieces[0])} is broken or cut off"],
    )


def test_an_archive_packed_in_one_piece_is_read(tmp_path: Path) -> None:
    reading = read_file(tmp_path, "a.warc.gz", gzip.compress(b"".join(PIECES)))
    assert (len(reading.articles), reading.faults) == (4, ())


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01" * 1000, PAGE.encode(), gzip.compress(PAGE.encode())],
)
def test_what_is_no_archive_is_one_fault(tmp_path: Path, content: bytes) -> None:
    reading = read_file(tmp_path, "a.warc.gz", content)
    assert [fault.message for fault in reading.faults] == [
        "the file does not begin with a WARC record"
    ]


@pytest.mark.parametrize("junk", [b"\x1f\x8b\x08", b"WARC/1.0\r\nA: b\r\n\r\n"])
def test_junk_that_looks_like_records_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, junk: bytes
) -> None:
    monkeypatch.setattr(warc_records, "_LEAST_REREAD", 1_000_000)
    reading = read_file(tmp_path, "a.warc.gz", PIECES[0] + junk * 100_000)
    assert len(reading.articles) == 1
    assert len(reading.faults) < 200
    assert reading.faults[-1].message.startswith("too much is broken: from byte")


def test_a_start_across_two_blocks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(1, 24):
        monkeypatch.setattr(warc_records, "_BLOCK", size)
        found = list(warc_records.split_records(BytesIO(b"junk\r\n" * 3 + PIECES[0])))
        assert [type(record).__name__ for record in found] == ["Break", "RawRecord"]


def test_a_fault_of_a_page_names_its_record(tmp_path: Path) -> None:
    record = make_record(url("x"), b"<p>\xff\x81\xfe</p>" * 9)
    first = compress(PIECES[0])
    reading = read_file(tmp_path, "a.warc.gz", first + compress(record))
    assert [(fault.place, fault.message) for fault in reading.faults] == [
        (
            "a.warc.gz",
            f"record at byte {len(first)}: "
            "not UTF-8: byte 0xFF fits no encoding that makes sense here",
        )
    ]


def test_an_address_is_cleared_of_what_is_no_address(tmp_path: Path) -> None:
    article = read_one(tmp_path, make_record("<https://post.example/a\tb>", PAGE))
    assert article.url == "https://post.example/ab"


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    body = make_record(url("x.png"), b"\x89PNG" + bytes(1_000_000), kind="image/png")
    path.write_bytes(compress(body) * 40)
    peaks = []
    for size in (4, 40):
        path.write_bytes(compress(body) * size)
        tracemalloc.start()
        assert len(list(warc.read_parts(Source(path, "a", "a")))) == 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_a_story_may_be_a_crawl(tmp_path: Path) -> None:
    (tmp_path / "flood.warc.gz").write_bytes(b"".join(map(compress, PIECES)))
    story = read_story(tmp_path / "flood.warc.gz")
    assert (story.name, len({article.id for article in story.articles})) == ("flood", 4)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, 2000), st.integers(0, 80), st.binary(max_size=30)), max_size=4
    ),
    is_packed=st.booleans(),
)
def test_no_archive_raises(
    tmp_path: Path, cuts: list[tuple[int, int, bytes]], is_packed: bool
) -> None:
    content = b"".join(compress(piece) if is_packed else piece for piece in PIECES[:2])
    for start, length, junk in cuts:
        content = content[:start] + junk + content[start + length :]
    reading = read_file(tmp_path, "a.warc", content)
    assert reading.articles or reading.faults
