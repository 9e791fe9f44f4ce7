"""Follow a channel in one's profile, and stop."""

from streamverse.domains.channels.errors import ChannelNotFound
from streamverse.domains.channels.events import ChannelFollowed, ChannelUnfollowed
from streamverse.domains.channels.repository import channels as repository
from streamverse.domains.channels.repository import follows
from streamverse.domains.channels.schemas.channels import FollowBody
from streamverse.domains.channels.service.access import channel_to_see
from streamverse.domains.identity.public import Account
from streamverse.kit import outbox
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession


async def follow(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str
) -> FollowBody:
    """Follow a channel; a second time changes nothing. Raises ChannelNotFound."""
    row, _ = await channel_to_see(session, clock, account, handle_or_id)
    if await follows.follow(session, row.id, account.viewer_key, clock.now()):
        outbox.publish(session, ChannelFollowed(row.id, account.viewer_key))
    await session.refresh(row, ["follower_count"])
    return FollowBody(is_following=True, follower_count=row.follower_count)


async def unfollow(
    session: WriteSession, clock: Clock, account: Account, handle_or_id: str
) -> FollowBody:
    """Stop following, also a channel that has become private. Raises ChannelNotFound."""
    row = await repository.find(session, handle_or_id, clock.now())
    if row is None:
        raise ChannelNotFound
    if await follows.unfollow(session, row.id, account.viewer_key):
        outbox.publish(session, ChannelUnfollowed(row.id, account.viewer_key))
        await session.refresh(row, ["follower_count"])
        return FollowBody(is_following=False, follower_count=row.follower_count)
    row, _ = await channel_to_see(session, clock, account, handle_or_id)
    return FollowBody(is_following=False, follower_count=row.follower_count)
