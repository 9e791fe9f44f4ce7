"""Fan-out by Redis or Valkey: for many processes. One connection per process hears them all."""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# The client is typed in part only.

import asyncio
import json
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from streamverse.adapters.pubsub.listeners import Listener, Listeners
from streamverse.kit.log import logger

PREFIX = "sv:fan:"
ALWAYS = PREFIX  # a channel that is never left, so that the connection stays subscribed
CHECK_SECONDS = 15.0
RETRY_SECONDS = 1.0

log = logger(__name__)


class ValkeyPubSub:
    """The `PubSub` port on a server."""

    def __init__(self, client: Valkey) -> None:
        """Publish by `client`; hear by a connection of its own, opened on entering."""
        self._client = client
        self._connection = client.pubsub()
        self._listeners = Listeners(on_first=self._listen, on_last=self._leave)
        self._confirmed: dict[str, asyncio.Event] = {}
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        """Begin to hear."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hear no more."""
        if self._reader is not None:
            self._reader.cancel()
            with suppress(asyncio.CancelledError):
                await self._reader
        await self._connection.aclose()

    async def publish(self, channel: str, message: Mapping[str, Any]) -> None:
        """Send a message to every process."""
        await self._client.publish(PREFIX + channel, json.dumps(message))

    def subscribe(self, channel: str) -> Listener:
        """Listen to a channel."""
        return Listener(self._listeners, channel)

    async def _listen(self, channel: str) -> None:
        confirmed = self._confirmed[channel] = asyncio.Event()
        await self._connection.subscribe(PREFIX + channel)
        if self._reader is None:
            await self._connection.subscribe(ALWAYS)
            self._reader = asyncio.create_task(self._read())
        await confirmed.wait()

    async def _leave(self, channel: str) -> None:
        self._confirmed.pop(channel, None)
        await self._connection.unsubscribe(PREFIX + channel)

    async def _read(self) -> None:
        """Hand on what arrives; the client subscribes again by itself when the line broke."""
        while True:
            try:
                message = await self._connection.get_message(timeout=CHECK_SECONDS)
                if message is not None and message["channel"] is not None:
                    self._take(message)
            except (ValkeyError, OSError) as error:
                log.warning("fan_out_line_broken", error=repr(error))
                await asyncio.sleep(RETRY_SECONDS)

    def _take(self, message: Mapping[str, Any]) -> None:
        channel = message["channel"].decode().removeprefix(PREFIX)
        if message["type"] == "message":
            self._listeners.tell(channel, json.loads(message["data"]))
        elif message["type"] == "subscribe" and channel in self._confirmed:
            self._confirmed[channel].set()
