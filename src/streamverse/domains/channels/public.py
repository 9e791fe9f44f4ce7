"""The door of channels: what titles belong to, who may post there, what is shown of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.channels.cards import ChannelCard, card_of
from streamverse.domains.channels.page_facts import ChannelPageFacts, channel_page_facts
from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import follows, invitations, members
from streamverse.domains.channels.service import access, create
from streamverse.domains.channels.service.access import (
    NO_MEMBERSHIPS,
    Memberships,
    may_post,
    memberships_of,
)
from streamverse.domains.identity.public import Caller
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession

__all__ = [
    "NO_MEMBERSHIPS",
    "ChannelCard",
    "ChannelPageFacts",
    "ChannelPermission",
    "Memberships",
    "OfferedPlace",
    "Rank",
    "channel_cards",
    "channel_invitation",
    "channel_page_facts",
    "channels_after",
    "channels_to_post_in",
    "ensure_home_channel",
    "find_channel",
    "followed_channels",
    "may_post",
    "memberships_of",
    "visible_channels",
]


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """An open invitation, for whoever writes the mail: by account, or by email."""

    channel_name: str
    account_id: UUID | None
    email: str
    invited_by: UUID | None


async def channel_cards(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, ChannelCard]:
    """Return channels as cards, private ones too; those that are gone are left out."""
    rows = await repository.by_ids(session, ids)
    return {channel_id: card_of(row) for channel_id, row in rows.items()}


async def channels_after(
    session: ReadSession, after_id: UUID | None, limit: int
) -> list[ChannelCard]:
    """Return all channels a page at a time, in the order of their ids: for an index of them."""
    return [card_of(row) for row in await repository.after(session, after_id, limit)]


async def find_channel(session: ReadSession, clock: Clock, handle_or_id: str) -> ChannelCard | None:
    """Return a channel by its id, its handle or one it had lately, private ones too."""
    row = await repository.find(session, handle_or_id, clock.now())
    return card_of(row) if row else None


async def visible_channels(
    session: ReadSession, caller: Caller, ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these channels that a caller may know of."""
    return await access.visible(session, caller, ids)


async def followed_channels(session: ReadSession, viewer_key: str) -> frozenset[UUID]:
    """Return the channels somebody follows, private and deleted ones too."""
    rows = await follows.follows_of(session, [viewer_key])
    return frozenset(row.channel_id for row in rows)


async def channels_to_post_in(session: ReadSession, account_id: UUID) -> frozenset[UUID]:
    """Return the channels an account may publish in."""
    found = await members.standings(session, account_id)
    return frozenset(
        each.channel_id for each in found.values() if ChannelPermission.POST in each.permissions
    )


async def ensure_home_channel(session: WriteSession, clock: Clock, account_id: UUID) -> UUID:
    """Return the channel a creator's titles go to unless they name one; made when there is none."""
    return await create.ensure_home(session, clock, account_id)


async def channel_invitation(session: ReadSession, invitation_id: UUID) -> OfferedPlace | None:
    """Return an invitation that is still open; None when there is nothing left to offer."""
    row = await invitations.find(session, invitation_id)
    if row is None or row.outcome is not None:
        return None
    channel = (await repository.by_ids(session, [row.channel_id])).get(row.channel_id)
    if channel is None:
        return None
    return OfferedPlace(channel.name, row.account_id, row.email, row.invited_by)
