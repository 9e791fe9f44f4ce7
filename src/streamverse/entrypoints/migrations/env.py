"""Alembic's environment: runs on a connection that `migrate` hands over."""

from alembic import context
from sqlalchemy import Connection

from streamverse.entrypoints.migrations.tables import metadata


def run() -> None:
    """Migrate, in batches on SQLite since it can't alter most things in place."""
    connection: Connection = context.config.attributes["connection"]
    is_postgres = connection.dialect.name == "postgresql"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=is_postgres,
    )
    with context.begin_transaction():
        if is_postgres:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        context.run_migrations()


run()
