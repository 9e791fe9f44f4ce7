"""Every query of search."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, delete, func, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.search.models import (
    MissedSearchRow,
    PopularSearchRow,
    RecentSearchRow,
    SearchChangeRow,
)
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.ids import new_id

REBUILD = "rebuild"
AT_ONCE = 500


def note_changes(session: WriteSession, subject: str, ids: Iterable[UUID]) -> None:
    """Say that the index has to look at these again."""
    session.add_all(SearchChangeRow(id=new_id(), subject=subject, subject_id=each) for each in ids)


async def changes_after(session: ReadSession, after: UUID, limit: int) -> Sequence[SearchChangeRow]:
    """Return what changed since, in its order."""
    query = select(SearchChangeRow).where(SearchChangeRow.id > after)
    return (await session.scalars(query.order_by(SearchChangeRow.id).limit(limit))).all()


async def last_change(session: ReadSession) -> UUID | None:
    """Return the newest change's id."""
    query = select(SearchChangeRow.id).order_by(SearchChangeRow.id.desc()).limit(1)
    return await session.scalar(query)


async def count_changes(session: ReadSession, after: UUID) -> int:
    """Return how many changes there were since."""
    query = select(func.count()).select_from(SearchChangeRow).where(SearchChangeRow.id > after)
    return await session.scalar(query) or 0


async def is_rebuild_wanted(session: ReadSession, after: UUID) -> bool:
    """Whether somebody has asked for a rebuild since."""
    query = select(SearchChangeRow.id).where(
        SearchChangeRow.id > after, SearchChangeRow.subject == REBUILD
    )
    return await session.scalar(query.limit(1)) is not None


async def forget_changes(session: WriteSession, before: UUID) -> int:
    """Delete what every index has followed long ago."""
    return await _deleted(session, delete(SearchChangeRow).where(SearchChangeRow.id < before))


async def recent(session: ReadSession, viewer_key: str, limit: int) -> Sequence[RecentSearchRow]:
    """Return what a profile looked for, the last first."""
    query = select(RecentSearchRow).where(RecentSearchRow.viewer_key == viewer_key)
    query = query.order_by(RecentSearchRow.searched_at.desc(), RecentSearchRow.id.desc())
    return (await session.scalars(query.limit(limit))).all()


async def recent_beginning(
    session: ReadSession, viewer_key: str, folded: str, limit: int
) -> Sequence[RecentSearchRow]:
    """Return what a profile looked for that begins so, the last first."""
    query = select(RecentSearchRow).where(
        RecentSearchRow.viewer_key == viewer_key,
        RecentSearchRow.folded.startswith(folded, autoescape=True),
        RecentSearchRow.folded != folded,
    )
    return (
        await session.scalars(query.order_by(RecentSearchRow.searched_at.desc()).limit(limit))
    ).all()


async def remember(
    session: WriteSession, viewer_key: str, text: str, folded: str, at: datetime
) -> None:
    """Put a search at the head of a profile's."""
    statement = _insert(session)(RecentSearchRow).values(
        id=new_id(), viewer_key=viewer_key, text=text, folded=folded, searched_at=at
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["viewer_key", "folded"], set_={"text": text, "searched_at": at}
        )
    )


async def forget_recent(
    session: WriteSession, viewer_key: str, recent_id: UUID | None = None
) -> None:
    """Forget one of a profile's searches, or all of them."""
    query = delete(RecentSearchRow).where(RecentSearchRow.viewer_key == viewer_key)
    if recent_id is not None:
        query = query.where(RecentSearchRow.id == recent_id)
    await session.execute(query)


async def forget_beginnings(
    session: WriteSession, viewer_key: str, folded: str, since: datetime
) -> None:
    """Forget what a profile typed on the way to this query."""
    await session.execute(
        delete(RecentSearchRow).where(
            RecentSearchRow.viewer_key == viewer_key,
            RecentSearchRow.searched_at >= since,
            RecentSearchRow.folded != folded,
            literal(folded).startswith(RecentSearchRow.folded, autoescape=False),
        )
    )


async def forget_counted_beginnings(
    session: WriteSession, mark: str, folded: str, since: datetime
) -> None:
    """Count nobody for what they typed on the way to this query."""
    await session.execute(
        delete(PopularSearchRow).where(
            PopularSearchRow.mark == mark,
            PopularSearchRow.searched_at >= since,
            PopularSearchRow.folded != folded,
            literal(folded).startswith(PopularSearchRow.folded, autoescape=False),
        )
    )


async def forget_recent_but(session: WriteSession, viewer_key: str, keep: int) -> None:
    """Forget a profile's oldest searches."""
    kept = (
        select(RecentSearchRow.id)
        .where(RecentSearchRow.viewer_key == viewer_key)
        .order_by(RecentSearchRow.searched_at.desc(), RecentSearchRow.id.desc())
        .limit(keep)
    )
    await session.execute(
        delete(RecentSearchRow).where(
            RecentSearchRow.viewer_key == viewer_key, RecentSearchRow.id.not_in(kept)
        )
    )


async def forget_viewers(
    session: WriteSession, viewer_keys: Iterable[str], marks: Iterable[str]
) -> None:
    """Forget what people looked for."""
    keys, hashes = list(viewer_keys), list(marks)
    await session.execute(delete(RecentSearchRow).where(RecentSearchRow.viewer_key.in_(keys)))
    await session.execute(delete(PopularSearchRow).where(PopularSearchRow.mark.in_(hashes)))


async def recent_of(
    session: ReadSession, viewer_keys: Iterable[str]
) -> AsyncIterator[dict[str, Any]]:
    """Yield what a person's profiles looked for."""
    query = select(RecentSearchRow).where(RecentSearchRow.viewer_key.in_(list(viewer_keys)))
    async for row in await session.stream_scalars(query.execution_options(yield_per=AT_ONCE)):
        yield {"profile": row.viewer_key, "text": row.text, "searched_at": row.searched_at}


async def forget_recent_before(session: WriteSession, before: datetime) -> int:
    """Delete old searches, and old counts of what was not found."""
    gone = await _deleted(
        session, delete(RecentSearchRow).where(RecentSearchRow.searched_at < before)
    )
    return gone + await _deleted(
        session, delete(MissedSearchRow).where(MissedSearchRow.last_at < before)
    )


async def count_asker(
    session: WriteSession, folded: str, text: str, mark: str, at: datetime
) -> None:
    """Note that somebody looked for something; the same one counts once."""
    statement = _insert(session)(PopularSearchRow).values(
        folded=folded, mark=mark, text=text, searched_at=at
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["folded", "mark"], set_={"text": text, "searched_at": at}
        )
    )


async def popular(
    session: ReadSession, since: datetime, least: int, limit: int
) -> list[tuple[str, int]]:
    """Return (text, how many different viewers), the most first."""
    amount = func.count()
    query = (
        select(func.min(PopularSearchRow.text), amount)
        .where(PopularSearchRow.searched_at >= since)
        .group_by(PopularSearchRow.folded)
        .having(amount >= least)
        .order_by(amount.desc(), PopularSearchRow.folded)
        .limit(limit)
    )
    return [(text, count) for text, count in await session.execute(query)]


async def forget_popular_before(session: WriteSession, before: datetime) -> int:
    """Delete what was looked for long ago."""
    return await _deleted(
        session, delete(PopularSearchRow).where(PopularSearchRow.searched_at < before)
    )


async def count_miss(session: WriteSession, folded: str, text: str, at: datetime) -> None:
    """Count a search that found nothing."""
    statement = _insert(session)(MissedSearchRow).values(
        folded=folded, text=text, times=1, last_at=at
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["folded"],
            set_={"times": MissedSearchRow.times + 1, "last_at": at, "text": text},
        )
    )


async def misses(
    session: ReadSession, after: tuple[int, str] | None, limit: int
) -> Sequence[MissedSearchRow]:
    """Return what was not found, the most asked for first; one more when there is a next page."""
    query = select(MissedSearchRow)
    if after is not None:
        times, folded = after
        query = query.where(
            (MissedSearchRow.times < times)
            | ((MissedSearchRow.times == times) & (MissedSearchRow.folded > folded))
        )
    query = query.order_by(MissedSearchRow.times.desc(), MissedSearchRow.folded)
    return (await session.scalars(query.limit(limit + 1))).all()


def _insert(session: WriteSession) -> Any:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert if is_sqlite else postgresql.insert


async def _deleted(session: WriteSession, statement: Any) -> int:
    result = await session.execute(statement)
    return result.rowcount if isinstance(result, CursorResult) else 0
