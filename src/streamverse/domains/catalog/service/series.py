"""Seasons and episodes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from streamverse.domains.catalog import repository
from streamverse.domains.catalog.errors import (
    EpisodeNotFound,
    NotASeries,
    NumberTaken,
    SeasonNotFound,
)
from streamverse.domains.catalog.events import TitleChanged
from streamverse.domains.catalog.models import EpisodeRow, SeasonRow, TitleRow
from streamverse.domains.catalog.schemas import EpisodeIn, SeasonIn
from streamverse.domains.catalog.service.titles import require_own_asset
from streamverse.domains.identity.public import Account
from streamverse.kit.db import WriteSession
from streamverse.kit.ids import new_id
from streamverse.kit.outbox import publish


async def add_season(
    session: WriteSession, title: TitleRow, given: SeasonIn, now: datetime
) -> SeasonRow:
    """Add a season. Raises NotASeries, NumberTaken."""
    if title.kind != "series":
        raise NotASeries
    season = SeasonRow(id=new_id(), title_id=title.id, number=given.number, name=given.name)
    session.add(season)
    await _flush(session, f"There is a season {given.number} already.")
    _changed(session, title, now)
    return season


async def add_episode(
    session: WriteSession,
    account: Account,
    title: TitleRow,
    season_number: int,
    given: EpisodeIn,
    now: datetime,
) -> EpisodeRow:
    """Add an episode to a season. Raises SeasonNotFound, NumberTaken, AssetNotYours."""
    seasons = await repository.seasons_of(session, title.id)
    season = next((each for each in seasons if each.number == season_number), None)
    if season is None:
        raise SeasonNotFound
    await require_own_asset(session, account, given.asset_id)
    episode = EpisodeRow(
        id=new_id(), title_id=title.id, season_id=season.id, **given.model_dump()
    )
    session.add(episode)
    await _flush(session, f"There is an episode {given.number} already.")
    _changed(session, title, now)
    return episode


async def change_episode(
    session: WriteSession,
    account: Account,
    title: TitleRow,
    episode_id: UUID,
    given: EpisodeIn,
    now: datetime,
) -> EpisodeRow:
    """Replace an episode's fields. Raises EpisodeNotFound, NumberTaken, AssetNotYours."""
    episode = await _episode_of(session, title, episode_id)
    if given.asset_id != episode.asset_id:
        await require_own_asset(session, account, given.asset_id)
    for name, value in given.model_dump().items():
        setattr(episode, name, value)
    await _flush(session, f"There is an episode {given.number} already.")
    _changed(session, title, now)
    return episode


async def remove_episode(
    session: WriteSession, title: TitleRow, episode_id: UUID, now: datetime
) -> None:
    """Take an episode out of its season; its asset stays. Raises EpisodeNotFound."""
    await session.delete(await _episode_of(session, title, episode_id))
    _changed(session, title, now)


async def _episode_of(session: WriteSession, title: TitleRow, episode_id: UUID) -> EpisodeRow:
    episode = await repository.episode_by_id(session, episode_id)
    if episode is None or episode.title_id != title.id:
        raise EpisodeNotFound
    return episode


async def _flush(session: WriteSession, taken: str) -> None:
    try:
        await session.flush()
    except IntegrityError as error:
        raise NumberTaken(taken) from error


def _changed(session: WriteSession, title: TitleRow, now: datetime) -> None:
    title.version += 1
    title.updated_at = now
    publish(session, TitleChanged(title.id))
