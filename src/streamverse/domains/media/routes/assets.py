"""Assets over HTTP: looked at, tried again, replaced, deleted."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from streamverse.domains.identity.public import Account, Creator
from streamverse.domains.media.schemas import (
    AssetBody,
    AssetCard,
    PosterChoice,
    ReplaceBody,
    RetryBody,
    TranscodingJobBody,
)
from streamverse.domains.media.service import assets as service
from streamverse.domains.media.service import leaving, views
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.http import Reads, Writes, provided
from streamverse.kit.pages import BadCursor, Cursor, Limit, Page, decode_cursor, encode_cursor
from streamverse.kit.settings import Settings

router = APIRouter(tags=["assets"])

Now = Annotated[Clock, provided(Clock)]
Set = Annotated[Settings, provided(Settings)]


@router.get("/assets")
async def list_assets(
    creator: Creator, session: Reads, limit: Limit = 20, cursor: Cursor = None
) -> Page[AssetCard]:
    """List your own assets, the newest first."""
    before = _position(cursor)
    found = await service.assets_of(session, creator.id, before, limit + 1)
    page = found[:limit]
    more = encode_cursor(page[-1].created_at.isoformat(), page[-1].id) if found[limit:] else None
    return Page(items=await views.cards(session, page), next_cursor=more)


@router.get("/assets/{asset_id}")
@router.get("/transcoding/jobs/{asset_id}", name="get_transcoding_job")
async def get_asset(creator: Creator, session: Reads, settings: Set, asset_id: UUID) -> AssetBody:
    """Say how an asset stands: each step, its tracks, its renditions, what went wrong."""
    asset = await _asset(session, asset_id, creator)
    return await views.body(session, asset, settings.encodes_at_once)


@router.post("/assets/{asset_id}/retry")
async def retry_asset(
    creator: Creator,
    session: Writes,
    settings: Set,
    clock: Now,
    asset_id: UUID,
    wanted: RetryBody | None = None,
) -> AssetBody:
    """Try again what failed: everything, one rendition or one unit."""
    asset = await _asset(session, asset_id, creator)
    wanted = wanted or RetryBody()
    slots = settings.encodes_at_once
    await service.retry(
        session,
        asset,
        clock.now(),
        slots,
        rendition=wanted.rendition,
        unit_id=wanted.unit_id,
    )
    return await views.body(session, asset, slots)


@router.post("/transcoding/jobs")
async def create_transcoding_job(
    creator: Creator, session: Writes, settings: Set, clock: Now, wanted: TranscodingJobBody
) -> AssetBody:
    """Do what `POST /assets/{id}/retry` does, at its older address."""
    return await retry_asset(creator, session, settings, clock, wanted.asset_id, wanted)


@router.post("/assets/{asset_id}/replace")
async def replace_asset(
    creator: Creator,
    session: Writes,
    settings: Set,
    clock: Now,
    asset_id: UUID,
    wanted: ReplaceBody,
) -> AssetBody:
    """Let another of your assets take this one's place, at once or as soon as it is ready."""
    old = await _asset(session, asset_id, creator)
    new = await _asset(session, wanted.asset_id, creator)
    await service.replace(session, old, new, clock.now())
    return await views.body(session, new, settings.encodes_at_once)


@router.delete("/assets/{asset_id}", status_code=204)
async def delete_asset(creator: Creator, session: Writes, clock: Now, asset_id: UUID) -> None:
    """Take an asset away; its files are removed shortly after."""
    asset = await _asset(session, asset_id, creator)
    await leaving.delete(session, asset, clock.now())


@router.put("/assets/{asset_id}/poster")
async def choose_poster(
    creator: Creator, session: Writes, settings: Set, asset_id: UUID, wanted: PosterChoice
) -> AssetBody:
    """Make one of the poster candidates the poster."""
    asset = await _asset(session, asset_id, creator)
    service.choose_poster(asset, wanted.candidate)
    return await views.body(session, asset, settings.encodes_at_once)


async def _asset(
    session: ReadSession | WriteSession, asset_id: UUID, creator: Account
) -> service.Asset:
    return await service.asset_of(session, asset_id, creator.id, sees_all=creator.is_editor)


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    values = decode_cursor(cursor, 2)
    if values is None:
        return None
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except (TypeError, ValueError, AttributeError) as error:
        raise BadCursor from error
