"""Mute somebody in a channel: they may look on, but neither post nor speak."""

from uuid import UUID

from streamverse.domains.channels.errors import MemberNotFound, NotYourRank
from streamverse.domains.channels.events import ChannelMuteChanged
from streamverse.domains.channels.ranks import ChannelPermission, is_above
from streamverse.domains.channels.repository import members
from streamverse.domains.channels.schemas.members import MuteBody, Mutes
from streamverse.domains.channels.service.access import channel_to_change, channel_to_see
from streamverse.domains.identity.public import Account, account_names
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession


async def mute(
    session: WriteSession,
    clock: Clock,
    account: Account,
    handle_or_id: str,
    whom: UUID,
    reason: str,
) -> None:
    """Mute an account, a member below one's rank or anybody else; twice changes nothing.

    Raises ChannelNotFound, NotYourRank, MemberNotFound.
    """
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.MUTE
    )
    member = await members.membership(session, row.id, whom)
    if member is None and not await account_names(session, [whom]):
        raise MemberNotFound("There is no such account.")
    if whom == account.id or (member is not None and not is_above(own.rank, member.rank)):
        raise NotYourRank("Only somebody above them mutes them.")
    now = clock.now()
    if await members.mute(session, row.id, whom, by=account.id, reason=reason, now=now):
        outbox.publish(session, ChannelMuteChanged(row.id, whom, is_muted=True))


async def unmute(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str, whom: UUID
) -> None:
    """Let somebody speak again; nobody does it for themselves.

    Raises ChannelNotFound, NotYourRank.
    """
    row, own = await channel_to_change(
        session, clock, account, handle_or_id, ChannelPermission.MUTE
    )
    member = await members.membership(session, row.id, whom)
    if whom == account.id or (member is not None and not is_above(own.rank, member.rank)):
        raise NotYourRank("Only somebody above them lets them speak again.")
    if await members.unmute(session, row.id, whom):
        outbox.publish(session, ChannelMuteChanged(row.id, whom, is_muted=False))


async def list_mutes(
    session: ReadSession, clock: Clock, account: Account, handle_or_id: str
) -> Mutes:
    """Return who is muted, to those who may mute. Raises ChannelNotFound, NotYourRank."""
    row, own = await channel_to_see(session, clock, account, handle_or_id)
    if own is None or ChannelPermission.MUTE not in own.permissions:
        raise NotYourRank
    found = await members.mutes(session, row.id)
    names = await account_names(session, [each.account_id for each in found])
    return Mutes(
        items=[
            MuteBody(
                account_id=each.account_id,
                name=names.get(each.account_id, ""),
                reason=each.reason,
                created_at=each.created_at,
            )
            for each in found
        ]
    )
