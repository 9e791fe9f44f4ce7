"""Where viewers go on; also the catalog's port `ResumePoints`, kept by playback."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from streamverse.domains.catalog.public import PlayableEpisode, ResumePoint, episodes_after
from streamverse.domains.playback import repository, watchlist_repository
from streamverse.domains.playback.models import ResumePointRow
from streamverse.kit.db import ReadSession

LOOKED_THROUGH = 300
"""The latest points of a viewer: further back nobody goes on."""
HORIZON = 15
"""How many points per wanted title are looked through: several may be episodes of one series."""


@dataclass(frozen=True, slots=True)
class ViewerMemory:
    """What to go on with and what is listed, the latest first, and seconds by title."""

    points: tuple[ResumePoint, ...]
    positions: Mapping[UUID, float]
    listed: tuple[UUID, ...]


class PlaybackResumePoints:
    """Knows where viewers stopped."""

    async def recent(
        self, session: ReadSession, viewer_key: str, limit: int
    ) -> tuple[ResumePoint, ...]:
        """Return what to go on with, the latest first; a title once, with one episode.

        After a finished episode that is the one after it; after the last, nothing.
        """
        rows = await repository.latest_to_go_on(session, viewer_key, limit * HORIZON)
        return (await _going_on(session, rows))[:limit]

    async def positions(
        self, session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
    ) -> dict[UUID, float]:
        """Return seconds by title for those of these titles that were begun and not finished."""
        found: dict[UUID, float] = {}
        for row in await repository.resume_points_of_titles(session, viewer_key, title_ids):
            if row.title_id is not None:
                found.setdefault(row.title_id, row.position_seconds)
        return found


async def memory_of_viewer(session: ReadSession, viewer_key: str) -> ViewerMemory:
    """Return what is remembered of a viewer as their pages show it, in two queries or three."""
    rows = await repository.latest_points(session, viewer_key, LOOKED_THROUGH)
    listed = await watchlist_repository.items(session, viewer_key)
    points = [row for row in rows if not row.is_dismissed]
    going_on = [row for row in points if row.episode_id or not row.is_finished]
    unfinished = (row for row in reversed(rows) if not row.is_finished)
    return ViewerMemory(
        points=await _going_on(session, going_on),
        positions={row.title_id: row.position_seconds for row in unfinished if row.title_id},
        listed=tuple(row.title_id for row in listed),
    )


async def episode_to_go_on_with(
    session: ReadSession, viewer_key: str, title_id: UUID
) -> UUID | None:
    """Return the episode of a series that a viewer is at; None: at the beginning."""
    rows = await repository.points_in_title(session, viewer_key, title_id)
    points = await _going_on(session, [row for row in rows if row.episode_id])
    return points[0].episode_id if points else None


async def _going_on(
    session: ReadSession, rows: Sequence[ResumePointRow]
) -> tuple[ResumePoint, ...]:
    """Return where to go on in each title, by points of one viewer, the last watched first."""
    latest: dict[UUID, ResumePointRow] = {}
    for row in rows:
        if row.title_id is not None:
            latest.setdefault(row.title_id, row)
    finished = [row.episode_id for row in latest.values() if row.is_finished and row.episode_id]
    after = await episodes_after(session, finished) if finished else {}
    by_episode = {row.episode_id: row for row in reversed(rows) if row.episode_id}
    found: list[ResumePoint] = []
    for title_id, row in latest.items():
        if not row.is_finished:
            found.append(_point(title_id, row))
        elif row.episode_id and (following := after.get(row.episode_id)):
            found.append(_next(title_id, following, by_episode.get(following.id)))
    return tuple(found)


def _point(title_id: UUID, row: ResumePointRow) -> ResumePoint:
    return ResumePoint(title_id, row.episode_id, row.position_seconds, row.duration_seconds)


def _next(title_id: UUID, episode: PlayableEpisode, begun: ResumePointRow | None) -> ResumePoint:
    is_begun = begun is not None and not begun.is_finished
    return ResumePoint(
        title_id,
        episode.id,
        position_seconds=begun.position_seconds if begun and is_begun else 0.0,
        duration_seconds=begun.duration_seconds if begun and is_begun else None,
        is_next=True,
    )
