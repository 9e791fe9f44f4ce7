"""Bring a database to the newest revision, with a copy of an SQLite file made before."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from streamverse.kit.db import Database
from streamverse.kit.log import logger

KEPT_COPIES = 5

log = logger(__name__)


def configuration() -> Config:
    """Return Alembic's configuration for our tree."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


async def current_and_newest(database: Database) -> tuple[str | None, str | None]:
    """Return the revision the database has and the one this release wants."""
    async with database.write_engine.connect() as connection:
        current = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    return current, ScriptDirectory.from_config(configuration()).get_current_head()


async def migrate(database: Database, backups: Path | None = None) -> str | None:
    """Upgrade to the newest revision; returns it when something was done.

    An SQLite database that holds something is first copied to `backups`.
    """
    current, newest = await current_and_newest(database)
    if current == newest:
        return None
    if current and backups and database.is_sqlite and database.url.database:
        _copy(Path(database.url.database), backups, current)
    config = configuration()

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    async with database.write_engine.begin() as connection:
        if not database.is_sqlite:  # two processes may start at once
            await connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7361021)")
        await connection.run_sync(upgrade)
    await database.look_at_tables()
    log.info("database_migrated", from_revision=current, to_revision=newest)
    return newest


def _copy(source: Path, backups: Path, revision: str) -> None:
    backups.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = backups / f"streamverse-{revision}-{stamp}.db"
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    log.info("database_copied", file=str(target))
    for stale in sorted(backups.glob("streamverse-*.db"), key=_age)[:-KEPT_COPIES]:
        stale.unlink()


def _age(path: Path) -> float:
    return path.stat().st_mtime
