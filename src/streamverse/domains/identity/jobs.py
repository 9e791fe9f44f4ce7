"""Identity's housekeeping: sign-ins that ended long ago are forgotten."""

from dataclasses import dataclass
from datetime import timedelta

from streamverse.domains.identity.service.refresh import forget_ended
from streamverse.kit.jobs import Job, JobRun, Schedule
from streamverse.kit.services import Services

KEPT = timedelta(days=30)
DAY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class ForgetSignIns:
    """No facts: the job finds what is due."""


async def forget_sign_ins(services: Services, _: ForgetSignIns, __: JobRun) -> None:
    """Delete sign-ins, with their refresh tokens, that ended or expired a month ago."""
    await forget_ended(services, older_than=KEPT)


FORGET_SIGN_INS = Job(
    name="identity.forget_sign_ins", queue="default", payload=ForgetSignIns, run=forget_sign_ins
)
JOBS = (FORGET_SIGN_INS,)
SCHEDULES = (Schedule(FORGET_SIGN_INS, ForgetSignIns(), every_seconds=DAY_SECONDS),)
