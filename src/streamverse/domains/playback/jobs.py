"""What playback does by itself: forget what no longer matters."""

from dataclasses import dataclass

from streamverse.domains.playback.privacy import PRIVACY
from streamverse.domains.playback.revocations import forget_expired
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

HOUR_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Nothing:
    """A job that needs no facts."""


async def forget_old(services: Services, _payload: Nothing, _run: JobRun) -> None:
    """Remove revocations of tokens that have expired by themselves."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        await forget_expired(session, now)


FORGET_OLD = Job(name="playback.forget_old", queue=DEFAULT_QUEUE, payload=Nothing, run=forget_old)
JOBS = (FORGET_OLD, *PRIVACY.jobs)
SCHEDULES = (Schedule(job=FORGET_OLD, payload=Nothing(), every_seconds=HOUR_SECONDS),)
