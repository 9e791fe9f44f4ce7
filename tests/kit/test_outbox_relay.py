"""The outbox and its relay, on SQLite and PostgreSQL: what is committed is delivered."""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select, update

from streamverse.kit.db import Base, Database, WriteSession
from streamverse.kit.events import Event, Reaction
from streamverse.kit.jobs import Job, JobRun, Schedule, UnknownJob
from streamverse.kit.outbox import OutboxDelivery, OutboxRow, enqueue, publish
from streamverse.kit.outbox_relay import MAX_ATTEMPTS, OutboxRelay
from streamverse.kit.services import Services
from tests.adapters.waiting import until


@dataclass(frozen=True)
class FilmMade(Event):
    """A film was made."""

    name: ClassVar[str] = "test.film_made"
    film_id: UUID
    made_at: datetime


@dataclass(frozen=True)
class Cut:
    """A payload."""

    film_id: UUID
    seconds: float


Started = tuple[str, UUID, Mapping[str, Any], int]


@dataclass
class Engine:
    """An engine that only notes what it is asked for."""

    started: list[Started] = field(default_factory=list[Started])
    refuses: bool = False

    async def launch(
        self, services: Services, jobs: Sequence[Job[Any]], schedules: Sequence[Schedule]
    ) -> None:
        """Do nothing."""

    async def start(
        self, name: str, job_id: UUID, payload: Mapping[str, Any], priority: int
    ) -> None:
        """Note it."""
        if self.refuses:
            raise UnknownJob(name)
        self.started.append((name, job_id, payload, priority))

    async def cancel(self, job_id: UUID) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""


async def never(_: Services, __: Cut, ___: JobRun) -> None:
    """Is started by the engine only."""


CUT = Job(name="test.cut", queue="default", payload=Cut, run=never)
FILM = UUID(int=7)
MADE = FilmMade(FILM, datetime(2026, 11, 21, tzinfo=UTC))


@pytest.fixture(params=["sqlite", "postgres"])
async def outbox_database(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncGenerator[Database]:
    """A database with the outbox's tables: each kind in turn."""
    is_file = request.param == "sqlite"
    url = f"sqlite:///{tmp_path}/sv.db" if is_file else request.getfixturevalue("postgres_url")
    database = Database(url)
    tables = [Base.metadata.tables[each.__tablename__] for each in (OutboxRow, OutboxDelivery)]
    async with database.write_engine.begin() as connection:
        await connection.run_sync(lambda sync: Base.metadata.create_all(sync, tables=tables))
    yield database
    await database.close()


@pytest.fixture
def engine() -> Engine:
    """Nothing started yet."""
    return Engine()


@pytest.fixture
def services(outbox_database: Database) -> Services:
    """The database alone."""
    services = Services()
    services.add(outbox_database)
    return services


async def rows(database: Database) -> Sequence[OutboxRow]:
    """Read the outbox."""
    async with database.read() as session:
        return (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()


async def make_due(database: Database) -> None:
    """Let the pause before the next attempt be over."""
    async with database.write() as session:
        await session.execute(update(OutboxRow).values(available_at=datetime.now(UTC)))


class TestJobs:
    async def test_of_a_change_rolled_back_never_start(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async def change_mind() -> None:
            async with outbox_database.write() as session:
                enqueue(session, CUT, Cut(FILM, 1.5))
                await session.flush()
                raise TimeoutError

        with pytest.raises(TimeoutError):
            await change_mind()
        assert await OutboxRelay(services, engine, ()).deliver_due() == 0
        assert engine.started == []

    async def test_start_once_under_the_rows_id(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with outbox_database.write() as session:
            job_id = enqueue(session, CUT, Cut(FILM, 1.5), priority=3)
        relay = OutboxRelay(services, engine, ())
        assert await relay.deliver_due() == 1
        assert await relay.deliver_due() == 0
        payload = {"film_id": str(FILM), "seconds": 1.5}
        assert engine.started == [("test.cut", job_id, payload, 3)]

    async def test_wait_for_their_time(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with outbox_database.write() as session:
            enqueue(session, CUT, Cut(FILM, 1.5), delay_seconds=3600)
        relay = OutboxRelay(services, engine, ())
        assert await relay.deliver_due() == 0
        await make_due(outbox_database)
        assert await relay.deliver_due() == 1

    async def test_start_at_once_after_the_commit(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with OutboxRelay(services, engine, ()).running():
            for number in range(5):
                async with outbox_database.write() as session:
                    enqueue(session, CUT, Cut(FILM, number))

            async def have_started() -> bool:
                return len(engine.started) == 5

            await until(have_started)

    async def test_wake_the_relay_when_their_time_comes(
        self,
        services: Services,
        outbox_database: Database,
        engine: Engine,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for name in ("POLL_ALONE_SECONDS", "POLL_SHARED_SECONDS"):
            monkeypatch.setattr(f"streamverse.kit.outbox_relay.{name}", 3600.0)
        async with OutboxRelay(services, engine, ()).running():
            async with outbox_database.write() as session:
                enqueue(session, CUT, Cut(FILM, 1.5), delay_seconds=0.3)

            async def has_started() -> bool:
                return len(engine.started) == 1

            await until(has_started)

    async def test_refused_by_the_engine_are_put_off_and_parked_in_the_end(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with outbox_database.write() as session:
            enqueue(session, CUT, Cut(FILM, 1.5))
        engine.refuses = True
        relay = OutboxRelay(services, engine, ())
        for attempt in range(1, MAX_ATTEMPTS + 1):
            assert await relay.deliver_due() == 1
            (row,) = await rows(outbox_database)
            assert row.attempts == attempt
            assert "test.cut" in (row.last_error or "")
            assert row.available_at > datetime.now(UTC)
            await make_due(outbox_database)
        assert await relay.deliver_due() == 0, "it is parked"
        engine.refuses = False
        async with outbox_database.write() as session:
            await session.execute(update(OutboxRow).values(attempts=0))
        assert await relay.deliver_due() == 1
        assert len(engine.started) == 1


class TestEvents:
    async def test_nobody_waits_for_are_done_with(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with outbox_database.write() as session:
            publish(session, MADE)
        await OutboxRelay(services, engine, ()).deliver_due()
        (row,) = await rows(outbox_database)
        assert row.delivered_at is not None

    async def test_reach_each_reaction_once_as_they_were(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        heard: list[tuple[str, Event]] = []
        relay = OutboxRelay(services, engine, (_hearing("a", heard), _hearing("b", heard)))
        async with outbox_database.write() as session:
            publish(session, MADE)
        await relay.deliver_due()
        await relay.deliver_due()
        assert heard == [("a", MADE), ("b", MADE)]

    async def test_are_told_again_to_those_that_failed_and_only_to_them(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        heard: list[tuple[str, Event]] = []
        failures = [RuntimeError("disk full"), RuntimeError("disk full")]
        bad = _hearing("bad", heard, failures)
        relay = OutboxRelay(services, engine, (bad, _hearing("good", heard)))
        async with outbox_database.write() as session:
            publish(session, MADE)
        for _ in range(4):
            await relay.deliver_due()
            await make_due(outbox_database)
        assert heard == [("good", MADE), ("bad", MADE)]
        (row,) = await rows(outbox_database)
        assert row.attempts == 2
        assert "disk full" in (row.last_error or "")

    async def test_leave_nothing_of_a_reaction_that_failed_half_way(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async def half(_: Services, session: WriteSession, __: FilmMade) -> None:
            enqueue(session, CUT, Cut(FILM, 1.5))
            await session.flush()
            raise RuntimeError

        relay = OutboxRelay(services, engine, (Reaction("half", FilmMade, half),))
        async with outbox_database.write() as session:
            publish(session, MADE)
        await relay.deliver_due()
        assert [row.kind for row in await rows(outbox_database)] == ["event"]

    async def test_may_cause_jobs_which_start_as_well(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async def order(_: Services, session: WriteSession, fact: FilmMade) -> None:
            enqueue(session, CUT, Cut(fact.film_id, 2))

        reaction = Reaction("order", FilmMade, order)
        async with OutboxRelay(services, engine, (reaction,)).running():
            async with outbox_database.write() as session:
                publish(session, MADE)

            async def has_started() -> bool:
                return len(engine.started) == 1

            await until(has_started)


class TestRelays:
    async def test_beside_each_other_tell_each_reaction_once(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        heard: list[tuple[str, Event]] = []
        reactions = (_hearing("a", heard),)
        relays = [OutboxRelay(services, engine, reactions) for _ in range(4)]
        async with outbox_database.write() as session:
            for number in range(60):
                publish(session, FilmMade(UUID(int=number), MADE.made_at))

        async def drain(relay: OutboxRelay) -> None:
            while await relay.deliver_due():
                pass

        await asyncio.gather(*(drain(relay) for relay in relays))
        assert len(heard) == 60
        assert len({fact.film_id for _, fact in heard if isinstance(fact, FilmMade)}) == 60

    async def test_take_up_what_a_dead_one_had_claimed(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        async with outbox_database.write() as session:
            enqueue(session, CUT, Cut(FILM, 1.5))
        claimed_until = datetime.now(UTC) + timedelta(seconds=0.3)
        async with outbox_database.write() as session:
            await session.execute(update(OutboxRow).values(claimed_until=claimed_until))
        relay = OutboxRelay(services, engine, ())
        assert await relay.deliver_due() == 0
        async with relay.running():

            async def has_started() -> bool:
                return len(engine.started) == 1

            await until(has_started)

    async def test_forget_what_was_delivered_long_ago(
        self, services: Services, outbox_database: Database, engine: Engine
    ) -> None:
        relay = OutboxRelay(services, engine, (_hearing("a", []),))
        async with outbox_database.write() as session:
            publish(session, MADE)
        await relay.deliver_due()
        async with outbox_database.write() as session:
            publish(session, MADE)
        assert await relay.prune() == 0
        old = datetime.now(UTC) - timedelta(days=30)
        async with outbox_database.write() as session:
            delivered = update(OutboxRow).where(OutboxRow.delivered_at.is_not(None))
            await session.execute(delivered.values(delivered_at=old))
        assert await relay.prune() == 1
        assert [row.delivered_at for row in await rows(outbox_database)] == [None]
        async with outbox_database.read() as session:
            assert (await session.scalars(select(OutboxDelivery))).all() == []


def _hearing(
    name: str, heard: list[tuple[str, Event]], failures: Sequence[Exception] = ()
) -> Reaction:
    left = list(failures)

    async def run(_: Services, __: WriteSession, fact: FilmMade) -> None:
        if left:
            raise left.pop()
        heard.append((name, fact))

    return Reaction(name, FilmMade, run)
