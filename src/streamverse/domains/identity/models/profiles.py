"""The profiles of an account."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class ProfileRow(Base):
    """Somebody who watches with an account. Five slots, so a sixth has no place.

    `max_age` is the maturity ceiling in years, None without one. `avatar` is "set:<name>" or
    "own:<digest>". `name_key` keeps names apart within the account.
    """

    __tablename__ = "profiles"
    __table_args__ = (
        UniqueConstraint("account_id", "slot"),
        UniqueConstraint("account_id", "name_key"),
        CheckConstraint("slot BETWEEN 0 AND 4", name="five_slots"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    slot: Mapped[int]
    name: Mapped[str]
    name_key: Mapped[str]
    avatar: Mapped[str] = mapped_column(String(100))
    language: Mapped[str]
    max_age: Mapped[int | None]
    is_kids: Mapped[bool] = mapped_column(default=False)
    is_main: Mapped[bool] = mapped_column(default=False)
    is_history_paused: Mapped[bool] = mapped_column(default=False)
    pin_hash: Mapped[str | None]
    pin_failures: Mapped[int] = mapped_column(default=0)
    pin_blocked_until: Mapped[datetime | None]
    ceiling_locked_until: Mapped[datetime | None]
    preferences: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
