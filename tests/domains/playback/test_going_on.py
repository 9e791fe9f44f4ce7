"""Continue watching: what was begun, the episode after a finished one, what was taken out."""

from typing import Any
from uuid import UUID

import httpx

from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.test_browse import counted_queries
from tests.domains.conftest import Mount, MovingClock
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import (
    BOTH_ENGINES,
    opened,
    store_series,
    store_title,
    watched,
)

CONTINUE = "/api/v1/playback/continue"
END = 19.5


class TestList:
    async def test_shows_nothing_of_others(
        self, guest: httpx.AsyncClient, owner: httpx.AsyncClient, title_id: UUID
    ) -> None:
        await watched(owner, 5, title_id=title_id)
        assert await titles(guest) == []

    async def test_has_what_is_unfinished_the_last_watched_first(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        made = [
            await store_title(playback, owner_id, await store_film(playback, owner_id))
            for _ in "123"
        ]
        for title, seconds in zip(made, (5, END, 7), strict=True):
            clock.advance(minutes=1)
            await watched(guest, seconds, title_id=title)
        assert await titles(guest) == [str(made[2]), str(made[0])]
        assert len((await guest.get(f"{CONTINUE}?limit=1")).json()["items"]) == 1

    @BOTH_ENGINES
    async def test_offers_the_next_episode_over_the_end_of_a_season(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        films = [await store_film(playback, owner_id) for _ in "123"]
        series, (one, two, three) = await store_series(playback, owner_id, films[:2], films[2:])
        await watched(guest, END, episode_id=one)
        item = await only(guest)
        assert (item["episode_id"], item["is_next"]) == (str(two), True)
        assert item["position_seconds"] == 0
        clock.advance(minutes=1)
        await watched(guest, 5, episode_id=two)
        item = await only(guest)
        assert (item["episode_id"], item["is_next"]) == (str(two), False)
        assert item["position_seconds"] == 5
        await watched(guest, END, episode_id=two)
        item = await only(guest)
        assert item["episode_id"] == str(three)
        assert item["episode"]["season_number"] == 2
        assert (await opened(guest, title_id=series))["asset_id"] == str(films[2])
        clock.advance(minutes=1)
        await watched(guest, END, episode_id=three)
        assert await titles(guest) == []
        assert (await opened(guest, title_id=series))["asset_id"] == str(films[0])

    async def test_goes_on_in_a_next_episode_that_was_begun_before(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        films = [await store_film(playback, owner_id) for _ in "12"]
        _, (one, two) = await store_series(playback, owner_id, films)
        await watched(guest, 6, episode_id=two)
        clock.advance(minutes=1)
        await watched(guest, END, episode_id=one)
        item = await only(guest)
        assert (item["episode_id"], item["position_seconds"]) == (str(two), 6)

    async def test_waits_for_an_episode_that_has_nothing_to_play_yet(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, film_id: UUID
    ) -> None:
        _, (one, _) = await store_series(playback, owner_id, [film_id, None])
        await watched(guest, END, episode_id=one)
        assert await titles(guest) == []

    async def test_takes_as_many_queries_for_many_as_for_few(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, database: Database
    ) -> None:
        amounts: list[int] = []
        for _ in range(2):
            for _ in range(3):
                films = [await store_film(playback, owner_id) for _ in "12"]
                _, (one, _) = await store_series(playback, owner_id, films)
                await watched(guest, END, episode_id=one)
            with counted_queries(database) as seen:
                await titles(guest)
            amounts.append(len(seen))
        assert amounts[0] == amounts[1] <= 10


class TestDismiss:
    @BOTH_ENGINES
    async def test_keeps_a_title_out_until_it_is_watched_again(
        self,
        guest: httpx.AsyncClient,
        owner: httpx.AsyncClient,
        title_id: UUID,
    ) -> None:
        for viewer in (guest, owner):
            await watched(viewer, 5, title_id=title_id)
        for _ in range(2):
            assert (await guest.delete(f"{CONTINUE}/{title_id}")).status_code == 204
        assert await titles(guest) == []
        assert await titles(owner) == [str(title_id)]
        assert (await opened(guest, title_id=title_id))["position_seconds"] == 5
        assert len((await guest.get("/api/v1/playback/history")).json()["items"]) == 1
        await watched(guest, 6, title_id=title_id)
        assert await titles(guest) == [str(title_id)]

    async def test_can_be_taken_back(self, guest: httpx.AsyncClient, title_id: UUID) -> None:
        await watched(guest, 5, title_id=title_id)
        await guest.delete(f"{CONTINUE}/{title_id}")
        assert (await guest.put(f"{CONTINUE}/{title_id}")).status_code == 204
        assert await titles(guest) == [str(title_id)]

    async def test_takes_a_series_out_with_all_its_episodes(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        films = [await store_film(playback, owner_id) for _ in "123"]
        series, (one, two, _) = await store_series(playback, owner_id, films)
        for episode in (one, two):
            clock.advance(minutes=1)
            await watched(guest, END, episode_id=episode)
        await guest.delete(f"{CONTINUE}/{series}")
        assert await titles(guest) == []


class TestHomeRow:
    async def test_names_the_episode_to_go_on_with(
        self, playback: Services, mount: Mount, guest: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        from streamverse.domains.recommendations.routes import router as recommendations

        films = [await store_film(playback, owner_id) for _ in "12"]
        series, (one, two) = await store_series(playback, owner_id, films)
        await watched(guest, END, episode_id=one)
        browser = mount(recommendations)
        browser.cookies = guest.cookies
        row = (await browser.get("/api/v1/home")).json()["rows"][0]
        assert row["id"] == "continue"
        (card,) = row["items"]
        assert card["id"] == str(series)
        assert card["going_on"] == {
            "episode_id": str(two),
            "season_number": 1,
            "episode_number": 2,
            "episode_name": "Part 2",
            "position_seconds": 0,
            "duration_seconds": None,
            "is_next": True,
        }


async def titles(client: httpx.AsyncClient) -> list[str]:
    """Return the ids of what is offered."""
    answer = await client.get(CONTINUE)
    assert answer.status_code == 200, answer.text
    return [item["title_id"] for item in answer.json()["items"]]


async def only(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return the one thing that is offered."""
    (item,) = (await client.get(CONTINUE)).json()["items"]
    return item
