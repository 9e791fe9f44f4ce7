"""The list of what a profile wants to see."""

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import func, insert, select

from streamverse.domains.catalog.events import TitleDeleted
from streamverse.domains.catalog.models import TitleRow
from streamverse.domains.catalog.public import Watchlists
from streamverse.domains.playback.models import WatchlistRow
from streamverse.domains.playback.public import PlaybackWatchlists
from streamverse.domains.playback.reactions import forget_title
from streamverse.domains.playback.service.watchlist import MOST
from streamverse.kit.clock import Clock
from streamverse.kit.db import Database
from streamverse.kit.ids import new_id
from streamverse.kit.pages import encode_cursor
from streamverse.kit.services import Services
from tests.domains.conftest import Mount, MovingClock
from tests.domains.playback.conftest import browser_of
from tests.domains.playback.viewing import BOTH_ENGINES, refusal, store_title
from tests.domains.profiles import add_profile

LIST = "/api/v1/playback/watchlist"


class TestAdd:
    async def test_refuses_what_this_viewer_may_not_see(
        self,
        playback: Services,
        guest: httpx.AsyncClient,
        kid: httpx.AsyncClient,
        owner_id: UUID,
        film_id: UUID,
        title_id: UUID,
    ) -> None:
        draft = await store_title(playback, owner_id, film_id, is_published=False)
        for viewer, title in ((guest, draft), (guest, uuid4()), (kid, title_id), (kid, draft)):
            answer = await viewer.put(f"{LIST}/{title}")
            assert refusal(answer) == (404, "title_not_found")
            assert await listed(viewer) == []

    @BOTH_ENGINES
    async def test_is_for_one_profile_and_may_be_repeated(
        self,
        playback: Services,
        mount: Mount,
        owner: httpx.AsyncClient,
        guest: httpx.AsyncClient,
        owner_id: UUID,
        title_id: UUID,
    ) -> None:
        sister = await browser_of(playback, mount, owner_id, await add_profile(playback, owner_id))
        for _ in range(2):
            assert (await owner.put(f"{LIST}/{title_id}")).status_code == 204
        assert await listed(owner) == [str(title_id)]
        assert await listed(sister) == await listed(guest) == []
        await guest.put(f"{LIST}/{title_id}")
        assert await listed(guest) == [str(title_id)]

    @BOTH_ENGINES
    async def test_adds_once_however_many_ask_at_once(
        self, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        await guest.get(LIST)
        answers = await asyncio.gather(*(guest.put(f"{LIST}/{title_id}") for _ in range(8)))
        assert {answer.status_code for answer in answers} == {204}
        assert await listed(guest) == [str(title_id)]

    @BOTH_ENGINES
    async def test_says_clearly_that_the_list_is_full_and_no_race_gets_past_it(
        self, playback: Services, owner: httpx.AsyncClient, owner_id: UUID, profile_id: UUID
    ) -> None:
        titles = await store_titles(playback, owner_id, MOST + 4)
        await fill(playback, f"profile:{profile_id}", titles[: MOST - 1])
        answers = await asyncio.gather(
            *(owner.put(f"{LIST}/{title}") for title in titles[MOST - 1 :])
        )
        taken = [answer for answer in answers if answer.status_code == 204]
        refused = [answer for answer in answers if answer.status_code != 204]
        assert len(taken) == 1
        assert {refusal(answer) for answer in refused} == {(409, "watchlist_full")}
        assert refused[0].json()["limit"] == MOST
        assert (await owner.put(f"{LIST}/{titles[0]}")).status_code == 204, "it is there already"
        async with playback.get(Database).read() as session:
            assert await session.scalar(select(func.count()).select_from(WatchlistRow)) == MOST


class TestRemove:
    @BOTH_ENGINES
    async def test_may_be_repeated_and_leaves_others_lists(
        self, owner: httpx.AsyncClient, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        for viewer in (owner, guest):
            await viewer.put(f"{LIST}/{title_id}")
        for _ in range(2):
            assert (await owner.delete(f"{LIST}/{title_id}")).status_code == 204
        assert await listed(owner) == []
        assert await listed(guest) == [str(title_id)]


class TestList:
    @BOTH_ENGINES
    async def test_comes_in_pages_the_last_added_first(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        titles = await store_titles(playback, owner_id, 5)
        for title in titles:
            clock.advance(minutes=1)
            await guest.put(f"{LIST}/{title}")
        seen: list[str] = []
        cursor = ""
        page: dict[str, Any] = {}
        for _ in range(3):
            page = (await guest.get(f"{LIST}?limit=2{cursor}")).json()
            seen += [item["title"]["id"] for item in page["items"]]
            cursor = f"&cursor={page['next_cursor']}"
        assert seen == [str(title) for title in reversed(titles)]
        assert page["next_cursor"] is None
        assert page["items"][0]["title"]["is_in_watchlist"] is True

    async def test_refuses_a_cursor_that_is_none_of_ours(self, guest: httpx.AsyncClient) -> None:
        for cursor in ("x", encode_cursor("yesterday", "1"), encode_cursor("2026-01-01", "1")):
            assert refusal(await guest.get(f"{LIST}?cursor={cursor}")) == (422, "bad_cursor")

    async def test_hides_what_is_unpublished_and_keeps_it(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        await guest.put(f"{LIST}/{title_id}")
        for state, shown in (("draft", []), ("published", [str(title_id)])):
            async with playback.get(Database).write() as session:
                (await session.get_one(TitleRow, title_id)).state = state
            assert await listed(guest) == shown

    async def test_forgets_what_is_deleted(
        self, playback: Services, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        await guest.put(f"{LIST}/{title_id}")
        async with playback.get(Database).write() as session:
            await forget_title(playback, session, TitleDeleted(title_id))
        async with playback.get(Database).read() as session:
            assert await session.scalar(select(func.count()).select_from(WatchlistRow)) == 0


class TestCatalog:
    async def test_says_what_is_in_the_list(
        self, playback: Services, mount: Mount, guest: httpx.AsyncClient, title_id: UUID
    ) -> None:
        from streamverse.domains.catalog.routes import router as catalog
        from streamverse.domains.recommendations.routes import router as recommendations

        playback.add(PlaybackWatchlists(), as_=Watchlists)
        await guest.get(LIST)
        browser = mount(catalog, recommendations)
        browser.cookies = guest.cookies
        address = f"/api/v1/titles/{title_id}"
        assert (await browser.get(address)).json()["is_in_watchlist"] is False
        await guest.put(f"{LIST}/{title_id}")
        assert (await browser.get(address)).json()["is_in_watchlist"] is True
        row = (await browser.get("/api/v1/home")).json()["rows"][0]
        assert (row["id"], row["items"][0]["id"]) == ("list", str(title_id))


async def listed(client: httpx.AsyncClient) -> list[str]:
    """Return the ids of the titles of the first page."""
    answer = await client.get(LIST)
    assert answer.status_code == 200, answer.text
    return [item["title"]["id"] for item in answer.json()["items"]]


async def store_titles(services: Services, owner_id: UUID, count: int) -> list[UUID]:
    """Store published titles without anything to play."""
    now = services.get(Clock).now()
    ids = [new_id() for _ in range(count)]
    facts: dict[str, Any] = {
        "kind": "movie",
        "state": "published",
        "owner_id": owner_id,
        "name": "Film",
        "languages": [],
        **dict.fromkeys(("original_name", "tagline", "synopsis", "rating", "folded"), ""),
        **dict.fromkeys(("created_at", "updated_at", "listed_at"), now),
    }
    async with services.get(Database).write() as session:
        rows = [{"id": each, "slug": str(each), **facts} for each in ids]
        await session.execute(insert(TitleRow), rows)
    return ids


async def fill(services: Services, viewer_key: str, titles: Sequence[UUID]) -> None:
    """Put many titles on a list."""
    now = services.get(Clock).now()
    rows = [{"viewer_key": viewer_key, "title_id": each, "added_at": now} for each in titles]
    async with services.get(Database).write() as session:
        await session.execute(insert(WatchlistRow), rows)
