"""Seasons and episodes of a series."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog.errors import (
    EpisodeNotFound,
    NotASeries,
    NumberTaken,
    SeasonNotFound,
)
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import EpisodeRow, SeasonRow, TitleRow
from streamverse.domains.catalog.repository import artwork as artwork_repository
from streamverse.domains.catalog.repository import facts as facts_repository
from streamverse.domains.catalog.repository import series as series_repository
from streamverse.domains.catalog.schemas.series import EpisodeInput, SeasonInput
from streamverse.domains.catalog.service.face import show_face
from streamverse.domains.catalog.service.subject_facts import set_episode_facts
from streamverse.domains.catalog.service.write_title import touch
from streamverse.kit.clock import Clock
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id


async def add_season(
    session: WriteSession, clock: Clock, row: TitleRow, wish: SeasonInput
) -> SeasonRow:
    """Add a season. Raises NotASeries, NumberTaken."""
    if row.kind != TitleKind.SERIES:
        raise NotASeries
    number = wish.number
    if number is None:
        number = await series_repository.next_season_number(session, row.id)
    season = SeasonRow(id=new_id(), title_id=row.id, number=number, name=wish.name)
    await _store(session, season)
    await changed(session, clock, row)
    return season


async def change_season(
    session: WriteSession, clock: Clock, row: TitleRow, number: int, wish: SeasonInput
) -> SeasonRow:
    """Rename or renumber a season. Raises SeasonNotFound, NumberTaken."""
    season = await season_of(session, row, number)
    season.name = wish.name
    season.number = season.number if wish.number is None else wish.number
    await _store(session, season)
    await changed(session, clock, row)
    return season


async def delete_season(session: WriteSession, clock: Clock, row: TitleRow, number: int) -> None:
    """Delete a season with its episodes. Raises SeasonNotFound."""
    season = await season_of(session, row, number)
    placed = await series_repository.placed_episodes(session, row.id)
    gone = [each.episode for each in placed if each.season.id == season.id]
    await _forget_parts(session, gone)
    for episode in gone:
        await session.delete(episode)
    await session.flush()
    await session.delete(season)
    await changed(session, clock, row)


async def add_episode(
    session: WriteSession, clock: Clock, row: TitleRow, season_number: int, wish: EpisodeInput
) -> EpisodeRow:
    """Add an episode. Raises SeasonNotFound, NumberTaken."""
    season = await season_of(session, row, season_number)
    number = wish.number
    if number is None:
        number = await series_repository.next_episode_number(session, season.id)
    episode = EpisodeRow(
        id=new_id(),
        title_id=row.id,
        season_id=season.id,
        number=number,
        name=wish.name,
        synopsis=wish.synopsis,
        runtime_seconds=wish.runtime_seconds,
        released_on=wish.released_on,
        asset_id=wish.asset_id,
        created_at=clock.now(),
    )
    await _store(session, episode)
    await set_episode_facts(session, episode, wish.texts, wish.markers)
    await changed(session, clock, row)
    return episode


async def change_episode(
    session: WriteSession, clock: Clock, row: TitleRow, place: tuple[int, int], wish: EpisodeInput
) -> EpisodeRow:
    """Replace an episode's facts; `place` is (season, episode). Raises EpisodeNotFound."""
    episode = await episode_of(session, row, place)
    episode.name = wish.name
    episode.synopsis = wish.synopsis
    episode.runtime_seconds = wish.runtime_seconds
    episode.released_on = wish.released_on
    episode.asset_id = wish.asset_id
    episode.number = episode.number if wish.number is None else wish.number
    await _store(session, episode)
    await set_episode_facts(session, episode, wish.texts, wish.markers)
    await changed(session, clock, row)
    return episode


async def delete_episode(
    session: WriteSession, clock: Clock, row: TitleRow, place: tuple[int, int]
) -> None:
    """Delete an episode; its asset stays its owner's. Raises EpisodeNotFound."""
    episode = await episode_of(session, row, place)
    await _forget_parts(session, [episode])
    await session.delete(episode)
    await changed(session, clock, row)


async def season_of(session: ReadSession, row: TitleRow, number: int) -> SeasonRow:
    """Return a season of a series. Raises SeasonNotFound."""
    season = await series_repository.season(session, row.id, number)
    if season is None:
        raise SeasonNotFound(f"Season {number}.")
    return season


async def episode_of(session: ReadSession, row: TitleRow, place: tuple[int, int]) -> EpisodeRow:
    """Return an episode by (season, episode). Raises SeasonNotFound, EpisodeNotFound."""
    season_number, number = place
    season = await season_of(session, row, season_number)
    episode = await series_repository.episode(session, season.id, number)
    if episode is None:
        raise EpisodeNotFound(f"Season {season_number}, episode {number}.")
    return episode


async def _forget_parts(session: WriteSession, episodes: Sequence[EpisodeRow]) -> None:
    ids = [episode.id for episode in episodes]
    await artwork_repository.forget_artwork(session, ids)
    await facts_repository.forget_facts(session, ids)


async def changed(session: WriteSession, clock: Clock, row: TitleRow) -> None:
    """Note that a series' parts changed: what its card shows, its version, the news of it."""
    await show_face(session, row)
    touch(session, clock, row)


async def _store(session: WriteSession, row: SeasonRow | EpisodeRow) -> None:
    number = row.number  # a failed flush leaves nothing to read
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise NumberTaken(f"Number {number}.") from error
