"""Invitations over HTTP: operators give places in a closed beta."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

from streamverse.domains.identity.callers import Account, allowed_to
from streamverse.domains.identity.languages import LanguageTag
from streamverse.domains.identity.roles import Permission
from streamverse.domains.identity.routes.handing import seen_in
from streamverse.domains.identity.schemas import Email
from streamverse.domains.identity.service.invitations.invite import invite
from streamverse.domains.identity.service.invitations.show import list_invitations
from streamverse.domains.identity.service.invitations.withdraw import withdraw
from streamverse.kit.http import Reads, Writes
from streamverse.kit.http.provide import services_of
from streamverse.kit.pages import BadCursor, Cursor, Limit, Page, decode_cursor, encode_cursor

router = APIRouter(tags=["invitations"])

Inviter = Annotated[Account, allowed_to(Permission.INVITATIONS_MANAGE)]


class InvitationRequest(BaseModel):
    """Whom to invite."""

    email: Email
    roles: list[str] = Field(default=[], max_length=20)
    language: LanguageTag = Field(default="en", description="of the mail")


class InvitationItem(BaseModel):
    """An invitation as an operator sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    roles: list[str]
    state: Literal["open", "used", "withdrawn", "expired"]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    invited_by: UUID | None
    account_id: UUID | None


@router.get("/admin/invitations")
async def read_invitations(
    _: Inviter, request: Request, session: Reads, limit: Limit = 50, cursor: Cursor = None
) -> Page[InvitationItem]:
    """Return invitations, the newest first."""
    found = await list_invitations(services_of(request), session, _before(cursor), limit + 1)
    page = found[:limit]
    return Page(
        items=[InvitationItem.model_validate(each) for each in page],
        next_cursor=encode_cursor(page[-1].id) if len(found) > limit else None,
    )


@router.post("/admin/invitations", status_code=201)
async def make_invitation(
    wish: InvitationRequest, inviter: Inviter, request: Request, session: Writes
) -> InvitationItem:
    """Invite somebody by mail; roles are at most what one may do oneself."""
    made = await invite(
        services_of(request),
        session,
        inviter,
        wish.email,
        wish.roles,
        wish.language,
        seen_in(request),
    )
    return InvitationItem.model_validate(made)


@router.delete("/admin/invitations/{invitation_id}", status_code=204)
async def withdraw_invitation(
    invitation_id: UUID, inviter: Inviter, request: Request, session: Writes
) -> None:
    """Take an open invitation back."""
    await withdraw(services_of(request), session, inviter, invitation_id, seen_in(request))


def _before(cursor: str | None) -> UUID | None:
    position = decode_cursor(cursor, 1)
    if position is None:
        return None
    try:
        return UUID(str(position[0]))
    except ValueError as error:
        raise BadCursor from error
