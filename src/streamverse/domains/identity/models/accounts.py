"""Accounts, their passwords and roles, custom roles, consents, invitations."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class AccountRow(Base):
    """One person.

    `epoch` rises when the password or the roles change; older tokens end then. `state` is
    "active", "awaiting_parent" or "suspended". `email_key` folds what looks alike in the email.
    """

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]
    email_key: Mapped[str | None] = mapped_column(index=True, unique=True)
    email_verified_at: Mapped[datetime | None]
    pending_email: Mapped[str | None]
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    bio: Mapped[str] = mapped_column(default="", server_default="")
    location: Mapped[str] = mapped_column(default="", server_default="")
    born_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="active", server_default="active")
    state_reason: Mapped[str] = mapped_column(default="", server_default="")


class CredentialRow(Base):
    """An account's password, as argon2id made it."""

    __tablename__ = "credentials"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class AccountRoleRow(Base):
    """One role an account holds: a built-in one or a custom one."""

    __tablename__ = "account_roles"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[str] = mapped_column(primary_key=True, index=True)
    granted_at: Mapped[datetime]


class CustomRoleRow(Base):
    """A set of permissions that an operator put together."""

    __tablename__ = "custom_roles"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    description: Mapped[str]
    permissions: Mapped[list[str]]
    updated_at: Mapped[datetime]


class InvitationRow(Base):
    """A place in a closed beta, for one email; its mailed link is `link_id`."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    link_id: Mapped[UUID] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(index=True)
    roles: Mapped[list[str]]
    invited_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    account_id: Mapped[UUID | None]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class LinkRow(Base):
    """A link that is mailed once and counts once. The token is made from the id, never stored."""

    __tablename__ = "mailed_links"
    __table_args__ = (Index("ix_mailed_links_account_id_purpose", "account_id", "purpose"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    email: Mapped[str]
    epoch: Mapped[int | None]
    facts: Mapped[dict[str, str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
