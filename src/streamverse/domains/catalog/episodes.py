"""Seasons and episodes as the API shows them: a page of each season, whole seasons by pages."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.languages import found_in, sought
from streamverse.domains.catalog.models import (
    ArtworkRow,
    EpisodeRow,
    SeasonRow,
    TextRow,
    TitleRow,
)
from streamverse.domains.catalog.pictures import artwork_set
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as repository
from streamverse.domains.catalog.schemas.series import EpisodeBody, SeasonBody
from streamverse.domains.media.public import AssetSummary, asset_summaries
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import encode_cursor

FIRST = 50
"""How many episodes of each season a title's page has."""


async def seasons_of(
    session: ReadSession, title: TitleRow, languages: tuple[str, ...]
) -> list[SeasonBody]:
    """Return a series' seasons with their first episodes: as many queries for any number."""
    if title.kind != TitleKind.SERIES:
        return []
    seasons = await repository.seasons_of(session, [title.id])
    first = await repository.first_episodes(session, title.id, FIRST)
    counts = await repository.episode_counts(session, [title.id])
    bodies = await episode_bodies(session, title, first, languages)
    by_season: dict[UUID, list[EpisodeRow]] = {season.id: [] for season in seasons}
    for episode in first:
        by_season[episode.season_id].append(episode)
    return [
        _season(season, by_season[season.id], bodies, counts.get(season.id, 0))
        for season in seasons
    ]


async def season_bodies(
    session: ReadSession, title_ids: Sequence[UUID]
) -> dict[UUID, list[SeasonBody]]:
    """Return the seasons of several series without their episodes."""
    found: dict[UUID, list[SeasonBody]] = {}
    counts = await repository.episode_counts(session, title_ids)
    for season in await repository.seasons_of(session, title_ids):
        body = _season(season, [], {}, counts.get(season.id, 0))
        found.setdefault(season.title_id, []).append(body)
    return found


async def episode_bodies(
    session: ReadSession,
    title: TitleRow,
    rows: Sequence[EpisodeRow],
    languages: tuple[str, ...],
) -> dict[UUID, EpisodeBody]:
    """Return episodes of one series as the API shows them."""
    ids = [row.id for row in rows]
    artwork = await artwork_repository.artworks_of(session, ids)
    assets = await asset_summaries(session, [row.asset_id for row in rows if row.asset_id])
    texts = await facts_repository.texts_in(session, ids, sought(languages))
    own = title.original_language or next(iter(title.languages), "")
    return {
        row.id: _episode(
            row,
            artwork.get(row.id, ()),
            assets.get(row.asset_id) if row.asset_id else None,
            _text(texts.get(row.id, ()), own, languages),
        )
        for row in rows
    }


def cursor_after(row: EpisodeRow) -> str:
    """Return where a season's next page begins."""
    return encode_cursor("episode", row.number)


def _season(
    season: SeasonRow,
    episodes: Sequence[EpisodeRow],
    bodies: Mapping[UUID, EpisodeBody],
    count: int,
) -> SeasonBody:
    return SeasonBody(
        id=season.id,
        number=season.number,
        name=season.name,
        episodes=[bodies[each.id] for each in episodes],
        episode_count=count,
        next_cursor=cursor_after(episodes[-1]) if count > len(episodes) > 0 else None,
    )


def _text(texts: Iterable[TextRow], own: str, languages: tuple[str, ...]) -> TextRow | None:
    there = {text.language: text for text in texts}
    tag = found_in(languages, own, there) if there else None
    return there[tag] if tag else None


def _episode(
    row: EpisodeRow,
    artwork: Iterable[ArtworkRow],
    asset: AssetSummary | None,
    text: TextRow | None,
) -> EpisodeBody:
    duration = asset.duration_seconds if asset else None
    name = (text and text.name) or row.name
    return EpisodeBody(
        id=row.id,
        number=row.number,
        name=name,
        synopsis=(text and text.synopsis) or row.synopsis,
        runtime_seconds=row.runtime_seconds or (round(duration) if duration else None),
        released_on=row.released_on,
        artwork=artwork_set(artwork, asset, name),
        asset_id=row.asset_id,
        asset_state=asset.state if asset else None,
        is_playable=asset.is_playable if asset else False,
    )
