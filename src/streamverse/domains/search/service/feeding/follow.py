"""Keeps the index of this process up to date: it follows the changes, and is rebuilt on wish.

Each process follows by itself, so that any number of them may: a change is a row, and an index
remembers the last one it has followed. What was followed twice does no harm.
"""

import asyncio
from contextlib import suppress
from uuid import UUID

from streamverse.domains.search import repository
from streamverse.domains.search.models import SearchChangeRow
from streamverse.domains.search.ports import IndexNotReady, SearchIndex
from streamverse.domains.search.service.feeding import position as positions
from streamverse.domains.search.service.feeding.batches import batch_of
from streamverse.domains.search.service.feeding.position import (
    BEGINNING,
    KEPT,
    LATE,
    position_of,
)
from streamverse.domains.search.service.feeding.rebuild import fill
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.log import logger
from streamverse.kit.services import Services

POLL_SECONDS = 0.5
CHANGES_AT_ONCE = 300
PAUSE_AFTER_FAILURE_SECONDS = 15.0

log = logger(__name__)


class Follower:
    """One process's."""

    def __init__(self, services: Services) -> None:
        """Follow for the index of `services`."""
        self._services = services
        self._index = services.get(SearchIndex)
        self._database = services.get(Database)
        self._handled: set[UUID] = set()
        self._turn = asyncio.Lock()
        self._rebuilding: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Follow until cancelled."""
        try:
            while True:
                try:
                    await self.tend()
                except IndexNotReady:
                    pass
                except Exception:
                    log.exception("search_not_followed")
                    await asyncio.sleep(PAUSE_AFTER_FAILURE_SECONDS)
                await asyncio.sleep(POLL_SECONDS)
        finally:
            if self._rebuilding is not None:
                self._rebuilding.cancel()
                with suppress(asyncio.CancelledError):
                    await self._rebuilding

    async def tend(self) -> None:
        """Begin a rebuild if one is due, and follow what changed."""
        if self._rebuilding is not None and self._rebuilding.done():
            self._rebuilding = None
        if self._rebuilding is None and await self.is_rebuild_due():
            self._rebuilding = asyncio.create_task(self._rebuild_in_peace())
        if self._index.state.is_ready:
            await self.follow()

    async def follow(self) -> int:
        """Bring the index up to the last change; returns how many it followed."""
        followed = 0
        while True:
            async with self._turn:
                reached = position_of(self._index.state.position)
                changes = await self._changes(reached)
                if not changes:
                    return followed
                batch = await batch_of(self._services, changes)
                last = max(reached, changes[-1].id)
                await self._index.apply(batch, str(last))
                self._note(changes, last)
                followed += len(changes)

    async def rebuild(self) -> None:
        """Build the index anew and let it answer. What changes meanwhile is not lost."""
        async with self._database.read_latest() as session:
            begun = await repository.last_change(session) or positions.position_at(
                self._services.get(Clock).now()
            )
        async with self._index.building() as builder:
            await fill(self._services, builder)
            reached = self._overlapped(begun)
            while changes := await self._page(reached):
                await builder.apply(await batch_of(self._services, changes))
                reached = changes[-1].id
                if len(changes) < CHANGES_AT_ONCE:
                    break
            async with self._turn:
                self._handled.clear()
                await builder.publish(str(max(begun, reached)), str(begun))
        log.info("search_index_built", documents=self._index.state.documents)

    async def is_rebuild_due(self) -> bool:
        """Whether there is no index, it is older than what is known of changes, or one is asked."""
        state = self._index.state
        if not state.is_ready:
            return True
        oldest = positions.position_at(self._services.get(Clock).now() - KEPT)
        async with self._database.read_latest() as session:
            last = await repository.last_change(session)
            if last is not None and position_of(state.position) < oldest < last:
                return True
            return await repository.is_rebuild_wanted(session, position_of(state.built_from))

    async def _rebuild_in_peace(self) -> None:
        try:
            await self.rebuild()
        except Exception as error:
            log.exception("search_not_rebuilt")
            self._index.tell(0.0, f"the rebuild stopped: {error}")
            await asyncio.sleep(PAUSE_AFTER_FAILURE_SECONDS)

    async def _changes(self, reached: UUID) -> list[SearchChangeRow]:
        """Return the next changes that were not followed yet."""
        after = self._overlapped(reached)
        while True:
            page = await self._page(after)
            fresh = [each for each in page if each.id not in self._handled]
            if fresh or len(page) < CHANGES_AT_ONCE:
                return fresh
            after = page[-1].id

    async def _page(self, after: UUID) -> list[SearchChangeRow]:
        async with self._database.read_latest() as session:
            return list(await repository.changes_after(session, after, CHANGES_AT_ONCE))

    def _overlapped(self, reached: UUID) -> UUID:
        """Return where to look from: SQLite has one writer, so nothing comes late there."""
        if self._database.is_sqlite or reached == BEGINNING:
            return reached
        return positions.before(reached, LATE)

    def _note(self, changes: list[SearchChangeRow], last: UUID) -> None:
        if self._database.is_sqlite:
            return
        floor = positions.before(last, LATE)
        self._handled = {each for each in self._handled if each >= floor}
        self._handled |= {each.id for each in changes}
