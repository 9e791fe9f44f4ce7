"""The cache: in the process, or Redis and Valkey when `REDIS_URL` is set."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.adapters.cache.in_process import InProcessCache
from streamverse.adapters.cache.valkey import ValkeyCache
from streamverse.adapters.valkey_client import connected
from streamverse.kit.cache import Cache
from streamverse.kit.settings import Settings

__all__ = ["InProcessCache", "ValkeyCache", "open_cache"]


@asynccontextmanager
async def open_cache(settings: Settings) -> AsyncGenerator[Cache]:
    """Open the cache that the settings name."""
    if not settings.redis_url:
        yield InProcessCache()
        return
    async with connected(settings.redis_url) as client:
        yield ValkeyCache(client)
