"""Builds the index anew from the database, while the one there is goes on answering."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

from streamverse.domains.catalog.public import (
    count_published_titles,
    people_after,
    published_titles_after,
)
from streamverse.domains.channels.public import channels_after
from streamverse.domains.search.documents import channel_document
from streamverse.domains.search.ports import Builder, SearchIndex
from streamverse.domains.search.service.feeding.gather import gather_people, gather_titles
from streamverse.domains.search.standing import Standing
from streamverse.kit.db import Database, ReadSession
from streamverse.kit.services import Services

TITLES_AT_ONCE = 100
PEOPLE_AT_ONCE = 500
SHARE_OF_TITLES = 0.95

Page = Callable[[ReadSession, UUID | None, int], Awaitable[list[UUID]]]


async def fill(services: Services, builder: Builder) -> None:
    """Put everything that can be found into a new generation.

    The next titles are read while those before are written.
    """
    database, index = services.get(Database), services.get(SearchIndex)
    async with database.read_latest() as session:
        total = await count_published_titles(session)
    done = 0
    standings: dict[UUID, Standing] = {}
    writing: asyncio.Task[None] | None = None
    async for ids in _pages(database, published_titles_after, TITLES_AT_ONCE):
        gathered = await gather_titles(services, ids)
        standings |= gathered.standings
        if writing is not None:
            await writing
        writing = asyncio.ensure_future(builder.add(gathered.documents))
        done += len(ids)
        index.tell(SHARE_OF_TITLES * min(1.0, done / max(1, total)))
    if writing is not None:
        await writing
    async for ids in _pages(database, people_after, PEOPLE_AT_ONCE):
        await builder.add(await gather_people(services, ids, standings))
    await _fill_channels(database, builder)
    index.tell(0.99)


async def _fill_channels(database: Database, builder: Builder) -> None:
    after: UUID | None = None
    while True:
        async with database.read_latest() as session:
            cards = await channels_after(session, after, PEOPLE_AT_ONCE)
        if not cards:
            return
        await builder.add([channel_document(card) for card in cards])
        after = cards[-1].id


async def _pages(database: Database, page: Page, size: int) -> AsyncIterator[list[UUID]]:
    after: UUID | None = None
    while True:
        async with database.read_latest() as session:
            ids = await page(session, after, size)
        if not ids:
            return
        yield ids
        after = ids[-1]
