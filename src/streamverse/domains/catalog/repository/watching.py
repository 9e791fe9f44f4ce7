"""The queries about the watch folder's files."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from streamverse.domains.catalog.models import WatchedFileRow
from streamverse.kit.db import ReadSession, WriteSession


async def files_at(session: ReadSession, paths: Iterable[str]) -> dict[str, WatchedFileRow]:
    """Return what is known of files, by their paths."""
    query = select(WatchedFileRow).where(WatchedFileRow.path.in_(set(paths)))
    return {row.path: row for row in await session.scalars(query)}


async def files_in(session: ReadSession, *states: str) -> Sequence[WatchedFileRow]:
    """Return the files in some states."""
    query = select(WatchedFileRow).where(WatchedFileRow.state.in_(states))
    return (await session.scalars(query.order_by(WatchedFileRow.path))).all()


async def list_files(
    session: ReadSession, after: tuple[datetime, str] | None, limit: int
) -> Sequence[WatchedFileRow]:
    """Return files, the newest first, one more than `limit` when there is a next page."""
    query = select(WatchedFileRow)
    if after:
        seen_at, path = after
        is_older = WatchedFileRow.seen_at < seen_at
        is_next = (WatchedFileRow.seen_at == seen_at) & (WatchedFileRow.path > path)
        query = query.where(is_older | is_next)
    query = query.order_by(WatchedFileRow.seen_at.desc(), WatchedFileRow.path)
    return (await session.scalars(query.limit(limit + 1))).all()


async def claim(session: WriteSession, path: str, asset_id: UUID, now: datetime) -> UUID | None:
    """Let this process take a file; returns its asset's id, None when another was quicker."""
    query = (
        update(WatchedFileRow)
        .where(WatchedFileRow.path == path, WatchedFileRow.state == "waiting")
        .values(state="taking", asset_id=asset_id, seen_at=now, problem="")
        .returning(WatchedFileRow.asset_id)
    )
    return await session.scalar(query)


async def note(session: WriteSession, path: str, **facts: object) -> None:
    """Say how a file goes on."""
    await session.execute(update(WatchedFileRow).where(WatchedFileRow.path == path).values(**facts))


async def set_waiting(session: WriteSession, path: str) -> bool:
    """Let a file that failed be tried again; False when there is none such."""
    query = (
        update(WatchedFileRow)
        .where(WatchedFileRow.path == path, WatchedFileRow.state == "failed")
        .values(state="waiting", problem="")
        .returning(WatchedFileRow.path)
    )
    return await session.scalar(query) is not None
