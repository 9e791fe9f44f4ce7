"""The door of media: what other domains may ask of it and get."""

import hashlib
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID, uuid5

from streamverse.domains.media import repository
from streamverse.domains.media.engine import Cue, from_plain, read_cues
from streamverse.domains.media.models import AssetRow, RenditionRow, TrackRow
from streamverse.domains.media.service import captions, grown, leaving, uploads
from streamverse.domains.media.service.collecting import Garbage, find_garbage
from streamverse.domains.media.service.collecting import collect as collect_garbage
from streamverse.domains.media.service.machine import encode_settings, known_speed, probe_limits
from streamverse.domains.media.service.news import CHANGES, tell_change, tell_progress
from streamverse.domains.media.service.room import in_words
from streamverse.domains.media.service.scratch import scratch_of
from streamverse.domains.media.service.views import poster_url
from streamverse.domains.media.states import PLAYABLE_STATES, AssetState, WorkState
from streamverse.domains.media.timeline import (
    Chapter,
    PlayableAsset,
    Rendition,
    Timeline,
    Track,
    TrackKind,
)
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.objects import Objects
from streamverse.kit.services import Services

__all__ = [
    "CHANGES",
    "AssetState",
    "AssetSummary",
    "Chapter",
    "Cue",
    "Garbage",
    "PlayableAsset",
    "PosterImage",
    "Rendition",
    "TextTrack",
    "Timeline",
    "Track",
    "TrackKind",
    "add_captions",
    "asset_chapters",
    "asset_revision",
    "asset_summaries",
    "asset_summary",
    "changes_channel",
    "collect_garbage",
    "create_asset_from_file",
    "delete_asset",
    "encode_settings",
    "find_garbage",
    "in_words",
    "known_speed",
    "open_media",
    "playable_asset",
    "probe_limits",
    "read_cues",
    "text_tracks",
]


@dataclass(frozen=True, slots=True)
class PosterImage:
    """One file of an asset's chosen poster, at a public address that never changes its bytes."""

    url: str
    width: int
    height: int
    type: str
    candidate: int
    dominant_color: str


@dataclass(frozen=True, slots=True)
class AssetSummary:
    """An asset in short. `revision` rises whenever its manifests have more to offer."""

    id: UUID
    owner_id: UUID
    title: str
    filename: str
    state: AssetState
    progress: float
    duration_seconds: float | None
    is_playable: bool
    is_deleted: bool
    revision: int
    created_at: datetime
    playable_at: datetime | None
    ready_at: datetime | None
    poster_urls: tuple[PosterImage, ...]


@dataclass(frozen=True, slots=True)
class TextTrack:
    """Captions of an asset: WebVTT under a key of the object store (`read_cues` reads it)."""

    asset_id: UUID
    language: str
    role: str
    key: str


def changes_channel() -> str:
    """Return the PubSub channel that hears {"asset_id", "revision"} after every change."""
    return CHANGES


@contextmanager
def open_media(services: Services) -> Generator[None]:
    """Give the process its scratch folder, after sweeping what dead processes left in theirs."""
    scratch = scratch_of(services)
    try:
        yield
    finally:
        scratch.close()


async def create_asset_from_file(
    services: Services,
    path: Path,
    owner_id: UUID,
    filename: str,
    title: str,
    *,
    move: bool = False,
    asset_id: UUID | None = None,
) -> UUID:
    """Make an asset from a file on this machine, as if it had been uploaded; returns its id."""
    now = services.get(Clock).now()
    asset = uploads.new_asset(owner_id, filename, title, now)
    asset.id = asset_id or asset.id
    key = uploads.source_key(asset.id)
    size_bytes = path.stat().st_size
    await services.get(Objects).put_file(key, path, move=move)
    async with services.get(Database).write() as session:
        session.add(asset)
        uploads.start_probing(session, asset, key, size_bytes, now)
    await tell_progress(services, asset.id)
    return asset.id


async def add_captions(services: Services, asset_id: UUID, data: bytes, language: str) -> None:
    """Show a file of captions (WebVTT or SRT) with an asset; once, however often it is brought.

    Raises BadCaptions, CaptionsTooLarge, AssetNotPrepared.
    """
    webvtt = captions.to_webvtt(data)
    track_id = uuid5(asset_id, hashlib.sha256(webvtt).hexdigest())
    key = f"media/{asset_id}/sidecar/{track_id}.vtt"
    await services.get(Objects).put(key, webvtt)
    async with services.get(Database).write() as session:
        asset = await repository.lock_asset(session, asset_id)
        known = {track.id for track in await repository.tracks(session, asset_id)}
        if asset is None or track_id in known:
            return
        captions.require_prepared(asset)
        await captions.add(
            session,
            asset,
            track_id,
            key,
            len(webvtt),
            language=language,
            label="",
            role="subtitles",
        )
    await tell_change(services, asset_id, asset.revision)


async def playable_asset(session: ReadSession, asset_id: UUID) -> PlayableAsset | None:
    """Return an asset as players need it; None when unknown, deleted or not playable yet."""
    asset = await repository.asset(session, asset_id)
    if asset is None or asset.state not in PLAYABLE_STATES:
        return None
    renditions = await repository.renditions(session, asset_id)
    tracks = tuple(
        _track(track, [each for each in renditions if each.track_id == track.id])
        for track in await repository.tracks(session, asset_id)
    )
    return PlayableAsset(
        id=asset.id,
        duration_seconds=asset.duration_seconds or 0.0,
        is_sealed=asset.is_sealed,
        tracks=tuple(track for track in tracks if track.renditions or track.text_key),
        storyboard_key=asset.storyboard_key.removeprefix("media/"),
        chapters=tuple(from_plain(Chapter, each) for each in asset.chapters),
        poster_key=_poster_key(asset),
        longest_segment_seconds=asset.longest_segment_seconds,
    )


async def asset_revision(session: ReadSession, asset_id: UUID) -> int | None:
    """Return a playable asset's revision, or None."""
    return await repository.revision(session, asset_id)


async def asset_summary(session: ReadSession, asset_id: UUID) -> AssetSummary | None:
    """Return an asset in short, a deleted one too; None when there never was one."""
    return (await asset_summaries(session, [asset_id])).get(asset_id)


async def asset_summaries(
    session: ReadSession, asset_ids: Iterable[UUID]
) -> dict[UUID, AssetSummary]:
    """Return assets in short by their ids; unknown ones are left out."""
    return {row.id: _summary(row) for row in await repository.assets(session, asset_ids)}


async def text_tracks(session: ReadSession, asset_ids: Iterable[UUID]) -> list[TextTrack]:
    """Return the captions of assets that can be played, in their order."""
    return [
        TextTrack(row.asset_id, row.language, row.role, row.text_key)
        for row in await repository.text_tracks(session, asset_ids)
    ]


async def asset_chapters(
    session: ReadSession, asset_ids: Iterable[UUID]
) -> dict[UUID, tuple[Chapter, ...]]:
    """Return the chapters that assets' sources came with."""
    found = await repository.chapters(session, asset_ids)
    return {
        asset_id: tuple(from_plain(Chapter, each) for each in chapters)
        for asset_id, chapters in found.items()
    }


async def delete_asset(session: WriteSession, asset_id: UUID) -> None:
    """Take an asset away; its objects follow by a job. An unknown id is no error."""
    asset = await repository.lock_asset(session, asset_id)
    if asset is not None:
        await leaving.delete(session, asset, datetime.now(UTC))


def _track(row: TrackRow, renditions: list[RenditionRow]) -> Track:
    return Track(
        id=row.id,
        kind=row.kind,
        timeline=grown.timeline_of(row),
        language=row.language,
        role=row.role,
        label=row.label,
        is_default=row.is_default,
        renditions=tuple(
            _rendition(each, row.timescale)
            for each in renditions
            if each.covered_segments and each.codecs and each.state is not WorkState.FAILED
        ),
        text_key=row.text_key.removeprefix("media/"),
    )


def _rendition(row: RenditionRow, timescale: int) -> Rendition:
    return Rendition(
        name=row.name,
        recipe=row.recipe,
        codecs=row.codecs,
        bandwidth_bps=row.bandwidth_bps,
        average_bandwidth_bps=grown.average_bps(row, timescale),
        covered_segments=row.covered_segments,
        rung=row.rung,
        width=row.width,
        height=row.height,
        frame_rate=(row.frame_rate_numerator, row.frame_rate_denominator),
        channels=row.channels,
        sample_rate=row.sample_rate,
        is_complete=row.state is WorkState.DONE,
    )


def _chosen_poster(asset: AssetRow) -> dict[str, object]:
    if not asset.posters:
        return {"files": [], "dominant_color": ""}
    chosen = min(asset.poster_candidate, len(asset.posters) - 1)
    return cast("dict[str, object]", asset.posters[chosen])


def _poster_files(asset: AssetRow) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", _chosen_poster(asset)["files"])


def _poster_key(asset: AssetRow) -> str:
    """Return the largest JPEG of the chosen poster, below `/media/{token}/`."""
    jpegs = [file for file in _poster_files(asset) if file["type"] == "image/jpeg"]
    largest = max(jpegs, key=lambda file: cast("int", file["width"]), default=None)
    return str(largest["key"]).removeprefix("media/") if largest else ""


def _summary(row: AssetRow) -> AssetSummary:
    color = str(_chosen_poster(row)["dominant_color"])
    return AssetSummary(
        id=row.id,
        owner_id=row.owner_id,
        title=row.title,
        filename=row.filename,
        state=row.state,
        progress=row.progress,
        duration_seconds=row.duration_seconds,
        is_playable=row.state in PLAYABLE_STATES and row.deleted_at is None,
        is_deleted=row.deleted_at is not None,
        revision=row.revision,
        created_at=row.created_at,
        playable_at=row.playable_at,
        ready_at=row.ready_at,
        poster_urls=tuple(
            PosterImage(
                url=poster_url(str(file["key"])),
                width=cast("int", file["width"]),
                height=cast("int", file["height"]),
                type=str(file["type"]),
                candidate=row.poster_candidate,
                dominant_color=color,
            )
            for file in _poster_files(row)
        ),
    )
