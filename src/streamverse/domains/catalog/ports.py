"""What the catalog needs from others."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class Resume:
    """Where a viewer stopped."""

    asset_id: UUID
    position_seconds: float


class ResumePoints(Protocol):
    """Knows where viewers stopped: playback's door, joined by the wiring."""

    async def of(
        self, session: ReadSession, viewer_key: str, asset_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return positions in seconds by asset, of unfinished ones only."""
        ...

    async def latest(self, session: ReadSession, viewer_key: str, limit: int) -> list[Resume]:
        """Return the unfinished ones, the last watched first."""
        ...
