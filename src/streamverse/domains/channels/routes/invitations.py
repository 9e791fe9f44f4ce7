"""Invitations to channels: made and revoked there, answered by whoever is invited."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from streamverse.domains.channels.ranks import Rank
from streamverse.domains.channels.routes.channels import Handle, Now, tagged
from streamverse.domains.channels.schemas.channels import ChannelAnswer
from streamverse.domains.channels.schemas.members import (
    InvitationBody,
    InvitationInput,
    Invitations,
    MyInvitations,
)
from streamverse.domains.channels.service.invitations import answer, show
from streamverse.domains.channels.service.invitations.invite import (
    count_invitation,
    invite,
    revoke,
)
from streamverse.domains.channels.service.show import read
from streamverse.domains.identity.public import Owner
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.idempotency import IdempotencyKey, once
from streamverse.kit.http.provide import services_of
from streamverse.kit.limits import RateLimits
from streamverse.kit.settings import Settings

router = APIRouter(prefix="/channels")


@router.get("/invitations")
async def read_my_channel_invitations(account: Owner, session: Reads, clock: Now) -> MyInvitations:
    """List my open invitations: by account, or by my email once it is verified."""
    return await show.my_invitations(session, clock, account)


@router.post("/invitations/{invitation_id}/accept")
async def accept_channel_invitation(
    invitation_id: UUID, account: Owner, session: Writes, clock: Now, response: Response
) -> ChannelAnswer:
    """Join the channel."""
    row = await answer.accept(session, clock, account, invitation_id)
    await session.flush()
    return tagged(response, await read(session, clock, account, str(row.id)))


@router.post("/invitations/{invitation_id}/decline", status_code=204)
async def decline_channel_invitation(
    invitation_id: UUID, account: Owner, session: Writes, clock: Now
) -> None:
    """Say no."""
    await answer.decline(session, clock, account, invitation_id)


@router.get("/{handle}/invitations")
async def read_channel_invitations(
    handle: Handle, account: Owner, session: Reads, clock: Now
) -> Invitations:
    """List a channel's open invitations, to those who may invite."""
    return await show.open_invitations(session, clock, account, handle)


@router.post("/{handle}/invitations", status_code=201)
async def invite_to_channel(
    handle: Handle,
    wish: InvitationInput,
    account: Owner,
    session: Writes,
    clock: Now,
    request: Request,
    key: IdempotencyKey = None,
) -> InvitationBody:
    """Invite somebody by email or account, to a rank below one's own; they get a mail."""
    services = services_of(request)
    await count_invitation(services.get(RateLimits), account)

    async def make() -> InvitationBody:
        return await invite(
            session,
            clock,
            account,
            handle,
            email=wish.email,
            account_id=wish.account_id,
            rank=Rank(wish.rank),
            lasts_days=services.get(Settings).channel_invitation_days,
        )

    caller = f"channel-invitation:{account.id}"
    return await once(session, caller, key, wish, InvitationBody, make, target=handle)


@router.delete("/{handle}/invitations/{invitation_id}", status_code=204)
async def revoke_channel_invitation(
    handle: Handle, invitation_id: UUID, account: Owner, session: Writes, clock: Now
) -> None:
    """Take an open invitation back."""
    await revoke(session, clock, account, handle, invitation_id)
