"""The tables of the catalog: titles, their seasons and episodes, genres, artwork."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TitleRow(Base):
    """Something a viewer chooses: a movie, a series, a creator's video."""

    __tablename__ = "titles"
    __table_args__ = (
        CheckConstraint("kind IN ('movie', 'series', 'video')", name="kind"),
        CheckConstraint("state IN ('draft', 'published')", name="state"),
        Index("ix_titles_listed", "state", "deleted_at", "published_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    tagline: Mapped[str] = mapped_column(String(300), default="")
    synopsis: Mapped[str] = mapped_column(default="")
    year: Mapped[int | None]
    rating: Mapped[str] = mapped_column(String(16), default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    runtime_seconds: Mapped[float | None]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    asset_id: Mapped[UUID | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(16), default="draft")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None]
    deleted_at: Mapped[datetime | None]


class SeasonRow(Base):
    """One season of a series."""

    __tablename__ = "seasons"
    __table_args__ = (UniqueConstraint("title_id", "number", name="uq_seasons_title_id_number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), default="")


class EpisodeRow(Base):
    """One episode of a season."""

    __tablename__ = "episodes"
    __table_args__ = (
        UniqueConstraint("season_id", "number", name="uq_episodes_season_id_number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"), index=True)
    season_id: Mapped[UUID] = mapped_column(ForeignKey("seasons.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    synopsis: Mapped[str] = mapped_column(default="")
    runtime_seconds: Mapped[float | None]
    asset_id: Mapped[UUID | None] = mapped_column(index=True)


class GenreRow(Base):
    """A genre titles are browsed by."""

    __tablename__ = "genres"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))


class TitleGenreRow(Base):
    """A title's genres, in their order."""

    __tablename__ = "title_genres"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    genre_id: Mapped[UUID] = mapped_column(
        ForeignKey("genres.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class ArtworkRow(Base):
    """The picture of a title or an episode in one role; `images` lists its sizes and types."""

    __tablename__ = "artworks"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    alt: Mapped[str] = mapped_column(String(300), default="")
    dominant_color: Mapped[str] = mapped_column(String(7))
    images: Mapped[list[Any]]
