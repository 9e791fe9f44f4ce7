"""Put seasons and episodes into another order, and episodes into other seasons."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from streamverse.domains.catalog.errors import BadOrder, EpisodeNotFound, NotASeries
from streamverse.domains.catalog.kinds import TitleKind
from streamverse.domains.catalog.models import EpisodeRow, SeasonRow, TitleRow
from streamverse.domains.catalog.repository import series as repository
from streamverse.domains.catalog.schemas.series import EpisodeMove
from streamverse.domains.catalog.service.write_series import changed, season_of
from streamverse.kit.clock import Clock
from streamverse.kit.db import WriteSession

R = TypeVar("R", SeasonRow, EpisodeRow)

ASIDE = -1_000_000
"""Numbers that nothing has, to pass through: no two of a season are ever the same."""


async def order_seasons(
    session: WriteSession, clock: Clock, row: TitleRow, season_ids: Sequence[UUID]
) -> None:
    """Let a series' seasons follow one another so; the numbers stay those that there are.

    Raises NotASeries, BadOrder for a season that is missing, twice there or another series'.
    """
    if row.kind != TitleKind.SERIES:
        raise NotASeries
    seasons = await repository.seasons_of(session, [row.id])
    await _renumber(session, _ordered(seasons, season_ids))
    await changed(session, clock, row)


async def order_episodes(
    session: WriteSession,
    clock: Clock,
    row: TitleRow,
    season_number: int,
    episode_ids: Sequence[UUID],
) -> None:
    """Let a season's episodes follow one another so; the numbers stay those that there are.

    Raises SeasonNotFound, BadOrder.
    """
    season = await season_of(session, row, season_number)
    episodes = await repository.episodes_in(session, season.id)
    await _renumber(session, _ordered(episodes, episode_ids))
    await changed(session, clock, row)


async def move_episode(
    session: WriteSession, clock: Clock, row: TitleRow, episode_id: UUID, wish: EpisodeMove
) -> None:
    """Put an episode into a season of its series; what stands there moves one further.

    Raises SeasonNotFound, EpisodeNotFound.
    """
    episode = await repository.episode_by_id(session, episode_id)
    if episode is None or episode.title_id != row.id:
        raise EpisodeNotFound(str(episode_id))
    season = await season_of(session, row, wish.season)
    others = [
        each for each in await repository.episodes_in(session, season.id) if each is not episode
    ]
    number = wish.number
    if number is None:
        number = max((each.number for each in others), default=0) + 1
    episode.number = ASIDE - 1
    await session.flush()
    if number in {each.number for each in others}:
        later = [each for each in others if each.number >= number]
        await _set_numbers(session, later, [each.number + 1 for each in later])
    episode.season_id, episode.number = season.id, number
    await changed(session, clock, row)


def _ordered(rows: Sequence[R], ids: Sequence[UUID]) -> list[R]:
    by_id = {row.id: row for row in rows}
    if len(ids) != len(by_id) or set(ids) != set(by_id):
        raise BadOrder(f"There are {len(by_id)}; name each of them once, and nothing else.")
    return [by_id[each] for each in ids]


async def _renumber(session: WriteSession, rows: Sequence[SeasonRow | EpisodeRow]) -> None:
    await _set_numbers(session, rows, sorted(row.number for row in rows))


async def _set_numbers(
    session: WriteSession, rows: Sequence[SeasonRow | EpisodeRow], numbers: Sequence[int]
) -> None:
    for place, row in enumerate(rows):
        row.number = ASIDE + place
    await session.flush()
    for row, number in zip(rows, numbers, strict=True):
        row.number = number
    await session.flush()
