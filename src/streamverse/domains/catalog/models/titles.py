"""Titles, and the seasons and episodes of series."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base

UNKNOWN = date(1, 1, 1)
"""When a title came out of which nobody knows: before all others."""


class TitleRow(Base):
    """One film, series, event, station or creator's work; `kind` says which.

    `version` rises with each change (the ETag). `listed_at` orders lists: when it was
    published, else when it was made. `folded` is what `q` looks through: ASCII, lower case.
    `rating` is the one shown, `min_age` the highest age its ratings ask for; null is unrated.
    `publish_at` is set while it is scheduled; at `expire_at` it is archived. `face_asset_id` is
    what a series' card shows: its first episode's asset. `popularity` is told by what is watched.
    `is_members_only`: its channel is private, or was deleted. Lists go by `sort_name`, the
    beginning of the folded name, and by `came_out_on`: when it was released, or the year it is of.
    """

    __tablename__ = "titles"
    __table_args__ = (
        Index("ix_titles_state_listed_at", "state", "listed_at", "id"),
        Index("ix_titles_owner_id_listed_at", "owner_id", "listed_at", "id"),
        Index("ix_titles_channel_id_listed_at", "channel_id", "listed_at", "id"),
        Index("ix_titles_state_kind_listed_at", "state", "kind", "listed_at", "id"),
        Index("ix_titles_state_popularity", "state", "popularity", "id"),
        Index("ix_titles_state_year_kind", "state", "year", "kind"),
        Index("ix_titles_state_sort_name", "state", "sort_name", "id"),
        Index("ix_titles_state_came_out_on", "state", "came_out_on", "id"),
        Index("ix_titles_state_updated_at", "state", "updated_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    state: Mapped[str]
    owner_id: Mapped[UUID]
    channel_id: Mapped[UUID | None]
    is_members_only: Mapped[bool] = mapped_column(default=False, server_default="0")
    name: Mapped[str]
    original_name: Mapped[str]
    tagline: Mapped[str]
    synopsis: Mapped[str]
    year: Mapped[int | None]
    rating: Mapped[str]
    min_age: Mapped[int | None]
    original_language: Mapped[str] = mapped_column(default="", server_default="")
    languages: Mapped[list[str]]
    countries: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    advisories: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    category: Mapped[str | None]
    runtime_seconds: Mapped[int | None]
    released_on: Mapped[date | None]
    asset_id: Mapped[UUID | None] = mapped_column(index=True)
    face_asset_id: Mapped[UUID | None]
    popularity: Mapped[float] = mapped_column(default=0.0, server_default="0")
    folded: Mapped[str]
    sort_name: Mapped[str] = mapped_column(default="", server_default="")
    came_out_on: Mapped[date] = mapped_column(default=UNKNOWN, server_default="0001-01-01")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    listed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by: Mapped[UUID | None]
    publish_at: Mapped[datetime | None] = mapped_column(index=True)
    expire_at: Mapped[datetime | None] = mapped_column(index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(index=True)


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
    released_on: Mapped[date | None]
    asset_id: Mapped[UUID | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
