"""Identity's work in the background: exports, erasures, and what is deleted because it is old."""

from dataclasses import dataclass

from streamverse.domains.identity.privacy import PRIVACY
from streamverse.domains.identity.service.privacy.answer_export import fail_export
from streamverse.domains.identity.service.privacy.erase import finish_erasure
from streamverse.domains.identity.service.privacy.orders import (
    FINISH_ERASURE,
    PACK_EXPORT,
    OneErasure,
    OneExport,
)
from streamverse.domains.identity.service.privacy.pack_export import pack_export
from streamverse.domains.identity.service.privacy.retention import forget_what_is_old
from streamverse.domains.identity.service.privacy.upkeep import look_after_privacy
from streamverse.domains.identity.service.profiles.set_avatar import sweep_avatars
from streamverse.kit.jobs import DEFAULT_QUEUE, IO_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS


@dataclass(frozen=True, slots=True)
class Due:
    """No facts: the job finds what is due."""


async def _pack(services: Services, order: OneExport, _: JobRun) -> None:
    await pack_export(services, order.export_id)


async def _give_up_packing(services: Services, order: OneExport, _: str) -> None:
    await fail_export(services, order.export_id, "The file could not be made. You can ask again.")


async def _finish(services: Services, order: OneErasure, _: JobRun) -> None:
    await finish_erasure(services, order.erasure_id)


async def _look_after_privacy(services: Services, _: Due, __: JobRun) -> None:
    await look_after_privacy(services)


async def _forget_what_is_old(services: Services, _: Due, __: JobRun) -> None:
    await forget_what_is_old(services)


async def _sweep_avatars(services: Services, _: Due, __: JobRun) -> None:
    await sweep_avatars(services)


LOOK_AFTER_PRIVACY = Job("identity.look_after_privacy", DEFAULT_QUEUE, Due, _look_after_privacy)
FORGET_WHAT_IS_OLD = Job("identity.forget_what_is_old", DEFAULT_QUEUE, Due, _forget_what_is_old)
SWEEP_AVATARS = Job("identity.sweep_avatars", IO_QUEUE, Due, _sweep_avatars)
JOBS = (
    Job(PACK_EXPORT.name, IO_QUEUE, PACK_EXPORT.payload, _pack, on_dead=_give_up_packing),
    Job(FINISH_ERASURE.name, IO_QUEUE, FINISH_ERASURE.payload, _finish, attempts=20),
    LOOK_AFTER_PRIVACY,
    FORGET_WHAT_IS_OLD,
    SWEEP_AVATARS,
    *PRIVACY.jobs,
)
SCHEDULES = (
    Schedule(LOOK_AFTER_PRIVACY, Due(), every_seconds=HOUR_SECONDS),
    Schedule(FORGET_WHAT_IS_OLD, Due(), every_seconds=DAY_SECONDS),
    Schedule(SWEEP_AVATARS, Due(), every_seconds=DAY_SECONDS),
)
