"""Alembic's environment: runs on a connection that `migrate` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from streamverse.entrypoints.migrations.tables import metadata
from streamverse.kit.db.base import UtcDateTime


def rendered(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Write our own types in SQLAlchemy's terms: a migration must not follow our code."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Migrate, in batches on SQLite since it can't alter most things in place."""
    connection: Connection = context.config.attributes["connection"]
    is_postgres = connection.dialect.name == "postgresql"
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=rendered,
        transaction_per_migration=is_postgres,
    )
    with context.begin_transaction():
        if is_postgres:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        context.run_migrations()


run()
