"""Show invitations: to those who sent them, and to those who got them."""

from datetime import datetime
from typing import cast

from streamverse.domains.channels.cards import card_of
from streamverse.domains.channels.errors import NotYourRank
from streamverse.domains.channels.models import ChannelInvitationRow
from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.repository import invitations
from streamverse.domains.channels.schemas.members import (
    InvitationBody,
    Invitations,
    InvitingChannel,
    MyInvitation,
    MyInvitations,
    State,
)
from streamverse.domains.channels.service.access import channel_to_see
from streamverse.domains.channels.service.invitations.looks import looks_of
from streamverse.domains.identity.public import Account, account_names
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession


async def open_invitations(
    session: ReadSession, clock: Clock, account: Account, handle_or_id: str
) -> Invitations:
    """Return a channel's open invitations, to those who may invite.

    Raises ChannelNotFound, NotYourRank.
    """
    row, own = await channel_to_see(session, clock, account, handle_or_id)
    if own is None or ChannelPermission.INVITE not in own.permissions:
        raise NotYourRank
    now = clock.now()
    found = await invitations.open_of_channel(session, row.id, now)
    names = await account_names(session, [each.account_id for each in found if each.account_id])
    return Invitations(
        items=[
            seen_by_channel(each, names.get(each.account_id, "") if each.account_id else "", now)
            for each in found
        ]
    )


async def my_invitations(session: ReadSession, clock: Clock, account: Account) -> MyInvitations:
    """Return the caller's open invitations, with the channels they lead to."""
    looks = await looks_of(session, account.id)
    found = await invitations.open_for(session, looks, clock.now())
    inviters = await account_names(session, [row.invited_by for row, _ in found if row.invited_by])
    items: list[MyInvitation] = []
    for row, channel in found:
        card = card_of(channel)
        items.append(
            MyInvitation(
                id=row.id,
                channel=InvitingChannel(
                    id=card.id,
                    handle=card.handle,
                    name=card.name,
                    avatar_url=card.avatar_url,
                    is_public=card.is_public,
                ),
                invited_by=inviters.get(row.invited_by, "") if row.invited_by else "",
                rank=Rank(row.rank),
                created_at=row.created_at,
                expires_at=row.expires_at,
            )
        )
    return MyInvitations(items=items)


def seen_by_channel(row: ChannelInvitationRow, name: str, now: datetime) -> InvitationBody:
    """Return an invitation as the channel's people see it now."""
    state = row.outcome or ("expired" if row.expires_at <= now else "open")
    return InvitationBody(
        id=row.id,
        email=row.email,
        account_id=row.account_id,
        name=name,
        rank=Rank(row.rank),
        state=cast("State", state),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
