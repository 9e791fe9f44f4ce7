"""Housekeeping of channels: what nobody can have back, or shows any more, is deleted."""

from dataclasses import dataclass
from datetime import timedelta

from streamverse.domains.channels.privacy import PRIVACY
from streamverse.domains.channels.service.pictures import sweep_pictures
from streamverse.domains.channels.service.sweep import sweep_rows
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

DAY_SECONDS = int(timedelta(days=1).total_seconds())


@dataclass(frozen=True, slots=True)
class SweepChannels:
    """No facts: the job finds what is due."""


async def sweep_channels(services: Services, _: SweepChannels, __: JobRun) -> None:
    """Delete channels gone for a month, old handles and invitations, unused pictures."""
    await sweep_rows(services)
    await sweep_pictures(services)


SWEEP_CHANNELS = Job(
    name="channels.sweep", queue=DEFAULT_QUEUE, payload=SweepChannels, run=sweep_channels
)
JOBS = (SWEEP_CHANNELS, *PRIVACY.jobs)
SCHEDULES = (Schedule(SWEEP_CHANNELS, SweepChannels(), every_seconds=DAY_SECONDS),)
