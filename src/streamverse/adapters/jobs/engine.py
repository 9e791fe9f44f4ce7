"""The `JobEngine` port on DBOS.

One DBOS workflow is one attempt at one job. DBOS decides where and when it runs and starts it
again when its process died; the work itself runs on the service's event loop, where database
sessions and child processes live. A failed attempt ends its workflow and queues the next one
with a delay, so that a waiting job holds no slot.

A process that is stopped for so long that another takes its work over (`lease.py`) may run a
job beside it for a moment after it wakes up. DBOS then refuses the late result, we cancel the
late run, and jobs are idempotent: what they publish is put if absent or done in a transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any
from uuid import UUID

import structlog
from dbos import DBOS
from pydantic import TypeAdapter
from sqlalchemy.exc import SQLAlchemyError

from streamverse.adapters.jobs.lease import Lease
from streamverse.adapters.jobs.settings import JobSettings
from streamverse.adapters.jobs.store import WORKFLOW, Order, Store, stop_claiming
from streamverse.adapters.jobs.upkeep import Upkeep
from streamverse.kit.jobs import Job, JobFailed, JobRun, Schedule, UnknownJob
from streamverse.kit.log import logger
from streamverse.kit.services import Services

ON_DEAD_ATTEMPTS = 8

log = logger(__name__)


class DbosJobs:
    """Runs jobs durably. There is one per process: DBOS is one per process."""

    def __init__(self, settings: JobSettings, *, works: bool = True) -> None:
        """Prepare; nothing is opened before `launch`."""
        self._settings = settings
        self._works = works
        self._store = Store(settings)
        self._lease = Lease(settings, self._store.hand_over, self._on_lost_lease)
        self._jobs: dict[str, Job[Any]] = {}
        self._services: Services | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopped: set[str] = set()
        self._upkeep: asyncio.Task[None] | None = None
        self._dbos: DBOS | None = None
        self._is_open = False

    async def launch(
        self, services: Services, jobs: Sequence[Job[Any]], schedules: Sequence[Schedule]
    ) -> None:
        """Open the books; where this process works, begin to run jobs."""
        self._services = services
        self._jobs = {job.name: job for job in jobs}
        self._loop = asyncio.get_running_loop()
        await asyncio.to_thread(self._store.open)
        self._is_open = True
        if self._works:
            await asyncio.to_thread(self._launch_dbos)
            upkeep = Upkeep(self._settings, self._store, schedules, self._is_running, self._stop)
            self._upkeep = asyncio.create_task(upkeep.run())

    async def start(
        self, name: str, job_id: UUID, payload: Mapping[str, Any], priority: int
    ) -> None:
        """Queue the job's first attempt."""
        job = self._job(name)
        order = Order(name, str(job_id), payload, job.queue, priority)
        await asyncio.to_thread(self._store.add, order)

    async def cancel(self, job_id: UUID) -> None:
        """Cancel all attempts; other processes notice within a second."""
        await asyncio.to_thread(self._store.cancel, str(job_id))
        prefix = str(job_id)
        await self._stop([running for running in self._running if running.startswith(prefix)])

    async def close(self) -> None:
        """Stop; what runs is cancelled and queued again, here or elsewhere."""
        if not self._is_open:
            return
        self._is_open = False
        if self._upkeep is not None:
            self._upkeep.cancel()
            with suppress(asyncio.CancelledError):
                await self._upkeep
        if self._dbos is not None:
            await asyncio.to_thread(stop_claiming, self._dbos)
        await self._stop(list(self._running))
        if self._dbos is not None:
            await asyncio.to_thread(self._close_dbos)
        await asyncio.to_thread(self._store.close)

    def _launch_dbos(self) -> None:
        """Launch in a thread, so that DBOS makes a loop of its own instead of taking ours."""
        self._dbos = DBOS(config=self._store.config())

        @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=self._settings.max_crashes)
        async def _(order: dict[str, Any]) -> None:
            """On DBOS's loop: have the work done on ours, and wait for it."""
            await asyncio.wrap_future(self._on_our_loop(self._run(Order(**order))))

        self._lease.take()
        self._store.name_queues()
        DBOS.launch()
        self._lease.keep()

    def _close_dbos(self) -> None:
        """End DBOS before the lease: until then it may still claim work under our name."""
        DBOS.destroy(destroy_registry=True)
        self._dbos = None
        self._lease.give_up()

    def _on_our_loop(self, work: Coroutine[Any, Any, None]) -> "Future[None]":
        if self._loop is None:
            msg = "the job engine is not launched"
            raise RuntimeError(msg)
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _run(self, order: Order) -> None:
        """Run one attempt. Only a cancellation that we asked for leaves it unfinished."""
        workflow_id = order.workflow_id
        task = asyncio.current_task()
        if not self._is_open or task is None:
            raise asyncio.CancelledError
        self._running[workflow_id] = task
        facts = {"job": order.job, "job_id": order.id, "attempt": order.attempt}
        try:
            with structlog.contextvars.bound_contextvars(**facts):
                await self._attempt(order)
        except asyncio.CancelledError:
            if workflow_id in self._stopped:
                raise
            await self._failed(order, RuntimeError("it was cancelled from inside"))
        finally:
            del self._running[workflow_id]
            self._stopped.discard(workflow_id)

    async def _attempt(self, order: Order) -> None:
        try:
            work = self._work_of(order)
            if work is not None:
                await work()
        except Exception as error:  # noqa: BLE001 - whatever a job raises is a failed attempt
            await self._failed(order, error)

    def _work_of(self, order: Order) -> Callable[[], Awaitable[None]] | None:
        """Return the call that this order stands for; None when there is nothing to call."""
        job = self._job(order.job)
        services = self._services
        assert services is not None, "launched"
        payload = TypeAdapter(job.payload).validate_python(order.payload)
        if order.error is None:
            return lambda: job.run(services, payload, JobRun(UUID(order.id), order.attempt))
        on_dead, error = job.on_dead, order.error
        return None if on_dead is None else lambda: on_dead(services, payload, error)

    async def _failed(self, order: Order, error: Exception) -> None:
        """Queue what comes next: another attempt, the end, or nothing."""
        job = self._jobs.get(order.job)
        attempts = ON_DEAD_ATTEMPTS if order.error is not None else job.attempts if job else 1
        is_last = order.attempt >= attempts or isinstance(error, JobFailed)
        words = str(error) or type(error).__name__
        if not is_last:
            delay_seconds = self._delay_seconds(order.attempt)
            log.warning(
                "job_attempt_failed", error=words, again_in_seconds=delay_seconds, exc_info=error
            )
            await self._add(order.again(), delay_seconds)
            return
        log.error("job_given_up", error=words, exc_info=error)
        if order.error is None:
            await self._add(order.end(words))

    async def _add(self, order: Order, delay_seconds: float = 0) -> None:
        """Queue what follows a failure, however long the books don't answer: it is all we have."""
        while True:
            try:
                await asyncio.to_thread(self._store.add, order, delay_seconds=delay_seconds)
            except SQLAlchemyError as problem:
                log.warning("job_not_queued_yet", error=repr(problem))
                await asyncio.sleep(self._settings.first_retry_seconds)
            else:
                return

    def _delay_seconds(self, attempt: int) -> float:
        delay_seconds = self._settings.first_retry_seconds * 4 ** (attempt - 1)
        return min(delay_seconds, self._settings.last_retry_seconds)

    def _job(self, name: str) -> Job[Any]:
        if name not in self._jobs:
            msg = f"no domain here has a job named {name}"
            raise UnknownJob(msg)
        return self._jobs[name]

    def _is_running(self) -> tuple[str, ...]:
        return tuple(self._running)

    async def _stop(self, workflow_ids: Sequence[str]) -> None:
        """Cancel runs of this process, and wait until they have cleaned up."""
        tasks = [self._running[each] for each in workflow_ids if each in self._running]
        self._stopped.update(each for each in workflow_ids if each in self._running)
        for task in tasks:
            task.cancel()
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._settings.patience_seconds)
            for _ in late:
                log.error("job_does_not_stop")

    def _on_lost_lease(self) -> None:
        """Stop everything: others have it now. Called by the lease's thread, which waits."""
        log.error("jobs_taken_over", reason="this process did not answer for too long")
        with suppress(TimeoutError):
            stopping = self._on_our_loop(self._stop(list(self._running)))
            stopping.result(self._settings.patience_seconds)
