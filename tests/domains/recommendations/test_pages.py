"""Pages that are kept: composed once for all who see the same, and dropped at once."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta

import pytest

from streamverse.domains.catalog.events import TitlesChanged, TitleUnpublished
from streamverse.domains.catalog.public import Asker, Audience, Platform
from streamverse.domains.recommendations.public import open_recommendations
from streamverse.domains.recommendations.reactions import REACTIONS
from streamverse.domains.recommendations.service.compose import SharedPage
from streamverse.domains.recommendations.service.pages import HomePages
from streamverse.kit.events import Event
from streamverse.kit.services import Services
from tests.domains.conftest import MovingClock
from tests.domains.recommendations.shelf import Shelves, counted_queries
from tests.domains.waiting import eventually


@pytest.fixture
async def pages(shared: Services) -> AsyncGenerator[HomePages]:
    """Pages kept as a process keeps them."""
    async with open_recommendations(shared):
        await asyncio.sleep(0)
        yield shared.get(HomePages)


class TestPage:
    async def test_is_composed_once_for_many_who_ask_at_once(
        self, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        await shelves.titles(3)
        with counted_queries(shelves.database) as alone:
            await pages.page(somebody(clock, country="IN"))
        with counted_queries(shelves.database) as seen:
            found = await asyncio.gather(*(pages.page(somebody(clock)) for _ in range(20)))
        assert all(page is found[0] for page in found)
        assert len(seen) <= len(alone)

    async def test_is_another_for_who_sees_something_else(
        self, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        await shelves.title("Here", window={"territories": ",KE,"})
        kenya = await pages.page(somebody(clock, country="KE"))
        india = await pages.page(somebody(clock, country="IN"))
        assert (len(kenya.cards), len(india.cards)) == (1, 0)

    async def test_is_composed_anew_when_something_leaves_by_itself(
        self, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        await shelves.title("Short", expire_at=shelves.now + timedelta(seconds=5))
        assert len((await pages.page(somebody(clock))).cards) == 1
        clock.advance(seconds=5)
        assert len((await pages.page(somebody(clock))).cards) == 0

    async def test_is_shown_while_a_fresh_one_is_composed(
        self, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        await shelves.titles(1)
        first = await pages.page(somebody(clock))
        await shelves.title("Another")
        clock.advance(seconds=20)
        assert await pages.page(somebody(clock)) is first
        await until_has(pages, clock, 2)

    async def test_is_dropped_when_a_title_is_hidden(
        self, shared: Services, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        title_id = await shelves.title("Hidden soon")
        assert len((await pages.page(somebody(clock))).cards) == 1
        await shelves.change(title_id, state="draft")
        await tell(shared, TitleUnpublished(title_id))
        await until_has(pages, clock, 0)

    async def test_goes_on_being_shown_while_many_titles_change(
        self, shared: Services, pages: HomePages, shelves: Shelves, clock: MovingClock
    ) -> None:
        await shelves.titles(1)
        await pages.page(somebody(clock))
        title_id = await shelves.title("Another")
        await tell(shared, TitlesChanged((title_id,)))
        await until_has(pages, clock, 2)


def somebody(clock: MovingClock, **facts: str) -> Audience:
    """Return an audience."""
    asker = Asker(country=None, platform=Platform.WEB, plan=None, at=clock.now())
    return Audience(replace(asker, **facts))


async def until_has(pages: HomePages, clock: MovingClock, amount: int) -> None:
    """Wait until the page has so many titles."""

    async def has() -> bool:
        page: SharedPage = await pages.page(somebody(clock))
        return len(page.cards) == amount

    await eventually(has)


async def tell(services: Services, event: Event) -> None:
    """Let recommendations hear of something, as the relay does."""
    async with Shelves(services).database.write() as session:
        for reaction in REACTIONS:
            if reaction.event is type(event):
                await reaction.run(services, session, event)
