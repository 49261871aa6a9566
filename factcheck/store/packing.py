"""Packing: records and vectors as bytes of a column, the same bytes for the same content."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.records import Record
from factcheck.stories import Sketch

Kind = TypeVar("Kind", bound=Record)


def pack_text(text: str) -> bytes:
    """Compress a text; any code point is kept, lone surrogates too."""
    return zlib.compress(text.encode("utf-8", errors="surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """Give back what `pack_text` compressed."""
    return zlib.decompress(packed).decode("utf-8", errors="surrogatepass")


def pack_record(record: Record) -> bytes:
    """Compress a record as JSON; fields that it excludes are left out."""
    return pack_records([record])


def unpack_record(packed: bytes, kind: type[Kind]) -> Kind:
    """Give back what `pack_record` compressed."""
    return unpack_records(packed, kind)[0]


def pack_records(records: Iterable[Record]) -> bytes:
    """Compress records as a list of JSON objects."""
    fields = [record.model_dump(mode="json") for record in records]
    return pack_text(json.dumps(fields, separators=(",", ":")))


def unpack_records(packed: bytes, kind: type[Kind]) -> list[Kind]:
    """Give back what `pack_records` compressed."""
    return [kind.model_validate(fields) for fields in json.loads(unpack_text(packed))]


def pack_sketch(sketch: Sketch) -> bytes:
    """Keep what grouping sees of an article: its keys, and its vector in half precision."""
    fields = {
        "id": sketch.id,
        "published": sketch.published.isoformat() if sketch.published else None,
        "vector": sketch.vector.astype("<f2").tobytes().hex(),
        "keys": sketch.keys,
    }
    return pack_text(json.dumps(fields))


def unpack_sketch(packed: bytes) -> Sketch:
    """Give back what `pack_sketch` kept."""
    fields = json.loads(unpack_text(packed))
    day = fields["published"]
    return Sketch(
        id=fields["id"],
        published=date.fromisoformat(day) if day else None,
        vector=unpack_vectors(bytes.fromhex(fields["vector"]), 1)[0],
        keys=tuple(fields["keys"]),
    )


def pack_vectors(rows: NDArray[np.float32]) -> bytes:
    """Keep vectors, a row each, in half precision: a cosine moves by 0.001 at most."""
    return rows.astype("<f2").tobytes()


def unpack_vectors(packed: bytes, count: int) -> NDArray[np.float32]:
    """Give back `count` rows; raises ValueError when the bytes do not divide so."""
    return np.frombuffer(packed, dtype="<f2").astype(np.float32).reshape(count, -1)
