"""An asset as its owner sees it: rows in, answer out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.models import AssetRow, RenditionRow, TrackRow, UnitRow
from streamverse.domains.media.schemas import (
    AssetBody,
    AssetCard,
    PosterBody,
    ProblemBody,
    RenditionBody,
    StepBody,
    TrackBody,
    UnitBody,
)
from streamverse.domains.media.service import progress
from streamverse.domains.media.service.progress import Step
from streamverse.domains.media.states import AssetState, WorkState
from streamverse.kit.db import ReadSession

SHOWN_STATES = {
    WorkState.WAITING: "waiting",
    WorkState.QUEUED: "waiting",
    WorkState.RUNNING: "running",
    WorkState.DONE: "done",
    WorkState.FAILED: "failed",
}


def poster_url(key: str) -> str:
    """Return the public address of a poster file; the recipe in it lets caches keep it."""
    return f"/images/{key.removeprefix('media/')}"


def posters_of(asset: AssetRow) -> list[PosterBody]:
    """Return every file of every poster candidate."""
    return [
        PosterBody(
            url=poster_url(file["key"]),
            width=file["width"],
            height=file["height"],
            type=file["type"],
            candidate=number,
            is_chosen=number == asset.poster_candidate,
            dominant_color=candidate["dominant_color"],
        )
        for number, candidate in enumerate(asset.posters)
        for file in candidate["files"]
    ]


async def cards(session: ReadSession, assets: Sequence[AssetRow]) -> list[AssetCard]:
    """Return assets as a list shows them."""
    made = await repository.rendition_bytes(session, [asset.id for asset in assets])
    return [AssetCard(**_card(asset, made.get(asset.id, 0))) for asset in assets]


async def body(session: ReadSession, asset: AssetRow, slots: int) -> AssetBody:
    """Return an asset with its steps, tracks and renditions."""
    tracks = await repository.tracks(session, asset.id)
    renditions = await repository.renditions(session, asset.id)
    efforts = await repository.efforts(session, asset.id)
    failed = await repository.units_in(session, asset.id, WorkState.FAILED)
    troubled = await repository.troubled_units(session, asset.id)
    problems = {progress.step_of(unit.kind, unit.sweep): unit.problem or {} for unit in troubled}
    by_id = {track.id: track for track in tracks}
    steps = [*_first_steps(asset), *progress.steps(efforts, slots, problems)]
    return AssetBody(
        **_card(asset, sum(each.bytes for each in renditions)),
        steps=[_step(step) for step in steps],
        tracks=[_track(track) for track in tracks],
        renditions=[_rendition(each, by_id[each.track_id]) for each in renditions],
        failed_units=[_unit(unit) for unit in failed],
    )


async def snapshot(session: ReadSession, asset_id: UUID, slots: int) -> AssetBody | None:
    """Return an asset as it stands, whoever asks; None when it is gone."""
    asset = await repository.asset(session, asset_id)
    return await body(session, asset, slots) if asset is not None else None


def _card(asset: AssetRow, made_bytes: int) -> dict[str, Any]:
    kept = asset.size_bytes if asset.source_key else 0
    return {
        "id": asset.id,
        "title": asset.title,
        "filename": asset.filename,
        "state": asset.state,
        "progress": round(asset.progress, 4),
        "eta_seconds": asset.eta_seconds,
        "duration_seconds": asset.duration_seconds,
        "size_bytes": asset.size_bytes,
        "storage_bytes": kept + made_bytes + asset.extras_bytes,
        "has_source": bool(asset.source_key),
        "problem": _problem(asset.problem),
        "revision": asset.revision,
        "created_at": asset.created_at,
        "playable_at": asset.playable_at,
        "ready_at": asset.ready_at,
        "posters": posters_of(asset),
    }


def _first_steps(asset: AssetRow) -> list[Step]:
    """Return the steps before anything was planned."""
    if asset.state is AssetState.UPLOADING:
        return [Step("upload", "running", asset.progress), Step("probe", "waiting", 0)]
    upload = Step("upload", "done", 1)
    if asset.state is AssetState.PROBING:
        return [upload, Step("probe", "running", 0)]
    was_refused = asset.state is AssetState.FAILED and asset.duration_seconds is None
    state = "failed" if was_refused else "done"
    return [upload, Step("probe", state, 1, problem=asset.problem if was_refused else None)]


def _problem(problem: dict[str, Any] | None) -> ProblemBody | None:
    return ProblemBody(**problem) if problem else None


def _step(step: Step) -> StepBody:
    return StepBody(
        name=step.name,
        label=step.label,
        state=step.state,
        progress=step.progress,
        eta_seconds=step.eta_seconds,
        problem=_problem(step.problem),
    )


def _track(track: TrackRow) -> TrackBody:
    return TrackBody(
        id=track.id,
        kind=track.kind,
        language=track.language,
        role=track.role,
        label=track.label,
        is_sidecar=track.is_sidecar,
    )


def _rendition(row: RenditionRow, track: TrackRow) -> RenditionBody:
    return RenditionBody(
        name=row.name,
        rung=row.rung,
        width=row.width,
        height=row.height,
        codecs=row.codecs,
        bandwidth_bps=row.bandwidth_bps,
        state=SHOWN_STATES[row.state],
        covered_seconds=round(row.covered_ticks / track.timescale, 3),
        bytes=row.bytes,
        problem=_problem(row.problem),
    )


def _unit(unit: UnitRow) -> UnitBody:
    return UnitBody(
        id=unit.id,
        name=unit.name,
        rungs=unit.rungs,
        attempts=unit.attempts,
        problem=_problem(unit.problem),
    )
