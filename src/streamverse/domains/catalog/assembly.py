"""Puts rows, genres, pictures, assets and resume points together: a few queries for any number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.models import ArtworkRow, EpisodeRow, GenreRow, TitleRow
from streamverse.domains.catalog.ports import ResumePoints
from streamverse.domains.catalog.views import (
    Artwork,
    ArtworkRole,
    Episode,
    Genre,
    Image,
    Kind,
    Season,
    State,
    Title,
    TitleCard,
)
from streamverse.domains.media import public as media
from streamverse.kit.db import ReadSession

NO_COLOR = "#1c1a17"
TYPE_ORDER = {"image/avif": 0, "image/webp": 1, "image/jpeg": 2}


@dataclass(slots=True)
class Facts:
    """What is known around some titles."""

    genres: dict[UUID, list[GenreRow]] = field(default_factory=dict)
    artwork: dict[UUID, dict[ArtworkRole, ArtworkRow]] = field(default_factory=dict)
    episodes: dict[UUID, list[EpisodeRow]] = field(default_factory=dict)
    assets: dict[UUID, media.AssetSummary] = field(default_factory=dict)
    positions: dict[UUID, float] = field(default_factory=dict)

    def asset(self, asset_id: UUID | None) -> media.AssetSummary | None:
        """Return an asset's summary, if there is such an asset."""
        return self.assets.get(asset_id) if asset_id else None

    def is_playable(self, asset_id: UUID | None) -> bool:
        """Whether the asset can be watched, perhaps while it still grows."""
        asset = self.asset(asset_id)
        return asset is not None and asset.is_playable and not asset.is_deleted


async def gather(
    session: ReadSession,
    rows: Sequence[TitleRow],
    resume_points: ResumePoints,
    viewer_key: str | None,
) -> Facts:
    """Fetch what cards of these titles need: at most five queries."""
    ids = [row.id for row in rows]
    series = [row.id for row in rows if row.kind == "series"]
    episodes = await repository.episodes_of(session, series) if series else ()
    facts = Facts(
        genres=await repository.genres_of(session, ids),
        artwork=await repository.artwork_of(session, [*ids, *(each.id for each in episodes)]),
    )
    by_title: dict[UUID, list[EpisodeRow]] = defaultdict(list)
    for episode in episodes:
        by_title[episode.title_id].append(episode)
    facts.episodes = by_title
    asset_ids = {each.asset_id for each in (*rows, *episodes) if each.asset_id}
    facts.assets = await media.asset_summaries(session, asset_ids)
    if viewer_key and asset_ids:
        facts.positions = await resume_points.of(session, viewer_key, asset_ids)
    return facts


async def cards(
    session: ReadSession,
    rows: Sequence[TitleRow],
    resume_points: ResumePoints,
    viewer_key: str | None,
) -> list[TitleCard]:
    """Return the cards of some titles, in their order."""
    if not rows:
        return []
    facts = await gather(session, rows, resume_points, viewer_key)
    return [card(row, facts) for row in rows]


def card(row: TitleRow, facts: Facts) -> TitleCard:
    """Return one title's card."""
    asset_id, watch_id, label = row.asset_id, row.id, None
    if row.kind == "series":
        episode = episode_to_go_on_with(facts.episodes.get(row.id, ()), facts)
        asset_id = episode.asset_id if episode else None
        watch_id = episode.id if episode else row.id
        label = episode.name if episode else None
    asset = facts.asset(asset_id)
    measured = asset.duration_seconds if asset and row.kind != "series" else None
    return TitleCard(
        id=row.id,
        slug=row.slug,
        kind=cast("Kind", row.kind),
        name=row.name,
        tagline=row.tagline,
        year=row.year,
        genres=[Genre(slug=each.slug, name=each.name) for each in facts.genres.get(row.id, ())],
        runtime_seconds=row.runtime_seconds or measured,
        artwork=artwork(row.id, asset, facts, row.name),
        state=cast("State", row.state),
        is_playable=facts.is_playable(asset_id),
        position_seconds=facts.positions.get(asset_id) if asset_id else None,
        watch_id=watch_id,
        episode_label=label,
    )


def episode_to_go_on_with(episodes: Sequence[EpisodeRow], facts: Facts) -> EpisodeRow | None:
    """Return the episode begun last in order, else the first that can be watched."""
    begun = [each for each in episodes if each.asset_id in facts.positions]
    if begun:
        return begun[-1]
    playable = [each for each in episodes if facts.is_playable(each.asset_id)]
    return playable[0] if playable else None


async def whole_title(
    session: ReadSession, row: TitleRow, resume_points: ResumePoints, viewer_key: str | None
) -> Title:
    """Return a title in full."""
    facts = await gather(session, [row], resume_points, viewer_key)
    seasons = await repository.seasons_of(session, row.id) if row.kind == "series" else ()
    episodes = facts.episodes.get(row.id, [])
    asset = facts.asset(row.asset_id)
    return Title(
        **card(row, facts).model_dump(),
        synopsis=row.synopsis,
        rating=row.rating,
        languages=row.languages,
        asset_id=row.asset_id,
        asset_state=asset.state.value if asset else None,
        owner_id=row.owner_id,
        seasons=[
            Season(
                id=season.id,
                number=season.number,
                name=season.name,
                episodes=[
                    _episode(each, facts) for each in episodes if each.season_id == season.id
                ],
            )
            for season in seasons
        ],
        version=row.version,
        created_at=row.created_at,
        updated_at=row.updated_at,
        published_at=row.published_at,
    )


def artwork(
    owner_id: UUID, asset: media.AssetSummary | None, facts: Facts, alt: str
) -> dict[ArtworkRole, Artwork]:
    """Return the pictures by role; the asset's own still stands in where none was given."""
    found = {
        role: Artwork(
            alt=row.alt or alt,
            dominant_color=row.dominant_color,
            images=[Image.model_validate(image) for image in row.images],
        )
        for role, row in facts.artwork.get(owner_id, {}).items()
    }
    if asset and asset.poster_urls:
        images = [
            Image(url=each.url, width=each.width, height=each.height, type=each.type)
            for each in asset.poster_urls
        ]
        images.sort(key=lambda each: (TYPE_ORDER.get(each.type, 9), each.width))
        found.setdefault("still", Artwork(alt=alt, dominant_color=NO_COLOR, images=images))
    return found


def _episode(row: EpisodeRow, facts: Facts) -> Episode:
    asset = facts.asset(row.asset_id)
    return Episode(
        id=row.id,
        number=row.number,
        name=row.name,
        synopsis=row.synopsis,
        runtime_seconds=row.runtime_seconds or (asset.duration_seconds if asset else None),
        artwork=artwork(row.id, asset, facts, row.name),
        asset_id=row.asset_id,
        asset_state=asset.state.value if asset else None,
        is_playable=facts.is_playable(row.asset_id),
        position_seconds=facts.positions.get(row.asset_id) if row.asset_id else None,
    )
