"""Whether this process is about to stop, for whatever would else stay open: event streams."""

import asyncio


class Closing:
    """Set once, when the process has been told to stop."""

    def __init__(self) -> None:
        """Start open."""
        self._event = asyncio.Event()

    @property
    def has_begun(self) -> bool:
        """Whether the process stops."""
        return self._event.is_set()

    def begin(self) -> None:
        """Tell everyone who waits."""
        self._event.set()

    async def wait(self) -> None:
        """Return when the process stops."""
        await self._event.wait()
