"""A run as it moves on, for who looks."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.repository import bulk as repository
from streamverse.domains.catalog.schemas.bulk import RunBody
from streamverse.domains.catalog.service.bulk import runs
from streamverse.kit.clock import Clock
from streamverse.kit.closing import Closing
from streamverse.kit.db import Database
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

AT_LEAST_SECONDS = 0.25
"""News that come closer together than this are told as one."""
SILENCE_SECONDS = 15.0
"""After so long a comment keeps proxies from closing the connection."""


async def run_events(services: Services, run_id: UUID) -> AsyncGenerator[str]:
    """Yield server-sent events, each the body of the run; the last when it is over."""
    closing = services.get(Closing)
    async with _news(services, run_id) as has_news:
        while not closing.has_begun:
            has_news.clear()
            body = await _snapshot(services, run_id)
            if body is None:
                yield "event: gone\ndata: {}\n\n"
                return
            yield f"event: run\ndata: {body.model_dump_json()}\n\n"
            if body.state not in runs.MOVING:
                return
            await asyncio.sleep(AT_LEAST_SECONDS)
            while not await _heard(has_news):
                yield ": still here\n\n"


async def _snapshot(services: Services, run_id: UUID) -> RunBody | None:
    async with services.get(Database).read_latest() as session:
        row = await repository.run(session, run_id)
    return None if row is None else runs.body_of(row, services.get(Clock).now())


async def _heard(has_news: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(SILENCE_SECONDS):
            return await has_news.wait()
    except TimeoutError:
        return False


@contextlib.asynccontextmanager
async def _news(services: Services, run_id: UUID) -> AsyncGenerator[asyncio.Event]:
    """Give an event that is set whenever the run moves on, and when the service stops."""
    has_news = asyncio.Event()

    async def listen(messages: AsyncIterator[dict[str, Any]]) -> None:
        async for _ in messages:
            has_news.set()

    async def part() -> None:
        await services.get(Closing).wait()
        has_news.set()

    async with services.get(PubSub).subscribe(runs.channel_of(run_id)) as messages:
        tasks = (asyncio.create_task(listen(messages)), asyncio.create_task(part()))
        try:
            yield has_news
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
