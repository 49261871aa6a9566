"""The first schema: batches, articles, stories, relations, findings and their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


_ID = sa.String(80).with_variant(sa.String(80, collation="C"), "postgresql")


def upgrade() -> None:
    """Create all tables."""
    _create_articles()
    _create_relations()
    _create_findings()


def _create_articles() -> None:
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("embedder", sa.Text(), nullable=False),
        sa.Column("nli", sa.Text(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_batches")),
        sa.UniqueConstraint("digest", name=op.f("uq_batches_digest")),
    )
    op.create_table(
        "readings",
        sa.Column("article", _ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("profiles", sa.LargeBinary(), nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", "version", name=op.f("pk_readings")),
    )
    op.create_table(
        "stories",
        sa.Column("id", _ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.number"], name=op.f("fk_stories_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stories")),
    )
    op.create_table(
        "articles",
        sa.Column("id", _ID, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("published_at", sa.String(length=40), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("retired", sa.Integer(), nullable=True),
        sa.Column("story", _ID, nullable=True),
        sa.ForeignKeyConstraint(["batch"], ["batches.number"], name=op.f("fk_articles_batch")),
        sa.ForeignKeyConstraint(
            ["retired"], ["batches.number"], name=op.f("fk_articles_retired")
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_articles_story")),
        sa.PrimaryKeyConstraint("id", "version", name=op.f("pk_articles")),
    )
    op.create_index(op.f("ix_articles_batch"), "articles", ["batch"], unique=False)
    op.create_index(op.f("ix_articles_retired"), "articles", ["retired"], unique=False)
    op.create_index(op.f("ix_articles_story"), "articles", ["story"], unique=False)


def _create_relations() -> None:
    op.create_table(
        "comparisons",
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("story", _ID, nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch"], ["batches.number"], name=op.f("fk_comparisons_batch")
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_comparisons_story")),
        sa.PrimaryKeyConstraint("batch", "story", name=op.f("pk_comparisons")),
    )


def _create_findings() -> None:
    op.create_table(
        "findings",
        sa.Column("story", _ID, nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("facet", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=8), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("evidence", sa.String(length=16), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed"], ["batches.number"], name=op.f("fk_findings_changed")
        ),
        sa.ForeignKeyConstraint(
            ["opened"], ["batches.number"], name=op.f("fk_findings_opened")
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_findings_story")),
        sa.PrimaryKeyConstraint("story", "fingerprint", name=op.f("pk_findings")),
    )
    op.create_index(op.f("ix_findings_fingerprint"), "findings", ["fingerprint"], unique=False)
    op.create_index(
        op.f("ix_findings_state_severity"), "findings", ["state", "severity"], unique=False
    )
    op.create_table(
        "history",
        sa.Column("story", _ID, nullable=False),
        sa.Column("fingerprint", sa.String(length=16), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=8), nullable=False),
        sa.Column("evidence", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["batches.number"], name=op.f("fk_history_batch")),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_history_story")),
        sa.PrimaryKeyConstraint("story", "fingerprint", "batch", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_batch"), "history", ["batch"], unique=False)
    op.create_table(
        "relations",
        sa.Column("story", _ID, nullable=False),
        sa.Column("left_article", _ID, nullable=False),
        sa.Column("right_article", _ID, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name=op.f("fk_relations_story")),
        sa.PrimaryKeyConstraint(
            "story", "left_article", "right_article", name=op.f("pk_relations")
        ),
    )
