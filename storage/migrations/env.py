"""Alembic's environment: always online, on the connection and in the transaction it is given."""

from alembic import context

from storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,  # for its rule of naming constraints
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
