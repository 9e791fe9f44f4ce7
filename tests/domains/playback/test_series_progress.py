"""How far a viewer is in a series: each episode's place, and the one to go on with."""

from typing import Any
from uuid import UUID, uuid4

import httpx

from streamverse.kit.db import Database
from streamverse.kit.services import Services
from tests.domains.catalog.test_browse import counted_queries
from tests.domains.conftest import MovingClock
from tests.domains.playback.stored import store_film
from tests.domains.playback.viewing import store_series, watched

END = 19.5
NOTHING: dict[str, Any] = {"items": [], "next": None}


class TestRead:
    async def test_tells_nothing_of_others_nor_of_no_series(
        self, playback: Services, guest: httpx.AsyncClient, owner: httpx.AsyncClient, owner_id: UUID
    ) -> None:
        series, (one,) = await store_series(
            playback, owner_id, [await store_film(playback, owner_id)]
        )
        await watched(owner, 5, episode_id=one)
        assert await progress(guest, series) == NOTHING
        assert await progress(guest, uuid4()) == NOTHING
        assert (await guest.get("/api/v1/playback/titles/x/progress")).status_code == 422

    async def test_has_each_episode_and_the_one_after_a_finished_one(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, clock: MovingClock
    ) -> None:
        films = [await store_film(playback, owner_id) for _ in "123"]
        series, (one, two, three) = await store_series(playback, owner_id, films[:2], films[2:])
        await watched(guest, 5, episode_id=one)
        body = await progress(guest, series)
        assert body["next"]["episode_id"] == str(one)
        clock.advance(minutes=1)
        await watched(guest, END, episode_id=one)
        clock.advance(minutes=1)
        await watched(guest, END, episode_id=two)
        body = await progress(guest, series)
        assert [(each["episode_id"], each["is_finished"]) for each in body["items"]] == [
            (str(two), True),
            (str(one), True),
        ]
        assert (body["next"]["episode_id"], body["next"]["season_number"]) == (str(three), 2)

    async def test_takes_as_many_queries_for_many_as_for_one(
        self, playback: Services, guest: httpx.AsyncClient, owner_id: UUID, database: Database
    ) -> None:
        films = [await store_film(playback, owner_id) for _ in range(6)]
        series, episodes = await store_series(playback, owner_id, films)
        amounts: list[int] = []
        for some in (episodes[:1], episodes):
            for each in some:
                await watched(guest, 5, episode_id=each)
            with counted_queries(database) as seen:
                await progress(guest, series)
            amounts.append(len(seen))
        assert amounts[0] == amounts[1] <= 10


async def progress(client: httpx.AsyncClient, title_id: UUID) -> dict[str, Any]:
    """Ask how far somebody is."""
    answer = await client.get(f"/api/v1/playback/titles/{title_id}/progress")
    assert answer.status_code == 200, answer.text
    return answer.json()
