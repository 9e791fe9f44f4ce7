"""The jobs of media. Each calls one verb of the service."""

from datetime import timedelta

from streamverse.domains.media.privacy import PRIVACY
from streamverse.domains.media.service import orders
from streamverse.domains.media.service.collecting import (
    expire_sources,
    remove_deleted,
    remove_objects,
)
from streamverse.domains.media.service.machine import ensure_speed
from streamverse.domains.media.service.orders import Nothing, OneAsset, OneUnit, OneUpload
from streamverse.domains.media.service.planning import probe_asset, refuse_source
from streamverse.domains.media.service.recovery import order_stale_work
from streamverse.domains.media.service.scratch import scratch_of, sweep
from streamverse.domains.media.service.units import fail_unit
from streamverse.domains.media.service.uploads import store_source_of, sweep_uploads
from streamverse.domains.media.service.work import do_unit, last_problem
from streamverse.kit.jobs import DEFAULT_QUEUE, ENCODE_QUEUE, IO_QUEUE, Job, JobRun, Schedule
from streamverse.kit.services import Services

STALE = timedelta(minutes=5)


async def _probe(services: Services, payload: OneAsset, _run: JobRun) -> None:
    await probe_asset(services, payload.asset_id)


async def _probe_is_dead(services: Services, payload: OneAsset, error: str) -> None:
    await refuse_source(services, payload.asset_id, "probe_failed", error, keeps_source=True)


async def _unit(services: Services, payload: OneUnit, _run: JobRun) -> None:
    await do_unit(services, payload.unit_id)


async def _unit_is_dead(services: Services, payload: OneUnit, error: str) -> None:
    problem = await last_problem(services, payload.unit_id, error)
    await fail_unit(services, payload.unit_id, problem)


async def _store_source(services: Services, payload: OneUpload, _run: JobRun) -> None:
    await store_source_of(services, payload.upload_id)


async def _remove(services: Services, payload: OneAsset, _run: JobRun) -> None:
    await remove_objects(services, payload.asset_id)


async def _tidy(services: Services, _payload: Nothing, _run: JobRun) -> None:
    """Finish what crashes left, give up what expired."""
    sweep(scratch_of(services).folder.parent)
    await sweep_uploads(services)
    await order_stale_work(services, STALE)


async def _measure(services: Services, _payload: Nothing, _run: JobRun) -> None:
    await ensure_speed(services)


async def _retire(services: Services, _payload: Nothing, _run: JobRun) -> None:
    await expire_sources(services)
    await remove_deleted(services)


def _of_unit(order: orders.Order[OneUnit], queue: str) -> Job[OneUnit]:
    return Job(
        name=order.name, queue=queue, payload=order.payload, run=_unit, on_dead=_unit_is_dead
    )


PROBE = Job(
    name=orders.PROBE.name,
    queue=DEFAULT_QUEUE,
    payload=OneAsset,
    run=_probe,
    on_dead=_probe_is_dead,
)
STORE_SOURCE = Job(
    name=orders.STORE_SOURCE.name,
    queue=IO_QUEUE,
    payload=OneUpload,
    run=_store_source,
    attempts=20,
)
REMOVE = Job(name=orders.REMOVE.name, queue=IO_QUEUE, payload=OneAsset, run=_remove, attempts=20)
TIDY = Job(name="media.tidy", queue=IO_QUEUE, payload=Nothing, run=_tidy, attempts=1)
MEASURE = Job(name="media.measure_speed", queue=ENCODE_QUEUE, payload=Nothing, run=_measure)
RETIRE = Job(name="media.retire", queue=IO_QUEUE, payload=Nothing, run=_retire, attempts=1)

JOBS = (
    PROBE,
    _of_unit(orders.COPY, IO_QUEUE),
    _of_unit(orders.AUDIO, IO_QUEUE),
    _of_unit(orders.VIDEO, ENCODE_QUEUE),
    _of_unit(orders.EXTRA, ENCODE_QUEUE),
    STORE_SOURCE,
    REMOVE,
    TIDY,
    MEASURE,
    RETIRE,
    *PRIVACY.jobs,
)
SCHEDULES = (
    Schedule(TIDY, Nothing(), every_seconds=60),
    Schedule(MEASURE, Nothing(), every_seconds=600),
    Schedule(RETIRE, Nothing(), every_seconds=3600),
)
