"""Fan-out: small messages to whoever listens right now, in any process. Nothing is kept."""

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Protocol, Self

QUEUE_LENGTH = 1000


class Subscription(Protocol):
    """The messages of one channel, from `async with` (or the first `async for` step) on.

    A listener that falls behind by more than QUEUE_LENGTH messages loses the oldest.
    """

    async def __aenter__(self) -> Self:
        """Return once every later message will arrive."""
        ...

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        ...

    def __aiter__(self) -> Self:
        """Iterate over the messages."""
        ...

    async def __anext__(self) -> dict[str, Any]:
        """Wait for the next message."""
        ...


class PubSub(Protocol):
    """Carries messages between the processes of the service, at most once."""

    async def publish(self, channel: str, message: Mapping[str, Any]) -> None:
        """Send a JSON-ready message to all who listen."""
        ...

    def subscribe(self, channel: str) -> Subscription:
        """Listen to a channel: `async with pubsub.subscribe(c) as messages: async for m in …`."""
        ...
