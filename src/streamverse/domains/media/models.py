"""The tables of media: uploads, assets, their tracks, renditions and units of work."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Enum, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from streamverse.domains.media.states import AssetState, UnitKind, UploadState, WorkState
from streamverse.domains.media.timeline import TrackKind
from streamverse.kit.db import Base


def _values(members: type[StrEnum]) -> list[str]:
    return [member.value for member in members]


def _text_enum(kind: type[StrEnum]) -> Enum:
    """Store a StrEnum by its value, as text on both engines."""
    return Enum(
        kind,
        native_enum=False,
        length=16,
        create_constraint=False,
        values_callable=_values,
    )


def _asset_key(*, primary_key: bool = False) -> Any:
    return mapped_column(
        ForeignKey("assets.id", ondelete="CASCADE"), primary_key=primary_key, index=not primary_key
    )


class AssetRow(Base):
    """One source made playable. `revision` rises whenever a manifest has more to offer.

    `end_segment` is where the picture's timeline ends: the grid's length, or less when the
    source turned out to stop early.
    """

    __tablename__ = "assets"
    __table_args__ = (Index("ix_assets_owner_id_created_at", "owner_id", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID]
    title: Mapped[str]
    filename: Mapped[str]
    state: Mapped[AssetState] = mapped_column(_text_enum(AssetState), index=True)
    problem: Mapped[dict[str, Any] | None]
    progress: Mapped[float] = mapped_column(default=0.0)
    eta_seconds: Mapped[float | None]
    revision: Mapped[int] = mapped_column(default=0)
    is_sealed: Mapped[bool] = mapped_column(default=False)
    recipe: Mapped[str] = mapped_column(default="")
    duration_seconds: Mapped[float | None]
    end_segment: Mapped[int | None]
    longest_segment_seconds: Mapped[float] = mapped_column(default=10.0)
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    extras_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    source_key: Mapped[str] = mapped_column(default="")
    storyboard_key: Mapped[str] = mapped_column(default="")
    posters: Mapped[list[Any]] = mapped_column(default=list)
    poster_candidate: Mapped[int] = mapped_column(default=0)
    chapters: Mapped[list[Any]] = mapped_column(default=list)
    replaces_id: Mapped[UUID | None]
    created_at: Mapped[datetime]
    uploaded_at: Mapped[datetime | None]
    playable_at: Mapped[datetime | None]
    ready_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None] = mapped_column(index=True)
    purged_at: Mapped[datetime | None]


class EncodePlanRow(Base):
    """What the probe found and what the engine decided, as the engine's own JSON."""

    __tablename__ = "encode_plans"

    asset_id: Mapped[UUID] = _asset_key(primary_key=True)
    report: Mapped[dict[str, Any]]
    plan: Mapped[dict[str, Any]]


class UploadRow(Base):
    """One tus upload. `offset_bytes` counts only what is safely on the disk."""

    __tablename__ = "uploads"
    __table_args__ = (Index("ix_uploads_state_expires_at", "state", "expires_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(index=True)
    asset_id: Mapped[UUID] = _asset_key()
    state: Mapped[UploadState] = mapped_column(_text_enum(UploadState))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    offset_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    upload_metadata: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]


class TrackRow(Base):
    """One thing to see, hear or read, and the timeline all its renditions share.

    `runs` is the run-length encoded timeline: pairs of (duration in ticks, count).
    """

    __tablename__ = "tracks"
    __table_args__ = (UniqueConstraint("asset_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = _asset_key()
    name: Mapped[str]
    kind: Mapped[TrackKind] = mapped_column(_text_enum(TrackKind))
    position: Mapped[int]
    language: Mapped[str] = mapped_column(default="und")
    role: Mapped[str] = mapped_column(default="main")
    label: Mapped[str] = mapped_column(default="")
    is_default: Mapped[bool] = mapped_column(default=False)
    is_sidecar: Mapped[bool] = mapped_column(default=False)
    timescale: Mapped[int] = mapped_column(default=1)
    runs: Mapped[list[Any]] = mapped_column(default=list)
    is_sealed: Mapped[bool] = mapped_column(default=False)
    text_key: Mapped[str] = mapped_column(default="")


class RenditionRow(Base):
    """One encoding of a track; `covered_segments` of the track's timeline exist for it."""

    __tablename__ = "renditions"
    __table_args__ = (UniqueConstraint("asset_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = _asset_key()
    track_id: Mapped[UUID] = mapped_column(ForeignKey("tracks.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    recipe: Mapped[str]
    position: Mapped[int]
    state: Mapped[WorkState] = mapped_column(_text_enum(WorkState), default=WorkState.WAITING)
    problem: Mapped[dict[str, Any] | None]
    codecs: Mapped[str]
    bandwidth_bps: Mapped[int] = mapped_column(default=0)
    covered_segments: Mapped[int] = mapped_column(default=0)
    covered_ticks: Mapped[int] = mapped_column(BigInteger, default=0)
    bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    rung: Mapped[int] = mapped_column(default=0)
    width: Mapped[int] = mapped_column(default=0)
    height: Mapped[int] = mapped_column(default=0)
    frame_rate_numerator: Mapped[int] = mapped_column(default=0)
    frame_rate_denominator: Mapped[int] = mapped_column(default=1)
    channels: Mapped[int] = mapped_column(default=0)
    sample_rate: Mapped[int] = mapped_column(default=0)


class UnitRow(Base):
    """One piece of work that runs, fails and is retried alone.

    `made` keeps what a finished video unit brought, per rendition a list of
    (start ticks, duration ticks, bytes), until all units before it are done too.
    """

    __tablename__ = "units"
    __table_args__ = (
        UniqueConstraint("asset_id", "name"),
        Index("ix_units_asset_id_state_priority", "asset_id", "state", "priority"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = _asset_key()
    name: Mapped[str]
    kind: Mapped[UnitKind] = mapped_column(_text_enum(UnitKind))
    sweep: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int]
    first_segment: Mapped[int] = mapped_column(default=0)
    segment_count: Mapped[int] = mapped_column(default=0)
    rungs: Mapped[list[str]] = mapped_column(default=list)
    media_seconds: Mapped[float]
    expected_seconds: Mapped[float]
    state: Mapped[WorkState] = mapped_column(_text_enum(WorkState), default=WorkState.WAITING)
    progress: Mapped[float] = mapped_column(default=0.0)
    attempts: Mapped[int] = mapped_column(default=0)
    is_counted: Mapped[bool] = mapped_column(default=False)
    made: Mapped[dict[str, Any] | None]
    problem: Mapped[dict[str, Any] | None]
    touched_at: Mapped[datetime | None]
    wall_seconds: Mapped[float | None]
