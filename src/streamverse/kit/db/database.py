"""Engines and sessions for SQLite and PostgreSQL from one place.

SQLite has one writer. A plain BEGIN takes the lock only at the first write and then fails
at once when another connection was quicker; BEGIN IMMEDIATE queues for it instead. So the
two kinds of session have an engine each, which differ in how they begin.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine

from streamverse.kit.db.session import ReadSession, WriteSession

BUSY_TIMEOUT_MS = 15_000
READERS = 8
ROWS_LOOKED_AT = 200_000
"""Of each index, so that looking takes a second however long a table is."""


class Database:
    """Opens read and write sessions on the configured engines."""

    def __init__(self, url: str, read_url: str | None = None, *, echo: bool = False) -> None:
        """Connect lazily to `url`; reads go to `read_url` when there is a replica."""
        self.url = _with_driver(url)
        self.carried: dict[str, Any] = {}
        """What every write session finds in its `info`: what the process was set to."""
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.url.database:
                Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
            self._write_engine = _sqlite_engine(
                self.url, begin="BEGIN IMMEDIATE", size=4, echo=echo
            )
            self._read_engine = _sqlite_engine(self.url, begin="BEGIN", size=READERS, echo=echo)
        else:
            self._write_engine = create_async_engine(
                self.url, pool_size=10, max_overflow=10, pool_pre_ping=True, echo=echo
            )
            self._read_engine = create_async_engine(
                _with_driver(read_url or url),
                pool_size=10,
                max_overflow=10,
                pool_pre_ping=True,
                echo=echo,
                execution_options={"postgresql_readonly": True},
            )
        self._write = async_sessionmaker(
            self._write_engine, class_=WriteSession, expire_on_commit=False, info=self.carried
        )
        self._read = async_sessionmaker(
            self._read_engine, class_=ReadSession, expire_on_commit=False
        )
        latest = self._read_engine if self.is_sqlite else self._write_engine
        self._read_latest = async_sessionmaker(latest, class_=ReadSession, expire_on_commit=False)

    @property
    def write_engine(self) -> AsyncEngine:
        """The engine behind write sessions, for migrations."""
        return self._write_engine

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[ReadSession]:
        """Open a session for reading; it sees one snapshot."""
        async with self._read() as session:
            yield session

    @asynccontextmanager
    async def read_latest(self) -> AsyncGenerator[ReadSession]:
        """Open a session for reading what was committed just now, never from a replica."""
        async with self._read_latest() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[WriteSession]:
        """Open one write transaction: committed at the end, rolled back on any error."""
        async with self._write() as session, session.begin():
            yield session

    async def look_at_tables(self) -> None:
        """Have SQLite gather statistics of its tables; PostgreSQL does so itself.

        Connections read statistics along with the schema: it is changed and changed back, so that
        those that are open read it again.
        """
        if not self.is_sqlite:
            return
        async with self._write_engine.begin() as connection:
            await connection.exec_driver_sql(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
            await connection.exec_driver_sql("ANALYZE")
            await connection.exec_driver_sql("CREATE TABLE read_statistics_again (id INTEGER)")
            await connection.exec_driver_sql("DROP TABLE read_statistics_again")

    async def ping(self) -> None:
        """Ask the database for 1. Raises what the driver raises when it does not answer."""
        async with self._read_engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Close every connection."""
        await self._read_engine.dispose()
        await self._write_engine.dispose()


def _with_driver(url: str) -> URL:
    """Add our drivers to a bare `sqlite:` or `postgresql:` address."""
    parsed = make_url(url)
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+psycopg",
        "postgres": "postgresql+psycopg",
    }
    return parsed.set(drivername=drivers.get(parsed.drivername, parsed.drivername))


def _sqlite_engine(url: URL, *, begin: str, size: int, echo: bool) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=size, max_overflow=0, pool_timeout=30, echo=echo)
    _configure_sqlite(engine.sync_engine, begin, is_read_only=begin == "BEGIN")
    return engine


def _configure_sqlite(engine: Engine, begin: str, *, is_read_only: bool) -> None:
    @event.listens_for(engine, "connect")
    def _(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # the driver's own BEGIN is a plain one
        cursor = dbapi.cursor()
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            f"query_only={'ON' if is_read_only else 'OFF'}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
