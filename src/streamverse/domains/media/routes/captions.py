"""Captions that are brought as a file: added and taken away."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from streamverse.domains.identity.public import Creator
from streamverse.domains.media.errors import CaptionsTooLarge
from streamverse.domains.media.schemas import TrackBody
from streamverse.domains.media.service import captions
from streamverse.domains.media.service.assets import asset_of
from streamverse.domains.media.service.news import tell_change
from streamverse.kit.db import Database
from streamverse.kit.http.provide import services_of
from streamverse.kit.objects import Objects

router = APIRouter(tags=["assets"])

Language = Annotated[str, Query(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
Label = Annotated[str, Query(max_length=100)]
Kind = Annotated[str, Query(pattern="^(subtitles|captions)$")]
ANY_TEXT = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string"}} for kind in ("text/vtt", "application/x-subrip")
        },
    }
}


@router.post("/assets/{asset_id}/captions", status_code=201, openapi_extra=ANY_TEXT)
async def add_captions(
    creator: Creator,
    request: Request,
    asset_id: UUID,
    language: Language,
    label: Label = "",
    kind: Kind = "subtitles",
) -> TrackBody:
    """Add a WebVTT or SRT file (the body, UTF-8) as a text track."""
    services = services_of(request)
    database = services.get(Database)
    async with database.read() as session:
        asset = await asset_of(session, asset_id, creator.id, sees_all=creator.is_editor)
        captions.require_prepared(asset)
    webvtt = captions.to_webvtt(await _body(request))
    track_id, key = await captions.store(services.get(Objects), asset_id, webvtt)
    async with database.write() as session:
        asset = await asset_of(session, asset_id, creator.id, sees_all=creator.is_editor)
        track = await captions.add(
            session, asset, track_id, key, len(webvtt), language=language, label=label, role=kind
        )
    await tell_change(services, asset_id, asset.revision)
    return TrackBody(
        id=track.id,
        kind=track.kind,
        language=track.language,
        role=track.role,
        label=track.label,
        is_sidecar=True,
    )


@router.delete("/assets/{asset_id}/captions/{track_id}", status_code=204)
async def remove_captions(
    creator: Creator, request: Request, asset_id: UUID, track_id: UUID
) -> None:
    """Take a text track away."""
    services = services_of(request)
    async with services.get(Database).write() as session:
        asset = await asset_of(session, asset_id, creator.id, sees_all=creator.is_editor)
        key = await captions.remove(session, asset, track_id)
    await services.get(Objects).delete([key])
    await tell_change(services, asset_id, asset.revision)


async def _body(request: Request) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > captions.LIMIT_BYTES:
            raise CaptionsTooLarge
    return bytes(data)
