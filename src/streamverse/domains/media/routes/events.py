"""An asset's progress as server-sent events."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from streamverse.domains.identity.public import Account, Creator
from streamverse.domains.media.schemas import AssetBody
from streamverse.domains.media.service import assets as service
from streamverse.domains.media.service import views
from streamverse.domains.media.service.news import progress_channel
from streamverse.domains.media.states import AssetState
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.http.provide import services_of
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services
from streamverse.kit.settings import Settings

router = APIRouter(tags=["assets"])

AT_LEAST_SECONDS = 0.25
"""News that come closer together than this are told as one."""
SILENCE_SECONDS = 15.0
"""After so long a comment keeps proxies from closing the connection."""
LAST_STATES = frozenset({AssetState.READY, AssetState.FAILED})
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.get(
    "/assets/{asset_id}/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "events named `asset`"}},
)
async def asset_events(creator: Creator, request: Request, asset_id: UUID) -> StreamingResponse:
    """Tell how an asset moves on: each event is the body of `GET`; ends when it is ready."""
    services = services_of(request)
    await _look(services, asset_id, creator)
    events = _events(services, asset_id)
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def _events(services: Services, asset_id: UUID) -> AsyncGenerator[str]:
    closing = services.get(Closing)
    async with _news(services, asset_id) as has_news:
        while not closing.has_begun:
            has_news.clear()
            body = await _snapshot(services, asset_id)
            if body is None:
                yield "event: gone\ndata: {}\n\n"
                return
            yield f"event: asset\nid: {body.revision}\ndata: {body.model_dump_json()}\n\n"
            if body.state in LAST_STATES:
                return
            await asyncio.sleep(AT_LEAST_SECONDS)
            while not await _heard(has_news):
                yield ": still here\n\n"


async def _heard(has_news: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            return await has_news.wait()
    except TimeoutError:
        return False


@contextlib.asynccontextmanager
async def _news(services: Services, asset_id: UUID) -> AsyncGenerator[asyncio.Event]:
    """Give an event that is set whenever the asset moves on, and when the service stops."""
    has_news = asyncio.Event()

    async def listen(messages: AsyncIterator[dict[str, Any]]) -> None:
        async for _ in messages:
            has_news.set()

    async def part() -> None:
        await services.get(Closing).wait()
        has_news.set()

    async with services.get(PubSub).subscribe(progress_channel(asset_id)) as messages:
        listening = asyncio.create_task(listen(messages))
        parting = asyncio.create_task(part())
        try:
            yield has_news
        finally:
            for task in (listening, parting):
                task.cancel()
            await asyncio.gather(listening, parting, return_exceptions=True)


async def _look(services: Services, asset_id: UUID, creator: Account) -> None:
    async with services.get(Database).read() as session:
        await service.asset_of(session, asset_id, creator.id, sees_all=creator.is_editor)


async def _snapshot(services: Services, asset_id: UUID) -> AssetBody | None:
    async with services.get(Database).read() as session:
        return await views.snapshot(session, asset_id, services.get(Settings).encodes_at_once)
