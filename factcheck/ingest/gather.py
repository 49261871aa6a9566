"""Gathering: the articles of a batch, each once, in an order that no file decides.

An article is who it is by its address, or without one by outlet and id; the same article
with another text is another version of it. Until it is read it waits compressed, so a
batch may be larger than memory would like.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from courlan import normalize_url

from factcheck.readers.source import Reading
from factcheck.records import Article, Fault
from factcheck.settings import OutletNames, rename_outlets
from factcheck.store.packing import pack_record, unpack_record

_SLUG = re.compile(r"[^\w]+")
_LONGEST_SLUG = 40


class Waiting(NamedTuple):
    """An article that waits to be read; sorting puts the oldest first.

    `published` is as `tell_time` gives it.
    """

    published: str
    article: str
    digest: str
    packed: bytes

    def unpack(self) -> Article:
        """The article itself, under the id that the store knows it by."""
        return unpack_record(self.packed, Article)


class Inbox(NamedTuple):
    """A gathered batch: its articles in order, how many came twice, what was unreadable."""

    waiting: tuple[Waiting, ...]
    repeated: int
    faults: tuple[Fault, ...]

    def digest(self) -> str:
        """Hash the content of the batch: its articles, whatever files they stood in."""
        parts = sorted(f"{one.article} {one.digest}" for one in self.waiting)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def gather(readings: Iterable[Reading], outlets: OutletNames) -> Inbox:
    """Take every article once, whatever files it stood in; their order changes nothing."""
    waiting: dict[tuple[str, str], Waiting] = {}
    faults: list[Fault] = []
    repeated = 0
    for reading in readings:
        faults += reading.faults
        for article in rename_outlets(reading.articles, outlets):
            one = _await_reading(article)
            key = (one.article, one.digest)
            repeated += key in waiting
            waiting[key] = min(one, waiting.get(key, one))
    return Inbox(tuple(sorted(waiting.values())), repeated, tuple(faults))


def _await_reading(article: Article) -> Waiting:
    when = article.published_at or article.published
    fields = [article.outlet, article.language, str(when), article.title, article.text]
    content = json.dumps(fields).encode()
    article = article.model_copy(update={"id": identify(article)})
    return Waiting(
        published=tell_time(article),
        article=article.id,
        digest=hashlib.sha256(content).hexdigest(),
        packed=pack_record(article),
    )


def tell_time(article: Article) -> str:
    """When an article was published, in UTC if its hour is known; text sorts by time."""
    if article.published_at:
        return article.published_at.astimezone(UTC).isoformat()
    return article.published.isoformat() if article.published else ""


def identify(article: Article) -> str:
    """Name an article as the store knows it, by its address, or without one by outlet and id.

    A readable word (the site, the outlet) stands before a hash. Addresses are compared
    without fragment, trackers and letter case of the host.
    """
    address = _read_address(article.url)
    who = address or f"{article.outlet}\n{article.id}"
    word = urlsplit(address).hostname if address else article.outlet
    folded = unicodedata.normalize("NFKC", word or "").casefold()
    slug = _SLUG.sub("-", folded).strip("-")[:_LONGEST_SLUG].strip("-") or "article"
    return f"{slug}-{hashlib.sha256(json.dumps(who).encode()).hexdigest()[:16]}"


def _read_address(url: str | None) -> str | None:
    """The address without what does not matter; None where it cannot be read as one."""
    if not url:
        return None
    try:
        address = normalize_url(urldefrag(url).url, strict=False)
        return address if urlsplit(address).hostname else None
    except ValueError:
        return None
