"""The tables of recommendations: how much is done with titles, and which of them trend."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TitleActivityRow(Base):
    """What was done with a title in one hour (since 1970), by children and by everyone else.

    Only counts: nobody's id is among them. `adds` are additions to lists.
    """

    __tablename__ = "title_activity"
    __table_args__ = (Index("ix_title_activity_hour", "hour"),)

    title_id: Mapped[UUID] = mapped_column(primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    is_kids: Mapped[bool] = mapped_column(primary_key=True)
    views: Mapped[int] = mapped_column(default=0)
    finishes: Mapped[int] = mapped_column(default=0)
    adds: Mapped[int] = mapped_column(default=0)


class TrendingTitleRow(Base):
    """One place in a list of what trends; `period` is "24h" or "7d", `position` counts from 1."""

    __tablename__ = "trending_titles"

    period: Mapped[str] = mapped_column(primary_key=True)
    is_kids: Mapped[bool] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title_id: Mapped[UUID] = mapped_column(index=True)
    score: Mapped[float]
    ranked_at: Mapped[datetime]
