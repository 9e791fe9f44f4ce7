"""The catalog's housekeeping: pictures that nothing shows any more are deleted."""

from dataclasses import dataclass

from streamverse.domains.catalog.bulk_jobs import BULK_JOBS
from streamverse.domains.catalog.privacy import PRIVACY
from streamverse.domains.catalog.service.artwork import sweep
from streamverse.domains.catalog.service.orders import TELL_RIGHTS, OneTitle
from streamverse.domains.catalog.service.rights.tell import tell_rights
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
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


async def _tell_rights(services: Services, order: OneTitle, _: JobRun) -> None:
    await tell_rights(services, order)


BY_THE_CLOCK = (
    Job(TELL_RIGHTS.name, DEFAULT_QUEUE, TELL_RIGHTS.payload, _tell_rights, attempts=10),
)
JOBS = (SWEEP_ARTWORK, *BULK_JOBS, *BY_THE_CLOCK, *PRIVACY.jobs)
SCHEDULES = (Schedule(SWEEP_ARTWORK, SweepArtwork(), every_seconds=DAY_SECONDS),)
