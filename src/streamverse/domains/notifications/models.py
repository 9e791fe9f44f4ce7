"""The table of notifications: the mail that was asked for, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class MailMessageRow(Base):
    """One mail to one address. Its words and links are made when it is sent and are not kept.

    `facts` fills the letter in and holds ids at the most, never a link. `dedupe_key` says what
    the mail is about, so that news told twice are mailed once. `claimed_until`: one sender has it.
    """

    __tablename__ = "mail_messages"
    __table_args__ = (Index("ix_mail_messages_state_created_at", "state", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID | None] = mapped_column(index=True)
    to_address: Mapped[str]
    template: Mapped[str]
    language: Mapped[str]
    facts: Mapped[dict[str, Any]]
    subject: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    dedupe_key: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
