"""Reading: the claims, profiles and vectors of a batch's articles, kept as they come.

Extraction runs in as many processes as the executor has; the model runs in this one, on
all cores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine

from factcheck.extract import extract_claims
from factcheck.ingest.gather import Inbox, Waiting
from factcheck.ingest.means import Means
from factcheck.models import Embedder
from factcheck.profiles import profile_claims
from factcheck.records import Article, Profile
from factcheck.store import begin_writing
from factcheck.store.articles import (
    ReadArticle,
    Version,
    add_articles,
    list_last_numbers,
    list_versions,
)
from factcheck.stories import sketch_articles

CHUNK = 16  # articles that are kept in one transaction


class _Extracted(NamedTuple):
    version: Version
    article: Article
    profiles: tuple[Profile, ...]


def read_inbox(engine: Engine, inbox: Inbox, batch: int, means: Means) -> None:
    """Read every article that is new or has a new text and keep it, outside any story yet.

    What an interrupted run has kept of this batch is not read again.
    """
    with engine.connect() as connection:
        known = list_versions(connection)
        kept = list_versions(connection, batch=batch)
        last_numbers = list_last_numbers(connection, before=batch)
    fresh = _choose(inbox.waiting, known, last_numbers)
    left = [(version, one) for version, one in fresh if kept.get(version.article) != version]
    done = len(fresh) - len(left)
    means.observe("reading articles", done, len(fresh))
    extracted = means.executor.map(_extract_chunk, _cut(left))
    for chunk in extracted:
        read = _embed(chunk, means.embedder)
        with begin_writing(engine) as connection:
            add_articles(connection, read, batch)
        done += len(chunk)
        means.observe("reading articles", done, len(fresh))


def _choose(
    waiting: Sequence[Waiting],
    known: Mapping[str, Version],
    last_numbers: Mapping[str, int],
) -> list[tuple[Version, Waiting]]:
    """Choose the last text of each article, where it is not the one known or an older one."""
    last = {one.article: one for one in waiting}
    return [
        (
            Version(
                one.article, last_numbers.get(one.article, 0) + 1, one.digest, one.published
            ),
            one,
        )
        for one in waiting
        if last[one.article] is one and _is_fresh(one, known.get(one.article))
    ]


def _is_fresh(one: Waiting, known: Version | None) -> bool:
    if known is None:
        return True
    common = min(len(one.published), len(known.published))  # a day alone has no hour to compare
    is_older = one.published[:common] < known.published[:common]
    return one.digest != known.digest and not is_older


def _cut(left: Sequence[tuple[Version, Waiting]]) -> Iterator[list[tuple[Version, Waiting]]]:
    items = iter(left)
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _extract_chunk(chunk: Iterable[tuple[Version, Waiting]]) -> list[_Extracted]:
    extracted = []
    for version, one in chunk:
        article = one.unpack()
        profiles = profile_claims(extract_claims([article]), [article])
        extracted.append(_Extracted(version, article, tuple(profiles.values())))
    return extracted


def _embed(chunk: Sequence[_Extracted], embedder: Embedder) -> list[ReadArticle]:
    texts = [profile.topic_text for one in chunk for profile in one.profiles]
    rows = embedder.embed(texts)
    ends = np.cumsum([len(one.profiles) for one in chunk])
    sketches = sketch_articles([one.article for one in chunk], embedder)
    return [
        ReadArticle(one.version, one.article, one.profiles, own, sketch)
        for one, own, sketch in zip(chunk, np.split(rows, ends[:-1]), sketches, strict=True)
    ]
