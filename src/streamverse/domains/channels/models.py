"""The tables of channels."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class ChannelRow(Base):
    """A channel. Its owner is the member of rank "owner".

    `accent` is "" or #rrggbb; `avatar` and `cover` are "" or the digest of a picture.
    `links` are {"name", "url"}. `version` rises with each change of what is shown (the ETag).
    """

    __tablename__ = "channels"
    __table_args__ = (
        Index("ix_channels_is_public_follower_count", "is_public", "follower_count", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    handle: Mapped[str]
    name: Mapped[str]
    description: Mapped[str]
    links: Mapped[list[Any]]
    accent: Mapped[str] = mapped_column(String(7))
    avatar: Mapped[str] = mapped_column(String(32))
    cover: Mapped[str] = mapped_column(String(32))
    is_public: Mapped[bool]
    is_for_kids: Mapped[bool] = mapped_column(default=False)
    follower_count: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None] = mapped_column(index=True)


class HandleRow(Base):
    """A handle that is taken: a channel's own, or (until `until_at`) one it had before.

    `look` is what the handle looks like: one row for all that could be taken for it.
    """

    __tablename__ = "channel_handles"

    look: Mapped[str] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), index=True
    )
    handle: Mapped[str]
    until_at: Mapped[datetime | None]


class MemberRow(Base):
    """Somebody who belongs to a channel; `permissions` null is what the rank gives.

    An owner holds one of their account's slots, so a channel too many has no place.
    """

    __tablename__ = "channel_members"
    __table_args__ = (
        UniqueConstraint("account_id", "owner_slot"),
        Index(
            "uq_channel_members_one_owner",
            "channel_id",
            unique=True,
            sqlite_where=text("rank = 'owner'"),
            postgresql_where=text("rank = 'owner'"),
        ),
    )

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    rank: Mapped[str]
    permissions: Mapped[list[str] | None]
    owner_slot: Mapped[int | None]
    joined_at: Mapped[datetime]


class MuteRow(Base):
    """Somebody who may look on in a channel but not speak."""

    __tablename__ = "channel_mutes"

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(primary_key=True)
    muted_by: Mapped[UUID | None]
    reason: Mapped[str]
    created_at: Mapped[datetime]


class FollowRow(Base):
    """A profile that follows a channel."""

    __tablename__ = "channel_follows"
    __table_args__ = (Index("ix_channel_follows_viewer_key", "viewer_key", "created_at"),)

    channel_id: Mapped[UUID] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), primary_key=True
    )
    viewer_key: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class ChannelInvitationRow(Base):
    """A place in a channel that is offered to somebody, by account or by email.

    `look` is "account:<id>" or "email:<what the address looks like>": an open one each.
    `outcome` is null while it is open, then accepted, declined, revoked or expired.
    """

    __tablename__ = "channel_invitations"
    __table_args__ = (
        Index(
            "uq_channel_invitations_open",
            "channel_id",
            "look",
            unique=True,
            sqlite_where=text("outcome IS NULL"),
            postgresql_where=text("outcome IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"))
    look: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[UUID | None]
    email: Mapped[str]
    rank: Mapped[str]
    invited_by: Mapped[UUID | None] = mapped_column(index=True)
    outcome: Mapped[str | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
