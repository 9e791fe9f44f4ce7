"""The catalog's housekeeping: pictures that nothing shows any more are deleted."""

from dataclasses import dataclass

from streamverse.domains.catalog.bulk_jobs import BULK_JOBS
from streamverse.domains.catalog.privacy import PRIVACY
from streamverse.domains.catalog.service.artwork import sweep
from streamverse.kit.jobs import Job, JobRun, Schedule
from streamverse.kit.services import Services

DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class SweepArtwork:
    """No facts: the job finds what is due."""


async def sweep_artwork(services: Services, _: SweepArtwork, __: JobRun) -> None:
    """Delete replaced pictures and those of deleted titles."""
    await sweep(services)


SWEEP_ARTWORK = Job(
    name="catalog.sweep_artwork", queue="default", payload=SweepArtwork, run=sweep_artwork
)
JOBS = (SWEEP_ARTWORK, *BULK_JOBS, *PRIVACY.jobs)
SCHEDULES = (Schedule(SWEEP_ARTWORK, SweepArtwork(), every_seconds=DAY_SECONDS),)
