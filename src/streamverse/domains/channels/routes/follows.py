"""Following channels, in one's profile."""

from fastapi import APIRouter

from streamverse.domains.channels.routes.channels import Handle, Now
from streamverse.domains.channels.schemas.channels import ChannelAnswer, FollowBody
from streamverse.domains.channels.service.follow import follow, unfollow
from streamverse.domains.channels.service.show import followed_channels
from streamverse.domains.identity.public import SignedIn
from streamverse.kit.http import Reads, Writes
from streamverse.kit.pages import Cursor, Limit, Page

router = APIRouter()


@router.get("/me/follows")
async def list_follows(
    account: SignedIn, session: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[ChannelAnswer]:
    """List the channels that this profile follows, the last one first."""
    return await followed_channels(session, account, limit=limit, cursor=cursor)


@router.put("/channels/{handle}/follow")
async def follow_channel(
    handle: Handle, account: SignedIn, session: Writes, clock: Now
) -> FollowBody:
    """Follow a channel; a child follows those that are made for children."""
    return await follow(session, clock, account, handle)


@router.delete("/channels/{handle}/follow")
async def unfollow_channel(
    handle: Handle, account: SignedIn, session: Writes, clock: Now
) -> FollowBody:
    """Stop following a channel."""
    return await unfollow(session, clock, account, handle)
