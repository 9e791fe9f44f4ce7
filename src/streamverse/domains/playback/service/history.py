"""What a viewer has watched, and forgetting it."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.schemas import HistoryItem, HistoryPage
from streamverse.domains.playback.service.listing import shown_of
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import BadCursor, decode_cursor, encode_cursor


async def list_history(
    session: ReadSession, viewer: Caller, limit: int, cursor: str | None
) -> HistoryPage:
    """Return a page of what the viewer has watched, the last first. Raises BadCursor.

    What they may no longer see keeps its place, without its name.
    """
    place = decode_cursor(cursor, 2)
    before = _place(place) if place else None
    rows = await repository.history(session, viewer.viewer_key, before, limit + 1)
    has_more = len(rows) > limit
    rows = rows[:limit]
    shown = await shown_of(session, viewer, rows)
    items = [
        HistoryItem(
            asset_id=row.asset_id,
            title_id=row.title_id,
            episode_id=row.episode_id,
            position_seconds=row.position_seconds,
            duration_seconds=row.duration_seconds,
            is_finished=row.is_finished,
            updated_at=row.updated_at,
            **shown.facts(row.asset_id, row.title_id, row.episode_id),
        )
        for row in rows
    ]
    last = rows[-1] if has_more else None
    next_cursor = encode_cursor(last.updated_at.isoformat(), str(last.asset_id)) if last else None
    return HistoryPage(items=items, next_cursor=next_cursor, is_paused=is_paused(viewer))


def is_paused(viewer: Caller) -> bool:
    """Whether nothing of what this viewer watches shall be kept."""
    return viewer.profile is not None and viewer.profile.is_history_paused


async def remove_from_history(session: WriteSession, viewer: Caller, asset_id: UUID) -> None:
    """Forget one thing that the viewer has watched; what isn't there is no error."""
    await repository.forget_point(session, viewer.viewer_key, asset_id)


async def clear_history(session: WriteSession, viewer: Caller) -> None:
    """Forget all that the viewer has watched."""
    await repository.clear_history(session, viewer.viewer_key)


def _place(values: list[str]) -> tuple[datetime, UUID]:
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except (AttributeError, TypeError, ValueError) as error:
        raise BadCursor from error
