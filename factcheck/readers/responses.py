"""Responses: what a web server sent, as crawlers keep it: a header and a body.

Crawlers often unpack a body and leave its header as it was, so a body that is not
packed as the header says is taken as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from factcheck.readers.source import MOST_BYTES

if TYPE_CHECKING:
    from fastwarc.stream_io import WarcReader

_MOST_CODINGS = 5


class Response(NamedTuple):
    """A server's answer; `codings` are how its body is packed, in the order of packing."""

    status: int | None
    kind: str
    charset: str | None
    codings: tuple[str, ...]
    body: bytes


def parse_response(content: bytes) -> Response:
    """Parse an answer; one without a status line has no status and no type."""
    from fastwarc.warc import HeaderMap

    headers = HeaderMap()
    start = headers.parse(BytesIO(content))
    kind, _, parameters = (headers.get("Content-Type") or "").partition(";")
    packed = f"{headers.get('Content-Encoding') or ''},{headers.get('Transfer-Encoding') or ''}"
    codings = (coding.strip().lower() for coding in packed.split(","))
    return Response(
        status=headers.status_code,
        kind=kind.strip().lower(),
        charset=_find_charset(parameters),
        codings=tuple(coding for coding in codings if coding),
        body=content[start:],
    )


def _find_charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \t\"'") or None
    return None


def unpack_body(response: Response) -> bytes:
    """Unpack the body, to 10 MB and a byte at most: gzip, deflate, br, zstd, chunked."""
    body = response.body
    for coding in reversed(response.codings[-_MOST_CODINGS:]):
        body = _unpack(body, coding)
    return body


def _unpack(body: bytes, coding: str) -> bytes:
    open_packed = _find_reader(coding)
    if not open_packed:
        return body
    try:
        return open_packed(BytesIO(body)).read(MOST_BYTES + 1)
    except (OSError, ValueError):
        return body


def _find_reader(coding: str) -> Callable[[BinaryIO], WarcReader] | None:
    from fastwarc import stream_io

    readers: dict[str, Callable[[BinaryIO], WarcReader]] = {
        "gzip": stream_io.GzipReader,
        "x-gzip": stream_io.GzipReader,
        "deflate": lambda body: stream_io.GzipReader(body, zlib=True),
        "br": stream_io.BrotliReader,
        "zstd": stream_io.ZstdReader,
        "chunked": stream_io.ChunkedReader,
    }
    return readers.get(coding)
