"""The door of recommendations."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.domains.recommendations.service.pages import HomePages
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.pubsub import PubSub
from streamverse.kit.services import Services

__all__ = ["open_recommendations"]


@asynccontextmanager
async def open_recommendations(services: Services) -> AsyncGenerator[None]:
    """Keep home pages in this process, and drop them when something changes."""
    pages = services.add(HomePages(services.get(Database), services.get(Clock)))
    listening = asyncio.create_task(pages.listen(services.get(PubSub)))
    try:
        yield
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await pages.close()
