"""Runs ordered jobs one after another, so that a test sees each step and needs no waiting."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from streamverse.domains.media.jobs import JOBS
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.jobs import Job, JobRun
from streamverse.kit.objects import Objects
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services

Choice = Callable[[OutboxRow], bool]

BY_NAME: dict[str, Job[Any]] = {job.name: job for job in JOBS}


async def next_job(services: Services) -> OutboxRow | None:
    """Take the most urgent ordered job that is due."""
    async with services.get(Database).write() as session:
        now = max(services.get(Clock).now(), datetime.now(UTC))
        query = (
            select(OutboxRow)
            .where(OutboxRow.kind == "job", OutboxRow.delivered_at.is_(None))
            .where(OutboxRow.available_at <= now)
            .order_by(OutboxRow.priority, OutboxRow.id)
        )
        row = await session.scalar(query.limit(1))
        if row is not None:
            row.delivered_at = now
        return row


async def drain(
    services: Services,
    *,
    limit: int = 0,
    until: Choice | None = None,
    crash: Choice | None = None,
    also: Sequence[str] = (),
) -> int:
    """Run jobs, and those they order, until none is due; returns how many ran.

    `limit` stops after so many. With `until`, stop before the first job it is true of, which is
    lost. A job that `crash` is true of is cut off in the middle and run again from its start.
    `also` names scheduled jobs to run first.
    """
    for name in also:
        job = BY_NAME[name]
        await job.run(services, job.payload(), JobRun(new_id(), 1))
    ran = 0
    while not (limit and ran == limit) and (row := await next_job(services)) is not None:
        if until is not None and until(row):
            break
        job = BY_NAME[row.name]
        if crash is not None and crash(row):
            await _cut_off(services, job, row)
        ran += 1
        await _run(services, job, row)
    return ran


async def _cut_off(services: Services, job: Job[Any], row: OutboxRow) -> None:
    """Stop a job after its first object is stored, as the end of its process would."""
    objects = services.get(Objects)
    was_put = asyncio.Event()
    put = objects.put

    async def put_and_tell(*args: Any, **more: Any) -> bool:
        is_new = await put(*args, **more)
        was_put.set()
        return is_new

    objects.put = put_and_tell
    payload = TypeAdapter(job.payload).validate_python(row.payload)
    running = asyncio.ensure_future(job.run(services, payload, JobRun(row.id, 1)))
    try:
        stored = asyncio.ensure_future(was_put.wait())
        await asyncio.wait({running, stored}, return_when=asyncio.FIRST_COMPLETED)
        stored.cancel()
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
    finally:
        objects.put = put


async def _run(services: Services, job: Job[Any], row: OutboxRow) -> None:
    payload = TypeAdapter(job.payload).validate_python(row.payload)
    for attempt in range(1, job.attempts + 1):
        try:
            await job.run(services, payload, JobRun(row.id, attempt))
        except Exception as error:  # noqa: BLE001 - as the job engine does
            if attempt == job.attempts and job.on_dead is not None:
                await job.on_dead(services, payload, str(error))
        else:
            return
