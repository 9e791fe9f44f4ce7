"""What people may ask about their data: exports, erasure, and what they agreed to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class ConsentRow(Base):
    """Somebody agreed to a version of a document, or took it back. Only added to."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_account_id_kind", "account_id", "kind", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    kind: Mapped[str]
    version: Mapped[str]
    is_given: Mapped[bool]
    at: Mapped[datetime]
    address: Mapped[str]
    given_by: Mapped[str]


class ExportRow(Base):
    """Everything about a person as one file. `state`: gathering, packing, ready, failed, gone."""

    __tablename__ = "privacy_exports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[str]
    problem: Mapped[str | None]
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None] = mapped_column(index=True)
    size_bytes: Mapped[int | None]


class ExportAnswerRow(Base):
    """One domain that must answer an export; `parts` say which objects are packed.

    A part is {"path", "about", "key"}. `problem` is why the domain could not answer.
    """

    __tablename__ = "privacy_export_answers"

    export_id: Mapped[UUID] = mapped_column(
        ForeignKey("privacy_exports.id", ondelete="CASCADE"), primary_key=True
    )
    domain: Mapped[str] = mapped_column(primary_key=True)
    parts: Mapped[list[Any]] = mapped_column(default=list)
    answered_at: Mapped[datetime | None]
    problem: Mapped[str | None]


class ErasureRow(Base):
    """Somebody is to be forgotten. The account's id stays here when the account is gone.

    `state`: waiting, cancelled, running, done. `cause`: asked, parent_refused, parent_silent.
    """

    __tablename__ = "erasures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[str]
    cause: Mapped[str]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    cancelled_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]


class ErasureAnswerRow(Base):
    """One domain that must erase its part, and when it had."""

    __tablename__ = "erasure_answers"

    erasure_id: Mapped[UUID] = mapped_column(
        ForeignKey("erasures.id", ondelete="CASCADE"), primary_key=True
    )
    domain: Mapped[str] = mapped_column(primary_key=True)
    answered_at: Mapped[datetime | None]
