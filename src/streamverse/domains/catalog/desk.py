"""What only those who may change a title see of it in a list."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.known import known_from
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.readiness import items_of, percent_of
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import desk as repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.catalog.schemas.desk import DeskBody
from streamverse.domains.media.public import asset_summaries
from streamverse.kit.db import ReadSession


async def desk_bodies(session: ReadSession, rows: Sequence[TitleRow]) -> dict[UUID, DeskBody]:
    """Return what an editor's list says beside the cards: as many queries for one as for all."""
    flagged = await repository.flagged_among(session, [row.id for row in rows])
    percents = await _percents(session, rows)
    return {
        row.id: DeskBody(
            version=row.version,
            updated_at=row.updated_at,
            publish_at=row.publish_at,
            expire_at=row.expire_at,
            is_flagged=row.id in flagged,
            completeness=percents[row.id],
        )
        for row in rows
    }


async def _percents(session: ReadSession, rows: Sequence[TitleRow]) -> dict[UUID, int]:
    """Return how complete titles are, as their readiness says it."""
    ids = [row.id for row in rows]
    facts = await facts_repository.facts_of(session, rows)
    artworks = await artwork_repository.artworks_of(session, ids)
    genres = await taxonomy.genre_rows_of(session, ids)
    credited = await people_repository.credits_of(session, ids)
    assets = await asset_summaries(session, {row.asset_id for row in rows if row.asset_id})
    percents: dict[UUID, int] = {}
    for row in rows:
        is_series = row.kind == TitleKind.SERIES
        told = {
            "episode": is_series and row.face_asset_id is not None,
            "genres": genres.get(row.id),
            "credits": credited.get(row.id),
            "starts_at": facts.events.get(row.id),
            "number": facts.stations.get(row.id),
        }
        known = known_from(
            row,
            assets.get(row.asset_id) if row.asset_id else None,
            {each.role for each in artworks.get(row.id, [])},
            {name for name, value in told.items() if value},
        )
        percents[row.id] = percent_of(items_of(known))
    return percents
