"""Reading: one title, lists in pages, genres."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from streamverse.domains.catalog.bodies import whole
from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.maturity import ceiling_of
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.repository import titles as repository
from streamverse.domains.catalog.repository.titles import Wanted
from streamverse.domains.catalog.rights import Asker
from streamverse.domains.catalog.schemas.taxonomy import GenreCount, GenreList
from streamverse.domains.catalog.schemas.titles import TitleBody, TitleCard
from streamverse.domains.catalog.service.access import title_to_see
from streamverse.domains.catalog.service.memory import Memory
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession, WriteSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

__all__ = ["Wanted", "changed", "list_genres", "list_titles", "read_title"]


async def list_titles(
    session: ReadSession,
    memory: Memory,
    viewer: Caller,
    asker: Asker,
    wanted: Wanted,
    *,
    limit: int,
    cursor: str | None,
) -> Page[TitleCard]:
    """Return a page of titles, the latest first, none above the ceiling. Raises BadCursor."""
    wanted = replace(wanted, ceiling=ceiling_of(viewer), is_public_only=viewer.is_kids, asker=asker)
    rows = await repository.list_titles(session, wanted, _position(cursor), limit)
    shown = rows[:limit]
    marks = await memory.marks(session, viewer.viewer_key, [row.id for row in shown])
    last = shown[-1] if len(rows) > limit else None
    return Page[TitleCard](
        items=await cards(session, shown, marks),
        next_cursor=encode_cursor(last.listed_at.isoformat(), last.id) if last else None,
    )


async def read_title(
    session: ReadSession, memory: Memory, viewer: Caller, asker: Asker, id_or_slug: str
) -> TitleBody:
    """Return a title this viewer may see, whole. Raises TitleNotFound, TitleNotOffered."""
    row = await title_to_see(session, viewer, id_or_slug, asker)
    return await whole(session, row, await memory.marks(session, viewer.viewer_key, [row.id]))


async def changed(session: WriteSession, row: TitleRow) -> TitleBody:
    """Return a title as it is after a change."""
    await session.flush()
    return await whole(session, row)


async def list_genres(session: ReadSession, viewer: Caller, asker: Asker) -> GenreList:
    """Return the genres that have titles for this viewer, by name."""
    found = await repository.genres_with_titles(session, ceiling_of(viewer), asker)
    return GenreList(
        items=[GenreCount(slug=slug, name=name, title_count=count) for slug, name, count in found]
    )


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        listed_at = datetime.fromisoformat(str(position[0]))
        title_id = UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error
    if listed_at.tzinfo is None:
        raise BadCursor
    return listed_at, title_id
