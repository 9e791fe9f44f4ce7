"""Captions that come as a file beside the film."""

from uuid import UUID

from streamverse.domains.media import repository
from streamverse.domains.media.engine import SourceRefused, sidecar_to_webvtt
from streamverse.domains.media.errors import (
    AssetNotPrepared,
    BadCaptions,
    CaptionsTooLarge,
    TrackNotFound,
)
from streamverse.domains.media.events import CaptionsChanged
from streamverse.domains.media.models import AssetRow, TrackRow
from streamverse.domains.media.states import PLAYABLE_STATES, AssetState
from streamverse.domains.media.timeline import TrackKind
from streamverse.kit import outbox
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.objects import Objects

LIMIT_BYTES = 4 * 1024 * 1024


def to_webvtt(data: bytes) -> bytes:
    """Return captions as WebVTT. Raises BadCaptions, CaptionsTooLarge."""
    if len(data) > LIMIT_BYTES:
        raise CaptionsTooLarge
    try:
        return sidecar_to_webvtt(data)
    except SourceRefused as refusal:
        raise BadCaptions(refusal.reason) from refusal


async def store(objects: Objects, asset_id: UUID, webvtt: bytes) -> tuple[UUID, str]:
    """Store captions under a track id of their own; returns the id and the key."""
    track_id = new_id()
    key = f"media/{asset_id}/sidecar/{track_id}.vtt"
    await objects.put(key, webvtt)
    return track_id, key


def require_prepared(asset: AssetRow) -> None:
    """Refuse captions for an asset that nothing is known of yet."""
    if asset.state not in PLAYABLE_STATES | {AssetState.PREPARING}:
        raise AssetNotPrepared


async def add(
    session: WriteSession,
    asset: AssetRow,
    track_id: UUID,
    key: str,
    size_bytes: int,
    *,
    language: str,
    label: str,
    role: str,
) -> TrackRow:
    """Show stored captions with the asset."""
    others = await repository.tracks(session, asset.id)
    track = TrackRow(
        id=track_id,
        asset_id=asset.id,
        name=f"sidecar-{track_id}",
        kind=TrackKind.TEXT,
        position=1 + max((each.position for each in others), default=0),
        language=language,
        label=label or language,
        role=role,
        is_sidecar=True,
        runs=[],
        is_sealed=asset.is_sealed,
        text_key=key,
    )
    session.add(track)
    asset.revision += 1
    asset.extras_bytes += size_bytes
    outbox.publish(session, CaptionsChanged(asset.id))
    return track


async def remove(session: WriteSession, asset: AssetRow, track_id: UUID) -> str:
    """Take a text track away; returns the key of its object."""
    track = await _text_track(session, asset, track_id)
    await session.delete(track)
    asset.revision += 1
    outbox.publish(session, CaptionsChanged(asset.id))
    return track.text_key


async def _text_track(session: ReadSession, asset: AssetRow, track_id: UUID) -> TrackRow:
    for track in await repository.tracks(session, asset.id):
        if track.id == track_id and track.kind is TrackKind.TEXT and track.text_key:
            return track
    raise TrackNotFound
