"""Fan-out as a port: messages to whoever listens now, in this process or in others."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol


class PubSub(Protocol):
    """Channels of small JSON messages; nobody listening means nobody hears."""

    async def publish(self, channel: str, message: dict[str, Any]) -> None:
        """Tell everyone who listens."""
        ...

    def subscribe(
        self, channel: str
    ) -> AbstractAsyncContextManager[AsyncIterator[dict[str, Any]]]:
        """Listen: `async with pubsub.subscribe(name) as messages: async for message in messages`.

        Once entered, every message published from then on arrives.
        """
        ...
