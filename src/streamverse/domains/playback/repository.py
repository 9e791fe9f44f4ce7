"""Every query of playback."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import CursorResult, Select, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from streamverse.domains.playback.models import PlaybackSessionRow, ResumePointRow, ViewCountRow
from streamverse.kit.db import ReadSession, WriteSession


async def session_of(
    session: ReadSession, session_id: UUID, viewer_key: str
) -> PlaybackSessionRow | None:
    """Return a viewer's playback session; None when it isn't theirs."""
    row = await session.get(PlaybackSessionRow, session_id)
    return row if row is not None and row.viewer_key == viewer_key else None


async def lock_session_of(
    session: WriteSession, session_id: UUID, viewer_key: str
) -> PlaybackSessionRow | None:
    """Return a viewer's playback session that nobody else changes meanwhile."""
    row = await session.get(PlaybackSessionRow, session_id, with_for_update=True)
    return row if row is not None and row.viewer_key == viewer_key else None


async def resume_point(
    session: ReadSession, viewer_key: str, asset_id: UUID
) -> ResumePointRow | None:
    """Return where a viewer stopped in an asset."""
    return await session.get(ResumePointRow, (viewer_key, asset_id))


async def resume_points_of_titles(
    session: ReadSession, viewer_key: str, title_ids: Iterable[UUID]
) -> Sequence[ResumePointRow]:
    """Return where a viewer stopped in these titles, unfinished only, the last watched first."""
    query = _of_viewer(viewer_key).where(
        ResumePointRow.title_id.in_(list(title_ids)), ResumePointRow.is_finished.is_(False)
    )
    return (await session.scalars(_newest_first(query))).all()


async def latest_to_go_on(
    session: ReadSession, viewer_key: str, limit: int
) -> Sequence[ResumePointRow]:
    """Return points that a viewer may go on from, the last watched first.

    Those are unfinished ones and episodes, but for what was taken out of "continue watching".
    """
    query = _of_viewer(viewer_key).where(
        ResumePointRow.title_id.is_not(None),
        ResumePointRow.is_dismissed.is_(False),
        or_(ResumePointRow.is_finished.is_(False), ResumePointRow.episode_id.is_not(None)),
    )
    return (await session.scalars(_newest_first(query).limit(limit))).all()


async def latest_points(
    session: ReadSession, viewer_key: str, limit: int
) -> Sequence[ResumePointRow]:
    """Return where a viewer stopped in titles, finished ones too, the last watched first."""
    query = _of_viewer(viewer_key).where(ResumePointRow.title_id.is_not(None))
    return (await session.scalars(_newest_first(query).limit(limit))).all()


async def points_in_title(
    session: ReadSession, viewer_key: str, title_id: UUID
) -> Sequence[ResumePointRow]:
    """Return where a viewer stopped in a title's episodes, the last watched first."""
    query = _of_viewer(viewer_key).where(ResumePointRow.title_id == title_id)
    return (await session.scalars(_newest_first(query))).all()


async def dismiss(
    session: WriteSession, viewer_key: str, title_id: UUID, *, is_dismissed: bool
) -> None:
    """Take a title out of "continue watching", or put it back."""
    await session.execute(
        update(ResumePointRow)
        .where(ResumePointRow.viewer_key == viewer_key, ResumePointRow.title_id == title_id)
        .values(is_dismissed=is_dismissed)
    )


async def history(
    session: ReadSession, viewer_key: str, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[ResumePointRow]:
    """Return what a viewer has watched, the last first, after a place in the list."""
    query = _of_viewer(viewer_key)
    if before is not None:
        place = tuple_(ResumePointRow.updated_at, ResumePointRow.asset_id)
        query = query.where(place < tuple_(*before))
    return (await session.scalars(_newest_first(query).limit(limit))).all()


async def save_resume_point(
    session: WriteSession, row: Mapping[str, object], *, is_sqlite: bool
) -> None:
    """Write where a viewer stopped, over what was there; they want to go on with it again."""
    row = {**row, "is_dismissed": False}
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(ResumePointRow).values(**row)
    changed = {key: value for key, value in row.items() if key not in {"viewer_key", "asset_id"}}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["viewer_key", "asset_id"], set_=changed)
    )


async def move_resume_points(session: WriteSession, asset_id: UUID, by_asset_id: UUID) -> None:
    """Let points in an asset be points in the one that takes its place."""
    there = select(ResumePointRow.viewer_key).where(ResumePointRow.asset_id == by_asset_id)
    await session.execute(
        update(ResumePointRow)
        .where(ResumePointRow.asset_id == asset_id, ResumePointRow.viewer_key.not_in(there))
        .values(asset_id=by_asset_id)
    )


async def forget_asset(session: WriteSession, asset_id: UUID) -> None:
    """Remove the points in an asset that is gone."""
    await session.execute(delete(ResumePointRow).where(ResumePointRow.asset_id == asset_id))


async def forget_point(session: WriteSession, viewer_key: str, asset_id: UUID) -> None:
    """Forget that a viewer has watched an asset."""
    await session.execute(
        delete(ResumePointRow).where(
            ResumePointRow.viewer_key == viewer_key, ResumePointRow.asset_id == asset_id
        )
    )


async def clear_history(session: WriteSession, viewer_key: str) -> None:
    """Forget all that a viewer has watched; what they watch now goes on."""
    await session.execute(delete(ResumePointRow).where(ResumePointRow.viewer_key == viewer_key))
    await session.execute(
        delete(PlaybackSessionRow).where(
            PlaybackSessionRow.viewer_key == viewer_key, PlaybackSessionRow.ended_at.is_not(None)
        )
    )


async def add_view(
    session: WriteSession, asset_id: UUID, title_id: UUID | None, *, is_sqlite: bool
) -> None:
    """Count one more view."""
    insert = sqlite.insert if is_sqlite else postgresql.insert
    statement = insert(ViewCountRow).values(asset_id=asset_id, title_id=title_id, views=1)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["asset_id"], set_={"views": ViewCountRow.views + 1}
        )
    )


async def views_of(session: ReadSession, asset_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return view counts by asset; those without a view are left out."""
    query = select(ViewCountRow).where(ViewCountRow.asset_id.in_(list(asset_ids)))
    return {row.asset_id: row.views for row in (await session.scalars(query)).all()}


async def views_of_titles(session: ReadSession, title_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Return view counts by title; those without a view are left out."""
    query = (
        select(ViewCountRow.title_id, func.sum(ViewCountRow.views))
        .where(ViewCountRow.title_id.in_(list(title_ids)))
        .group_by(ViewCountRow.title_id)
    )
    rows = (await session.execute(query)).all()
    return {title_id: int(views) for title_id, views in rows if title_id is not None}


async def open_sessions_on(session: ReadSession, asset_id: UUID) -> list[PlaybackSessionRow]:
    """Return the sessions on an asset that have not been closed."""
    query = _open_sessions().where(PlaybackSessionRow.asset_id == asset_id)
    return list((await session.scalars(query)).all())


async def open_sessions_of_title(session: ReadSession, title_id: UUID) -> list[PlaybackSessionRow]:
    """Return the sessions on a title that have not been closed."""
    query = _open_sessions().where(PlaybackSessionRow.title_id == title_id)
    return list((await session.scalars(query)).all())


async def open_sessions_of_titles(
    session: ReadSession, title_ids: Iterable[UUID]
) -> list[PlaybackSessionRow]:
    """Return the sessions on any of these titles that have not been closed."""
    query = _open_sessions().where(PlaybackSessionRow.title_id.in_(list(title_ids)))
    return list((await session.scalars(query)).all())


async def open_sessions_of_viewers(
    session: ReadSession, viewer_keys: Iterable[str]
) -> list[PlaybackSessionRow]:
    """Return what some viewers are watching."""
    query = _open_sessions().where(PlaybackSessionRow.viewer_key.in_(list(viewer_keys)))
    return list((await session.scalars(query)).all())


async def remove_sessions_before(session: WriteSession, moment: datetime) -> int:
    """Remove sessions that expired before a moment; returns how many."""
    result = await session.execute(
        delete(PlaybackSessionRow).where(PlaybackSessionRow.expires_at < moment)
    )
    return result.rowcount if isinstance(result, CursorResult) else 0


def _open_sessions() -> Select[PlaybackSessionRow]:
    return select(PlaybackSessionRow).where(PlaybackSessionRow.ended_at.is_(None))


def _of_viewer(viewer_key: str) -> Select[ResumePointRow]:
    return select(ResumePointRow).where(ResumePointRow.viewer_key == viewer_key)


def _newest_first(query: Select[ResumePointRow]) -> Select[ResumePointRow]:
    return query.order_by(ResumePointRow.updated_at.desc(), ResumePointRow.asset_id.desc())
