"""What is known of a title beside its own row: each fact where it belongs, none of them null.

A `subject_id` is a title's or an episode's.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.kit.db import Base


class TextRow(Base):
    """A subject's texts in another language (BCP 47); what is empty is as in the original."""

    __tablename__ = "catalog_texts"

    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    tagline: Mapped[str]
    synopsis: Mapped[str]


class RatingRow(Base):
    """What one board rated a title; a free rating may say no age."""

    __tablename__ = "title_ratings"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    board: Mapped[str] = mapped_column(primary_key=True)
    rating: Mapped[str]
    min_age: Mapped[int | None]
    position: Mapped[int]


class ExternalIdRow(Base):
    """What another catalog calls a title or an episode."""

    __tablename__ = "external_ids"
    __table_args__ = (Index("ix_external_ids_subject_id", "subject_id"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]


class ReleaseRow(Base):
    """When a title came out in a territory (ISO 3166-1 alpha-2, or "*"), and how."""

    __tablename__ = "title_releases"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    territory: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    released_on: Mapped[date]


class RelationRow(Base):
    """A title that belongs to another: what comes after it, is like it, is sold with it."""

    __tablename__ = "title_relations"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    other_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


class ExtraRow(Base):
    """Something to play beside a title: a trailer, a bonus, another cut of it."""

    __tablename__ = "title_extras"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("titles.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    name: Mapped[str]
    asset_id: Mapped[UUID] = mapped_column(index=True)
    position: Mapped[int]


class MarkerRow(Base):
    """A part of what a subject plays: the intro, the credits, a chapter (which has no end)."""

    __tablename__ = "title_markers"
    __table_args__ = (Index("ix_title_markers_subject_id", "subject_id", "from_seconds"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID]
    kind: Mapped[str]
    from_seconds: Mapped[float]
    to_seconds: Mapped[float | None]
    name: Mapped[str]


class EventFactsRow(Base):
    """What only sport and live events have: when, where, who against whom, and tickets."""

    __tablename__ = "event_facts"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    venue: Mapped[str]
    discipline: Mapped[str]
    competition: Mapped[str]
    participants: Mapped[list[str]]
    ticket_url: Mapped[str]
    is_pay_per_view: Mapped[bool]


class StationFactsRow(Base):
    """What only 24/7 stations have: a place on the dial and a call sign."""

    __tablename__ = "station_facts"

    title_id: Mapped[UUID] = mapped_column(
        ForeignKey("titles.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(unique=True)
    call_sign: Mapped[str]
