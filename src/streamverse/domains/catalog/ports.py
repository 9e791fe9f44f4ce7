"""What the catalog needs of others: where this viewer stopped watching."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where a viewer stopped in a title, or in one episode of it."""

    title_id: UUID
    episode_id: UUID | None
    position_seconds: float


class ResumePoints(Protocol):
    """Knows where viewers stopped; `viewer_key` is "account:<id>" or "guest:<id>"."""

    async def recent(
        self, session: ReadSession, viewer_key: str, limit: int
    ) -> tuple[ResumePoint, ...]:
        """Return unfinished titles, the latest first; a title once, with its latest episode."""
        ...

    async def positions(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return seconds by title for those of these titles that were begun and not finished."""
        ...


class NoResumePoints:
    """Nobody remembers: a process that runs the catalog without playback."""

    async def recent(
        self,
        session: ReadSession,  # noqa: ARG002 - the port's signature
        viewer_key: str,  # noqa: ARG002
        limit: int,  # noqa: ARG002
    ) -> tuple[ResumePoint, ...]:
        """Return nothing."""
        return ()

    async def positions(
        self,
        session: ReadSession,  # noqa: ARG002
        viewer_key: str,  # noqa: ARG002
        title_ids: Iterable[UUID],  # noqa: ARG002
    ) -> dict[UUID, float]:
        """Return nothing."""
        return {}
