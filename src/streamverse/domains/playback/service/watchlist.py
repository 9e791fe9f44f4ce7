"""What a viewer wants to see."""

from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.public import Marks, title_cards, titles_to_see
from streamverse.domains.identity.public import Caller
from streamverse.domains.playback import repository, watchlist_repository
from streamverse.domains.playback.errors import TitleNotThere, WatchlistFull
from streamverse.domains.playback.events import WatchlistChanged
from streamverse.domains.playback.schemas import WatchlistItem
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database, ReadSession, WriteSession
from streamverse.kit.outbox import publish
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor
from streamverse.kit.services import Services

MOST = 500


async def list_watchlist(
    session: ReadSession, viewer: Caller, limit: int, cursor: str | None
) -> Page[WatchlistItem]:
    """Return a page of the list, the last added first. Raises BadCursor.

    What the viewer may not see (any more) is left out, and there again when they may.
    """
    before = _place(cursor)
    rows = await watchlist_repository.items(session, viewer.viewer_key)
    seen = await titles_to_see(session, viewer, [row.title_id for row in rows])
    left = [
        row
        for row in rows
        if row.title_id in seen and (before is None or (row.added_at, row.title_id) < before)
    ]
    page = left[:limit]
    ids = [row.title_id for row in page]
    points = await repository.resume_points_of_titles(session, viewer.viewer_key, ids)
    marks = Marks(
        positions={row.title_id: row.position_seconds for row in reversed(points) if row.title_id},
        listed=frozenset(ids),
    )
    cards = await title_cards(session, viewer, ids, marks)
    last = page[-1] if len(left) > limit else None
    return Page(
        items=[WatchlistItem(added_at=row.added_at, title=cards[row.title_id]) for row in page],
        next_cursor=encode_cursor(last.added_at.isoformat(), last.title_id) if last else None,
    )


async def add_to_watchlist(services: Services, viewer: Caller, title_id: UUID) -> None:
    """Put a title on the list; twice is no error. Raises TitleNotThere, WatchlistFull."""
    database, key = services.get(Database), viewer.viewer_key
    async with database.write() as session:
        if title_id not in await titles_to_see(session, viewer, [title_id]):
            raise TitleNotThere
        length = await watchlist_repository.length_alone(session, key, is_sqlite=database.is_sqlite)
        if length >= MOST and not await watchlist_repository.listed(session, key, [title_id]):
            raise WatchlistFull(f"It holds {MOST} titles. Take one out first.", limit=MOST)
        now = services.get(Clock).now()
        is_sqlite = database.is_sqlite
        if await watchlist_repository.add(session, key, title_id, now, is_sqlite=is_sqlite):
            publish(session, WatchlistChanged(title_id, is_added=True, is_kids=viewer.is_kids))


async def remove_from_watchlist(session: WriteSession, viewer: Caller, title_id: UUID) -> None:
    """Take a title off the list; one that isn't there is no error."""
    if await watchlist_repository.remove(session, viewer.viewer_key, title_id):
        publish(session, WatchlistChanged(title_id, is_added=False, is_kids=viewer.is_kids))


def _place(cursor: str | None) -> tuple[datetime, UUID] | None:
    place = decode_cursor(cursor, 2)
    if place is None:
        return None
    try:
        added_at = datetime.fromisoformat(str(place[0]))
        title_id = UUID(str(place[1]))
    except ValueError as error:
        raise BadCursor from error
    if added_at.tzinfo is None:
        raise BadCursor
    return added_at, title_id
