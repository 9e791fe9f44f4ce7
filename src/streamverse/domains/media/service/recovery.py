"""A second net under the job engine: work that nobody has heard of for long is ordered again."""

from datetime import timedelta

from streamverse.domains.media import repository
from streamverse.domains.media.service.orders import PROBE, order_asset, order_unit
from streamverse.domains.media.states import WorkState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services


async def order_stale_work(services: Services, patience: timedelta) -> None:
    """Order units and probes again that should have moved within `patience`.

    Units write a sign of life every second while they run. One that is only queued may wait
    long behind others, so it is ordered again only when nothing at all is running.
    """
    now = services.get(Clock).now()
    before = now - patience
    async with services.get(Database).write() as session:
        units = await repository.stale_units(session, before)
        is_idle = not await repository.any_running_since(session, before)
        for unit in units:
            if unit.state is WorkState.RUNNING or is_idle:
                unit.state = WorkState.QUEUED
                unit.touched_at = now
                order_unit(session, unit)
        for asset in await repository.probing_since_before(session, before):
            asset.uploaded_at = now
            order_asset(session, PROBE, asset.id)
