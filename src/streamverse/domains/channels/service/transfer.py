"""Pass a channel on: the owner becomes an admin and a member the owner, both or neither."""

from uuid import UUID

from streamverse.domains.channels.errors import MemberNotFound, NotYourRank, TooManyChannels
from streamverse.domains.channels.events import ChannelMembersChanged, ChannelOwnerChanged
from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.repository import members
from streamverse.domains.channels.service.access import require_owner
from streamverse.domains.channels.service.create import free_slot
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def transfer(
    session: WriteSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    to: UUID,
    *,
    limit: int,
) -> UUID:
    """Let a member own the channel; returns the channel's id.

    Raises ChannelNotFound, NotYourRank, MemberNotFound, TooManyChannels.
    """
    row, _ = await require_owner(session, clock, account, handle_or_id)
    heir = await members.membership(session, row.id, to)
    if heir is None or to == account.id:
        raise MemberNotFound("Only a member can have it: invite them first.")
    await pass_on(session, row.id, account.id, to, await free_slot(session, to, limit))
    return row.id


async def pass_on(
    session: WriteSession, channel_id: UUID, from_id: UUID, to: UUID, slot: int
) -> None:
    """Change the owner in two steps of one transaction, each only if it still holds."""
    heir = await members.membership(session, channel_id, to)
    stepped_down = await members.set_rank(
        session, channel_id, from_id, was=Rank.OWNER, rank=Rank.ADMIN
    )
    if heir is None or not stepped_down:
        raise NotYourRank("The channel has another owner by now.")
    stepped_up = await members.set_rank(
        session, channel_id, to, was=heir.rank, rank=Rank.OWNER, owner_slot=slot
    )
    if not stepped_up:  # somebody took the slot, or they left: nothing of it happened
        raise TooManyChannels("They changed something at the same moment; try again.")
    outbox.publish(session, ChannelOwnerChanged(channel_id, from_id, to))
    for member_id in (from_id, to):
        outbox.publish(session, ChannelMembersChanged(channel_id, member_id))
