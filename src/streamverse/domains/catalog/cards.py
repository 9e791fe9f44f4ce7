"""Titles as the API shows them: rows in, answers out, with as many queries for one as for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from streamverse.domains.catalog.kinds import ArtworkRole, TitleKind, TitleState
from streamverse.domains.catalog.models import ArtworkRow, EpisodeRow, TitleRow
from streamverse.domains.catalog.readiness import missing_of
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.schemas.titles import (
    ArtworkBody,
    ArtworkSet,
    ChapterBody,
    EpisodeBody,
    GenreBody,
    ImageBody,
    SeasonBody,
    TitleBody,
    TitleCard,
)
from streamverse.domains.media.public import AssetSummary, asset_summaries, playable_asset
from streamverse.kit.db import ReadSession

IMAGES = "/images/"
STORED_UNDER = "artwork/"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a viewer's cards say beside the titles' own facts."""

    positions: Mapping[UUID, float] = field(default_factory=dict[UUID, float])
    listed: frozenset[UUID] = frozenset()


NO_MARKS = Marks()
"""Nobody looks: what is the same for everyone."""


async def cards(
    session: ReadSession, rows: Sequence[TitleRow], marks: Marks = NO_MARKS
) -> list[TitleCard]:
    """Return titles as cards, in the order given."""
    if not rows:
        return []
    ids = [row.id for row in rows]
    genres = await repository.genres_of(session, ids)
    artwork = await artwork_repository.artworks_of(session, ids)
    series = [row.id for row in rows if row.kind == TitleKind.SERIES]
    shown = _assets_shown(rows, await series_repository.episode_assets(session, series))
    assets = await asset_summaries(session, [asset for each in shown.values() for asset in each])
    return [
        TitleCard(
            **_facts(row, genres.get(row.id, [])),
            **_from_assets(row, artwork.get(row.id, []), _known(shown[row.id], assets)),
            **_marked(row, marks),
        )
        for row in rows
    ]


async def whole(session: ReadSession, row: TitleRow, marks: Marks = NO_MARKS) -> TitleBody:
    """Return one title with its seasons and episodes."""
    placed = await series_repository.placed_episodes(session, row.id)
    seasons = await series_repository.seasons_of(session, row.id)
    episodes = [each.episode for each in placed]
    genres = (await repository.genres_of(session, [row.id])).get(row.id, [])
    artwork = await artwork_repository.artworks_of(
        session, [row.id, *(each.id for each in episodes)]
    )
    own = artwork.get(row.id, [])
    shown = [row.asset_id, *(each.asset_id for each in episodes)]
    assets = await asset_summaries(session, [asset_id for asset_id in shown if asset_id])
    asset = assets.get(row.asset_id) if row.asset_id else None
    bodies = {
        each.id: _episode(each, artwork.get(each.id, []), _asset_of(each, assets))
        for each in episodes
    }
    return TitleBody(
        **_facts(row, genres),
        **_from_assets(row, own, _known([each for each in shown if each], assets)),
        **_marked(row, marks),
        original_name=row.original_name,
        synopsis=row.synopsis,
        languages=row.languages,
        asset_id=row.asset_id,
        asset_state=asset.state if asset else None,
        owner_id=row.owner_id,
        seasons=[
            SeasonBody(
                id=season.id,
                number=season.number,
                name=season.name,
                episodes=[bodies[each.id] for each in episodes if each.season_id == season.id],
            )
            for season in seasons
        ],
        chapters=await _chapters(session, asset),
        missing=missing_of(row, has_episode=any(each.asset_id for each in episodes)),
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        published_at=row.published_at,
    )


async def _chapters(session: ReadSession, asset: AssetSummary | None) -> list[ChapterBody]:
    playable = await playable_asset(session, asset.id) if asset and asset.is_playable else None
    return [
        ChapterBody(start_seconds=each.start_seconds, name=each.name)
        for each in (playable.chapters if playable else ())
    ]


def artwork_set(rows: Iterable[ArtworkRow], asset: AssetSummary | None, alt: str) -> ArtworkSet:
    """Return given pictures by role; the roles left get a frame of the film."""
    given = {row.role: _artwork(row) for row in rows}
    frame = _frame(asset, alt)
    if frame:
        is_upright = frame.images[0].height > frame.images[0].width
        roles = (ArtworkRole.POSTER,) if is_upright else (ArtworkRole.STILL, ArtworkRole.BACKDROP)
        for role in roles:
            given.setdefault(role, frame)
    return ArtworkSet(**given)


def image_url(key: str) -> str:
    """Return the public address of a stored picture."""
    return IMAGES + key.removeprefix(STORED_UNDER)


def _artwork(row: ArtworkRow) -> ArtworkBody:
    return ArtworkBody(
        alt=row.alt,
        dominant_color=row.dominant_color,
        images=[
            ImageBody(
                url=image_url(image["key"]),
                width=image["width"],
                height=image["height"],
                type=image["type"],
            )
            for image in row.images
        ],
    )


def _frame(asset: AssetSummary | None, alt: str) -> ArtworkBody | None:
    if asset is None or not asset.poster_urls or asset.is_deleted:
        return None
    images = sorted(asset.poster_urls, key=lambda image: image.width)
    return ArtworkBody(
        alt=alt,
        dominant_color=images[0].dominant_color,
        images=[
            ImageBody(url=each.url, width=each.width, height=each.height, type=each.type)
            for each in images
        ],
    )


def _assets_shown(
    rows: Sequence[TitleRow], of_episodes: Iterable[tuple[UUID, UUID]]
) -> dict[UUID, list[UUID]]:
    shown = {row.id: [row.asset_id] if row.asset_id else [] for row in rows}
    for title_id, asset_id in of_episodes:
        shown[title_id].append(asset_id)
    return shown


def _known(asset_ids: Iterable[UUID], assets: Mapping[UUID, AssetSummary]) -> list[AssetSummary]:
    return [assets[asset_id] for asset_id in asset_ids if asset_id in assets]


def _facts(row: TitleRow, genres: Iterable[tuple[str, str]]) -> dict[str, Any]:
    return {
        "id": row.id,
        "slug": row.slug,
        "kind": TitleKind(row.kind),
        "name": row.name,
        "tagline": row.tagline,
        "year": row.year,
        "rating": row.rating,
        "min_age": row.min_age,
        "genres": [GenreBody(slug=slug, name=name) for slug, name in genres],
        "state": TitleState(row.state),
    }


def _marked(row: TitleRow, marks: Marks) -> dict[str, Any]:
    return {
        "position_seconds": marks.positions.get(row.id),
        "is_in_watchlist": row.id in marks.listed,
    }


def _from_assets(
    row: TitleRow, artwork: Iterable[ArtworkRow], assets: Sequence[AssetSummary]
) -> dict[str, Any]:
    with_picture = next((asset for asset in assets if asset.poster_urls), None)
    return {
        "runtime_seconds": row.runtime_seconds or _runtime(row, assets),
        "artwork": artwork_set(artwork, with_picture, row.name),
        "is_playable": any(asset.is_playable for asset in assets),
    }


def _runtime(row: TitleRow, assets: Sequence[AssetSummary]) -> int | None:
    if row.kind == TitleKind.SERIES or not assets or assets[0].duration_seconds is None:
        return None
    return round(assets[0].duration_seconds)


def _asset_of(episode: EpisodeRow, assets: Mapping[UUID, AssetSummary]) -> AssetSummary | None:
    return assets.get(episode.asset_id) if episode.asset_id else None


def _episode(
    row: EpisodeRow, artwork: Iterable[ArtworkRow], asset: AssetSummary | None
) -> EpisodeBody:
    duration = asset.duration_seconds if asset else None
    return EpisodeBody(
        id=row.id,
        number=row.number,
        name=row.name,
        synopsis=row.synopsis,
        runtime_seconds=row.runtime_seconds or (round(duration) if duration else None),
        artwork=artwork_set(artwork, asset, row.name),
        asset_id=row.asset_id,
        asset_state=asset.state if asset else None,
        is_playable=asset.is_playable if asset else False,
    )
