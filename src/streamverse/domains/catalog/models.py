"""The tables of the catalog: titles, genres, seasons, episodes, artwork."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TitleRow(Base):
    """One film, series or video.

    `version` rises with each change (the ETag). `listed_at` orders lists: when it was
    published, else when it was made. `folded` is what `q` looks through: ASCII, lower case.
    `min_age` is the age it is for, in years; null is unrated.
    """

    __tablename__ = "titles"
    __table_args__ = (
        Index("ix_titles_state_listed_at", "state", "listed_at", "id"),
        Index("ix_titles_owner_id_listed_at", "owner_id", "listed_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[UUID]
    name: Mapped[str]
    original_name: Mapped[str]
    tagline: Mapped[str]
    synopsis: Mapped[str]
    year: Mapped[int | None]
    rating: Mapped[str]
    min_age: Mapped[int | None]
    languages: Mapped[list[str]]
    runtime_seconds: Mapped[int | None]
    asset_id: Mapped[UUID | None] = mapped_column(index=True)
    folded: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    listed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None]
    deleted_at: Mapped[datetime | None]


class GenreRow(Base):
    """One genre."""

    __tablename__ = "genres"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class TitleGenreRow(Base):
    """A title's genre; `position` keeps the order its owner gave."""

    __tablename__ = "title_genres"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    genre_slug: Mapped[str] = mapped_column(
        ForeignKey("genres.slug", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class SeasonRow(Base):
    """One season of a series."""

    __tablename__ = "seasons"
    __table_args__ = (UniqueConstraint("title_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]


class EpisodeRow(Base):
    """One episode; it names its series too, so that lists need no join."""

    __tablename__ = "episodes"
    __table_args__ = (UniqueConstraint("season_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"), index=True)
    season_id: Mapped[UUID] = mapped_column(ForeignKey("seasons.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]
    synopsis: Mapped[str]
    runtime_seconds: Mapped[int | None]
    asset_id: Mapped[UUID | None] = mapped_column(index=True)
    created_at: Mapped[datetime]


class ArtworkRow(Base):
    """One picture of a title or an episode, in all its sizes.

    `images` is a list of {"key", "width", "height", "type"}, the smallest first.
    """

    __tablename__ = "artworks"
    __table_args__ = (UniqueConstraint("subject_id", "role"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    role: Mapped[str]
    alt: Mapped[str]
    dominant_color: Mapped[str]
    images: Mapped[list[Any]]
    created_at: Mapped[datetime]
