"""Every query of media. Reads take any session, changes a write session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, case, delete, func, select, tuple_, update

from streamverse.domains.media.models import (
    AssetRow,
    EncodePlanRow,
    RenditionRow,
    TrackRow,
    UnitRow,
    UploadRow,
)
from streamverse.domains.media.states import (
    PLAYABLE_STATES,
    AssetState,
    UnitKind,
    UploadState,
    WorkState,
)
from streamverse.kit.db import ReadSession, WriteSession

NOBODY = UUID(int=0)
"""Whose an asset is when its owner has been forgotten."""

UNSETTLED = (WorkState.WAITING, WorkState.QUEUED, WorkState.RUNNING)


@dataclass(frozen=True, slots=True)
class Effort:
    """The work of one kind and sweep in one state, summed up; times in seconds."""

    kind: UnitKind
    sweep: int
    state: WorkState
    units: int
    media_seconds: float
    expected_seconds: float
    wall_seconds: float
    share_done: float


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """What deciding the next step needs to know of a unit; a long film has many hundreds."""

    id: UUID
    kind: UnitKind
    state: WorkState
    rungs: list[str]


# --- assets -----------------------------------------------------------------------------------


async def asset(session: ReadSession, asset_id: UUID) -> AssetRow | None:
    """Return an asset that is not deleted."""
    row = await session.get(AssetRow, asset_id)
    return row if row is not None and row.deleted_at is None else None


async def lock_asset(session: WriteSession, asset_id: UUID) -> AssetRow | None:
    """Return an asset that is not deleted, held until the transaction ends."""
    query = (
        select(AssetRow)
        .where(AssetRow.id == asset_id, AssetRow.deleted_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return await session.scalar(query)


async def assets(session: ReadSession, asset_ids: Iterable[UUID]) -> Sequence[AssetRow]:
    """Return those of the assets that exist, deleted ones too."""
    wanted = set(asset_ids)
    if not wanted:
        return ()
    query = select(AssetRow).where(AssetRow.id.in_(wanted))
    return (await session.scalars(query)).all()


async def assets_of(
    session: ReadSession, owner_id: UUID, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[AssetRow]:
    """Return an owner's assets, the newest first."""
    query = (
        select(AssetRow)
        .where(AssetRow.owner_id == owner_id, AssetRow.deleted_at.is_(None))
        .order_by(AssetRow.created_at.desc(), AssetRow.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(tuple_(AssetRow.created_at, AssetRow.id) < before)
    return (await session.scalars(query)).all()


async def revision(session: ReadSession, asset_id: UUID) -> int | None:
    """Return a playable asset's revision."""
    return await session.scalar(
        select(AssetRow.revision).where(
            AssetRow.id == asset_id,
            AssetRow.deleted_at.is_(None),
            AssetRow.state.in_(PLAYABLE_STATES),
        )
    )


async def source_bytes_of(session: ReadSession, owner_id: UUID) -> int:
    """Return the bytes of sources an account keeps, uploads in progress at their full size."""
    total = await session.scalar(
        select(func.coalesce(func.sum(AssetRow.size_bytes), 0)).where(
            AssetRow.owner_id == owner_id, AssetRow.deleted_at.is_(None)
        )
    )
    return int(total or 0)


async def deleted_assets(session: ReadSession) -> Sequence[AssetRow]:
    """Return the deleted assets whose objects are still to be removed."""
    query = select(AssetRow).where(AssetRow.deleted_at.is_not(None), AssetRow.purged_at.is_(None))
    return (await session.scalars(query)).all()


async def live_assets(session: ReadSession) -> Sequence[AssetRow]:
    """Return every asset that is not deleted."""
    return (await session.scalars(select(AssetRow).where(AssetRow.deleted_at.is_(None)))).all()


async def sources_ready_before(session: ReadSession, moment: datetime) -> Sequence[AssetRow]:
    """Return ready assets whose source is still kept since before `moment`."""
    query = select(AssetRow).where(
        AssetRow.state == AssetState.READY, AssetRow.ready_at < moment, AssetRow.source_key != ""
    )
    return (await session.scalars(query)).all()


# --- uploads ----------------------------------------------------------------------------------


async def everything_of(session: ReadSession, owner_id: UUID) -> Sequence[AssetRow]:
    """Return all assets that an account ever had, deleted ones too."""
    query = select(AssetRow).where(AssetRow.owner_id == owner_id)
    return (await session.scalars(query.order_by(AssetRow.created_at, AssetRow.id))).all()


async def uploads_of(session: ReadSession, owner_id: UUID) -> Sequence[UploadRow]:
    """Return an account's uploads."""
    query = select(UploadRow).where(UploadRow.owner_id == owner_id)
    return (await session.scalars(query.order_by(UploadRow.created_at, UploadRow.id))).all()


async def hand_over(session: WriteSession, owner_id: UUID, heir_id: UUID) -> None:
    """Let everything of an account be another's."""
    for table in (AssetRow, UploadRow):
        query = update(table).where(table.owner_id == owner_id)
        await session.execute(query.values(owner_id=heir_id))


async def upload(session: ReadSession, upload_id: UUID) -> UploadRow | None:
    """Return an upload."""
    return await session.get(UploadRow, upload_id)


async def save_offset(
    session: WriteSession, upload_id: UUID, offset: int, expires_at: datetime
) -> None:
    """Record what is safely on the disk."""
    await session.execute(
        update(UploadRow)
        .where(UploadRow.id == upload_id, UploadRow.state == UploadState.RECEIVING)
        .values(offset_bytes=offset, expires_at=expires_at)
    )


async def remaining_bytes(session: ReadSession) -> int:
    """Return how many bytes all uploads in progress have yet to bring."""
    total = await session.scalar(
        select(func.coalesce(func.sum(UploadRow.size_bytes - UploadRow.offset_bytes), 0)).where(
            UploadRow.state == UploadState.RECEIVING
        )
    )
    return int(total or 0)


async def uploads_receiving(session: ReadSession) -> Sequence[UploadRow]:
    """Return the uploads that are not complete."""
    query = select(UploadRow).where(UploadRow.state == UploadState.RECEIVING)
    return (await session.scalars(query)).all()


async def remove_upload(session: WriteSession, upload_id: UUID) -> None:
    """Remove an upload's row."""
    await session.execute(delete(UploadRow).where(UploadRow.id == upload_id))


# --- what an asset is made of -----------------------------------------------------------------


async def encode_plan(session: ReadSession, asset_id: UUID) -> EncodePlanRow | None:
    """Return what was probed and planned."""
    return await session.get(EncodePlanRow, asset_id)


async def tracks(session: ReadSession, asset_id: UUID) -> Sequence[TrackRow]:
    """Return an asset's tracks in their order."""
    query = select(TrackRow).where(TrackRow.asset_id == asset_id).order_by(TrackRow.position)
    return (await session.scalars(query)).all()


async def chapters(session: ReadSession, asset_ids: Iterable[UUID]) -> dict[UUID, list[Any]]:
    """Return the chapters of assets that have some and are there."""
    query = select(AssetRow.id, AssetRow.chapters).where(
        AssetRow.id.in_(set(asset_ids)), AssetRow.deleted_at.is_(None)
    )
    return {row.id: row.chapters for row in await session.execute(query) if row.chapters}


async def text_tracks(session: ReadSession, asset_ids: Iterable[UUID]) -> Sequence[TrackRow]:
    """Return the captions of assets that can be played, in their order."""
    query = (
        select(TrackRow)
        .join(AssetRow, AssetRow.id == TrackRow.asset_id)
        .where(
            TrackRow.asset_id.in_(set(asset_ids)),
            TrackRow.text_key != "",
            AssetRow.state.in_(PLAYABLE_STATES),
            AssetRow.deleted_at.is_(None),
        )
        .order_by(TrackRow.asset_id, TrackRow.position)
    )
    return (await session.scalars(query)).all()


async def renditions(session: ReadSession, asset_id: UUID) -> Sequence[RenditionRow]:
    """Return an asset's renditions in their order."""
    query = (
        select(RenditionRow)
        .where(RenditionRow.asset_id == asset_id)
        .order_by(RenditionRow.position)
    )
    return (await session.scalars(query)).all()


async def rendition_bytes(session: ReadSession, asset_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return the bytes of all renditions, by asset."""
    query = (
        select(RenditionRow.asset_id, func.sum(RenditionRow.bytes))
        .where(RenditionRow.asset_id.in_(list(asset_ids)))
        .group_by(RenditionRow.asset_id)
    )
    return {asset_id: int(total) for asset_id, total in await session.execute(query)}


# --- units ------------------------------------------------------------------------------------


async def unit(session: ReadSession, unit_id: UUID) -> UnitRow | None:
    """Return a unit."""
    return await session.get(UnitRow, unit_id)


async def units_in(session: ReadSession, asset_id: UUID, *states: WorkState) -> Sequence[UnitRow]:
    """Return an asset's units that are in one of these states, the first to work on first."""
    query = (
        select(UnitRow)
        .where(UnitRow.asset_id == asset_id, UnitRow.state.in_(states))
        .order_by(UnitRow.priority)
    )
    return (await session.scalars(query)).all()


async def open_units(session: ReadSession, asset_id: UUID) -> list[OpenUnit]:
    """Return what is not settled of an asset's work, the first to work on first."""
    query = (
        select(UnitRow.id, UnitRow.kind, UnitRow.state, UnitRow.rungs)
        .where(UnitRow.asset_id == asset_id, UnitRow.state.in_(UNSETTLED))
        .order_by(UnitRow.priority)
    )
    return [OpenUnit(*row) for row in await session.execute(query)]


async def troubled_units(session: ReadSession, asset_id: UUID) -> Sequence[UnitRow]:
    """Return the units that have a problem, solved ones left out."""
    query = select(UnitRow).where(
        UnitRow.asset_id == asset_id,
        UnitRow.state != WorkState.DONE,
        UnitRow.touched_at.is_not(None),
    )
    return [unit for unit in (await session.scalars(query)).all() if unit.problem]


async def uncounted_units(session: ReadSession, asset_id: UUID) -> Sequence[UnitRow]:
    """Return finished video units that are not on the timeline yet, in its order."""
    query = (
        select(UnitRow)
        .where(
            UnitRow.asset_id == asset_id,
            UnitRow.kind == UnitKind.VIDEO,
            UnitRow.state == WorkState.DONE,
            UnitRow.is_counted.is_(False),
        )
        .order_by(UnitRow.sweep, UnitRow.first_segment)
    )
    return (await session.scalars(query)).all()


async def settle_beyond(session: WriteSession, asset_id: UUID, segment: int) -> None:
    """Call off the video units that begin at or after a segment: the source ends before them."""
    await session.execute(
        update(UnitRow)
        .where(
            UnitRow.asset_id == asset_id,
            UnitRow.kind == UnitKind.VIDEO,
            UnitRow.first_segment >= segment,
            UnitRow.state.in_(UNSETTLED),
        )
        .values(state=WorkState.DONE, is_counted=True, progress=1.0)
    )


async def touch_unit(session: WriteSession, unit_id: UUID, progress: float, now: datetime) -> None:
    """Record how far a running unit is."""
    await session.execute(
        update(UnitRow)
        .where(UnitRow.id == unit_id, UnitRow.state == WorkState.RUNNING)
        .values(progress=progress, touched_at=now)
    )


async def efforts(session: ReadSession, asset_id: UUID) -> Sequence[Effort]:
    """Return an asset's work summed up by kind, sweep and state."""
    weight = UnitRow.media_seconds
    query = (
        select(
            UnitRow.kind,
            UnitRow.sweep,
            UnitRow.state,
            func.count(),
            func.sum(weight),
            func.sum(UnitRow.expected_seconds),
            func.sum(func.coalesce(UnitRow.wall_seconds, 0.0)),
            func.sum(case((UnitRow.state == WorkState.DONE, 1.0), else_=UnitRow.progress) * weight),
        )
        .where(UnitRow.asset_id == asset_id)
        .group_by(UnitRow.kind, UnitRow.sweep, UnitRow.state)
    )
    return [Effort(*row) for row in await session.execute(query)]


async def stale_units(session: ReadSession, before: datetime) -> Sequence[UnitRow]:
    """Return units that should be at work but have not been heard of since `before`."""
    query = (
        select(UnitRow)
        .join(AssetRow, AssetRow.id == UnitRow.asset_id)
        .where(
            AssetRow.deleted_at.is_(None),
            UnitRow.state.in_((WorkState.QUEUED, WorkState.RUNNING)),
            UnitRow.touched_at < before,
        )
    )
    return (await session.scalars(query)).all()


async def any_running_since(session: ReadSession, moment: datetime) -> bool:
    """Tell whether any unit at all has shown a sign of life since `moment`."""
    query = select(UnitRow.id).where(
        UnitRow.state == WorkState.RUNNING, UnitRow.touched_at >= moment
    )
    return await session.scalar(query.limit(1)) is not None


async def probing_since_before(session: ReadSession, before: datetime) -> Sequence[AssetRow]:
    """Return assets whose probing should have ended long ago."""
    query = select(AssetRow).where(
        AssetRow.state == AssetState.PROBING,
        AssetRow.uploaded_at < before,
        AssetRow.deleted_at.is_(None),
    )
    return (await session.scalars(query)).all()


async def remove_plan(session: WriteSession, asset_id: UUID) -> int:
    """Forget an asset's plan, tracks, renditions and units; returns how many rows went."""
    gone = 0
    for table in (UnitRow, RenditionRow, TrackRow, EncodePlanRow):
        result = await session.execute(delete(table).where(table.asset_id == asset_id))
        gone += cast("CursorResult[Any]", result).rowcount
    return gone
