"""Members, mutes and invitations as JSON."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from streamverse.domains.channels.ranks import ChannelPermission, Rank
from streamverse.domains.channels.texts import one_line

State = Literal["open", "accepted", "declined", "revoked", "expired"]
GivenRank = Literal["admin", "moderator", "member"]


def _one_line(value: Any) -> Any:
    return one_line(value) if isinstance(value, str) else value


Reason = Annotated[str, BeforeValidator(_one_line), StringConstraints(max_length=200)]


class MemberBody(BaseModel):
    """Somebody who belongs to a channel. `has_own_permissions`: other ones than the rank's."""

    account_id: UUID
    name: str
    rank: Rank
    permissions: list[ChannelPermission]
    has_own_permissions: bool
    is_muted: bool
    joined_at: datetime
    may_change: bool = Field(description="whether the caller decides about them")


class MemberInput(BaseModel):
    """What a member shall be; without `permissions` they are the rank's."""

    rank: GivenRank
    permissions: list[ChannelPermission] | None = Field(default=None, max_length=20)


class MuteInput(BaseModel):
    """Why somebody shall be silent; only those who may mute read it."""

    reason: Reason = ""


class MuteBody(BaseModel):
    """Somebody who is muted."""

    account_id: UUID
    name: str
    reason: str
    created_at: datetime


class Mutes(BaseModel):
    """Who is muted, the latest first."""

    items: list[MuteBody]


class InvitationInput(BaseModel):
    """Whom to invite, by one of both, and as what."""

    email: Annotated[str, StringConstraints(max_length=254)] | None = None
    account_id: UUID | None = None
    rank: GivenRank = "member"

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.email is None) == (self.account_id is None):
            msg = "send an email or an account_id"
            raise ValueError(msg)
        return self


class InvitationBody(BaseModel):
    """An invitation as those see it who may invite."""

    id: UUID
    email: str
    account_id: UUID | None
    name: str
    rank: Rank
    state: State
    created_at: datetime
    expires_at: datetime


class Invitations(BaseModel):
    """A channel's open invitations, the latest first."""

    items: list[InvitationBody]


class InvitingChannel(BaseModel):
    """What somebody invited sees of a channel, be it private."""

    id: UUID
    handle: str
    name: str
    avatar_url: str | None
    is_public: bool


class MyInvitation(BaseModel):
    """An invitation as whoever is invited sees it."""

    id: UUID
    channel: InvitingChannel
    invited_by: str
    rank: Rank
    created_at: datetime
    expires_at: datetime


class MyInvitations(BaseModel):
    """The caller's open invitations, the latest first."""

    items: list[MyInvitation]


class TransferInput(BaseModel):
    """Who shall own the channel: one of its members."""

    account_id: UUID
