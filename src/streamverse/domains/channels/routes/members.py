"""The members of a channel, who is muted in it, and who shall own it."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.routes.channels import Handle, Now, tagged
from streamverse.domains.channels.schemas.channels import ChannelAnswer
from streamverse.domains.channels.schemas.members import (
    MemberBody,
    MemberInput,
    MuteInput,
    Mutes,
    TransferInput,
)
from streamverse.domains.channels.service import members as service
from streamverse.domains.channels.service import mute as muting
from streamverse.domains.channels.service.show import read
from streamverse.domains.channels.service.transfer import transfer
from streamverse.domains.identity.public import Owner
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import Cursor, Limit, Page
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/channels/{handle}")


@router.get("/members")
async def list_channel_members(
    handle: Handle,
    account: Owner,
    session: Reads,
    clock: Now,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MemberBody]:
    """List who belongs to a channel, to those who look after it."""
    return await service.list_members(session, clock, account, handle, limit=limit, cursor=cursor)


@router.put("/members/{account_id}")
async def set_channel_member(
    handle: Handle,
    account_id: UUID,
    wish: MemberInput,
    account: Owner,
    session: Writes,
    clock: Now,
) -> MemberBody:
    """Give a member a rank below one's own, and permissions one has."""
    return await service.set_member(
        session,
        clock,
        account,
        handle,
        account_id,
        rank=Rank(wish.rank),
        permissions=wish.permissions,
    )


@router.delete("/members/{account_id}", status_code=204)
async def remove_channel_member(
    handle: Handle, account_id: UUID, account: Owner, session: Writes, clock: Now
) -> None:
    """Let a member below one's rank go, or leave oneself."""
    await service.remove_member(session, clock, account, handle, account_id)


@router.post("/transfer")
async def transfer_channel(
    handle: Handle,
    wish: TransferInput,
    account: Owner,
    session: Writes,
    clock: Now,
    request: Request,
    response: Response,
) -> ChannelAnswer:
    """Let a member own the channel; who owned it becomes an admin."""
    limit = services_of(request).get(Settings).channels_per_account
    channel_id = await transfer(session, clock, account, handle, wish.account_id, limit=limit)
    return tagged(response, await read(session, clock, account, str(channel_id)))


@router.get("/mutes")
async def list_channel_mutes(handle: Handle, account: Owner, session: Reads, clock: Now) -> Mutes:
    """List who is muted, to those who may mute."""
    return await muting.list_mutes(session, clock, account, handle)


@router.put("/mutes/{account_id}", status_code=204)
async def mute_in_channel(
    handle: Handle,
    account_id: UUID,
    account: Owner,
    session: Writes,
    clock: Now,
    wish: MuteInput | None = None,
) -> None:
    """Mute somebody below one's rank."""
    reason = wish.reason if wish else ""
    await muting.mute(session, clock, account, handle, account_id, reason)


@router.delete("/mutes/{account_id}", status_code=204)
async def unmute_in_channel(
    handle: Handle, account_id: UUID, account: Owner, session: Writes, clock: Now
) -> None:
    """Let somebody speak again."""
    await muting.unmute(session, clock, account, handle, account_id)
