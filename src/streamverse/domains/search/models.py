"""The tables of search: what changed, what was looked for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class SearchChangeRow(Base):
    """Something that the index has to look at again; each process's index follows by itself.

    Ids rise with time. `subject` is title, person, channel, asset, or rebuild (of everything).
    """

    __tablename__ = "search_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[UUID]


class RecentSearchRow(Base):
    """What a profile looked for lately; `folded` makes two spellings of it one."""

    __tablename__ = "recent_searches"
    __table_args__ = (
        Index("uq_recent_searches_viewer_key_folded", "viewer_key", "folded", unique=True),
        Index("ix_recent_searches_viewer_key_searched_at", "viewer_key", "searched_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    viewer_key: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]
    folded: Mapped[str]
    searched_at: Mapped[datetime] = mapped_column(index=True)


class PopularSearchRow(Base):
    """Somebody looked for something that there is; `mark` says whether it was the same one.

    The mark is a keyed hash of the viewer: nobody can be read from it. Rows go after a week.
    """

    __tablename__ = "popular_searches"
    __table_args__ = (Index("ix_popular_searches_searched_at", "searched_at", "folded"),)

    folded: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(32), primary_key=True)
    text: Mapped[str]
    searched_at: Mapped[datetime]


class MissedSearchRow(Base):
    """What was looked for and not found, by nobody in particular: for operators."""

    __tablename__ = "missed_searches"

    folded: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    times: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
