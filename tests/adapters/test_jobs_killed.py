"""Jobs outlive their process: killed, stopped for a while, or told to end, nothing is lost."""

import asyncio
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from streamverse.adapters.jobs import DbosJobs
from streamverse.kit.ids import new_id
from streamverse.kit.services import Services
from tests.adapters.job_worker import WORK, worker_settings
from tests.adapters.waiting import until

pytestmark = pytest.mark.alone

SLOTS = 2
TAKEN_OVER_SECONDS = 10.0

Spawn = Callable[[str, str], Awaitable[asyncio.subprocess.Process]]


@pytest.fixture
async def spawn(tmp_path: Path) -> AsyncGenerator[Spawn]:
    """Start workers; none outlives the test."""
    workers: list[asyncio.subprocess.Process] = []

    async def start(url: str, executor: str) -> asyncio.subprocess.Process:
        worker = await asyncio.create_subprocess_exec(
            *(sys.executable, str(Path(__file__).with_name("job_worker.py"))),
            *(url, executor, str(tmp_path)),
            stdout=asyncio.subprocess.PIPE,
        )
        workers.append(worker)
        assert worker.stdout is not None
        assert await worker.stdout.readline() == b"ready\n"
        return worker

    yield start
    for worker in workers:
        with suppress(ProcessLookupError):
            worker.kill()
        await worker.wait()


class TestKilledAgainAndAgain:
    async def test_loses_nothing_and_redoes_only_what_was_in_flight(
        self, spawn: Spawn, tmp_path: Path
    ) -> None:
        url = f"sqlite:///{tmp_path / 'jobs.db'}"
        dice = random.Random(20261121)
        tasks = {f"long{n}": 40 for n in range(2)} | {f"short{n}": 1 for n in range(20)}
        await _order(url, tasks)
        steps = sum(tasks.values())
        kills = 0
        for share in (0.05, 0.3, 0.6, 0.85):
            worker = await spawn(url, "embedded")
            await until(partial(_have_done, tmp_path, int(share * steps)))
            await asyncio.sleep(dice.uniform(0, 0.1))
            worker.send_signal(signal.SIGKILL)
            await worker.wait()
            kills += 1
        await spawn(url, "embedded")
        await until(lambda: _have_ended(tmp_path, set(tasks)))
        done = Counter(line for line in _notes(tmp_path) if line.startswith("did "))
        expected = {f"did {name}.{step}" for name, count in tasks.items() for step in range(count)}
        assert set(done) == expected
        assert sum(done.values()) - len(done) <= kills * SLOTS
        await until(lambda: _is_nothing_left(url))


class TestKilledForGood:
    async def test_hands_its_jobs_to_a_living_worker(
        self, spawn: Spawn, tmp_path: Path, postgres_url: str
    ) -> None:
        first, second = await _begun(spawn, tmp_path, postgres_url, steps=60)
        await until(lambda: _have_done(tmp_path, 10))
        first.kill()
        await first.wait()
        killed_at = time.monotonic()
        await until(lambda: _has(tmp_path, f"began film {second.pid}"))
        assert time.monotonic() - killed_at < TAKEN_OVER_SECONDS
        await until(lambda: _have_ended(tmp_path, {"film"}))
        done = Counter(line for line in _notes(tmp_path) if line.startswith("did "))
        assert len(done) == 60
        assert sum(done.values()) <= 61


class TestStoppedForAWhile:
    async def test_gives_up_what_others_have_taken_over(
        self, spawn: Spawn, tmp_path: Path, postgres_url: str
    ) -> None:
        first, second = await _begun(spawn, tmp_path, postgres_url, steps=100)
        first.send_signal(signal.SIGSTOP)
        await until(lambda: _has(tmp_path, f"began film {second.pid}"))
        first.send_signal(signal.SIGCONT)
        await until(lambda: _has(tmp_path, f"stopped film {first.pid}"))
        assert _notes(tmp_path).count(f"began film {first.pid}") == 1
        await until(lambda: _have_ended(tmp_path, {"film"}))
        await _order(postgres_url, {f"after{n}": 5 for n in range(8)})
        await until(lambda: _have_ended(tmp_path, {f"after{n}" for n in range(8)}))
        began = {line.split()[2] for line in _notes(tmp_path) if line.startswith("began after")}
        assert began == {str(first.pid), str(second.pid)}, "it works on with the others"


class TestToldToStop:
    @pytest.mark.parametrize("engine", ["sqlite", "postgres"])
    async def test_goes_on_where_it_was(
        self, spawn: Spawn, tmp_path: Path, engine: str, request: pytest.FixtureRequest
    ) -> None:
        is_file = engine == "sqlite"
        url = (
            f"sqlite:///{tmp_path}/jobs.db" if is_file else request.getfixturevalue("postgres_url")
        )
        await _order(url, {"film": 30})
        worker = await spawn(url, "embedded" if is_file else "first")
        await until(lambda: _have_done(tmp_path, 5))
        worker.terminate()
        assert await worker.wait() == 0
        assert f"stopped film {worker.pid}" in _notes(tmp_path)
        again = await spawn(url, "embedded" if is_file else "second")
        ready_at = time.monotonic()
        await until(lambda: _has(tmp_path, f"began film {again.pid}"))
        assert time.monotonic() - ready_at < TAKEN_OVER_SECONDS
        await until(lambda: _have_ended(tmp_path, {"film"}))
        done = Counter(line for line in _notes(tmp_path) if line.startswith("did "))
        assert sum(done.values()) == 30, "a run that was asked to stop redoes nothing"


async def _begun(
    spawn: Spawn, folder: Path, url: str, steps: int
) -> tuple[asyncio.subprocess.Process, asyncio.subprocess.Process]:
    """Return the worker that makes the film, and the one beside it."""
    one, two = await asyncio.gather(spawn(url, "one"), spawn(url, "two"))
    await _order(url, {"film": steps})
    pids = {f"began film {worker.pid}" for worker in (one, two)}

    async def has_begun() -> bool:
        return not pids.isdisjoint(_notes(folder))

    await until(has_begun)
    return (one, two) if f"began film {one.pid}" in _notes(folder) else (two, one)


async def _order(url: str, tasks: dict[str, int]) -> None:
    engine = DbosJobs(worker_settings(url, str(uuid4())), works=False)
    await engine.launch(Services(), [WORK], [])
    for name, steps in tasks.items():
        await engine.start(WORK.name, new_id(), {"name": name, "steps": steps}, 10)
    await engine.close()


def _notes(folder: Path) -> list[str]:
    notes = folder / "notes"
    return notes.read_text().splitlines() if notes.exists() else []


async def _has(folder: Path, line: str) -> bool:
    return line in _notes(folder)


async def _have_done(folder: Path, steps: int) -> bool:
    return sum(line.startswith("did ") for line in _notes(folder)) >= steps


async def _have_ended(folder: Path, names: set[str]) -> bool:
    return names <= {line.removeprefix("ended ") for line in _notes(folder)}


async def _is_nothing_left(url: str) -> bool:
    engine = DbosJobs(worker_settings(url, str(uuid4())), works=False)
    await engine.launch(Services(), [WORK], [])
    client = engine._store.client  # noqa: SLF001 - its books  # pyright: ignore[reportPrivateUsage]
    rows = await asyncio.to_thread(client.list_workflows)
    await engine.close()
    return {row.status for row in rows} == {"SUCCESS"}
