"""What the database layer promises: two kinds of session, one writer, aware times."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import OutboxRow


def row(name: str = "kit.thing") -> OutboxRow:
    """An outbox row: the one table the kit has."""
    now = datetime.now(UTC)
    return OutboxRow(
        id=new_id(), kind="event", name=name, payload={}, available_at=now, created_at=now
    )


async def count(database: Database) -> int:
    """How many rows are committed."""
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(OutboxRow)) or 0


class TestReadSession:
    """A session for reading."""

    async def test_refuses_to_write(self, database: Database) -> None:
        """Even raw SQL can't change anything through it."""
        async with database.read() as session:
            with pytest.raises(DBAPIError):
                await session.execute(text("DELETE FROM outbox"))

    async def test_gives_back_aware_times(self, database: Database) -> None:
        """An instant comes back as it went in, in UTC."""
        written = row()
        async with database.write() as session:
            session.add(written)
        async with database.read() as session:
            read = await session.get_one(OutboxRow, written.id)
        assert read.created_at == written.created_at
        assert read.created_at.tzinfo is UTC


class TestWriteSession:
    """One write transaction."""

    async def test_keeps_nothing_when_an_error_leaves_it(self, database: Database) -> None:
        """All or nothing."""

        async def fail(session: WriteSession) -> None:
            session.add(row())
            await session.flush()
            raise LookupError

        with pytest.raises(LookupError):
            async with database.write() as session:
                await fail(session)
        assert await count(database) == 0

    async def test_waits_for_another_writer_instead_of_failing(self, database: Database) -> None:
        """Fifty writers that read first and write later all get through."""

        async def write(number: int) -> None:
            async with database.write() as session:
                await session.scalar(select(func.count()).select_from(OutboxRow))
                session.add(row(f"kit.{number}"))

        await asyncio.gather(*(write(number) for number in range(50)))
        assert await count(database) == 50

    async def test_refuses_naive_times(self, database: Database) -> None:
        """A time without a zone is a mistake, not a guess."""
        naive = row()
        naive.created_at = datetime(2026, 1, 1)  # noqa: DTZ001 - the mistake under test
        with pytest.raises(Exception, match="zone"):
            async with database.write() as session:
                session.add(naive)


class TestLookAtTables:
    """SQLite plans by statistics, once it has some."""

    async def test_counts_what_came_since_and_lets_others_go_on(self, database: Database) -> None:
        async with database.read() as reading:
            await reading.execute(select(OutboxRow))
            async with database.write() as session:
                session.add_all(row(f"kit.{number}") for number in range(300))
            await database.look_at_tables()
            await reading.execute(select(OutboxRow))
        async with database.read() as session:
            told = await session.execute(
                text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'outbox' AND idx = 'ix_outbox_due'")
            )
            assert str(told.scalar()).startswith("300 ")
