"""The queries about what viewers want to see."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.playback.models import WatchlistRow
from streamverse.kit.db import ReadSession, WriteSession


async def items(
    session: ReadSession, viewer_key: str, limit: int | None = None
) -> Sequence[WatchlistRow]:
    """Return a viewer's list, the last added first."""
    query = (
        select(WatchlistRow)
        .where(WatchlistRow.viewer_key == viewer_key)
        .order_by(WatchlistRow.added_at.desc(), WatchlistRow.title_id.desc())
    )
    return (await session.scalars(query if limit is None else query.limit(limit))).all()


async def listed(
    session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
) -> frozenset[UUID]:
    """Return those of these titles that are in a viewer's list."""
    query = select(WatchlistRow.title_id).where(
        WatchlistRow.viewer_key == viewer_key, WatchlistRow.title_id.in_(list(title_ids))
    )
    return frozenset(await session.scalars(query))


async def length_alone(session: WriteSession, viewer_key: str, *, is_sqlite: bool) -> int:
    """Return how long a list is, and let nobody lengthen it until this transaction ends.

    SQLite has one writer anyway; on PostgreSQL the lock is of the viewer's key.
    """
    if not is_sqlite:
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
        await session.execute(lock, {"key": f"watchlist:{viewer_key}"})
    query = select(func.count()).where(WatchlistRow.viewer_key == viewer_key)
    return await session.scalar(query) or 0


async def add(
    session: WriteSession, viewer_key: str, title_id: UUID, now: datetime, *, is_sqlite: bool
) -> bool:
    """Add a title; one that is there stays where it is, and False is returned."""
    insert = sqlite.insert if is_sqlite else postgresql.insert
    row = {"viewer_key": viewer_key, "title_id": title_id, "added_at": now}
    statement = insert(WatchlistRow).values(**row).on_conflict_do_nothing()
    return await session.scalar(statement.returning(WatchlistRow.title_id)) is not None


async def remove(session: WriteSession, viewer_key: str, title_id: UUID) -> bool:
    """Take a title out; one that isn't there is no error, and False is returned."""
    statement = delete(WatchlistRow).where(
        WatchlistRow.viewer_key == viewer_key, WatchlistRow.title_id == title_id
    )
    return await session.scalar(statement.returning(WatchlistRow.title_id)) is not None


async def forget_title(session: WriteSession, title_id: UUID) -> None:
    """Take a title that is gone for ever out of every list."""
    await session.execute(delete(WatchlistRow).where(WatchlistRow.title_id == title_id))
