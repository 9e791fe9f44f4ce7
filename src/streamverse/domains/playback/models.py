"""The tables of playback: sessions, where viewers stopped, views, taken-away tokens."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class PlaybackSessionRow(Base):
    """One viewer watching one programme. `watched_seconds` counts time that went by playing.

    `is_counted` and `is_finished` say that its view, and its end, were told.

    `max_age` is the maturity ceiling of the profile that opened it; null is none.
    """

    __tablename__ = "playback_sessions"
    __table_args__ = (
        Index("ix_playback_sessions_viewer_key_started_at", "viewer_key", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    viewer_key: Mapped[str] = mapped_column(String(64))
    programme_id: Mapped[UUID]
    asset_id: Mapped[UUID] = mapped_column(index=True)
    title_id: Mapped[UUID | None] = mapped_column(index=True)
    episode_id: Mapped[UUID | None]
    duration_seconds: Mapped[float]
    max_rung: Mapped[int | None]
    is_audio_only: Mapped[bool] = mapped_column(default=False)
    languages: Mapped[str] = mapped_column(String(100), default="")
    max_age: Mapped[int | None]
    position_seconds: Mapped[float] = mapped_column(default=0.0)
    sequence: Mapped[int] = mapped_column(default=-1)
    watched_seconds: Mapped[float] = mapped_column(default=0.0)
    is_counted: Mapped[bool] = mapped_column(default=False)
    is_finished: Mapped[bool] = mapped_column(default=False, server_default="0")
    started_at: Mapped[datetime]
    last_seen_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class ResumePointRow(Base):
    """Where a viewer stopped in an asset; the session that wrote last decides, by receive time.

    `is_dismissed` keeps it out of "continue watching" until it is watched again.
    """

    __tablename__ = "resume_points"
    __table_args__ = (Index("ix_resume_points_viewer_key_updated_at", "viewer_key", "updated_at"),)

    viewer_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    asset_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)
    title_id: Mapped[UUID | None]
    episode_id: Mapped[UUID | None]
    position_seconds: Mapped[float]
    duration_seconds: Mapped[float]
    is_finished: Mapped[bool] = mapped_column(default=False)
    is_dismissed: Mapped[bool] = mapped_column(default=False, server_default="0")
    updated_at: Mapped[datetime]


class WatchlistRow(Base):
    """A title that a viewer wants to see."""

    __tablename__ = "watchlist_items"
    __table_args__ = (Index("ix_watchlist_items_viewer_key_added_at", "viewer_key", "added_at"),)

    viewer_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    title_id: Mapped[UUID] = mapped_column(primary_key=True)
    added_at: Mapped[datetime]


class ViewCountRow(Base):
    """How often an asset was watched: at most one view per session."""

    __tablename__ = "view_counts"

    asset_id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID | None] = mapped_column(index=True)
    views: Mapped[int] = mapped_column(default=0)


class RevocationRow(Base):
    """A session whose token no longer counts; kept until the token would have expired."""

    __tablename__ = "media_revocations"

    session_id: Mapped[UUID] = mapped_column(primary_key=True)
    revoked_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
