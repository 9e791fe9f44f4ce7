"""Delete a channel, and bring it back within a month."""

from datetime import timedelta

from streamverse.domains.channels.errors import ChannelNotFound
from streamverse.domains.channels.events import ChannelDeleted, ChannelRestored
from streamverse.domains.channels.models import ChannelRow
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import members
from streamverse.domains.channels.service.create import free_slot
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

KEPT = timedelta(days=30)


async def delete(session: WriteSession, clock: Clock, row: ChannelRow) -> None:
    """Take a channel away; its handle stays its own until it can't come back any more."""
    row.deleted_at = clock.now()
    row.version += 1
    await members.set_slot(session, row.id, None)
    outbox.publish(session, ChannelDeleted(row.id))


async def restore(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str, limit: int
) -> ChannelRow:
    """Bring a channel of one's own back. Raises ChannelNotFound, TooManyChannels."""
    row = await repository.lock(session, handle_or_id, clock.now(), also_deleted=True)
    if row is None or await members.owner_of(session, row.id) != account.id:
        raise ChannelNotFound
    if row.deleted_at is None:
        return row
    if row.deleted_at <= clock.now() - KEPT:
        raise ChannelNotFound
    slot = await free_slot(session, account.id, limit)
    row.deleted_at = None
    row.version += 1
    await members.set_slot(session, row.id, slot)
    outbox.publish(session, ChannelRestored(row.id))
    return row
