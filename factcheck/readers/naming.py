"""Names: what articles and outlets are called when their file does not say."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

_TRAILING_NUMBER = re.compile(r"-\d+$")
_ID_DIGITS = 12


def name_outlet(stem: str) -> str:
    """Name an outlet after its file: the name without its ending and its number."""
    return _TRAILING_NUMBER.sub("", stem).strip() or stem


def name_host(url: str) -> str | None:
    """Name the host of an address, without its "www."; None when there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def make_id(url: str | None, *content: str | None) -> str:
    """Make an id of an article's address, else of its outlet, title and text.

    The same article has the same id in every batch, on whatever line it stands:
    12 hexadecimal digits of a SHA-256.
    """
    parts = [url] if url else [part or "" for part in content]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace"))
    return digest.hexdigest()[:_ID_DIGITS]
