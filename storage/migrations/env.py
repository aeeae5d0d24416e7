"""Alembic's entry: migrates on the connection that `storage.database` hands over."""

from __future__ import annotations

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite changes columns only by copying the table.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
