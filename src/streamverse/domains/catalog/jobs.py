"""The catalog's work by the clock: titles come and go, rights begin and end, leftovers go."""

from dataclasses import dataclass

from streamverse.domains.catalog.bulk_jobs import BULK_JOBS, BULK_SCHEDULES
from streamverse.domains.catalog.privacy import PRIVACY
from streamverse.domains.catalog.service.artwork import sweep
from streamverse.domains.catalog.service.editorial.keep_time import keep_time, keep_times
from streamverse.domains.catalog.service.orders import KEEP_TIME, TELL_RIGHTS, OneTitle
from streamverse.domains.catalog.service.restoring import purge_deleted
from streamverse.domains.catalog.service.rights.tell import tell_rights
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class SweepArtwork:
    """No facts: the job finds what is due."""


@dataclass(frozen=True, slots=True)
class KeepTimes:
    """No facts: the job finds whose time has come."""


@dataclass(frozen=True, slots=True)
class PurgeTitles:
    """No facts: the job finds what was deleted long ago."""


async def sweep_artwork(services: Services, _: SweepArtwork, __: JobRun) -> None:
    """Delete replaced pictures and those of deleted titles."""
    await sweep(services)


SWEEP_ARTWORK = Job(
    name="catalog.sweep_artwork", queue="default", payload=SweepArtwork, run=sweep_artwork
)


async def _keep_time(services: Services, order: OneTitle, _: JobRun) -> None:
    await keep_time(services, order)


async def _keep_times(services: Services, _: KeepTimes, __: JobRun) -> None:
    await keep_times(services)


async def _purge_titles(services: Services, _: PurgeTitles, __: JobRun) -> None:
    await purge_deleted(services)


async def _tell_rights(services: Services, order: OneTitle, _: JobRun) -> None:
    await tell_rights(services, order)


KEEP_TIMES = Job("catalog.keep_times", DEFAULT_QUEUE, KeepTimes, _keep_times)
PURGE_TITLES = Job("catalog.purge_titles", DEFAULT_QUEUE, PurgeTitles, _purge_titles)
BY_THE_CLOCK = (
    KEEP_TIMES,
    PURGE_TITLES,
    Job(KEEP_TIME.name, DEFAULT_QUEUE, KEEP_TIME.payload, _keep_time, attempts=10),
    Job(TELL_RIGHTS.name, DEFAULT_QUEUE, TELL_RIGHTS.payload, _tell_rights, attempts=10),
)
JOBS = (SWEEP_ARTWORK, *BULK_JOBS, *BY_THE_CLOCK, *PRIVACY.jobs)
SCHEDULES = (
    Schedule(SWEEP_ARTWORK, SweepArtwork(), every_seconds=DAY_SECONDS),
    Schedule(KEEP_TIMES, KeepTimes(), every_seconds=60),
    Schedule(PURGE_TITLES, PurgeTitles(), every_seconds=3600),
    *BULK_SCHEDULES,
)
