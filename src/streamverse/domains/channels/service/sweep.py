"""Delete the rows that are only there because somebody might have come back to them."""

from datetime import timedelta

from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import invitations
from streamverse.domains.channels.service.delete import KEPT
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.services import Services

INVITATIONS_KEPT = timedelta(days=90)


async def sweep_rows(services: Services) -> int:
    """Delete channels gone for a month, handles kept long enough, old invitations."""
    now = services.get(Clock).now()
    async with services.get(Database).write() as session:
        await invitations.expire(session, now)
        await invitations.forget_before(session, now - INVITATIONS_KEPT)
        await repository.forget_handles(session, now)
        return await repository.forget_deleted(session, now - KEPT)
