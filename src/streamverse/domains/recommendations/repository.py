"""Every query of recommendations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, Integer, column, delete, func, select, values
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.recommendations.models import TitleActivityRow, TrendingTitleRow
from streamverse.kit.db import ReadSession, WriteSession


@dataclass(frozen=True, slots=True)
class Activity:
    """What was done with a title over some hours; `heat` weighs later hours more."""

    title_id: UUID
    heat: float
    views: int
    finishes: int


async def count(
    session: WriteSession,
    title_id: UUID,
    hour: int,
    *,
    is_kids: bool,
    by: Mapping[str, int],
    is_sqlite: bool,
) -> None:
    """Add to what was done with a title in an hour; `by` has columns and amounts."""
    insert = sqlite.insert if is_sqlite else postgresql.insert
    row = {"title_id": title_id, "hour": hour, "is_kids": is_kids}
    amounts = {"views": 0, "finishes": 0, "adds": 0} | dict(by)
    table = TitleActivityRow
    added = {name: getattr(table, name) + amount for name, amount in by.items()}
    await session.execute(
        insert(table)
        .values(**row, **amounts)
        .on_conflict_do_update(index_elements=["title_id", "hour", "is_kids"], set_=added)
    )


async def activity(
    session: ReadSession,
    weights: Mapping[int, float],
    adds_weigh: float,
    *,
    is_kids: bool | None,
    limit: int,
) -> Sequence[Activity]:
    """Return the titles with the most heat over weighted hours, one query; None counts all."""
    weight = (
        values(column("hour", Integer), column("weight", Float), name="weights")
        .data(list(weights.items()))
        .cte("weights")
    )
    row = TitleActivityRow
    heat = func.sum((row.views + adds_weigh * row.adds) * weight.c.weight)
    query = (
        select(row.title_id, heat, func.sum(row.views), func.sum(row.finishes))
        .join(weight, weight.c.hour == row.hour)
        .group_by(row.title_id)
        .order_by(heat.desc(), row.title_id)
        .limit(limit)
    )
    if is_kids is not None:
        query = query.where(row.is_kids.is_(is_kids))
    found = await session.execute(query)
    return [
        Activity(title_id, float(warm), int(views), int(finishes))
        for title_id, warm, views, finishes in found
    ]


async def forget_before(session: WriteSession, hour: int) -> None:
    """Forget what was done before an hour."""
    await session.execute(delete(TitleActivityRow).where(TitleActivityRow.hour < hour))


async def forget_title(session: WriteSession, title_id: UUID) -> None:
    """Forget what was done with a title that is gone."""
    for table in (TitleActivityRow, TrendingTitleRow):
        await session.execute(delete(table).where(table.title_id == title_id))


async def replace_trending(
    session: WriteSession,
    period: str,
    ranked: Sequence[tuple[UUID, float]],
    now: datetime,
    *,
    is_kids: bool,
) -> None:
    """Let these titles, with their scores, be what trends."""
    row = TrendingTitleRow
    await session.execute(delete(row).where(row.period == period, row.is_kids.is_(is_kids)))
    session.add_all(
        TrendingTitleRow(
            period=period,
            is_kids=is_kids,
            position=position,
            title_id=title_id,
            score=score,
            ranked_at=now,
        )
        for position, (title_id, score) in enumerate(ranked, start=1)
    )


async def trending(session: ReadSession, period: str, *, is_kids: bool) -> tuple[UUID, ...]:
    """Return what trends, in its order."""
    return tuple(each for each, _ in await trending_since(session, period, is_kids=is_kids))


async def trending_since(
    session: ReadSession, period: str, *, is_kids: bool
) -> list[tuple[UUID, datetime]]:
    """Return what trends, in its order, with when that was found."""
    row = TrendingTitleRow
    query = (
        select(row.title_id, row.ranked_at)
        .where(row.period == period, row.is_kids.is_(is_kids))
        .order_by(row.position)
    )
    return [(title_id, ranked_at) for title_id, ranked_at in await session.execute(query)]
