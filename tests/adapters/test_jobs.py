"""The job engine in one process: the same promises on SQLite and on PostgreSQL."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from streamverse.adapters.jobs import DbosJobs, JobSettings, job_settings
from streamverse.adapters.jobs.settings import EMBEDDED_EXECUTOR
from streamverse.kit.ids import new_id
from streamverse.kit.jobs import Job, JobFailed, JobRun, Schedule, UnknownJob
from streamverse.kit.services import Services
from streamverse.kit.settings import load_settings
from tests.adapters.waiting import until

QUICK: dict[str, Any] = {
    "poll_seconds": 0.02,
    "first_retry_seconds": 0.05,
    "sweep_seconds": 0.05,
    "patience_seconds": 3.0,
    "slots": {"default": 4, "io": 2, "encode": 1},
}


@dataclass(frozen=True)
class Unit:
    """One piece of work."""

    number: int
    asset_id: UUID


@dataclass(frozen=True)
class Log:
    """What happened, in order."""

    lines: list[tuple[Any, ...]]

    async def has(self, *line: object) -> bool:
        """Whether this happened."""
        return line in self.lines


Launched = Callable[..., AbstractAsyncContextManager[DbosJobs]]


@pytest.fixture
def log() -> Log:
    """Nothing yet."""
    return Log([])


@pytest.fixture(params=["sqlite", "postgres"])
def job_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the engine keeps its books: each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'jobs.db'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture
def launched(job_url: str, log: Log) -> Launched:
    """Launch an engine with some jobs; `log` is among its services."""
    return partial(launched_at, job_url, log)


@asynccontextmanager
async def launched_at(
    url: str,
    log: Log,
    *jobs: Job[Any],
    schedules: tuple[Schedule, ...] = (),
    works: bool = True,
    **changed: Any,
) -> AsyncGenerator[DbosJobs]:
    """Launch an engine on the books at `url`."""
    services = Services()
    services.add(log)
    executor = EMBEDDED_EXECUTOR if url.startswith("sqlite") else str(uuid4())
    settings = JobSettings(url=url, executor=executor, **(QUICK | changed))
    engine = DbosJobs(settings, works=works)
    try:
        await engine.launch(services, jobs, schedules)
        yield engine
    finally:
        await engine.close()


async def note(services: Services, unit: Unit, run: JobRun) -> None:
    """Note the unit."""
    services.get(Log).lines.append(("ran", unit.number, run.attempt))


async def note_end(services: Services, unit: Unit, error: str) -> None:
    """Note the end."""
    services.get(Log).lines.append(("dead", unit.number, error))


NOTE = Job(name="test.note", queue="default", payload=Unit, run=note, on_dead=note_end)


def unit(number: int) -> dict[str, Any]:
    """A payload as the outbox holds it."""
    return {"number": number, "asset_id": str(uuid4())}


class TestStart:
    async def test_refuses_a_job_that_nobody_describes(self, launched: Launched) -> None:
        async with launched(NOTE) as engine:
            with pytest.raises(UnknownJob, match=r"test\.never"):
                await engine.start("test.never", new_id(), {}, 10)

    async def test_runs_the_job_with_its_payload_on_our_loop(
        self, launched: Launched, log: Log
    ) -> None:
        job_id, payload, loop = new_id(), unit(7), asyncio.get_running_loop()

        async def look(_: Services, unit: Unit, run: JobRun) -> None:
            log.lines.append((unit, run, asyncio.get_running_loop() is loop))

        async with launched(replace(NOTE, run=look)) as engine:
            await engine.start("test.note", job_id, payload, 10)
            expected = (Unit(7, UUID(payload["asset_id"])), JobRun(job_id, 1), True)
            await until(lambda: log.has(*expected))

    async def test_a_second_time_changes_nothing(self, launched: Launched, log: Log) -> None:
        async with launched(NOTE) as engine:
            job_id = new_id()
            await asyncio.gather(*(engine.start("test.note", job_id, unit(1), 10) for _ in "abc"))
            await until(lambda: log.has("ran", 1, 1))
            await engine.start("test.note", job_id, unit(1), 10)
            await engine.start("test.note", new_id(), unit(2), 10)
            await until(lambda: log.has("ran", 2, 1))
        assert log.lines == [("ran", 1, 1), ("ran", 2, 1)]

    async def test_from_a_process_that_does_not_work_runs_in_one_that_does(
        self, launched: Launched, log: Log
    ) -> None:
        async with launched(NOTE, works=False) as engine:
            await engine.start("test.note", new_id(), unit(1), 10)
        assert log.lines == []
        async with launched(NOTE):
            await until(lambda: log.has("ran", 1, 1))


class TestLaunch:
    async def test_prints_nothing_and_calls_nobody(
        self,
        tmp_path: Path,
        log: Log,
        capfd: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        calls: list[object] = []

        def connect(_: socket.socket, address: object) -> None:
            calls.append(address)

        monkeypatch.setattr(socket.socket, "connect", connect)
        async with launched_at(f"sqlite:///{tmp_path}/jobs.db", log, NOTE) as engine:
            await engine.start(NOTE.name, new_id(), unit(1), 10)
            await until(lambda: log.has("ran", 1, 1))
        assert calls == []
        assert capfd.readouterr() == ("", "")

    async def test_takes_up_work_of_a_worker_that_nobody_remembers(
        self, log: Log, postgres_url: str
    ) -> None:
        async with launched_at(postgres_url, log, NOTE, works=False) as engine:
            await engine.start(NOTE.name, new_id(), unit(1), 10)
        with psycopg.connect(postgres_url) as connection:
            connection.execute(
                "UPDATE jobs.workflow_status SET status = 'PENDING', executor_id = 'long gone'"
            )
        async with launched_at(postgres_url, log, NOTE, beat_seconds=0.1):
            await until(lambda: log.has("ran", 1, 1))


class TestQueues:
    async def test_run_as_many_as_they_have_slots(self, launched: Launched, log: Log) -> None:
        gate, now, most = asyncio.Event(), 0, 0

        async def hold(services: Services, unit: Unit, run: JobRun) -> None:
            nonlocal now, most
            now += 1
            most = max(most, now)
            await gate.wait()
            now -= 1
            await note(services, unit, run)

        job = replace(NOTE, queue="io", run=hold)
        async with launched(job) as engine:
            for number in range(6):
                await engine.start(job.name, new_id(), unit(number), 10)

            async def are_full() -> bool:
                return now == 2

            await until(are_full)
            gate.set()
            await until(lambda: log.has("ran", 5, 1))
        assert most == 2

    async def test_take_the_most_urgent_first(self, launched: Launched, log: Log) -> None:
        job = replace(NOTE, queue="encode")
        async with launched(job, works=False) as engine:
            for number, priority in enumerate((30, 10, 20, 0)):
                await engine.start(job.name, new_id(), unit(number), priority)
        async with launched(job):
            await until(lambda: log.has("ran", 0, 1))
        assert [line[1] for line in log.lines] == [3, 1, 2, 0]


class TestFailure:
    async def test_is_tried_again_and_told_in_the_end(self, launched: Launched, log: Log) -> None:
        async def fail(services: Services, unit: Unit, run: JobRun) -> None:
            await note(services, unit, run)
            msg = "ffmpeg said no"
            raise RuntimeError(msg)

        job = replace(NOTE, run=fail, attempts=3)
        async with launched(job) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("dead", 1, "ffmpeg said no"))
        assert [line for line in log.lines if line[0] == "ran"] == [
            ("ran", 1, n) for n in (1, 2, 3)
        ]

    async def test_that_knows_itself_final_is_not_tried_again(
        self, launched: Launched, log: Log
    ) -> None:
        async def fail(services: Services, unit: Unit, run: JobRun) -> None:
            await note(services, unit, run)
            msg = "not a film"
            raise JobFailed(msg)

        job = replace(NOTE, run=fail)
        async with launched(job) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("dead", 1, "not a film"))
        assert log.lines == [("ran", 1, 1), ("dead", 1, "not a film")]

    async def test_waits_without_holding_a_slot(self, launched: Launched, log: Log) -> None:
        async def fail_once(services: Services, unit: Unit, run: JobRun) -> None:
            await note(services, unit, run)
            if unit.number == 1 and run.attempt == 1:
                msg = "not yet"
                raise RuntimeError(msg)

        job = replace(NOTE, run=fail_once, queue="encode")
        async with launched(job, first_retry_seconds=0.5) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await engine.start(job.name, new_id(), unit(2), 20)
            await until(lambda: log.has("ran", 1, 2))
        assert log.lines == [("ran", 1, 1), ("ran", 2, 1), ("ran", 1, 2)]

    async def test_of_the_end_itself_is_tried_again(self, launched: Launched, log: Log) -> None:
        calls = 0

        async def fail(_: Services, __: Unit, ___: JobRun) -> None:
            raise JobFailed

        async def tell_late(services: Services, unit: Unit, error: str) -> None:
            nonlocal calls
            calls += 1
            if calls == 1:
                msg = "database is locked"
                raise RuntimeError(msg)
            await note_end(services, unit, error)

        job = replace(NOTE, run=fail, on_dead=tell_late)
        async with launched(job) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("dead", 1, "JobFailed"))
        assert calls == 2

    async def test_by_a_cancellation_from_inside_is_a_failure(
        self, launched: Launched, log: Log
    ) -> None:
        async def stumble(_: Services, __: Unit, ___: JobRun) -> None:
            raise asyncio.CancelledError

        job = replace(NOTE, run=stumble, attempts=1)
        async with launched(job) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("dead", 1, "it was cancelled from inside"))


class TestCancel:
    async def test_of_an_unknown_job_is_quiet(self, launched: Launched) -> None:
        async with launched(NOTE) as engine:
            await engine.cancel(new_id())

    async def test_stops_a_run_and_lets_it_clean_up(self, launched: Launched, log: Log) -> None:
        job = _endless(log)
        async with launched(job) as engine:
            job_id = new_id()
            await engine.start(job.name, job_id, unit(1), 10)
            await until(lambda: log.has("began", 1))
            await engine.cancel(job_id)
            assert log.lines[-1] == ("cleaned up", 1)
        async with launched(replace(NOTE, name="test.after"), job) as engine:
            await engine.start("test.after", new_id(), unit(2), 10)
            await until(lambda: log.has("ran", 2, 1))
        assert log.lines.count(("began", 1)) == 1, "a cancelled job does not come back"

    async def test_from_another_process_stops_a_run(
        self, launched: Launched, log: Log, job_url: str
    ) -> None:
        job = _endless(log)
        async with launched(job) as engine:
            job_id = new_id()
            await engine.start(job.name, job_id, unit(1), 10)
            await until(lambda: log.has("began", 1))
            elsewhere = JobSettings(url=job_url, executor="elsewhere", slots={})
            other = DbosJobs(elsewhere, works=False)
            await other.launch(Services(), [job], [])
            await other.cancel(job_id)
            await other.close()
            await until(lambda: log.has("cleaned up", 1))

    async def test_of_a_waiting_attempt_takes_it_back(self, launched: Launched, log: Log) -> None:
        async def fail(services: Services, unit: Unit, run: JobRun) -> None:
            await note(services, unit, run)
            raise RuntimeError

        job = replace(NOTE, run=fail, on_dead=None)
        async with launched(
            job, replace(NOTE, name="test.after"), first_retry_seconds=30
        ) as engine:
            job_id = new_id()
            await engine.start(job.name, job_id, unit(1), 10)
            await until(lambda: log.has("ran", 1, 1))
            await until(lambda: _is_waiting(engine, job_id))
            await engine.cancel(job_id)
            assert not await _is_waiting(engine, job_id)


class TestClose:
    async def test_lets_a_run_clean_up_and_go_on_at_the_next_launch(
        self, launched: Launched, log: Log
    ) -> None:
        job = _endless(log)
        async with launched(job) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("began", 1))
        assert log.lines == [("began", 1), ("cleaned up", 1)]
        async with launched(replace(NOTE, name=job.name)):
            await until(lambda: log.has("ran", 1, 1))


class TestSchedules:
    async def test_start_by_themselves_again_and_again(self, launched: Launched, log: Log) -> None:
        schedule = Schedule(NOTE, Unit(1, uuid4()), every_seconds=0.3)
        async with launched(NOTE, schedules=(schedule,)):

            async def came_back() -> bool:
                return len(log.lines) >= 3

            await until(came_back)

    async def test_never_run_beside_themselves(self, launched: Launched, log: Log) -> None:
        job = _endless(log)
        schedule = Schedule(job, Unit(1, uuid4()), every_seconds=0.1)
        other = Schedule(replace(NOTE, name="test.other"), Unit(2, uuid4()), every_seconds=0.1)
        async with launched(job, other.job, schedules=(schedule, other)):

            async def others_ran() -> bool:
                return log.lines.count(("ran", 2, 1)) >= 3

            await until(others_ran)
            assert log.lines.count(("began", 1)) == 1


class TestUpkeep:
    async def test_tells_the_end_of_what_crashed_too_often(
        self, launched: Launched, log: Log
    ) -> None:
        job = _endless(log, on_dead=note_end)
        async with launched(job, max_crashes=1) as engine:
            await engine.start(job.name, new_id(), unit(1), 10)
            await until(lambda: log.has("began", 1))
        for began in (2, 3):
            async with launched(job, max_crashes=1):
                if began == 2:
                    await until(lambda: _count(log, "began", 1, 2))
                else:
                    await until(
                        lambda: log.has("dead", 1, "it stopped the whole service each time it ran")
                    )
        assert log.lines.count(("began", 1)) == 2

    async def test_forgets_what_ended_long_ago(self, launched: Launched, log: Log) -> None:
        async with launched(NOTE) as engine:
            await engine.start(NOTE.name, new_id(), unit(1), 10)
            await until(lambda: log.has("ran", 1, 1))
            store = engine._store  # noqa: SLF001 - its books  # pyright: ignore[reportPrivateUsage]

            async def is_done() -> bool:
                rows = await asyncio.to_thread(store.client.list_workflows, status="SUCCESS")
                return len(rows) == 1

            await until(is_done)
            assert await asyncio.to_thread(store.forget_old) == 0
        async with launched(NOTE, keep_done_seconds=-1.0) as engine:
            store = engine._store  # noqa: SLF001 - its books  # pyright: ignore[reportPrivateUsage]

            async def is_forgotten() -> bool:
                return not await asyncio.to_thread(store.client.list_workflows)

            await until(is_forgotten)


class TestSettings:
    def test_of_one_machine_keep_the_books_beside_our_database(self, tmp_path: Path) -> None:
        settings = job_settings(load_settings(data=tmp_path, encode_slots=3))
        assert settings.url == f"sqlite:///{tmp_path}/jobs.db"
        assert settings.executor == EMBEDDED_EXECUTOR
        assert settings.slots["encode"] == 3
        assert not settings.is_shared

    def test_of_many_machines_give_each_worker_a_name(self) -> None:
        service = load_settings(database_url="postgresql+psycopg://u:p@db/sv")
        one, two = job_settings(service), job_settings(service)
        assert one.url == "postgresql://u:p@db/sv"
        assert one.is_shared
        assert one.executor != two.executor


def _endless(log: Log, on_dead: Any = None) -> Job[Unit]:
    async def run(_: Services, unit: Unit, __: JobRun) -> None:
        log.lines.append(("began", unit.number))
        try:
            await asyncio.Event().wait()
        finally:
            log.lines.append(("cleaned up", unit.number))

    return Job(name="test.endless", queue="default", payload=Unit, run=run, on_dead=on_dead)


async def _count(log: Log, word: str, number: int, times: int) -> bool:
    return log.lines.count((word, number)) == times


async def _is_waiting(engine: DbosJobs, job_id: UUID) -> bool:
    client = engine._store.client  # noqa: SLF001 - its books  # pyright: ignore[reportPrivateUsage]
    rows = await asyncio.to_thread(
        client.list_workflows,
        workflow_id_prefix=str(job_id),
        status=["DELAYED", "ENQUEUED", "PENDING"],
    )
    return any(row.workflow_id != str(job_id) for row in rows)
