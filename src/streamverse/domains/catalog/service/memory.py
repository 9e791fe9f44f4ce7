"""What is remembered of one viewer, as the catalog's answers show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from streamverse.domains.catalog.cards import Marks
from streamverse.domains.catalog.ports import (
    NoResumePoints,
    NoWatchlists,
    ResumePoints,
    Watchlists,
)
from streamverse.domains.catalog.rights import Asker
from streamverse.kit.db import ReadSession
from streamverse.kit.services import Services

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Memory:
    """Who knows where viewers stopped and what is in their lists."""

    resume: ResumePoints
    watchlists: Watchlists

    async def marks(
        self,
        session: ReadSession,
        viewer_key: str,
        title_ids: Iterable[UUID],
        *,
        asker: Asker | None = None,
        languages: tuple[str, ...] = (),
        ceiling: int | None = None,
    ) -> Marks:
        """Return what a viewer's cards of these titles say beside the titles' own facts."""
        ids: Sequence[UUID] = list(title_ids)
        return Marks(
            positions=await self.resume.positions(session, viewer_key, ids),
            listed=await self.watchlists.listed(session, viewer_key, ids),
            languages=languages,
            asker=asker,
            ceiling=ceiling,
        )


def memory_of(services: Services) -> Memory:
    """Return what this process remembers of viewers; without playback in it, nothing."""
    return Memory(
        _kept(services, ResumePoints, NoResumePoints()), _kept(services, Watchlists, NoWatchlists())
    )


def _kept(services: Services, port: type[T], nobody: T) -> T:
    try:
        return services.get(port)
    except LookupError:
        return nobody
