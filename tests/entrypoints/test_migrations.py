"""The migrations build what the models say, and an upgrade keeps a copy of what was."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, text

from streamverse.entrypoints.migrations.migrate import migrate
from streamverse.entrypoints.migrations.tables import metadata
from streamverse.kit.db import Database


def differences(connection: Connection) -> list[str]:
    """What the models have that the database has not, or the other way round."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return [str(each) for each in compare_metadata(context, metadata)]


class TestMigrate:
    """`migrate`."""

    async def test_builds_what_the_models_say_on_sqlite(self, database: Database) -> None:
        async with database.write_engine.connect() as connection:
            assert await connection.run_sync(differences) == []

    async def test_builds_what_the_models_say_on_postgresql(self, postgres_url: str) -> None:
        database = Database(postgres_url)
        try:
            assert await migrate(database)
            async with database.write_engine.connect() as connection:
                assert await connection.run_sync(differences) == []
        finally:
            await database.close()

    async def test_does_nothing_the_second_time(self, database: Database) -> None:
        assert await migrate(database) is None

    async def test_copies_the_database_before_it_changes_it(
        self, database: Database, tmp_path: Path
    ) -> None:
        async with database.write() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        backups = tmp_path / "backups"
        with pytest.raises(CommandError, match="0000"):  # no such revision: the copy came first
            await migrate(database, backups)
        (copy,) = backups.glob("streamverse-0000-*.db")
        kept = Database(f"sqlite:///{copy}")
        async with kept.read() as session:
            assert await session.scalar(text("SELECT version_num FROM alembic_version")) == "0000"
        await kept.close()
