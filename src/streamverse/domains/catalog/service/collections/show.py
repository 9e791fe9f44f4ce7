"""Collections as the API shows them."""

from collections.abc import Sequence
from uuid import UUID

from streamverse.domains.catalog.audience import Audience
from streamverse.domains.catalog.cards import cards
from streamverse.domains.catalog.kinds import CollectionKind
from streamverse.domains.catalog.languages import named
from streamverse.domains.catalog.models import CollectionRow
from streamverse.domains.catalog.pictures import artwork_set
from streamverse.domains.catalog.repository import collections as repository
from streamverse.domains.catalog.repository.artwork import artworks_of
from streamverse.domains.catalog.repository.rights import words_of
from streamverse.domains.catalog.repository.titles import titles_by_id
from streamverse.domains.catalog.schemas.collections import (
    CollectionBody,
    CollectionRef,
    ItemBody,
    ItemsBody,
    PreviewBody,
    SmartQuery,
)
from streamverse.domains.catalog.schemas.titles import TitleCard
from streamverse.domains.catalog.service.collections.shelves import (
    OfCollection,
    fill_shelves,
    marks_for,
)
from streamverse.domains.catalog.service.memory import Memory
from streamverse.domains.identity.public import Caller
from streamverse.kit.db import ReadSession
from streamverse.kit.pages import BadCursor, Page, decode_cursor, encode_cursor

SHOWN_IN_PREVIEW = 24


async def bodies(
    session: ReadSession, rows: Sequence[CollectionRow], languages: Sequence[str] = ()
) -> list[CollectionBody]:
    """Return collections as JSON, in the order given."""
    ids = [row.id for row in rows]
    counts = await repository.item_counts(session, ids)
    artwork = await artworks_of(session, ids)
    return [
        CollectionBody(
            id=row.id,
            slug=row.slug,
            kind=CollectionKind(row.kind),
            title=named(row.name, row.names, languages),
            name=row.name,
            names=row.names,
            description=row.description,
            query=_query(row),
            territories=sorted(words_of(row.territories)),
            from_at=row.from_at,
            until_at=row.until_at,
            is_published=row.is_published,
            item_count=counts.get(row.id, 0),
            artwork=artwork_set(artwork.get(row.id, []), None, row.name),
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row in rows
    ]


async def body(
    session: ReadSession, row: CollectionRow, languages: Sequence[str] = ()
) -> CollectionBody:
    """Return one collection as JSON."""
    return (await bodies(session, [row], languages))[0]


async def list_collections(
    session: ReadSession, caller: Caller, audience: Audience, limit: int, cursor: str | None
) -> Page[CollectionBody]:
    """Return a page of collections by name: to editors all, to others what is open to them."""
    asker = audience.asker
    rows = await repository.page(
        session,
        _after(cursor),
        limit,
        open_at=None if caller.is_editor else asker.at,
        country=asker.country,
    )
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page(
        items=await bodies(session, shown, audience.languages),
        next_cursor=encode_cursor(last.name, last.id) if last else None,
    )


async def items(session: ReadSession, row: CollectionRow) -> ItemsBody:
    """Return what an editor put into a collection: drafts too, in its order."""
    places = await repository.items_of(session, row.id)
    titles = await titles_by_id(session, [each.title_id for each in places if each.title_id])
    by_id = {card.id: card for card in await cards(session, list(titles.values()))}
    children = await repository.by_id(session, [each.child_id for each in places if each.child_id])
    refs = {each.id: _ref(each) for each in children.values()}
    whole = [
        ItemBody(
            title=by_id.get(each.title_id) if each.title_id else None,
            collection=refs.get(each.child_id) if each.child_id else None,
        )
        for each in places
    ]
    there = [each for each in whole if each.title or each.collection]
    return ItemsBody(items=there, version=row.version)


async def titles_of_collection(
    session: ReadSession,
    memory: Memory,
    viewer: Caller,
    audience: Audience,
    row: CollectionRow,
    limit: int,
    cursor: str | None,
) -> Page[TitleCard]:
    """Return a page of a collection's titles that are offered to this viewer. Raises BadCursor."""
    start = _place(cursor)
    wanted = {"": OfCollection(row.id)}
    ids = (await fill_shelves(session, audience, wanted))[""]
    here = ids[start : start + limit]
    titles = await titles_by_id(session, here)
    marks = await memory.marks(
        session,
        viewer.viewer_key,
        here,
        asker=audience.asker,
        languages=audience.languages,
        ceiling=audience.ceiling,
    )
    found = await cards(session, [titles[each] for each in here if each in titles], marks)
    end = start + limit
    return Page(items=found, next_cursor=encode_cursor(end) if end < len(ids) else None)


async def preview(session: ReadSession, audience: Audience, query: SmartQuery) -> PreviewBody:
    """Return what a query finds for an audience."""
    ids = (await fill_shelves(session, audience, {"": query.shelf()}))[""]
    here = ids[:SHOWN_IN_PREVIEW]
    titles = await titles_by_id(session, here)
    marks = marks_for(audience)
    found = await cards(session, [titles[each] for each in here if each in titles], marks)
    return PreviewBody(items=found, total=len(ids))


def _query(row: CollectionRow) -> SmartQuery | None:
    return SmartQuery.model_validate(row.query) if row.kind == CollectionKind.SMART else None


def _ref(row: CollectionRow) -> CollectionRef:
    return CollectionRef(
        id=row.id,
        slug=row.slug,
        kind=CollectionKind(row.kind),
        name=row.name,
        is_published=row.is_published,
    )


def _after(cursor: str | None) -> tuple[str, UUID] | None:
    position = decode_cursor(cursor, 2)
    if position is None:
        return None
    try:
        return str(position[0]), UUID(str(position[1]))
    except ValueError as error:
        raise BadCursor from error


def _place(cursor: str | None) -> int:
    position = decode_cursor(cursor, 1)
    if position is None:
        return 0
    if not isinstance(position[0], int) or not 0 <= position[0] <= 100_000:
        raise BadCursor
    return position[0]
