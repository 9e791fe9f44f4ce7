"""Fan-out by queues: for one process."""

import json
from collections.abc import Mapping
from typing import Any

from streamverse.adapters.pubsub.listeners import Listener, Listeners


class InProcessPubSub:
    """The `PubSub` port in memory."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._listeners = Listeners()

    async def publish(self, channel: str, message: Mapping[str, Any]) -> None:
        """Hand a copy to all who listen; what is no JSON fails here as it does on a server."""
        self._listeners.tell(channel, json.loads(json.dumps(message)))

    def subscribe(self, channel: str) -> Listener:
        """Listen to a channel."""
        return Listener(self._listeners, channel)
