"""Put a title into a channel: the one that is wished, or for creators' kinds their own."""

from uuid import UUID

from streamverse.domains.catalog.channel_errors import ChannelNotUsable
from streamverse.domains.catalog.kinds import CREATORS_KINDS
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.channels.public import channel_cards, ensure_home_channel, may_post
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def assign_channel(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    by: UUID,
    channel_id: UUID | None,
    *,
    is_editor: bool = False,
) -> None:
    """Let a title belong to a channel in which `by` may post; an editor may in every one.

    Without a channel, a creators' kind goes to its owner's home channel, which is made when
    there is none; any other kind belongs to none. Out of a channel a title is taken by its owner
    and by editors alone. Raises ChannelNotUsable.
    """
    is_own = is_editor or by == row.owner_id
    if row.channel_id is not None and channel_id != row.channel_id and not is_own:
        raise ChannelNotUsable("Only its owner takes it out of its channel.")
    if channel_id is None and row.kind not in CREATORS_KINDS:
        row.channel_id, row.is_members_only = None, False
        return
    if channel_id is None:
        channel_id = await ensure_home_channel(session, clock, row.owner_id)
    else:
        is_allowed = is_editor or channel_id == row.channel_id
        if not is_allowed and not await may_post(session, by, channel_id):
            raise ChannelNotUsable
    card = (await channel_cards(session, [channel_id])).get(channel_id)
    if card is None:
        if channel_id == row.channel_id:  # it was deleted since: the title stays where it is
            return
        raise ChannelNotUsable
    row.channel_id, row.is_members_only = channel_id, not card.is_public
