"""Sign-ins with their refresh tokens, the devices they come from, and what guards the door."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class RefreshFamilyRow(Base):
    """One sign-in and all refresh tokens that follow from it.

    `factors` are RFC 8176 names ("pwd otp"); `proved_at` is when they were last shown.
    `profile_id` is the active profile; without one the person must choose.
    """

    __tablename__ = "refresh_families"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    epoch: Mapped[int]
    transport: Mapped[str]
    address: Mapped[str]
    user_agent: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str | None]
    device_id: Mapped[UUID | None] = mapped_column(index=True)
    profile_id: Mapped[UUID | None] = mapped_column(index=True)
    proved_at: Mapped[datetime | None]
    factors: Mapped[str] = mapped_column(default="", server_default="")
    is_operator: Mapped[bool] = mapped_column(default=False, server_default="0")
    impersonator_id: Mapped[UUID | None]
    impersonator_family_id: Mapped[UUID | None]


class RefreshTokenRow(Base):
    """One refresh token, by its SHA-256; one that is shown twice ends its family."""

    __tablename__ = "refresh_tokens"

    digest: Mapped[str] = mapped_column(primary_key=True)
    family_id: Mapped[UUID] = mapped_column(
        ForeignKey("refresh_families.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class DeviceRow(Base):
    """Something an account signs in with, known by a random id that we gave it."""

    __tablename__ = "devices"
    __table_args__ = (UniqueConstraint("account_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    kind: Mapped[str]
    platform: Mapped[str]
    address: Mapped[str]
    country: Mapped[str | None]
    first_seen_at: Mapped[datetime]
    last_used_at: Mapped[datetime] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]


class DeviceCodeRow(Base):
    """A screen that waits for somebody to approve it (RFC 8628)."""

    __tablename__ = "device_codes"

    digest: Mapped[str] = mapped_column(primary_key=True)
    user_code: Mapped[str] = mapped_column(String(16), unique=True)
    device_name: Mapped[str]
    device_kind: Mapped[str]
    address: Mapped[str]
    user_agent: Mapped[str]
    state: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    epoch: Mapped[int | None]
    profile_id: Mapped[UUID | None]
    interval_seconds: Mapped[int]
    polled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class SignInFailuresRow(Base):
    """Wrong passwords in a row for one email (by its MAC), from strangers or a known device."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    last_failed_at: Mapped[datetime] = mapped_column(index=True)
    blocked_until: Mapped[datetime | None]


class AuditRow(Base):
    """One security act: what was done, to whose account, by whom, from where."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_account_id_at", "account_id", "at", "id"),
        Index("ix_audit_entries_at", "at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(index=True)
    account_id: Mapped[UUID | None]
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    address: Mapped[str]
    country: Mapped[str | None]
    device_id: Mapped[UUID | None]
    facts: Mapped[dict[str, str]]
