"""Fan-out: in the process, or Redis and Valkey when `REDIS_URL` is set."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from streamverse.adapters.pubsub.in_process import InProcessPubSub
from streamverse.adapters.pubsub.valkey import ValkeyPubSub
from streamverse.adapters.valkey_client import connected
from streamverse.kit.pubsub import PubSub
from streamverse.kit.settings import Settings

__all__ = ["InProcessPubSub", "ValkeyPubSub", "open_pubsub"]


@asynccontextmanager
async def open_pubsub(settings: Settings) -> AsyncGenerator[PubSub]:
    """Open the fan-out that the settings name."""
    if not settings.redis_url:
        yield InProcessPubSub()
        return
    async with connected(settings.redis_url) as client, ValkeyPubSub(client) as pubsub:
        yield pubsub
