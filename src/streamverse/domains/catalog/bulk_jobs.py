"""The jobs of work on many titles. Each calls one verb of the service."""

from dataclasses import dataclass

from streamverse.domains.catalog.service.bulk.orders import RUN, UNDO, OneRun
from streamverse.domains.catalog.service.bulk.run_import import give_up
from streamverse.domains.catalog.service.bulk.run_undo import give_up_undoing, run_undo
from streamverse.domains.catalog.service.bulk.work import work_on
from streamverse.domains.catalog.service.watching.watch import watch
from streamverse.kit.jobs import IO_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services


async def _run(services: Services, order: OneRun, _: JobRun) -> None:
    await work_on(services, order.run_id)


async def _give_up(services: Services, order: OneRun, error: str) -> None:
    await give_up(services, order.run_id, error)


async def _undo(services: Services, order: OneRun, _: JobRun) -> None:
    await run_undo(services, order.run_id)


async def _give_up_undoing(services: Services, order: OneRun, error: str) -> None:
    await give_up_undoing(services, order.run_id, error)


@dataclass(frozen=True, slots=True)
class Look:
    """No facts: the job finds what lies there."""


async def _watch(services: Services, _: Look, __: JobRun) -> None:
    await watch(services)


WATCH = Job("catalog.watch_folder", IO_QUEUE, Look, _watch, attempts=1)
BULK_SCHEDULES = (Schedule(WATCH, Look(), every_seconds=10),)
BULK_JOBS = (
    WATCH,
    Job(RUN.name, IO_QUEUE, RUN.payload, _run, on_dead=_give_up),
    Job(UNDO.name, IO_QUEUE, UNDO.payload, _undo, on_dead=_give_up_undoing),
)
