"""Home pages of audiences, kept in this process for some seconds and dropped when titles change."""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import timedelta

from streamverse.domains.catalog.public import Audience
from streamverse.domains.recommendations.service.compose import SharedPage, compose
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.log import logger
from streamverse.kit.pubsub import PubSub

log = logger(__name__)

CHANNEL = "recommendations.home"
FRESH = timedelta(seconds=15)
"""After this a page is composed anew in the background, while the old one is still shown."""
MOST_AUDIENCES = 64
AGAIN_SECONDS = 1.0


@dataclass(slots=True)
class _Kept:
    page: SharedPage
    is_stale: bool = False


class HomePages:
    """Composes a page once for all who see the same; several who ask at once wait for one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Start with nothing composed."""
        self._database = database
        self._clock = clock
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._composing: dict[Hashable, asyncio.Task[SharedPage]] = {}

    async def page(self, audience: Audience) -> SharedPage:
        """Return the page of an audience; never one that something has left since."""
        key = _key(audience)
        kept = self._kept.get(key)
        now = audience.asker.at
        if kept is None or now >= kept.page.good_until:
            return await asyncio.shield(self._compose(key, audience))
        self._kept.move_to_end(key)
        if kept.is_stale or now - kept.page.composed_at >= FRESH:
            self._compose(key, audience)
        return kept.page

    def forget(self) -> None:
        """Drop every page: what has changed may not be seen any more."""
        self._kept.clear()
        self._composing.clear()  # those under way may have read what was before

    def mark_stale(self) -> None:
        """Compose every page anew when it is asked for next, and show the old one meanwhile."""
        for kept in self._kept.values():
            kept.is_stale = True

    async def listen(self, pubsub: PubSub) -> None:
        """Hear of changes until cancelled."""
        while True:
            try:
                async with pubsub.subscribe(CHANNEL) as messages:
                    self.forget()
                    async for message in messages:
                        if message.get("is_gentle"):
                            self.mark_stale()
                        else:
                            self.forget()
            except Exception:
                log.exception("home_changes_not_heard")
            await asyncio.sleep(AGAIN_SECONDS)

    async def close(self) -> None:
        """Stop what is being composed."""
        tasks = list(self._composing.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _compose(self, key: Hashable, audience: Audience) -> asyncio.Task[SharedPage]:
        task = self._composing.get(key)
        if task is None:
            task = asyncio.create_task(self._composed(audience))
            self._composing[key] = task
            task.add_done_callback(lambda done: self._keep(key, done))
        return task

    def _keep(self, key: Hashable, task: asyncio.Task[SharedPage]) -> None:
        if self._composing.get(key) is not task:
            return  # dropped while it was under way
        del self._composing[key]
        if task.cancelled():
            return
        if error := task.exception():
            log.warning("home_not_composed", exc_info=error)
            return
        self._kept[key] = _Kept(task.result())
        self._kept.move_to_end(key)
        while len(self._kept) > MOST_AUDIENCES:
            self._kept.popitem(last=False)

    async def _composed(self, audience: Audience) -> SharedPage:
        asker = replace(audience.asker, at=self._clock.now())
        async with self._database.read_latest() as session:
            return await compose(session, replace(audience, asker=asker))


def _key(audience: Audience) -> Hashable:
    asker = audience.asker
    return (
        asker.country,
        asker.platform,
        asker.plan,
        audience.ceiling,
        audience.is_kids,
        audience.languages,
    )
