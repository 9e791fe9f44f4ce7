"""What was published before there were rights windows is offered everywhere, as it was shown."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from streamverse.entrypoints.migrations.migrate import configuration, migrate
from streamverse.kit.db import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SERIES, DRAFT, SEASON, FIRST, ASSET = (UUID(int=number) for number in range(1, 6))
TEXTS = dict.fromkeys(("original_name", "tagline", "synopsis", "rating"), "")
TIMES = dict.fromkeys(("created_at", "updated_at", "listed_at"), NOW)


@pytest.fixture(params=["sqlite", "postgresql"])
async def before(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncGenerator[Database]:
    """A database of the release before, with a published series and a draft."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path}/before.db")
    else:
        database = Database(request.getfixturevalue("postgres_url"))
    async with database.write_engine.begin() as connection:
        await connection.run_sync(_release_before)
    yield database
    await database.close()


def _release_before(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "0003")
    tables = MetaData()
    tables.reflect(connection)

    def add(table: str, **values: Any) -> None:
        if connection.dialect.name == "sqlite":  # it knows ids as text alone
            values = {
                name: value.hex if isinstance(value, UUID) else value
                for name, value in values.items()
            }
        connection.execute(insert(tables.tables[table]).values(**values))

    for title_id, state in ((SERIES, "published"), (DRAFT, "draft")):
        add(
            "titles",
            id=title_id,
            slug=state,
            kind="series",
            state=state,
            owner_id=DRAFT,
            name="A name",
            folded="a name",
            year=2020,
            languages=[],
            version=1,
            published_at=NOW,
            **TEXTS,
            **TIMES,
        )
    add("genres", slug="drama", name="Drama")
    add("title_genres", title_id=SERIES, genre_slug="drama", position=0)
    add("seasons", id=SEASON, title_id=SERIES, number=1, name="")
    episode = {"title_id": SERIES, "season_id": SEASON, "synopsis": "", "created_at": NOW}
    add("episodes", id=DRAFT, number=1, name="Nothing to play yet", **episode)
    add("episodes", id=FIRST, number=2, name="First", asset_id=ASSET, **episode)


class TestATitleOfBefore:
    async def test_is_offered_everywhere_if_it_was_published_and_keeps_its_parts(
        self, before: Database
    ) -> None:
        await migrate(before)

        def read(connection: Connection) -> dict[str, list[dict[str, Any]]]:
            tables = MetaData()
            names = ["titles", "rights_windows", "title_genres", "episodes"]
            tables.reflect(connection, only=names)
            return {
                name: [
                    dict(row) for row in connection.execute(select(tables.tables[name])).mappings()
                ]
                for name in names
            }

        async with before.write_engine.connect() as connection:
            found = await connection.run_sync(read)
        (window,) = found["rights_windows"]
        faces = {row["slug"]: row["face_asset_id"] for row in found["titles"]}
        assert UUID(str(window["title_id"])) == SERIES
        assert window["monetisation"] == "free"
        assert (window["territories"], window["until_at"]) == ("*", None)
        assert UUID(str(faces["published"])) == ASSET
        assert faces["draft"] is None
        assert (len(found["title_genres"]), len(found["episodes"])) == (1, 2)
        assert {row["sort_name"] for row in found["titles"]} == {"a name"}
        assert {str(row["came_out_on"]) for row in found["titles"]} == {"2020-01-01"}
