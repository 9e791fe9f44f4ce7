"""The life of a unit: begun, grown, finished, paused, failed. Each is one short transaction."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import EncodePlan, RunResult
from streamverse.domains.media.models import AssetRow, UnitRow
from streamverse.domains.media.service import grown
from streamverse.domains.media.service.advance import advance
from streamverse.domains.media.service.grown import Segment
from streamverse.domains.media.service.orders import order_unit
from streamverse.domains.media.service.planning import plan_of, tell
from streamverse.domains.media.states import UnitKind, WorkState
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

PAUSE_SECONDS = 20.0


Note = Callable[[WriteSession, AssetRow], Awaitable[None]]
"""Writes down what an extra made, in the transaction that calls its unit done."""


class AssetGone(Exception):
    """The asset was deleted while one of its units was at work."""


@dataclass(frozen=True, slots=True)
class Work:
    """A unit at work: its row, its asset and the plan, as they were at the start."""

    unit: UnitRow
    asset: AssetRow
    plan: EncodePlan
    covered_segments: int


async def begin_unit(services: Services, unit_id: UUID) -> Work | None:
    """Start on a unit; None when it is done, called off, or its asset is gone."""
    async with services.get(Database).write() as session:
        unit = await repository.unit(session, unit_id)
        if unit is None or unit.state in {WorkState.DONE, WorkState.FAILED}:
            return None
        asset = await repository.lock_asset(session, unit.asset_id)
        row = await repository.encode_plan(session, unit.asset_id)
        if asset is None or row is None:
            return None
        unit.state = WorkState.RUNNING
        unit.attempts += 1
        unit.progress = 0.0
        unit.touched_at = services.get(Clock).now()
        renditions = await repository.renditions(session, unit.asset_id)
        covered = [each.covered_segments for each in renditions if each.name in unit.rungs]
        return Work(unit, asset, plan_of(row), min(covered, default=0))


async def touch(services: Services, work: Work, progress: float) -> None:
    """Say that a unit is still at work. Raises AssetGone."""
    async with services.get(Database).write() as session:
        asset = await repository.lock_asset(session, work.asset.id)
        if asset is None:
            raise AssetGone
        now = services.get(Clock).now()
        await repository.touch_unit(session, work.unit.id, progress, now)
        advanced = await advance(session, work.asset.id, now, _slots(services))
    await tell(services, work.asset.id, advanced)


async def grow(
    services: Services,
    work: Work,
    name: str,
    codecs: str,
    segments: list[Segment],
    progress: float,
) -> None:
    """Put stored segments of a copy or a sound on its timeline. Raises AssetGone."""
    async with services.get(Database).write() as session:
        if await repository.lock_asset(session, work.asset.id) is None:
            raise AssetGone
        tracks = {track.id: track for track in await repository.tracks(session, work.asset.id)}
        renditions = await repository.renditions(session, work.asset.id)
        rendition = next(each for each in renditions if each.name == name)
        rendition.codecs = codecs
        grown.append(tracks[rendition.track_id], rendition, segments)
        asset = await session.get(AssetRow, work.asset.id)
        assert asset is not None
        asset.revision += 1
        now = services.get(Clock).now()
        await repository.touch_unit(session, work.unit.id, progress, now)
        await session.flush()
        advanced = await advance(session, work.asset.id, now, _slots(services))
    await tell(services, work.asset.id, advanced)


async def finish_unit(
    services: Services,
    work: Work,
    *,
    result: RunResult | None = None,
    made: dict[str, list[Segment]] | None = None,
    codecs: dict[str, str] | None = None,
    note: Note | None = None,
    wall_seconds: float = 0.0,
) -> None:
    """Count a unit as done and take the asset a step forward. Idempotent."""
    async with services.get(Database).write() as session:
        asset = await repository.lock_asset(session, work.asset.id)
        unit = await session.get(UnitRow, work.unit.id, populate_existing=True)
        if asset is None or unit is None or unit.state is WorkState.DONE:
            return
        unit.state = WorkState.DONE
        unit.progress = 1.0
        unit.problem = None
        unit.wall_seconds = result.wall_seconds if result is not None else wall_seconds
        unit.is_counted = unit.kind is not UnitKind.VIDEO
        if unit.kind is UnitKind.VIDEO and made is not None:
            unit.made = {
                name: [segment.to_plain() for segment in segments]
                for name, segments in made.items()
            }
        await _settle_renditions(session, unit, codecs or {})
        if result is not None and not result.is_whole and unit.kind is not UnitKind.AUDIO:
            await _end_early(session, asset, work, result)
        if note is not None:
            await note(session, asset)
        await session.flush()
        now = services.get(Clock).now()
        advanced = await advance(session, work.asset.id, now, _slots(services))
    await tell(services, work.asset.id, advanced)


async def pause_unit(services: Services, work: Work, code: str, detail: str) -> None:
    """Try a unit again later without counting the attempt: it waits for something outside."""
    async with services.get(Database).write() as session:
        unit = await session.get(UnitRow, work.unit.id, populate_existing=True)
        if unit is None or unit.state is WorkState.DONE:
            return
        unit.state = WorkState.QUEUED
        unit.attempts -= 1
        unit.problem = {"code": code, "detail": detail}
        unit.touched_at = services.get(Clock).now()
        order_unit(session, unit, delay_seconds=PAUSE_SECONDS)
    await tell(services, work.asset.id, None)


async def note_attempt(services: Services, work: Work, detail: str) -> None:
    """Keep why an attempt failed; the next one is on its way."""
    async with services.get(Database).write() as session:
        unit = await session.get(UnitRow, work.unit.id, populate_existing=True)
        if unit is None or unit.state is WorkState.DONE:
            return
        unit.state = WorkState.QUEUED
        unit.problem = {"code": "attempt_failed", "detail": detail}
        unit.touched_at = services.get(Clock).now()
    await tell(services, work.asset.id, None)


async def fail_unit(services: Services, unit_id: UUID, detail: str) -> None:
    """Give up on a unit and on the renditions that need it, until somebody retries it."""
    async with services.get(Database).write() as session:
        unit = await session.get(UnitRow, unit_id, populate_existing=True)
        if unit is None or unit.state in {WorkState.DONE, WorkState.FAILED}:
            return
        unit.state = WorkState.FAILED
        unit.problem = {"code": "unit_failed", "detail": detail}
        for rendition in await repository.renditions(session, unit.asset_id):
            if rendition.name in unit.rungs and rendition.state is not WorkState.DONE:
                rendition.state = WorkState.FAILED
                rendition.problem = unit.problem
        await session.flush()
        now = services.get(Clock).now()
        advanced = await advance(session, unit.asset_id, now, _slots(services))
    await tell(services, unit.asset_id, advanced)


async def _settle_renditions(session: WriteSession, unit: UnitRow, codecs: dict[str, str]) -> None:
    for rendition in await repository.renditions(session, unit.asset_id):
        if rendition.name not in unit.rungs:
            continue
        rendition.codecs = codecs.get(rendition.name, rendition.codecs)
        if unit.kind is UnitKind.AUDIO and rendition.state is not WorkState.FAILED:
            rendition.state = WorkState.DONE


async def _end_early(session: WriteSession, asset: AssetRow, work: Work, result: RunResult) -> None:
    """Let the picture end where the source does: nothing after it can be made."""
    first = work.covered_segments if work.unit.kind is UnitKind.COPY else work.unit.first_segment
    tracks = await repository.tracks(session, asset.id)
    known = max(grown.timeline_of(track).segment_count for track in tracks if track.name == "video")
    end = max(first + result.segments, known)
    if asset.is_sealed or (asset.end_segment is not None and end >= asset.end_segment):
        return
    asset.end_segment = end
    asset.problem = {"code": "source_damaged", "detail": result.problem}
    await repository.settle_beyond(session, asset.id, end)


def _slots(services: Services) -> int:
    return services.get(Settings).encodes_at_once
