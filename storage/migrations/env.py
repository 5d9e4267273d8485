"""Run by Alembic, which `storage.schema` hands an open connection within a transaction."""

from alembic import context

from storage.tables import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,  # SQLite changes a table by building it anew
)
with context.begin_transaction():
    context.run_migrations()
