"""Accept or decline an invitation, once."""

from uuid import UUID

from streamverse.domains.channels.errors import (
    ChannelInvitationExpired,
    InvitationAnswered,
    NoSuchChannelInvitation,
)
from streamverse.domains.channels.events import ChannelInvitationAnswered, ChannelMembersChanged
from streamverse.domains.channels.models import ChannelInvitationRow, ChannelRow, MemberRow
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import invitations, members
from streamverse.domains.channels.service.invitations.looks import looks_of
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

ACCEPTED, DECLINED = "accepted", "declined"


async def accept(
    session: WriteSession, clock: Clock, account: Account, invitation_id: UUID
) -> ChannelRow:
    """Join the channel; who did already stays what they are.

    Raises NoSuchChannelInvitation, ChannelInvitationExpired, InvitationAnswered.
    """
    row = await _own(session, account, invitation_id)
    channel = await repository.lock(session, str(row.channel_id), clock.now())
    if channel is None:
        raise NoSuchChannelInvitation
    await _answer(session, clock, row, ACCEPTED)
    member = MemberRow(
        channel_id=channel.id,
        account_id=account.id,
        rank=row.rank,
        permissions=None,
        owner_slot=None,
        joined_at=clock.now(),
    )
    if await members.membership(session, channel.id, account.id) is None:
        await members.add(session, member)
        outbox.publish(session, ChannelMembersChanged(channel.id, account.id))
    return channel


async def decline(
    session: WriteSession, clock: Clock, account: Account, invitation_id: UUID
) -> None:
    """Say no; a second time changes nothing. Raises as `accept`."""
    row = await _own(session, account, invitation_id)
    await _answer(session, clock, row, DECLINED)


async def _own(
    session: WriteSession, account: Account, invitation_id: UUID
) -> ChannelInvitationRow:
    row = await invitations.find(session, invitation_id)
    if row is None or row.look not in await looks_of(session, account.id):
        raise NoSuchChannelInvitation
    return row


async def _answer(
    session: WriteSession, clock: Clock, row: ChannelInvitationRow, outcome: str
) -> None:
    if row.outcome == outcome:
        return
    if row.outcome == "expired" or (row.outcome is None and row.expires_at <= clock.now()):
        raise ChannelInvitationExpired
    if await invitations.answer(session, row.id, outcome, clock.now()) is None:
        raise InvitationAnswered
    outbox.publish(session, ChannelInvitationAnswered(row.channel_id, row.id, outcome))
