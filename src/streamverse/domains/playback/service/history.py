"""What a viewer has watched, and forgetting it."""

from datetime import datetime, timedelta
from uuid import UUID

from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository
from streamverse.domains.playback.revocations import forget_expired
from streamverse.domains.playback.schemas import HistoryItem
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

SESSIONS_KEPT = timedelta(days=90)


async def list_history(
    session: ReadSession, viewer: Caller, limit: int, cursor: str | None
) -> Page[HistoryItem]:
    """Return a page of what the viewer has watched, the last first. Raises BadCursor."""
    place = decode_cursor(cursor, 2)
    before = _place(place) if place else None
    rows = await repository.history(session, viewer.viewer_key, before, limit + 1)
    has_more = len(rows) > limit
    rows = rows[:limit]
    items = [HistoryItem.model_validate(row, from_attributes=True) for row in rows]
    last = rows[-1] if has_more else None
    next_cursor = encode_cursor(last.updated_at.isoformat(), str(last.asset_id)) if last else None
    return Page(items=items, next_cursor=next_cursor)


async def clear_history(session: WriteSession, viewer: Caller) -> None:
    """Forget all that the viewer has watched."""
    await repository.clear_history(session, viewer.viewer_key)


async def forget_old(session: WriteSession, now: datetime) -> None:
    """Remove expired revocations, and sessions that ended long ago."""
    await forget_expired(session, now)
    await repository.remove_sessions_before(session, now - SESSIONS_KEPT)


def _place(values: list[str]) -> tuple[datetime, UUID]:
    try:
        return datetime.fromisoformat(values[0]), UUID(values[1])
    except (AttributeError, TypeError, ValueError) as error:
        raise BadCursor from error
