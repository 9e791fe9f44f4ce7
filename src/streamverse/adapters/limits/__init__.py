"""Rate limits: in the process, or Redis and Valkey when `REDIS_URL` is set."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.adapters.limits.in_process import InProcessRateLimits
from streamverse.adapters.limits.valkey import ValkeyRateLimits
from streamverse.adapters.valkey_client import connected
from streamverse.kit.limits import RateLimits
from streamverse.kit.settings import Settings

__all__ = ["InProcessRateLimits", "ValkeyRateLimits", "open_limits"]


@asynccontextmanager
async def open_limits(settings: Settings) -> AsyncGenerator[RateLimits]:
    """Open the limits that the settings name."""
    if not settings.redis_url:
        yield InProcessRateLimits()
        return
    async with connected(settings.redis_url) as client:
        yield ValkeyRateLimits(client)
