"""Who listens to what in this process."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

from streamverse.kit.pubsub import QUEUE_LENGTH

Listened = Callable[[str], Awaitable[None]]


class Listener:
    """One subscription: a bounded queue that `Listeners` fills."""

    def __init__(self, listeners: "Listeners", channel: str) -> None:
        """Belong to `channel`; listening starts on entering or with the first message asked for."""
        self.channel = channel
        self._listeners = listeners
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(QUEUE_LENGTH)
        self._is_listening = False

    async def __aenter__(self) -> Self:
        """Start to listen."""
        if not self._is_listening:
            self._is_listening = True
            await self._listeners.add(self)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        await self._listeners.remove(self)

    def __aiter__(self) -> Self:
        """Iterate over the messages."""
        return self

    async def __anext__(self) -> dict[str, Any]:
        """Wait for the next message."""
        await self.__aenter__()
        return await self._queue.get()

    def hear(self, message: Mapping[str, Any]) -> None:
        """Take a message; the oldest goes when there is no room."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(dict(message))


class Listeners:
    """The listeners of this process by channel; one that is forgotten leaves by itself."""

    def __init__(
        self, *, on_first: Listened | None = None, on_last: Listened | None = None
    ) -> None:
        """Call `on_first` for a channel's first listener, `on_last` when the last has left."""
        self._by_channel: dict[str, WeakSet[Listener]] = {}
        self._on_first = on_first
        self._on_last = on_last
        self._lock = asyncio.Lock()

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that somebody listens to."""
        return tuple(self._by_channel)

    async def add(self, listener: Listener) -> None:
        """Let a listener hear its channel."""
        async with self._lock:
            is_first = listener.channel not in self._by_channel
            self._by_channel.setdefault(listener.channel, WeakSet()).add(listener)
            if is_first and self._on_first:
                await self._on_first(listener.channel)

    async def remove(self, listener: Listener) -> None:
        """Let a listener hear no more."""
        async with self._lock:
            listeners = self._by_channel.get(listener.channel)
            if listeners is None:
                return
            listeners.discard(listener)
            if not listeners:
                del self._by_channel[listener.channel]
                if self._on_last:
                    await self._on_last(listener.channel)

    def tell(self, channel: str, message: Mapping[str, Any]) -> None:
        """Hand a message to everyone who listens here."""
        for listener in tuple(self._by_channel.get(channel, ())):
            listener.hear(message)
