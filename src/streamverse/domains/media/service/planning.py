"""From a source to rows: probed, planned, and written down as tracks, renditions and units."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import (
    AudioSpec,
    EncodePlan,
    ProbeReport,
    RungSpec,
    SourceRefused,
    UnitSpec,
    from_plain,
    plan,
    probe,
    to_plain,
)
from streamverse.domains.media.events import AssetFailed
from streamverse.domains.media.models import (
    AssetRow,
    EncodePlanRow,
    RenditionRow,
    TrackRow,
    UnitRow,
)
from streamverse.domains.media.service.advance import Advanced, advance
from streamverse.domains.media.service.machine import (
    encode_settings,
    known_speed,
    probe_limits,
)
from streamverse.domains.media.service.news import tell_change, tell_progress
from streamverse.domains.media.service.scratch import scratch_of
from streamverse.domains.media.states import AssetState, UnitKind
from streamverse.domains.media.timeline import TrackKind
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects
from streamverse.kit.outbox import publish
from streamverse.kit.process import ChildRunner
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

SWEEP_PRIORITY = 100_000
"""A later sweep of one film comes after the earlier sweep of every other (27 hours long)."""

LIKELY_PIXELS_PER_SECOND = 60_000_000.0
"""What is assumed of a machine that was not measured yet, for times shown on pages."""

AAC_FRAME = 1024
EXTRAS_PRIORITY = 30
"""Subtitles, posters and previews come when the first half minute is made."""

LIKELY_COST = {
    UnitKind.COPY: 0.005,
    UnitKind.AUDIO: 0.02,
    UnitKind.STORYBOARD: 0.01,
    UnitKind.POSTERS: 0.005,
    UnitKind.TEXT: 0.005,
}
"""Machine seconds for each second of film, before anything was measured."""


async def local_source(services: Services, asset: AssetRow) -> Path:
    """Return the source as a file on this machine. Raises ObjectMissing."""
    return await services.get(Objects).localise(asset.source_key, scratch_of(services).sources)


async def probe_asset(services: Services, asset_id: UUID) -> None:
    """Look at an asset's source, plan, and order the first work. Idempotent."""
    database, settings = services.get(Database), services.get(Settings)
    async with database.read() as session:
        asset = await repository.asset(session, asset_id)
    if asset is None or asset.state is not AssetState.PROBING:
        return
    source = await local_source(services, asset)
    try:
        report = await probe(source, services.get(ChildRunner), probe_limits(settings))
    except SourceRefused as refusal:
        await refuse_source(services, asset_id, refusal.code, refusal.reason)
        return
    encode_plan = plan(report, encode_settings(), known_speed(settings))
    async with database.write() as session:
        advanced = await save_plan(
            session, asset_id, report, encode_plan, services.get(Clock).now(), settings
        )
    await tell(services, asset_id, advanced)


async def tell(services: Services, asset_id: UUID, advanced: Advanced | None) -> None:
    """Tell, after the commit, that an asset moved on."""
    if advanced is not None and advanced.is_changed:
        await tell_change(services, asset_id, advanced.revision)
    await tell_progress(services, asset_id)


async def refuse_source(
    services: Services, asset_id: UUID, code: str, reason: str, *, keeps_source: bool = False
) -> None:
    """Let an asset fail because its source can't be used; a source of no use is not kept."""
    async with services.get(Database).write() as session:
        asset = await repository.lock_asset(session, asset_id)
        if asset is None or asset.state is not AssetState.PROBING:
            return
        key = asset.source_key
        if not keeps_source:
            asset.source_key = ""
        asset.state = AssetState.FAILED
        asset.problem = {"code": code, "detail": reason}
        publish(session, AssetFailed(asset.id, asset.owner_id, reason))
    if not keeps_source:
        await services.get(Objects).delete([key])
    await tell_progress(services, asset_id)


async def save_plan(
    session: WriteSession,
    asset_id: UUID,
    report: ProbeReport,
    encode_plan: EncodePlan,
    now: datetime,
    settings: Settings,
) -> Advanced | None:
    """Write down what will be made and order the first of it."""
    asset = await repository.lock_asset(session, asset_id)
    if asset is None or asset.state is not AssetState.PROBING:
        return None
    row = EncodePlanRow(asset_id=asset_id, report=to_plain(report), plan=to_plain(encode_plan))
    session.add(row)
    rows = _Rows(asset_id, encode_plan, known_speed(settings).pixels_per_second).all()
    session.add_all(each for each in rows if isinstance(each, TrackRow))
    await session.flush()
    session.add_all(rows)
    asset.state = AssetState.PREPARING
    asset.duration_seconds = encode_plan.duration_seconds
    asset.end_segment = encode_plan.grid.segment_count if encode_plan.grid else None
    asset.longest_segment_seconds = _longest_segment_seconds(encode_plan)
    asset.chapters = [to_plain(chapter) for chapter in encode_plan.chapters]
    problem = report.problem or encode_plan.problem
    asset.problem = {"code": "source_damaged", "detail": problem} if problem else None
    await session.flush()
    return await advance(session, asset_id, now, settings.encodes_at_once)


def plan_of(row: EncodePlanRow) -> EncodePlan:
    """Return the plan as the engine knows it."""
    return from_plain(EncodePlan, row.plan)


def _longest_segment_seconds(encode_plan: EncodePlan) -> float:
    """Return what no segment will exceed: sound is cut up to two frames beside the picture."""
    bounds = encode_plan.audio_boundaries()
    longest = max((after - before for before, after in pairwise(bounds)), default=1.0)
    slack = max((2 * AAC_FRAME / audio.sample_rate for audio in encode_plan.audio), default=0.0)
    return longest + slack


class _Rows:
    """The rows of one plan."""

    def __init__(self, asset_id: UUID, encode_plan: EncodePlan, pixels_per_second: float) -> None:
        self.asset_id = asset_id
        self.plan = encode_plan
        self.speed = pixels_per_second or LIKELY_PIXELS_PER_SECOND
        self.positions = iter(range(10_000))
        self.first_sweep = min((unit.sweep for unit in encode_plan.units), default=1)

    def all(self) -> list[TrackRow | RenditionRow | UnitRow]:
        rows: list[TrackRow | RenditionRow | UnitRow] = []
        if self.plan.grid is not None:
            rows += self._video()
        for audio in self.plan.audio:
            rows += self._audio(audio)
        for text in self.plan.text:
            track = self._track(text.name, TrackKind.TEXT, 1)
            track.language, track.label, track.role = text.language, text.label, text.role
            track.is_default = text.is_default
            rows += [track, self._unit(text.name, UnitKind.TEXT, EXTRAS_PRIORITY)]
        if self.plan.posters is not None:
            rows.append(self._unit("posters", UnitKind.POSTERS, EXTRAS_PRIORITY))
        if self.plan.storyboard is not None:
            rows.append(self._unit("storyboard", UnitKind.STORYBOARD, EXTRAS_PRIORITY + 1))
        return rows

    def _video(self) -> list[TrackRow | RenditionRow | UnitRow]:
        grid = self.plan.grid
        assert grid is not None
        track = self._track("video", TrackKind.VIDEO, grid.timescale)
        track.is_default = True
        specs = [*([self.plan.copy] if self.plan.copy else []), *self.plan.rungs]
        rows: list[TrackRow | RenditionRow | UnitRow] = [track]
        rows += [self._picture(track, spec, grid.frame_rate) for spec in specs]
        if self.plan.copy is not None:
            unit = self._unit("copy", UnitKind.COPY)
            unit.rungs, unit.segment_count = [self.plan.copy.name], grid.segment_count
            rows.append(unit)
        return rows + [self._video_unit(unit) for unit in self.plan.units]

    def _picture(self, track: TrackRow, spec: RungSpec, rate: tuple[int, int]) -> RenditionRow:
        row = self._rendition(track, spec.name, spec.recipe)
        row.rung, row.width, row.height = spec.rung, spec.width, spec.height
        row.frame_rate_numerator, row.frame_rate_denominator = rate
        return row

    def _audio(self, spec: AudioSpec) -> list[TrackRow | RenditionRow | UnitRow]:
        track = self._track(spec.name, TrackKind.AUDIO, spec.timescale)
        track.language, track.label, track.role = spec.language, spec.label, spec.role
        track.is_default = spec.is_default
        row = self._rendition(track, spec.name, spec.recipe)
        row.channels, row.sample_rate = spec.channels, spec.sample_rate
        unit = self._unit(spec.name, UnitKind.AUDIO)
        unit.rungs = [spec.name]
        return [track, row, unit]

    def _video_unit(self, spec: UnitSpec) -> UnitRow:
        grid = self.plan.grid
        assert grid is not None
        start, seconds = (float(n / grid.rate) for n in (spec.first_frame, spec.frame_count))
        sweep = spec.sweep - self.first_sweep
        unit = self._unit(spec.id, UnitKind.VIDEO, sweep * SWEEP_PRIORITY + int(start))
        unit.sweep = sweep + 1
        unit.first_segment, unit.segment_count = spec.first_segment, spec.segment_count
        unit.rungs = list(spec.rungs)
        unit.media_seconds = seconds
        pixels = sum(rung.width * rung.height for rung in map(self.plan.rung, spec.rungs))
        unit.expected_seconds = pixels * spec.frame_count / self.speed
        return unit

    def _track(self, name: str, kind: TrackKind, timescale: int) -> TrackRow:
        return TrackRow(
            id=new_id(),
            asset_id=self.asset_id,
            name=name,
            kind=kind,
            position=next(self.positions),
            timescale=timescale,
            runs=[],
        )

    def _rendition(self, track: TrackRow, name: str, recipe: str) -> RenditionRow:
        return RenditionRow(
            id=new_id(),
            asset_id=self.asset_id,
            track_id=track.id,
            name=name,
            recipe=recipe,
            position=next(self.positions),
            codecs="",
        )

    def _unit(self, name: str, kind: UnitKind, priority: int = 0) -> UnitRow:
        seconds = max(1.0, self.plan.duration_seconds)
        return UnitRow(
            id=new_id(),
            asset_id=self.asset_id,
            name=name,
            kind=kind,
            priority=priority,
            rungs=[],
            media_seconds=seconds,
            expected_seconds=seconds * LIKELY_COST.get(kind, 1.0),
        )
