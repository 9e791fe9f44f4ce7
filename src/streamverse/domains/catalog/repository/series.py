"""The catalog's queries about seasons and episodes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from streamverse.domains.catalog.models import EpisodeRow, SeasonRow
from streamverse.kit.db import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Placed:
    """An episode and the season it is in."""

    season: SeasonRow
    episode: EpisodeRow


async def seasons_of(session: ReadSession, title_ids: Iterable[UUID]) -> Sequence[SeasonRow]:
    """Return the seasons of series, those of each in order."""
    query = select(SeasonRow).where(SeasonRow.title_id.in_(set(title_ids)))
    return (await session.scalars(query.order_by(SeasonRow.title_id, SeasonRow.number))).all()


async def season(session: ReadSession, title_id: UUID, number: int) -> SeasonRow | None:
    """Return one season."""
    query = select(SeasonRow).where(SeasonRow.title_id == title_id, SeasonRow.number == number)
    return await session.scalar(query)


async def episode(session: ReadSession, season_id: UUID, number: int) -> EpisodeRow | None:
    """Return one episode."""
    query = select(EpisodeRow).where(EpisodeRow.season_id == season_id, EpisodeRow.number == number)
    return await session.scalar(query)


async def episode_by_id(session: ReadSession, episode_id: UUID) -> EpisodeRow | None:
    """Return an episode by its id."""
    return await session.get(EpisodeRow, episode_id)


async def placed_episodes(session: ReadSession, title_id: UUID) -> list[Placed]:
    """Return a series' episodes in the order in which they are watched."""
    query = (
        select(SeasonRow, EpisodeRow)
        .join(EpisodeRow, EpisodeRow.season_id == SeasonRow.id)
        .where(SeasonRow.title_id == title_id)
        .order_by(SeasonRow.number, EpisodeRow.number)
    )
    return [Placed(*row) for row in await session.execute(query)]


async def first_episodes(session: ReadSession, title_id: UUID, amount: int) -> Sequence[EpisodeRow]:
    """Return the first episodes of each season of a series, in watching order within each."""
    place = (
        func.row_number()
        .over(partition_by=EpisodeRow.season_id, order_by=EpisodeRow.number)
        .label("place")
    )
    ranked = (
        select(EpisodeRow.id.label("id"), place).where(EpisodeRow.title_id == title_id).subquery()
    )
    first = select(ranked.c.id).where(ranked.c.place <= amount)
    query = (
        select(EpisodeRow)
        .where(EpisodeRow.id.in_(first))
        .order_by(EpisodeRow.season_id, EpisodeRow.number)
    )
    return (await session.scalars(query)).all()


async def episode_counts(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many episodes each season of these series has."""
    query = (
        select(EpisodeRow.season_id, func.count())
        .where(EpisodeRow.title_id.in_(set(title_ids)))
        .group_by(EpisodeRow.season_id)
    )
    found = await session.execute(query)
    return {row[0]: row[1] for row in found}


async def episodes_in(session: ReadSession, season_id: UUID) -> Sequence[EpisodeRow]:
    """Return all of a season's episodes in order."""
    query = select(EpisodeRow).where(EpisodeRow.season_id == season_id)
    return (await session.scalars(query.order_by(EpisodeRow.number))).all()


async def episodes_after(
    session: ReadSession, season_id: UUID, number: int | None, limit: int
) -> Sequence[EpisodeRow]:
    """Return a season's episodes after a number, one more than `limit` when there are more."""
    query = select(EpisodeRow).where(EpisodeRow.season_id == season_id)
    if number is not None:
        query = query.where(EpisodeRow.number > number)
    query = query.order_by(EpisodeRow.number).limit(limit + 1)
    return (await session.scalars(query)).all()


async def placed_by_id(session: ReadSession, ids: Iterable[UUID]) -> dict[UUID, Placed]:
    """Return episodes with their seasons, by the episodes' ids, in one query."""
    wanted = set(ids)
    if not wanted:
        return {}
    query = (
        select(SeasonRow, EpisodeRow)
        .join(EpisodeRow, EpisodeRow.season_id == SeasonRow.id)
        .where(EpisodeRow.id.in_(wanted))
    )
    found = [Placed(*row) for row in await session.execute(query)]
    return {placed.episode.id: placed for placed in found}


async def placed_by_title(
    session: ReadSession, title_ids: Iterable[UUID]
) -> dict[UUID, list[Placed]]:
    """Return the episodes of several series in watching order, in one query."""
    wanted = set(title_ids)
    found: dict[UUID, list[Placed]] = {title_id: [] for title_id in wanted}
    if not wanted:
        return found
    query = (
        select(SeasonRow, EpisodeRow)
        .join(EpisodeRow, EpisodeRow.season_id == SeasonRow.id)
        .where(EpisodeRow.title_id.in_(wanted))
        .order_by(EpisodeRow.title_id, SeasonRow.number, EpisodeRow.number)
    )
    for row in await session.execute(query):
        placed = Placed(*row)
        found[placed.episode.title_id].append(placed)
    return found


async def episode_assets(
    session: ReadSession, title_ids: Iterable[UUID]
) -> list[tuple[UUID, UUID]]:
    """Return (title id, asset id) of all episodes of some series, in watching order."""
    wanted = set(title_ids)
    if not wanted:
        return []
    query = (
        select(EpisodeRow.title_id, EpisodeRow.asset_id)
        .join(SeasonRow, SeasonRow.id == EpisodeRow.season_id)
        .where(EpisodeRow.title_id.in_(wanted), EpisodeRow.asset_id.is_not(None))
        .order_by(EpisodeRow.title_id, SeasonRow.number, EpisodeRow.number)
    )
    rows = await session.execute(query)
    return [(title_id, asset_id) for title_id, asset_id in rows if asset_id]


async def first_assets(session: ReadSession, title_id: UUID, amount: int) -> list[UUID]:
    """Return what the first episodes of a series that have something to play show."""
    query = (
        select(EpisodeRow.asset_id)
        .join(SeasonRow, SeasonRow.id == EpisodeRow.season_id)
        .where(EpisodeRow.title_id == title_id, EpisodeRow.asset_id.is_not(None))
        .order_by(SeasonRow.number, EpisodeRow.number)
        .limit(amount)
    )
    return [asset_id for asset_id in await session.scalars(query) if asset_id]


async def episodes_showing(session: ReadSession, asset_id: UUID) -> Sequence[EpisodeRow]:
    """Return the episodes that show an asset."""
    query = select(EpisodeRow).where(EpisodeRow.asset_id == asset_id)
    return (await session.scalars(query)).all()


async def next_season_number(session: WriteSession, title_id: UUID) -> int:
    """Return the number after a series' last season."""
    query = select(func.max(SeasonRow.number)).where(SeasonRow.title_id == title_id)
    return (await session.scalar(query) or 0) + 1


async def next_episode_number(session: WriteSession, season_id: UUID) -> int:
    """Return the number after a season's last episode."""
    query = select(func.max(EpisodeRow.number)).where(EpisodeRow.season_id == season_id)
    return (await session.scalar(query) or 0) + 1
