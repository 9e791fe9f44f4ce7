"""Rights: where, when, on what and for what a title may be offered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class RightsWindowRow(Base):
    """One window of one title.

    Lists are words between commas (",IN,US,"), so that one LIKE finds a word on any engine; "*" is
    all of them. Territories are ISO 3166-1 alpha-2. `until_at` null has no end. A blackout takes
    away what other windows give. `max_rung` null has no ceiling.
    """

    __tablename__ = "rights_windows"
    __table_args__ = (Index("ix_rights_windows_title_id_from_at", "title_id", "from_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    from_at: Mapped[datetime] = mapped_column(index=True)
    until_at: Mapped[datetime | None] = mapped_column(index=True)
    territories: Mapped[str]
    excluded_territories: Mapped[str]
    platforms: Mapped[str]
    plans: Mapped[str]
    monetisation: Mapped[str]
    max_rung: Mapped[int | None]
    is_download_allowed: Mapped[bool]
    is_blackout: Mapped[bool]
    licensor: Mapped[str]
    notes: Mapped[str]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
