"""How far a viewer is in a series."""

from uuid import UUID

from streamverse.domains.catalog.public import episodes_by_id, titles_to_see
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.resume_points import episode_to_go_on_with
from streamverse.domains.playback.schemas import EpisodePlace, EpisodeToGoOnWith, SeriesProgress
from streamverse.kit.db import ReadSession


async def series_progress(session: ReadSession, viewer: Caller, title_id: UUID) -> SeriesProgress:
    """Return a viewer's places in a series, the last watched first, and the episode they are at."""
    if not await titles_to_see(session, viewer, [title_id]):
        return SeriesProgress()
    rows = await repository.points_in_title(session, viewer.viewer_key, title_id)
    places = [
        EpisodePlace(
            episode_id=row.episode_id,
            position_seconds=row.position_seconds,
            duration_seconds=row.duration_seconds,
            is_finished=row.is_finished,
        )
        for row in rows
        if row.episode_id is not None
    ]
    at = await episode_to_go_on_with(session, viewer.viewer_key, title_id) if places else None
    found = await episodes_by_id(session, [at]) if at else {}
    episode = found.get(at) if at else None
    return SeriesProgress(
        items=places,
        next=EpisodeToGoOnWith(
            episode_id=episode.id,
            season_number=episode.season_number,
            number=episode.number,
            name=episode.name,
        )
        if episode
        else None,
    )
