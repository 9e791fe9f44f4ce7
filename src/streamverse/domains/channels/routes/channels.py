"""Channels: made, shown, changed, deleted, brought back."""

from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Request, Response

from streamverse.domains.channels.ranks import ChannelPermission
from streamverse.domains.channels.schemas.channels import ChannelAnswer, ChannelInput, ChannelPatch
from streamverse.domains.channels.service import show
from streamverse.domains.channels.service.access import (
    channel_to_change,
    etag_of,
    require_match,
    require_owner,
)
from streamverse.domains.channels.service.change import change
from streamverse.domains.channels.service.create import create
from streamverse.domains.channels.service.delete import delete, restore
from streamverse.domains.identity.public import Owner, Viewer
from streamverse.kit.clock import Clock
from streamverse.kit.errors import Unauthenticated
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/channels")

Handle = Annotated[str, Path(max_length=100, description="its handle, or its id")]
IfMatch = Annotated[
    str | None, Header(alias="If-Match", description="the ETag of the version to change")
]
Now = Annotated[Clock, provided(Clock)]
Mine = Annotated[bool, Query(description="those I belong to, private ones too")]


@router.get("")
async def list_channels(
    viewer: Viewer,
    session: Reads,
    mine: Mine = False,  # noqa: FBT002 - FastAPI passes it by name
    limit: Limit = 24,
    cursor: Cursor = None,
) -> Page[ChannelAnswer]:
    """List public channels, the most followed first; with `mine` all that I belong to.

    Among mine are those that I deleted and may bring back (`deleted_at`).
    """
    if not mine:
        return await show.public_channels(session, viewer, limit=limit, cursor=cursor)
    if viewer.account_id is None:
        raise Unauthenticated
    return await show.own_channels(session, viewer)


@router.post("", status_code=201)
async def create_channel(
    wish: ChannelInput,
    account: Owner,
    session: Writes,
    clock: Now,
    request: Request,
    response: Response,
    key: IdempotencyKey = None,
) -> ChannelAnswer:
    """Make a channel; who makes it owns it."""
    limit = services_of(request).get(Settings).channels_per_account

    async def make() -> ChannelAnswer:
        row = await create(
            session,
            clock,
            account.id,
            handle=wish.handle,
            name=wish.name,
            description=wish.description,
            is_public=wish.is_public,
            is_for_kids=wish.is_for_kids,
            limit=limit,
        )
        return await show.read(session, clock, account, str(row.id))

    body = await once(session, f"channel:{account.id}", key, wish, ChannelAnswer, make)
    response.headers["location"] = f"/api/v1/channels/{body.id}"
    return tagged(response, body)


@router.get("/{handle}")
async def read_channel(
    handle: Handle, viewer: Viewer, session: Reads, clock: Now, response: Response
) -> ChannelAnswer:
    """Return a channel, also by a handle it had lately; a private one to its members."""
    return tagged(response, await show.read(session, clock, viewer, handle))


@router.patch("/{handle}")
async def change_channel(
    handle: Handle,
    wish: ChannelPatch,
    account: Owner,
    session: Writes,
    clock: Now,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> ChannelAnswer:
    """Change what is sent. A new handle leaves the old one leading to it for a while."""
    row, own = await channel_to_change(
        session, clock, account, handle, ChannelPermission.MANAGE, if_match
    )
    kept_days = services_of(request).get(Settings).channel_handle_days
    await change(session, clock, row, wish, kept_days=kept_days)
    await session.flush()
    return tagged(response, await show.shown(session, account, row, own))


@router.delete("/{handle}", status_code=204)
async def delete_channel(
    handle: Handle, account: Owner, session: Writes, clock: Now, if_match: IfMatch = None
) -> None:
    """Take a channel of one's own away, and its titles from everybody else's sight."""
    row, _ = await require_owner(session, clock, account, handle)
    require_match(row, if_match)
    await delete(session, clock, row)


@router.post("/{handle}/restore")
async def restore_channel(
    handle: Handle,
    account: Owner,
    session: Writes,
    clock: Now,
    request: Request,
    response: Response,
) -> ChannelAnswer:
    """Bring a channel back within 30 days after it was deleted."""
    limit = services_of(request).get(Settings).channels_per_account
    row = await restore(session, clock, account, handle, limit)
    await session.flush()
    return tagged(response, await show.read(session, clock, account, str(row.id)))


def tagged(response: Response, body: ChannelAnswer) -> ChannelAnswer:
    """Send a channel with the ETag of its version."""
    response.headers["etag"] = etag_of(body.version)
    return body
