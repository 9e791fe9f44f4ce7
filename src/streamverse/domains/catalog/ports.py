"""What the catalog needs of others: where this viewer stopped, what they want to see, their plan.

`viewer_key` is "profile:<id>" or "guest:<id>".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from streamverse.domains.catalog.rights import Offer
from streamverse.kit.db import ReadSession


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where a viewer goes on in a title, or in one episode of it.

    `is_next`: the viewer has finished the episode before this one.
    """

    title_id: UUID
    episode_id: UUID | None
    position_seconds: float
    duration_seconds: float | None = None
    is_next: bool = False


class ResumePoints(Protocol):
    """Knows where viewers stopped."""

    async def recent(
        self, session: ReadSession, viewer_key: str, limit: int
    ) -> tuple[ResumePoint, ...]:
        """Return what to go on with, the latest first; a title once, with one episode."""
        ...

    async def positions(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return seconds by title for those of these titles that were begun and not finished."""
        ...


class Watchlists(Protocol):
    """Knows what viewers want to see."""

    async def latest(self, session: ReadSession, viewer_key: str, limit: int) -> tuple[UUID, ...]:
        """Return the titles of a viewer's list, the last added first."""
        ...

    async def listed(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> frozenset[UUID]:
        """Return those of these titles that are in a viewer's list."""
        ...


class Plans(Protocol):
    """Knows what people subscribe to."""

    async def plan_of(self, account_id: UUID) -> str | None:
        """Return the plan an account has now; None without one."""
        ...


class Entitlements(Protocol):
    """Knows what people have paid for."""

    async def held(
        self,
        session: ReadSession,
        account_id: UUID | None,
        title_id: UUID,
        offers: tuple[Offer, ...],
    ) -> Offer | None:
        """Return the best of these offers of a title that an account has; None without one."""
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


class NoWatchlists:
    """Nobody keeps lists: a process that runs the catalog without playback."""

    async def latest(
        self,
        session: ReadSession,  # noqa: ARG002 - the port's signature
        viewer_key: str,  # noqa: ARG002
        limit: int,  # noqa: ARG002
    ) -> tuple[UUID, ...]:
        """Return nothing."""
        return ()

    async def listed(
        self,
        session: ReadSession,  # noqa: ARG002
        viewer_key: str,  # noqa: ARG002
        title_ids: Iterable[UUID],  # noqa: ARG002
    ) -> frozenset[UUID]:
        """Return nothing."""
        return frozenset()


class NoPlans:
    """Nobody subscribes: a process without billing."""

    async def plan_of(self, account_id: UUID) -> str | None:  # noqa: ARG002 - the port's signature
        """Return none."""
        return None


class NoEntitlements:
    """Nobody has paid: a process without billing."""

    async def held(
        self,
        session: ReadSession,  # noqa: ARG002 - the port's signature
        account_id: UUID | None,  # noqa: ARG002
        title_id: UUID,  # noqa: ARG002
        offers: tuple[Offer, ...],  # noqa: ARG002
    ) -> Offer | None:
        """Return none."""
        return None
