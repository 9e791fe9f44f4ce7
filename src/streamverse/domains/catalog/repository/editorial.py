"""The catalog's queries about steps, versions and flags."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, or_, select, tuple_, update

from streamverse.domains.catalog.kinds import TitleState
from streamverse.domains.catalog.models import (
    TitleFlagRow,
    TitleRow,
    TitleStepRow,
    TitleVersionRow,
)
from streamverse.kit.db import ReadSession, WriteSession

TAKEN_DOWN = "archived"
"""The resolution of a flag that took its title away."""

Position = tuple[datetime, UUID]


async def steps_of(
    session: ReadSession, title_id: UUID, after: Position | None, limit: int
) -> Sequence[TitleStepRow]:
    """Return what happened to a title, the latest first, one more than `limit`."""
    query = select(TitleStepRow).where(TitleStepRow.title_id == title_id)
    if after is not None:
        query = query.where(tuple_(TitleStepRow.at, TitleStepRow.id) < tuple_(*after))
    query = query.order_by(TitleStepRow.at.desc(), TitleStepRow.id.desc()).limit(limit + 1)
    return (await session.scalars(query)).all()


async def last_moved_at(session: ReadSession, title_id: UUID) -> datetime | None:
    """Return when a title last went to another state or was spoken of."""
    return await session.scalar(
        select(func.max(TitleStepRow.at)).where(TitleStepRow.title_id == title_id)
    )


async def handed_in(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, TitleStepRow]:
    """Return the step by which titles last came into review, in one query."""
    query = (
        select(TitleStepRow)
        .where(
            TitleStepRow.title_id.in_(set(title_ids)),
            TitleStepRow.to_state == TitleState.IN_REVIEW,
            TitleStepRow.from_state != TitleState.IN_REVIEW,
        )
        .order_by(TitleStepRow.at, TitleStepRow.id)
    )
    return {row.title_id: row for row in await session.scalars(query)}


async def in_review(session: ReadSession, after: Position | None, limit: int) -> Sequence[TitleRow]:
    """Return titles that wait for an editor, the longest waiting first, one more than `limit`."""
    query = select(TitleRow).where(
        TitleRow.state == TitleState.IN_REVIEW, TitleRow.deleted_at.is_(None)
    )
    if after is not None:
        query = query.where(tuple_(TitleRow.updated_at, TitleRow.id) > tuple_(*after))
    query = query.order_by(TitleRow.updated_at, TitleRow.id).limit(limit + 1)
    return (await session.scalars(query)).all()


async def overdue(session: ReadSession, now: datetime, limit: int) -> Sequence[UUID]:
    """Return titles that should have come or gone by now."""
    is_coming = (TitleRow.state == TitleState.SCHEDULED) & (TitleRow.publish_at <= now)
    is_going = (TitleRow.state == TitleState.PUBLISHED) & (TitleRow.expire_at <= now)
    query = select(TitleRow.id).where(TitleRow.deleted_at.is_(None), or_(is_coming, is_going))
    return (await session.scalars(query.order_by(TitleRow.id).limit(limit))).all()


async def versions_of(
    session: ReadSession, title_id: UUID, before: int | None, limit: int
) -> Sequence[TitleVersionRow]:
    """Return a title's versions, the latest first, one more than `limit`."""
    query = select(TitleVersionRow).where(TitleVersionRow.title_id == title_id)
    if before is not None:
        query = query.where(TitleVersionRow.number < before)
    query = query.order_by(TitleVersionRow.number.desc()).limit(limit + 1)
    return (await session.scalars(query)).all()


async def version(session: ReadSession, title_id: UUID, number: int) -> TitleVersionRow | None:
    """Return one version of a title."""
    return await session.get(TitleVersionRow, (title_id, number))


async def deleted(
    session: ReadSession, owner_id: UUID | None, since: datetime, after: Position | None, limit: int
) -> Sequence[TitleRow]:
    """Return titles deleted since an instant, the latest first, one more than `limit`."""
    query = select(TitleRow).where(TitleRow.deleted_at > since)
    if owner_id is not None:
        query = query.where(TitleRow.owner_id == owner_id)
    if after is not None:
        query = query.where(tuple_(TitleRow.deleted_at, TitleRow.id) < tuple_(*after))
    query = query.order_by(TitleRow.deleted_at.desc(), TitleRow.id.desc()).limit(limit + 1)
    return (await session.scalars(query)).all()


async def deleted_until(
    session: WriteSession, until: datetime, nobody: UUID, limit: int
) -> Sequence[TitleRow]:
    """Return titles that were deleted by an instant and are not blank yet, locked."""
    query = select(TitleRow).where(TitleRow.deleted_at <= until, TitleRow.owner_id != nobody)
    query = query.order_by(TitleRow.deleted_at).limit(limit).with_for_update()
    return (await session.scalars(query)).all()


async def lock_deleted(session: WriteSession, title_id: UUID) -> TitleRow | None:
    """Return a deleted title and keep others away from it."""
    query = select(TitleRow).where(TitleRow.id == title_id, TitleRow.deleted_at.is_not(None))
    return await session.scalar(query.with_for_update())


async def open_flag(session: WriteSession, title_id: UUID, by: UUID) -> TitleFlagRow | None:
    """Return what somebody reported of a title that nobody has dealt with."""
    query = select(TitleFlagRow).where(
        TitleFlagRow.title_id == title_id,
        TitleFlagRow.by == by,
        TitleFlagRow.resolved_at.is_(None),
    )
    return await session.scalar(query.limit(1))


async def flags(
    session: ReadSession,
    *,
    is_open: bool,
    title_id: UUID | None,
    after: Position | None,
    limit: int,
) -> Sequence[tuple[TitleFlagRow, TitleRow]]:
    """Return flags with their titles, the oldest open ones or the latest resolved ones first."""
    query = select(TitleFlagRow, TitleRow).join(TitleRow, TitleRow.id == TitleFlagRow.title_id)
    place = tuple_(TitleFlagRow.at, TitleFlagRow.id)
    if title_id is not None:
        query = query.where(TitleFlagRow.title_id == title_id)
    if is_open:
        query = query.where(TitleFlagRow.resolved_at.is_(None))
        query = query.order_by(TitleFlagRow.at, TitleFlagRow.id)
        query = query.where(place > tuple_(*after)) if after else query
    else:
        query = query.where(TitleFlagRow.resolved_at.is_not(None))
        query = query.order_by(TitleFlagRow.at.desc(), TitleFlagRow.id.desc())
        query = query.where(place < tuple_(*after)) if after else query
    found = await session.execute(query.limit(limit + 1))
    return [(flag_row, title) for flag_row, title in found]


async def flag(session: WriteSession, flag_id: UUID) -> TitleFlagRow | None:
    """Return a flag, locked."""
    query = select(TitleFlagRow).where(TitleFlagRow.id == flag_id).with_for_update()
    return await session.scalar(query)


async def open_flags_of(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many open flags titles have."""
    query = (
        select(TitleFlagRow.title_id, func.count().label("amount"))
        .where(TitleFlagRow.title_id.in_(set(title_ids)), TitleFlagRow.resolved_at.is_(None))
        .group_by(TitleFlagRow.title_id)
    )
    found = await session.execute(query)
    return {row.title_id: row.amount for row in found}


async def resolve_others(
    session: WriteSession, title_id: UUID, by: UUID, at: datetime, resolution: str
) -> None:
    """Resolve what else is open of a title in the same way."""
    query = update(TitleFlagRow).where(
        TitleFlagRow.title_id == title_id, TitleFlagRow.resolved_at.is_(None)
    )
    await session.execute(query.values(resolved_by=by, resolved_at=at, resolution=resolution))


async def was_taken_down(session: ReadSession, title_id: UUID) -> bool:
    """Whether a title was archived because of a report, and nobody has brought it back since."""
    brought_back = exists().where(
        TitleStepRow.title_id == title_id,
        TitleStepRow.from_state == TitleState.ARCHIVED,
        TitleStepRow.to_state != TitleState.ARCHIVED,
        TitleStepRow.at >= TitleFlagRow.resolved_at,
    )
    query = select(
        exists().where(
            TitleFlagRow.title_id == title_id,
            TitleFlagRow.resolution == TAKEN_DOWN,
            ~brought_back,
        )
    )
    return bool(await session.scalar(query))
