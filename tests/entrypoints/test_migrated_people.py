"""Whoever had an account before profiles keeps what they watched, in their main profile."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from streamverse.entrypoints.migrations.migrate import configuration, migrate
from streamverse.kit.db import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PERSON = UUID("0199c0de-0000-7000-8000-000000000001")
FAMILY = UUID("0199c0de-0000-7000-8000-000000000002")
FILM = UUID("0199c0de-0000-7000-8000-000000000003")


@pytest.fixture(params=["sqlite", "postgresql"])
async def before(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Database]:
    """A database of the first release, in which somebody has watched something."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/before.db")
    else:
        database = Database(request.getfixturevalue("postgres_url"))
    async with database.write_engine.begin() as connection:
        await connection.run_sync(_first_release)
    yield database
    await database.close()


def _first_release(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    tables = MetaData()
    tables.reflect(connection, only=["accounts", "refresh_families", "resume_points"])
    account = {"email": "asha@example.com", "name": "Asha " + "x" * 40, "epoch": 0}
    connection.execute(
        insert(tables.tables["accounts"]).values(
            id=_id(connection, PERSON), created_at=NOW, **account
        )
    )
    family = {"epoch": 0, "transport": "cookie", "address": "", "user_agent": ""}
    times = dict.fromkeys(("created_at", "used_at", "expires_at"), NOW)
    connection.execute(
        insert(tables.tables["refresh_families"]).values(
            id=_id(connection, FAMILY), account_id=_id(connection, PERSON), **family, **times
        )
    )
    points = tables.tables["resume_points"]
    for key in (f"account:{PERSON}", f"guest:{FAMILY}"):
        connection.execute(
            insert(points).values(
                viewer_key=key,
                asset_id=_id(connection, FILM),
                position_seconds=60.0,
                duration_seconds=600.0,
                is_finished=False,
                updated_at=NOW,
            )
        )


def _id(connection: Connection, identifier: UUID) -> UUID | str:
    """Return an id as a reflected column takes it: SQLite knows it as text alone."""
    return identifier.hex if connection.dialect.name == "sqlite" else identifier


class TestAnAccountOfBefore:
    async def test_has_a_main_profile_with_what_was_watched(self, before: Database) -> None:
        await migrate(before)

        def read(connection: Connection) -> tuple[dict[str, object], set[str], object]:
            tables = MetaData()
            tables.reflect(
                connection, only=["accounts", "profiles", "refresh_families", "resume_points"]
            )
            profile = connection.execute(select(tables.tables["profiles"])).mappings().one()
            keys = set(connection.scalars(select(tables.tables["resume_points"].c.viewer_key)))
            family = connection.execute(select(tables.tables["refresh_families"])).mappings().one()
            return dict(profile), keys, family["profile_id"]

        async with before.write_engine.connect() as connection:
            profile, keys, chosen = await connection.run_sync(read)
        assert profile["is_main"]
        assert len(str(profile["name"])) == 30
        assert chosen == profile["id"]
        assert keys == {f"profile:{UUID(str(profile['id']))}", f"guest:{FAMILY}"}
