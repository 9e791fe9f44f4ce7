"""What is known of a title, as `readiness` takes it."""

from collections.abc import Collection

from streamverse.domains.catalog.kinds import ArtworkRole, TitleKind
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.readiness import Known
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import people as people_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import taxonomy
from streamverse.domains.media.public import AssetState, AssetSummary, asset_summary
from streamverse.kit.db import ReadSession

PLAYS_SOON = frozenset({AssetState.PREPARING, AssetState.PLAYABLE, AssetState.READY})
"""What was looked at and found to be something to play, though its first seconds may be at work."""


async def known_of(session: ReadSession, row: TitleRow) -> Known:
    """Read all that readiness asks of a title."""
    kind = TitleKind(row.kind)
    facts = await facts_repository.facts_of(session, [row])
    is_series = kind is TitleKind.SERIES
    artwork = (await artwork_repository.artworks_of(session, [row.id])).get(row.id, [])
    told = {
        "episode": is_series and await series_repository.episode_assets(session, [row.id]),
        "genres": (await taxonomy.genre_rows_of(session, [row.id])).get(row.id),
        "credits": (await people_repository.credits_of(session, [row.id])).get(row.id),
        "starts_at": facts.events.get(row.id),
        "number": facts.stations.get(row.id),
    }
    return known_from(
        row,
        await asset_summary(session, row.asset_id) if row.asset_id else None,
        {each.role for each in artwork},
        {name for name, value in told.items() if value},
    )


def known_from(
    row: TitleRow, asset: AssetSummary | None, roles: Collection[str], told: Collection[str]
) -> Known:
    """Put together what a row, its upload and its pictures tell, and what else was `told`."""
    has = {
        "name": row.name,
        "synopsis": row.synopsis,
        "tagline": row.tagline,
        "year": row.year or row.released_on,
        "rating": row.rating or row.min_age is not None,
        "languages": row.languages,
        "asset": asset is not None and not asset.is_deleted and asset.state in PLAYS_SOON,
        "picture": roles,
        "poster": ArtworkRole.POSTER in roles,
        "backdrop": ArtworkRole.BACKDROP in roles or ArtworkRole.STILL in roles,
    }
    frames = asset.poster_urls if asset else ()
    return Known(
        kind=TitleKind(row.kind),
        has=frozenset(name for name, value in has.items() if value) | frozenset(told),
        duration_seconds=asset.duration_seconds if asset else None,
        is_upright=frames[0].height > frames[0].width if frames else None,
    )
