"""How often titles were watched."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.playback import repository
from streamverse.kit.db import ReadSession


async def count_views(session: ReadSession, title_ids: Sequence[UUID]) -> dict[UUID, int]:
    """Return the views of each title; of one that nobody watched, 0."""
    found = await repository.views_of_titles(session, title_ids)
    return {title_id: found.get(title_id, 0) for title_id in title_ids}
