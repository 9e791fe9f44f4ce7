"""Titles go with the person who made them."""

from uuid import UUID

from streamverse.domains.catalog.models import UNKNOWN, TitleRow
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import taxonomy, traces
from streamverse.domains.catalog.service import write_title
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

NOBODY = UUID(int=0)
TEXTS = (
    "name",
    "original_name",
    "tagline",
    "synopsis",
    "rating",
    "folded",
    "sort_name",
    "original_language",
)


async def delete_with_parts(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    """Delete a title, its seasons, episodes and pictures; deleting it again changes nothing."""
    seasons = await series_repository.seasons_of(session, [row.id])
    placed = await series_repository.placed_episodes(session, row.id)
    await artwork_repository.forget_artwork(
        session, [row.id, *(each.episode.id for each in placed)]
    )
    for each in placed:
        await session.delete(each.episode)
    await session.flush()
    for season in seasons:
        await session.delete(season)
    await taxonomy.set_genres(session, row.id, [])
    await taxonomy.set_tags(session, row.id, [])
    await people_repository.set_credits(session, row.id, [])
    await traces.forget_history(session, row.id)
    await facts_repository.forget_facts(session, [row.id, *(each.episode.id for each in placed)])
    if row.deleted_at is None:
        await write_title.delete(session, clock, row)


def blank(row: TitleRow) -> None:
    """Keep of a deleted title only that its address is gone."""
    row.slug = f"gone-{row.id}"
    row.owner_id = NOBODY
    row.asset_id = row.face_asset_id = row.channel_id = None
    row.year = row.released_on = row.category = row.runtime_seconds = None
    row.publish_at = row.expire_at = None
    row.came_out_on = UNKNOWN
    row.languages, row.countries, row.advisories = [], [], []
    for name in TEXTS:
        setattr(row, name, "")
