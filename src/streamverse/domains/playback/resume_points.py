"""The catalog's port `ResumePoints`, kept by playback."""

from collections.abc import Iterable
from uuid import UUID

from streamverse.domains.catalog.public import ResumePoint
from streamverse.domains.playback import repository
from streamverse.kit.db import ReadSession

EPISODES_AT_MOST = 4
"""How many points per wanted title are read: several may be episodes of one series."""


class PlaybackResumePoints:
    """Knows where viewers stopped."""

    async def recent(
        self, session: ReadSession, viewer_key: str, limit: int
    ) -> tuple[ResumePoint, ...]:
        """Return unfinished titles, the latest first; a title once, with its latest episode."""
        points: dict[UUID, ResumePoint] = {}
        rows = await repository.latest_unfinished(session, viewer_key, limit * EPISODES_AT_MOST)
        for row in rows:
            if row.title_id is not None and row.title_id not in points:
                points[row.title_id] = ResumePoint(
                    row.title_id, row.episode_id, row.position_seconds
                )
        return tuple(points.values())[:limit]

    async def positions(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return seconds by title for those of these titles that were begun and not finished."""
        found: dict[UUID, float] = {}
        for row in await repository.resume_points_of_titles(session, viewer_key, title_ids):
            if row.title_id is not None:
                found.setdefault(row.title_id, row.position_seconds)
        return found
