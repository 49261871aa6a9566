"""Builders: web archives in memory, as a crawler writes them."""

from __future__ import annotations

from io import BytesIO

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

HTML = "text/html; charset=utf-8"


def make_page(*paragraphs: str, head: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


def make_record(
    url: str,
    body: str | bytes,
    *,
    kind: str = HTML,
    status: str = "200 OK",
    headers: str = "",
    record_type: WarcRecordType = WarcRecordType.response,
) -> bytes:
    """A record, not compressed; `headers` are more lines of the answer's header."""
    content = body if isinstance(body, bytes) else body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n"
    record = WarcRecord()
    record.init_headers(record_type, b"urn:uuid:00000000-0000-4000-8000-000000000000")
    record.is_http = True
    record.headers["WARC-Target-URI"] = url
    record.set_bytes_content(head.encode() + content)
    stream = BytesIO()
    record.write(stream)
    return stream.getvalue()


def compress(record: bytes) -> bytes:
    stream = BytesIO()
    writer = GzipWriter(stream)
    writer.write(record)
    writer.finish()
    return stream.getvalue()
