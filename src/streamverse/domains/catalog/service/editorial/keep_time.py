"""What the clock does to titles: publish what is scheduled, archive what has expired."""

from datetime import timedelta

from streamverse.domains.catalog.errors import TitleNotReady
from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import editorial as repository
from streamverse.domains.catalog.repository.titles import lock_title
from streamverse.domains.catalog.service.editorial.move import move
from streamverse.domains.catalog.service.editorial.times import wind
from streamverse.domains.catalog.service.orders import OneTitle
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services

EARLY = timedelta(seconds=5)
"""Clocks of machines differ: who comes so much too early is sent again."""
BATCH = 100


async def keep_time(services: Services, order: OneTitle) -> None:
    """Do to a title what its times say; done again, or too late, it changes nothing."""
    clock = services.get(Clock)
    async with services.get(Database).write() as session:
        row = await lock_title(session, str(order.title_id))
        if row is not None:
            await _keep(session, clock, row)


async def keep_times(services: Services) -> None:
    """Look for titles whose time has come and which nobody was sent for."""
    async with services.get(Database).read() as session:
        due = await repository.overdue(session, services.get(Clock).now(), BATCH)
    for title_id in due:
        await keep_time(services, OneTitle(title_id))


async def _keep(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    now = clock.now()
    if row.state == TitleState.SCHEDULED and row.publish_at is not None:
        if row.publish_at <= now:
            await _publish(session, clock, row)
        elif row.publish_at - now <= EARLY:
            wind(session, clock, row)
    if row.state == TitleState.PUBLISHED and row.expire_at is not None:
        if row.expire_at <= now:
            await move(session, clock, row, TitleState.ARCHIVED, None)
        elif row.expire_at - now <= EARLY:
            wind(session, clock, row)


async def _publish(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    is_over = row.expire_at is not None and row.expire_at <= clock.now()
    if is_over:
        await move(session, clock, row, TitleState.ARCHIVED, None)
        return
    try:
        await move(session, clock, row, TitleState.PUBLISHED, None)
    except TitleNotReady as refusal:  # it was ready when it was scheduled
        await move(session, clock, row, TitleState.DRAFT, None, comment=refusal.detail)
