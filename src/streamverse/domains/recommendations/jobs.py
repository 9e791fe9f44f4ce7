"""What recommendations do by themselves: rank what trends."""

from dataclasses import dataclass

from streamverse.domains.recommendations.service.trending import rank
from streamverse.kit.jobs import DEFAULT_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

EVERY_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Nothing:
    """A job that needs no facts."""


async def _rank(services: Services, _payload: Nothing, _run: JobRun) -> None:
    await rank(services)


RANK_TRENDING = Job(
    name="recommendations.rank_trending", queue=DEFAULT_QUEUE, payload=Nothing, run=_rank
)
JOBS = (RANK_TRENDING,)
SCHEDULES = (Schedule(RANK_TRENDING, Nothing(), every_seconds=EVERY_SECONDS),)
