"""The catalog's port `Watchlists`, kept by playback."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.playback import watchlist_repository
from streamverse.kit.db import ReadSession


class PlaybackWatchlists:
    """Knows what viewers want to see."""

    async def latest(self, session: ReadSession, viewer_key: str, limit: int) -> tuple[UUID, ...]:
        """Return the titles of a viewer's list, the last added first."""
        rows = await watchlist_repository.items(session, viewer_key, limit)
        return tuple(row.title_id for row in rows)

    async def listed(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> frozenset[UUID]:
        """Return those of these titles that are in a viewer's list."""
        return await watchlist_repository.listed(session, viewer_key, title_ids)
