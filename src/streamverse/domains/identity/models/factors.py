"""Second factors and other ways in: TOTP, recovery codes, passkeys, social identities."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TotpRow(Base):
    """An authenticator app's secret, sealed; a code of a step counts once (RFC 6238)."""

    __tablename__ = "totp_secrets"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCodeRow(Base):
    """One way in for whoever lost the phone, by its MAC."""

    __tablename__ = "recovery_codes"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyRow(Base):
    """A WebAuthn credential."""

    __tablename__ = "passkeys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str]
    transports: Mapped[list[str]]
    is_synced: Mapped[bool]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class SecondFactorTriesRow(Base):
    """Wrong codes of an account, over all its tickets."""

    __tablename__ = "second_factor_tries"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    failures: Mapped[int]
    last_failed_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class SecondFactorTicketRow(Base):
    """What was tried with the ticket of one sign-in; it counts once."""

    __tablename__ = "second_factor_tickets"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    tries: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class SocialIdentityRow(Base):
    """Who an account is at a provider."""

    __tablename__ = "social_identities"
    __table_args__ = (Index("ix_social_identities_account_id_provider", "account_id", "provider"),)

    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    subject: Mapped[str] = mapped_column(String(300), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    provider: Mapped[str] = mapped_column(String(40))
    email: Mapped[str]
    name: Mapped[str]
    linked_at: Mapped[datetime]
    last_used_at: Mapped[datetime]


class ApiTokenRow(Base):
    """A long-lived token for a program: a person's own, or a machine's key. By its SHA-256."""

    __tablename__ = "api_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    is_machine: Mapped[bool]
    name: Mapped[str]
    prefix: Mapped[str]
    scopes: Mapped[list[str]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    last_address: Mapped[str | None]
    revoked_at: Mapped[datetime | None]
