"""The housekeeping of search."""

from dataclasses import dataclass

from streamverse.domains.search.privacy import PRIVACY
from streamverse.domains.search.service.upkeep import forget_followed, refresh_index
from streamverse.kit.jobs import Job, JobRun, Schedule
from streamverse.kit.services import Services

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS


@dataclass(frozen=True, slots=True)
class Due:
    """No facts: the job finds what is due."""


async def _forget(services: Services, _: Due, __: JobRun) -> None:
    await forget_followed(services)


async def _refresh(services: Services, _: Due, __: JobRun) -> None:
    await refresh_index(services)


FORGET = Job(name="search.forget_followed", queue="default", payload=Due, run=_forget)
REFRESH = Job(name="search.refresh_index", queue="default", payload=Due, run=_refresh)
JOBS = (FORGET, REFRESH, *PRIVACY.jobs)
SCHEDULES = (
    Schedule(FORGET, Due(), every_seconds=HOUR_SECONDS),
    Schedule(REFRESH, Due(), every_seconds=DAY_SECONDS),
)
