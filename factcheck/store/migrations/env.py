"""What Alembic runs: the migrations, on the connection that `upgrade` hands in."""

from __future__ import annotations

from alembic import context

from factcheck.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
