"""Assets as media would have stored them: rows, and small objects in place of segments."""

from datetime import UTC, datetime
from uuid import UUID

from streamverse.domains.media.models import AssetRow, RenditionRow, TrackRow
from streamverse.domains.media.states import AssetState, WorkState
from streamverse.domains.media.timeline import TrackKind
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services
from tests.domains.playback.films import SCALE, SEGMENT

RECIPE = "0a1b2c3d4e5f"
NOW = datetime(2026, 11, 21, tzinfo=UTC)


async def store_film(
    services: Services,
    owner_id: UUID,
    *,
    rungs: tuple[int, ...] = (720, 480),
    segments: int = 5,
    planned: int = 5,
    state: AssetState = AssetState.READY,
) -> UUID:
    """Store a film of `planned` segments of which `segments` are there; returns its asset's id."""
    is_sealed = segments == planned
    asset = AssetRow(
        id=new_id(),
        owner_id=owner_id,
        title="A film",
        filename="film.mp4",
        state=state,
        revision=1,
        is_sealed=is_sealed,
        recipe=RECIPE,
        duration_seconds=planned * 4.0,
        storyboard_key="",
        posters=[],
        chapters=[{"start_seconds": 8.0, "name": "Later"}],
        created_at=NOW,
    )
    async with services.get(Database).write() as session:
        session.add(asset)
        await session.flush()
        track = TrackRow(
            id=new_id(),
            asset_id=asset.id,
            name="video",
            kind=TrackKind.VIDEO,
            position=0,
            timescale=SCALE,
            runs=[[SEGMENT, segments]],
            is_sealed=is_sealed,
            is_default=True,
        )
        session.add(track)
        await session.flush()
        for position, rung in enumerate(rungs):
            session.add(
                _rendition(asset.id, track.id, rung, position, segments, is_sealed=is_sealed)
            )
    for rung in rungs:
        await _store_segments(services, asset.id, f"{rung}p", segments)
    return asset.id


async def grow_film(services: Services, asset_id: UUID, segments: int, *, is_sealed: bool) -> None:
    """Let a film have `segments` segments now."""
    from sqlalchemy import select

    async with services.get(Database).write() as session:
        asset = await session.get_one(AssetRow, asset_id)
        asset.revision += 1
        asset.is_sealed = is_sealed
        asset.state = AssetState.READY if is_sealed else AssetState.PLAYABLE
        track = (await session.scalars(select(TrackRow).where(TrackRow.asset_id == asset_id))).one()
        track.runs = [[SEGMENT, segments]]
        track.is_sealed = is_sealed
        query = select(RenditionRow).where(RenditionRow.asset_id == asset_id)
        for rendition in await session.scalars(query):
            rendition.covered_segments = segments
            rendition.covered_ticks = segments * SEGMENT
            rendition.state = WorkState.DONE if is_sealed else WorkState.RUNNING


def _rendition(
    asset_id: UUID, track_id: UUID, rung: int, position: int, segments: int, *, is_sealed: bool
) -> RenditionRow:
    return RenditionRow(
        id=new_id(),
        asset_id=asset_id,
        track_id=track_id,
        name=f"{rung}p",
        recipe=RECIPE,
        position=position,
        state=WorkState.DONE if is_sealed else WorkState.RUNNING,
        codecs="avc1.64001f",
        bandwidth_bps=rung * 4000,
        covered_segments=segments,
        covered_ticks=segments * SEGMENT,
        bytes=rung * 1000,
        rung=rung,
        width=rung * 16 // 9,
        height=rung,
        frame_rate_numerator=24,
        frame_rate_denominator=1,
    )


async def _store_segments(services: Services, asset_id: UUID, name: str, segments: int) -> None:
    objects = services.get(Objects)
    folder = f"media/{asset_id}/{RECIPE}/{name}"
    await objects.put(f"{folder}/init.mp4", b"init of " + name.encode())
    for index in range(segments):
        await objects.put(f"{folder}/{index * SEGMENT}.m4s", content_of(name, index))


def content_of(name: str, index: int) -> bytes:
    """Return what stands in place of a segment."""
    return f"{name} segment {index} ".encode() * 100
