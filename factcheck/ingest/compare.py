"""Comparing: the claims of each story that a batch touched, new with new and with earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from factcheck.findings import build_findings
from factcheck.ingest.means import Means
from factcheck.judge import settle_relations
from factcheck.models import Embedder
from factcheck.pipeline import compare_claims
from factcheck.records import ArticleHead, Finding, Relation
from factcheck.store import begin_writing
from factcheck.store.articles import load_members, load_reading
from factcheck.store.batches import list_comparisons, note_compared
from factcheck.store.findings import (
    Change,
    diff_findings,
    drop_relations,
    load_open,
    load_relations,
    save_changes,
    save_relations,
)


class KnownVectors:
    """An embedder that knows the vectors of some texts and asks another for the rest."""

    def __init__(
        self, embedder: Embedder, vector_by_text: Mapping[str, NDArray[np.float32]]
    ) -> None:
        self.embedder = embedder
        self.vector_by_text = vector_by_text

    @property
    def name(self) -> str:
        """The model's name."""
        return self.embedder.name

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Embed texts: see `models.Embedder`."""
        unknown = [text for text in texts if text not in self.vector_by_text]
        asked = dict(zip(unknown, self.embedder.embed(unknown), strict=True)) if unknown else {}
        return np.array([asked.get(text, self.vector_by_text.get(text)) for text in texts])


def _has_two_voices(
    finding: Finding, head_by_id: Mapping[str, ArticleHead], means: Means
) -> bool:
    """Tell whether a finding says something: copies of one text are no agreement."""
    voices = {
        means.outlets.voice(head_by_id[claim.article].outlet)
        for side in finding.sides
        for claim in side.claims
    }
    return finding.verdict != "agreement" or len(voices) > 1


class _Compared(NamedTuple):
    """What comparing a story comes to: written in one short transaction."""

    changes: list[Change]
    relations: list[Relation]
    article_by_claim: dict[str, str]
    kept: set[str]  # the articles whose relations with each other stay


def compare_stories(engine: Engine, batch: int, means: Means) -> None:
    """Compare every story that the batch touched and is not compared yet."""
    with engine.connect() as connection:
        done = len(list_comparisons(connection, batch, is_done=True))
        left = list_comparisons(connection, batch, is_done=False)
    total = done + len(left)
    means.observe("comparing stories", done, total)
    for number, story in enumerate(left, done + 1):
        with engine.connect() as connection:
            compared = _compare_story(connection, story, batch, means)
        with begin_writing(engine) as connection:
            save_changes(connection, story, compared.changes, batch)
            drop_relations(connection, story, compared.kept)
            save_relations(connection, story, compared.relations, compared.article_by_claim)
            note_compared(connection, batch, story)
        means.observe("comparing stories", number, total)


def _compare_story(connection: Connection, story: str, batch: int, means: Means) -> _Compared:
    members = load_members(connection, story)
    head_by_id = {member.head.id: member.head for member in members}
    new = {member.head.id for member in members if member.batch == batch}
    profiles, vector_by_text = load_reading(connection, story)
    article_by_claim = {name: one.claim.article for name, one in profiles.items()}
    kept = head_by_id.keys() - new
    earlier = [
        relation
        for relation in load_relations(connection, story)
        if {article_by_claim.get(relation.left), article_by_claim.get(relation.right)} <= kept
    ]
    relations = compare_claims(
        profiles,
        embedder=KnownVectors(means.embedder, vector_by_text),
        nli=means.nli,
        new_articles=new,
        earlier=earlier,
        thresholds=means.thresholds,
    )
    settled = settle_relations(relations, profiles)
    after = [
        finding
        for finding in build_findings(settled, profiles, head_by_id, with_singles=False)
        if _has_two_voices(finding, head_by_id, means)
    ]
    before = [finding for _, finding in load_open(connection, story)]
    return _Compared(
        diff_findings(before, after, new), relations[len(earlier) :], article_by_claim, kept
    )
