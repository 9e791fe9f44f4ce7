"""What channels tell the other domains. None says more of people than ids."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from streamverse.kit.events import Event


@dataclass(frozen=True, slots=True)
class ChannelMade(Event):
    """There is a new channel."""

    name: ClassVar[str] = "channels.channel_made"
    channel_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelChanged(Event):
    """What a channel shows of itself changed: its handle, its name, whether it is public."""

    name: ClassVar[str] = "channels.channel_changed"
    channel_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelDeleted(Event):
    """A channel is gone; for a while its owner may bring it back."""

    name: ClassVar[str] = "channels.channel_deleted"
    channel_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelRestored(Event):
    """A deleted channel is back."""

    name: ClassVar[str] = "channels.channel_restored"
    channel_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelMembersChanged(Event):
    """Somebody joined or left a channel, or may do more or less in it."""

    name: ClassVar[str] = "channels.members_changed"
    channel_id: UUID
    account_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelOwnerChanged(Event):
    """A channel has another owner."""

    name: ClassVar[str] = "channels.owner_changed"
    channel_id: UUID
    from_account_id: UUID
    to_account_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelMuteChanged(Event):
    """Somebody was muted in a channel, or may speak again."""

    name: ClassVar[str] = "channels.mute_changed"
    channel_id: UUID
    account_id: UUID
    is_muted: bool


@dataclass(frozen=True, slots=True)
class ChannelInvitationMade(Event):
    """Somebody was invited; `channels.public.channel_invitation` says whom to write to."""

    name: ClassVar[str] = "channels.invitation_made"
    channel_id: UUID
    invitation_id: UUID


@dataclass(frozen=True, slots=True)
class ChannelInvitationAnswered(Event):
    """An invitation was accepted, declined or revoked (`outcome`)."""

    name: ClassVar[str] = "channels.invitation_answered"
    channel_id: UUID
    invitation_id: UUID
    outcome: str


@dataclass(frozen=True, slots=True)
class ChannelFollowed(Event):
    """A viewer follows a channel."""

    name: ClassVar[str] = "channels.followed"
    channel_id: UUID
    viewer_key: str


@dataclass(frozen=True, slots=True)
class ChannelUnfollowed(Event):
    """A viewer no longer follows a channel."""

    name: ClassVar[str] = "channels.unfollowed"
    channel_id: UUID
    viewer_key: str
