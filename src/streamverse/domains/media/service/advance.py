"""One step forward: what is finished joins the timelines, what is next is ordered.

`advance` may be called at any time and any number of times; it looks at the rows and makes of
them what follows. It is the only place that decides an asset's state while it is being made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.events import AssetFailed, AssetPlayable, AssetReady
from streamverse.domains.media.models import AssetRow, RenditionRow, TrackRow
from streamverse.domains.media.repository import OpenUnit
from streamverse.domains.media.service import grown, progress
from streamverse.domains.media.service.leaving import take_place
from streamverse.domains.media.service.orders import order_unit
from streamverse.domains.media.states import AT_WORK, AssetState, UnitKind, WorkState
from streamverse.domains.media.timeline import TrackKind
from streamverse.kit.db import WriteSession
from streamverse.kit.outbox import publish

AHEAD = 8
"""Video units of one asset that wait in the queue; the rest stays with us, in order."""

MISSED_SECONDS = 1.0
"""So much may be missing at the end of a file before its owner is told."""

ORDERED = frozenset({WorkState.QUEUED, WorkState.RUNNING})
EXTRAS = frozenset({UnitKind.TEXT, UnitKind.POSTERS, UnitKind.STORYBOARD})


@dataclass(frozen=True, slots=True)
class Advanced:
    """How an asset stands after a step. `is_changed`: its manifests have more to offer."""

    asset_id: UUID
    revision: int
    is_changed: bool
    state: AssetState


async def advance(
    session: WriteSession, asset_id: UUID, now: datetime, slots: int
) -> Advanced | None:
    """Take an asset one step forward; None when there is nothing to be done with it."""
    asset = await repository.lock_asset(session, asset_id)
    if asset is None or asset.state not in AT_WORK or asset.state is AssetState.PROBING:
        return None
    before = (asset.revision, asset.state)
    step = await _Step.of(session, asset, now)
    await step.count_finished_units()
    step.complete_renditions()
    step.become_playable()
    step.seal()
    await step.order_next()
    await step.settle()
    await step.measure(slots)
    is_changed = (asset.revision, asset.state) != before
    return Advanced(asset.id, asset.revision, is_changed, asset.state)


class _Step:
    """An asset's rows, and the rules that move them."""

    def __init__(
        self,
        session: WriteSession,
        asset: AssetRow,
        tracks: list[TrackRow],
        renditions: list[RenditionRow],
        now: datetime,
    ) -> None:
        self.session = session
        self.asset = asset
        self.now = now
        self.tracks = {track.id: track for track in tracks}
        self.renditions = {rendition.name: rendition for rendition in renditions}
        self.has_open_units = True
        self.covered = _covered(renditions)

    @classmethod
    async def of(cls, session: WriteSession, asset: AssetRow, now: datetime) -> "_Step":
        """Load what a step looks at."""
        tracks = list(await repository.tracks(session, asset.id))
        renditions = list(await repository.renditions(session, asset.id))
        return cls(session, asset, tracks, renditions, now)

    async def count_finished_units(self) -> None:
        """Put finished units on the timeline, as far as nothing is missing before them."""
        for unit in await repository.uncounted_units(self.session, self.asset.id):
            rungs = [self.renditions[name] for name in unit.rungs]
            if any(rung.covered_segments != unit.first_segment for rung in rungs):
                continue
            made = unit.made or {}
            for rung in rungs:
                segments = grown.from_plain(made.get(rung.name, []))
                grown.append(self.tracks[rung.track_id], rung, segments)
            unit.is_counted = True
            unit.made = None

    def complete_renditions(self) -> None:
        """Call those renditions done that reach the end of their track."""
        for rendition in self.of_kind(TrackKind.VIDEO):
            end = self.asset.end_segment
            if rendition.state is WorkState.RUNNING and rendition.covered_segments == end:
                rendition.state = WorkState.DONE

    def become_playable(self) -> None:
        """Let the asset be watched once picture and sound have begun."""
        if self.asset.state is not AssetState.PREPARING or not self.has_begun():
            return
        self.asset.state = AssetState.PLAYABLE
        if self.asset.playable_at is None:
            self.asset.playable_at = self.now
            duration = self.asset.duration_seconds or 0.0
            publish(self.session, AssetPlayable(self.asset.id, self.asset.owner_id, duration))

    def seal(self) -> None:
        """End all timelines at once when nothing can be added to any of them."""
        video, audio = self.of_kind(TrackKind.VIDEO), self.of_kind(TrackKind.AUDIO)
        is_whole = (not video or any(each.state is WorkState.DONE for each in video)) and (
            not audio
            or (
                all(each.state in {WorkState.DONE, WorkState.FAILED} for each in audio)
                and any(each.state is WorkState.DONE for each in audio)
            )
        )
        if self.asset.is_sealed or not is_whole:
            return
        for track in self.tracks.values():
            track.is_sealed = True
        self.asset.is_sealed = True
        self.asset.revision += 1
        promised = self.asset.duration_seconds or 0.0
        found = max(grown.timeline_of(track).duration_seconds for track in self.tracks.values())
        self.asset.duration_seconds = found
        if promised - found > MISSED_SECONDS and self.asset.problem is None:
            self.asset.problem = _problem(
                "source_damaged",
                f"The file says that it lasts {promised:.0f} seconds, but it stops after "
                f"{found:.0f}: what there is can be watched.",
            )

    async def order_next(self) -> None:
        """Order what is due: sound and copy at once, the ladder in order, the rest after it."""
        units = await repository.open_units(self.session, self.asset.id)
        is_playable = self.asset.state is AssetState.PLAYABLE
        is_copying = any(unit.kind is UnitKind.COPY for unit in units)
        ordered = sum(unit.kind is UnitKind.VIDEO and unit.state in ORDERED for unit in units)
        for unit in units:
            if unit.state is not WorkState.WAITING or self.is_stuck(unit):
                continue
            if unit.kind is UnitKind.VIDEO:
                if ordered >= AHEAD or (is_copying and not is_playable):
                    continue
                ordered += 1
            await self.order(unit.id)
        self.has_open_units = not all(self.is_stuck(unit) for unit in units)

    async def order(self, unit_id: UUID) -> None:
        """Order one unit that waits."""
        unit = await repository.unit(self.session, unit_id)
        if unit is not None:
            unit.state = WorkState.QUEUED
            unit.touched_at = self.now
            order_unit(self.session, unit)

    async def settle(self) -> None:
        """Call the asset ready or failed once no unit is left to do."""
        if self.has_open_units:
            return
        for rendition in self.renditions.values():
            if rendition.state is not WorkState.DONE and rendition.problem is None:
                rendition.state = WorkState.FAILED
                rendition.problem = _problem("rendition_short", "It ends before the others do.")
        if self.asset.is_sealed:
            self.asset.state = AssetState.READY
            self.asset.ready_at = self.now
            self.asset.problem = self.asset.problem or self.what_is_missing()
            duration = self.asset.duration_seconds or 0.0
            publish(self.session, AssetReady(self.asset.id, self.asset.owner_id, duration))
            await take_place(self.session, self.asset, self.now)
        else:
            self.asset.state = AssetState.FAILED
            self.asset.problem = self.what_is_missing() or self.asset.problem
            reason = (self.asset.problem or {}).get("detail", "")
            publish(self.session, AssetFailed(self.asset.id, self.asset.owner_id, reason))

    async def measure(self, slots: int) -> None:
        """Say how far everything is, and whether manifests have more to offer."""
        if _covered(self.renditions.values()) != self.covered:
            self.asset.revision += 1
        if self.asset.state in {AssetState.READY, AssetState.FAILED}:
            self.asset.progress = 1.0 if self.asset.state is AssetState.READY else 0.0
            self.asset.eta_seconds = None
            return
        await self.session.flush()
        efforts = await repository.efforts(self.session, self.asset.id)
        share, eta = progress.overall(efforts, slots)
        self.asset.progress = max(self.asset.progress, share)
        self.asset.eta_seconds = eta

    def of_kind(self, kind: TrackKind) -> list[RenditionRow]:
        """Return the renditions of the tracks of one kind."""
        return [
            rendition
            for rendition in self.renditions.values()
            if self.tracks[rendition.track_id].kind is kind
        ]

    def has_begun(self) -> bool:
        """Tell whether every track that is to come can be played from its beginning."""
        video, audio = self.of_kind(TrackKind.VIDEO), self.of_kind(TrackKind.AUDIO)
        sounds = [each.covered_segments for each in audio if _is_hopeful(each)]
        has_picture = any(each.covered_segments for each in video if _is_hopeful(each))
        has_sound = bool(sounds) and all(sounds)
        return bool(self.renditions) and (has_picture or not video) and (has_sound or not audio)

    def is_stuck(self, unit: OpenUnit) -> bool:
        """Tell whether a unit waits for something that failed: it goes on when that is retried."""
        if unit.state is not WorkState.WAITING:
            return False
        if unit.kind in EXTRAS:
            return self.asset.state is not AssetState.PLAYABLE
        return unit.kind is UnitKind.VIDEO and not any(
            _is_hopeful(self.renditions[name]) for name in unit.rungs
        )

    def what_is_missing(self) -> dict[str, str] | None:
        """Return the problem that renditions which failed make for the asset."""
        failed = [each for each in self.renditions.values() if each.state is WorkState.FAILED]
        if not failed:
            return None
        names = ", ".join(each.name for each in failed)
        why = (failed[0].problem or {}).get("detail", "")
        return _problem("rendition_failed", f"{names} could not be made: {why}")


def _covered(renditions: Iterable[RenditionRow]) -> dict[str, int]:
    return {each.name: each.covered_segments for each in renditions}


def _is_hopeful(rendition: RenditionRow) -> bool:
    return rendition.state is not WorkState.FAILED


def _problem(code: str, detail: str) -> dict[str, str]:
    return {"code": code, "detail": detail}
