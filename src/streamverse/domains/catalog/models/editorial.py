"""What editors did: versions of titles, steps from state to state, flags."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TitleVersionRow(Base):
    """A title as it was after a change: `document` is all that can be edited of it.

    `number` is the title's `version` then. `run_id` names the batch edit or import that made it.
    """

    __tablename__ = "title_versions"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]
    comment: Mapped[str]
    run_id: Mapped[UUID | None] = mapped_column(index=True)


class TitleStepRow(Base):
    """A title went from one editorial state to another, or somebody said something about it."""

    __tablename__ = "title_steps"
    __table_args__ = (Index("ix_title_steps_title_id_at", "title_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    from_state: Mapped[str]
    to_state: Mapped[str]
    by: Mapped[UUID | None]
    at: Mapped[datetime]
    comment: Mapped[str]


class TitleFlagRow(Base):
    """Somebody wants a title looked at; it is open until somebody has."""

    __tablename__ = "title_flags"
    __table_args__ = (Index("ix_title_flags_resolved_at_at", "resolved_at", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    comment: Mapped[str]
    by: Mapped[UUID]
    at: Mapped[datetime]
    resolved_by: Mapped[UUID | None]
    resolved_at: Mapped[datetime | None]
    resolution: Mapped[str]
