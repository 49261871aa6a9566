"""The schema: what the store keeps, in tables that SQLite and Postgres share.

    batches ── articles ── readings          an article's versions, and what was read in them
       │          │
       │       stories ── relations          what is said of its pairs of claims
       │          │
       └───── comparisons, findings ── history
                                          decisions, by fingerprint

Only decisions hold a time of day: a batch's number is the store's clock, so the same
batches in the same order make the same store.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


# Ids are sorted by code point, as SQLite and Python do, whatever the server's locale.
_ID = String(80).with_variant(String(80, collation="C"), "postgresql")


def _batch_number(
    name: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[int]:
    return Column(
        name,
        Integer,
        ForeignKey("batches.number"),
        nullable=nullable,
        primary_key=primary_key,
    )


def _story_id(*, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    return Column(
        "story",
        _ID,
        ForeignKey("stories.id"),
        nullable=nullable,
        primary_key=primary_key,
    )


batches = Table(
    "batches",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("state", String(16), nullable=False),  # reading, comparing, done
    Column("embedder", Text, nullable=False),
    Column("nli", Text, nullable=False),
    Column("report", LargeBinary),  # its BatchReport as JSON, compressed, once it is done
)

stories = Table(
    "stories",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("title", Text, nullable=False),
    _batch_number("batch"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("outlet", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("published", String(10)),
    Column("published_at", String(40)),
    Column("url", Text),
    Column("title", Text),
    Column("path", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("text", LargeBinary, nullable=False),  # UTF-8, compressed: it may hold any character
    Column("claims", Integer, nullable=False),
    _batch_number("batch"),
    _batch_number("retired", nullable=True),  # the batch that brought a later version
    _story_id(nullable=True),  # none while its batch is being read
    Index(None, "story"),
    Index(None, "batch"),
    Index(None, "retired"),
)

readings = Table(
    "readings",
    metadata,
    Column("article", _ID, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("profiles", LargeBinary, nullable=False),  # JSON, compressed
    Column("vectors", LargeBinary, nullable=False),  # float16, a row a claim
    Column("sketch", LargeBinary, nullable=False),  # what grouping sees, compressed
)

comparisons = Table(  # the stories that a batch touches, and which of them are compared
    "comparisons",
    metadata,
    _batch_number("batch", primary_key=True),
    _story_id(primary_key=True),
    Column("is_done", Boolean, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    _story_id(primary_key=True),
    Column("left_article", _ID, primary_key=True),
    Column("right_article", _ID, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # JSON, compressed
)

findings = Table(
    "findings",
    metadata,
    _story_id(primary_key=True),
    Column("fingerprint", String(16), primary_key=True),
    Column("state", String(8), nullable=False),  # open, resolved
    Column("verdict", String(16), nullable=False),
    Column("facet", String(16), nullable=False),
    Column("severity", String(8), nullable=False),
    Column("score", Float, nullable=False),
    Column("evidence", String(16), nullable=False),
    _batch_number("opened"),
    _batch_number("changed"),
    Column("body", LargeBinary, nullable=False),  # the Finding as JSON, compressed
    Index(None, "fingerprint"),
    Index(None, "state", "severity"),
)

history = Table(  # what became of a finding, batch by batch
    "history",
    metadata,
    _story_id(primary_key=True),
    Column("fingerprint", String(16), primary_key=True),
    _batch_number("batch", primary_key=True),
    Column("event", String(8), nullable=False),  # new, joined, changed, resolved
    Column("evidence", String(16), nullable=False),
    Index(None, "batch"),
)

decisions = Table(  # what reviewers said, append-only; a fingerprint's entries are numbered
    "decisions",
    metadata,
    Column("fingerprint", String(16), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("action", String(8), nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("evidence", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),  # the Decision as JSON, compressed
)
