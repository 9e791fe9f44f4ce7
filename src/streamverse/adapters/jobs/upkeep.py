"""What a working engine does beside running jobs: schedules, cancellations, ends, old rows."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID, uuid5

from pydantic import TypeAdapter

from streamverse.adapters.jobs.settings import JobSettings
from streamverse.adapters.jobs.store import Order, Store
from streamverse.kit.jobs import Schedule
from streamverse.kit.log import logger

NAMESPACE = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
CANCEL_SECONDS = 0.5
FORGET_SECONDS = 600.0
CRASHED = "it stopped the whole service each time it ran"

log = logger(__name__)


class Upkeep:
    """A few loops beside each other, which go on whatever one round of them meets."""

    def __init__(
        self,
        settings: JobSettings,
        store: Store,
        schedules: Sequence[Schedule],
        running: Callable[[], Sequence[str]],
        stop: Callable[[Sequence[str]], Awaitable[None]],
    ) -> None:
        """`running` names the workflows of this process; `stop` cancels some of them."""
        self._settings = settings
        self._store = store
        self._schedules = schedules
        self._running = running
        self._stop = stop

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(_every(CANCEL_SECONDS, self._stop_cancelled))
            group.create_task(_every(self._settings.sweep_seconds, self._end_given_up))
            group.create_task(_every(FORGET_SECONDS, self._forget_old))
            for schedule in self._schedules:
                group.create_task(self._keep(schedule))

    async def _keep(self, schedule: Schedule) -> None:
        """Start a schedule's job once per period, over all processes: they agree on its id."""
        while True:
            period = int(time.time() // schedule.every_seconds)
            await _survive("schedule", self._start(schedule, period))
            ends_at = (period + 1) * schedule.every_seconds
            await asyncio.sleep(max(0.05, ends_at - time.time()))

    async def _start(self, schedule: Schedule, period: int) -> None:
        job = schedule.job
        job_id = uuid5(NAMESPACE, f"{job.name} {schedule.every_seconds} {period}")
        adapter = TypeAdapter(job.payload)
        payload: dict[str, Any] = adapter.dump_python(schedule.payload, mode="json")
        await asyncio.to_thread(
            self._store.add,
            Order(job.name, str(job_id), payload, job.queue, schedule.priority),
            only_one=f"schedule {job.name}",
        )

    async def _stop_cancelled(self) -> None:
        running = self._running()
        if running:
            cancelled = await asyncio.to_thread(self._store.cancelled_among, running)
            await self._stop(sorted(cancelled))

    async def _end_given_up(self) -> None:
        """Let a job's `on_dead` know that it took its process down too often."""
        for order in await asyncio.to_thread(self._store.given_up):
            log.error("job_given_up", job=order.job, job_id=order.id, error=CRASHED)
            if order.error is None:
                await asyncio.to_thread(self._store.add, order.end(CRASHED))
            await asyncio.to_thread(self._store.forget, [order.workflow_id])

    async def _forget_old(self) -> None:
        count = await asyncio.to_thread(self._store.forget_old)
        if count:
            log.info("old_jobs_forgotten", count=count)


async def _every(seconds: float, act: Callable[[], Awaitable[None]]) -> None:
    while True:
        await _survive(act.__name__, act())
        await asyncio.sleep(seconds)


async def _survive(what: str, act: Awaitable[None]) -> None:
    try:
        await act
    except Exception:
        log.exception("job_upkeep_failed", what=what)
