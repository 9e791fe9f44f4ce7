"""Runs ordered jobs one after another, so that a test sees each step and needs no waiting."""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select

from streamverse.domains.media.jobs import JOBS
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.jobs import Job, JobRun
from streamverse.kit.outbox import OutboxRow
from streamverse.kit.services import Services

BY_NAME: dict[str, Job[Any]] = {job.name: job for job in JOBS}


async def next_job(services: Services) -> OutboxRow | None:
    """Take the most urgent ordered job that is due."""
    async with services.get(Database).write() as session:
        now = services.get(Clock).now()
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


async def drain(services: Services, *, until: Callable[[OutboxRow], bool] | None = None) -> int:
    """Run jobs, and those they order, until none is due; returns how many ran.

    With `until`, stop before the first job it is true of; that job is lost, as in a crash.
    """
    ran = 0
    while (row := await next_job(services)) is not None:
        if until is not None and until(row):
            break
        ran += 1
        await _run(services, BY_NAME[row.name], row)
    return ran


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
